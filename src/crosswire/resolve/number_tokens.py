"""Words of a sentence, and a number among them, as the counting grammar passes them on.

reads nothing → writes nothing of the flow: a helper of :mod:`crosswire.resolve.quantities`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crosswire.language import tokens
from crosswire.language.numerals import fold
from crosswire.model.mention import Modifier

_MARKUP = frozenset("*_`\u200b\ufe0f\u20e3")
DASHES = frozenset("-–—‑−")
_CYRILLIC = re.compile(r"[а-яіїєґё]", re.IGNORECASE)


class Token(NamedTuple):
    """A word of a sentence: offsets into the report's text, the word as written, and folded (lower case)."""

    start: int
    end: int
    text: str
    low: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a sentence. ``first`` and ``last`` are token indices of the number as written (last excluded);
    ``lead`` is the index where its modifier begins. ``of`` is the whole it is part of; ``money`` its currency sign."""

    first: int
    last: int
    lead: int
    low: float | None
    high: float | None
    modifier: Modifier
    of: float | None = None
    money: str | None = None
    loose: bool = False
    joined: bool = False  # an ordinal-like hyphen or label stands beside it: it counts nothing


def read(text: str, start: int, end: int) -> list[Token]:
    """The words of ``text[start:end]``, Markdown emphasis left out."""
    found = []
    for first, last in tokens.words(text, start, end):
        word = text[first:last]
        if word not in _MARKUP:
            found.append(Token(first, last, word, fold(word)))
    return found


def touches(left: Token, right: Token) -> bool:
    """Whether two words stand together without a space."""
    return left.end == right.start


def is_cyrillic(words: Sequence[Token], at: int) -> bool:
    """Whether the words around an index are Ukrainian or Russian: the nearest word with letters decides."""
    near = [*words[at : at + 4], *reversed(words[max(0, at - 4) : at])]
    for word in near:
        if any(char.isalpha() for char in word.low):
            return _CYRILLIC.search(word.low) is not None
    return False
