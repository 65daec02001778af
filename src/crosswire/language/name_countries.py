"""Countries by their names, adjectives and capitals; places' names without the word of their kind.

reads nothing of Crosswire's → writes nothing
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from crosswire.language import lexicon
from crosswire.language.cases import country_in_case
from crosswire.language.name_parts import parts, same_part
from crosswire.language.spelling import fold


@cache
def _countries() -> dict[str, str]:
    """Folded names, adjectives and capitals of countries → ISO code. Cyrillic adjectives are stems ("ukrainsk")."""
    found: dict[str, str] = {}
    for iso, country in lexicon.load("places")["countries"].items():
        for word in (*country["names"], *country["adjectives"]):
            found.setdefault(fold(word.rstrip("*")), iso)
        if country["population"] > 1_000_000:
            found.setdefault(fold(country["capital"]), iso)
    return found


@cache
def exonyms() -> dict[str, str]:
    return {fold(word): fold(row[0]) for row in lexicon.load("names")["exonyms"] for word in row}


@lru_cache(maxsize=1 << 14)
def country_of(word: str) -> str | None:
    """The ISO code of the country a word names or belongs to: "Ukrainian", "Ukraine", "Kyiv", "українського" → UA."""
    key = fold(word)
    table = _countries()
    key = exonyms().get(key, key)
    if key in table:
        return table[key]
    if word.isascii():
        return None
    return country_in_case(word) or _by_stem(key, table)


def _by_stem(key: str, table: Mapping[str, str]) -> str | None:
    """The country of a Cyrillic adjective in any case, by its stem."""
    for cut in (1, 2, 3, 4):
        if len(key) > 6 and key[:-cut] in table and len(key) - cut > 5:
            return table[key[:-cut]]
    return None


@cache
def _kinds() -> dict[str, str]:
    return {fold(word): kind for kind, row in lexicon.load("names")["kinds"].items() for word in row}


@lru_cache(maxsize=1 << 14)
def place_parts(name: str) -> tuple[str, str | None]:
    """The folded name proper and its kind: "Belgorod Oblast", "region of Belgorod" → ("belgorod", "region")."""
    kinds = _kinds()
    words = [fold(word) for word in parts(re.sub(r"['’]s\b", "", name))]
    words = [word for word in words if word and word not in ("the",)]
    kind = None
    if " ".join(words) in lexicon.words("names", "proper_cities"):
        return " ".join(words), None
    if len(words) > 1 and words[-1] in kinds:
        kind = kinds[words.pop()]
    elif len(words) > 1 and words[0] in kinds:
        kind = kinds[words.pop(0)]
        words = words[1:] if len(words) > 1 and words[0] == "of" else words
    base = " ".join(words)
    key = fold(base)
    return exonyms().get(key, key), None if kind == "city" else kind


@lru_cache(maxsize=1 << 14)
def same_place(a: str, b: str) -> tuple[bool, str]:
    """Same name proper by letters, exonym or country, and the same kind: a city is not its region."""
    (base_a, kind_a), (base_b, kind_b) = place_parts(a), place_parts(b)
    if kind_a != kind_b:
        return False, f"{kind_a or 'place'} and {kind_b or 'place'}"
    if not base_a or not base_b:
        return False, "no name"
    if base_a == base_b:
        return True, "same name" if fold(a) == fold(b) else "names of one place"
    if min(len(base_a), len(base_b)) >= 4 and same_part(base_a, base_b, 0.35):
        return True, f"spellings of one name ({base_a}, {base_b})"
    return False, "different names"
