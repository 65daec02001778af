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


@lru_cache(maxsize=1 << 15)
def _plain(word: str) -> tuple[tuple[int, ...], int]:
    """Pieces and shape of a word without marks: most words, and mostly seen before."""
    return word_ids(word), _letters(word)


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


def read(text: str, spans: Sequence[tuple[int, int]]) -> list[Word]:
    """The words of the paragraphs of a text with their features; quotation state starts anew with each paragraph."""
    out: list[Word] = []
    for low, high in spans:
        inside = False
        for number, (start, end) in enumerate(words(text, low, high)):
            word = text[start:end]
            if word.isalnum():
                ids, shape = _plain(word)
                out.append(Word(start, end, ids, shape + 11 * inside, number == 0))
                continue
            shape = _letters(word)
            was = inside
            if word in _DOUBLE:
                direction = _direction(text, start, low, high) or (_CLOSE if inside else _OPEN)
                inside = was = direction == _OPEN
                word, shape = '"', direction
            elif word in _SINGLE:
                word, shape = "'", {_OPEN: _TICK, _CLOSE: _TICK + 1}.get(_direction(text, start, low, high), 5)
            elif word in _DASH:
                word = "–"
            elif "’" in word:
                word = word.replace("’", "'")
            out.append(Word(start, end, word_ids(word), shape + 11 * was, number == 0))
    return out


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
