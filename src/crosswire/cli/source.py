"""``crosswire source``: what is watched, and how it is doing."""

import dataclasses
import datetime as dt
import json
from pathlib import Path
from typing import Annotated, Any

import typer

from crosswire.base.errors import CrosswireError, RunFailed
from crosswire.cli import options as opt
from crosswire.cli.shared import NOTHING, OK, SOME_UNREAD, WrongUse, app
from crosswire.model.source import SourceEntry

sources = typer.Typer(
    name="source",
    help="What is watched: feeds, sitemaps and pages, in the desk's sources.toml.",
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog="Example: crosswire source add https://news.example/feed.xml --outlet 'News Example' --expect 5..40",
)
app.add_typer(sources)

File = Annotated[
    Path | None, typer.Option("--sources", metavar="FILE", help="A sources.toml to use instead of the desk's.")
]
AllowPrivate = Annotated[
    bool,
    typer.Option(
        "--allow-private", help="Also ask this machine and private networks. For tests: feeds can lead there."
    ),
]
Contact = Annotated[
    str, typer.Option("--contact", metavar="WORDS", help="A mail address or page told to the sites that are asked.")
]


@sources.command(
    "add", epilog="Example: crosswire source add https://news.example/ --outlet 'News Example' --every 10m"
)
def add(
    addresses: Annotated[list[str], typer.Argument(metavar="URL|FILE…", help="Feeds, pages, or lists (.opml, .toml).")],
    desk: opt.Desk = opt.DEFAULT_DESK,
    file: File = None,
    outlet: Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Who publishes it.")] = None,
    family: Annotated[str | None, typer.Option("--family", metavar="NAME", help="The house it belongs to.")] = None,
    language: Annotated[str | None, typer.Option("--language", metavar="TAG", help="As en, uk.")] = None,
    country: Annotated[str | None, typer.Option("--country", metavar="CODE", help="As GB, UA.")] = None,
    reliability: Annotated[str | None, typer.Option("--reliability", metavar="A-F", help="Your own rating.")] = None,
    expect: Annotated[str | None, typer.Option("--expect", metavar="5..40", help="Reports a day.")] = None,
    every: Annotated[str | None, typer.Option("--every", metavar="10m", help="Time between two polls.")] = None,
    check: Annotated[bool, typer.Option("--check/--no-check", help="Look at the address first.")] = True,
    allow_private: AllowPrivate = False,
    contact: Contact = "",
) -> int:
    """Watch an address. Of a page that announces a feed, the feed is watched; a page without one is watched itself."""
    from crosswire.run import subscriptions

    if reliability is not None and reliability not in tuple("ABCDEF"):
        raise WrongUse(f"reliability '{reliability}' is not one of A, B, C, D, E, F")
    try:
        expected = subscriptions.expected_of(expect) if expect else None
        if every:
            subscriptions.seconds_of(every)
    except ValueError as error:
        raise WrongUse(str(error)) from error
    said: dict[str, Any] = {"outlet": outlet, "family": family, "language": language, "country": country}
    said |= {"reliability": reliability, "expected": expected, "every": every}
    place = _place(desk, file, make=True)
    failures = 0
    for address in addresses:
        try:
            entries = _entries(address, check=check, allow_private=allow_private, contact=contact)
        except CrosswireError as error:
            typer.echo(f"not added: {error.message}", err=True)
            failures += 1
            continue
        for entry in entries:
            _add(place, dataclasses.replace(entry, **{key: value for key, value in said.items() if value}))
    return NOTHING if failures == len(addresses) else SOME_UNREAD if failures else OK


@sources.command("list", epilog="Example: crosswire source list --health --desk week.desk")
def list_(
    desk: opt.Desk = opt.DEFAULT_DESK,
    file: File = None,
    health: Annotated[bool, typer.Option("--health", help="Also say how each is doing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> int:
    """List what is watched; with --health, what should be looked at. Exit code 1: a source is in a bad way."""
    from crosswire.run import subscriptions

    listed, warnings = subscriptions.load(_place(desk, file))
    for warning in warnings:
        typer.echo(f"note: {warning}", err=True)
    states = _health(desk, listed) if health else {}
    for each in listed:
        found = states.get(each.address)
        if as_json:
            row = {"address": each.address, "kind": each.kind, "every": each.every, **_said(each.entry)}
            row |= {"health": dataclasses.asdict(found)} if found else {}
            typer.echo(json.dumps(row, ensure_ascii=False))
            continue
        typer.echo(_line(each, found))
        for finding in found.findings if found else ():
            typer.echo(f"     {finding.message} [{finding.reason}]")
    if not listed and not as_json:
        typer.echo("nothing is watched yet; add a source: crosswire source add URL", err=True)
    return SOME_UNREAD if any(found.level == "bad" for found in states.values()) else OK


@sources.command("remove", epilog="Example: crosswire source remove https://news.example/feed.xml")
def remove(
    addresses: Annotated[list[str], typer.Argument(metavar="URL…", help="As crosswire source list shows them.")],
    desk: opt.Desk = opt.DEFAULT_DESK,
    file: File = None,
) -> int:
    """Watch an address no longer. What was read of it stays on the desk."""
    from crosswire.run import subscriptions

    place = _place(desk, file)
    for address in addresses:
        if not subscriptions.remove(place, address):
            raise WrongUse(f"'{address}' is not watched; crosswire source list shows what is")
        typer.echo(f"not watched any more: {address}", err=True)
    return OK


@sources.command("import", epilog="Example: crosswire source import feeds.opml --desk week.desk")
def import_(
    lists: Annotated[list[Path], typer.Argument(metavar="FILE.opml…", help="Lists of feeds, as readers export them.")],
    desk: opt.Desk = opt.DEFAULT_DESK,
    file: File = None,
) -> int:
    """Watch every feed of an OPML list; an outline's folder is taken for the family."""
    from crosswire.ingest import opml

    place = _place(desk, file, make=True)
    for path in lists:
        for entry in opml.parse(path.read_bytes()):
            _add(place, entry)
    return OK


@sources.command("export", epilog="Example: crosswire source export feeds.opml --desk week.desk")
def export(
    out: Annotated[Path, typer.Argument(metavar="FILE.opml", help="File to write.")],
    desk: opt.Desk = opt.DEFAULT_DESK,
    file: File = None,
) -> int:
    """Write the feeds that are watched as an OPML list, for a feed reader."""
    from crosswire.ingest import opml
    from crosswire.run import subscriptions

    listed, _ = subscriptions.load(_place(desk, file))
    feeds = [each.entry for each in listed if each.kind == "feed"]
    out.write_bytes(opml.write(feeds, title="Crosswire"))
    typer.echo(f"{len(feeds)} feed(s) written to {out}; {len(listed) - len(feeds)} page(s) left out", err=True)
    return OK


def _place(desk: Path, file: Path | None, *, make: bool = False) -> Path:
    from crosswire.run import subscriptions
    from crosswire.store.folder import open_folder

    if file is not None:
        return file
    if make:
        open_folder(desk)
    return subscriptions.file_of(desk)


def _entries(address: str, *, check: bool, allow_private: bool, contact: str) -> list[SourceEntry]:
    from crosswire.ingest import opml
    from crosswire.ingest import sources as tables
    from crosswire.ingest.fetch_links import is_web

    if is_web(address):
        return [_looked_at(address, allow_private, contact) if check else SourceEntry((address,), feed=address)]
    path = Path(address)
    if not path.is_file():
        raise RunFailed("missing", f"{address}: neither an address (http://, https://) nor a file")
    if path.suffix.lower() == ".toml":
        found = [entry for entry in tables.load(path).entries if entry.feed or entry.url]
    else:
        found = opml.parse(path.read_bytes())
    if not found:
        raise RunFailed("no-sources", f"{address}: nothing to watch in it")
    return found


def _looked_at(address: str, allow_private: bool, contact: str) -> SourceEntry:
    from crosswire.ingest.fetch import Fetcher, Manners
    from crosswire.run.discover import discover

    fetcher = Fetcher(allow_private=allow_private, manners=Manners(contact=contact))
    found = discover(address, fetcher=fetcher)
    if found.kind == "page":
        typer.echo(f"{found.address}: no feed is announced there; the page itself will be watched", err=True)
        return SourceEntry((found.address,), url=found.address)
    if found.address != address:
        typer.echo(f"{address}: leads to the feed {found.address}", err=True)
    for other in found.others:
        typer.echo(f"   another feed there: {other}", err=True)
    return SourceEntry((found.address,), feed=found.address, outlet=found.title, language=found.language)


def _add(place: Path, entry: SourceEntry) -> None:
    from crosswire.run import subscriptions

    address = entry.feed or entry.url
    if subscriptions.add(place, entry):
        typer.echo(f"watched from now on: {address}" + (f" ({entry.outlet})" if entry.outlet else ""), err=True)
    else:
        typer.echo(f"watched already: {address}", err=True)


def _health(desk: Path, listed: list[Any]) -> dict[str, Any]:
    from crosswire.run.health import of_desk
    from crosswire.store.embedded import EmbeddedDesk
    from crosswire.store.folder import present

    if not present(desk):
        raise WrongUse(f"there is no desk at {desk}; watch first: crosswire watch --desk {desk}")
    opened = EmbeddedDesk(desk)
    try:
        return {each.source: each for each in of_desk(opened, listed, now=dt.datetime.now(dt.UTC))}
    finally:
        opened.close()


def _said(entry: SourceEntry) -> dict[str, Any]:
    names = ("outlet", "family", "language", "country", "reliability", "expected")
    return {name: getattr(entry, name) for name in names if getattr(entry, name)}


def _line(each: Any, found: Any) -> str:
    entry = each.entry
    words = [entry.outlet or "", each.kind, entry.language or "", entry.country or "", entry.reliability or ""]
    if entry.expected:
        words.append(f"{entry.expected[0]}..{entry.expected[1]} a day")
    mark = {"good": "ok   ", "note": "note ", "bad": "BAD  "}[found.level] if found else ""
    newest = f"   newest {found.newest}" if found and found.newest else ""
    return f"{mark}{each.address}   {', '.join(word for word in words if word)}{newest}"
