"""Names from the reader model's tags, with their edges mended and what tables know better put right.

reads text, tags → writes nothing
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from crosswire.language import lexicon
from crosswire.language.names import country_of, given_names, known_body
from crosswire.language.spelling import fold
from crosswire.model.reading import Tag
from crosswire.resolve import gazetteer
from crosswire.resolve.names_roles import after_role
from crosswire.resolve.names_spans import trim
from crosswire.resolve.names_words import TYPES, Found, adjective_country, is_role, stop_words, tokens

# "TARVIN, March 3 (Agency) -", "TARVIN (Agency)": where a news agency writes from.
_DATELINE = re.compile(r"[A-Z][A-Z’' -]+(?:,[^()\n]{2,20})? (?:\([A-Z]|[-–—] [A-Z])")


def from_tags(text: str, tags: Iterable[Tag], *, least: float = 0.025) -> list[Found]:
    """Names the reader model marked, with their edges mended and titles or roles taken off persons.

    A tag's score orders it among patterns: above their guesses, below what the tables know, unless it is nearly zero.
    """
    out: list[Found] = []
    for tag in tags:
        if tag.label not in TYPES or tag.score < least:
            continue
        start, end = trim(text, tag.start, tag.end)
        if end - start < 2 or "\n" in text[start:end]:
            continue
        label = next(type for type in TYPES if type == tag.label)
        out.extend(_retype(text, Found(start, end, label, "name", 0.55 + 0.35 * tag.score**0.5)))
    return out


def _retype(text: str, found: Found) -> list[Found]:
    """What tables know better than the model: adjectives of countries, known bodies, roles inside a person's span."""
    words = tokens(text, found.start, found.end)
    exact = text[found.start : found.end]
    if not words or fold(exact) in stop_words() or re.split(r"['’]", exact)[0].lower() in stop_words():
        return []
    if len(words) == 1 and adjective_country(exact):
        return [replace(found, type="place", form="adjective")]
    if found.type != "place" and _DATELINE.match(text, text.rfind("\n", 0, found.start) + 1, found.end + 40):
        line = text.rfind("\n", 0, found.start) + 1
        if found.start == line and exact.isupper():
            return [replace(found, type="place")]
    if found.type == "person":
        if known_body(exact) is not None:
            return [replace(found, type="organisation")]
        if (of := re.search(r"\s+of\s+(?:the\s+)?(?=[A-Z])", exact)) is not None and of.start() > 0:
            return _retype(text, replace(found, end=found.start + of.start()))
        if len(words) == 1 and _common_noun(exact):
            return []
        if len(words) > 2 and country_of(words[0].word):
            return _retype(text, replace(found, start=words[1].start))
        split = after_role(words)
        if split is None:
            return []
        if split:
            return [replace(found, start=words[split].start, role=text[words[0].start : words[split - 1].end])]
    if found.type == "organisation" and len(words) > 1 and words[-1].word.isupper() and known_body(exact) is None:
        rest = text[words[1].start : found.end]
        if known_body(rest) is not None and words[0].word.endswith("ed"):
            return [replace(found, start=words[1].start)]  # "Expanded NATO"
    if (
        found.type == "place"
        and known_body(exact) is not None
        and not gazetteer.load().folded(gazetteer.fold_name(exact))
    ):
        return [replace(found, type="organisation")]
    if not any(char.isupper() for char in exact) and not any(char.isdigit() for char in exact):
        return []
    return [found]


@cache
def _people() -> frozenset[str]:
    return frozenset(form for forms in lexicon.load("counted")["units"]["person"].values() for form in forms)


def _common_noun(word: str) -> bool:
    """Whether a capitalised word by itself is a word for people or a role ("Terrorist", "Divers"), not a name."""
    return (word.lower() in _people() or is_role(word)) and fold(word) not in given_names() and not word.isupper()
