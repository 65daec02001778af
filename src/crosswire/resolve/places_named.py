"""How a place of a Ukrainian or Russian report is called: its name in the nominative, with the word of its kind.

reads nothing of Crosswire's but the lexicon and the gazetteer → writes nothing
"""

import re
from functools import cache

from crosswire.language import lexicon
from crosswire.resolve import gazetteer
from crosswire.resolve.gazetteer import Record
from crosswire.resolve.gazetteer_cyrillic import adjective_stem, in_dictionary, region_noun

_NEXT = re.compile(r"\s+([^\W\d_]+)")


@cache
def _nouns() -> tuple[tuple[str, str, str, str], ...]:
    rows = lexicon.load("cyrillic")["places"]["nouns"]
    return tuple((stem, noun, ukrainian, russian) for stem, noun, ukrainian, russian in rows)


def nominative(text: str, start: int, end: int, record: Record | None, kind: str | None) -> str | None:
    """The name at ``text[start:end]`` in the nominative: "Тарвинській області" → "Тарвинська область", "Тарвині" →
    "Тарвин"; None where it is not Cyrillic or nothing is known of it."""
    exact = text[start:end]
    if not gazetteer.is_cyrillic(exact):
        return None
    if noun := region_noun(exact):
        return noun
    word, _, rest = exact.partition(" ")
    stem = adjective_stem(word)
    if stem and (area := _area(word, stem, rest or _following(text, end))):
        return area
    if stem and kind == "region":
        return _area(word, stem, "област")
    if record is None or record.kind not in "PR":
        return None
    return in_dictionary(exact, record, ukrainian=any(letter in text for letter in "іїєґ"))


def _following(text: str, end: int) -> str:
    match = _NEXT.match(text, end, end + 20)
    return match[1] if match else ""


def _area(word: str, stem: str, kind: str) -> str | None:
    """An adjective with the noun of its kind, both in the nominative."""
    lower = kind.lower()
    for start, noun, ukrainian, russian in _nouns():
        if lower.startswith(start):
            ending = ukrainian if stem.endswith("ьк") else russian
            return f"{word[: len(stem)]}{ending} {noun}"
    return None
