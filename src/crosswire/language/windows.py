"""What the reader model sees of a text: words with shapes, packed into windows that overlap.

Training and running share this file, so that the model meets the same features in both.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from crosswire.language.tokens import words
from crosswire.language.wordpiece import END, START, word_ids

LONGEST = 256  # pieces in a window, with its special ones
OVERLAP = 48  # pieces that a window shares with the next, so that no word is read without its neighbours
SHAPES = 22  # 11 shapes, inside or outside quotation marks
SPECIAL = 8  # shape of [CLS] and [SEP]
_OPEN, _CLOSE, _TICK = 6, 7, 9
_DOUBLE = frozenset('"“”„‟«»″〝〞❝❞＂')
_SINGLE = frozenset("'‘’‚‛‹›′`´")
_DASH = frozenset("–—―‒‐‑−")
_BREAK = re.compile(r"\n|\u2029")


class Word(NamedTuple):
    """A word at code points ``start``..``end``: its piece ids, its shape, and whether a paragraph begins with it."""

    start: int
    end: int
    ids: tuple[int, ...]
    shape: int
    opens: bool


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``first``..``last`` of a text are read together; those in ``own_first``..``own_last`` are taken from it."""

    first: int
    last: int
    own_first: int
    own_last: int


def paragraphs(text: str, sentences: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences joined into paragraphs: a line break between two sentences, not within one, begins a new one."""
    out: list[tuple[int, int]] = []
    for start, end in sentences:
        if out and not _BREAK.search(text, out[-1][1], start):
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _letters(word: str) -> int:
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 3
    if word[:1].isupper():
        return 1 if word[1:].islower() else 3
    return 4 if word[:1].isdigit() else 5


def _direction(text: str, at: int, low: int, high: int) -> int:
    """Whether the quotation mark at ``at`` opens or closes, by its form or the spaces beside it; 0 if unclear."""
    char = text[at]
    if char in "“„‟«〝❝‘‚‛‹":
        return _OPEN
    if char in "”»〞❞›":
        return _CLOSE
    before = at == low or text[at - 1].isspace() or text[at - 1] in "([{—–-"
    after = at + 1 == high or text[at + 1].isspace() or text[at + 1] in ")]},.;:!?—–-"
    return 0 if before == after else _OPEN if before else _CLOSE


class Columns(NamedTuple):
    """The words of a text, a list a property: where they begin and end, how they are spelt for the vocabulary, their
    shapes, and the indices of those that begin a paragraph."""

    spans: list[tuple[int, int]]
    forms: list[str]
    shapes: list[int]
    opens: list[int]


def columns(text: str, spans: Sequence[tuple[int, int]]) -> Columns:
    """The words of the paragraphs of a text with their features; quotation state starts anew with each paragraph."""
    out: list[tuple[int, int]] = []
    forms: list[str] = []
    shapes: list[int] = []
    opens: list[int] = []
    for low, high in spans:
        inside = 0
        found = words(text, low, high)
        if found:
            opens.append(len(out))
        out += found
        for start, end in found:
            word = text[start:end]
            shape = _shape(word)
            if shape < 0:
                word, shape, was, inside = _mark(text, (start, low, high), word, inside)
                shapes.append(shape + 11 * was)
            else:
                shapes.append(shape + 11 * inside)
            forms.append(word)
    return Columns(out, forms, shapes, opens)


@lru_cache(maxsize=1 << 15)
def _shape(word: str) -> int:
    """The shape of a word without a quotation mark or dash; -1 where there may be one."""
    odd = word in _DOUBLE or word in _SINGLE or word in _DASH or "’" in word
    return -1 if odd else _letters(word)


def _mark(text: str, at: tuple[int, int, int], word: str, inside: int) -> tuple[str, int, int, int]:
    """A word with a quotation mark or dash that stands at ``at`` (its start, and its paragraph's start and end): its
    spelling and shape, whether it counts as quoted, and whether what follows does."""
    if word in _DOUBLE:
        direction = _direction(text, *at) or (_CLOSE if inside else _OPEN)
        inside = int(direction == _OPEN)
        return '"', direction, inside, inside
    if word in _SINGLE:
        return "'", {_OPEN: _TICK, _CLOSE: _TICK + 1}.get(_direction(text, *at), 5), inside, inside
    return "–" if word in _DASH else word.replace("’", "'"), _letters(word), inside, inside


def read(text: str, spans: Sequence[tuple[int, int]]) -> list[Word]:
    """The words of the paragraphs of a text, as :func:`columns`, a record each."""
    found = columns(text, spans)
    begins = set(found.opens)
    return [
        Word(start, end, word_ids(form), shape, at in begins)
        for at, ((start, end), form, shape) in enumerate(zip(found.spans, found.forms, found.shapes, strict=True))
    ]


def cost(word: Word) -> int:
    """Pieces a word takes in a window; a paragraph's first word also brings a separator."""
    return len(word.ids) + word.opens


def windows(
    read_words: Sequence[Word], starts: Sequence[int], longest: int = LONGEST, *, overlap: int = OVERLAP
) -> Iterator[Window]:
    """Cut words into windows of at most ``longest`` pieces; ``starts`` are offsets where sentences begin, in order.

    A window begins at a sentence where one begins within the overlap. Every word is owned by exactly one window: of two
    windows that share words, each owns the half nearer to its middle.
    """
    begins = set(starts)
    total = len(read_words)
    first = own_first = 0
    while first < total:
        used, last = 1, first
        while last < total and used + cost(read_words[last]) <= longest - 1:
            used += cost(read_words[last])
            last += 1
        if last == total:
            yield Window(first, total, own_first, total)
            return
        back, shared = last, 0
        while back > first + 1 and shared + cost(read_words[back - 1]) <= overlap:
            back -= 1
            shared += cost(read_words[back])
        near = range(back, min(last, back + overlap // 2))
        following = next((i for i in near if read_words[i].start in begins), back)
        own_last = (following + last) // 2
        yield Window(first, last, own_first, own_last)
        first, own_first = following, own_last


def layout(part: Sequence[Word]) -> tuple[list[int], list[int], list[int]]:
    """Piece ids and shapes of a window's words, and for each word the index of its first piece."""
    ids, shapes, firsts = [START], [SPECIAL], []
    for number, word in enumerate(part):
        if word.opens and number:
            ids.append(END)
            shapes.append(SPECIAL)
        firsts.append(len(ids))
        ids.extend(word.ids)
        shapes.extend([word.shape] * len(word.ids))
    ids.append(END)
    shapes.append(SPECIAL)
    return ids, shapes, firsts
