"""WordPiece as in BERT's uncased vocabulary, with offsets into the original text.

Source of the method: the reference BERT tokenizer (clean, split marks, strip accents, lower-case, longest match first).
The ids equal those of the ``tokenizers`` package; what differs is that each piece remembers where it came from.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

PAD, UNKNOWN, START, END = 0, 100, 101, 102
LONGEST_WORD = 100  # the reference maps longer words to "unknown"


@dataclass(frozen=True, slots=True)
class Pieces:
    """Ids of the pieces of a text and, for each, its code points ``start``..``end`` in that text."""

    ids: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, int]:
    """Piece → id, read once from the packaged ``vocab.txt`` (30,522 lines)."""
    lines = resources.files("crosswire.language").joinpath("models/vocab.txt").read_text(encoding="utf-8").split("\n")
    return {piece: index for index, piece in enumerate(lines[:-1])}


# Plain Latin letters and digits go by the stretch, anything else one by one: half the time of one by one throughout.
_STRETCH = re.compile(r"[A-Za-z0-9]+|.", re.DOTALL)


@lru_cache(maxsize=4096)
def _is_mark(char: str) -> bool:
    code = ord(char)
    ascii_mark = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return ascii_mark or unicodedata.category(char)[0] == "P"


def _is_ideograph(code: int) -> bool:
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x2EBEF
        or 0x2F800 <= code <= 0x2FA1F
    )


@lru_cache(maxsize=8192)
def _normal(char: str) -> str:
    """What one character becomes: nothing, a space, or lower-cased base letters."""
    category = unicodedata.category(char)
    if char in "\t\n\r" or category == "Zs":
        return " "
    if char in "\0\ufffd" or category[0] == "C":
        return ""
    base = unicodedata.normalize("NFD", char)
    return "".join(c for c in base if unicodedata.category(c) != "Mn").lower()


@lru_cache(maxsize=1 << 17)
def _match(word: str) -> tuple[tuple[int, int], ...] | None:
    """Longest match first: ``(id, length)`` of the pieces of a normalised word; None if it has no spelling."""
    table = vocabulary()
    if len(word) > LONGEST_WORD:
        return None
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(word):
        end = len(word)
        prefix = "##" if at else ""
        while end > at and prefix + word[at:end] not in table:
            end -= 1
        if end == at:
            return None
        found.append((table[prefix + word[at:end]], end - at))
        at = end
    return tuple(found)


def _runs(text: str) -> Iterator[tuple[str, list[int]]]:
    """Normalised words of a text, each with the source offset of every one of its characters."""
    letters: list[str] = []
    origins: list[int] = []
    for match in _STRETCH.finditer(text):
        stretch, start = match.group(), match.start()
        if stretch[0].isascii() and stretch[0].isalnum():
            letters.append(stretch.lower())
            origins.extend(range(start, match.end()))
            continue
        alone = _is_ideograph(ord(stretch))
        for letter in _normal(stretch):
            if letter == " " or alone or _is_mark(letter):
                if letters:
                    yield "".join(letters), origins
                    letters, origins = [], []
                if letter != " ":
                    yield letter, [start]
            else:
                letters.append(letter)
                origins.append(start)
    if letters:
        yield "".join(letters), origins


def encode(text: str) -> Pieces:
    """The pieces of a text without the special ones; ids equal the reference tokenizer's, offsets are code points."""
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    for word, origins in _runs(text):
        at = 0
        for piece, length in _match(word) or ((UNKNOWN, len(word)),):
            ids.append(piece)
            starts.append(origins[at])
            ends.append(origins[at + length - 1] + 1)
            at += length
    return Pieces(tuple(ids), tuple(starts), tuple(ends))


@lru_cache(maxsize=1 << 17)
def word_ids(word: str, limit: int = 12) -> tuple[int, ...]:
    """Ids of one word's pieces: at least one ("unknown" when nothing is left of it), at most ``limit``."""
    if word.isascii() and word.isalnum():
        found = _match(word.lower())
        return tuple(piece for piece, _ in found[:limit]) if found else (UNKNOWN,)
    return encode(word[: LONGEST_WORD + 1]).ids[:limit] or (UNKNOWN,)
