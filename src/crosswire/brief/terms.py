"""A sentence as terms: its words in a normal form, each of a kind, so that two sentences can be compared word by word.

reads nothing of Crosswire's but word lists → writes nothing

Numbers are values ("eight" and "8" are one term), words of one class stand for each other, words that change nothing
are left out. Everything else keeps its own form: no stem, no likeness, so that nothing passes for what it is not.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from crosswire.language import calendar, numerals, tokens
from crosswire.language.lexicon import load, words

Kind = Literal["number", "name", "place", "date", "hedge", "negation", "modifier", "cue", "plain"]
NUMBER = "#"
_QUOTES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'"})
_SHOWN = re.compile(r"\w|[%$€£₴₽]")


@dataclass(frozen=True, slots=True)
class Term:
    """One word or number. ``keys`` are its normal forms: two terms agree where they share one. ``start`` and ``end``
    are offsets into the text; ``open``: a mark of punctuation stands before it, or the text begins with it."""

    keys: frozenset[str]
    kind: Kind
    text: str
    start: int
    end: int
    open: bool

    def agrees(self, other: "Term") -> bool:
        """Whether both stand for the same."""
        return bool(self.keys & other.keys)


@cache
def classes() -> Mapping[str, str]:
    """Single words to the class in which they stand for each other."""
    found: dict[str, str] = {}
    table = load("prose")
    for section in ("cues", "same"):
        for name, forms in table[section].items():
            found.update({form: f"={name}" for form in forms if " " not in form})
    return found


@cache
def _phrases() -> tuple[tuple[tuple[str, ...], str], ...]:
    table = load("prose")
    pairs = [
        (tuple(form.split()), f"={name}")
        for section in ("cues", "same")
        for name, forms in table[section].items()
        for form in forms
        if " " in form
    ]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def _kinds() -> Mapping[str, Kind]:
    found: dict[str, Kind] = {}
    kinds: tuple[Kind, ...] = ("modifier", "hedge", "negation", "date")
    for kind in kinds:
        found.update(dict.fromkeys(load("prose")["kinds"][kind], kind))
    return found


def plain(word: str) -> str:
    """A word in lower case with one kind of apostrophe."""
    return word.translate(_QUOTES).lower()


def terms(text: str) -> tuple[Term, ...]:
    """The terms of a text, in order."""
    spans = tokens.words(text)
    forms = [plain(text[start:end]) for start, end in spans]
    free = words("prose", "free")
    found: list[Term] = []
    place, opened = 0, True
    while place < len(spans):
        start, end = spans[place]
        if not _SHOWN.search(forms[place]):
            opened = opened or forms[place] not in "'-"
            place += 1
            continue
        key, kind, after = _one(forms, place)
        if forms[place] in free and after == place + 1:
            place = after
            continue
        last = spans[after - 1][1]
        if kind == "plain" and text[start:end][:1].isupper() and not opened:
            kind = "name"
        found.append(Term(frozenset({key}), kind, text[start:last], start, last, opened))
        place, opened = after, False
    return tuple(found)


def _one(forms: Sequence[str], place: int) -> tuple[str, Kind, int]:
    """The normal form and kind of what begins at a word, and the index after it."""
    word = forms[place]
    number = numerals.longest(forms, place)
    if number is not None:
        return f"{NUMBER}{number[0]:g}", "number", number[1]
    for phrase, key in _phrases():
        if tuple(forms[place : place + len(phrase)]) == phrase:
            return key, "cue", place + len(phrase)
    kind = _kinds().get(word, "plain")
    if calendar.month(word) and word != "may" or calendar.weekday(word):
        kind = "date"
    known = classes().get(word)
    if known is not None and known[1:] in load("prose")["cues"]:
        return known, "cue", place + 1
    return known or word, kind, place + 1


def keys(text: str) -> tuple[str, ...]:
    """The normal forms of a text, in order."""
    return tuple(key for term in terms(text) for key in sorted(term.keys))


def marked(found: Sequence[Term], sequences: Sequence[tuple[tuple[str, ...], str, Kind]]) -> tuple[Term, ...]:
    """The terms with each of these sequences of forms joined into one term of the given key and kind, longer first."""
    out = list(found)
    there = {key for term in out for key in term.keys}
    present = [sequence for sequence in sequences if there.issuperset(sequence[0])]
    for forms, key, kind in sorted(present, key=lambda s: -len(s[0])):
        place = 0
        while forms and place + len(forms) <= len(out):
            piece = out[place : place + len(forms)]
            if all(form in term.keys for form, term in zip(forms, piece, strict=True)):
                out[place : place + len(forms)] = [_joined(piece, key, kind)]
            place += 1
    return tuple(out)


def _joined(piece: Sequence[Term], key: str, kind: Kind) -> Term:
    first = piece[0]
    inner = first.keys if len(piece) == 1 else frozenset({" ".join(min(t.keys) for t in piece)})
    text = " ".join(term.text for term in piece)
    return replace(first, keys=frozenset({key}) | inner, kind=kind, text=text, end=piece[-1].end)
