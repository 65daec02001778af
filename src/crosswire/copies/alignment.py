"""Which sentences of one text are which of another: likeness of wording and sense, then an order that fits.

Likeness within a language is the mean of two cosines, of hashed character grams weighted by rarity and of static
sentence vectors (English only; elsewhere the grams alone, put on the same scale). Sentences are paired along the one
order that gives the highest sum over ``FLOOR`` (the dynamic programme of Needleman and Wunsch 1970, gaps free);
word-for-word sentences that moved are then paired wherever they stand.
"""

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from crosswire.copies import grams
from crosswire.copies.units import Unit
from crosswire.language import lexicon, marks, vectors

METHOD = "copies.alignment/4"
FLOOR = 0.56
VERBATIM = 0.85
CLOSE = 0.6
"""From this likeness of words on, a sentence is a version of the other, and a changed number in it means something."""
PIECE = 5
"""Words from which a sentence that is a piece of a longer one stands there word for word, not by chance."""
LITTLE, SOME, FEW_STARTS, FIFTH = 0.4, 40, 3, 0.2
"""See :func:`hopeless`: a copy needs half of the shorter text, an excerpt 40 words."""
LONGEST = 600
"""Sentences of a text that are compared; what stands after them is left out of the shares of both sides."""

_QUOTED = re.compile(r"[\"“”«»„‟]([^\"“”«»„‟]{12,})[\"“”«»„‟]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentence ``left`` of one text is sentence ``right`` of the other; ``wording`` is the likeness of words alone."""

    left: int
    right: int
    score: float
    wording: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """The pairs, and the parts of each text they cover by length; ``verbatim`` counts word-for-word pairs only.

    ``own_words`` is the number of words in covered sentences of the left text outside quotation marks, ``run`` the
    longest run of neighbouring pairs, ``ordered`` the part of the pairs that keep their order.
    """

    pairs: tuple[Pair, ...]
    left: float
    right: float
    left_verbatim: float
    right_verbatim: float
    own_words: int
    own_verbatim: int
    run: int
    ordered: float
    numbers_changed: int


def align(left: Unit, right: Unit, *, across: bool = False) -> Alignment:
    """Align two texts of one language (``across``: of two, by the marks that survive translation)."""
    if across:
        score = marks.likeness(left.exact[:LONGEST], right.exact[:LONGEST])
        wording = np.zeros_like(score)
        pairs = _ordered(score, wording, marks.FLOOR)
    else:
        wording = grams.likeness(left.folded[:LONGEST], right.folded[:LONGEST])
        score = _sense(left, right, wording)
        pairs = _moved(_ordered(score, wording, FLOOR), wording, left.folded, right.folded)
    return measure(left, right, pairs)


def hopeless(left: Unit, right: Unit) -> bool:
    """Whether alignment of two texts of one language can find nothing: of the shorter text, sentences that have two
    beginnings of words (and a fifth of all) in common with one sentence of the other make up less than ``LITTLE``, and
    are short.

    It costs what reading the texts once costs, and spares the alignment of what shares a standing phrase only."""
    short, long = sorted((left, right), key=lambda unit: sum(map(len, unit.folded)))
    holding: dict[str, list[int]] = {}
    for place, text in enumerate(long.folded[:LONGEST]):
        for start in _starts(text):
            holding.setdefault(start, []).append(place)
    met = total = own = 0
    for text in short.folded[:LONGEST]:
        starts = _starts(text)
        places = sorted(place for start in starts if start in holding for place in holding[start])
        least = max(1 if len(starts) <= FEW_STARTS else 2, math.ceil(FIFTH * len(starts)))
        total += len(text)
        if len(places) >= least and any(a == b for a, b in zip(places, places[least - 1 :], strict=False)):
            met += len(text)
            own += text.count(" ") + 1
    return met < LITTLE * total and own < SOME


@lru_cache(maxsize=8192)
def _starts(text: str) -> frozenset[str]:
    function = lexicon.words("stopwords", "function")
    return frozenset(w[:5] for w in text.split() if (len(w) > 3 and w not in function) or w[0].isdigit())


def _sense(left: Unit, right: Unit, wording: NDArray[np.float32]) -> NDArray[np.float32]:
    if left.language == "en" and right.language == "en" and wording.size and not _decided(wording):
        near = (
            np.stack([_vector(text) for text in left.exact[:LONGEST]])
            @ np.stack([_vector(text) for text in right.exact[:LONGEST]]).T
        )
    else:
        near = np.sqrt(np.clip(wording, 0.0, 1.0))
    score = 0.5 * wording + 0.5 * near
    return np.asarray(score - 0.12 * _clash(left.exact[:LONGEST], right.exact[:LONGEST]), dtype=np.float32)


def _decided(wording: NDArray[np.float32]) -> bool:
    """Whether every sentence of the shorter side is worded closely in the other: then sense has nothing to add."""
    shorter = wording if wording.shape[0] <= wording.shape[1] else wording.T
    return bool((shorter.max(axis=1) >= CLOSE).all())


@lru_cache(maxsize=4096)
def _vector(text: str) -> NDArray[np.float32]:
    found: NDArray[np.float32] = vectors.embed([text])[0]
    return found


def _clash(left: Sequence[str], right: Sequence[str]) -> NDArray[np.float32]:
    """1 where both sentences have numbers in digits and share none."""
    ours = [set(_NUMBER.findall(text)) for text in left]
    theirs = [set(_NUMBER.findall(text)) for text in right]
    out = np.zeros((len(ours), len(theirs)), dtype=np.float32)
    for row, a in enumerate(ours):
        if a:
            out[row] = [bool(b) and not a & b for b in theirs]
    return out


def _ordered(score: NDArray[np.float32], wording: NDArray[np.float32], floor: float) -> list[Pair]:
    """The pairs of the best monotone path; each pair adds its likeness over the floor."""
    rows, columns = score.shape
    if not rows or not columns:
        return []
    gain = np.maximum(score - floor, 0.0)
    best = np.zeros((rows + 1, columns + 1), dtype=np.float32)
    for i in range(1, rows + 1):
        diagonal = best[i - 1, :-1] + gain[i - 1]
        best[i, 1:] = np.maximum.accumulate(np.maximum(diagonal, best[i - 1, 1:]))
    pairs, i, j = [], rows, columns
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append(Pair(i, j, float(score[i, j]), float(wording[i, j])))
    return pairs[::-1]


def _moved(pairs: list[Pair], wording: NDArray[np.float32], left: Sequence[str], right: Sequence[str]) -> list[Pair]:
    """The pairs and, of the sentences left over, those that stand word for word elsewhere."""
    used_left = {pair.left for pair in pairs}
    used_right = {pair.right for pair in pairs}
    more = []
    for i, j in sorted(np.argwhere(wording >= VERBATIM).tolist(), key=lambda ij: (-float(wording[ij[0], ij[1]]), ij)):
        if i in used_left or j in used_right or len(left[i].split()) < 5:
            continue
        used_left.add(i)
        used_right.add(j)
        more.append(Pair(i, j, float(wording[i, j]), float(wording[i, j])))
    return sorted([*pairs, *more], key=lambda pair: (pair.left, pair.right))


def measure(left: Unit, right: Unit, pairs: Sequence[Pair]) -> Alignment:
    """Shares by length, words outside quotation marks, runs and order of an alignment."""
    ours, theirs = left.exact[:LONGEST], right.exact[:LONGEST]
    verbatim = [pair for pair in pairs if pair.wording >= VERBATIM]
    exact, there = {pair.left for pair in verbatim}, {pair.right for pair in verbatim}
    return Alignment(
        pairs=tuple(pairs),
        left=_share([pair.left for pair in pairs], ours),
        right=_share([pair.right for pair in pairs], theirs),
        left_verbatim=_share(
            exact | {p.left for p in pairs if _within(left.folded[p.left], right.folded[p.right])}, ours
        ),
        right_verbatim=_share(
            there | {p.right for p in pairs if _within(right.folded[p.right], left.folded[p.left])}, theirs
        ),
        own_words=sum(unquoted(ours[pair.left]) for pair in pairs),
        own_verbatim=sum(unquoted(ours[pair.left]) for pair in verbatim),
        run=_longest_run(pairs),
        ordered=_increasing([pair.right for pair in pairs]) / max(1, len(pairs)),
        numbers_changed=sum(
            set(_NUMBER.findall(ours[pair.left])) != set(_NUMBER.findall(theirs[pair.right]))
            for pair in pairs
            if pair.wording >= CLOSE
        ),
    )


def _within(part: str, whole: str) -> bool:
    """Whether a folded sentence stands word for word in the one it is paired with, which goes on before or after."""
    return part.count(" ") >= PIECE - 1 and f" {part} " in f" {whole} "


def unquoted(text: str) -> int:
    """Words outside quotation marks."""
    return len(_QUOTED.sub(" ", text).split())


def quotes(text: str) -> list[str]:
    """What stands in quotation marks and is longer than a name."""
    return [match.group(1) for match in _QUOTED.finditer(text) if len(match.group(1).split()) >= 5]


def _share(chosen: Collection[int], texts: Sequence[str]) -> float:
    total = sum(map(len, texts))
    return sum(len(texts[i]) for i in set(chosen)) / total if total else 0.0


def _longest_run(pairs: Sequence[Pair]) -> int:
    longest = run = 0
    before: Pair | None = None
    for pair in pairs:
        run = run + 1 if before and pair.left == before.left + 1 and pair.right == before.right + 1 else 1
        longest, before = max(longest, run), pair
    return longest


def _increasing(values: Sequence[int]) -> int:
    from bisect import bisect_left

    tails: list[int] = []
    for value in values:
        place = bisect_left(tails, value)
        tails[place : place + 1] = [value]
    return len(tails)
