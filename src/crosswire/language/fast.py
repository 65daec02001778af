"""The small reader: the same marks as :mod:`crosswire.language.encoder`'s, a dozen times as fast and somewhat worse.

A table of wordpieces and a few layers over each word and its neighbours, taught by the full reader
(``training/reader/student.py``); a text is read whole, in one run. ``docs/models/fast.md`` says what it scores and
where it fails. English. Importing this module loads nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from crosswire.language import windows
from crosswire.language.chain import Chain, runs, whole
from crosswire.language.wordpiece import word_ids
from crosswire.model.reading import Tag

METHOD = "fast/2"
PIECES = 6  # of a word that are looked up
LONGEST = 20_000  # words read in one run: bounds memory
_KEPT = 1 << 14  # words whose vectors are kept
KINDS = {"names": ("person", "organisation", "place"), "attribution": ("source", "cue", "content")}

Floats = NDArray[np.float32]
Run = Callable[[Floats], Floats]
"""Rows of words (words, size) → scores (words, tags of all heads side by side)."""
Tables = tuple[Floats, Floats, Floats]
"""Rows of wordpieces, of shapes, and of whether a paragraph begins, each (number, size)."""


class Vectors:
    """The vector of a word: its first piece and the mean of its others, its shape, whether it begins a paragraph."""

    def __init__(self, pieces: Callable[[Sequence[int]], Floats], shapes: Floats, opens: Floats) -> None:
        self._pieces, self._shapes, self._opens = pieces, shapes + opens[0], opens[1] - opens[0]
        self._kept: Floats = np.empty((_KEPT, shapes.shape[1]), dtype=np.float32)
        self._at: dict[str, int] = {}

    def _place(self, form: str) -> int:
        """Where a word's vector is kept, made where it is not yet."""
        rows = self._pieces(word_ids(form)[:PIECES])
        place = self._at[form] = len(self._at)
        self._kept[place] = rows[0] + rows[1:].mean(axis=0) if len(rows) > 1 else rows[0]
        return place

    def _of(self, forms: Sequence[str]) -> Floats:
        if len(self._at) + len(forms) > _KEPT:
            self._at.clear()
        known, made = self._at.get, self._place
        return self._kept[[at if (at := known(form)) is not None else made(form) for form in forms]]

    def rows(self, words: windows.Columns) -> Floats:
        """One row a word, (words, size)."""
        forms = words.forms
        if len(forms) <= _KEPT:
            out = self._of(forms)
        else:
            out = np.concatenate([self._of(forms[low : low + _KEPT]) for low in range(0, len(forms), _KEPT)])
        out += self._shapes[words.shapes]
        out[words.opens] += self._opens
        return out


def tag_with(run: Run, vectors: Vectors, text: str, sentences: Sequence[tuple[int, int]]) -> tuple[Tag, ...]:
    """As :func:`tag`, with any model: what training measures with and what tests replace."""
    words = windows.columns(text, windows.paragraphs(text, sentences))
    total = len(words.spans)
    if not total:
        return ()
    rows = vectors.rows(words)
    scores = np.concatenate([run(rows[low : low + LONGEST]) for low in range(0, total, LONGEST)])
    found: list[Tag] = []
    for head, (name, links) in enumerate(chains().items()):
        own = scores[:, head * len(links.tags) : (head + 1) * len(links.tags)]
        path = whole(own, words.opens, links)
        sure = np.exp(own - own.max(axis=1, keepdims=True))
        best = np.cumsum(np.append(0.0, sure[np.arange(total), path] / sure.sum(axis=1)))
        for kind, first, last in runs(path, words.opens):
            score = round(float(best[last] - best[first]) / (last - first), 3)
            found.append(Tag(KINDS[name][kind], words.spans[first][0], words.spans[last - 1][1], score))
    return tuple(sorted(found, key=attrgetter("start", "end", "label")))


@lru_cache(maxsize=1)
def chains() -> Mapping[str, Chain]:
    """The tags of each head; nothing is learned of their order but what BIO forbids."""
    out = {}
    for head, kinds in KINDS.items():
        tags = ("O", *(f"{b}-{kind}" for kind in kinds for b in "BI"))
        start, step = np.zeros(7, dtype=np.float32), np.zeros((7, 7), dtype=np.float32)
        for inside in (2, 4, 6):
            start[inside] = -1e4
            step[[i for i in range(7) if i not in (inside, inside - 1)], inside] = -1e4
        out[head] = Chain(tags, start, step)
    return out


@lru_cache(maxsize=1)
def _model() -> tuple[Run, Vectors]:
    """The packaged model, loaded once a process."""
    import onnxruntime

    folder = resources.files("crosswire.language").joinpath("models")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # a run takes two milliseconds: threads cost more than they bring
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        folder.joinpath("fast.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    with folder.joinpath("fast.npz").open("rb") as file, np.load(file) as data:
        codes, scale, shapes, opens = (data[name] for name in ("codes", "scale", "shapes", "opens"))

    def run(rows: Floats) -> Floats:
        return np.asarray(session.run(None, {"rows": rows})[0], dtype=np.float32)

    def pieces(ids: Sequence[int]) -> Floats:
        found: Floats = codes[list(ids)].astype(np.float32) * scale[list(ids), None]
        return found

    return run, Vectors(pieces, shapes.astype(np.float32), opens.astype(np.float32))


def tag(text: str, sentences: Sequence[tuple[int, int]]) -> tuple[Tag, ...]:
    """Names and attributions in a text: as :func:`crosswire.language.encoder.tag`, by the small reader."""
    return tag_with(*_model(), text, sentences)
