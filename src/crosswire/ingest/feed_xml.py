"""RSS and Atom, through feedparser.

reads nothing of Crosswire's but its own helpers; a helper of :mod:`crosswire.ingest.feeds`.
"""

import io
import re
import warnings
from typing import Any

from crosswire.ingest import fetch_links
from crosswire.ingest.decode import decode
from crosswire.ingest.feed_values import language, moment, text, words
from crosswire.ingest.feeds import Entry, Feed

_STATED = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>")
_ENTRY = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?(?:item|entry)[\s>/]")
_OPEN = re.compile(rb"<([A-Za-z_][\w.:-]*)")
_CHANNEL = re.compile(rb"<((?:[\w.-]+:)?channel)[\s>]")


def parse(data: bytes, *, url: str | None, most: int) -> Feed | str:
    """A feed, or "reason: message". Entries past ``most`` are cut off before anything is parsed and counted."""
    import feedparser  # type: ignore[import-untyped]

    data, over = _cut(_plain_utf8(data), most)
    headers = {"content-location": url or "", "content-type": "application/xml"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            # A stream, never the bytes themselves: feedparser takes bytes for a file's name first.
            found = feedparser.parse(io.BytesIO(data), response_headers=headers)
        except (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError) as error:
            return f"broken-feed: the feed cannot be read ({type(error).__name__})."
    if not found.get("version") and not found.entries:
        return "not-a-feed: this is no feed (RSS, Atom, JSON Feed or a sitemap)."
    return _feed(found, url=url, over=over)


def _plain_utf8(data: bytes) -> bytes:
    """A feed in UTF-8, without the encoding it states. feedparser asks chardet, where that is installed, about a feed
    that is not in the encoding it states, and chardet takes minutes for one of 80 KB (found by bench/fuzz.py)."""
    text = decode(data, html=True).text.lstrip("\ufeff")
    return _STATED.sub("", text, count=1).encode("utf-8", "replace")


def _cut(data: bytes, most: int) -> tuple[bytes, int]:
    """The document with at most ``most`` entries, closed where it was cut, and how many were cut off."""
    starts = [match.start() for match in _ENTRY.finditer(data)]
    if len(starts) <= most:
        return data, 0
    kept = data[: starts[most]]
    root = next((m[1] for m in _OPEN.finditer(kept)), b"rss")
    channel = _CHANNEL.search(kept)
    ends = b""
    if channel and b"</" + channel[1] not in kept:
        ends = b"</" + channel[1] + b">"
    return kept + ends + b"</" + root + b">", len(starts) - most


def _feed(found: Any, *, url: str | None, over: int) -> Feed:
    head = found.feed
    kind = "atom" if str(found.get("version", "")).startswith("atom") else "rss"
    entries, addressless = [], 0
    for row in found.entries:
        entry = _entry(row, kind=kind, base=url, spoken=language(head.get("language")))
        if entry is None:
            addressless += 1
        else:
            entries.append(entry)
    left_out = {"over-limit": over, "no-address": addressless}
    notes = (("broken-feed", "the feed is not well-formed; it was read as best could be."),) if found.bozo else ()
    return Feed(
        kind="atom" if kind == "atom" else "rss",
        entries=tuple(entries),
        url=url,
        title=words(head.get("title")),
        home=fetch_links.absolute(url, head.get("link")),
        language=language(head.get("language")),
        left_out={reason: count for reason, count in left_out.items() if count},
        notes=notes,
    )


def _entry(row: Any, *, kind: str, base: str | None, spoken: str | None) -> Entry | None:
    link = fetch_links.absolute(base, row.get("feedburner_origlink") or row.get("link") or _permalink(row))
    content, media = _content(row)
    key = words(row.get("id")) or link
    if (link is None and content is None) or key is None:
        return None
    stated = row.get("published")
    updated = row["updated"] if dict.__contains__(row, "updated") else None
    if stated is None and kind == "rss":  # RSS 1.0 gives its only date, dc:date, which feedparser calls an update
        stated, updated = updated, None
    published = moment(stated)
    source = row.get("source") or {}
    return Entry(
        key=key,
        url=link,
        title=words(row.get("title")),
        summary=text(row.get("summary")),
        content=content,
        media="text" if media == "text" else "html",
        published=published,
        updated=moment(updated),
        dated="stated" if published else "unreadable" if stated else "unknown",
        words=None if published else words(stated),
        author=words(row.get("author")),
        language=spoken,
        outlet=words(source.get("title")),
    )


def _permalink(row: Any) -> str | None:
    key = row.get("id")
    return key if isinstance(key, str) and fetch_links.is_web(key) else None


def _content(row: Any) -> tuple[str | None, str]:
    """The longest content element of an entry, as what it is given."""
    best: tuple[str | None, str] = (None, "html")
    for part in row.get("content") or ():
        value = text(part.get("value"))
        if value and len(value) > len(best[0] or ""):
            best = value, "text" if part.get("type") == "text/plain" else "html"
    return best
