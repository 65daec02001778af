"""The place each name of one report means: all its names are weighed together.

reads nothing of Crosswire's but the lexicon and the gazetteer → writes nothing
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from crosswire.language import lexicon
from crosswire.model.mention import Precision
from crosswire.resolve import places_scene
from crosswire.resolve.gazetteer import Record
from crosswire.resolve.places_candidates import by_shorter_name, by_spelling, candidates, in_full
from crosswire.resolve.places_doubt import famed, stray, toss_up
from crosswire.resolve.places_near import closeness
from crosswire.resolve.places_scene import Query, Scene, scene_of, score

NOWHERE: Mapping[tuple[str, str], float] = {}
_MOST = 30  # candidates of one name that are weighed
_PRECISION: dict[str, Precision] = {"C": "country", "R": "region", "D": "district", "P": "point", "A": "region"}


@dataclass(frozen=True, slots=True)
class Choice:
    """The record a name was taken to, its precision, and why."""

    record: Record
    precision: Precision
    why: str


def resolve(
    queries: Sequence[Query], *, home: str | None = None, usual: Mapping[tuple[str, str], float] = NOWHERE
) -> list[Choice | None]:
    """The place each name of one report means, in the order given; None where the gazetteer has no such name.

    ``home`` is the outlet's country, ``usual`` the share of its reports that each region stands in.
    """
    queries = [replace(q, name=in_full(q.name)) for q in queries]
    options = [candidates(q.name, q.kind) for q in queries]
    scene = scene_of(queries, options, home, usual)
    for index, found in enumerate(options):
        if not found and not queries[index].adjective:
            name, options[index] = by_shorter_name(queries[index].name, scene.regions)
            queries[index] = replace(queries[index], name=name)
            options[index] = options[index] or by_spelling(name, scene.named)
    scored = [
        sorted(
            ((score(r, asked, scene), r) for r in found), key=lambda pair: (-pair[0], -pair[1].population, pair[1].id)
        )[:_MOST]
        for asked, found in zip(queries, options, strict=True)
    ]
    at_hand = closeness([[record for _, record in ranked] for ranked in scored])
    totals = [
        [score + places_scene.WEIGHTS.near * extra for (score, _), extra in zip(ranked, near, strict=True)]
        for ranked, near in zip(scored, at_hand, strict=True)
    ]
    records = [[record for _, record in ranked] for ranked in scored]
    chosen = [
        best and famed(best, found, asked, scene)
        for asked, found, best in zip(queries, records, map(_best, records, totals), strict=True)
    ]
    out: list[Choice | None] = []
    for index, (asked, places, best) in enumerate(zip(queries, records, chosen, strict=True)):
        others = [c for n, c in enumerate(chosen) if c and n != index and c.kind in "PDR"]
        if best is None or stray(best, asked, others, scene) or toss_up(best, places, asked, others, scene):
            out.append(None)
        else:
            out.append(Choice(best, _precision(best, asked.kind), _reason(best, asked, places, scene)))
    return out


def _best(found: Sequence[Record], totals: Sequence[float]) -> Record | None:
    return found[max(range(len(found)), key=lambda i: (totals[i], -i))] if found else None


def _precision(record: Record, kind: str | None) -> Precision:
    if record.kind == "A":
        areas = {area["name"]: area["precision"] for area in lexicon.load("places")["areas"]}
        return areas[record.name]  # type: ignore[no-any-return]
    if kind == "district" and record.kind == "P":
        return "district"
    return _PRECISION[record.kind]


def _reason(best: Record, asked: Query, found: Sequence[Record], scene: Scene) -> str:
    if len(found) == 1:
        return "the only place of that name in the gazetteer"
    if asked.inside:
        return f"named with {asked.inside[0]}"
    if scene.regions.get((best.country, best.region), 0.0) > 2:
        return "other names of the report lie in the same region"
    if scene.countries.get(best.country, 0.0) > 1:
        return "the report names its country"
    return "the largest place of that name"
