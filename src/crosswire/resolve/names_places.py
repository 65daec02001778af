"""Whether words are the name of a place, by the gazetteer and the words beside them.

reads nothing of Crosswire's but the lexicon and the gazetteer → writes nothing
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from crosswire.language import lexicon
from crosswire.resolve import gazetteer
from crosswire.resolve.names_words import Token

_KIND_AFTER = re.compile(r"\s+([^\W\d_]+)", re.UNICODE)
_SIZEABLE = 15_000  # people of a town whose name may begin with a word such as "New" or "British"


@cache
def area_names() -> frozenset[str]:
    """Folded names of seas, continents and the like that need no other word to be one."""
    areas = lexicon.load("places")["areas"]
    names = [name for area in areas for name in area["names"] if name == area["name"] or " " in name]
    return frozenset(gazetteer.fold_name(name) for name in names)


def opens_place(words: Sequence[Token]) -> bool:
    """Whether the first two or three words are one name of a place, though the first is no name by itself:
    "New Brunswick", "Northern Ireland", "British Columbia"."""
    return any(_is_place(" ".join(token.word for token in words[:size])) for size in (2, 3) if len(words) >= size)


@lru_cache(maxsize=1 << 12)
def _is_place(name: str) -> bool:
    key = gazetteer.fold_name(name)
    if key in area_names():
        return True
    found = gazetteer.load().folded(key)
    return any(r.kind in "CR" or (r.kind == "P" and r.population >= _SIZEABLE) for r in found)


@lru_cache(maxsize=1 << 14)
def place_like(name: str, *, least: int = 15000) -> bool:
    """Whether the gazetteer knows the name, in a dictionary form, as a region, country or town of some size."""
    base, kind = gazetteer.split_kind(name)
    if gazetteer.is_cyrillic(name) and (gazetteer.by_stem(name) and (kind or "щин" in name.lower())):
        return True
    for form in gazetteer.dictionary_forms(name):
        for record in gazetteer.load().folded(gazetteer.fold_name(form)) or gazetteer.load().folded(
            base if form == name else ""
        ):
            if record.kind in "CRA" or kind or record.population >= least:
                return True
    return bool(kind) and kind != "water" and base[:1].isalpha()


def cyrillic_place(text: str, low: int, high: int) -> bool:
    """A region's adjective before its kind ("Курской области"), or a smaller town after a word that leads to places."""
    after = _KIND_AFTER.match(text, high, high + 16)
    kind = gazetteer.kind_word(after[1]) if after else None
    if kind == "region" and gazetteer.by_stem(text[low:high]):
        return True
    if kind == "district":
        return True
    before = text[max(0, low - 16) : low].split()
    return (
        bool(before)
        and before[-1].lower() in lexicon.load("places")["before"]["words"]
        and place_like(text[low:high], least=500)
    )
