"""What every subcommand shares: the command they are added to, exit codes, messages, progress."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

from crosswire import __version__
from crosswire.model.account import Issue

if TYPE_CHECKING:
    from crosswire.run.runner import Progress

OK, SOME_UNREAD, WRONG_USE, NOTHING, REFUSED, INTERRUPTED = 0, 1, 2, 3, 4, 130

# typer carries its own click, or uses the installed one, by version: BadParameter's parent is its usage error in both.
WrongUse: Any = typer.BadParameter.__mro__[1]

app = typer.Typer(
    name="crosswire",
    help="Reads many reports of the same events and gives one cited account of them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: crosswire brief reports/ -o out/   then open out/brief.html",
)


def report_issues(issues: Mapping[str, Issue] | list[Issue], *, limit: int = 20, count: int = 0) -> None:
    """Print issues to standard error, fatal ones first; past ``limit`` only their number. ``count``: how many there
    are, where ``issues`` are only the first."""
    listed = sorted(
        dict.fromkeys(issues.values() if isinstance(issues, Mapping) else issues),
        key=lambda issue: (not issue.fatal, issue.report, issue.reason),
    )
    for issue in listed[:limit]:
        kind = "could not read" if issue.fatal else "note"
        typer.echo(f"{kind}: {issue.message} [{issue.reason}]", err=True)
    if max(count, len(listed)) > limit:
        where = "crosswire status counts them by reason" if count else "all are in the JSON output"
        typer.echo(f"… and {max(count, len(listed)) - limit} more; {where}", err=True)


@contextmanager
def progress(label: str) -> Iterator["Progress | None"]:
    """A progress line on standard error while a person is looking; None where nobody is."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.markup import escape

    with Console(stderr=True).status(label) as status:
        yield lambda name, number: status.update(f"{label} {number or ''} {escape(name)}")


@app.callback(invoke_without_command=True)
def _root(
    version: bool = typer.Option(False, "--version", help="Print the version and stop."),
) -> None:
    if version:
        typer.echo(f"crosswire {__version__}")
        raise typer.Exit()
