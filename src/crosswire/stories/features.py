"""What two items have in common, as numbers: words, names, figures and sense, of the whole and of the lead.

Two of the likenesses count a term's rarity only among the nearest neighbours of an item. Where a batch holds two
events of one kind, what all their reports share ("earthquake", "island") then tells nothing, and what is left tells
them apart.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from crosswire.language import vectors
from crosswire.stories import words
from crosswire.stories.across import Told, listed, told
from crosswire.stories.words import Rarity, dot, growth, unit

METHOD = "stories.features/2"
LEAD = 3
NEIGHBOURS = 16
RANKS = (2, 5, 10)
CIRCLES = (6, 12, 20)
FAINT = 0.15
"""Below this plain likeness two items are no neighbours."""
CROWDED = 0.3
"""From this plain likeness on, two items are near."""
COMMON = 25
"""A stem that stands in so many of a thousand news texts is not rare."""
LONGEST = 400
"""Words of an item that are compared, from its start."""

FEATURES = (
    "words",
    "lead",
    "names",
    "lead_names",
    "numbers",
    "pairs",
    "sense",
    "named_there",
    "told_there",
    "local",
    "local_names",
    "over_2",
    "over_5",
    "over_10",
    "shared_6",
    "shared_12",
    "shared_20",
    "short",
)


@dataclass(frozen=True, slots=True)
class Text:
    """What an item says: headline and sentences in order, names its mentions were resolved to, and its language where
    that is known."""

    id: str
    headline: str
    sentences: tuple[str, ...]
    known: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Bags:
    """Counts of stems: of all words, of the lead, of names, of names in the lead, of numbers, of pairs of words."""

    words: Counter[str]
    lead: Counter[str]
    names: Counter[str]
    lead_names: Counter[str]
    numbers: Counter[str]
    pairs: Counter[str]
    opening: str
    serials: frozenset[str]


def bags(text: Text) -> Bags:
    """Count what a text says."""
    lines = [text.headline, *text.sentences] if text.headline else list(text.sentences)
    first = LEAD + bool(text.headline)
    told = [words.tokens(line) for line in lines]
    written = list(chain.from_iterable(told))[:LONGEST]
    opening = " ".join(lines[:first])
    lead = words.stems(chain.from_iterable(told[:first]))
    names = words.names(written)
    names.update(found for name in text.known for word in words.tokens(name) if (found := words.stem(word)))
    stems = words.stems(written)
    return Bags(
        words=Counter(stems),
        lead=Counter(lead),
        names=names,
        lead_names=Counter(stem for stem in lead if stem in names),
        numbers=words.numbers(written),
        pairs=Counter(f"{a} {b}" for a, b in zip(stems, stems[1:], strict=False)),
        opening=opening,
        serials=words.serials(opening),
    )


class Space:
    """The items of a batch, weighted against one another; ``features`` compares any two by their positions."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self.texts = dict(enumerate(texts))
        self.bags = {i: bags(text) for i, text in self.texts.items()}
        self.rarity = Rarity(bag.words for bag in self.bags.values())
        self._digits = Rarity((bag.numbers for bag in self.bags.values()), common=False)
        self._pairs = Rarity((bag.pairs for bag in self.bags.values()), common=False)
        self.words: dict[int, dict[str, float]] = {}
        self.lead: dict[int, dict[str, float]] = {}
        self.names: dict[int, dict[str, float]] = {}
        self.lead_names: dict[int, dict[str, float]] = {}
        self.numbers: dict[int, dict[str, float]] = {}
        self.pairs: dict[int, dict[str, float]] = {}
        for i in self.bags:
            self.weigh(i)
        self.sense = dict(enumerate(_centred(vectors.embed([bag.opening for bag in self.bags.values()]))))
        self.language = {i: text.language for i, text in self.texts.items()}
        self.told: dict[int, Told] = {}
        self.local: dict[int, Local] = {}
        self._terms: dict[int, tuple[str, ...]] = {}
        self._own: dict[int, tuple[dict[str, float], dict[str, float]]] = {}
        self._scale: dict[int, tuple[float, ...]] = {}
        self._crowds: dict[int, int] = {}
        self._specific: dict[int, tuple[frozenset[str], frozenset[str]]] = {}
        self._circles: dict[int, tuple[frozenset[int], ...]] = {}

    def foreign(self, i: int, j: int) -> bool:
        """Whether two items are known to be in different languages."""
        a, b = self.language[i], self.language[j]
        return a != b and bool(a) and bool(b)

    def across(self, i: int, j: int) -> tuple[Told, Told]:
        """What two items tell in any language."""
        for one in (i, j):
            if one not in self.told:
                self.told[one] = told(listed(self.bags[one].opening))
        return self.told[i], self.told[j]

    def weigh(self, i: int) -> None:
        """Weight the terms of item ``i`` by how rare they are now."""
        bag = self.bags[i]
        rare = self.rarity.all_of(chain(bag.words, bag.names, bag.lead))
        self.words[i] = self.rarity.row(bag.words, rare)
        self.lead[i] = self.rarity.row(bag.lead, rare)
        self.names[i] = self.rarity.row(bag.names, rare)
        self.lead_names[i] = self.rarity.row(bag.lead_names, rare)
        self.numbers[i] = self._digits.row(bag.numbers)
        self.pairs[i] = self._pairs.row(bag.pairs)

    def alike(self, i: int, j: int) -> float:
        """The plain likeness by which neighbours are ranked: cosine of words plus cosine of names, 0 to 2."""
        return dot(self.words[i], self.words[j]) + dot(self.names[i], self.names[j])

    def settle(self, near: Sequence[Sequence[int]]) -> None:
        """Fix each item's neighbours (positions, the likest first), by which local rarity is counted."""
        for i, others in enumerate(near):
            self.settle_one(i, others)

    def settle_one(self, i: int, others: Sequence[int], alike: Sequence[float] | None = None) -> None:
        """Fix the neighbours of item ``i``; ``alike``: their plain likeness to it, where that is known."""
        self.local[i] = local = self._rarity([i, *others[: NEIGHBOURS - 1]])
        scores = [self.alike(i, j) for j in others] if alike is None else alike
        self._scale[i] = tuple(max(FAINT, scores[rank] if rank < len(scores) else 0.0) for rank in RANKS)
        self._crowds[i] = sum(score >= CROWDED for score in scores)
        close = [j for j, score in zip(others, scores, strict=True) if score >= FAINT]
        self._circles[i] = tuple(frozenset([i, *close[:size]]) for size in CIRCLES)
        self._own[i] = (self._local(local, self.bags[i].words), self._local(local, self.bags[i].names))

    def features(self, i: int, j: int) -> NDArray[np.float64]:
        """The numbers of FEATURES for items ``i`` and ``j``: likenesses 0 to 1, and how short the shorter is."""
        a, b = self.bags[i], self.bags[j]
        size = min(sum(a.words.values()), sum(b.words.values()))
        return np.array(
            (
                dot(self.words[i], self.words[j]),
                dot(self.lead[i], self.lead[j]),
                dot(self.names[i], self.names[j]),
                dot(self.lead_names[i], self.lead_names[j]),
                dot(self.numbers[i], self.numbers[j]),
                dot(self.pairs[i], self.pairs[j]),
                self.sense_of(i, j),
                min(_told(self.lead_names[i], b.names), _told(self.lead_names[j], a.names)),
                min(_told(self.words[i], b.words), _told(self.words[j], a.words)),
                (self._near(i, j, 0) + self._near(j, i, 0)) / 2,
                (self._near(i, j, 1) + self._near(j, i, 1)) / 2,
                *self._over(i, j),
                *self._shared(i, j),
                math.log1p(size) / math.log1p(LONGEST),
            )
        )

    def sense_of(self, i: int, j: int) -> float:
        """Cosine of the vectors of two leads, about half the mean of all."""
        return float(self.sense[i] @ self.sense[j])

    def crowd(self, i: int, j: int) -> float:
        """How crowded the place is where both items stand: 0 with 3 near neighbours or fewer, 1 with 12 or more.
        Likeness relative to neighbours means much in a crowd and little where an item has two neighbours in all."""
        return min(1.0, max(0.0, (min(self._crowds[i], self._crowds[j]) - 3) / 9))

    def specific(self, i: int, j: int) -> int:
        """How many stems two items share that are rare in news at large; one that is a name counts twice. 0 where
        they share but a name or two: one town has many events in a day."""
        (a, named), (b, called) = self._rare_of(i), self._rare_of(j)
        shared, names = len(a & b), len(named & called)
        return shared + names if shared > names or names > 2 else 0

    def _rare_of(self, i: int) -> tuple[frozenset[str], frozenset[str]]:
        found = self._specific.get(i)
        if found is None:
            common, bag = words.background(), self.bags[i]
            rare = frozenset(term for term in bag.words if common.get(term, 0) < COMMON)
            found = self._specific[i] = (rare, rare & bag.names.keys())
        return found

    def shared(self, i: int, j: int) -> int:
        """How many stems and numbers two items share."""
        a, b = self.bags[i], self.bags[j]
        return len(a.words.keys() & b.words.keys()) + len(a.numbers.keys() & b.numbers.keys())

    def _over(self, i: int, j: int) -> list[float]:
        """How far two items stand out as alike over what their 3rd, 6th and 11th neighbours are (self-tuning scale;
        Zelnik-Manor and Perona 2004)."""
        alike = self.alike(i, j)
        return [min(4.0, alike / math.sqrt(a * b)) for a, b in zip(self._scale[i], self._scale[j], strict=True)]

    def _shared(self, i: int, j: int) -> list[float]:
        """The part of their nearest neighbours that two items have in common (Jarvis and Patrick 1973)."""
        return [len(a & b) / len(a | b) for a, b in zip(self._circles[i], self._circles[j], strict=True)]

    def _rarity(self, group: Sequence[int]) -> "Local":
        seen: Counter[str] = Counter()
        for other in group:
            terms = self._terms.get(other)
            if terms is None:
                bag = self.bags[other]
                terms = self._terms[other] = tuple({**bag.words, **bag.names})
            seen.update(terms)
        total = max(len(group), NEIGHBOURS // 2) + 1
        return Local(seen, _steps(total, len(group)))

    def _local(self, local: "Local", bag: Counter[str]) -> dict[str, float]:
        """The weights of a bag by local rarity, of length 1; terms of one text alone are left out."""
        return unit(self._weights(local, bag))

    def _weights(self, local: "Local", bag: Counter[str]) -> dict[str, float]:
        every, near, steps = self.rarity.seen, local.seen, local.steps
        return {
            term: steps[near.get(term, 0)] if count == 1 else growth(count) * steps[near.get(term, 0)]
            for term, count in bag.items()
            if every.get(term, 0) > 1
        }

    def _near(self, i: int, j: int, which: int) -> float:
        """Cosine of two items by what is rare among the neighbours of ``i``."""
        row = self._weights(self.local[i], self.bags[j].names if which else self.bags[j].words)
        length = math.hypot(*row.values())
        return dot(self._own[i][which], row) / length if length else 0.0


@dataclass(frozen=True, slots=True)
class Local:
    """In how many of an item's neighbours (with itself) each term stands, and the rarity of what stands in 0, 1, 2 …"""

    seen: Counter[str]
    steps: tuple[float, ...]


@cache
def _steps(total: int, most: int) -> tuple[float, ...]:
    """What stands in none counts as what stands in one."""
    return tuple(max(0.0, math.log(total / (max(1, count) + 0.5))) for count in range(most + 1))


def _told(row: Mapping[str, float], bag: Counter[str]) -> float:
    """The part of a row's weight whose terms stand in the other text."""
    total = sum(row.values())
    return sum(value for term, value in row.items() if term in bag) / total if total else 0.0


def _centred(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows of length 1 about half their mean: what all texts of a batch share does not make them alike."""
    if len(rows) < 2:
        return rows
    moved = rows - rows.mean(axis=0) * (len(rows) / (len(rows) + 8))
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(np.divide(moved, lengths, out=np.zeros_like(moved), where=lengths > 1e-9), dtype=np.float32)
