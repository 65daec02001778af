"""The places a name may stand for, from the gazetteer and the tables, before anything else of a report is weighed.

reads nothing of Crosswire's but the lexicon and the gazetteer → writes nothing
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from crosswire.language import lexicon
from crosswire.language.names import country_of, place_parts
from crosswire.language.spelling import fold
from crosswire.resolve import gazetteer, names_words
from crosswire.resolve.gazetteer import Record
from crosswire.resolve.gazetteer_cyrillic import (
    adjective_stem,
    meant,
    region_noun,
    town_of_adjective,
    town_of_region_noun,
)

_PARTY = re.compile(r"[DR]-(?=[A-Z])")  # "D-Winthrop": a member's party and home
_POINT = re.compile(r"(?<=[A-Z])\.(?=[A-Z])")
_WELL_KNOWN = 100_000  # people of a town that a hall or an airport may be named after in any report


@cache
def areas() -> dict[str, Record]:
    """Folded names of seas, continents and the like → their records."""
    found = {}
    for area in lexicon.load("places")["areas"]:
        identifier = f"geonames:{area['id']}" if area["id"] else "crosswire:" + area["name"].lower().replace(" ", "-")
        record = Record(identifier, area["name"], "", "", "A", area["at"][0], area["at"][1], 10**7)
        for name in area["names"]:
            found[gazetteer.fold_name(name)] = record
    return found


@cache
def _unlocated() -> frozenset[str]:
    return frozenset(gazetteer.fold_name(name) for name in lexicon.load("places")["unlocated"]["names"])


@cache
def capitals() -> dict[str, str]:
    """Folded names of capitals → the ISO code of their country."""
    return {gazetteer.fold_name(c["capital"]): iso for iso, c in lexicon.load("places")["countries"].items()}


@cache
def _short_forms() -> dict[str, str]:
    return {short: name for name, shorts in lexicon.load("places")["short"].items() for short in shorts}


def in_full(name: str) -> str:
    """A name without the shortening that the gazetteer takes for another place: "Phila." → "Philadelphia"."""
    return _short_forms().get(_POINT.sub(". ", name).rstrip("."), name)


@lru_cache(maxsize=1 << 13)
def candidates(name: str, kind: str | None = None) -> tuple[Record, ...]:
    """Every place of that name that fits the kind; towns for a district that the gazetteer has only as its town."""
    name = in_full(name)
    lookup = gazetteer.load().folded
    base, own = gazetteer.split_kind(name)
    kind = kind or own
    whole = gazetteer.fold_name(name)
    if fold(name) in names_words.metonyms() or whole in _unlocated():
        return ()
    for key in (whole, base):
        if key in areas():
            towns = [r for r in lookup(key) if r.kind == "P" and r.country == "US" and _same(r, key)]
            return (areas()[key], *(towns if " " not in key and own is None else ()))
    if kind == "feature":
        return ()  # a river is not the town of its name
    if gazetteer.is_cyrillic(name):
        return _cyrillic(name, base, kind)
    found: list[Record] = list(lookup(whole))
    if "water" in (own, place_parts(name)[1]):
        return tuple(found)  # a lake is not the province it is named after
    if whole != base:
        found.extend(record for record in lookup(base) if record not in found)
    proper = place_parts(name)[0]
    if not found and proper != fold(base):
        found.extend(lookup(proper))
    return tuple(dict.fromkeys(_of_kind(_with_country(found, name, kind), kind, whole)))


def _cyrillic(name: str, base: str, kind: str | None) -> tuple[Record, ...]:
    """The same for a Cyrillic name in any case; of a district or a direction, the town that it is named after."""
    region = gazetteer.by_stem(base)
    if region and (kind == "region" or region_noun(name)):
        full = gazetteer.fold_name(lexicon.load("places")["regions"][".".join(region)]["name"])
        return tuple(r for r in gazetteer.load().folded(full) if r.kind == "R" and r.country == region[0])
    word = name.split()[0]
    town = town_of_adjective(word) if kind == "district" else None
    if town or (kind == "district" and region_noun(word)):
        town = town or town_of_region_noun(word)
        return tuple(r for r in meant(town) if r.kind == "P") if town else ()
    if kind == "region" and (town := town_of_adjective(word)):
        capital = max((r for r in meant(town) if r.kind == "P"), key=lambda r: r.population, default=None)
        around = [r for r in meant(town) if capital and r.kind == "R" and r.region == capital.region]
        return tuple(around)
    if kind and adjective_stem(word):
        return ()
    found = meant(name) or meant(name.rsplit(None, 1)[0] if kind else name)
    return tuple(dict.fromkeys(_of_kind(found, kind, gazetteer.fold_name(name))))


def _same(record: Record, key: str) -> bool:
    return gazetteer.fold_name(record.name) == key


def _with_country(found: list[Record], name: str, kind: str | None) -> list[Record]:
    """Of a country's name: the country, a region or a town that goes by just that name, not every old spelling."""
    base = gazetteer.split_kind(name)[0]
    if not country_of(name) and not (kind == "district" and country_of(name.rsplit(None, 1)[0])):
        return found
    if kind == "district" and any(r.kind == "C" for r in found):
        return [r for r in found if r.kind == "C"]
    if kind or any(record.kind == "P" and record.population > 300000 for record in found):
        return found
    kept = [r for r in found if r.kind == "C" or (r.kind in "RP" and gazetteer.fold_name(r.name) == base)]
    return kept if any(r.kind == "C" for r in kept) else found


def _of_kind(found: Sequence[Record], kind: str | None, whole: str) -> list[Record]:
    if kind == "region":
        return [r for r in found if r.kind == "R"] or [r for r in found if r.kind in "DC"] or list(found)
    if kind == "district":
        return [r for r in found if r.kind == "D"] or [r for r in found if r.kind in "PC"] or list(found)
    if kind == "city" and any(r.kind == "P" and _same(r, whole) for r in found):
        # "Mexico City" is no country
        return [r for r in found if r.kind == "P" and r in gazetteer.load().folded(whole)]
    towns = {(r.country, r.region) for r in found if r.kind == "P" and _same(r, whole)}
    beside = any(r.kind == "P" for r in found)
    plain = [r for r in found if not _shadow(r, whole, towns, beside)]
    return plain or [r for r in found if r.kind != "R"] or list(found)


def _shadow(record: Record, whole: str, towns: set[tuple[str, str]], beside: bool) -> bool:
    """Whether a region is meant by its bare name only where its kind is said: "Belgorod" is the town, not its oblast.

    States of the United States are the exception: "New York" may be either. A district is shadowed by a town of its
    name in the same region.
    """
    if record.kind == "D":
        return (record.country, record.region) in towns or gazetteer.is_cyrillic(whole)
    if record.kind != "R":
        return False
    if whole == gazetteer.fold_name(record.name):
        return record.country != "US" and (record.country, record.region) in towns
    kind = gazetteer.split_kind(record.name)[1]
    return kind is not None and bool(beside or any(r.kind == "P" for r in gazetteer.load().folded(whole)))


@cache
def _around(which: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(lexicon.load("places")["around"][which], key=len, reverse=True))
    return re.compile(rf"(?:{words})\s+" if which == "before" else rf"\s+(?:{words})")


def shortened(name: str) -> Iterator[str]:
    """What a name says of where it is, without what it is: "Southern California" → "California", "Tarvin Town Hall" →
    "Tarvin", "D-Winthrop" → "Winthrop"."""
    name = _PARTY.sub("", name)
    yield name
    while match := _around("before").match(name):
        name = name[match.end() :]
        yield name
    while match := re.search(_around("after").pattern + "$", name):
        name = name[: match.start()]
        yield name


def by_shorter_name(name: str, regions: Mapping[tuple[str, str], float]) -> tuple[str, tuple[Record, ...]]:
    """Countries, regions and great cities that a longer name is made of, and towns of regions the report names; with
    the shorter name they were found by."""
    for shorter in shortened(name):
        found = candidates(shorter) if shorter != name else ()
        near = [r for r in found if regions.get((r.country, r.region), 0.0) >= 1]
        kept = tuple(r for r in found if r.kind in "CRA" or r.population >= _WELL_KNOWN or r in near)
        if kept:
            return shorter, kept
    return name, ()


def by_spelling(name: str, regions: Iterable[tuple[str, str]]) -> tuple[Record, ...]:
    """A town that a name misspells, sought only in regions the report names outright, and only if no other is near.

    At most a third of the letters may differ, none of the first or last two, and the next best must be clearly worse.
    """
    from rapidfuzz.distance import Levenshtein

    key, _ = gazetteer.split_kind(name)
    if len(key) < 6 or " " in key or gazetteer.is_cyrillic(name):
        return ()
    found: dict[str, tuple[float, Record]] = {}
    for country, region in sorted(regions):
        for record in gazetteer.load().within(country, region):
            other = gazetteer.fold_name(record.name)
            if record.kind != "P" or other[:2] != key[:2] or other[-2:] != key[-2:]:
                continue
            share = Levenshtein.distance(key, other) / max(len(key), len(other))
            if share <= 0.34 and (record.id not in found or share < found[record.id][0]):
                found[record.id] = (share, record)
    ranked = sorted(found.values(), key=lambda pair: (pair[0], -pair[1].population, pair[1].id))
    if not ranked or (len(ranked) > 1 and ranked[1][0] - ranked[0][0] < 0.1):
        return ()
    return (ranked[0][1],)
