"""``crosswire backup``, ``crosswire check``, ``crosswire forget``: looking after a desk."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crosswire.base.errors import RunFailed
from crosswire.base.ids import kind_of
from crosswire.cli import options as opt
from crosswire.cli.desk import open_desk
from crosswire.cli.shared import NOTHING, OK, WrongUse, app, progress

if TYPE_CHECKING:
    from crosswire.store.embedded import EmbeddedDesk


@app.command(epilog="Example: crosswire backup /media/stick/week.desk --desk week.desk")
def backup(
    to: Annotated[Path, typer.Argument(metavar="DEST", help="The folder to make; it is a desk itself.")],
    desk: opt.Desk = opt.DEFAULT_DESK,
) -> int:
    """Copy the desk while it is in use, check the copy, and only then give it its name."""
    with open_desk(desk) as opened, progress("copying"):
        size = opened.backup(to)
    typer.echo(f"{to}: a sound copy of {desk}, {size / 1e6:.1f} MB; to use it: --desk {to}", err=True)
    return OK


@app.command(epilog="Example: crosswire check --desk week.desk")
def check(desk: opt.Desk = opt.DEFAULT_DESK) -> int:
    """Check every part of a desk: the file, what came in, readings, ids, logs, the search; it changes nothing."""
    from crosswire.store import checking
    from crosswire.store.folder import DATABASE

    file = desk / DATABASE if desk.is_dir() else desk
    if not file.exists():
        raise WrongUse(f"there is no desk at {desk}; make one with: crosswire add PATH --desk {desk}")
    with progress("checking"):
        problems = list(checking.problems(file))
    for problem in problems:
        typer.echo(problem)
    typer.echo(f"{desk}: {len(problems)} problem(s)" if problems else f"{desk}: sound", err=True)
    return NOTHING if problems else OK


@app.command(epilog='Example: crosswire forget rep-5f3a9c0d21b7e64 --why "asked to by the person named"')
def forget(
    which: Annotated[
        str | None, typer.Argument(metavar="REPORT|URL|NAME", help="A report's id or URL; or a file that failed.")
    ] = None,
    why: Annotated[str | None, typer.Option("--why", help="The reason; it is kept.")] = None,
    versions: Annotated[bool, typer.Option("--versions", help="Also the other versions under its URL.")] = False,
    scrub: Annotated[bool, typer.Option("--scrub", help="Only rewrite the file without what was removed.")] = False,
    desk: opt.Desk = opt.DEFAULT_DESK,
) -> int:
    """Remove a report, its bytes and everything derived from it, for good; that it was done, and why, is kept.

    It is refused when it comes again, unless it is added with --allow-forgotten. A URL takes all its versions.
    """
    with open_desk(desk) as opened, progress("forgetting"):
        if scrub:
            opened.scrub()
            typer.echo(f"{desk}: rewritten without what was removed", err=True)
            return OK
        if not which or not why:
            raise WrongUse('say what to forget and why: crosswire forget REPORT --why "…"')
        _forget(opened, which, why, versions)
        kept = opened.backups()
    for one in kept:
        typer.echo(f"note: the backup {one} may still hold it: delete it, and backups elsewhere", err=True)
    return OK


def _forget(desk: "EmbeddedDesk", which: str, why: str, versions: bool) -> None:
    if kind_of(which) == "report":
        reports, url = (desk.versions(which) if versions else [which]), None
    else:
        reports, url = desk.reports_at(which), which
    if reports:
        count = desk.forget(reports, why, url=url)
        typer.echo(f"{len(reports)} report(s) forgotten with {count} records of and about them", err=True)
        others = [one for one in desk.versions(reports[0]) if one not in reports]
        if others:
            typer.echo(f"note: {len(others)} other version(s) of it are kept; --versions takes them too", err=True)
        return
    failed = desk.forget_failed(which, why)
    if not failed:
        raise RunFailed("unknown-id", f"no report, URL or unread file called {which} on {desk.path}; nothing changed")
    typer.echo(f"{failed} unread file(s) called {which} forgotten", err=True)
