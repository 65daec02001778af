"""Boxes of a page that their structure gives away, whatever their elements are called.

reads received → writes nothing: a helper of :mod:`crosswire.extract.body`. Names of elements are made by machines on
many pages ("css-1x2y"). What stays is the shape: replies below a text are siblings of one shape with a button to
reply, teasers begin with a linked headline, a form asks for an address, another article has a heading of its own.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from crosswire.extract.layout import Block, plain
from crosswire.language import lexicon

METHOD = "boxes/1"
_FEWEST = 3  # siblings of one shape
_LINKED = 0.6  # share of a block in links from which it is a link
_MOST = 0.7  # share of siblings that look alike
_TEASER = 600  # code points of a teaser
_FORM = 800  # of a box with a form
_CALL = 500  # of a box that ends in a call
_HEAD = 8  # letters of a heading that a title must hold
_ARTICLE = 400  # of a second article
_CONTAINERS = frozenset(("div", "section", "li", "article", "tr", "dd"))
_LABELS = frozenset(("h2", "h3", "h4", "h5", "h6", "p", "div", "span", "strong", "section"))
_FIELDS = frozenset(("input", "textarea"))
Places = frozenset[int]
Held = Mapping[Any, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Boxes:
    """Places of blocks in boxes: ``below`` a text (replies, lists under a heading that announces them, other articles)
    and ``within`` it (teasers, forms, calls to subscribe or give)."""

    below: Places = frozenset()
    within: Places = frozenset()


def find(blocks: Sequence[Block], title: str | None) -> Boxes:
    """The boxes of a page. The article is the one that ``title``, or else the first main heading, names."""
    held = _held(blocks)
    heads = {element for at, block in enumerate(blocks) if block.tag == "h1" for element in _line(block.element)}
    below, within = set(_others(blocks, held, title)), set[int]()
    for group in _groups(held):
        if any(each in heads for each in group):
            continue
        places = [at for each in group for at in held[each]]
        above = held[group[0]][0] - 1
        if _are_replies(blocks, held, group):
            below.update(places)
        elif above >= 0 and _announces(blocks[above]):
            below.update((above, *places))
        elif _are_teasers(blocks, held, group):
            within.update(places)
    within.update(at for each in held if each not in heads and _is_asking(blocks, held, each) for at in held[each])
    return Boxes(frozenset(below), frozenset(within))


def _line(element: Any) -> Iterator[Any]:
    yield element
    yield from element.iterancestors()


def _held(blocks: Sequence[Block]) -> dict[Any, list[int]]:
    """The places of the blocks each element holds."""
    held: dict[Any, list[int]] = defaultdict(list)
    for at, block in enumerate(blocks):
        for element in _line(block.element):
            if element.tag not in ("body", "html"):
                held[element].append(at)
    return held


def _groups(held: Held) -> list[list[Any]]:
    """Containers of one shape with one parent, three or more."""
    shapes: dict[tuple[Any, str, str], list[Any]] = defaultdict(list)
    for element in held:
        parent = element.getparent()
        if element.tag in _CONTAINERS and parent is not None:
            shapes[parent, element.tag, " ".join(sorted((element.get("class") or "").split()))].append(element)
    return [group for group in shapes.values() if len(group) >= _FEWEST]


def _are_replies(blocks: Sequence[Block], held: Held, group: Sequence[Any]) -> bool:
    """Whether most of some siblings have a button to reply."""
    return sum(any(_is_reply(blocks[at].text) for at in held[each]) for each in group) >= _MOST * len(group)


def _are_teasers(blocks: Sequence[Block], held: Held, group: Sequence[Any]) -> bool:
    """Whether most of some siblings are short, begin with a linked line and go on without a link."""
    found = 0
    for each in group:
        first, *rest = (blocks[at] for at in held[each])
        linked = first.linked > _LINKED and len(first.text) >= 15 and any(other.linked <= _LINKED for other in rest)
        found += linked and sum(len(block.text) for block in (first, *rest)) <= _TEASER
    return found >= _MOST * len(group)


def _is_reply(line: str) -> bool:
    return len(line) <= 60 and _pattern("reply").search(line) is not None


def _announces(block: Block) -> bool:
    words = block.text.strip()
    return len(words) <= 60 and block.tag in _LABELS and _pattern("announced").fullmatch(words) is not None


def _is_asking(blocks: Sequence[Block], held: Held, element: Any) -> bool:
    """Whether a small box asks for an address or ends in a call to subscribe or give."""
    if element.tag not in ("div", "section", "li", "center", "td"):
        return False
    places = held[element]
    words = sum(len(blocks[at].text) for at in places)
    if words > _FORM:
        return False
    if next((True for each in element.iter(*_FIELDS) if each.get("type") not in ("hidden", "checkbox")), False):
        return any(_pattern("asking").search(blocks[at].text) for at in places)
    last = blocks[places[-1]]
    called = len(places) > 1 and last.linked > 0.9 and len(last.text.split()) <= 6
    return called and words <= _CALL and _pattern("call").search(last.text) is not None


def _others(blocks: Sequence[Block], held: Held, title: str | None) -> Iterator[int]:
    """Blocks of further articles: elements of one shape, each long and with a main heading of its own."""
    shapes: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for element in held:
        if (
            element.tag in ("article", "section", "div")
            and sum(len(blocks[at].text) for at in held[element]) >= _ARTICLE
        ):
            heads = [at for at in held[element] if blocks[at].tag == "h1"]
            if len(heads) == 1:
                shapes[element.tag, element.get("class") or ""].append((element, heads[0]))
    for found in shapes.values():
        outer = [pair for pair in found if not any(other in set(pair[0].iterancestors()) for other, _ in found)]
        if len({at for _, at in outer}) < 2:
            continue
        named = plain(title or "")
        own = next(
            (pair for pair in outer if len(head := plain(blocks[pair[1]].text)) >= _HEAD and head in named), None
        )
        if own is None:
            continue  # chapters of one text have headings too
        yield from (at for element, _ in outer if element is not own[0] for at in held[element])


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form})" for form in lexicon.load("page")["boxes"][key]), re.IGNORECASE)
