"""The command line. Exit codes: 0 all read; 1 written, but some reports could not be read; 2 wrong use; 3 nothing
could be done (nothing readable, an unusable desk); 4 verify refused a brief, or a score fell below its floor;
130 interrupted."""

import sys


def main() -> None:
    """Run the ``crosswire`` command."""
    from crosswire.cli.app import run

    sys.exit(run(sys.argv[1:]))
