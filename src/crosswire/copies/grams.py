"""Hashed character grams of many sentences at once, weighted by how rare they are among those sentences."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 4096
SIZES = (3, 4, 5)
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(64 - 12)


@lru_cache(maxsize=4096)
def _buckets(text: str) -> NDArray[np.intp]:
    """The bucket of every gram of a text, with repetitions."""
    codes = np.frombuffer(f" {text} ".encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    found = [np.zeros(0, dtype=np.intp)]
    for size in SIZES:
        if len(codes) < size:
            continue
        value = np.zeros(len(codes) - size + 1, dtype=np.uint64)
        for offset in range(size):
            value = value * np.uint64(1_000_003) + codes[offset : offset + len(value)]
        found.append(((value * _MULTIPLIER) >> _SHIFT).astype(np.intp))
    return np.concatenate(found)


def counts(folded: Sequence[str]) -> NDArray[np.float32]:
    """Gram counts, shape (len(folded), 4096): grams of 3 to 5 characters of each text, padded with a space."""
    if not folded:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    places = np.concatenate([row * DIMENSIONS + _buckets(text) for row, text in enumerate(folded)])
    found = np.bincount(places, minlength=len(folded) * DIMENSIONS)
    return found.reshape(len(folded), DIMENSIONS).astype(np.float32)


def weigh(grams: NDArray[np.float32], frequency: NDArray[np.float32], total: int) -> NDArray[np.float32]:
    """TF-IDF rows of length 1: sublinear counts times ``log((1 + total) / (1 + frequency)) + 0.2``."""
    idf = np.log((1.0 + total) / (1.0 + frequency)) + 0.2
    rows = np.log1p(grams) * idf.astype(np.float32)
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(np.divide(rows, norms, out=np.zeros_like(rows), where=norms > 1e-9))


def likeness(left: Sequence[str], right: Sequence[str]) -> NDArray[np.float32]:
    """Cosine of every sentence of ``left`` with every one of ``right``; rarity is counted over both together."""
    if not left or not right:
        return np.zeros((len(left), len(right)), dtype=np.float32)
    grams = counts([*left, *right])
    rows = weigh(grams, (grams > 0).sum(axis=0).astype(np.float32), len(grams))
    return np.asarray(rows[: len(left)] @ rows[len(left) :].T)
