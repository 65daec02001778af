"""The updates of a live page, where a page is many posts of one shape and no main text.

reads received → writes nothing: a helper of :mod:`crosswire.extract.page`. Main-text extraction looks for one article
and keeps a single post of such a page; here posts are found as elements of the same tag and class, each with its own
heading or time and with paragraphs.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from crosswire.extract import names

METHOD = "running/2"
_MOST = 0.6  # share of all the words that one of the posts may hold
_FEWEST = 3  # posts that make a live page
_HEADINGS = ("h2", "h3", "h4", "h5")
_SHAPES = ("article", "div", "section", "li")
_DROPPED = ("script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "figure", "iframe")
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b")


def read(page: Any, *, announced: bool = False) -> str:
    """The posts of a live page in the order they stand, each its time of day, heading and paragraphs as paragraphs
    parted by blank lines. Empty where the page is none."""
    from lxml import etree

    tree = deepcopy(page)
    etree.strip_elements(tree, *_DROPPED, etree.Comment, with_tail=False)
    groups: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for element in tree.iter(*_SHAPES):
        kind = element.get("class")
        if kind and _is_post(element, announced) and not _is_junk(element):
            groups[element.tag, " ".join(sorted(kind.split()))].append(element)
    found = [posts for posts in groups.values() if len(posts) >= _FEWEST and not _nested(posts) and _even(posts)]
    best = max(found, key=lambda posts: (sum(_length(post) for post in posts), len(posts)), default=[])
    return "\n\n".join(line for post in best for line in _lines(post))


def _is_post(element: Any, announced: bool) -> bool:
    """Whether an element holds paragraphs below a heading with a time; on an announced live page either will do."""
    headed = next(element.iter(*_HEADINGS), None) is not None
    timed = next(element.iter("time"), None) is not None
    shown = headed or timed if announced else headed and timed
    return shown and next(element.iter("p"), None) is not None


def _is_junk(element: Any) -> bool:
    """Whether an element's names say comments, teasers or the like."""
    return any(
        names.role(each) == "junk" for each in (element, *element.iterancestors()) if each.tag not in ("body", "html")
    )


def _nested(posts: list[Any]) -> bool:
    inside = set(posts)
    return any(parent in inside for post in posts for parent in post.iterancestors())


def _even(posts: list[Any]) -> bool:
    """Whether no single post holds most of the words: an article in a row of teasers does."""
    lengths = [_length(post) for post in posts]
    return max(lengths) <= _MOST * sum(lengths)


def _length(post: Any) -> int:
    return sum(len(_words(paragraph)) for paragraph in post.iter("p"))


def _lines(post: Any) -> Iterator[str]:
    clocks = (match[0] for time in post.iter("time") if (match := _CLOCK.search(_words(time))))
    clock = next(clocks, None)
    if clock:
        yield clock
    for element in post.iter(*_HEADINGS, "p", "li", "blockquote"):
        if element.tag != "blockquote" and next(element.iterancestors("blockquote"), None) is not None:
            continue  # comes with its quote, whose lines belong together
        if element.tag == "li" and next(element.iter("p"), None) is not None:
            continue
        words = _words(element)
        if words:
            yield words


def _words(element: Any) -> str:
    """The words of an element; a line break for each ``br`` and after each paragraph inside."""
    parts = (_SPACE.sub(" ", part).strip() for part in "".join(_flow(element)).split("\n"))
    return "\n".join(part for part in parts if part)


def _flow(element: Any) -> Iterator[str]:
    yield _SPACE.sub(" ", element.text or "")
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif isinstance(child.tag, str):
            yield from _flow(child)
            yield "\n" if child.tag == "p" else ""
        yield _SPACE.sub(" ", child.tail or "")
