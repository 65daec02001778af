"""Whether words are the name of a place, by the gazetteer and the words beside them.

reads nothing of Crosswire's but the lexicon and the gazetteer → writes nothing
"""

from collections.abc import Sequence
from functools import cache, lru_cache

from crosswire.language import lexicon
from crosswire.resolve import gazetteer
from crosswire.resolve.gazetteer_cyrillic import people
from crosswire.resolve.names_words import Token

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
    if gazetteer.is_cyrillic(name):
        near, far = people(name)
        return near >= least or far >= max(least, 300_000) or (kind == "region" and gazetteer.by_stem(base) is not None)
    lookup = gazetteer.load().folded
    for record in lookup(gazetteer.fold_name(name)) or lookup(base):
        if record.kind in "CRA" or kind or record.population >= least:
            return True
    return bool(kind) and kind != "water" and base[:1].isalpha()
