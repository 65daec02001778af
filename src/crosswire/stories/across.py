"""Whether two items in two languages tell of one event, by what survives translation in their openings.

Words cannot be compared, so numbers, names and concepts are (:mod:`crosswire.language.marks`), by how telling each is.
A likeness of subject is not enough: two exact numbers must be shared, or numbers and names. Dates and clock times are
no exact numbers: all of a day's news shares them. Set by hand on a public stream of three languages and on invented
reports; decision 0113.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from crosswire.language import lexicon, marks

METHOD = "stories.across/1"
NUMBERS_ALIKE, NAMES_ALIKE, SUBJECT_ALIKE = 0.2, 0.35, 0.5
"""Likeness from which two shared numbers, a number and two names (or three names), or two names, are enough."""
BASE, MOST = 0.45, 0.95
_YEAR = re.compile(r"n(?:19|20)\d\d")
_MOMENT = re.compile(r"n\d{1,2}\.\d\d(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Told:
    """What an opening tells in any language: the weight of each mark, and those that are exact numbers and names."""

    weights: dict[str, float] = field(repr=False)
    exact: frozenset[str]
    length: float


def listed(opening: str) -> tuple[str, ...]:
    """The marks of an opening, each once: exact numbers as "=…", names as "N…", the others as they are."""
    found = marks.of(opening)
    out: dict[str, None] = {}
    for place, mark in enumerate(found):
        if mark[0] == "n":
            beside = (*found[max(0, place - 1) : place], *found[place + 1 : place + 2])
            if _months().intersection(beside) or _YEAR.fullmatch(mark) or _MOMENT.fullmatch(mark):
                continue
            mark = f"={mark[1:]}" if len(mark) > 2 else mark
        out[mark] = None
    return tuple(out)


def told(row: Iterable[str]) -> Told:
    """What :func:`listed` gave, ready to be compared."""
    weights: dict[str, float] = {}
    exact = set()
    for mark in row:
        name, weight = _weighed(mark)
        weights[name] = max(weights.get(name, 0.0), weight)
        if mark[0] == "=" or (mark[0] == "N" and len(mark) > 3):
            exact.add(name)
    return Told(weights, frozenset(exact), math.hypot(*weights.values()))


def score(one: Told, two: Told) -> float:
    """The chance, 0 to 1, that two openings in two languages tell of one event of one day; 0 where too little is
    shared to say."""
    shared = one.exact & two.exact
    numbers = sum(name[0] == "n" for name in shared)
    names = len(shared) - numbers
    if numbers + names < 2 or not one.length or not two.length:
        return 0.0
    left, right = one.weights, two.weights
    alike = math.fsum(left[name] * right[name] for name in left.keys() & right.keys()) / (one.length * two.length)
    several = (numbers and names > 1) or names > 2
    least = NUMBERS_ALIKE if numbers > 1 else NAMES_ALIKE if several else SUBJECT_ALIKE
    return min(MOST, BASE + alike) if alike >= least else 0.0


def why(one: Told, two: Told) -> str:
    """The exact numbers and names that two openings share, in words."""
    shared = one.exact & two.exact
    numbers = sorted(name[1:] for name in shared if name[0] == "n")
    names = len(shared) - len(numbers)
    parts = [*(["numbers " + ", ".join(numbers)] if numbers else []), *([f"{names} names"] if names else [])]
    return "in two languages share " + " and ".join(parts)


@lru_cache(maxsize=100_000)
def _weighed(mark: str) -> tuple[str, float]:
    plain = f"n{mark[1:]}" if mark[0] == "=" else mark
    return marks.key(plain), marks.telling(plain)


@cache
def _months() -> frozenset[str]:
    return frozenset(marks.mark(names[0]) for names in lexicon.load("calendar")["months"].values())
