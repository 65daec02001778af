"""Kinds of place: whether a name is a region, a district or a town, by the words beside it.

reads text → writes nothing
"""

import re
from dataclasses import replace
from functools import cache

from crosswire.language import lexicon
from crosswire.resolve import gazetteer
from crosswire.resolve.gazetteer_cyrillic import adjective_stem, region_noun
from crosswire.resolve.names_words import Found, adjective_country

_KIND_AFTER = re.compile(r"\s+([^\W\d_]+)", re.UNICODE)
_LISTED = re.compile(r"(?:(?:, (?:and )?| and | or | та | і | й | и )[A-ZА-ЯІЇЄҐ][\w’'-]+){1,6} ([^\W\d_]+)")
_KIND_BEFORE = re.compile(r"\b([^\W\d_]+)\s+of\s+(?:the\s+)?$", re.UNICODE)


def kind_follows(text: str, end: int) -> bool:
    """Whether the next word is a kind of place: "Nordland district"."""
    match = _KIND_AFTER.match(text, end, end + 14)
    return match is not None and gazetteer.kind_word(match[1]) in ("region", "district")


def with_kind(text: str, one: Found) -> Found:
    """A place with the word of its kind: "Belgorod region" is one name, "Grayvoron district" the name with a kind."""
    if one.type != "place" or one.form != "name":
        return one
    base, kind = gazetteer.split_kind(text[one.start : one.end])
    if kind:
        last = text[one.start : one.end].split()[-1]
        end = one.end - len(last) if _plural(last) else one.end  # "the Sarn and Luth regions": each is a region
        return replace(one, end=len(text[:end].rstrip()), kind=_settle_kind(base, kind))
    after = _KIND_AFTER.match(text, one.end)
    if after:
        kind = gazetteer.kind_word(after[1])
        if kind in ("region", "district") and not text[after.start() : after.end()].count("\n"):
            settled = _settle_kind(base, kind)
            keep = (settled == "region" or after[1][:1].isupper()) and not _plural(after[1])
            return replace(one, end=after.end() if keep else one.end, kind=settled)
    if kind := kind_listed(text, one.start, one.end):
        return replace(one, kind=_settle_kind(base, kind))
    front = max(0, one.start - 40)
    before = _KIND_BEFORE.search(text[front : one.start])
    if before and not _named_before(text, front + before.start()):
        kind = gazetteer.kind_word(before[1])
        if kind in ("region", "district"):
            return replace(one, start=front + before.start(), kind=_settle_kind(base, kind))
    if gazetteer.is_cyrillic(text[one.start : one.end]) and region_noun(text[one.start : one.end]):
        return replace(one, kind="region" if gazetteer.by_stem(base) else "district")
    return one


def kind_listed(text: str, start: int, end: int) -> str | None:
    """The kind that a list of names has after its last: "Barrow, Sarn and Luth counties", "Лиманському і Курському
    напрямках"."""
    listed = _LISTED.match(text, end, end + 120)
    if listed is None or not listed[1].islower() or not (_plural(listed[1]) or adjective_stem(text[start:end])):
        return None
    kind = gazetteer.kind_word(listed[1])
    return kind if kind in ("region", "district") else None


@cache
def _features() -> tuple[frozenset[str], frozenset[str]]:
    table = lexicon.load("places")["features"]
    return frozenset(table["before"]), frozenset(table["after"])


def of_feature(text: str, start: int, end: int) -> bool:
    """Whether a name is a river's, a lake's, a mountain's or a street's by the word beside it: "the river Tarv"."""
    before, after = _features()
    front = text[max(0, start - 20) : start].split()
    if front and text[start - 1 : start] == " " and front[-1].lower().lstrip('(«“"') in before:
        return True
    match = _KIND_AFTER.match(text, end, end + 16)
    return match is not None and match[1] in after


def _plural(word: str) -> bool:
    return word.isascii() and word.lower().endswith("s")


def _settle_kind(base: str, kind: str) -> str:
    """ "Region" is a first-order region where the gazetteer has one by that name, else the area around a town."""
    if kind != "region":
        return kind
    if gazetteer.is_cyrillic(base) or any(record.kind == "R" for record in gazetteer.load().folded(base)):
        return "region"
    if gazetteer.load().folded(base):
        return "district"
    return "region" if gazetteer.by_stem(base) else "district"


def _named_before(text: str, at: int) -> bool:
    """Whether a capitalised word other than an adjective of a country stands right before: "the Brod | region of"."""
    match = re.search(r"([A-ZА-ЯІЇЄ][\w’'-]*) $", text[max(0, at - 30) : at])
    return match is not None and not adjective_country(match[1])
