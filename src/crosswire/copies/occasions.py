"""Whether two texts of one template tell of two occasions: other hours, other days, other counts, other places.

A command that posts "between 8 and 12 our forces shot down 20 drones over the north", and at four the same with other
hours, has not written a second version of its first post. What the two share is the template; what tells occasions
apart is what it is filled with: times, numbers, names. So the sentences that alignment paired are read for these, in
any language (numbers and months by :mod:`crosswire.language.marks`). Decision 0112.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from crosswire.copies.alignment import Alignment, quotes
from crosswire.copies.units import Unit, fold
from crosswire.language import lexicon, marks

METHOD = "copies.occasions/1"
OTHER = 0.5
"""Of the matching sentences that are filled with something, the part (by length) that is filled otherwise."""
FEWEST = 4
"""Matching sentences with numbers from which other numbers in most of them part texts of two outlets, too: with fewer
it may be one report with a toll that has risen."""
BRIEF = 4
"""Sentences up to which any other number or name in a post of one outlet makes it another post."""
_LINK = re.compile(r"https?://|\bt\.me/|www\.")
_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*(?:h\d\d)?|[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_PARTS = frozenset({"cnight", "cmorning", "cevening"})
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[:.h][0-5]\d")
_DATE = re.compile(r"[0-3]?\d[./][01]?\d[./](?:\d{4}|\d\d)")


@dataclass(frozen=True, slots=True)
class Filling:
    """What a sentence is filled with: clock times and dates, all numbers, skeletons of names, parts of the day."""

    times: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]
    parts: frozenset[str]


@lru_cache(maxsize=8192)
def filling(text: str) -> Filling:
    """The filling of a sentence."""
    tokens = _TOKEN.findall(text)
    listed = [marks.mark(token) for token in tokens]
    times = {
        mark for token, mark in zip(tokens, listed, strict=True) if _CLOCK.fullmatch(token) or _DATE.fullmatch(token)
    }
    for place, mark in enumerate(listed):
        if mark in _months():
            beside = (*listed[max(0, place - 1) : place], *listed[place + 1 : place + 2])
            times |= {mark + other for other in beside if other[:1] == "n" and len(other) <= 3}
    words = [place for place, token in enumerate(tokens) if not token[0].isdigit()]
    names = {marks.key(listed[at]) for at in words[1:] if tokens[at][0].isupper() and listed[at][:1] in ("N", "c")}
    numbers = frozenset(mark for mark in listed if mark[:1] == "n")
    return Filling(frozenset(times), numbers, frozenset(names), _PARTS.intersection(listed))


def other(left: Unit, right: Unit, found: Alignment) -> bool:
    """Whether two aligned texts fill one template twice. One address is one article, whatever its numbers are."""
    if left.url and left.url == right.url:
        return False
    if daily(left, right):
        return True
    pairs = [
        (left.text[slice(*left.sentences[pair.left])], right.text[slice(*right.sentences[pair.right])])
        for pair in found.pairs
    ]
    filled = [(len(a), filling(a), filling(b)) for a, b in pairs if not _LINK.search(a) and not _cut(a, b)]
    timed = [(size, _swapped(a.times, b.times)) for size, a, b in filled if a.times and b.times]
    if timed and _part(timed) >= OTHER:
        return True
    if not left.post and not right.post and _version(left, right, pairs):
        return False
    if left.outlet and fold(left.outlet) == fold(right.outlet or ""):
        told = [(size, _otherwise(a, b)) for size, a, b in filled if a.numbers or b.numbers or (a.names and b.names)]
        brief = max(len(left.sentences), len(right.sentences)) <= BRIEF
        return bool(told) and (_part(told) >= OTHER or (brief and any(clash for _, clash in told)))
    counted = [(size, _swapped(a.numbers, b.numbers)) for size, a, b in filled if a.numbers and b.numbers]
    return len(counted) >= FEWEST and _part(counted) > OTHER


def _version(left: Unit, right: Unit, pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether something shows that one outlet changed an article: words that say so, or a saying that both quote. A
    template quotes nobody."""
    if not left.outlet or fold(left.outlet) != fold(right.outlet or ""):
        return False
    said = any(_says_changed(unit) for unit in (left, right))
    return said or any({fold(q) for q in quotes(a)} & {fold(q) for q in quotes(b)} for a, b in pairs)


def _says_changed(unit: Unit) -> bool:
    start, end = unit.span
    text = f"{unit.title or ''}\n{unit.text[start:end]}"
    return any(shape.search(text) for shape in _shapes())


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(shape, re.IGNORECASE | re.MULTILINE) for shape in lexicon.load("versions")["says"])


def daily(left: Unit, right: Unit) -> bool:
    """Whether one channel posts the same words on two days of an hour or a part of the day ("overnight"): each post
    means its own day's."""
    if not (left.post and right.post) or left.day == right.day or fold(left.outlet or "") != fold(right.outlet or ""):
        return False
    told = filling(" ".join(left.exact))
    dated = any(mark[0] == "c" or mark.count(".") + mark.count("/") > 1 for mark in told.times)
    return bool(told.parts or told.times) and not dated


def _otherwise(one: Filling, two: Filling) -> bool:
    return one.numbers != two.numbers or _swapped(one.names, two.names) or _swapped(one.parts, two.parts)


def _cut(one: str, two: str) -> bool:
    """Whether one sentence is the other's beginning, as in a teaser: what it lacks was cut off, not changed."""
    left, right = fold(one), fold(two)
    return left != right and (left.startswith(right) or right.startswith(left))


def _swapped(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether each side has something that the other has not: what one only adds may be told more fully."""
    return bool(left - right) and bool(right - left)


def _part(listed: list[tuple[int, bool]]) -> float:
    return sum(size for size, clash in listed if clash) / sum(size for size, _ in listed)


@cache
def _months() -> frozenset[str]:
    """The marks of the names of months."""
    return frozenset(marks.mark(names[0]) for names in lexicon.load("calendar")["months"].values())
