"""Paragraphs of a digest aligned to its listed headlines, in order.

reads report → writes nothing: a helper of :mod:`crosswire.segment.digest`. A dynamic programme chooses where each
section begins (after Utiyama and Isahara, 2001, who segment texts without known topics; here each has a headline).
What it weighs was measured: docs/decisions/0001-digest-alignment.md.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from math import log

import numpy as np
from numpy.typing import NDArray

from crosswire.language import lexicon, vectors
from crosswire.segment.blocks import stems

METHOD = "alignment/1"
_LEAD = 3.0  # weight of a section's first paragraph saying its headline again
_WINDOW = 2  # paragraphs on either side over which a break is measured
_CONTINUING = 0.6  # cost of a section that begins with a paragraph that goes on from another
_BACK = 8  # paragraphs over which such a beginning is looked for above

Matrix = NDArray[np.float64]
Bag = Counter[str]


def align(headlines: Sequence[str], body: Sequence[str]) -> list[int]:
    """For each headline the place in ``body`` where its section begins; sections follow one another in order.

    ``body`` must hold at least as many paragraphs as there are headlines (ValueError else); the first section begins
    at 0.
    """
    if len(body) < len(headlines):
        raise ValueError(f"{len(body)} paragraphs cannot hold {len(headlines)} sections")
    if not headlines:
        return []
    bags = [Counter(stems(text)) for text in body]
    seen = Counter(word for bag in bags for word in bag)
    idf = {word: log(1 + len(bags) / count) for word, count in seen.items()}
    meanings = vectors.embed(body)
    alike = _likeness(headlines, bags, idf, meanings)
    gains = alike - alike.mean(axis=0, keepdims=True)
    breaks = _breaks(bags, idf, meanings)
    continuing = np.array([_continues().match(text) is not None for text in body])
    opens = _LEAD * (alike - alike.mean(axis=1, keepdims=True)) + breaks[None, :]
    opens[:, 1:] -= _CONTINUING * continuing[None, 1:]
    return _drawn_back(_best(gains, opens), gains, breaks, continuing)


def _likeness(
    headlines: Sequence[str], bags: Sequence[Bag], idf: dict[str, float], meanings: NDArray[np.float32]
) -> Matrix:
    """How alike each headline and paragraph are, shape (headlines, paragraphs): cosine of words plus of meanings."""
    unseen = log(1 + len(bags) * 2)
    weights = {**{word: unseen for text in headlines for word in stems(text)}, **idf}
    heads = [Counter(stems(text)) for text in headlines]
    words = np.array([[_cosine(head, bag, weights) for bag in bags] for head in heads], dtype=np.float64)
    return np.asarray(words + np.asarray(vectors.embed(headlines) @ meanings.T, dtype=np.float64))


def _cosine(left: Bag, right: Bag, idf: dict[str, float]) -> float:
    def norm(bag: Bag) -> float:
        return sum(idf[word] ** 2 for word in bag) ** 0.5 or 1.0

    return sum(idf[word] ** 2 for word in sorted(left.keys() & right.keys())) / (norm(left) * norm(right))


def _breaks(bags: Sequence[Bag], idf: dict[str, float], meanings: NDArray[np.float32]) -> Matrix:
    """How much each paragraph breaks with those before it, about 0 on the average (TextTiling's gap, Hearst, 1997)."""
    count = len(bags)
    found = np.zeros(count)
    for place in range(1, count):
        low, high = max(0, place - _WINDOW), min(count, place + _WINDOW)
        before, after = sum(bags[low:place], Counter()), sum(bags[place:high], Counter())
        left, right = meanings[low:place].mean(axis=0), meanings[place:high].mean(axis=0)
        length = float(np.linalg.norm(left) * np.linalg.norm(right)) or 1.0
        found[place] = -(_cosine(before, after, idf) + float(left @ right) / length)
    if count > 1:
        found[1:] -= found[1:].mean()
    return found


def _best(gains: Matrix, opens: Matrix) -> list[int]:
    count, length = gains.shape
    sums = np.concatenate([np.zeros((count, 1)), np.cumsum(gains, axis=1)], axis=1)
    best = np.full((count + 1, length + 1), -np.inf)
    best[0, 0] = 0.0
    back = np.zeros((count + 1, length + 1), dtype=np.int64)
    for row in range(1, count + 1):
        for end in range(row, length + 1):
            starts = np.arange(row - 1, end)
            scores = best[row - 1, starts] + sums[row - 1, end] - sums[row - 1, starts] + opens[row - 1, starts]
            pick = int(np.argmax(scores))
            best[row, end], back[row, end] = scores[pick], starts[pick]
    cuts, end = [], length
    for row in range(count, 0, -1):
        end = int(back[row, end])
        cuts.append(end)
    return cuts[::-1]


def _drawn_back(cuts: list[int], gains: Matrix, breaks: Matrix, continuing: NDArray[np.bool_]) -> list[int]:
    """Sections that begin with "Meanwhile…" begin above, where the text breaks and speaks for them."""
    for row in range(1, len(cuts)):
        start = cuts[row]
        if not continuing[start]:
            continue
        above = range(max(cuts[row - 1] + 1, start - _BACK), start)
        scores = [
            (float((gains[row, place:start] - gains[row - 1, place:start]).sum() + breaks[place]), place)
            for place in above
            if not continuing[place]
        ]
        if scores:
            cuts[row] = max(scores)[1]
    return cuts


@cache
def _continues() -> re.Pattern[str]:
    table = lexicon.load("segments")["continuing"]
    words = "|".join(re.escape(word) for word in sorted(table["words"], key=len, reverse=True))
    return re.compile(rf"[{re.escape(''.join(table['marks']))}]|(?:{words})(?!\w)", re.IGNORECASE)
