"""Who said it first, as far as the reports show: the origin of each claim.

reads readings, copies, entities → writes origins

An origin is a source that is named, or the own reporting of one outlet with all copies of its text. A copy, a
translation or a second carrier adds none, and one source is one origin however often it speaks: repetition is not
corroboration. Voices that cannot be told apart get keys that :func:`crosswire.model.origin.independent` does not
add up. Decision 0040.
"""

from collections import defaultdict
from collections.abc import Sequence

from crosswire.model.account import Reading
from crosswire.model.claim import Assertion, Attribution
from crosswire.model.mention import Entity, Figure
from crosswire.model.origin import UNKNOWN
from crosswire.model.report import Report
from crosswire.model.story import CopyLink
from crosswire.reconcile.answers import alike
from crosswire.reconcile.index import Index, build, fold

METHOD = "origins/1"
CARRIED = 0.5


def trace(readings: Sequence[Reading], copies: Sequence[CopyLink], entities: Sequence[Entity]) -> dict[str, str]:
    """Claim id (attribution, figure or assertion) to the key of its origin; the same key means the same origin."""
    index = build(readings, entities, copies)
    own = _own_voices(index)
    keys: dict[str, str] = {}
    for reading in readings:
        for attribution in reading.attributions:
            keys[attribution.id] = _source_key(attribution, index)
    keys.update(_carried(readings, keys, index))
    for reading in readings:
        claims: tuple[Figure | Assertion, ...] = (*reading.figures, *reading.assertions)
        for claim in claims:
            voice = own.get(claim.item) or _own_key(reading.report, claim.item)
            keys[claim.id] = keys.get(claim.attribution or "", voice)
    return keys


def _carried(readings: Sequence[Reading], keys: dict[str, str], index: Index) -> dict[str, str]:
    """Attributions to a carrier of what another report shows it to have taken from somebody: that one's origin."""
    taken: dict[str, list[Attribution]] = defaultdict(list)
    everything = [a for reading in readings for a in reading.attributions]
    for attribution in everything:
        for hop in attribution.chain:
            if hop.relation in ("quoted-by", "cited-by"):
                taken[index.entity(hop.entity) or index.names.get(fold(hop.name)) or f"name:{fold(hop.name)}"].append(
                    attribution
                )
    found: dict[str, str] = {}
    for attribution in everything:
        for first in taken.get(keys[attribution.id], ()):
            if first.id != attribution.id and _alike(first, attribution):
                found[attribution.id] = keys[first.id]
    return found


def _alike(one: Attribution, two: Attribution) -> bool:
    left, right = (" ".join(span.exact for span in a.content) for a in (one, two))
    return alike(left, right) >= CARRIED


def _source_key(attribution: Attribution, index: Index) -> str:
    source = attribution.source
    entity = index.speaker(source)
    if entity is not None and not source.anonymous:
        return _state(index.entities[entity]) or entity
    name = fold(source.name or "")
    text = index.texts.find(attribution.item)
    if source.anonymous or not _proper(source.name or ""):
        return f"{UNKNOWN}unnamed:{name}:{text}"
    return f"name:{name}"


def _state(entity: Entity) -> str | None:
    """A country and its capital speak for one government: "Moscow" and "Russia" are one source."""
    place = entity.place
    if entity.type != "place" or place is None or place.country is None or place.precision in ("region", "district"):
        return None
    return f"state:{place.country}"


def _proper(name: str) -> bool:
    """Whether a name that no entity bears is at least written like one."""
    words = [word for word in name.split() if word.lower() != "the"]
    return bool(words) and words[0][:1].isupper()


def _own_voices(index: Index) -> dict[str, str]:
    """Item id to the key of its own voice: the outlet whose text it is (no copy, else the first), or unknown."""
    members: dict[str, list[str]] = defaultdict(list)
    for item in index.items:
        members[index.texts.find(item)].append(item)
    keys: dict[str, str] = {}
    for root, items in members.items():
        reports = {index.items[item].report for item in items}
        named = sorted(
            (report.id in index.derived, report.published.edtf or "9999", report.outlet)
            for report in map(index.reports.__getitem__, reports)
            if report.outlet
        )
        key = _outlet_key(named[0][2], index) if named else f"{UNKNOWN}own:{root}"
        keys.update(dict.fromkeys(items, key))
    return keys


def _outlet_key(outlet: str, index: Index) -> str:
    return index.names.get(fold(outlet)) or f"outlet:{fold(outlet)}"


def _own_key(report: Report, item: str) -> str:
    return f"outlet:{fold(report.outlet)}" if report.outlet else f"{UNKNOWN}own:{item}"
