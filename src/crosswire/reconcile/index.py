"""Look-ups over many readings that the modules of this room share.

reads report, items, mentions, attributions, entities, copies → writes nothing
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from crosswire.model.account import Reading
from crosswire.model.claim import Assertion, Attribution, Speaker
from crosswire.model.mention import Entity, Figure
from crosswire.model.report import Item, Report, Span
from crosswire.model.story import CopyLink

Ranges = Mapping[str, Sequence[tuple[int, int, str, int, int]]]
DERIVED = frozenset({"contained", "excerpt", "rewrite", "translation"})


class Groups:
    """Union-find over ids; the root of a group is its smallest id, so that it does not depend on the order."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, node: str) -> str:
        """The root of the group that ``node`` is in (itself where nothing was joined to it)."""
        path = []
        while self._parent.get(node, node) != node:
            path.append(node)
            node = self._parent[node]
        for step in path:
            self._parent[step] = node
        return node

    def join(self, left: str, right: str) -> None:
        """Put two nodes into one group."""
        a, b = sorted((self.find(left), self.find(right)))
        self._parent[b] = a


@dataclass(frozen=True, slots=True)
class Index:
    """``texts`` joins items and reports that are copies of one text; ``local`` maps a report's own entity ids to
    those of the account; ``names`` maps folded names and aliases to the one entity that bears them;
    ``held`` maps figures and assertions to their attributions; ``mentions`` are those by name,
    ``derived`` the reports and items that are copies of another; ``aligned`` the stretches of a report that stand in
    another too, ``revised`` those of them that a later version of the same article has anew."""

    reports: Mapping[str, Report]
    items: Mapping[str, Item]
    attributions: Mapping[str, Attribution]
    entities: Mapping[str, Entity]
    local: Mapping[str, str]
    names: Mapping[str, str]
    texts: Groups
    held: Mapping[str, str]
    derived: frozenset[str]
    mentions: Mapping[str, tuple[tuple[int, int, str], ...]] = field(default_factory=dict)
    aligned: Ranges = field(default_factory=dict)
    revised: Ranges = field(default_factory=dict)

    def entity(self, identifier: str | None) -> str | None:
        """The account's id of an entity given by either kind of id; None where it is not known."""
        if identifier is None:
            return None
        if identifier in self.entities:
            return identifier
        return self.local.get(identifier)

    def speaker(self, source: Speaker) -> str | None:
        """The entity that a source is: by its id, else by a name that only one entity bears."""
        found = self.entity(source.entity)
        if found is not None or source.anonymous or not source.name:
            return found
        return self.names.get(fold(source.name))

    def within(self, report: str, start: int, end: int) -> tuple[str, ...]:
        """Ids of the entities mentioned inside a span, in order, without repeats."""
        found = (e for a, b, e in self.mentions.get(report, ()) if start <= a and b <= end)
        return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1 << 15)
def fold(name: str) -> str:
    """A name for comparison: lower case, without a leading article, quotation marks or doubled spaces."""
    words = "".join(c for c in name.casefold() if c not in "\"'“”‘’«»„").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def build(readings: Sequence[Reading], entities: Sequence[Entity], copies: Sequence[CopyLink]) -> Index:
    """The index of a set of readings."""
    known = {entity.id: entity for entity in entities}
    places = {(m.report, m.start, m.end): entity.id for entity in entities for m in entity.mentions}
    local: dict[str, str] = {}
    mentions: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for reading in readings:
        for mention in reading.mentions:
            joined = places.get((mention.report, mention.start, mention.end))
            if joined is None and mention.entity in known:
                joined = mention.entity
            if joined is not None:
                local.setdefault(mention.entity, joined)
                if mention.form == "name":
                    mentions[mention.report].append((mention.start, mention.end, joined))
    return Index(
        reports={reading.report.id: reading.report for reading in readings},
        items={item.id: item for reading in readings for item in reading.items},
        attributions={a.id: a for reading in readings for a in reading.attributions},
        entities=known,
        local=local,
        names=_names(entities),
        texts=_texts(readings, copies),
        held=_held(readings),
        derived=frozenset(link.derived for link in copies if link.derived and link.kind in DERIVED),
        mentions={report: tuple(sorted(found)) for report, found in mentions.items()},
        aligned=_ranges(copies, readings),
        revised=_ranges([link for link in copies if link.kind == "update"], readings),
    )


def _ranges(copies: Sequence[CopyLink], readings: Sequence[Reading]) -> Ranges:
    owner = {item.id: reading.report.id for reading in readings for item in reading.items}
    found: dict[str, list[tuple[int, int, str, int, int]]] = {}
    for link in copies:
        source, target = (owner.get(node, node) for node in (link.source, link.target))
        for a in link.aligned:
            found.setdefault(source, []).append((a.from_start, a.from_end, target, a.to_start, a.to_end))
            found.setdefault(target, []).append((a.to_start, a.to_end, source, a.from_start, a.from_end))
    return found


def matched(one: Span, two: Span, ranges: Ranges) -> bool:
    """Whether two spans of two reports stand in stretches that are aligned with each other."""
    return any(
        report == two.report and low <= two.start < high
        for start, end, report, low, high in ranges.get(one.report, ())
        if start <= one.start < end
    )


def _held(readings: Sequence[Reading]) -> dict[str, str]:
    claims: list[Figure | Assertion] = []
    for reading in readings:
        claims += [*reading.figures, *reading.assertions]
    return {claim.id: claim.attribution for claim in claims if claim.attribution}


def _names(entities: Iterable[Entity]) -> dict[str, str]:
    bearers: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        for name in (entity.name, *entity.aliases):
            bearers[fold(name)].add(entity.id)
    return {name: next(iter(ids)) for name, ids in bearers.items() if len(ids) == 1}


def _texts(readings: Sequence[Reading], copies: Sequence[CopyLink]) -> Groups:
    groups = Groups()
    items = {reading.report.id: reading.items for reading in readings}
    bounds = {item.id: (item.start, item.end) for found in items.values() for item in found}
    owner = {item.id: reading.report.id for reading in readings for item in reading.items}

    def touched(node: str, ranges: Sequence[tuple[int, int]]) -> list[str]:
        if node in bounds:
            return [node]
        return [i.id for i in items.get(node, ()) if not ranges or any(a < i.end and i.start < b for a, b in ranges)]

    for link in copies:
        if link.source in items and link.target in items:
            groups.join(link.source, link.target)
        else:
            groups.join(owner.get(link.source, link.source), owner.get(link.target, link.target))
        ranges = [([(a.from_start, a.from_end)], [(a.to_start, a.to_end)]) for a in link.aligned] or [([], [])]
        for here, there in ranges:
            left, right = touched(link.source, here), touched(link.target, there)
            for a in left:
                for b in right:
                    groups.join(a, b)
    return groups
