"""Whether two sentences tell the same news, and how alike two headlines are: small fitted models over plain likenesses.

Method: linear models over overlaps of words, grams, names and numbers and the cosine of static vectors; fitted by
``training/links/pairs.py``, coefficients in ``data/pairs.toml``. English.
"""

import math
import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from difflib import SequenceMatcher
from functools import cache

import numpy as np
from numpy.typing import NDArray

from crosswire.copies import grams
from crosswire.copies.units import fold
from crosswire.language import lexicon, vectors

METHOD = "copies.paraphrase/1"
FEATURES = (
    "grams",
    "sense",
    "words",
    "rare_words",
    "covered",
    "bigrams",
    "order",
    "numbers",
    "numbers_clash",
    "names",
    "lengths",
    "length",
    "unmatched",
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def features(left: Sequence[str], right: Sequence[str]) -> NDArray[np.float64]:
    """The numbers of FEATURES for each pair of sentences, shape (len(left), len(FEATURES))."""
    ours, theirs = [fold(text) for text in left], [fold(text) for text in right]
    seen: dict[str, int] = {}
    for text in (*ours, *theirs):
        for word in set(text.split()):
            seen[word] = seen.get(word, 0) + 1
    sense = np.einsum("ij,ij->i", vectors.embed(left), vectors.embed(right))
    gram = _gram_cosine(ours, theirs)
    rows = [
        (gram[i], sense[i], *_overlaps(ours[i].split(), theirs[i].split()), *_kinds(left[i], right[i]))
        for i in range(len(left))
    ]
    return np.array(rows, dtype=np.float64).reshape(len(left), len(FEATURES))


def same_news(left: Sequence[str], right: Sequence[str]) -> NDArray[np.float64]:
    """The chance, 0 to 1, that two sentences are paraphrases."""
    return np.asarray(1 / (1 + np.exp(-_apply("paraphrase", features(left, right)))))


def alike(left: Sequence[str], right: Sequence[str]) -> NDArray[np.float64]:
    """Likeness of headlines on the scale of STS: 0 (nothing in common) to 5 (the same)."""
    return np.clip(_apply("headlines", features(left, right)), 0.0, 5.0)


@cache
def _model(name: str) -> tuple[NDArray[np.float64], float]:
    table = lexicon.load("pairs")
    assert tuple(table["features"]) == FEATURES
    return np.array(table[name]["weights"]), float(table[name]["intercept"])


def expand(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """The features, their squares and their products."""
    size = rows.shape[1]
    products = [rows[:, i] * rows[:, j] for i in range(size) for j in range(i, size)]
    return np.column_stack([rows, *products]) if len(rows) else np.zeros((0, size + len(products)))


def _apply(name: str, rows: NDArray[np.float64]) -> NDArray[np.float64]:
    weights, intercept = _model(name)
    return np.asarray(expand(rows) @ weights + intercept)


def _gram_cosine(left: Sequence[str], right: Sequence[str]) -> NDArray[np.float64]:
    out = np.zeros(len(left))
    for start in range(0, len(left), 256):
        a, b = grams.counts(left[start : start + 256]), grams.counts(right[start : start + 256])
        a, b = np.log1p(a), np.log1p(b)
        lengths = np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1)
        out[start : start + 256] = np.einsum("ij,ij->i", a, b) / np.maximum(lengths, 1e-9)
    return out


def _overlaps(left: list[str], right: list[str]) -> tuple[float, ...]:
    a, b = set(left), set(right)
    function = lexicon.words("stopwords", "function")
    rare_a, rare_b = a - function, b - function
    pairs_a, pairs_b = set(zip(left, left[1:], strict=False)), set(zip(right, right[1:], strict=False))
    order = SequenceMatcher(None, left, right, autojunk=False).ratio()
    return (
        _dice(a, b),
        _dice(rare_a, rare_b),
        len(rare_a & rare_b) / max(1, min(len(rare_a), len(rare_b))),
        _dice(pairs_a, pairs_b),
        order,
    )


def _kinds(left: str, right: str) -> tuple[float, ...]:
    a, b = set(_NUMBER.findall(left)), set(_NUMBER.findall(right))
    names_a = set(re.findall(r"\b[A-Z][\w-]+", left))
    names_b = set(re.findall(r"\b[A-Z][\w-]+", right))
    sizes = sorted((len(left.split()), len(right.split())))
    words_a, words_b = set(fold(left).split()), set(fold(right).split())
    return (
        _dice(a, b) if a or b else 1.0,
        float(bool(a ^ b)),
        _dice(names_a, names_b) if names_a or names_b else 1.0,
        sizes[0] / max(1, sizes[1]),
        math.log1p(sizes[0]) / 4,
        min(1.0, max(len(words_a - words_b), len(words_b - words_a)) / 12),
    )


def _dice(left: AbstractSet[object], right: AbstractSet[object]) -> float:
    total = len(left) + len(right)
    return 2 * len(left & right) / total if total else 0.0
