"""Feeds: RSS 0.9 to 2.0 and Atom (read by feedparser), JSON Feed, news sitemaps, into one kind of record.

reads nothing → writes feeds, issues. Bounded: at most ``MOST`` entries of a feed are read, however many it holds, and
documents that define entities are refused. Nothing is fetched here.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

from crosswire.base.ids import make_id
from crosswire.model.account import Issue

METHOD = "feeds/1"
MOST = 2_000  # entries of one feed
LARGEST = 32 * 1024 * 1024  # bytes of one feed
Kind = Literal["rss", "atom", "json", "sitemap", "sitemap-index"]
Media = Literal["text", "html"]
_HEAD = 4_096


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as its feed gives it. ``url`` is absolute or None; ``key`` is the entry's own id, or its URL.

    ``published`` and ``updated`` are ISO dates or moments, None where the feed says none or the words are no date;
    ``dated`` says how ``published`` is known: "stated", "unreadable" (``words`` keeps them), or "unknown". An entry
    that states only when it was updated has no ``published``. ``content`` is the full text where the feed gives it
    (``media`` says as what), ``summary`` its teaser.
    """

    key: str
    url: str | None = None
    title: str | None = None
    summary: str | None = None
    content: str | None = None
    media: Media = "html"
    published: str | None = None
    updated: str | None = None
    dated: Literal["stated", "unreadable", "unknown"] = "unknown"
    words: str | None = None
    author: str | None = None
    language: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's entries in its own order. Of a sitemap index the entries are sitemaps. ``left_out`` counts entries by
    the reason why they are not here: "over-limit", "no-address" (neither an address nor a text)."""

    kind: Kind
    entries: tuple[Entry, ...]
    url: str | None = None
    title: str | None = None
    home: str | None = None
    language: str | None = None
    left_out: dict[str, int] = field(default_factory=dict)
    notes: tuple[tuple[str, str], ...] = ()


def parse(data: bytes, *, url: str | None = None, most: int = MOST) -> Feed | Issue:
    """The feed in some bytes, or an issue that says why they are none. Never an exception, whatever the bytes.

    ``url`` is where they came from: relative links are read against it. Reasons of an issue: "empty", "too-large",
    "entities" (the document defines its own), "not-a-feed", "broken-feed".
    """
    from crosswire.ingest import feed_json, feed_xml, sitemaps

    if len(data) > LARGEST:
        return _issue(url, "too-large", f"the feed is larger than {LARGEST // (1024 * 1024)} MB.")
    if data[:2] == b"\x1f\x8b":
        opened = sitemaps.unpack(data, largest=LARGEST)
        if opened is None:
            return _issue(url, "too-large", "the compressed feed is broken, or unpacks to more than is read.")
        data = opened
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        return _issue(url, "empty", "the feed is empty.")
    head = _start(data)
    if head.startswith(("{", "[")):
        found: Feed | str = feed_json.parse(data, url=url, most=most)
    elif "<!entity" in data[:_HEAD].decode("latin-1").replace("\x00", "").lower() or _defines(data):
        return _issue(url, "entities", "the feed defines XML entities of its own; such documents are not read.")
    elif re.search(r"<(?:[\w.-]+:)?(?:urlset|sitemapindex)[\s>]", head):
        found = sitemaps.parse(data, url=url, most=most)
    elif re.match(r"<(?:!doctype\s+)?html", head, re.IGNORECASE):
        return _issue(url, "not-a-feed", "this is a web page and no feed.")
    else:
        found = feed_xml.parse(data, url=url, most=most)
    if isinstance(found, str):
        reason, _, message = found.partition(": ")
        return _issue(url, reason, message)
    return found


def _start(data: bytes) -> str:
    """The first characters of a document, whichever encoding it is in, without what stands before its root."""
    text = data[:_HEAD].replace(b"\x00", b"").decode("utf-8", "ignore").lstrip("\ufeff \t\r\n")
    return re.sub(r"\A(?:\s*<\?.*?\?>|\s*<!--.*?-->)*\s*", "", text, flags=re.DOTALL)


def _defines(data: bytes) -> bool:
    """Whether a document type declaration, however far into the document, has an internal subset with entities."""
    place = re.search(rb"<!\s*ENTITY\b|<\x00!\x00E\x00N\x00T", data, re.IGNORECASE)
    return place is not None and b"<![CDATA[" not in data[: place.start()]


def _issue(url: str | None, reason: str, message: str) -> Issue:
    name = url or "feed"
    return Issue(make_id("issue", name, "ingest", reason, message), name, "ingest", reason, f"{name}: {message}", True)
