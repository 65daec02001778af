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


class Buckets:
    """Numbers by key. ``width`` is the size of a bucket, ``bits`` the logarithm of how many there are at first.

    ``sliding``: the table does not grow and forgets the oldest (an index of open things only).
    """

    def __init__(self, *, width: int = 8, bits: int = 10, sliding: bool = False) -> None:
        self.width = width
        self.sliding = sliding
        self._early = 0 if sliding else width // 2
        self._make(bits)
        self._held: list[bytes] = []
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
        return self._cells.nbytes + self._count.nbytes + sum(map(len, self._held))

    def add(self, number: int, keys: Keys) -> None:
        """Note that text ``number`` has ``keys`` (distinct). Where a table grows, numbers count 0, 1, 2 …"""
        self._put(np.full(len(keys), number, dtype=np.int32), self._places(keys))
        self._size += len(keys)
        if not self.sliding:
            self._held.append(keys.tobytes())
            if self._size > LOAD * len(self._count):
                self._grow()

    def found(self, keys: Keys) -> tuple[Numbers, NDArray[np.intp]]:
        """The numbers that share a bucket with one of ``keys`` or more, and in how many they do."""
        cells = self._cells[self._places(keys)].ravel()
        numbers, counts = np.unique(cells, return_counts=True)
        return (numbers[1:], counts[1:]) if len(numbers) and numbers[0] < 0 else (numbers, counts)

    def weighed(self, keys: Keys, weights: NDArray[np.float64]) -> tuple[Numbers, NDArray[np.float64]]:
        """The numbers that share a bucket with one of ``keys`` or more, and the sum of those keys' weights."""
        cells = self._cells[self._places(keys)].ravel()
        numbers, inverse = np.unique(cells, return_inverse=True)
        sums = np.bincount(inverse.ravel(), weights=np.repeat(weights, self.width)).astype(np.float64)
        return (numbers[1:], sums[1:]) if len(numbers) and numbers[0] < 0 else (numbers, sums)

    def times(self, keys: Keys) -> NDArray[np.uint32]:
        """How often the bucket of each key was added to: about how common the key is."""
        return self._count[self._places(keys)]

    def _places(self, keys: Keys) -> NDArray[np.intp]:
        return ((keys.astype(np.uint64) * _MIX) >> self._shift).astype(np.intp)

    def _put(self, numbers: Numbers, places: NDArray[np.intp]) -> None:
        before = self._count[places]
        late = self.width - self._early
        slots = np.where(before < self.width, before, self._early + (before - self._early) % late)
        self._cells[places, slots] = numbers
        self._count[places] = before + np.uint32(1)

    def _grow(self) -> None:
        """Twice the buckets, filled again from the keys that were kept, text by text."""
        self._make(64 - int(self._shift) + 1)
        for number, held in enumerate(self._held):
            keys = np.frombuffer(held, dtype=np.uint32)
            self._put(np.full(len(keys), number, dtype=np.int32), self._places(keys))


def distinct(hashes: Sequence[int]) -> Keys:
    """Keys from 64-bit hashes: their upper halves, sorted, each once."""
    if not hashes:
        return _EMPTY
    return np.unique((np.array(hashes, dtype=np.uint64) >> np.uint64(32)).astype(np.uint32))
