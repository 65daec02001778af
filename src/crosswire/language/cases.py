"""Ukrainian and Russian names in any case: what a name may be in the dictionary, and persons' names in the nominative.

A table of endings proposes forms; whoever asks checks them against what it knows (a gazetteer, a list of countries).
Tables: ``data/places.toml`` (``cases``) and ``data/cyrillic.toml``.

reads nothing of Crosswire's → writes nothing
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TypeVar

from crosswire.language import lexicon

_APOSTROPHES = str.maketrans("’ʼ`´", "''''")
_LETTER = re.compile("[\u0400-\u052f]")


def is_cyrillic(name: str) -> bool:
    """Whether the name is written in Cyrillic letters."""
    return not name.isascii() and _LETTER.search(name) is not None


Base = TypeVar("Base")


def by_last_letter(pairs: Iterable[tuple[str, Base]]) -> dict[str, tuple[tuple[str, Base], ...]]:
    """Endings with what they stand for, by their last letter and in the order given: most words need a few of them. An
    empty ending is in all lists, that of other letters under ""."""
    rows = list(pairs)
    return {
        last: tuple(row for row in rows if row[0][-1:] in ("", last)) for last in {"", *(row[0][-1:] for row in rows)}
    }


Endings = dict[str, tuple[tuple[str, tuple[str, ...]], ...]]


@cache
def _endings() -> Endings:
    return by_last_letter((ending, tuple(bases)) for ending, bases in lexicon.load("places")["cases"]["endings"])


@cache
def _first_endings() -> Endings:
    return by_last_letter((ending, tuple(bases)) for ending, bases in lexicon.load("cyrillic")["places"]["adjectives"])


def _bases(word: str, table: Endings) -> Iterator[str]:
    for ending, bases in table.get(word[-1:], table[""]):
        if word.endswith(ending) and len(word) - len(ending) >= (3 if len(ending) < 3 else 2):
            for base in bases:
                yield word[: len(word) - len(ending)] + base


@lru_cache(maxsize=1 << 13)
def dictionary_forms(name: str) -> tuple[str, ...]:
    """What a Cyrillic name may be in the dictionary: "Бахмуті" → "Бахмуті", "Бахмут", "Бахмута"…, likeliest first.

    Of two words the first may be an adjective: "Нової Гаті" → "Нова Гать". Other names come back as they are.
    """
    if not is_cyrillic(name):
        return (name,)
    forms = [name, *_bases(name, _endings())]
    first, _, last = name.partition(" ")
    if last and " " not in last:
        ends = [last, *_bases(last, _endings()), *_bases(last, _first_endings())]
        forms += [f"{one} {end}" for one in (*_bases(first, _first_endings()), first) for end in ends]
    return tuple(dict.fromkeys(forms))


@cache
def _countries() -> dict[str, str]:
    table = lexicon.load("cyrillic")["countries"]
    return {name.translate(_APOSTROPHES): iso for iso, names in table.items() for name in names}


@lru_cache(maxsize=1 << 13)
def country_in_case(name: str) -> str | None:
    """The ISO code of the country that a Cyrillic name is, in any case: "Португалії", "Ираном"; None for others."""
    if not is_cyrillic(name) or not name[:1].isupper():
        return None
    known = _countries()
    plain = name.translate(_APOSTROPHES)
    if plain.isupper():
        return known.get(plain)
    return next((known[form] for form in dictionary_forms(plain) if form in known), None)


@cache
def _surnames(gender: str) -> dict[str, tuple[tuple[str, str], ...]]:
    pairs = lexicon.load("cyrillic")["persons"][f"surname_{gender}"]
    return by_last_letter(sorted(((ending, base) for ending, base in pairs), key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=1 << 12)
def surname_in_nominative(word: str, gender: str) -> str:
    """A Cyrillic surname in the nominative, by its ending and its bearer's gender ("male", "female"): "Орловим" →
    "Орлов". A word with none of the endings stays as it is."""
    table = _surnames(gender)
    for ending, base in table.get(word[-1:], table[""]):
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            return word[: len(word) - len(ending)] + base
    return word
