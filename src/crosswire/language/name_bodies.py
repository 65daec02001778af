"""Organisations: a name taken apart into content words, countries and numbers; known bodies; initials.

reads nothing of Crosswire's → writes nothing
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from crosswire.language import lexicon
from crosswire.language.cases import dictionary_forms, is_cyrillic
from crosswire.language.name_countries import country_of
from crosswire.language.name_parts import parts, same_part
from crosswire.language.spelling import fold


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation's name taken apart: content words as stems, countries meant, numbers, capital letters."""

    words: frozenset[str]
    countries: frozenset[str]
    numbers: frozenset[str]
    generic: frozenset[str]


@cache
def _synonyms() -> dict[str, str]:
    return {fold(word): first for first, row in lexicon.load("names")["words"].items() for word in row}


def _stem(word: str) -> str:
    synonyms = _synonyms()
    if word in synonyms:
        return synonyms[word]
    for ending in ("ies", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + ("y" if ending == "ies" else "")
            break
    return synonyms.get(word, word)


@lru_cache(maxsize=1 << 14)
def body(name: str) -> Body:
    """An organisation's name taken apart."""
    table = lexicon.load("names")
    quiet, generic = frozenset(table["quiet"]["words"]), frozenset(table["quiet"]["generic"])
    text = re.sub(r"['’]s\b", "", name)
    text = re.sub(r"\b([A-Z])\.(?=[A-Z]\b)", r"\1", text)
    words, countries, numbers, weak = set(), set(), set(), set()
    raw = parts(text)
    joined = fold(text)
    pairs = [" ".join(pair) for pair in zip(raw, raw[1:], strict=False)]
    taken: set[int] = set()
    for number, pair in enumerate(pairs):
        iso = country_of(pair)
        if iso:
            countries.add(iso)
            taken.update((number, number + 1))
    for number, word in enumerate(raw):
        if number in taken:
            continue
        key = fold(word)
        iso = country_of(word) if word[:1].isupper() else None
        if iso and key != joined:
            countries.add(iso)
        elif re.fullmatch(r"\d+(st|nd|rd|th|a|i)?", key):
            numbers.add(re.sub(r"\D", "", key))
        elif key in quiet:
            continue
        elif key in generic:
            weak.add(_stem(key))
        elif key:
            words.add(_stem(key))
    return Body(frozenset(words), frozenset(countries), frozenset(numbers), frozenset(weak))


@cache
def _known_bodies() -> dict[str, int]:
    """Folded names of organisations' spellings listed as one (acronyms, languages) → their row."""
    return {fold(name): number for number, row in enumerate(lexicon.load("organisations")["known"]) for name in row}


@lru_cache(maxsize=1 << 14)
def known_body(name: str) -> int | None:
    """The row of ``organisations.toml`` that lists this name, or None."""
    plain = re.sub(r"^(the|The)\s+", "", name)
    row = _known_bodies().get(fold(plain))
    if row is None and len(plain) > 5 and " " not in plain and not plain.isupper() and is_cyrillic(plain):
        rows = (_known_bodies().get(fold(form)) for form in dictionary_forms(plain))
        return next((row for row in rows if row is not None), None)
    return row


def acronym_of(short: str, name: str) -> bool:
    """Whether ``short`` is made of the initials of ``name``: with or without its small words."""
    letters = fold(short)
    if not 2 <= len(letters) <= 7 or not short.replace(".", "").isupper():
        return False
    raw = parts(name.replace("-", " "))
    every = "".join(fold(word)[:1] for word in raw)
    capital = "".join(fold(word)[:1] for word in raw if word[:1].isupper())
    return len(raw) > 1 and letters in (every, capital)


@lru_cache(maxsize=1 << 14)
def same_organisation(a: str, b: str) -> tuple[bool, str]:
    """Same name, known names of one body, initials, or the same content words after synonyms.

    Different countries or numbers, or a country on one side only, keep two bodies apart.
    """
    left, right = fold(a), fold(b)
    if left == right:
        return bool(left), "same name"
    row_a, row_b = known_body(a), known_body(b)
    if row_a is not None and row_b is not None:
        return (True, "names of one known body") if row_a == row_b else (False, "two known bodies")
    if acronym_of(a, b) or acronym_of(b, a):
        return True, "initials of the name"
    row = row_a if row_a is not None else row_b
    if row is not None:
        other = b if row_a is not None else a
        names = lexicon.load("organisations")["known"][row]
        if any(_same_words(name, other)[0] for name in names if len(name.split()) > 1):
            return True, f"the words of one known body's name ({names[0]})"
    return _same_words(a, b)


def _same_words(a: str, b: str) -> tuple[bool, str]:
    x, y = body(a), body(b)
    if x.numbers != y.numbers:
        return False, "different numbers"
    if x.countries != y.countries:
        return False, "different countries" if x.countries and y.countries else "a country is named on one side only"
    if not x.words or not y.words:
        return False, "nothing distinctive in the name"
    if x.words == y.words:
        return True, "same words"
    if len(x.words) == len(y.words) and _paired(x.words, y.words):
        return True, "spellings of the same words"
    return False, "different words"


def _paired(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether the words left over on both sides pair off as spellings of one another."""
    left, right = sorted(a - b), sorted(b - a)
    if len(left) > 2:
        return False
    for word in left:
        match = next((other for other in right if len(word) > 4 and same_part(word, other, 0.5)), None)
        if match is None:
            return False
        right.remove(match)
    return not right
