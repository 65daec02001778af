"""Runs the ``crosswire`` command: every failure becomes one line on standard error and an exit code."""

import sys

import typer

from crosswire.base.errors import CrosswireError
from crosswire.cli import alerts, brief, desk, evaluate, judge, ledger, records, search, source, upkeep, verify, watch
from crosswire.cli.shared import INTERRUPTED, NOTHING, OK, WRONG_USE, WrongUse, app

# Each adds its commands to ``app`` when it is imported.
COMMANDS = (
    brief,
    desk,
    records,
    ledger,
    evaluate,
    search,
    judge,
    upkeep,
    source,
    watch,
    verify,
    alerts,
)


def run(arguments: list[str]) -> int:
    """Run the command with these arguments; the exit code. Errors are one line on standard error."""
    try:
        code = app(arguments, standalone_mode=False)
    except typer.Abort:
        return _say("interrupted; what was accepted is kept", INTERRUPTED)
    except WrongUse as error:
        error.show()
        return WRONG_USE
    except CrosswireError as error:
        return _say(error.message, NOTHING)
    except KeyboardInterrupt:
        return _say("interrupted; what was accepted is kept", INTERRUPTED)
    except BrokenPipeError:
        return OK
    except OSError as error:
        return _say(f"{error.filename or 'the system'}: {error.strerror or error}; nothing more was written", NOTHING)
    return code if isinstance(code, int) else OK


def _say(message: str, code: int) -> int:
    print(f"crosswire: {message}", file=sys.stderr)  # noqa: T201
    return code
