"""A live blog's updates from the page's own linked data (schema.org LiveBlogPosting).

reads received → writes nothing: a helper of :mod:`crosswire.extract.page`. Each update is written as a live page prints
it: its time, its headline, its paragraphs. :mod:`crosswire.segment.live` cuts there.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from crosswire.extract import layout
from crosswire.language import markup

METHOD = "live-page/1"
_FEWEST = 2  # updates with words
_MOST = 2000
_OFFSET = re.compile(r"(?<=\d)([+-]\d\d)(\d\d)$")
_TAG = re.compile(r"<[a-zA-Z/][^>]*>")


def read(tree: Any) -> str:
    """The updates of a page's LiveBlogPosting in the order given, paragraphs parted by blank lines; empty where the
    page states none or fewer than two with words."""
    best: list[list[str]] = []
    for node in markup.nodes(tree):
        if markup.is_a(node, "LiveBlogPosting"):
            given = node.get("liveBlogUpdate")
            updates = [lines for lines in map(_update, given[:_MOST] if isinstance(given, list) else [given]) if lines]
            best = max(best, updates, key=lambda each: sum(len(line) for lines in each for line in lines))
    return "\n\n".join(line for lines in best for line in lines) if len(best) >= _FEWEST else ""


def _update(node: Any) -> list[str]:
    """The lines of an update: its time, headline and paragraphs; none where it has no words."""
    if not isinstance(node, dict):
        return []
    told = list(body(node.get("articleBody") or node.get("text") or node.get("description")))
    headline = markup.words(node.get("headline") or node.get("name"))
    if headline and told and layout.plain(told[0]) == layout.plain(headline):
        told = told[1:]
    stamp = moment(markup.words(node.get("datePublished")) or markup.words(node.get("dateModified")) or "")
    lines = [*([headline] if headline else []), *told]
    return [*([stamp] if stamp else []), *lines] if lines else []


def body(value: Any) -> Iterator[str]:
    """The paragraphs of a body given as words or as markup."""
    text = value if isinstance(value, str) else ""
    if _TAG.search(text):
        tree = markup.tree(f"<div>{text}</div>")
        yield from (block.text for block in (layout.blocks(tree) if tree is not None else []))
        return
    from html import unescape

    yield from (words for line in unescape(text).split("\n") if (words := " ".join(line.split())))


def moment(words: str) -> str | None:
    """A stated moment as the line above an update: "2031-05-02 14:32 +02:00"; None where it has no time of day."""
    try:
        when = dt.datetime.fromisoformat(_OFFSET.sub(r"\1:\2", words.strip()))
    except ValueError:
        return None
    if "T" not in words and ":" not in words:
        return None
    offset = when.strftime("%z")
    zone = f" {offset[:3]}:{offset[3:5]}" if offset else ""
    return f"{when:%Y-%m-%d %H:%M}{zone}"
