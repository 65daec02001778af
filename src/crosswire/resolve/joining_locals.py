"""The entities of one report as joining compares them: forms, roles, keys, and what stands around them.

reads readings → writes nothing
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from crosswire.base.ids import make_id
from crosswire.language import lexicon
from crosswire.language.names import body, known_body, person_parts, place_parts
from crosswire.language.spelling import fold
from crosswire.model.account import Reading
from crosswire.model.mention import EntityType, Mention
from crosswire.resolve import gazetteer, places
from crosswire.resolve.coreference import place_key
from crosswire.resolve.places_named import nominative
from crosswire.resolve.places_resolve import Choice


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
        one.name = full_form(forms, one.type)
        if one.type == "place":
            _place(one, text, choices.get(key))
        elif one.type == "organisation" and bare(one.name):
            one.sentences = frozenset(_around(text, m) for m in group)
        made.append(one)
    everyone = {one.id: _company_key(one) for one in made if any(m.form == "name" for m in one.mentions)}
    for one in made:
        one.company = frozenset(key for other, key in everyone.items() if other != one.id and key)
    yield from made


def full_form(forms: Mapping[str, int], type: EntityType) -> str:
    many = {name: n for name, n in forms.items() if " " in name} if type != "place" else dict(forms)
    pool = many or dict(forms)
    return max(pool, key=lambda name: (pool[name], len(name), name))


def _place(one: Local, text: str, choice: Choice | None) -> None:
    """A place's key: its gazetteer record with its kind, else its name with its kind; and its name with the kind."""
    asked = places.query(text, one.mentions)
    if asked.adjective:
        one.forms = Counter({asked.name: 1})
        one.name = asked.name
    at = max((m for m in one.mentions if m.exact == one.name), default=None)
    usual = nominative(text, at.start, at.end, choice.record if choice else None, asked.kind) if at else None
    if usual:
        one.name = usual
    elif asked.kind in ("region", "district") and gazetteer.split_kind(one.name)[1] is None:
        one.name = f"{one.name} {asked.kind}"
    kind = asked.kind if asked.kind in ("region", "district") else ""
    if choice is not None:
        one.key = f"{choice.record.id} {kind if choice.record.kind == 'P' else ''}".strip()
        if choice.record.kind == "C":
            one.name = choice.record.name
    else:
        one.key = "name " + place_key(one.name, asked.kind, "name")


def place_by_others(every: Sequence[Local]) -> None:
    """Gives a place that its own report does not tell apart the record that all others of its name have, where that
    is one record: else one town would be two, and two counts of its dead never be set side by side."""
    records: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    places_ = [one for one in every if one.type == "place"]
    for one in places_:
        if not one.key.startswith("name "):
            records[place_parts(one.name)].add(one.key)
    for one in places_:
        if one.key.startswith("name ") and len(known := records.get(place_parts(one.name), set())) == 1:
            (one.key,) = known


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
def bare(name: str) -> bool:
    """Whether many states or towns have a body of that name, and the name says no country."""
    if known_body(name) is not None:
        return False
    taken = body(name)
    if taken.countries or taken.numbers:
        return False
    bare = set(lexicon.load("names")["bare"]["words"])
    return all(word in bare for word in taken.words | taken.generic)


def blocks_of(one: Local) -> Iterator[str]:
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
