"""The index of copies on a desk: what :class:`crosswire.copies.index.Index` is in memory, kept in the database."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from crosswire.base.buckets import Keys, Numbers
from crosswire.copies import index
from crosswire.store.base import Links, Sketched


class DeskIndex:
    """Sketches of a desk. A look-up asks for the keys of one text only, however many texts there are."""

    def __init__(self, desk: Links) -> None:
        self._desk = desk
        self._seen: dict[int, Sketched] = {}

    def candidates(self, row: index.Sketch) -> list[index.Candidate]:
        """Texts of other reports that are worth aligning with this one, the likest first."""
        return index.candidates(self, row)

    def add(self, row: index.Sketch) -> bool:
        """Keep a sketch; False where a text with the same letters and digits is in the index already."""
        return self._desk.put_sketch(Sketched(row.id, row.report, row.language, row.key, row.words, row.marks))

    def number_of(self, key: int) -> int | None:
        """See :class:`crosswire.copies.index.Table`."""
        number = self._desk.sketch_of_key(key)
        return number if number is not None and self._known([number]) else None

    def sharing(self, kind: str, keys: Keys) -> tuple[Numbers, NDArray[np.intp]]:
        """See :class:`crosswire.copies.index.Table`."""
        found = self._desk.sharing(kind, keys.astype("<u4").tobytes())
        return np.unique(np.array(found, dtype=np.int32), return_counts=True)

    def kept(self, kind: str, numbers: Sequence[int]) -> Mapping[int, bytes]:
        """See :class:`crosswire.copies.index.Table`."""
        held = self._known(numbers)
        return {number: row.words if kind == "words" else row.marks for number, row in held.items()}

    def about(self, number: int) -> tuple[str, str, str]:
        """See :class:`crosswire.copies.index.Table`."""
        row = self._seen[number]
        return row.id, row.report, row.language

    def _known(self, numbers: Sequence[int]) -> Mapping[int, Sketched]:
        self._seen.update(self._desk.sketches(n for n in numbers if n not in self._seen))
        return {number: self._seen[number] for number in numbers if number in self._seen}
