"""The main text of a web page, as paragraphs.

reads received → writes nothing: a helper of :mod:`crosswire.extract.article`. Nothing of the page runs or is fetched.
Method: trafilatura (Barbaresi, 2021), F1 .926 on 990 pages.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from crosswire.extract import running

METHOD = "page/1"
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BLOCKS = frozenset({"p", "head", "item", "quote", "code", "cell", "ab"})
_MORE = 1.5  # times the main text that posts of one shape must hold to be the page's text
_DROPPED = frozenset({"graphic", "figure"})


@dataclass(frozen=True, slots=True)
class Page:
    """A page's main text (paragraphs parted by a blank line, broken lines by one
    line break; empty where there is none) and what it says of itself."""

    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None


def read(html: str) -> Page:
    """The main text of a page. Text under headings keeps them as lines of their own."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its complaints are our Issues
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    # Only dates that the markup states: a date found anywhere in a page may be another's.
    dates = {"original_date": True, "extensive_search": False, "max_date": dt.date.today().isoformat()}
    found = trafilatura.bare_extraction(
        _signed(html),
        fast=True,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params=dates,
    )
    if found is None or isinstance(found, dict) or found.body is None:
        return Page(running.read(html))
    lines = list(_paragraphs(found.body))
    if lines and found.title and _plain(lines[0]) == _plain(found.title):
        lines = lines[1:]  # the title stands apart
    text, live = "\n\n".join(lines), running.read(html)
    text = live if len(live) > _MORE * len(text) else text
    return Page(text, found.title or None, found.sitename or None, found.date or None, found.url or None)


def _signed(html: str) -> Any:
    """The page as a tree in which the loose words under a quoted post ("— Name (@handle) date") are a paragraph.

    Main-text extraction drops loose words, and a post without its signature would read as the outlet's own.
    """
    import lxml.html
    from lxml import etree

    try:
        parser = lxml.html.HTMLParser(encoding="utf-8")
        tree = lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return html
    for quote in tree.iter("blockquote"):
        for child in [each for each in quote if each.tag == "p" and (each.tail or "").strip()]:
            signature = etree.SubElement(quote, "p")
            signature.text, child.tail = child.tail, None
            following = child.getnext()
            child.addnext(signature)
            while following is not None and following is not signature and following.tag in ("a", "span", "cite"):
                after = following.getnext()
                signature.append(following)
                following = after
    return tree


def _plain(words: str) -> str:
    return "".join(words.casefold().split())


def _paragraphs(body: Any) -> Iterator[str]:
    for element in body:
        yield from _element(element)


def _element(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in _DROPPED:
        return
    inner = [
        child for child in element if isinstance(child.tag, str) and child.tag in (*_BLOCKS, "list", "table", "row")
    ]
    if element.tag == "quote" and inner:
        yield "\n".join(line for child in element for line in _element(child))
        return
    if not inner:
        parts = (_SPACE.sub(" ", part).strip() for part in "".join(_flow(element)).split("\n"))
        words = "\n".join(part for part in parts if part)
        if words:
            yield words
        return
    if element.text and element.text.strip():
        yield _SPACE.sub(" ", element.text).strip()
    for child in element:
        yield from _element(child)
        if child.tail and child.tail.strip():
            yield _SPACE.sub(" ", child.tail).strip()


def _flow(element: Any) -> Iterator[str]:
    yield _SPACE.sub(" ", element.text or "")
    for child in element:
        if child.tag == "lb":
            yield "\n"
        elif isinstance(child.tag, str) and child.tag not in _DROPPED:
            yield from _flow(child)
        yield _SPACE.sub(" ", child.tail or "")
