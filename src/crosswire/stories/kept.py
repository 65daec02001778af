"""A window whose older items lie in it as bytes until something new comes near them.

What a desk kept of an item is counted in (how rare each term is depends on it) and put into the index of terms; its
words are weighed and its neighbours found when they are first asked for. So a week of items is taken in at 0.2 ms and
2 to 4 KB an item, where weighing all of them takes 4 ms and 60 KB (decision 0125).
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from crosswire.stories import compact
from crosswire.stories.compact import Glance, Row
from crosswire.stories.features import FAINT, Bags
from crosswire.stories.linking import When
from crosswire.stories.window import Window, terms
from crosswire.stories.words import Rarity

METHOD = "stories.kept/1"
AWAKE = 2000
"""Items whose words are held weighed; past half as many again, those woken longest ago lie as bytes again."""
_BITS = 22
V = TypeVar("V")


class Kept(Window):
    """A window that also takes in items as bytes (:meth:`shelve`, then :meth:`index` once they are all in)."""

    def __init__(self, *, bits: int = 14) -> None:
        super().__init__(bits=bits)
        self._blobs: dict[int, bytes] = {}
        self._waiting: list[tuple[int, Mapping[str, int]]] = []
        self.bags = Missing(self._opened)
        self._vectors = Missing(self._vector)
        self._pairs = HashedRarity()
        for name in ("words", "lead", "names", "lead_names", "numbers", "pairs"):
            setattr(self, name, Missing(partial(self._weighted, name)))

    def __len__(self) -> int:
        """Items in the window, awake or not."""
        return len(self._blobs)

    def __contains__(self, number: int) -> bool:
        """Whether the item is in the window."""
        return number in self._blobs

    def admit(self, number: int, row: Row) -> None:
        """See :class:`crosswire.stories.window.Window`."""
        self._blobs[number] = compact.encode(row)
        super().admit(number, row)

    def shelve(self, number: int, blob: bytes, seen: Glance, when: When) -> None:
        """Count an item in as bytes; ``seen`` is what :func:`crosswire.stories.compact.glance` gave of them."""
        self._blobs[number] = blob
        self.when[number] = when
        self.rarity.add(seen.words)
        self._digits.add(seen.numbers)
        self._pairs.add(seen.pairs)
        self._sum += self._vector(number)
        self._speaks(number, seen.language, seen.marks)
        self._waiting.append((number, seen.words))

    def index(self) -> None:
        """Put what was shelved into the index of terms, by how rare they are now."""
        for number, words in self._waiting:
            self._table.add(number, terms(self.rarity.row(words))[0])
        self._waiting = []

    def neighbours(self, number: int) -> list[int]:
        """See :class:`crosswire.stories.window.Window`; found now where they never were."""
        self._known(number)
        return super().neighbours(number)

    def settled(self, numbers: Iterable[int]) -> None:
        """See :class:`crosswire.stories.window.Window`."""
        listed = list(numbers)
        for number in listed:
            self._known(number)
        super().settled(listed)

    def drop(self, number: int) -> None:
        """Forget an item."""
        self.bags[number], self._vectors[number], self._about.setdefault(number, [])
        super().drop(number)
        del self._blobs[number]

    def rest(self, *, awake: int = AWAKE) -> None:
        """Let go of what was worked out of items, but for the ``awake`` that were woken last."""
        if len(self.bags) <= awake * 3 // 2:
            return
        for number in list(self.bags)[: len(self.bags) - awake]:
            for table in (self.bags, self._vectors, self.words, self.lead, self.names, self.lead_names, self.numbers):
                table.pop(number, None)
            for more in (self.pairs, self._terms, self.local, self._own, self._weighed):
                more.pop(number, None)

    def weigh(self, i: int) -> None:
        """See :class:`crosswire.stories.features.Space`."""
        super().weigh(i)
        self._weighed[i] = len(self)

    def _known(self, number: int) -> None:
        """Find the neighbours of an item that came as bytes."""
        if number in self._about:
            return
        self._about[number] = []
        self._met[number] = len(self)
        for other in self._sharing(number, *terms(self.words[number])):
            alike = self.alike(number, other)
            if alike >= FAINT:
                self._pair(number, other, alike)
                self._pair(other, number, alike)

    def _pair(self, number: int, other: int, alike: float) -> None:
        if number in self._about:
            super()._pair(number, other, alike)

    def _opened(self, number: int) -> Bags:
        return compact.decode(self._blobs[number]).bags

    def _vector(self, number: int) -> NDArray[np.float32]:
        return compact.vector(self._blobs[number])

    def _weighted(self, name: str, number: int) -> dict[str, float]:
        self.weigh(number)
        found: dict[str, float] = dict.__getitem__(getattr(self, name), number)
        return found


class Missing(dict[int, V]):
    """A table that makes what is asked for by index and not in it; ``in``, ``get`` and ``pop`` make nothing."""

    def __init__(self, make: Callable[[int], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: int) -> V:
        value = self[key] = self._make(key)
        return value


class HashedRarity(Rarity):
    """How rare pairs of words are, counted under hashes: a week has millions of them, nearly all of one item. 16 MB;
    two pairs under one hash are counted together."""

    def __init__(self) -> None:
        super().__init__((), common=False)
        self._counts: NDArray[np.uint32] = np.zeros(1 << _BITS, dtype=np.uint32)

    def add(self, bag: Iterable[str]) -> None:
        """See :class:`crosswire.stories.words.Rarity`."""
        self._total += 1
        self._counts[_places(set(bag))] += np.uint32(1)

    def drop(self, bag: Iterable[str]) -> None:
        """See :class:`crosswire.stories.words.Rarity`."""
        self._total -= 1
        self._counts[_places(set(bag))] -= np.uint32(1)

    def all_of(self, terms: Iterable[str]) -> dict[str, float]:
        """See :class:`crosswire.stories.words.Rarity`."""
        listed = list(terms)
        counts = self._counts[[crc32(term.encode()) >> (32 - _BITS) for term in listed]]
        rare = np.log((self._total + self._more + 1) / (counts + 1.0))
        return dict(zip(listed, rare.tolist(), strict=True))


def _places(terms: Iterable[str]) -> NDArray[np.uint32]:
    """Where the terms are counted, each place once."""
    found = {crc32(term.encode()) >> (32 - _BITS) for term in terms}
    return np.fromiter(found, dtype=np.uint32, count=len(found))
