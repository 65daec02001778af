"""``crosswire watch``: polls what is watched and keeps the desk current. ``crosswire diff``: what changed."""

import dataclasses
import json
import signal
import threading
from pathlib import Path
from types import FrameType
from typing import Annotated, Any

import typer

from crosswire.base.config import Options
from crosswire.base.errors import RunFailed
from crosswire.cli import options as opt
from crosswire.cli.shared import OK, SOME_UNREAD, WrongUse, app
from crosswire.cli.source import AllowPrivate, Contact, File

_MARKS = {"read": "+", "changed": "~", "failed": "!", "later": "?", "withdrawn": "-", "summary": "="}


@app.command(epilog="Example: crosswire watch --desk week.desk --every 5m   (Ctrl-C ends it; start it again any time)")
def watch(
    desk: opt.Desk = opt.DEFAULT_DESK,
    file: File = None,
    once: Annotated[bool, typer.Option("--once", help="Poll everything once, fetch what is new, and end.")] = False,
    every: Annotated[str | None, typer.Option("--every", metavar="5m", help="For sources that don't say.")] = None,
    delay: Annotated[float, typer.Option("--delay", min=0, help="Seconds between two requests to a host.")] = 1.0,
    epoch: opt.Epoch = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line on standard output.")] = False,
    allow_private: AllowPrivate = False,
    contact: Contact = "",
    no_link: Annotated[bool, typer.Option("--no-link", help="Only read; tell no stories and log no changes.")] = False,
    alerts: Annotated[
        Path | None, typer.Option("--alerts", metavar="RULES", help="A TOML file of rules: who is told of what.")
    ] = None,
) -> int:
    """Poll the desk's sources, fetch what is new in full, and put it on the desk, until stopped.

    Exit code with --once: 1 where a source or page could not be had, else 0.
    """
    stop = threading.Event()
    _stop_by_signal(stop.set)
    from crosswire.ingest.fetch import Fetcher, Manners
    from crosswire.ingest.fetch_rules import proxies
    from crosswire.run.following import Following
    from crosswire.run.watch import Watcher
    from crosswire.store.embedded import EmbeddedDesk

    listed = _sources(desk, file, every)
    rules = _rules(alerts)
    if note := proxies():
        typer.echo(f"note: {note}", err=True)
    fetcher = Fetcher(allow_private=allow_private, manners=Manners(delay=delay, contact=contact), stop=stop)
    opened = EmbeddedDesk(desk)
    try:
        say = _say_json if as_json else _say
        options = Options(epoch=opt.day(epoch), workers=1)
        following = Following(opened, rules, allow_private=allow_private, link=not no_link, once=once, say=_note)
        watcher = Watcher(opened, listed, fetcher, options=options, say=say, after=following.after)
        if not as_json:
            typer.echo(f"watching {len(listed)} source(s) for {desk}", err=True)
        with following:
            counts = watcher.run(once=once)
    finally:
        opened.close()
    typer.echo(_summary(counts, stopped=stop.is_set()), err=True)
    return SOME_UNREAD if once and (counts.get("failed") or counts.get("poll-failed")) else OK


@app.command(epilog="Example: crosswire diff https://news.example/wall-falls --desk week.desk")
def diff(
    subject: Annotated[str, typer.Argument(metavar="URL|REPORT", help="A page's address, or a report's id (rep-…).")],
    desk: opt.Desk = opt.DEFAULT_DESK,
    as_json: Annotated[bool, typer.Option("--json", help="The differences as JSON.")] = False,
) -> int:
    """Say what changed between the versions of a report: sentences, claims and figures added, removed, changed."""
    from crosswire.run import versions
    from crosswire.store.embedded import EmbeddedDesk
    from crosswire.store.folder import present

    if not present(desk):
        raise WrongUse(f"there is no desk at {desk}; make one with: crosswire add PATH --desk {desk}")
    opened = EmbeddedDesk(desk)
    try:
        steps = versions.history(opened, subject)
    finally:
        opened.close()
    if steps is None:
        raise RunFailed("unknown", f"nothing on the desk is called {subject}; crosswire search finds reports")
    if as_json:
        typer.echo(json.dumps([dataclasses.asdict(step) for step in steps], ensure_ascii=False, indent=1))
        return OK
    if not steps:
        typer.echo("there is one version of it", err=True)
    for number, step in enumerate(steps, 2):
        for line in versions.describe(step, number=number):
            typer.echo(line)
    return OK


def _sources(desk: Path, file: Path | None, every: str | None) -> list[Any]:
    from crosswire.run import subscriptions

    listed, warnings = subscriptions.load(file or subscriptions.file_of(desk))
    for warning in warnings:
        typer.echo(f"note: {warning}", err=True)
    if not listed:
        raise WrongUse("nothing is watched yet; add a source: crosswire source add URL")
    try:
        pause = subscriptions.seconds_of(every) if every else None
    except ValueError as error:
        raise WrongUse(str(error)) from error
    silent = subscriptions.EVERY
    return [dataclasses.replace(s, every=pause) if pause and s.every == silent else s for s in listed]


def _rules(path: Path | None) -> Any:
    from crosswire.run import rules

    return rules.load(path) if path is not None else None


def _note(message: str) -> None:
    typer.echo(message, err=True)


def _stop_by_signal(stop: Any) -> None:
    """The first signal ends the watch after the report it reads; a second one ends it at once."""

    def ask(number: int, frame: FrameType | None) -> None:
        stop()
        signal.signal(number, signal.SIG_DFL)
        typer.echo("stopping after this report; what was accepted is kept", err=True)

    signal.signal(signal.SIGINT, ask)
    signal.signal(signal.SIGTERM, ask)


def _say(event: Any) -> None:
    mark = {"read": "+", "changed": "~", "failed": "!", "later": "?", "withdrawn": "-", "summary": "="}.get(
        event.kind, " "
    )
    reason = f" [{event.reason}]" if event.reason and event.kind in ("failed", "later") else ""
    where = "" if event.kind == "poll" else f"   {event.name}"
    typer.echo(f"{event.at[11:19]} {mark} {event.source}: {event.message}{reason}{where}", err=True)


def _say_json(event: Any) -> None:
    typer.echo(json.dumps({**dataclasses.asdict(event), "counts": dict(event.counts)}, ensure_ascii=False))


def _summary(counts: Any, *, stopped: bool) -> str:
    words = {"read": "read", "changed": "changed", "same": "unchanged", "failed": "could not be had",
             "summary": "by the feed's summary", "later": "to be tried again", "withdrawn": "withdrawn"}  # fmt: skip
    parts = [f"{counts.get('poll', 0)} poll(s)"]
    parts += [f"{counts[kind]} {said}" for kind, said in words.items() if counts.get(kind)]
    return ("stopped: " if stopped else "") + ", ".join(parts)
