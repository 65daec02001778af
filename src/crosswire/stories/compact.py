"""What is kept of an item to compare it with later ones: counts of its stems and names, and the vector of its lead.

A row is made from the item alone and takes some hundred bytes, so that a desk can keep one per item and make the
stream of stories again from them.
"""

import json
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec
import numpy as np
from numpy.typing import NDArray

from crosswire.language import vectors
from crosswire.model.account import Reading
from crosswire.stories import across, members
from crosswire.stories.features import Bags, Text, bags
from crosswire.stories.linking import When

METHOD = "stories.compact/2"
_MAGIC = b"cwf2"


@dataclass(frozen=True, slots=True)
class Row:
    """An item as the stream sees it. ``lead`` is the vector of its opening, 256 signed bytes; ``marks`` what its
    opening tells in any language."""

    id: str
    title: str
    when: When
    bags: Bags = field(repr=False)
    lead: bytes = field(repr=False)
    language: str = ""
    marks: tuple[str, ...] = ()

    @property
    def vector(self) -> NDArray[np.float32]:
        """The vector of the lead, of length 1 or 0."""
        found = np.frombuffer(self.lead, dtype=np.int8).astype(np.float32)
        length = float(np.linalg.norm(found))
        return found / length if length else found


def rows(texts: Sequence[Text], when: Sequence[When]) -> list[Row]:
    """The rows of several items; one by one gives the same."""
    counted = [bags(text) for text in texts]
    leads = vectors.embed([bag.opening for bag in counted])
    scale = np.abs(leads).max(axis=1, keepdims=True)
    codes = np.rint(leads * np.divide(127, scale, out=np.zeros_like(scale), where=scale > 1e-9)).astype(np.int8)
    return [
        Row(
            text.id,
            text.headline or " ".join(text.sentences[:1])[:160],
            day,
            bag,
            code.tobytes(),
            text.language,
            across.listed(bag.opening) if text.language else (),
        )
        for text, day, bag, code in zip(texts, when, counted, codes, strict=True)
    ]


def of_reading(reading: Reading, names: Mapping[tuple[str, int, int], str] | None = None) -> list[Row]:
    """The rows of a report's items, posts inside another item left out: they go where it goes. ``names``: what
    mentions were resolved to, by report, start and end; without it the words as written count alone."""
    listed = [member for member in members.members([reading]) if member.inside is None]
    return rows([members.text(m, names or {}) for m in listed], [members.when(m) for m in listed])


def encode(row: Row) -> bytes:
    """A row as bytes; :func:`decode` reads them on any machine."""
    bag = row.bags
    body = [
        row.id,
        row.title,
        row.when.day,
        sorted(row.when.told),
        *(_flat(found) for found in (bag.words, bag.lead, bag.names, bag.lead_names, bag.numbers, bag.pairs)),
        sorted(bag.serials),
        row.language,
        row.marks,
    ]
    packed = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return _MAGIC + row.lead + zlib.compress(packed, 6)


def decode(blob: bytes) -> Row:
    """The row that was encoded. Raises ValueError where the bytes are of another version or damaged."""
    if blob[:4] != _MAGIC:
        raise ValueError("not a row of this version: make it again from the report")
    at = 4 + vectors.DIMENSIONS
    try:
        body = json.loads(zlib.decompress(blob[at:]))
    except (zlib.error, ValueError) as error:
        raise ValueError("a row is damaged: make it again from the report") from error
    name, title, day, told, *counts, serials, language, marks = body
    listed = [Counter(dict(zip(found[0].split("\t"), found[1], strict=True)) if found[1] else {}) for found in counts]
    every, lead, listed_names, lead_names, digits, couples = listed
    bag = Bags(every, lead, listed_names, lead_names, digits, couples, "", frozenset(serials))
    return Row(name, title, When(day, frozenset(told)), bag, blob[4:at], language, tuple(marks))


@dataclass(frozen=True, slots=True)
class Glance:
    """What is counted of an item before anything is compared: its words, and which numbers and pairs it has."""

    id: str
    title: str
    when: When
    words: Mapping[str, int]
    numbers: Sequence[str]
    pairs: Sequence[str]
    language: str = ""
    marks: Sequence[str] = ()


def glance(blob: bytes) -> Glance:
    """What is counted of a row, at a third of the cost of :func:`decode`. Raises ValueError as it does."""
    if blob[:4] != _MAGIC:
        raise ValueError("not a row of this version: make it again from the report")
    try:
        body = msgspec.json.decode(zlib.decompress(memoryview(blob)[4 + vectors.DIMENSIONS :]))
    except (zlib.error, ValueError) as error:
        raise ValueError("a row is damaged: make it again from the report") from error
    name, title, day, told, (written, counts), _, _, _, digits, couples, _, language, marks = body
    words = dict(zip(written.split("\t"), counts, strict=True)) if counts else {}
    numbers, pairs = (found[0].split("\t") if found[1] else [] for found in (digits, couples))
    return Glance(name, title, When(day, frozenset(told)), words, numbers, pairs, language, marks)


def current(blob: bytes) -> bool:
    """Whether bytes are a row of this version; one of another is made again from its report."""
    return blob[:4] == _MAGIC


def vector(blob: bytes) -> NDArray[np.float32]:
    """The vector of the lead of a row that was encoded."""
    found = np.frombuffer(blob, dtype=np.int8, count=vectors.DIMENSIONS, offset=4).astype(np.float32)
    length = float(np.sqrt(found @ found))
    return found / length if length else found


def _flat(bag: Mapping[str, int]) -> tuple[str, list[int]]:
    return "\t".join(bag), list(bag.values())
