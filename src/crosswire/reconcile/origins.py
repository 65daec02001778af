"""Who said it first, as far as the reports show: the origin of each claim.

reads readings, copies, entities → writes origins

An origin is a source that is named, or the own reporting on the spot of one outlet (or of one owner's outlets) with all
copies of its text. A copy, a translation or a second carrier adds none, and one source is one origin however often it
speaks: repetition is not corroboration. An outlet that says a thing in its own voice, and not that its people were
there, may have it from anybody. Such voices, and those that cannot be told apart, get keys that
:func:`crosswire.model.origin.independent` does not add up. Decisions 0040 and 0105.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from crosswire.language.witness import on_the_spot
from crosswire.model.account import Reading
from crosswire.model.claim import Assertion, Attribution
from crosswire.model.mention import Entity, Figure
from crosswire.model.origin import OUTLET, UNKNOWN
from crosswire.model.report import Item
from crosswire.model.story import CopyLink
from crosswire.reconcile.answers import alike
from crosswire.reconcile.index import Groups, Index, build, fold
from crosswire.reconcile.outlets import is_outlet, owner_of

METHOD = "origins/2"
CARRIED = 0.5


def trace(readings: Sequence[Reading], copies: Sequence[CopyLink], entities: Sequence[Entity]) -> dict[str, str]:
    """Claim id (attribution, figure or assertion) to the key of its origin; the same key means the same origin."""
    index = build(readings, entities, copies)
    own = _own_voices(index)
    keys: dict[str, str] = {}
    for reading in readings:
        for attribution in reading.attributions:
            keys[attribution.id] = _source_key(attribution, index)
    keys = _copied(copies, keys, index)
    keys.update(_carried(readings, keys, index))
    for reading in readings:
        claims: tuple[Figure | Assertion, ...] = (*reading.figures, *reading.assertions)
        for claim in claims:
            voice = own.get(claim.item) or f"{UNKNOWN}own:{claim.item}"
            keys[claim.id] = keys.get(claim.attribution or "", voice)
    return keys


def _copied(copies: Sequence[CopyLink], keys: Mapping[str, str], index: Index) -> dict[str, str]:
    """Attributions in passages that are copies of each other, with one origin, also where a translation spells the
    source so that the two names were not joined: that of the earliest report that names somebody."""
    held: dict[str, list[Attribution]] = defaultdict(list)
    for attribution in index.attributions.values():
        held[attribution.report].append(attribution)
    told = Groups()
    for link in copies:
        left, right = (index.items[n].report if n in index.items else n for n in (link.source, link.target))
        for a in link.aligned:
            here = [o for o in held[left] if _starts(o, a.from_start, a.from_end)]
            there = [o for o in held[right] if _starts(o, a.to_start, a.to_end)]
            for one, two in _pairs(here, there, keys):
                told.join(one.id, two.id)
    members: dict[str, list[Attribution]] = defaultdict(list)
    for attribution in index.attributions.values():
        members[told.find(attribution.id)].append(attribution)
    found: dict[str, str] = {}
    for group in members.values():
        first = min(group, key=lambda o: (keys[o.id].startswith(UNKNOWN), _precedence(o.item, index), keys[o.id]))
        found.update({o.id: keys[first.id] for o in group})
    return found


def _pairs(
    here: Sequence[Attribution], there: Sequence[Attribution], keys: Mapping[str, str]
) -> Iterator[tuple[Attribution, Attribution]]:
    """Attributions of two passages that are the same one: by their keys, and what is left over in its order."""
    left, right = ({keys[o.id]: o for o in reversed(side)} for side in (here, there))
    yield from ((left[key], right[key]) for key in left.keys() & right.keys())
    yield from zip(
        [o for key, o in left.items() if key not in right],
        [o for key, o in right.items() if key not in left],
        strict=False,
    )


def _starts(attribution: Attribution, start: int, end: int) -> bool:
    return bool(attribution.content) and start <= attribution.content[0].start < end


def _carried(readings: Sequence[Reading], keys: Mapping[str, str], index: Index) -> dict[str, str]:
    """Attributions to a carrier of what another report shows it to have taken from somebody: that one's origin."""
    taken: dict[str, list[Attribution]] = defaultdict(list)
    everything = [a for reading in readings for a in reading.attributions]
    for attribution in everything:
        for hop in attribution.chain:
            if hop.relation in ("quoted-by", "cited-by"):
                entity = index.entity(hop.entity) or index.names.get(fold(hop.name))
                taken[_key_of(hop.name, entity, index)].append(attribution)
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
    name = source.name or ""
    entity = None if source.anonymous else index.speaker(source)
    if entity is None and (source.anonymous or not _proper(name)):
        return f"{UNKNOWN}unnamed:{fold(name)}:{index.texts.find(attribution.item)}"
    return _key_of(name, entity, index)


def _key_of(name: str, entity: str | None, index: Index) -> str:
    """The key of a named source. An outlet that is named as one has it from anybody."""
    names = (name, index.entities[entity].name) if entity is not None else (name,)
    outlet = next((each for each in names if is_outlet(each, index)), None)
    if outlet is not None:
        return f"{OUTLET}{owner_of(outlet, index)}"
    if entity is None:
        return f"name:{fold(name)}"
    return _state(index.entities[entity]) or entity


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
        named = [item for item in items if index.reports[index.items[item].report].outlet]
        first = min(named, key=lambda item: _precedence(item, index), default=None)
        key = _own_key(index.items[first], index) if first else f"{UNKNOWN}own:{root}"
        keys.update(dict.fromkeys(items, key))
    return keys


def _precedence(item: str, index: Index) -> tuple[bool, str, str, int]:
    report = index.reports[index.items[item].report]
    return report.id in index.derived, report.published.edtf or "9999", report.outlet or "", index.items[item].start


def _own_key(item: Item, index: Index) -> str:
    """The outlet's key where its people were there, else one that adds nothing: it may have it from anybody."""
    report = index.reports[item.report]
    owner = owner_of(report.outlet or "", index)
    if on_the_spot(report.text[item.start : item.end], report.outlet):
        return f"outlet:{owner}"
    return f"{OUTLET}{owner}"
