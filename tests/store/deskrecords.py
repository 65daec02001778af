"""Invented reports for the tests of the desk."""

from pathlib import Path

from crosswire.base.ids import make_id
from crosswire.model.account import Issue, Reading
from crosswire.model.claim import Attribution, Hop, Speaker
from crosswire.model.mention import Entity, Mention, Place
from crosswire.model.report import Dated, Given, Item, Received, Report
from crosswire.store.embedded import EmbeddedDesk

DAM = "The sea wall at Ansel fell on Tuesday. “Nobody was warned,” said Petra Ullman."


def received(
    name: str = "a.txt", content: str = "The wall fell.", *, url: str | None = None, raw: bytes | None = None
) -> Received:
    """Something that came in."""
    return Received(name, "text", content, Given(outlet="Harbour Post", url=url), raw=raw)


def failure(name: str = "b.bin") -> Issue:
    """Something that could not be read."""
    return Issue(make_id("issue", name, "ingest", "binary"), name, "ingest", "binary", f"{name}: not text", True)


def reading(
    text: str = "The wall fell.",
    published: str | None = "2025-03-11",
    *,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
    language: str = "en",
    quote: str | None = None,
    speaker: str = "Petra Ullman",
) -> Reading:
    """A reading of one item, with one claim where a quote is given."""
    dated = Dated(published, "given") if published else Dated()
    identifier = make_id("report", text, outlet, url)
    report = Report(identifier, "a.txt", url, "article", outlet, title, language, dated, text)
    item = Item(make_id("item", report.id), report.id, "article", title, 0, len(text), dated)
    claims = ()
    if quote:
        start = text.index(quote)
        span = report.span(start, start + len(quote))
        hops = (Hop(speaker, "says"), Hop(outlet or "?", "publishes"))
        claim = make_id("attribution", report.id, start)
        claims = (
            Attribution(claim, report.id, item.id, (span,), None, Speaker(speaker), hops, None, "direct", "asserts"),
        )
    return Reading(report, (item,), attributions=claims)


def place(of: Reading, name: str, lat: float, lon: float, *aliases: str) -> Entity:
    """A place that a reading names, with where it lies."""
    start = of.report.text.index(name)
    identifier = make_id("entity", "place", name)
    mention = Mention(start, start + len(name), of.report.id, name, "place", "name", identifier, of.items[0].id)
    where = Place(lat, lon, "point", "test:1", name)
    return Entity(identifier, "place", name, aliases, (mention,), where)


def put(desk: EmbeddedDesk, of: Reading, *entities: Entity, raw: bytes | None = None, name: str = "a.txt") -> str:
    """A reading put on the desk under an entry of its own; the entry's key."""
    desk.accept([received(name, of.report.text, url=of.report.url, raw=raw)])
    ((key, _),) = desk.pending()
    desk.complete(key, of, entities)
    return key


def everything(folder: Path) -> bytes:
    """All bytes of all files of a folder."""
    return b"".join(one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file())
