"""Sitemaps: lists of a site's pages (https://www.sitemaps.org), with the news extension's titles and dates.

reads nothing of Crosswire's but its own helpers; a helper of :mod:`crosswire.ingest.feeds`.
"""

import io
import zlib
from collections.abc import Iterator

from crosswire.ingest import fetch_links
from crosswire.ingest.feed_values import language, moment, words
from crosswire.ingest.feeds import Entry, Feed, Kind


def parse(data: bytes, *, url: str | None, most: int) -> Feed | str:
    """A sitemap or sitemap index, or "reason: message". Read as a stream: memory does not grow with its length."""
    from lxml import etree

    entries: list[Entry] = []
    over, broken = 0, False
    kind: Kind = "sitemap"
    try:
        for tag, values in _rows(data):
            if tag == "sitemap":
                kind = "sitemap-index"
            entry = _entry(values, base=url)
            if entry is not None and len(entries) < most:
                entries.append(entry)
            elif entry is not None:
                over += 1
    except (etree.LxmlError, ValueError, LookupError):
        broken = True
    if broken and not entries:
        return "broken-feed: the sitemap is not well-formed XML."
    notes = (("broken-feed", "the sitemap ends in the middle or is not well-formed; its beginning was read."),)
    left_out = {"over-limit": over} if over else {}
    return Feed(kind=kind, entries=tuple(entries), url=url, left_out=left_out, notes=notes if broken else ())


def unpack(data: bytes, *, largest: int) -> bytes | None:
    """What a gzip file holds; None where it is broken or holds more than ``largest`` bytes."""
    opener = zlib.decompressobj(wbits=31)
    try:
        found = opener.decompress(data, largest + 1)
    except zlib.error:
        return None
    return found if opener.eof and len(found) <= largest else None


def _rows(data: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """The elements of each ``url`` and ``sitemap`` by their local names, the first of a name counts."""
    from lxml import etree

    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    for _, element in etree.iterparse(io.BytesIO(data), events=("end",), **options):
        tag = _local(element.tag)
        if tag not in ("url", "sitemap"):
            continue
        values: dict[str, str] = {}
        for node in element.iter():
            name = _local(node.tag)
            above = _local(node.getparent().tag) if node is not element else ""
            if node.text and above != "image":
                values.setdefault(f"publication.{name}" if above == "publication" else name, node.text)
        yield tag, values
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _local(tag: object) -> str:
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _entry(values: dict[str, str], *, base: str | None) -> Entry | None:
    link = fetch_links.absolute(base, values.get("loc"))
    if link is None:
        return None
    stated = values.get("publication_date")
    published = moment(stated)
    return Entry(
        key=link,
        url=link,
        title=words(values.get("title")),
        published=published,
        updated=moment(values.get("lastmod")),
        dated="stated" if published else "unreadable" if stated else "unknown",
        words=None if published else words(stated),
        language=language(values.get("publication.language")),
        outlet=words(values.get("publication.name")),
    )
