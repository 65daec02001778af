"""The index of sketches: which texts seen before are worth aligning with a new one.

A :class:`Sketch` is all that must be kept of a text: a few hundred bytes, made from the text alone. An :class:`Index`
takes sketches one by one and answers in near-constant time, however many it holds (:mod:`crosswire.base.buckets`); it
is made again from stored sketches alone. Texts that are equal in letters and digits are found by one hash and are not
put in twice, so that a thousand reprints weigh no more than one.
"""

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from crosswire.base.buckets import Buckets, Keys, Numbers
from crosswire.copies import fingerprint
from crosswire.copies.units import Unit, units
from crosswire.model.account import Reading

METHOD = "copies.index/3"
MOST = 12
"""Candidates by words that are handed on to alignment, and by marks."""
ACROSS = 6
WEAK, WEAK_MOST = 0.2, 3
"""Of candidates that share less than this part of the sketch only the likest few are aligned."""
SURE = 0.25
RARE = {"words": 4, "marks": 2}
"""A key that more than RARE of the nearest texts have (half of a bucket) is a standing phrase. Where less than SURE of
the sketch is shared only the other keys count, so that what is aligned does not grow with the number of texts."""
LEAST_WORDS = 8
"""A text shorter than this is never a copy: too many are alike by chance."""
SAME_LANGUAGE = 0.15
"""Within a language, marks alone must agree more: wording finds copies there, and one subject shares its marks."""
_HEAD = struct.Struct("<4sQHHHHH")
_MAGIC = b"cws2"


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text (a report, or an item of a composite one): its id, its report's, its language, and keys.

    ``key`` is a hash of the letters and digits, ``words`` and ``marks`` little-endian uint32, sorted."""

    id: str
    report: str
    language: str
    key: int
    words: bytes = field(repr=False)
    marks: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """A text worth aligning: ``shared`` keys of the smaller sketch as a part of it; ``by`` "same", "words", "marks"."""

    id: str
    report: str
    by: str
    shared: float


def sketch(unit: Unit) -> Sketch:
    """The sketch of one text."""
    key = unit.key
    return Sketch(
        unit.id,
        unit.report,
        unit.language,
        fingerprint.hash64(key),
        fingerprint.sketch(key).astype("<u4").tobytes(),
        fingerprint.pairs(unit.exact).astype("<u4").tobytes(),
    )


def sketches(reading: Reading) -> tuple[Sketch, ...]:
    """The sketches of a report and of its items, without texts too short to be a copy."""
    return tuple(sketch(unit) for unit in units([reading]) if len(unit.key.split()) >= LEAST_WORDS)


def encode(row: Sketch) -> bytes:
    """A sketch as bytes, 22 and the ids and keys; :func:`decode` reads them on any machine."""
    ids = (row.id.encode(), row.report.encode(), row.language.encode())
    head = _HEAD.pack(_MAGIC, row.key, *map(len, ids), len(row.words) // 4, len(row.marks) // 4)
    return b"".join((head, *ids, row.words, row.marks))


def decode(blob: bytes) -> Sketch:
    """The sketch that was encoded. Raises ValueError where the bytes are of another version or cut short."""
    if len(blob) < _HEAD.size or blob[:4] != _MAGIC:
        raise ValueError("not a sketch of this version: make it again from the report")
    _, key, *sizes = _HEAD.unpack_from(blob)
    lengths = (*sizes[:3], 4 * sizes[3], 4 * sizes[4])
    if len(blob) != _HEAD.size + sum(lengths):
        raise ValueError("a sketch was cut short: make it again from the report")
    parts, at = [], _HEAD.size
    for length in lengths:
        parts.append(blob[at : at + length])
        at += length
    return Sketch(parts[0].decode(), parts[1].decode(), parts[2].decode(), key, parts[3], parts[4])


class Index:
    """Texts added so far. The order of adding matters only where a bucket is full: it keeps the first and the last."""

    def __init__(self, rows: Iterable[Sketch] = ()) -> None:
        self._ids: list[tuple[str, str, str]] = []
        self._heads: dict[int, int] = {}
        self._by_words = Buckets(width=8)
        self._by_marks = Buckets(width=4)
        for row in rows:
            self.add(row)

    def __len__(self) -> int:
        """Texts that differ in letters and digits."""
        return len(self._ids)

    @property
    def nbytes(self) -> int:
        """Bytes of the tables and of the keys they grow by."""
        return self._by_words.nbytes + self._by_marks.nbytes

    def head(self, row: Sketch) -> str | None:
        """The id of the first text added with the same letters and digits; None where there is none."""
        number = self._heads.get(row.key)
        return None if number is None else self._ids[number][0]

    def add(self, row: Sketch) -> bool:
        """Put a text in; False where one with the same letters and digits is there already."""
        if row.key in self._heads:
            return False
        number = len(self._ids)
        self._heads[row.key] = number
        self._ids.append((row.id, row.report, row.language))
        self._by_words.add(number, _keys(row.words))
        self._by_marks.add(number, _keys(row.marks))
        return True

    def candidates(
        self, row: Sketch, *, least: int = 3, part: float = 0.06, across: int = 3, across_part: float = 0.04
    ) -> list[Candidate]:
        """See :func:`candidates`."""
        return candidates(self, row, least=least, part=part, across=across, across_part=across_part)

    def number_of(self, key: int) -> int | None:
        """See :class:`Table`."""
        return self._heads.get(key)

    def sharing(self, kind: str, keys: Keys) -> tuple[Numbers, NDArray[np.intp]]:
        """See :class:`Table`."""
        return (self._by_words if kind == "words" else self._by_marks).found(keys)

    def kept(self, kind: str, numbers: Sequence[int]) -> Mapping[int, bytes]:
        """See :class:`Table`."""
        held = self._by_words if kind == "words" else self._by_marks
        return {number: held.row(number).tobytes() for number in numbers}

    def about(self, number: int) -> tuple[str, str, str]:
        """See :class:`Table`."""
        return self._ids[number]


class Table(Protocol):
    """Where sketches are kept by number: an :class:`Index` in memory, or a desk. What is gone is left out."""

    def number_of(self, key: int) -> int | None:
        """The number of the text with these letters and digits."""
        ...

    def sharing(self, kind: str, keys: Keys) -> tuple[Numbers, NDArray[np.intp]]:
        """The numbers of texts that share a bucket with one of the keys or more, and in how many they do."""
        ...

    def kept(self, kind: str, numbers: Sequence[int]) -> Mapping[int, bytes]:
        """The keys of a kind ("words" or "marks") that are kept of these texts."""
        ...

    def about(self, number: int) -> tuple[str, str, str]:
        """The id of a text, its report's, and its language."""
        ...


def candidates(
    table: Table, row: Sketch, *, least: int = 3, part: float = 0.06, across: int = 3, across_part: float = 0.04
) -> list[Candidate]:
    """Texts of other reports that share enough with this one to be aligned, the likest first.

    ``least`` triples of the sketch, and this ``part`` of the smaller; or ``across`` pairs of marks, and
    ``across_part`` of them."""
    same = table.number_of(row.key)
    found = {same: ("same", 1.0)} if same is not None else {}
    for by, keys, fewest, share, most in (
        ("words", row.words, least, part, MOST),
        ("marks", row.marks, across, across_part, ACROSS),
    ):
        near = []
        for number, shared, rare in _near(table, by, _keys(keys), fewest, share):
            if shared >= SURE or (by == "marks" and table.about(number)[2] != row.language):
                near.append((number, shared))
            elif rare >= (share if by == "words" else SAME_LANGUAGE):
                near.append((number, rare))
        near.sort(key=lambda pair: (-pair[1], pair[0]))
        strong = [one for one in near if one[1] >= WEAK]
        for number, shared in [*strong, *near[len(strong) :][:WEAK_MOST]][:most]:
            found.setdefault(number, (by, shared))
    listed = [Candidate(*table.about(number)[:2], by, shared) for number, (by, shared) in found.items()]
    return sorted((one for one in listed if one.report != row.report), key=lambda one: (-one.shared, one.id))


def _near(table: Table, kind: str, keys: Keys, least: int, part: float) -> list[tuple[int, float, float]]:
    """The numbers of texts with enough keys in common, counted over what is kept of them: the part of the smaller
    sketch that is shared, and the part that is shared and no standing phrase."""
    numbers, counts = table.sharing(kind, keys)
    likely = np.flatnonzero(counts >= min(least, 2))
    if len(likely) > 4 * MOST:
        likely = np.sort(likely[np.argsort(-counts[likely], kind="stable")[: 4 * MOST]])
    held = table.kept(kind, numbers[likely].tolist())
    if not held:
        return []
    rows = [_keys(row) for row in held.values()]
    sizes = [len(row) for row in rows]
    every, owner = np.concatenate(rows), np.repeat(np.arange(len(rows)), sizes)
    at = np.minimum(np.searchsorted(keys, every), len(keys) - 1)
    same = np.flatnonzero(keys[at] == every)
    at, owner = at[same], owner[same]
    shared = np.bincount(owner, minlength=len(rows))
    rare = np.bincount(at, minlength=len(keys)) <= RARE[kind]
    telling = np.bincount(owner[rare[at]], minlength=len(rows))
    smaller = np.maximum(1, np.minimum(len(keys), sizes))
    parts, rare_parts = shared / smaller, np.where(telling >= least, telling / smaller, 0.0)
    kept = (shared >= least) & (parts >= part)
    return [(number, float(parts[i]), float(rare_parts[i])) for i, number in enumerate(held) if kept[i]]


def _keys(row: bytes) -> Keys:
    return np.frombuffer(row, dtype="<u4").astype(np.uint32, copy=False)
