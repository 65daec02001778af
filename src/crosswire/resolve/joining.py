"""One entity across reports: spellings, transliterations and short forms joined, each with its reason.

reads readings, judgements → writes entities

Names are compared only within blocks that share a key (sounds of a surname, words of a body, a gazetteer record), so
that cost grows with the number of names. A join needs a rule of :mod:`crosswire.language.names`; a bare surname or a
body that many states have needs a second reason from the reports. Two entities that one report keeps apart are never
joined. What a person says of two names outranks all of it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from crosswire.base.ids import make_id
from crosswire.language import lexicon
from crosswire.language.names import (
    body,
    given_names,
    known_body,
    person_parts,
    place_parts,
    same_name,
    same_organisation,
    same_person,
)  # fmt: skip
from crosswire.language.spelling import fold
from crosswire.model.account import Reading
from crosswire.model.mention import Entity, EntityType, Mention
from crosswire.model.story import Judgement
from crosswire.resolve import gazetteer, names_words, places
from crosswire.resolve.coreference import place_key
from crosswire.resolve.joining_said import Said

METHOD = "joining/2"


@dataclass(slots=True)
class Local:
    """One entity of one report: its forms with counts, roles, mentions; ``key`` is a place's key or record."""

    id: str
    type: EntityType
    report: str
    mentions: list[Mention]
    forms: Counter[str]
    roles: set[str] = field(default_factory=set)
    key: str = ""
    name: str = ""
    company: frozenset[str] = frozenset()
    sentences: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """What a person may call it by: its ids and its names as written."""
        return frozenset((self.id, make_id("entity", self.type, self.name), self.name, *self.forms))


@cache
def _sounds() -> tuple[list[tuple[str, str]], dict[int, str]]:
    table = lexicon.load("names")["sounds"]
    return [(letters, sound) for letters, sound in table["clusters"]], str.maketrans(table["letters"])


@lru_cache(maxsize=1 << 15)
def sounds(word: str) -> str:
    """The skeleton of a name part by which candidates for joining are found: "Klitschko", "Кличко" → "klsk"."""
    word = fold(word)
    clusters, letter_sounds = _sounds()
    for letters, sound in clusters:
        word = word.replace(letters, sound)
    return re.sub(r"(.)\1+", r"\1", word.translate(letter_sounds))[:5]


def join(
    readings: Sequence[Reading], judgements: Sequence[Judgement] = ()
) -> tuple[tuple[Entity, ...], dict[str, str]]:
    """Entities across reports, and local entity id → entity id. The order of the reports does not matter.

    Every local entity is in exactly one entity; ``why`` has a line for each join of two spellings. ``judgements`` are
    the edges in force.
    """
    locals_ = sorted((one for reading in readings for one in read_locals(reading)), key=lambda one: (one.type, one.id))
    clusters = _Clusters(locals_, Said(judgements))
    clusters.as_said()
    for type in ("place", "organisation", "person"):
        clusters.run([one for one in locals_ if one.type == type])
    return clusters.entities()


def read_locals(reading: Reading) -> Iterator[Local]:
    """The entities of one report, from its mentions."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        groups[mention.entity].append(mention)
    text = reading.report.text
    place_groups = {key: group for key, group in groups.items() if group[0].type == "place"}
    choices = places.choose(reading, place_groups)
    made: list[Local] = []
    for key, group in groups.items():
        forms = Counter(m.exact for m in group if m.form == "name") or Counter(m.exact for m in group)
        one = Local(key, group[0].type, reading.report.id, group, forms, {m.role for m in group if m.role})
        one.name = _full(forms, one.type)
        if one.type == "place":
            _place(one, text, choices.get(key))
        elif one.type == "organisation" and _bare(one.name):
            one.sentences = frozenset(_around(text, m) for m in group)
        made.append(one)
    everyone = {one.id: _company_key(one) for one in made if any(m.form == "name" for m in one.mentions)}
    for one in made:
        one.company = frozenset(key for other, key in everyone.items() if other != one.id and key)
    yield from made


def _full(forms: Mapping[str, int], type: EntityType) -> str:
    many = {name: n for name, n in forms.items() if " " in name} if type != "place" else dict(forms)
    pool = many or dict(forms)
    return max(pool, key=lambda name: (pool[name], len(name), name))


def _place(one: Local, text: str, choice: places.Choice | None) -> None:
    """A place's key: its gazetteer record with its kind, else its name with its kind; and its name with the kind."""
    asked = places.query(text, one.mentions)
    if asked.adjective:
        one.forms = Counter({asked.name: 1})
        one.name = asked.name
    if asked.kind and gazetteer.split_kind(one.name)[1] is None:
        one.name = f"{one.name} {asked.kind}"
    kind = asked.kind if asked.kind in ("region", "district") else ""
    if choice is not None:
        one.key = f"{choice.record.id} {kind if choice.record.kind == 'P' else ''}".strip()
        if choice.record.kind == "C":
            one.name = choice.record.name
    else:
        one.key = "name " + place_key(one.name, asked.kind, "name")


def _company_key(one: Local) -> str:
    if one.type == "place":
        return "" if one.key.startswith("geonames:") and one.mentions[0].form == "adjective" else one.key
    if one.type == "person":
        return "p " + person_parts(one.name)[1]
    row = known_body(one.name)
    return f"o {row}" if row is not None else "o " + " ".join(sorted(body(one.name).words))


def _around(text: str, mention: Mention) -> str:
    """The folded words on both sides of a mention: the same in a copy."""
    return fold(text[max(0, mention.start - 60) : mention.start]) + "|" + fold(text[mention.end : mention.end + 60])


@lru_cache(maxsize=1 << 13)
def _bare(name: str) -> bool:
    """Whether many states or towns have a body of that name, and the name says no country."""
    if known_body(name) is not None:
        return False
    taken = body(name)
    if taken.countries or taken.numbers:
        return False
    bare = set(lexicon.load("names")["bare"]["words"])
    return all(word in bare for word in taken.words | taken.generic)


def _blocks(one: Local) -> Iterator[str]:
    """Keys under which an entity meets the ones it may be joined with."""
    if not any(m.form == "name" for m in one.mentions) and one.type != "place":
        return
    if one.type == "place":
        yield one.key
        base, kind = place_parts(one.name)
        if one.key.startswith("name "):
            yield f"sound {sounds(base)} {kind}"
        return
    for form in one.forms:
        if one.type == "person":
            given, surname = person_parts(form)
            if given or len(surname) > 2:
                for key in {sounds(surname), sounds(surname.replace("g", "h"))}:
                    yield "s " + key
                    if len(key) > 3:
                        yield "s " + key[1:]
        else:
            row = known_body(form)
            if row is not None:
                yield f"row {row}"
            yield "f " + fold(form)
            words = body(form).words
            if words:
                yield "w " + " ".join(sorted(sounds(word) or word for word in words))


class _Clusters:
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
            for key in sorted(set(_blocks(one))):
                blocks[key].append(one)
        passes = (self._full_pair, self._short_pair) if locals_ and locals_[0].type == "person" else (self._pair,)
        for test in passes:
            for key in sorted(blocks):
                self._block(blocks[key], test)

    def _block(self, block: Sequence[Local], test) -> None:  # type: ignore[no-untyped-def]
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

    def _joinable(self, one: Local, root: str, test) -> str | None:  # type: ignore[no-untyped-def]
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
        return _same_place(a, b) if a.type == "place" else _same_body(a, b)

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
        if _roles_agree(a.roles, b.roles):
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
    return min(pool, key=lambda name: (gazetteer.is_cyrillic(name), -pool[name], -len(name), name))


def _same_place(a: Local, b: Local) -> str | None:
    if a.key == b.key:
        if fold(a.name) == fold(b.name):
            return "same name"
        return "one place in the gazetteer" if not a.key.startswith("name ") else "same name in another form"
    if not (a.key.startswith("name ") or b.key.startswith("name ")):
        return None
    ok, why = same_name(a.name, b.name, type="place")
    return why if ok and (a.key.startswith("name ") and b.key.startswith("name ")) else None


def _same_body(a: Local, b: Local) -> str | None:
    """Names of one body; for a body that many have, the same words around it in both reports."""
    if a.sentences or b.sentences:
        return "the same words stand around it in both reports" if a.sentences & b.sentences else None
    for x in sorted(a.forms)[:8]:
        for y in sorted(b.forms)[:8]:
            if _bare(x) or _bare(y):
                continue
            ok, why = same_organisation(x, y)
            if ok and why != "initials of the name":
                return why
    return None


def _roles_agree(a: Iterable[str], b: Iterable[str]) -> bool:
    """Whether two sets of roles share a role's last word and contradict in no other word of it."""

    def bag(role: str) -> set[str]:
        return {word.lower().strip(".,") for word in role.split()}

    for x in a:
        for y in b:
            left, right = bag(x), bag(y)
            heads = {word for word in left & right if names_words.is_role(word)}
            if heads and (left <= right or right <= left):
                return True
    return False
