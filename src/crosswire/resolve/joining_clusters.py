"""Clusters of entities that are one: disjoint sets with the reasons of their joins.

A join is refused where one report keeps the two apart, where two full names in the clusters contradict, or where
somebody said that they differ.

reads nothing of Crosswire's but the entities of reports → writes nothing
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from crosswire.base.ids import make_id
from crosswire.language.names import body, given_names, known_body, person_parts, same_name, same_person
from crosswire.language.nominative import person_in_nominative
from crosswire.language.spelling import fold
from crosswire.model.mention import Entity
from crosswire.resolve import gazetteer
from crosswire.resolve.joining_locals import Local, blocks_of
from crosswire.resolve.joining_rules import roles_agree, same_body, same_place_here
from crosswire.resolve.joining_said import Said

Test = Callable[[Local, Local], "str | None"]


class Clusters:
    """Disjoint sets of local entities with the reasons of their joins."""

    def __init__(self, locals_: Sequence[Local], said: Said) -> None:
        self.said = said
        self.locals = {one.id: one for one in locals_}
        self.parent = {one.id: one.id for one in locals_}
        self.members: dict[str, list[str]] = {one.id: [one.id] for one in locals_}
        self.why: dict[str, list[str]] = defaultdict(list)
        self.surnames: Counter[str] = Counter()

    def find(self, key: str) -> str:
        while self.parent[key] != key:
            self.parent[key] = self.parent[self.parent[key]]
            key = self.parent[key]
        return key

    def as_said(self) -> None:
        """Join what a person says is one, before anything else is looked at."""
        called: dict[str, list[Local]] = defaultdict(list)
        for one in self.locals.values() if self.said else ():
            for name in sorted(one.names):
                called[self.said.key(name)].append(one)
        for left, right, why in self.said.same():
            for one in called.get(left, ()):
                for other in called.get(right, ()):
                    if one.type == other.type:
                        self._union(one.id, other.id, f"“{one.name}” and “{other.name}”: {why}")

    def run(self, locals_: Sequence[Local]) -> None:
        """Join what may be joined among entities of one type: full names first, then short ones."""
        blocks: dict[str, list[Local]] = defaultdict(list)
        for one in locals_:
            for key in sorted(set(blocks_of(one))):
                blocks[key].append(one)
        passes = (self._full_pair, self._short_pair) if locals_ and locals_[0].type == "person" else (self._pair,)
        for test in passes:
            for key in sorted(blocks):
                self._block(blocks[key], test)

    def _block(self, block: Sequence[Local], test: Test) -> None:
        """Each entity against one of every cluster met so far in the block: clusters are few where names are many."""
        met: dict[str, Local] = {}
        for one in sorted(block, key=lambda o: (-len(o.name), o.name, o.id)):
            root = self.find(one.id)
            if root in met:
                continue
            for other in sorted({self.find(key) for key in met}):
                if other == self.find(one.id):
                    continue
                best = self._joinable(one, other, test)
                if best:
                    self._union(one.id, other, best)
            met[self.find(one.id)] = one

    def _joinable(self, one: Local, root: str, test: Test) -> str | None:
        """The reason to join, if some members of the two clusters call for it and none speak against it."""
        mine = [self.locals[key] for key in self.members[self.find(one.id)]]
        theirs = [self.locals[key] for key in self.members[root]]
        reason = None
        for a in _distinct(mine):
            for b in _distinct(theirs):
                found = test(a, b)
                if found and reason is None:
                    reason = f"“{a.name}” and “{b.name}”: {found}" if a.name != b.name else f"“{a.name}”: {found}"
                if self._against(a, b) or self.said.different(a.names, b.names):
                    return None
        if reason is None or self._kept_apart(mine, theirs):
            return None
        return reason

    def _against(self, a: Local, b: Local) -> bool:
        if a.type == "person":
            return bool(person_parts(a.name)[0] and person_parts(b.name)[0]) and not same_person(a.name, b.name)[0]
        return False

    def _kept_apart(self, mine: Iterable[Local], theirs: Iterable[Local]) -> bool:
        """Whether one report has both as different entities, and not merely by a spelling it did not know."""
        reports = defaultdict(list)
        for one in mine:
            reports[one.report].append(one)
        for other in theirs:
            for one in reports.get(other.report, ()):
                if one.key and one.key == other.key and one.type == "place":
                    continue
                if not same_name(one.name, other.name, type=one.type)[0]:
                    return True
                if (
                    one.type == "organisation"
                    and body(one.name).countries != body(other.name).countries
                    and known_body(one.name) is None
                ):
                    return True
        return False

    def _union(self, a: str, b: str, why: str) -> None:
        a, b = sorted((self.find(a), self.find(b)))
        if a == b:
            return
        self.parent[b] = a
        self.members[a] += self.members.pop(b)
        self.why[a] += [*self.why.pop(b, []), why]

    def _pair(self, a: Local, b: Local) -> str | None:
        return same_place_here(a, b) if a.type == "place" else same_body(a, b)

    def _full_pair(self, a: Local, b: Local) -> str | None:
        if not (person_parts(a.name)[0] and person_parts(b.name)[0]):
            return None
        ok, why = same_person(a.name, b.name)
        return why if ok else None

    def _short_pair(self, a: Local, b: Local) -> str | None:
        """A bare surname: joined where roles agree, or where the reports share two more names and no one else fits."""
        if person_parts(a.name)[0] and person_parts(b.name)[0]:
            return None
        if any(m.form != "name" for m in (a.mentions[0], b.mentions[0])):
            return None
        ok, why = same_person(a.name, b.name)
        if not ok or {fold(a.name), fold(b.name)} & given_names():
            return None
        if roles_agree(a.roles, b.roles):
            return f"{why}, same role"
        shared = len(a.company & b.company)
        return f"{why}, and the reports share {shared} other names" if shared >= 2 else None

    def entities(self) -> tuple[tuple[Entity, ...], dict[str, str]]:
        """The clusters as entities, and the map from local ids."""
        out: list[Entity] = []
        mapping: dict[str, str] = {}
        used: Counter[tuple[str, str]] = Counter()
        for root in sorted(self.members, key=lambda key: self._order(key)):
            mine = [self.locals[key] for key in sorted(self.members[root])]
            entity = self._entity(root, mine, used)
            out.append(entity)
            mapping.update((one.id, entity.id) for one in mine)
        return tuple(out), mapping

    def _order(self, root: str) -> tuple[str, str, str]:
        mine = [self.locals[key] for key in self.members[root]]
        return mine[0].type, _best_name(mine), min(self.members[root])

    def _entity(self, root: str, mine: Sequence[Local], used: Counter[tuple[str, str]]) -> Entity:
        type, name = mine[0].type, _best_name(mine)
        used[type, name] += 1
        number = used[type, name]
        identifier = (
            make_id("entity", type, name) if number == 1 else make_id("entity", type, name, min(self.members[root]))
        )
        aliases = {form for one in mine for form in one.forms} | {one.name for one in mine if one.type == "place"}
        mentions = tuple(sorted(m for one in mine for m in one.mentions))
        roles = Counter(m.role for m in mentions if m.role and m.form == "name")
        role = min(roles, key=lambda r: (-roles[r], r)) if roles else None
        why = tuple(dict.fromkeys(self.why.get(root, ())))
        return Entity(identifier, type, name, tuple(sorted(aliases - {name})), mentions, None, role, why)


def _distinct(members: Sequence[Local]) -> list[Local]:
    """One member per name (and per report for bodies named without a country), so that big clusters stay cheap."""
    seen: dict[tuple[str, str], Local] = {}
    for one in members:
        special = one.report if one.sentences else ""
        seen.setdefault((one.name, special), one)
    return list(seen.values())[:12]


def _best_name(members: Sequence[Local]) -> str:
    """The most frequent full form over all reports; Latin letters before Cyrillic ones."""
    counts: Counter[str] = Counter()
    for one in members:
        if one.type == "place":
            counts[one.name] += sum(one.forms.values())
        else:
            counts.update(one.forms)
    full = {name: n for name, n in counts.items() if " " in name} if members[0].type != "place" else {}
    pool = full or dict(counts)
    best = min(pool, key=lambda name: (gazetteer.is_cyrillic(name), -pool[name], -len(name), name))
    return person_in_nominative(best) if members[0].type == "person" else best
