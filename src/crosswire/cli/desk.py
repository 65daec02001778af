"""``crosswire add``, ``crosswire reread``, ``crosswire status``: the desk."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crosswire.base.config import Options
from crosswire.cli import options as opt
from crosswire.cli.intake import inputs
from crosswire.cli.shared import OK, SOME_UNREAD, WrongUse, app, progress, report_issues
from crosswire.model.report import Given

if TYPE_CHECKING:
    from crosswire.store.embedded import EmbeddedDesk

AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]
_OLD_DAYS = 7
_SHOWN = 20


@contextmanager
def open_desk(path: Path) -> Iterator["EmbeddedDesk"]:
    """The desk at ``path``, let go of afterwards. Raises WrongUse where there is none: reading makes no desk."""
    from crosswire.store.embedded import EmbeddedDesk
    from crosswire.store.folder import present

    if not present(path):
        raise WrongUse(f"there is no desk at {path}; make one with: crosswire add PATH --desk {path}")
    opened = EmbeddedDesk(path)
    try:
        yield opened
    finally:
        opened.close()


@app.command(epilog="Example: crosswire add reports/ --desk week.desk   then: crosswire brief --desk week.desk")
def add(
    paths: opt.Paths = None,
    desk: opt.Desk = opt.DEFAULT_DESK,
    published: opt.Published = None,
    outlet: opt.Outlet = None,
    epoch: opt.Epoch = None,
    workers: opt.Workers = 0,
    profile: opt.ReadWith = "full",
    allow_forgotten: Annotated[
        bool, typer.Option("--allow-forgotten", help="Also take what was forgotten on this desk.")
    ] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also fetch from private and local addresses.")
    ] = False,
    no_link: Annotated[
        bool, typer.Option("--no-link", help="Only read; the next add or watch links what was left (copies, stories).")
    ] = False,
) -> int:
    """Put reports into the desk. Adding the same report again changes nothing; an interrupted run is completed."""
    from crosswire.run import live
    from crosswire.run.desk import add as add_to
    from crosswire.store.embedded import EmbeddedDesk

    if not paths:
        raise WrongUse("name at least one file or folder, or - for standard input")
    options = Options(opt.published(published), outlet, opt.day(epoch), None, workers, profile=profile)
    given = Given(outlet=outlet)
    opened = EmbeddedDesk(desk)
    try:
        with progress("adding") as shown:
            entries = inputs(paths, given=given, allow_private=allow_private)
            counts = add_to(opened, entries, options=options, progress=shown, allow_forgotten=allow_forgotten)
        if not no_link:
            with progress("linking") as shown:
                linked = live.update(opened, progress=shown)
            if linked.reports:
                typer.echo(f"{linked.reports} linked; {linked.stories} stories told", err=True)
        typer.echo(
            f"{counts['new']} new; {counts['read']} read, {counts['duplicate']} already there, "
            f"{counts['failed']} could not be read; the desk is {desk}",
            err=True,
        )
        if counts["failed"]:
            failures, count = opened.first_issues(_SHOWN, fatal=True)
            report_issues(failures, count=count)
    finally:
        opened.close()
    return SOME_UNREAD if counts["failed"] else OK


@app.command(epilog="Example: crosswire reread --desk week.desk   (after an update; interrupted, run it again)")
def reread(
    desk: opt.Desk = opt.DEFAULT_DESK,
    everything: Annotated[bool, typer.Option("--all", help="Also what this version read already.")] = False,
    index_only: Annotated[bool, typer.Option("--index", help="Only make the search index anew.")] = False,
    published: opt.Published = None,
    epoch: opt.Epoch = None,
    workers: opt.Workers = 0,
    profile: opt.ReadWith = "full",
) -> int:
    """Read the desk's reports again, from the bytes that came in, by this version; its readings replace the old ones.

    Then what has changed is linked again, and the stories that it touches are told anew.
    """
    from crosswire.run import desk as run_desk
    from crosswire.run import live

    options = Options(opt.published(published), None, opt.day(epoch), None, workers, profile=profile)
    with open_desk(desk) as opened, progress("reading again") as shown:
        if index_only:
            opened.unindex()
            typer.echo(f"{run_desk.index(opened, progress=shown)} report(s) put into the search index anew", err=True)
            return OK
        counts = run_desk.reread(opened, options=options, everything=everything, progress=shown)
        live.update(opened, progress=shown)
    done = counts["read"] + counts["duplicate"] + counts["failed"]
    if not done:
        typer.echo("this version has read everything on the desk already; all the same: --all", err=True)
        return OK
    typer.echo(
        f"{done} read again: {counts['read']} read, {counts['duplicate']} the same as another, "
        f"{counts['failed']} could not be read",
        err=True,
    )
    return SOME_UNREAD if counts["failed"] else OK


@app.command(epilog="Example: crosswire status --desk week.desk   or: crosswire status --json")
def status(desk: opt.Desk = opt.DEFAULT_DESK, as_json: AsJson = False) -> int:
    """Say what is on the desk: reports by outcome and reason, outlets with their newest day, feeds."""
    with open_desk(desk) as opened:
        facts = _facts(opened)
        issues, count = opened.first_issues(_SHOWN)
        problems = list(opened.check_file())
    if as_json:
        typer.echo(json.dumps({**facts, "damage": problems}, ensure_ascii=False, indent=1))
    else:
        _print(facts)
        report_issues(issues, count=count)
    for problem in problems:
        typer.echo(f"damaged: {problem}", err=True)
    return SOME_UNREAD if problems else OK


def _facts(desk: "EmbeddedDesk") -> dict[str, Any]:
    from crosswire.run.desk import reader

    full, fast = reader("full"), reader("fast")
    reasons: dict[str, dict[str, int]] = {"failed": {}, "note": {}}
    for (sort, reason), count in sorted(desk.reasons().items()):
        reasons[sort][reason] = count
    newest = desk.latest_day()
    return {
        "desk": str(desk.path),
        "outcomes": dict(sorted(desk.counts().items())),
        "undated": desk.undated(),
        "newest_day": newest.isoformat() if newest else None,
        "failed": reasons["failed"],
        "notes": reasons["note"],
        "languages": dict(sorted(desk.languages().items())),
        "outlets": {name: {"reports": count, "newest": last} for name, (count, last) in sorted(desk.outlets().items())},
        "feeds": _feeds(desk),
        "forgotten": desk.forgotten(),
        "to_read_again": desk.count_unread_by(full, fast),
        "read_fast": desk.count_unread_by(full) - desk.count_unread_by(full, fast),
        "last_change": desk.last_change(),
        "bytes": desk.size(),
    }


def _feeds(desk: "EmbeddedDesk") -> list[str]:
    """The state of the feeds, one line each, where they are watched."""
    if find_spec("crosswire.run.health") is None:
        return []
    health = import_module("crosswire.run.health")
    describe = getattr(health, "describe", None)
    return [str(line) for line in describe(desk.path)] if describe else []


def _print(facts: Mapping[str, Any]) -> None:
    for outcome, count in facts["outcomes"].items():
        typer.echo(f"{outcome:10} {count}")
    typer.echo(f"{'undated':10} {facts['undated']}")
    typer.echo(f"newest day {facts['newest_day'] or 'none'}")
    for name, label in (("failed", "could not be read"), ("notes", "read with a note")):
        if facts[name]:
            typer.echo(f"{label}: " + ", ".join(f"{reason} {count}" for reason, count in facts[name].items()))
    if facts["languages"]:
        typer.echo("languages: " + ", ".join(f"{name} {count}" for name, count in facts["languages"].items()))
    for name, row in facts["outlets"].items():
        typer.echo(f"  {name or '(outlet not known)'}: {row['reports']} report(s), newest {_age(row['newest'])}")
    for line in facts["feeds"]:
        typer.echo(f"  {line}")
    if facts["forgotten"]:
        typer.echo(f"forgotten  {facts['forgotten']} (known again by their hashes, and refused)")
    if facts["to_read_again"]:
        typer.echo(f"read by an earlier version: {facts['to_read_again']}; to read them again: crosswire reread")
    if facts["read_fast"]:
        typer.echo(f"read with the fast profile: {facts['read_fast']}; to read them in full: crosswire reread")
    typer.echo(f"changes    {facts['last_change']}   size {facts['bytes'] / 1e6:.1f} MB   in {facts['desk']}")


def _age(day: str | None) -> str:
    if day is None:
        return "undated"
    days = (dt.datetime.now(dt.UTC).date() - dt.date.fromisoformat(day)).days
    return f"{day} ({days} days old)" if days >= _OLD_DAYS else day
