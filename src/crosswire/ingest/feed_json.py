"""JSON Feed, versions 1 and 1.1 (https://www.jsonfeed.org/version/1.1/).

reads nothing of Crosswire's but its own helpers; a helper of :mod:`crosswire.ingest.feeds`.
"""

import json
from collections.abc import Mapping
from typing import Any

from crosswire.ingest import fetch_links
from crosswire.ingest.feed_values import language, moment, text, words
from crosswire.ingest.feeds import Entry, Feed


def parse(data: bytes, *, url: str | None, most: int) -> Feed | str:
    """A feed, or "reason: message"."""
    try:
        found = json.loads(data.decode("utf-8-sig", "replace"), strict=False)
    except (ValueError, RecursionError):
        return "broken-feed: the feed is no valid JSON."
    rows = found.get("items") if isinstance(found, dict) else None
    if not isinstance(rows, list) or "jsonfeed.org" not in str(found.get("version", "")):
        return "not-a-feed: this JSON is no JSON Feed (it needs a version and items)."
    base = fetch_links.absolute(None, words(found.get("feed_url"))) or url
    spoken = language(found.get("language"))
    entries, addressless = [], 0
    for row in rows[:most]:
        entry = _entry(row, base=base, spoken=spoken) if isinstance(row, dict) else None
        if entry is None:
            addressless += 1
        else:
            entries.append(entry)
    left_out = {"over-limit": max(0, len(rows) - most), "no-address": addressless}
    return Feed(
        kind="json",
        entries=tuple(entries),
        url=url,
        title=words(found.get("title")),
        home=fetch_links.absolute(base, words(found.get("home_page_url"))),
        language=spoken,
        left_out={reason: count for reason, count in left_out.items() if count},
    )


def _entry(row: Mapping[str, Any], *, base: str | None, spoken: str | None) -> Entry | None:
    link = fetch_links.absolute(base, words(row.get("url")))
    html, plain = text(row.get("content_html")), text(row.get("content_text"))
    named = row.get("id")
    key = words(str(named)) if isinstance(named, str | int | float) and named != "" else link
    if (link is None and html is None and plain is None) or key is None:
        return None
    stated = row.get("date_published")
    published = moment(stated)
    return Entry(
        key=key,
        url=link,
        title=words(row.get("title")),
        summary=text(row.get("summary")),
        content=html or plain,
        media="html" if html else "text",
        published=published,
        updated=moment(row.get("date_modified")),
        dated="stated" if published else "unreadable" if stated else "unknown",
        words=None if published else words(stated),
        author=_author(row),
        language=language(row.get("language")) or spoken,
    )


def _author(row: Mapping[str, Any]) -> str | None:
    listed = row.get("authors")
    named = [*(listed if isinstance(listed, list) else []), row.get("author")]
    found = [name for each in named if isinstance(each, dict) and (name := words(each.get("name")))]
    return ", ".join(dict.fromkeys(found[:10])) or None
