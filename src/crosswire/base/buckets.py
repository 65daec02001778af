"""A hash table of bounded buckets: which numbered texts have a key, at a cost that does not grow with their number.

A bucket holds at most ``width`` numbers: the first half of them the earliest, the other half the latest, so that
neither a phrase of all reports nor a thousand reprints of one makes a look-up slow, and each reprint still meets the
first ones. Two keys may share a bucket: what is found is a candidate, and the caller compares it.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint32]
Numbers = NDArray[np.int32]
_MIX = np.uint64(0x9E3779B97F4A7C15)
LOAD = 2.0
"""Keys per bucket up to which the table is not made larger."""
_EMPTY = np.zeros(0, dtype=np.uint32)
_START = np.zeros(1, dtype=np.intp)
_AT_ONCE = 1 << 16
"""Texts whose keys are put into a larger table together."""


class Buckets:
    """Numbers by key. ``width`` is the size of a bucket, ``bits`` the logarithm of how many there are at first.

    ``sliding``: the table does not grow and forgets the oldest (an index of open things only).
    """

    def __init__(self, *, width: int = 8, bits: int = 10, sliding: bool = False) -> None:
        self.width = width
        self.sliding = sliding
        self._early = 0 if sliding else width // 2
        self._make(bits)
        self._held = Rows()
        self._size = 0

    def _make(self, bits: int) -> None:
        self._shift = np.uint64(64 - bits)
        self._cells: Numbers = np.full((1 << bits, self.width), -1, dtype=np.int32)
        self._count: NDArray[np.uint32] = np.zeros(1 << bits, dtype=np.uint32)

    def __len__(self) -> int:
        """Keys added so far, counted with repetitions."""
        return self._size

    @property
    def nbytes(self) -> int:
        """Bytes of the table and of the keys it keeps to grow by."""
        return self._cells.nbytes + self._count.nbytes + self._held.nbytes

    def add(self, number: int, keys: Keys) -> None:
        """Note that text ``number`` has ``keys`` (distinct). Where a table grows, numbers count 0, 1, 2 …"""
        self._put(np.full(len(keys), number, dtype=np.int32), self._places(keys))
        self._size += len(keys)
        if not self.sliding:
            self._held.append(keys)
            if self._size > LOAD * len(self._count):
                self._grow()

    def found(self, keys: Keys) -> tuple[Numbers, NDArray[np.intp]]:
        """The numbers that share a bucket with one of ``keys`` or more, and in how many they do."""
        cells = self._cells[self._places(keys)].ravel()
        cells = np.sort(cells[cells >= 0])
        if not len(cells):
            return cells, np.zeros(0, dtype=np.intp)
        first = np.concatenate((_START, np.flatnonzero(cells[1:] != cells[:-1]) + 1))
        return cells[first], np.concatenate((first[1:], [len(cells)])) - first

    def weighed(self, keys: Keys, weights: NDArray[np.float64]) -> tuple[Numbers, NDArray[np.float64]]:
        """The numbers that share a bucket with one of ``keys`` or more, and the sum of those keys' weights."""
        cells = self._cells[self._places(keys)].ravel()
        order = np.argsort(cells, kind="stable")
        cells, spread = cells[order], np.repeat(weights, self.width)[order]
        some = int(np.searchsorted(cells, 0))
        cells, spread = cells[some:], spread[some:]
        if not len(cells):
            return cells, np.zeros(0)
        first = np.concatenate((_START, np.flatnonzero(cells[1:] != cells[:-1]) + 1))
        return cells[first], np.add.reduceat(spread, first)

    def row(self, number: int) -> Keys:
        """The keys of text ``number``, in a table that grows."""
        return self._held.row(number)

    def times(self, keys: Keys) -> NDArray[np.uint32]:
        """How often the bucket of each key was added to: about how common the key is."""
        return self._count[self._places(keys)]

    def _places(self, keys: Keys) -> NDArray[np.intp]:
        return ((keys.astype(np.uint64) * _MIX) >> self._shift).astype(np.intp)

    def _put(self, numbers: Numbers, places: NDArray[np.intp]) -> None:
        before = self._count[places]
        self._fill(numbers, places, before)
        self._count[places] = before + np.uint32(1)

    def _fill(self, numbers: Numbers, places: NDArray[np.intp], before: NDArray[np.uint32]) -> None:
        """Write numbers into buckets that each had been added to so often ``before``."""
        late = self.width - self._early
        slots = np.where(before < self.width, before, self._early + (before - self._early) % late)
        self._cells[places, slots] = numbers

    def _grow(self) -> None:
        """Twice the buckets, filled again from the keys that were kept, many texts at once."""
        self._make(64 - int(self._shift) + 1)
        for start in range(0, len(self._held), _AT_ONCE):
            numbers, keys = self._held.some(start, start + _AT_ONCE)
            if not len(keys):
                continue
            places = self._places(keys)
            order = np.argsort(places, kind="stable")
            numbers, places = numbers[order], places[order]
            another = (places[1:] != places[:-1]) | (numbers[1:] != numbers[:-1])
            first = np.flatnonzero(np.concatenate(([True], another)))
            numbers, places = numbers[first], places[first]
            opening = np.concatenate(([True], places[1:] != places[:-1]))
            begun = np.flatnonzero(opening)
            rank = np.arange(len(places)) - begun[np.cumsum(opening) - 1]
            self._fill(numbers, places, self._count[places] + rank.astype(np.uint32))
            self._count[places[begun]] += np.diff(begun, append=len(places)).astype(np.uint32)


class Rows:
    """Keys of texts 0, 1, 2 …, one after another in one array that grows by doubling: no object for each text."""

    def __init__(self) -> None:
        self._keys: Keys = np.zeros(1024, dtype=np.uint32)
        self._ends: NDArray[np.int64] = np.zeros(256, dtype=np.int64)
        self._count = 0

    def __len__(self) -> int:
        """Texts."""
        return self._count

    @property
    def nbytes(self) -> int:
        """Bytes held, the room to grow in among them."""
        return self._keys.nbytes + self._ends.nbytes

    def append(self, keys: Keys) -> None:
        """Keep the keys of the next text."""
        start = int(self._ends[self._count])
        end = start + len(keys)
        if end > len(self._keys):
            self._keys = np.resize(self._keys, max(end, 2 * len(self._keys)))
        if self._count + 2 > len(self._ends):
            self._ends = np.resize(self._ends, 2 * len(self._ends))
        self._keys[start:end] = keys
        self._count += 1
        self._ends[self._count] = end

    def row(self, number: int) -> Keys:
        """The keys of one text, not a copy."""
        return self._keys[self._ends[number] : self._ends[number + 1]]

    def some(self, start: int, end: int) -> tuple[Numbers, Keys]:
        """The keys of the texts from ``start`` to before ``end``, with the number of the text of each."""
        end = min(end, self._count)
        sizes = np.diff(self._ends[start : end + 1])
        numbers = np.repeat(np.arange(start, end, dtype=np.int32), sizes)
        return numbers, self._keys[self._ends[start] : self._ends[end]]


def distinct(hashes: Sequence[int]) -> Keys:
    """Keys from 64-bit hashes: their upper halves, sorted, each once."""
    if not hashes:
        return _EMPTY
    return np.unique((np.array(hashes, dtype=np.uint64) >> np.uint64(32)).astype(np.uint32))
