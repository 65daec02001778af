"""Feeds saved on disk (RSS, Atom, JSON Feed) as reports: the entries that carry a text; of sitemaps, that they are
lists.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.formats`. What a feed is, :mod:`feeds` says. ``raw``
of an entry is the entry as a JSON Feed of its own: a feed's XML is not cut.
"""

import json
from collections.abc import Mapping
from typing import Any

from crosswire.ingest import feeds, gdelt, texts
from crosswire.ingest.networks import plain
from crosswire.ingest.place import Entries, Place
from crosswire.model.account import Issue
from crosswire.model.report import Given

METHOD = "syndication/1"
_JSON_FEED = "https://jsonfeed.org/version/"


def looks(found: Any) -> bool:
    """Whether JSON is a JSON Feed."""
    return isinstance(found, Mapping) and str(found.get("version", "")).startswith(_JSON_FEED)


def value(found: Any, place: Place) -> Entries:
    """The entries of a decoded JSON Feed."""
    return read(json.dumps(found).encode(), place)


def read(data: bytes, place: Place) -> Entries:
    """Each entry with its full text, else with its teaser, else with its title; then how many were left out."""
    found = feeds.parse(data, url=place.given.url)
    if isinstance(found, Issue):
        yield place.issue(found.reason, found.message.removeprefix(f"{found.report}: "))
        return
    for reason, message in found.notes:
        yield place.issue(reason, message, fatal=False)
    if found.kind in ("sitemap", "sitemap-index"):
        yield gdelt.listing(place, len(found.entries))
        return
    for number, entry in enumerate(found.entries, start=1):
        yield _entry(entry, found, place, number)
    for reason, count in found.left_out.items():
        yield place.issue(reason, f"{count:,} entries of this feed were left out.", fatal=False)
    if not found.entries:
        yield place.issue("empty", "this feed has no entries.")


def _entry(entry: feeds.Entry, feed: feeds.Feed, place: Place, number: int) -> Any:
    text = entry.content or entry.summary or entry.title
    name = place.part(f"entry-{number}")
    if not text or not text.strip():
        return place.issue("no-text", "this entry has no text.", name=name)
    own = Given(
        outlet=entry.outlet or feed.title,
        title=entry.title,
        url=entry.url,
        language=entry.language or feed.language,
        published=entry.published or entry.updated,
        updated=entry.updated,
        author=entry.author,
    )
    raw = _raw(entry, feed)
    if entry.content and entry.media == "html" and "<" in text and len(plain(text).split()) >= 30:
        return place.received(texts.wrapped(text), own, raw=raw, media="html", label=f"entry-{number}")
    return place.received(plain(text) or text, own, raw=raw, label=f"entry-{number}")


def _raw(entry: feeds.Entry, feed: feeds.Feed) -> bytes:
    body = {"content_html" if entry.media == "html" else "content_text": entry.content} if entry.content else {}
    item = {
        "id": entry.key,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "language": entry.language or feed.language,
        "authors": [{"name": entry.author}] if entry.author else None,
        **body,
    }
    kept = {key: each for key, each in item.items() if each}
    title = entry.outlet or feed.title or ""
    return json.dumps({"version": f"{_JSON_FEED}1.1", "title": title, "items": [kept]}, ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )
