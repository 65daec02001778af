"""Best label sequences of a linear-chain CRF, in numpy.

Method: Viterbi over the words of each paragraph, rows of similar length together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
LONGEST_ROW = 1024  # words; a longer paragraph is decoded in parts, which bounds the work of one step
_BLOCK = 64


@dataclass(frozen=True, slots=True)
class Chain:
    """Learned scores of one head: its tags in order, ``start`` (tags,) and ``step`` (from, to)."""

    tags: tuple[str, ...]
    start: Floats
    step: Floats


def chain(table: Mapping[str, Sequence[object]]) -> Chain:
    """The chain of a head as ``reader.json`` stores it."""
    tags = tuple(str(tag) for tag in table["tags"])
    return Chain(tags, np.asarray(table["start"], dtype=np.float32), np.asarray(table["step"], dtype=np.float32))


def _rows(opens: Sequence[int], total: int) -> list[tuple[int, int, bool]]:
    """Paragraphs as rows of at most LONGEST_ROW words; the flag says that a paragraph begins here."""
    edges = [*opens, total]
    return [
        (at, min(at + LONGEST_ROW, high), at == low)
        for low, high in zip(edges, edges[1:], strict=False)
        for at in range(low, high, LONGEST_ROW)
    ]


def _decode(scores: Floats, lengths: NDArray[np.int64], firsts: NDArray[np.bool_], links: Chain) -> NDArray[np.int64]:
    rows, time, tags = scores.shape
    back = np.zeros((time, rows, tags), dtype=np.int64)
    best = scores[:, 0] + np.where(firsts[:, None], links.start, np.float32(0))
    for t in range(1, time):
        paths = best[:, :, None] + links.step
        back[t] = paths.argmax(axis=1)
        live = (lengths > t)[:, None]
        best = np.where(live, paths.max(axis=1) + scores[:, t], best)
        back[t] = np.where(live, back[t], np.arange(tags))
    out = np.zeros((rows, time), dtype=np.int64)
    out[:, -1] = best.argmax(axis=1)
    pick = np.arange(rows)
    for t in range(time - 1, 0, -1):
        out[:, t - 1] = back[t, pick, out[:, t]]
    return out


def decode(emissions: Floats, opens: Sequence[int], links: Chain) -> NDArray[np.int64]:
    """The best tag index of each word. ``emissions`` (words, tags); ``opens``: words that begin a paragraph, from 0."""
    out = np.zeros(len(emissions), dtype=np.int64)
    rows = sorted(_rows(opens, len(emissions)), key=lambda row: row[1] - row[0])
    for at in range(0, len(rows), _BLOCK):
        block = rows[at : at + _BLOCK]
        lengths = np.array([high - low for low, high, _ in block])
        scores = np.zeros((len(block), int(lengths.max()), len(links.tags)), dtype=np.float32)
        for number, (low, high, _) in enumerate(block):
            scores[number, : high - low] = emissions[low:high]
        path = _decode(scores, lengths, np.array([first for _, _, first in block]), links)
        for number, (low, high, _) in enumerate(block):
            out[low:high] = path[number, : high - low]
    return out


def whole(emissions: Floats, opens: Sequence[int], links: Chain) -> NDArray[np.int64]:
    """As :func:`decode`, in plain Python: two thirds of the time where a text has but a few hundred words.

    Only for chains that learned nothing but what BIO forbids (tags "O", then "B-" and "I-" of each kind): the best way
    to "O" or a "B-" is then from the best tag before it, and to an "I-" from its own kind alone.
    """
    kinds = range(1, len(links.tags), 2)
    begins = frozenset(opens)
    back: list[tuple[int, ...]] = []
    best: list[float] = []
    for at, row in enumerate(emissions.tolist()):
        if best:
            top = max(best)
            first = best.index(top)
        else:
            top, first = 0.0, 0
        new, came = [row[0] + top], [first]
        closed = at in begins
        for b in kinds:
            new.append(row[b] + top)
            came.append(first)
            own = b if closed or best[b] >= best[b + 1] else b + 1
            new.append(float("-inf") if closed else row[b + 1] + best[own])
            came.append(own)
        best = new
        back.append(tuple(came))
    out = np.zeros(len(back), dtype=np.int64)
    now = best.index(max(best)) if best else 0
    for at in range(len(back) - 1, -1, -1):
        out[at] = now
        now = back[at][now]
    return out


def spans(path: Sequence[str], opens: Sequence[int]) -> list[tuple[str, int, int]]:
    """Runs of BIO tags as (kind, first word, last word excluded); a paragraph's start ends every run."""
    begins = set(opens)
    out: list[tuple[str, int, int]] = []
    kind, first = "", 0
    for at, tag in enumerate([*path, "O"]):
        goes_on = tag[0] == "I" and tag[2:] == kind and at not in begins
        if kind and not goes_on:
            out.append((kind, first, at))
            kind = ""
        if tag != "O" and not goes_on:
            kind, first = tag[2:], at
    return out
