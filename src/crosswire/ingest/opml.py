"""OPML: lists of feeds as feed readers exchange them (http://opml.org/spec2.opml).

reads nothing → writes source entries
"""

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from crosswire.base.errors import RunFailed
from crosswire.ingest import fetch_links
from crosswire.ingest.feed_values import language, words
from crosswire.model.source import SourceEntry

METHOD = "opml/1"
LARGEST = 16 * 1024 * 1024
MOST = 20_000


def parse(data: bytes) -> list[SourceEntry]:
    """The feeds of a list, each address once; the folder an outline stands in is taken for the family.

    Raises RunFailed where the bytes are no OPML, define entities, or are over the limits.
    """
    from lxml import etree

    if len(data) > LARGEST or b"<!ENTITY" in data.upper():
        raise RunFailed("bad-opml", "the list is too large, or defines XML entities; it is not read")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise RunFailed("bad-opml", f"this is no OPML ({error}); export the list from the feed reader again") from error
    if str(root.tag).lower() != "opml":
        raise RunFailed("bad-opml", "this is no OPML: its outermost element is another")
    found: dict[str, SourceEntry] = {}
    for outline in root.iter("outline"):
        feed = fetch_links.absolute(None, outline.get("xmlUrl") or outline.get("xmlurl"))
        if feed is None or len(found) >= MOST:
            continue
        above = outline.getparent()
        family = (
            words(above.get("text") or above.get("title")) if above is not None and above.tag == "outline" else None
        )
        outlet = words(outline.get("title") or outline.get("text"))
        entry = SourceEntry(
            (feed,), outlet=outlet, family=family, feed=feed, language=language(outline.get("language"))
        )
        found.setdefault(feed, entry)
    return list(found.values())


def write(entries: Iterable[SourceEntry], *, title: str) -> bytes:
    """A list of the entries that have feeds, by family."""
    families: dict[str, list[SourceEntry]] = {}
    for entry in entries:
        if entry.feed:
            families.setdefault(entry.family or "", []).append(entry)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += [f"  <head><title>{_text(title)}</title></head>", "  <body>"]
    for family, members in families.items():
        rows = [_outline(member) for member in members]
        if family:
            lines += [f"    <outline text={_attribute(family)}>", *(f"      {row}" for row in rows), "    </outline>"]
        else:
            lines += [f"    {row}" for row in rows]
    return "\n".join([*lines, "  </body>", "</opml>", ""]).encode("utf-8")


def _outline(entry: SourceEntry) -> str:
    name = entry.outlet or entry.feed or ""
    spoken = f" language={_attribute(entry.language)}" if entry.language else ""
    called = _attribute(name)
    return f'<outline type="rss" text={called} title={called} xmlUrl={_attribute(entry.feed or "")}{spoken}/>'


def _attribute(value: str) -> str:
    return quoteattr(_plain(value))


def _text(value: str) -> str:
    return _plain(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _plain(value: str) -> str:
    """Without what XML cannot hold."""
    return "".join(c for c in value if c.isprintable() or c == " ")
