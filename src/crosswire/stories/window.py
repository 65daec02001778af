"""The items of open stories, weighted against one another as they come and go."""

import bisect
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from crosswire.base.buckets import Buckets, Keys
from crosswire.stories.across import Told, told
from crosswire.stories.compact import Row
from crosswire.stories.features import FAINT, Space
from crosswire.stories.linking import TERMS, Scorer, When

METHOD = "stories.window/2"
NEAR = 24
"""Items that a new one is compared with: those that share its rarest terms."""
KEPT = 20
"""Neighbours kept of an item."""
_GROWN = 1.1
"""A likeness is measured again when the window has grown by this factor since the item came."""
_DRIFT = 1.5
"""Terms of an item are weighed again when the window has grown by this factor since."""


class Window(Space):
    """A space to which items are admitted and from which they are dropped, by numbers that the caller gives."""

    def __init__(self, *, bits: int = 14) -> None:
        super().__init__(())
        self.when: dict[int, When] = {}
        self.scorer = Scorer(self, self.when, remember=False)
        self._about: dict[int, list[tuple[float, int]]] = {}
        self._vectors: dict[int, NDArray[np.float32]] = {}
        self._sum = np.zeros(256, dtype=np.float64)
        self._table = Buckets(width=16, bits=bits, sliding=True)
        self._stale: set[int] = set()
        self._spoken: Counter[str] = Counter()
        self._marked = Buckets(width=16, bits=12, sliding=True)
        self._unmarked: dict[int, None] = {}
        self._weighed: dict[int, int] = {}
        self._met: dict[int, int] = {}

    def __len__(self) -> int:
        """Items in the window."""
        return len(self.bags)

    def __contains__(self, number: int) -> bool:
        """Whether the item is in the window."""
        return number in self.bags

    def admit(self, number: int, row: Row) -> None:
        """Count an item in, without neighbours yet: :meth:`meet` finds them once its batch is in."""
        self.bags[number] = row.bags
        self.when[number] = row.when
        self.rarity.add(row.bags.words)
        self._digits.add(row.bags.numbers)
        self._pairs.add(row.bags.pairs)
        self._speaks(number, row.language, row.marks)
        self._vectors[number] = row.vector
        self._sum += self._vectors[number]
        self._about[number] = []
        self._met[number] = len(self)

    def meet(self, number: int) -> list[int]:
        """Put an item into the index of terms and give its neighbours, the likest first; they get it as one, too."""
        self._fresh(number)
        keys, weights = terms(self.words[number])
        others = self._sharing(number, keys, weights)
        self._table.add(number, keys)
        for other in others:
            self._fresh(other)
            alike = self.alike(number, other)
            if alike >= FAINT:
                self._pair(number, other, alike)
                self._pair(other, number, alike)
        return self.neighbours(number)

    def _sharing(self, number: int, keys: Keys, weights: NDArray[np.float64]) -> list[int]:
        """Other items that share the rarest terms, those that share most first."""
        found, sums = self._table.weighed(keys, weights)
        best = np.lexsort((found, -sums))[: 2 * NEAR]
        return [other for other in found[best].tolist() if other in self and other != number][:NEAR]

    def abroad(self, number: int) -> list[int]:
        """Items in other languages that share two exact numbers or names with an item."""
        if len(self._spoken) < 2 or number not in self.told:
            return []
        for other in self._unmarked:
            self._marked.add(other, _exact(self.told[other]))
        self._unmarked = {}
        found, counts = self._marked.found(_exact(self.told[number]))
        ranked = sorted((-int(c), int(n)) for n, c in zip(found, counts, strict=True) if c > 1)
        near = (n for _, n in ranked if n in self and n != number and self.foreign(n, number))
        return list(islice(near, NEAR))

    def _speaks(self, number: int, language: str, marks: Iterable[str]) -> None:
        self.language[number] = language
        if language:
            self.told[number] = told(marks)
            self._spoken[language] += 1
            self._unmarked[number] = None

    def neighbours(self, number: int) -> list[int]:
        """The neighbours of an item that are still in the window, the likest first."""
        return [other for _, other in self._about[number] if other in self]

    def settled(self, numbers: Iterable[int]) -> None:
        """Bring what is counted among neighbours up to date for these items."""
        for number in numbers:
            if number in self._stale or number not in self._own:
                self.settle_one(number, *self._measured(number))
                self._stale.discard(number)

    def _measured(self, number: int) -> tuple[list[int], list[float]]:
        """An item's neighbours and their likeness: as it was when they met, or anew where the window was small then."""
        near = [(other, -alike) for alike, other in self._about[number] if other in self]
        others = [other for other, _ in near]
        if self._met.get(number, 0) * _GROWN >= len(self):
            return others, [alike for _, alike in near]
        return others, [self.alike(number, other) for other in others]

    def drop(self, number: int) -> None:
        """Forget an item."""
        row = self.bags.pop(number)
        self.rarity.drop(row.words)
        self._digits.drop(row.numbers)
        self._pairs.drop(row.pairs)
        self._sum -= self._vectors.pop(number)
        language = self.language.pop(number)
        if self.told.pop(number, None) is not None:
            self._spoken[language] -= 1
            self._spoken += Counter()
            self._unmarked.pop(number, None)
        self._stale.discard(number)
        for table in (self.when, self.words, self.lead, self.names, self.lead_names, self.numbers, self.pairs):
            table.pop(number, None)
        for more in (self.local, self._own, self._scale, self._crowds, self._circles, self._about, self._terms):
            more.pop(number, None)
        self._specific.pop(number, None)
        self._weighed.pop(number, None)
        self._met.pop(number, None)

    def sense_of(self, i: int, j: int) -> float:
        """Cosine of the vectors of two leads about half the mean of the window, as in a batch."""
        total = len(self)
        mean = (self._sum / (total + 8)).astype(np.float32)
        a, b = self._vectors[i] - mean, self._vectors[j] - mean
        length = float(np.sqrt((a @ a) * (b @ b)))
        return float(a @ b) / length if length > 1e-9 else 0.0

    def _pair(self, number: int, other: int, alike: float) -> None:
        near = self._about[number]
        entry = (-alike, other)
        if len(near) >= KEPT and entry > near[-1]:
            return
        bisect.insort(near, entry)
        del near[KEPT:]
        self._stale.add(number)

    def _fresh(self, number: int) -> None:
        """Weigh an item's terms where that was never done, or where the window has grown much since."""
        if self._weighed.get(number, 0) * _DRIFT < len(self):
            self.weigh(number)
            self._weighed[number] = len(self)


def _exact(one: Told) -> Keys:
    return np.unique(np.array([crc32(name.encode()) for name in one.exact], dtype=np.uint32))


def terms(row: dict[str, float]) -> tuple[Keys, NDArray[np.float64]]:
    """The keys of an item's rarest terms, and the squares of their weights: what two texts with the term share."""
    terms = sorted(row, key=lambda term: (-row[term], term))[:TERMS]
    found = {crc32(term.encode()): row[term] ** 2 for term in terms}
    return np.array(list(found), dtype=np.uint32), np.array(list(found.values()), dtype=np.float64)
