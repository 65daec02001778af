"""Lists of addresses, for a fetcher: GDELT's article lists, sitemaps, feeds, and a plain list of URLs.

reads nothing → writes listed, issues
"""

import json
from collections.abc import Iterator

from crosswire.ingest import feeds, gdelt, sniff, texts
from crosswire.ingest.fields import host
from crosswire.ingest.place import Place
from crosswire.model.account import Issue
from crosswire.model.listed import Listed

METHOD = "listings/1"


def read(data: bytes, *, name: str, url: str | None = None) -> Iterator[Listed | Issue]:
    """What a list says of each address in it, in its order, each address once; an issue where it is no list.

    ``name`` is the file's base name or address; ``url`` where the list was fetched from, which relative addresses in
    a feed are read against.
    """
    seen: set[str] = set()
    told = False
    for entry in _read(data, name, url):
        told = True
        if isinstance(entry, Issue):
            yield entry
        elif entry.url not in seen:
            seen.add(entry.url)
            yield entry
    if not told:
        yield Place(name).issue("no-address", "no address stands in it.")


def _read(data: bytes, name: str, url: str | None) -> Iterator[Listed | Issue]:
    place = Place(name)
    kind = sniff.kind(data[:65_536], name)
    found = texts.decoded(data, place)
    if isinstance(found, Issue):
        yield found
    elif kind in ("feed", "sitemap"):
        yield from _feed(data, name, url)
    elif kind == "json":
        yield from _json(found.text, place, data, url)
    elif gdelt.looks_table(found.text):
        yield from gdelt.table(found.text)
    else:
        yield from _plain(found.text, place)


def _feed(data: bytes, name: str, url: str | None) -> Iterator[Listed | Issue]:
    feed = feeds.parse(data, url=url)
    if isinstance(feed, Issue):
        yield feed
        return
    for entry in feed.entries:
        if entry.url:
            outlet = entry.outlet or feed.title or host(entry.url)
            yield Listed(
                entry.url, entry.title, entry.published or entry.updated, outlet, entry.language or feed.language
            )


def _json(text: str, place: Place, data: bytes, url: str | None) -> Iterator[Listed | Issue]:
    try:
        value = json.loads(text.removeprefix("\ufeff"), strict=False)
    except (ValueError, RecursionError) as error:
        yield place.issue("bad-json", f"it is no valid JSON ({error}); check that it was saved whole.")
        return
    if gdelt.looks_object(value):
        yield from gdelt.objects(value)
    else:
        yield from _feed(data, place.name, url)


def _plain(text: str, place: Place) -> Iterator[Listed | Issue]:
    """One address a line; lines that begin with # are remarks."""
    found = False
    for line in text.split("\n"):
        words = line.strip()
        if words.startswith(("http://", "https://")) and len(words.split()) == 1:
            found = True
            yield Listed(words, outlet=host(words))
        elif words and not words.startswith("#"):
            yield place.issue("no-address", f'"{words[:60]}" is no address.', fatal=False)
            if not found:
                return
    if not found:
        yield place.issue("no-address", "no address stands in it; give one a line.")
