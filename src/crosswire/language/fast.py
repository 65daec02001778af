"""The small reader: the same marks as :mod:`crosswire.language.encoder`'s, a dozen times as fast and somewhat worse.

A table of wordpieces and a few layers over each word and its neighbours, taught by the full reader
(``training/reader/student.py``); a text is read whole, in one run. ``docs/models/fast.md`` says what it scores and
where it fails. English. Importing this module loads nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from crosswire.language import windows
from crosswire.language.chain import Chain, spans, whole
from crosswire.model.reading import Tag

METHOD = "fast/1"
PIECES = 6  # of a word that are looked up
LONGEST = 20_000  # words read in one run: bounds memory
_KEPT = 1 << 14  # words whose vectors are kept

Floats = NDArray[np.float32]
Run = Callable[[Floats], Floats]
"""Rows of words (words, size) → scores (words, tags of all heads side by side)."""
Tables = tuple[Floats, Floats, Floats]
"""Rows of wordpieces, of shapes, and of whether a paragraph begins, each (number, size)."""


class Vectors:
    """The vector of a word: its first piece and the mean of its others, its shape, whether it begins a paragraph."""

    def __init__(self, pieces: Callable[[Sequence[int]], Floats], shapes: Floats, opens: Floats) -> None:
        self._pieces, self._shapes, self._opens = pieces, shapes, opens
        self._of = lru_cache(maxsize=_KEPT)(self._word)

    def _word(self, ids: tuple[int, ...]) -> Floats:
        rows = self._pieces(ids[:PIECES])
        found: Floats = rows[0] + rows[1:].mean(axis=0) if len(rows) > 1 else rows[0]
        return found

    def rows(self, words: Sequence[windows.Word]) -> Floats:
        """One row a word, (words, size)."""
        out: Floats = np.array([self._of(word.ids) for word in words], dtype=np.float32)
        out += self._shapes[[word.shape for word in words]]
        out += self._opens[[int(word.opens) for word in words]]
        return out


def tag_with(run: Run, vectors: Vectors, text: str, sentences: Sequence[tuple[int, int]]) -> tuple[Tag, ...]:
    """As :func:`tag`, with any model: what training measures with and what tests replace."""
    words = windows.read(text, windows.paragraphs(text, sentences))
    if not words:
        return ()
    rows = vectors.rows(words)
    scores = np.concatenate([run(rows[low : low + LONGEST]) for low in range(0, len(words), LONGEST)])
    opens = [at for at, word in enumerate(words) if word.opens]
    found: list[Tag] = []
    column = 0
    for links in chains().values():
        own = scores[:, column : column + len(links.tags)]
        column += len(links.tags)
        sure = np.exp(own - own.max(axis=1, keepdims=True))
        sure /= sure.sum(axis=1, keepdims=True)
        path = whole(own, opens, links)
        best = sure[np.arange(len(words)), path]
        for kind, first, last in spans([links.tags[i] for i in path], opens):
            score = round(float(best[first:last].mean()), 3)
            found.append(Tag(kind, words[first].start, words[last - 1].end, score))
    return tuple(sorted(found, key=lambda t: (t.start, t.end, t.label)))


@lru_cache(maxsize=1)
def chains() -> Mapping[str, Chain]:
    """The tags of each head; nothing is learned of their order but what BIO forbids."""
    out = {}
    for head, kinds in (("names", ("person", "organisation", "place")), ("attribution", ("source", "cue", "content"))):
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
