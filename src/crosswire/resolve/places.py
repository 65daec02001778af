"""Places to coordinates, offline: which place of that name a report means, by what else it names.

reads entities, readings → writes entities

Each report's places are read together. A name's candidates come from the gazetteer; people living there speak for
one, a region or country named in the report more, one named right after it ("Paris, Texas") most; regions in which
many of the report's names are found speak for all of them. What is told of a name's own letters (a machine
translation's spelling) is used only inside a region the report names.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from crosswire.language import lexicon
from crosswire.language.names import country_of, place_parts
from crosswire.model.account import Reading
from crosswire.model.mention import Entity, Mention, Place, Precision
from crosswire.resolve import gazetteer, names_kinds, names_words
from crosswire.resolve.gazetteer import Record
from crosswire.resolve.places_candidates import by_shorter_name, by_spelling, candidates, capitals, in_full

METHOD = "places/2"
_NOWHERE: Mapping[tuple[str, str], float] = {}
_ENOUGH = 4  # reports of one outlet from which it is told where it usually reports from
_MOST = 30  # candidates of one name that are weighed
_AT_HAND_KM = 60.0
_PRECISION: dict[str, Precision] = {"C": "country", "R": "region", "D": "district", "P": "point", "A": "region"}


@dataclass(frozen=True, slots=True)
class Query:
    """A place as one report names it. ``kind`` is "region", "district" or None; ``inside`` the names of places written
    right after it ("Paris, Texas"); ``count`` how often it is named."""

    name: str
    kind: str | None = None
    inside: tuple[str, ...] = ()
    count: int = 1
    adjective: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """The record a name was taken to, its precision, and why."""

    record: Record
    precision: Precision
    why: str


def locate(entities: Sequence[Entity], readings: Sequence[Reading]) -> tuple[Entity, ...]:
    """The same entities in the same order; places with coordinates where the reports tell which place is meant.

    Of several reports' answers the most frequent counts. A place that cannot be told keeps ``place`` None.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    choices: dict[tuple[str, str], Choice] = {}
    owner = {
        (m.report, m.start, m.end): entity.id for entity in entities if entity.type == "place" for m in entity.mentions
    }
    grouped: list[dict[str, list[Mention]]] = []
    for reading in readings:
        groups: dict[str, list[Mention]] = defaultdict(list)
        for mention in reading.mentions:
            identifier = owner.get((mention.report, mention.start, mention.end))
            if mention.type == "place" and identifier:
                groups[identifier].append(mention)
        grouped.append(groups)
    for groups, found in zip(grouped, choose_all(readings, grouped), strict=True):
        for identifier, choice in found.items():
            votes[identifier][choice.record.id] += len(groups[identifier])
            choices[identifier, choice.record.id] = choice
    out = []
    for entity in entities:
        if entity.type == "place" and votes[entity.id]:
            best = min(votes[entity.id], key=lambda key: (-votes[entity.id][key], key))
            entity = replace(entity, place=to_place(choices[entity.id, best]))
        out.append(entity)
    return tuple(out)


def to_place(choice: Choice) -> Place:
    """The model's record of a choice."""
    record = choice.record
    return Place(record.lat, record.lon, choice.precision, record.id, record.name, record.country or None)


def choose_all(
    readings: Sequence[Reading], grouped: Sequence[Mapping[str, Sequence[Mention]]]
) -> list[dict[str, Choice]]:
    """:func:`choose` for many reports, those of one outlet read twice: where it usually reports from helps each.

    Source of the idea: the local lexicon of Lieberman, Samet and Sankaranarayanan (2010).
    """
    first = [choose(reading, groups) for reading, groups in zip(readings, grouped, strict=True)]
    outlets: dict[str, list[int]] = defaultdict(list)
    for index, reading in enumerate(readings):
        name = host(reading.report.url) or reading.report.outlet
        if name:
            outlets[name].append(index)
    for indices in outlets.values():
        if len(indices) < _ENOUGH:
            continue
        counts: Counter[tuple[str, str]] = Counter()
        for index in indices:
            counts.update(
                {(c.record.country, c.record.region) for c in first[index].values() if c.record.kind in "RDP"}
            )
        usual = {key: n / len(indices) for key, n in counts.items() if n > 1}
        for index in indices:
            first[index] = choose(readings[index], grouped[index], usual=usual)
    return first


def host(url: str | None) -> str | None:
    """The host of an address without "www."; None where there is none."""
    match = re.match(r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)+)", url or "")
    return match[1].lower() if match else None


def choose(
    reading: Reading, groups: Mapping[str, Sequence[Mention]], *, usual: Mapping[tuple[str, str], float] = _NOWHERE
) -> dict[str, Choice]:
    """Which place each group of mentions of one report is; groups that cannot be told are left out."""
    keys = sorted(groups)
    queries = [query(reading.report.text, groups[key]) for key in keys]
    found = resolve(queries, home=home_country(reading.report.url, reading.report.outlet), usual=usual)
    return {key: choice for key, choice in zip(keys, found, strict=True) if choice}


def query(text: str, mentions: Sequence[Mention]) -> Query:
    """What a group of mentions asks of the gazetteer: its commonest form, its kind, what is written after it."""
    named = [m for m in mentions if m.form == "name"]
    kinds: Counter[str] = Counter()
    inside: list[str] = []
    for mention in named:
        found = names_kinds.with_kind(text, names_words.Found(mention.start, mention.end, "place", "name", 1.0))
        if found.kind:
            kinds[found.kind] += 1
        after = re.compile(r", ((?:[A-Z][\w.’'-]*\s?){1,3})").match(text, mention.end)
        if after:
            inside.append(after[1].strip())
    if not named:
        iso = next((iso for m in mentions if (iso := names_words.adjective_country(m.exact))), None)
        name = lexicon.load("places")["countries"][iso]["names"][0] if iso else mentions[0].exact
        return Query(name, None, (), len(mentions), True)
    forms = Counter(m.exact for m in named)
    best = max(forms, key=lambda name: (forms[name], len(name), name))
    kind = kinds.most_common(1)[0][0] if kinds else None
    return Query(best, kind, tuple(dict.fromkeys(inside)), len(mentions))


@dataclass(slots=True)
class _Scene:
    """What a report says about where it is: weights of countries and regions, and the regions named outright."""

    countries: Mapping[str, float]
    regions: Mapping[tuple[str, str], float]
    named: frozenset[tuple[str, str]] = frozenset()


def resolve(
    queries: Sequence[Query], *, home: str | None = None, usual: Mapping[tuple[str, str], float] = _NOWHERE
) -> list[Choice | None]:
    """The place each name of one report means, in the order given; None where the gazetteer has no such name.

    ``home`` is the outlet's country, ``usual`` the share of its reports that each region stands in.
    """
    queries = [replace(q, name=in_full(q.name)) for q in queries]
    options = [candidates(q.name, q.kind) for q in queries]
    scene = _scene(queries, options, home, usual)
    for index, found in enumerate(options):
        if not found and not queries[index].adjective:
            name, options[index] = by_shorter_name(queries[index].name, scene.regions)
            queries[index] = replace(queries[index], name=name)
            options[index] = options[index] or by_spelling(name, scene.named)
    scored = [
        sorted(
            ((_score(r, asked, scene), r) for r in found), key=lambda pair: (-pair[0], -pair[1].population, pair[1].id)
        )[:_MOST]
        for asked, found in zip(queries, options, strict=True)
    ]
    closeness = _closeness([[record for _, record in ranked] for ranked in scored])
    out: list[Choice | None] = []
    for asked, ranked, near in zip(queries, scored, closeness, strict=True):
        if not ranked:
            out.append(None)
            continue
        totals = [score + WEIGHTS.near * extra for (score, _), extra in zip(ranked, near, strict=True)]
        best = ranked[max(range(len(totals)), key=lambda i: (totals[i], -i))][1]
        out.append(Choice(best, _precision(best, asked.kind), _reason(best, asked, [r for _, r in ranked], scene)))
    return out


def _closeness(options: Sequence[Sequence[Record]]) -> list[list[float]]:
    """For each candidate, over the other names, how near that name's nearest candidate lies: 1 at hand, 0 far away."""
    import numpy as np

    records = [record for found in options for record in found]
    if not records:
        return [[] for _ in options]
    starts = np.cumsum([0, *(len(found) for found in options if found)])[:-1]
    lat, lon = (np.radians(np.array([getattr(r, name) for r in records])) for name in ("lat", "lon"))
    chord = (
        np.sin((lat[:, None] - lat) / 2) ** 2
        + np.cos(lat)[:, None] * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    )
    km = 12742.0 * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))
    wide = np.array([record.kind in "CA" for record in records])
    km[:, wide] = np.inf  # a country's middle says nothing about nearness
    nearest = np.minimum.reduceat(km, starts, axis=1)
    owner = np.repeat(np.arange(len(starts)), [len(found) for found in options if found])
    nearest[np.arange(len(records)), owner] = np.inf
    sums = (1 / (1 + (nearest / _AT_HAND_KM) ** 2)).sum(axis=1)
    out, at = [], 0
    for found in options:
        out.append([float(value) for value in sums[at : at + len(found)]])
        at += len(found)
    return out


def _precision(record: Record, kind: str | None) -> Precision:
    if record.kind == "A":
        areas = {area["name"]: area["precision"] for area in lexicon.load("places")["areas"]}
        return areas[record.name]  # type: ignore[no-any-return]
    if kind == "district" and record.kind == "P":
        return "district"
    return _PRECISION[record.kind]


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence counts; tuned on the even documents of LGL and GeoVirus (docs/decisions/0018)."""

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


WEIGHTS = Weights()


def _scene(
    queries: Sequence[Query],
    options: Sequence[Sequence[Record]],
    home: str | None,
    usual: Mapping[tuple[str, str], float],
) -> _Scene:
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
    return _Scene(countries, regions, frozenset(named))


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


def _score(record: Record, asked: Query, scene: _Scene) -> float:
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
        score -= w.namesake
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


def _reason(best: Record, asked: Query, found: Sequence[Record], scene: _Scene) -> str:
    if len(found) == 1:
        return "the only place of that name in the gazetteer"
    if asked.inside:
        return f"named with {asked.inside[0]}"
    if scene.regions.get((best.country, best.region), 0.0) > 2:
        return "other names of the report lie in the same region"
    if scene.countries.get(best.country, 0.0) > 1:
        return "the report names its country"
    return "the largest place of that name"


def haversine(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres between two points in degrees."""
    x, y = math.radians(lat1), math.radians(lat2)
    d = math.sin((y - x) / 2) ** 2 + math.cos(x) * math.cos(y) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(d)))


def home_country(url: str | None, outlet: str | None) -> str | None:
    """The country an outlet's address or name points to: ".ua", "Kyiv Post"; None where neither does."""
    match = re.search(r"^(?:https?://)?[^/]*?\.([a-z]{2})(?:[/:]|$)", url or "")
    if match:
        iso = {"uk": "GB"}.get(match[1], match[1].upper())
        if iso in lexicon.load("places")["countries"]:
            return iso
    return next((iso for word in (outlet or "").split() if (iso := country_of(word))), None)
