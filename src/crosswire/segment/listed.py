"""Digests on one line: "Main news of 11 March: ▪️ … ▪️ … ▪️ …", as channels post them.

reads report → writes nothing: a helper of :mod:`crosswire.segment.items`. A list alone is no digest: most lists are the
points of one story. What makes it one are the words before it, which say that news follows.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.base.text import trim
from crosswire.language import lexicon
from crosswire.segment.blocks import words

METHOD = "listed/1"
_FEWEST = 3
_LEAD = 160  # code points of the words that announce the list
_ITEM = 900  # code points of an item
_WORDS = 3  # of an item, at least
_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"
_KEYCAP = "[0-9]\ufe0f?\u20e3|\U0001f51f"
_NUMBER = re.compile(r"(?:(?<=\s)|^)(?P<number>\d{1,2})[.)]\s+(?=[^\W_a-zа-яіїєґё])")
_LINE = re.compile(r"^[ \t]*(?P<mark>[·–—*-])\s+(?=\S)", re.MULTILINE)
_TRIMMED = " \t\n:–—-.!⚡❗‼🔥📌📰🗞🗓✅\ufe0f\u200d"
Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Listed:
    """The announcing words of a digest and its items, as code points without marks, trimmed."""

    lead: Spot
    items: tuple[Spot, ...]


def find(text: str, start: int, end: int, *, apart: Sequence[Spot] = ()) -> Listed | None:
    """The items of a digest that ``text[start:end]`` is, or None. ``apart`` are spans that belong to none (a channel's
    footer); what stands behind the last item's line is left out of it."""
    end = min((a for a, b in apart if start < a < end <= b + 1), default=end)
    for marks in _lists(text, start, end):
        lead = trim(text, start, marks[0][0])
        if lead[1] - lead[0] > _LEAD or not _announced().search(text, *lead):
            continue
        if any(match["mark"] and match.start() > lead[0] + 3 for match in _mark().finditer(text, *lead)):
            continue  # the list is a part of one of the points
        ends = [*(mark[0] for mark in marks[1:]), _last(text, marks[-1][1], end)]
        items = [trim(text, mark[1], stop) for mark, stop in zip(marks, ends, strict=True)]
        short = sum(len(words(text[a:b])) < _WORDS for a, b in items)
        if not short and max(b - a for a, b in items) <= _ITEM:
            return Listed(_bare(text, *lead), tuple(items))
    return None


def _lists(text: str, start: int, end: int) -> list[list[Spot]]:
    """The marks of each list in the text: three or more of one kind, the longest list first."""
    kinds: dict[str, list[Spot]] = defaultdict(list)
    for match in _mark().finditer(text, start, end):
        flag, keycap = match["flag"], match["keycap"]
        kinds["flag" if flag else "keycap" if keycap else match["mark"][0]].append(match.span())
    for match in _LINE.finditer(text, start, end):
        kinds[match["mark"]].append(match.span())
    wanted = 1
    for match in _NUMBER.finditer(text, start, end):
        if int(match["number"]) == wanted:
            kinds["number"].append(match.span())
            wanted += 1
    return sorted((marks for marks in kinds.values() if len(marks) >= _FEWEST), key=len, reverse=True)


def _last(text: str, start: int, end: int) -> int:
    """Where the last item ends: at its line's end, where a blank line parts it from what follows."""
    gap = text.find("\n\n", start, end)
    return gap if gap > 0 else end


def _bare(text: str, start: int, end: int) -> Spot:
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return start, end


@cache
def _mark() -> re.Pattern[str]:
    marks = lexicon.load("segments")["bullets"]["marks"]
    return re.compile(
        rf"(?:(?<=\s)|^)(?:(?P<flag>{_FLAG})|(?P<keycap>{_KEYCAP})|(?P<mark>[{marks}]\ufe0f?))\s*(?=[^\W_]|[\"“«„(])",
        re.MULTILINE,
    )


@cache
def _announced() -> re.Pattern[str]:
    forms = sorted(lexicon.load("segments")["digest"]["news"], key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)", re.IGNORECASE)
