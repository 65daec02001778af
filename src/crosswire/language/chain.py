"""Best label sequences of a linear-chain CRF, in numpy.

Method: Viterbi over the words of each paragraph, rows of similar length together.
"""

from bisect import bisect_right
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
    """As :func:`decode`, but Viterbi runs only where the best tags of the words by themselves break a rule.

    Only for chains that learned nothing but what BIO forbids (tags "O", then "B-" and "I-" of each kind). A word whose
    best "O" or "B-" beats each of its "I-" by more than the next word's "I-" beats its "B-" is "I-" in no best
    sequence: the words before it do not depend on those after it. A stretch between two such words whose own best tags
    are allowed is best as it is.
    """
    out: NDArray[np.int64] = emissions.argmax(axis=1)
    inside, begins = emissions[:, 2::2], emissions[:, 1::2]
    closed = np.zeros(len(out), dtype=bool)
    closed[list(opens)] = True
    before = np.append(0, out[:-1])
    broken = (out > 0) & (out % 2 == 0) & (closed | ((before != out) & (before != out - 1)))
    if not broken.any():
        return out
    gain = np.maximum(np.append(inside[1:] - begins[1:], np.zeros((1, inside.shape[1])), axis=0), 0)
    gain[:-1][closed[1:]] = 0
    outer = np.maximum(begins.max(axis=1), emissions[:, 0])
    free = np.flatnonzero(closed | (outer[:, None] - inside > gain).all(axis=1))
    edges = [*free.tolist(), len(out)] if len(free) and free[0] == 0 else [0, *free.tolist(), len(out)]
    for low in sorted({bisect_right(edges, at) - 1 for at in np.flatnonzero(broken).tolist()}):
        out[edges[low] : edges[low + 1]] = _stretch(emissions[edges[low] : edges[low + 1]], links)
    return out


def _stretch(emissions: Floats, links: Chain) -> list[int]:
    """The best tags of words within one paragraph, the first of which goes nothing on."""
    kinds = range(1, len(links.tags), 2)
    back: list[tuple[int, ...]] = []
    best: list[float] = []
    for row in emissions.tolist():
        if not best:
            best = [score if at % 2 or not at else float("-inf") for at, score in enumerate(row)]
            back.append((0,) * len(row))
            continue
        top = max(best)
        first = best.index(top)
        new, came = [row[0] + top], [first]
        for b in kinds:
            own = b if best[b] >= best[b + 1] else b + 1
            new += (row[b] + top, row[b + 1] + best[own])
            came += (first, own)
        best = new
        back.append(tuple(came))
    now = best.index(max(best))
    out = [now]
    for step in back[:0:-1]:
        now = step[now]
        out.append(now)
    return out[::-1]


def runs(path: NDArray[np.int64], opens: Sequence[int]) -> list[tuple[int, int, int]]:
    """As :func:`spans`, of indices of tags ("O", then "B-" and "I-" of each kind): (kind, first word, last word
    excluded)."""
    kinds = (path - 1) // 2
    goes_on = (path > 0) & (path % 2 == 0)
    goes_on[1:] &= kinds[1:] == kinds[:-1]
    goes_on[list(opens)] = False
    starts = np.flatnonzero((path > 0) & ~goes_on)
    stops = np.flatnonzero(~np.append(goes_on, False))  # words after which no run goes on, as ends
    ends = stops[np.searchsorted(stops, starts, side="right")] if len(starts) else starts
    return list(zip(kinds[starts].tolist(), starts.tolist(), ends.tolist(), strict=True))


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
