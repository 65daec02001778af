"""One pass of the reader model over a text: names and attributions at once.

The model is MiniLM (6 layers) with word shapes, a recurrent layer and a CRF a head, trained by ``training/reader`` and
stored as int8 ONNX. ``docs/models/reader.md`` says on what it was trained, what it scores and where it fails. It reads
English. Importing this module loads nothing; the first call of :func:`tag` loads the model, once a process.

Within ``using("fast")`` it is :mod:`crosswire.language.fast` that reads.
"""

import json
import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosswire.base.config import Profile
from crosswire.language import fast, windows
from crosswire.language.chain import Chain, chain, decode, spans
from crosswire.model.reading import Tag

METHOD = "reader/1"
_BATCH = 4096  # pieces in one run, padding included: bounds memory, and more is not faster
_PAD = 0
_PROFILE: ContextVar[Profile] = ContextVar("profile", default="full")

Run = Callable[[NDArray[np.int64], NDArray[np.int64]], NDArray[np.float32]]
"""(ids, shapes), both (batch, pieces) → emissions (batch, pieces, tags of all heads side by side)."""


@lru_cache(maxsize=1)
def _model() -> tuple[Run, dict[str, Chain]]:
    """The packaged model, loaded once a process."""
    import onnxruntime

    folder = resources.files("crosswire.language").joinpath("models")
    settings: Mapping[str, Any] = json.loads(folder.joinpath("reader.json").read_text(encoding="utf-8"))
    options = onnxruntime.SessionOptions()
    # A worker of a process pool has its cores' share already; elsewhere the model may use what the machine has.
    options.intra_op_num_threads = 1 if multiprocessing.parent_process() else min(4, os.cpu_count() or 1)
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        folder.joinpath("reader.onnx").read_bytes(),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],  # the fused operator is slower than what it replaces
    )

    def run(ids: NDArray[np.int64], shapes: NDArray[np.int64]) -> NDArray[np.float32]:
        return np.asarray(session.run(None, {"ids": ids, "shapes": shapes})[0], dtype=np.float32)

    return run, {name: chain(table) for name, table in settings["heads"].items()}


def emissions(run: Run, words: Sequence[windows.Word], starts: Sequence[int], width: int) -> NDArray[np.float32]:
    """Scores of every word, (words, width): windows in batches of like length, each word read where it is owned."""
    out = np.zeros((len(words), width), dtype=np.float32)
    cut = [(w, *windows.layout(words[w.first : w.last])) for w in windows.windows(words, starts)]
    cut.sort(key=lambda entry: len(entry[1]))
    while cut:
        longest = len(cut[-1][1])
        batch = cut[-max(1, _BATCH // longest) :]
        del cut[-len(batch) :]
        ids = np.full((len(batch), longest), _PAD, dtype=np.int64)
        shapes = np.full_like(ids, windows.SPECIAL)
        for row, (_, piece_ids, piece_shapes, _) in enumerate(batch):
            ids[row, : len(piece_ids)] = piece_ids
            shapes[row, : len(piece_shapes)] = piece_shapes
        scores = run(ids, shapes)
        for row, (window, _, _, firsts) in enumerate(batch):
            own = firsts[window.own_first - window.first : window.own_last - window.first]
            out[window.own_first : window.own_last] = scores[row, own]
    return out


def tag_with(run: Run, chains: Mapping[str, Chain], text: str, sentences: Sequence[tuple[int, int]]) -> tuple[Tag, ...]:
    """As :func:`tag`, with any model: what training measures with and what tests replace."""
    words = windows.read(text, windows.paragraphs(text, sentences))
    if not words:
        return ()
    opens = [at for at, word in enumerate(words) if word.opens]
    scores = emissions(run, words, [start for start, _ in sentences], sum(len(c.tags) for c in chains.values()))
    found: list[Tag] = []
    column = 0
    for links in chains.values():
        own = scores[:, column : column + len(links.tags)]
        column += len(links.tags)
        path = decode(own, opens, links)
        sure = np.exp(own - own.max(axis=1, keepdims=True))
        sure = sure[np.arange(len(words)), path] / sure.sum(axis=1)
        for kind, first, last in spans([links.tags[i] for i in path], opens):
            score = round(float(sure[first:last].mean()), 3)
            found.append(Tag(kind, words[first].start, words[last - 1].end, score))
    return tuple(sorted(found, key=lambda t: (t.start, t.end, t.label)))


@contextmanager
def using(profile: Profile | None) -> Iterator[None]:
    """Within, :func:`tag` reads with the model of this profile: "full", or "fast"; None: as before."""
    token = _PROFILE.set(profile or _PROFILE.get())
    try:
        yield
    finally:
        _PROFILE.reset(token)


def in_use() -> Profile:
    """The profile that :func:`tag` reads with here."""
    return _PROFILE.get()


def method() -> str:
    """The name and version of the model that :func:`tag` reads with here."""
    return fast.METHOD if _PROFILE.get() == "fast" else METHOD


def tag(text: str, sentences: Sequence[tuple[int, int]]) -> tuple[Tag, ...]:
    """Names and attributions in a text.

    ``sentences`` are its sentences as (start, end) code points, in order and not overlapping; words outside them are
    not read. A line break between two sentences begins a paragraph, and no tag runs over one. The tags are offsets into
    ``text``, begin and end on words, and are sorted by (start, end, label). Tags of one head never overlap; a name may
    lie inside a source, cue or content. Any text will do; FileNotFoundError means that the package lacks its model.
    """
    if _PROFILE.get() == "fast":
        return fast.tag(text, sentences)
    run, chains = _model()
    return tag_with(run, chains, text, sentences)
