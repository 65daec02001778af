"""The main text of a web page, as paragraphs, with its captions.

reads received → writes nothing: a helper of :mod:`crosswire.extract.article`. Nothing of the page runs or is fetched.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from crosswire.extract import body, embeds, layout, live_page, names, running, stubs, votes
from crosswire.language import calendar, lexicon, markup

METHOD = "page/2"
_DATE_LINE = 160  # code points of a line that says when a page was updated
_WORDS = re.compile(r"\w+")
_MORE = 1.5  # times the main text that updates hold where an extractor for articles has kept but one of them
_FEWEST = 300  # code points of a text that stands in the page's data alone
_SHOWN = 0.6  # share of it that may be shown
_LINE = 60  # code points of a line that is compared with it
_NEARLY = 0.8  # share of the main text that stands in the updates where it has kept them all
_ARTICLES = ("Article", "BlogPosting", "Report", "Posting", "NewsArticle")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's main text (paragraphs parted by a blank line, broken lines by one line break; empty if there is none),
    its captions as they stand, and what it says of itself. ``live``: its text is a running page's updates.
    ``stub``: why it is no whole report (see :mod:`crosswire.extract.stubs`). ``updated``: the day of a printed "Updated
    on …" (EDTF)."""

    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    captions: tuple[str, ...] = ()
    live: bool = False
    stub: str | None = None
    updated: str | None = None


def read(html: str) -> Page:
    """The main text of a page. Text under headings keeps them as lines of their own."""
    tree = markup.tree(html)
    if tree is None:
        return Page("")
    embeds.sign(tree)
    vote = votes.ask(tree, html)
    blocks = layout.blocks(tree)
    found = body.choose(blocks, voted=vote.text, stated=_stated(tree), title=vote.title)
    text = "\n\n".join(_paragraphs([blocks[at] for at in found.text]))
    whole = _whole(text, _stated(tree))
    text = whole or text
    captions = tuple(dict.fromkeys(blocks[at].text for at in found.captions))
    stated = live_page.read(tree)
    updates = stated or running.read(tree, announced=names.is_live(vote.title or ""))
    live = bool(updates) and _is_running(text, updates, vote.title, stated=bool(stated))
    text, captions = (updates, ()) if live else (text, captions)
    stub = None if live or whole else stubs.judge(tree, blocks, text, vote.title or _title(tree))
    return Page(text, vote.title, vote.outlet, vote.published, vote.url, captions, live, stub, _updated(blocks))


def _updated(blocks: Sequence[layout.Block]) -> str | None:
    """The day of the first short line that says when the page was updated."""
    said = _said_updated()
    for block in blocks:
        match = said.search(block.text) if len(block.text) <= _DATE_LINE else None
        for at in (*_WORDS.finditer(block.text, match.end()),)[:6] if match else ():
            stamp = calendar.read(block.text[at.start() :])
            if stamp and len(stamp.edtf) >= 10:
                return stamp.edtf
    return None


@cache
def _said_updated() -> re.Pattern[str]:
    words = lexicon.load("segments")["dates"]["updated"]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + r")\b", re.IGNORECASE)


def _title(tree: Any) -> str | None:
    found = tree.find(".//title")
    return found.text_content().strip() or None if found is not None else None


def _is_running(text: str, updates: str, title: str | None, *, stated: bool) -> bool:
    """Whether updates are the page's text: nearly all of the text found stands in them; or they are much more than it,
    and the page's data or title says that they are a live page's, or half of the text stands in them."""
    lines = [layout.plain(line) for line in text.split("\n")]
    posts = {layout.plain(line) for line in updates.split("\n")}
    shared, whole = sum(len(line) for line in lines if line in posts), sum(map(len, lines))
    if len(updates) > _MORE * len(text):
        return stated or names.is_live(title or "") or shared >= whole / 2
    return whole > 0 and shared >= _NEARLY * whole


def _stated(tree: Any) -> str:
    """The longest ``articleBody`` of the page's linked data."""
    bodies = (node.get("articleBody") for node in markup.nodes(tree) if markup.is_a(node, *_ARTICLES))
    return max((text for text in bodies if isinstance(text, str)), key=len, default="")


def _whole(text: str, stated: str) -> str:
    """The page's own ``articleBody`` where what is shown is nothing, or only its beginning (a wall, a page that scripts
    would fill); else empty."""
    lines = list(live_page.body(stated))
    whole = "\n\n".join(lines)
    if len(whole) < _FEWEST or len(text) > _SHOWN * len(whole):
        return ""
    said = layout.plain(whole)
    shown = [line for line in text.split("\n") if len(line) >= _LINE]
    own = sum(len(line) for line in shown if layout.plain(line) in said)
    return whole if own >= sum(map(len, shown)) / 2 else ""


def _paragraphs(blocks: Sequence[layout.Block]) -> Iterator[str]:
    """Each block a paragraph; the blocks of an embedded post are one, its signature last."""
    lines: list[str] = []
    inside = None
    for block in blocks:
        post = names.embed(block.element)
        if lines and post is not inside:
            yield "\n".join(lines)
            lines = []
        inside = post
        if post is None:
            yield block.text
        else:
            lines += [line for line in block.text.split("\n") if not names.is_frame(line)]
    if lines:
        yield "\n".join(lines)
