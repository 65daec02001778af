"""Sketches of a text: hashed word triples and pairs of marks, few enough to keep for every report.

Word triples are hashed, and of the hashes those below a fixed part of the range are kept (FracMinHash; Irber and others
2022): unlike the minima of MinHash they find a short text inside a long one. Words are hashed all at once: a polynomial
over the bytes of the folded text, whose prefix sums give every word's hash by one subtraction (Karp and Rabin 1987,
modulo 2^64).

Marks survive translation (numbers, names, concepts; :mod:`crosswire.language.marks`), but each by itself is common. Two
in one sentence are rare, and a translation keeps sentences: the pairs of the most telling marks of each sentence are
hashed, and of a long text those with the lowest hashes are kept.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from crosswire.base.buckets import Keys
from crosswire.language import marks

KEEP = 0.25
LEAST = 24
TELLING = 7
"""Marks of a sentence whose pairs are kept."""
SHORT, TELLING_SHORT = 3, 10
"""Up to so many sentences there are more of them: a short text has few."""
PAIRS = 96
"""Pairs of marks kept of a text."""
_RANGE = 1 << 64
_MIX = np.uint64(0x9E3779B97F4A7C15)
_BASE = 0x100000001B3
_SPACE = 32
_NONE = np.zeros(0, dtype=np.uint64)


@lru_cache(maxsize=4)
def _powers(size: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Powers of the base and of its inverse modulo 2^64, ``size`` of each."""
    forth = np.full(size, _BASE, dtype=np.uint64)
    back = np.full(size, pow(_BASE, -1, _RANGE), dtype=np.uint64)
    forth[0] = back[0] = 1
    return np.multiply.accumulate(forth), np.multiply.accumulate(back)


def words(folded: str) -> NDArray[np.uint64]:
    """64-bit hashes of the words of a folded text (ASCII with single spaces), in order."""
    if not folded:
        return np.zeros(0, dtype=np.uint64)
    codes = np.frombuffer(folded.encode("ascii", "replace"), dtype=np.uint8)
    size = 1 << max(12, len(codes).bit_length())
    forth, back = _powers(size)
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(codes * forth[: len(codes)], out=sums[1:])
    gaps = np.flatnonzero(codes == _SPACE)
    starts = np.concatenate(([0], gaps + 1))
    ends = np.append(gaps, len(codes))
    return _mixed((sums[ends] - sums[starts]) * back[starts])


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    values = (values ^ (values >> np.uint64(32))) * np.uint64(0xBF58476D1CE4E5B9)
    return values ^ (values >> np.uint64(29))


def hashes(folded: str) -> NDArray[np.uint64]:
    """64-bit hashes of the word triples of a folded text (of the whole, where it has fewer than three), each once."""
    codes = words(folded)
    if len(codes) < 3:
        return _mixed(codes.sum(keepdims=True)) if len(codes) else codes
    return np.unique(_mixed((codes[:-2] * _MIX ^ codes[1:-1]) * _MIX ^ codes[2:]))


def triples(folded: str) -> set[int]:
    """:func:`hashes` as a set, for short texts."""
    return set(hashes(folded).tolist())


def hash64(text: str) -> int:
    """A 64-bit hash that is the same on every machine and run."""
    return (crc32(text.encode()) << 32 | crc32(b"\x01" + text.encode())) * int(_MIX) % _RANGE


def sketch(folded: str) -> Keys:
    """The triples below a quarter of the hash range, of a short text enough of them to make two dozen: sorted keys."""
    values = hashes(folded)
    bar = int(_RANGE * max(KEEP, min(1.0, LEAST / max(1, len(values))))) - 1
    kept = values[: int(np.searchsorted(values, np.uint64(bar), side="right"))]
    return np.unique((kept >> np.uint64(32)).astype(np.uint32))


@lru_cache(maxsize=200_000)
def _told(mark: str) -> tuple[float, str, int]:
    """A mark by its key: how telling (negative, so that the most telling sorts first), the key, and its hash."""
    name = marks.key(mark)
    return -marks.telling(mark), name, hash64(name)


def pairs(sentences: Iterable[str]) -> Keys:
    """The pairs of telling marks that stand in one sentence: sorted keys."""
    told = [marks.of(sentence) for sentence in sentences]
    most = TELLING if len(told) > SHORT else TELLING_SHORT
    found = np.unique(np.concatenate([_NONE, *(_pairs_of(listed, most) for listed in told)]))
    return np.unique((found[:PAIRS] >> np.uint64(32)).astype(np.uint32))


def _pairs_of(listed: Sequence[str], most: int) -> NDArray[np.uint64]:
    told = {found[1]: found for found in map(_told, listed)}
    best = sorted(told.values())[:most]
    codes = np.array(sorted(code for _, _, code in best), dtype=np.uint64)
    left, right = _couples(len(codes))
    return (codes[left] * _MIX ^ codes[right]) * np.uint64(0xBF58476D1CE4E5B9)


@lru_cache(maxsize=TELLING_SHORT + 1)
def _couples(size: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    left, right = np.triu_indices(size, 1)
    return left, right
