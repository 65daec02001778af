"""Words as the search compares them. Every step keeps the length, so that a place in the folded text is the same place
in the text.

reads nothing of Crosswire's. Kept apart: й and и, і and ї, ґ and г, for they are letters of their own. Taken as one: ё
and е (Russian prints either), the apostrophes within a Cyrillic word ("п'ять", "п’ять", "пʼять"), and the endings of
``data/endings.toml``, which give way to blanks. Latin words are left to SQLite: unicode61 takes accents off, porter
English endings.
"""

import re
from functools import cache, lru_cache

from crosswire.language import lexicon

_CYRILLIC = "\u0400-\u052f"
_WORD = re.compile(rf"[{_CYRILLIC}][{_CYRILLIC}\u02bc\u0301]*")
_REFLEXIVE = ("ся", "сь")
_APOSTROPHE = re.compile(rf"(?<=[{_CYRILLIC}])['’‘`′](?=[{_CYRILLIC}])")
_LETTERS = str.maketrans({**{chr(code): " " for code in range(32) if chr(code) not in "\n\t"}, "ё": "е", "Ё": "Е"})


def fold(text: str) -> str:
    """The text to index or to ask with: as long as ``text``, without control characters, Cyrillic words stemmed."""
    spelt = _APOSTROPHE.sub("\u02bc", text.translate(_LETTERS))
    return _WORD.sub(lambda match: stem(match[0]).ljust(len(match[0])), spelt)


def plain(text: str) -> str:
    """The text as :func:`fold` gives it, with its endings: for the beginning of a word (``плот*``)."""
    return _APOSTROPHE.sub("\u02bc", text.translate(_LETTERS))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A Cyrillic word without its ending: the longest of the list that leaves enough letters."""
    endings, _, least = _endings()
    lower = word.lower()
    if len(lower) >= least + 3 and lower.endswith(_REFLEXIVE):
        lower = lower[:-2]
    for length in range(min(4, len(lower) - least), 0, -1):
        if lower[-length:] in endings:
            return word[: len(lower) - length]
    return word[: len(lower)]


def may_end(words: str, cut: int) -> bool:
    """Whether the last ``cut`` letters may be where a Cyrillic ending begins, so that the index has the word without
    them."""
    _, beginnings, least = _endings()
    last = words.split()[-1]
    return len(last) - cut >= least and last[-cut:].lower() in beginnings


@cache
def _endings() -> tuple[frozenset[str], frozenset[str], int]:
    """The endings, every beginning of one, and how many letters are left at least."""
    table = lexicon.load("endings")
    endings = frozenset(table["endings"])
    return endings, frozenset(one[:end] for one in endings for end in range(1, len(one) + 1)), int(table["least"])


def word_end(text: str, end: int) -> int:
    """Where the Cyrillic word ends that was cut at ``end`` by stemming."""
    if end and _WORD.fullmatch(text[end - 1]):
        match = re.compile(rf"[{_CYRILLIC}\u02bc\u0301]*").match(text, end)
        return match.end() if match else end
    return end
