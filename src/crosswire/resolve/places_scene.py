"""What a report says about where it is, and how well each place of a name fits that.

Countries and regions named outright weigh most, a container written after a name ("Paris, Texas") more still; regions
that hold many of the report's names speak for all of them, and so do those the outlet usually reports from.

reads nothing of Crosswire's but the lexicon and the gazetteer → writes nothing
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from crosswire.language.names import place_parts
from crosswire.resolve import gazetteer
from crosswire.resolve.gazetteer import Record
from crosswire.resolve.places_candidates import candidates, capitals


@dataclass(frozen=True, slots=True)
class Query:
    """A place as one report names it. ``kind`` is "region", "district" or None; ``inside`` the names of places written
    right after it ("Paris, Texas"); ``count`` how often it is named."""

    name: str
    kind: str | None = None
    inside: tuple[str, ...] = ()
    count: int = 1
    adjective: bool = False


@dataclass(slots=True)
class Scene:
    """What a report says about where it is: weights of countries and regions, and the regions named outright."""

    countries: Mapping[str, float]
    regions: Mapping[tuple[str, str], float]
    named: frozenset[tuple[str, str]] = frozenset()
    usual: Mapping[tuple[str, str], float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence counts; tuned on the even documents of LGL and GeoVirus (docs/decisions/0115).

    ``usual``, ``local`` and ``at_home`` are for regions the outlet's other reports name; ``namesake`` against a town
    that bears a country's name, ``seat`` against a region that bears its capital's."""

    people: float = 0.66
    country: float = 2.0
    region: float = 1.0
    district: float = -1.96
    bare_district: float = -1.59
    seat: float = 4.2
    namesake: float = 3.0
    capital: float = 0.6
    other_name: float = 2.0
    usual: float = 4.2
    inside: float = 4.0
    vote_region: float = 1.87
    vote_country: float = 1.08
    near: float = 1.0
    outright: float = 1.62
    rare: float = 6.48
    base: float = 0.66
    at_home: float = 1.5
    local: float = 2.0


WEIGHTS = Weights()


def scene_of(
    queries: Sequence[Query],
    options: Sequence[Sequence[Record]],
    home: str | None,
    usual: Mapping[tuple[str, str], float],
) -> Scene:
    """Countries and regions by the names that are found in them; those named outright weigh most."""
    countries: dict[str, float] = defaultdict(float)
    regions: dict[tuple[str, str], float] = defaultdict(float)
    named: set[tuple[str, str]] = set()
    if home:
        countries[home] += 1.5
    for (country, region), share in usual.items():
        regions[country, region] += WEIGHTS.usual * share
        countries[country] += WEIGHTS.usual * share
    for asked, found in zip(queries, options, strict=True):
        if not found:
            continue
        top = max(found, key=lambda r: (r.kind == "C", r.kind == "R", r.population))
        if top.kind == "C" and len(found) == 1:
            countries[top.country] += 1.0 if asked.adjective else 2.0
        elif top.kind == "R" and (asked.kind == "region" or len(found) < 3 or top.population > 10**6):
            regions[top.country, top.region] += WEIGHTS.outright
            named.add((top.country, top.region))
            countries[top.country] += 1.5
        else:
            _vote(asked, found, countries, regions)
    return Scene(countries, regions, frozenset(named), usual)


def _vote(
    asked: Query, found: Sequence[Record], countries: dict[str, float], regions: dict[tuple[str, str], float]
) -> None:
    """An ambiguous name speaks a little for every region that has it, more where few have; its container most."""
    weight = min(1.0, WEIGHTS.rare / len(found))
    for key in {(r.country, r.region) for r in found}:
        regions[key] += weight + WEIGHTS.base
    for country in {r.country for r in found}:
        countries[country] += 0.3 * weight
    for outer in asked.inside:
        for record in candidates(outer):
            if record.kind in "CR":
                regions[record.country, record.region] += 2.0
                countries[record.country] += 1.0


def score(record: Record, asked: Query, scene: Scene) -> float:
    w = WEIGHTS
    score = w.people * math.log10(record.population + 10)
    if record.kind == "C":
        score += w.country
    elif record.kind == "R":
        score += w.region - (w.seat if capitals().get(gazetteer.fold_name(record.name)) == record.country else 0.0)
    elif record.kind == "D":
        score += w.district if _goes_by(record, asked.name) or asked.kind == "district" else w.bare_district
    elif capitals().get(gazetteer.fold_name(record.name)) == record.country and record.population > 50000:
        score += w.capital
    if record.kind == "P" and record.population < 300000 and asked.kind != "city" and _greater(asked.name):
        score -= w.namesake * max(0.0, 1.0 - w.at_home * scene.usual.get((record.country, record.region), 0.0))
    if record.kind in "PD":
        score += w.local * scene.usual.get((record.country, record.region), 0.0)
    if not _goes_by(record, asked.name):
        score -= w.other_name * (1.0 if record.population < 200_000 else 0.3)
    if any(_contains(outer, record) for outer in asked.inside):
        score += w.inside
    own = 1.3 if record.kind in "PD" else 0.0
    score += w.vote_region * math.log1p(max(0.0, scene.regions.get((record.country, record.region), 0.0) - own))
    score += w.vote_country * math.log1p(scene.countries.get(record.country, 0.0))
    return score


@lru_cache(maxsize=1 << 12)
def _greater(name: str) -> bool:
    """Whether a name is a country's or a wide area's first of all."""
    return any(record.kind in "CA" for record in candidates(name))


def _goes_by(record: Record, name: str) -> bool:
    """Whether a name is the place's usual one or an exonym of it, not one of its many old and foreign ones."""
    usual = gazetteer.fold_name(record.name)
    return usual in (gazetteer.fold_name(name), gazetteer.split_kind(name)[0]) or place_parts(
        record.name
    ) == place_parts(name)


def _contains(outer: str, record: Record) -> bool:
    """Whether a name written after a place's may be the country, region or district it lies in."""
    return any(
        c.country == record.country and (c.kind == "C" or c.region == record.region)
        for c in candidates(outer)
        if c.kind in "CRD" and c is not record
    )
