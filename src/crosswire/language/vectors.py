"""Static sentence vectors: a table look-up per wordpiece and a mean. Fast and coarse; English.

Method: model2vec (Tulkens and van Dongen, 2024) distilled from all-MiniLM-L6-v2; ``training/reader/vectors.py`` made
the table. Only numpy is needed to use it. See ``docs/models/vectors.md`` for what it is worth.
"""

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from crosswire.language import wordpiece

DIMENSIONS = 256
METHOD = "vectors/1"


@lru_cache(maxsize=1)
def _table() -> NDArray[np.float32]:
    """One float32 row per wordpiece, shape (30522, 256); pieces without a vector are zero rows."""
    with resources.files("crosswire.language").joinpath("models/vectors.npz").open("rb") as file, np.load(file) as data:
        scale = np.asarray(data["scale"], dtype=np.float32)
        table: NDArray[np.float32] = np.asarray(data["codes"], dtype=np.float32) * scale[:, None]
    return table


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Vectors of texts: float32, (len(texts), 256), rows of length 1; a text without known pieces is a zero row."""
    out = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    table = _table()
    for row, text in enumerate(texts):
        ids = wordpiece.encode(text).ids
        if ids:
            out[row] = table[list(ids)].mean(axis=0)
    norms = np.linalg.norm(out, axis=1, keepdims=True)
    np.divide(out, norms, out=out, where=norms > 1e-9)
    return out
