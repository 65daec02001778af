"""Whether two items tell of the same event: a score with its reasons.

The score is the logit of a linear model over :mod:`.features`, fitted on ECB+ topics (``training/links/stories.py``;
coefficients in ``data/stories.toml``), made a chance and lowered by the days between the items and those they tell of.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from crosswire.language import lexicon
from crosswire.stories import across
from crosswire.stories.features import FEATURES, Space, Text
from crosswire.stories.words import stem, tokens

METHOD = "stories.linking/2"
HOLD = 200
"""Items kept per term of the index: a term of more items finds only the nearest in time."""
TERMS = 24
"""Terms of an item that look for others: its rarest."""
CANDIDATES = 48
SHORT = 25
"""Stems up to which other numbers on another day mean another event: "77 of 94 drones", "128 of 147 drones"."""
ENOUGH = 5
"""One more than the words and numbers that two items must share for a full score."""
SAME_DAY = 1.6
SPECIFIC, PARTICULARS = 3, 3
"""Added to the logit of two items of one day that share so many rare stems (a name counts twice); measured in
docs/decisions/0133."""


@dataclass(frozen=True, slots=True)
class When:
    """The day an item is of, and the days its lead tells of (as ordinals); None and empty where unknown."""

    day: int | None = None
    told: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Model:
    """A linear model that changes with how crowded the place is: weights and intercept where items stand alone, and
    what is added to them in a crowd."""

    weights: NDArray[np.float64]
    intercept: float
    crowd_weights: NDArray[np.float64]
    crowd_intercept: float
    half_day: float
    half_told: float
    threshold: float


@cache
def model() -> Model:
    """The shipped model."""
    table = lexicon.load("stories")
    assert tuple(table["features"]) == FEATURES
    return Model(
        np.array(table["weights"]),
        table["intercept"],
        np.array(table["crowd_weights"]),
        table["crowd_intercept"],
        table["half_day"],
        table["half_told"],
        table["threshold"],
    )


class Scorer:
    """Scores pairs of items of a space by their positions; ``remember``: each pair once, as where nothing changes."""

    def __init__(self, space: Space, when: Mapping[int, When], *, remember: bool = True) -> None:
        self.space = space
        self._remember = remember
        self.when = when
        self._scores: dict[tuple[int, int], float] = {}

    def score(self, i: int, j: int) -> float:
        """The chance, 0 to 1, that two items tell of one event."""
        return self.timeless(i, j) * self.apart(i, j)

    def timeless(self, i: int, j: int) -> float:
        """The score that two items would have on one day."""
        pair = (i, j) if i < j else (j, i)
        if pair in self._scores:
            return self._scores[pair]
        if self.space.foreign(*pair):
            score = across.score(*self.space.across(*pair))
        else:
            score = self._ground(*pair) / (1 + math.exp(-self._logit(*pair) - self._of_one_day(*pair)))
        if self._remember:
            self._scores[pair] = score
        return score

    def _logit(self, i: int, j: int) -> float:
        fitted = model()
        crowd = self.space.crowd(i, j)
        weights = fitted.weights + crowd * fitted.crowd_weights
        total = float(self.space.features(i, j) @ weights) + fitted.intercept + crowd * fitted.crowd_intercept
        return max(-30.0, min(30.0, total))

    def _of_one_day(self, i: int, j: int) -> float:
        """What is added to the logit of items known to be of one day, or of neighbouring ones, for what they share
        that is rare: the model is fitted on undated texts, where what is most alike may be a year apart."""
        if not self.one_day(i, j) or self._other_particulars(i, j):
            return 0.0
        return SAME_DAY * min(1.0, self.space.specific(i, j) / SPECIFIC)

    def _ground(self, i: int, j: int) -> float:
        """Less than 1 where too little is shared to say: two headlines with one name in common are no story yet."""
        return min(1.0, (self.space.shared(i, j) + 1) / ENOUGH)

    def apart(self, i: int, j: int) -> float:
        """What the time between two items leaves of their score: all of it within a day, half of it after ``half_day``
        days, then ever less; likewise for the days their leads tell of. Two numbers of a count of days are two days."""
        if (a := self.space.bags[i].serials) and (b := self.space.bags[j].serials) and not a & b:
            return 0.2
        left, right = self.when[i], self.when[j]
        kept = 0.4 if self._other_figures(i, j) and left.day != right.day else 1.0
        if left.day is not None and right.day is not None:
            kept *= _decay(abs(left.day - right.day), model().half_day)
        if left.told and right.told and not left.told & right.told:
            kept *= _decay(min(abs(x - y) for x in left.told for y in right.told), model().half_told)
        return kept

    def one_day(self, i: int, j: int) -> bool:
        """Whether two items are known to be of one day or of neighbouring ones."""
        left, right = self.when[i].day, self.when[j].day
        return left is not None and right is not None and abs(left - right) <= 1 and self.apart(i, j) > 0.9

    def _other_particulars(self, i: int, j: int) -> bool:
        """Whether two items in a language that is not English open with names and exact numbers and hardly share one:
        two ferries, two central banks. All their words are rare in English news, which says nothing."""
        if self.space.language[i] in ("", "en") or self.space.language[j] in ("", "en"):
            return False
        left, right = (told.exact for told in self.space.across(i, j))
        return min(len(left), len(right)) >= PARTICULARS and len(left & right) < 2

    def _other_figures(self, i: int, j: int) -> bool:
        """Whether two short items count, and no number is in both."""
        a, b = self.space.bags[i], self.space.bags[j]
        short = max(sum(a.words.values()), sum(b.words.values())) <= SHORT
        return short and bool(a.numbers) and bool(b.numbers) and not a.numbers.keys() & b.numbers.keys()

    def why(self, i: int, j: int) -> str:
        """The reason of a score: the rarest words and names both have, and the time between them."""
        a, b = self.space.words[i], self.space.words[j]
        shared = sorted((term for term in a if term in b), key=lambda term: (-a[term] * b[term], term))[:5]
        words = [self._written(i, term) for term in shared]
        kept = self.apart(i, j)
        why = f"share {', '.join(words)}" if words else "alike in sense"
        if self.space.foreign(i, j):
            why = across.why(*self.space.across(i, j))
        return why + (f"; {1 - kept:.0%} off for the days between them" if kept < 0.995 else "")

    def _written(self, i: int, term: str) -> str:
        """A word of the item that has the stem."""
        text = self.space.texts.get(i)
        if text is None:
            return term
        lines = (text.headline, *text.sentences, *text.known)
        return next((word for line in lines for word in tokens(line) if stem(word) == term), term)


class Linker(Scorer):
    """Scores the pairs of a batch of items that share enough to be worth it."""

    def __init__(self, texts: Sequence[Text], when: Sequence[When] | None = None) -> None:
        days = when if when is not None else [When()] * len(texts)
        super().__init__(Space(texts), dict(enumerate(days)))
        self.near = neighbours(self.space, self.when)
        self.space.settle(self.near)
        self.far = foreign(self.space)

    def pairs(self) -> list[tuple[int, int]]:
        """Pairs that share enough rare terms to be worth a score, each once."""
        return sorted({(min(i, j), max(i, j)) for i, others in enumerate(self.near) for j in others} | self.far)

    def scored(self) -> dict[tuple[int, int], float]:
        """The candidate pairs with their scores."""
        return {pair: self.score(*pair) for pair in self.pairs()}


def _decay(days: int, half: float) -> float:
    """1 up to one day, one half after ``half`` days, near 0 after twice as many."""
    if days <= 1:
        return 1.0
    return 1 / (1 + math.exp(min(50.0, (days - half) / (0.25 * half))))


def neighbours(space: Space, when: Mapping[int, When]) -> list[list[int]]:
    """For each item the others that share its rarest terms, the likest first, by an inverted index."""
    index: dict[str, list[int]] = {}
    tops = []
    for i, row in space.words.items():
        terms = sorted(row, key=lambda term: (-row[term], term))[:TERMS]
        tops.append(terms)
        for term in terms:
            index.setdefault(term, []).append(i)
    for term, held in index.items():
        if len(held) > HOLD:
            index[term] = sorted(held, key=lambda i: (when[i].day or 0, space.texts[i].id))
    found = []
    for i, terms in enumerate(tops):
        others: dict[int, float] = {}
        for term in terms:
            for j in _nearest(index[term], i, when):
                others[j] = others.get(j, 0.0) + space.words[i][term] * space.words[j].get(term, 0.0)
        others.pop(i, None)
        best = sorted(others, key=lambda j: (-others[j], space.texts[j].id))[:CANDIDATES]
        found.append(sorted(best, key=lambda j: (-space.alike(i, j), space.texts[j].id)))
    return found


def foreign(space: Space) -> set[tuple[int, int]]:
    """Pairs of items in two languages that share two exact numbers or names, by an inverted index."""
    speaking: dict[str, list[int]] = {}
    for i, language in space.language.items():
        if language:
            speaking.setdefault(language, []).append(i)
    if len(speaking) < 2:
        return set()
    index: dict[str, list[int]] = {}
    for i in sorted(i for items in speaking.values() for i in items):
        for name in sorted(space.across(i, i)[0].exact):
            index.setdefault(name, []).append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for held in index.values():
        if len(held) <= HOLD:
            shared.update((i, j) for n, i in enumerate(held) for j in held[n + 1 :] if space.foreign(i, j))
    return {pair for pair, count in shared.items() if count > 1}


def _nearest(held: list[int], i: int, when: Mapping[int, When]) -> Iterable[int]:
    """A term's items; of very many, those next to ``i`` in time."""
    if len(held) <= HOLD:
        return held
    import bisect

    place = bisect.bisect_left([when[j].day or 0 for j in held], when[i].day or 0)
    start = max(0, min(place - HOLD // 2, len(held) - HOLD))
    return held[start : start + HOLD]
