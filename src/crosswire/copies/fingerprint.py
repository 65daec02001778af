"""Sketches that find which texts are worth aligning, at a cost per text that does not grow with their number.

Two sketches are kept of every text. Word triples, hashed, of which those below a fixed part of the hash range are kept
(FracMinHash; Irber and others 2022): unlike the minima of MinHash they find a short text inside a long one. And marks
that survive translation (numbers, name skeletons; :mod:`crosswire.copies.marks`). An inverted index holds at most
``HOLD`` texts per entry, the earliest, so that neither a phrase of all reports nor a thousand reprints of one makes a
query slow: each reprint still meets the first ones.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np

KEEP = 0.25
LEAST = 24
HOLD = 32
MOST = 12
_RANGE = 1 << 64
_MIX = 0x9E3779B97F4A7C15


def triples(words: Sequence[str]) -> set[int]:
    """64-bit hashes of the word triples of a text (of the whole, where it has fewer than three words)."""
    codes = np.array([crc32(word.encode()) for word in words], dtype=np.uint64)
    if len(codes) < 3:
        return {hash64(" ".join(words))} if words else set()
    mixed = codes[:-2] * np.uint64(_MIX) ^ codes[1:-1] * np.uint64(0xC2B2AE3D27D4EB4F)
    mixed = (mixed ^ (mixed >> np.uint64(29))) + codes[2:] * np.uint64(0x165667B19E3779F9)
    mixed = (mixed ^ (mixed >> np.uint64(32))) * np.uint64(0xBF58476D1CE4E5B9)
    return {int(value) for value in mixed ^ (mixed >> np.uint64(31))}


def hash64(text: str) -> int:
    """A 64-bit hash that is the same on every machine and run."""
    return (crc32(text.encode()) << 32 | crc32(b"\x01" + text.encode())) * _MIX % _RANGE


def sketch(words: Sequence[str]) -> list[int]:
    """The triples below a quarter of the hash range; of a short text enough of them to make two dozen."""
    values = sorted(triples(words))
    bar = int(_RANGE * max(KEEP, min(1.0, LEAST / max(1, len(values)))))
    return [value for value in values if value < bar]


@dataclass(slots=True)
class Index:
    """Entries of texts added so far, and the texts that share enough of them with a new one."""

    hold: int = HOLD
    postings: dict[int, list[int]] = field(default_factory=dict)
    sizes: list[int] = field(default_factory=list)

    def add(self, entries: Iterable[int]) -> int:
        """Add a text; its number counts from 0."""
        number = len(self.sizes)
        kept = list(entries)
        self.sizes.append(len(kept))
        for entry in kept:
            posting = self.postings.setdefault(entry, [])
            if len(posting) < self.hold:
                posting.append(number)
        return number

    def near(self, entries: Sequence[int], *, least: int, part: float, most: int = MOST) -> list[tuple[int, int]]:
        """Texts that share at least ``least`` entries and ``part`` of the smaller sketch: (number, shared), best
        first."""
        shared: Counter[int] = Counter()
        for entry in entries:
            shared.update(self.postings.get(entry, ()))
        size = max(1, len(entries))
        found = [
            (number, count)
            for number, count in shared.items()
            if count >= least and count >= part * max(1, min(size, self.sizes[number]))
        ]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:most]
