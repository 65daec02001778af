"""Which names, titles and pronouns of one report are one entity.

Names are grouped by rules on their parts; a title ("the governor") or a pronoun goes to the person it agrees with in
role, gender and country and who was named or spoke last. Where two persons would do equally well, a title stays an
entity of its own and a pronoun is left out: a wrong holder is worse than none.

reads text, tags, passages → writes nothing (entities.py makes mentions of the groups)
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from crosswire.language import lexicon
from crosswire.language.names import (
    given_in_case,
    given_names,
    known_body,
    person_parts,
    place_parts,
    same_organisation,
    same_part,
    same_person,
    same_place,
)  # fmt: skip
from crosswire.language.spelling import fold
from crosswire.model.mention import EntityType
from crosswire.model.reading import Tag
from crosswire.resolve import gazetteer, names_words
from crosswire.resolve.coreference_sentences import Sentence, apart, item_at
from crosswire.resolve.coreference_titles import country_in, has_head, quotations, titles, within
from crosswire.resolve.names_words import Found

_VOWELS = "аеєиіїоуюяыэё"
_RIVAL = 1  # sentences back in which a second person of one surname makes the bare surname doubtful
_REACH = 3  # sentences back in which a pronoun's person must stand


@dataclass(slots=True)
class Group:
    """Mentions of one entity. ``name`` is its canonical name in this report, ``key`` what its parts are compared by."""

    type: EntityType
    parts: list[Found] = field(default_factory=list)
    name: str = ""
    key: str = ""

    @property
    def first(self) -> int:
        """Offset of its first mention."""
        return min(part.start for part in self.parts)


def group(text: str, found: Sequence[Found], sentences: Sequence[Sentence], tags: Sequence[Tag]) -> list[Group]:
    """Groups of mentions, each one entity of the report, with canonical names."""
    persons = _persons(text, [one for one in found if one.type == "person"], sentences)
    bodies = _bodies(text, [one for one in found if one.type == "organisation"])
    places = _places(text, [one for one in found if one.type == "place"])
    groups = [*persons, *bodies, *places]
    refer = _Referring(text, sentences, persons, bodies, places, tags)
    groups.extend(refer.nominals())
    refer.pronouns()
    for one in groups:
        one.name = one.name or _canonical(text, one)
    return [one for one in groups if one.parts]


def _canonical(text: str, one: Group) -> str:
    forms = Counter(text[part.start : part.end] for part in one.parts if part.form == "name")
    if not forms:
        return text[one.parts[0].start : one.parts[0].end]
    full = {name: count for name, count in forms.items() if " " in name} if one.type != "place" else dict(forms)
    if one.type == "person" and full and all(gazetteer.is_cyrillic(name) for name in full):
        return min(full, key=lambda name: (_oblique(name, full), -forms[name], len(name), name))
    return max(full or forms, key=lambda name: (forms[name], len(name), name))


def _oblique(name: str, forms: Iterable[str]) -> int:
    """How little a Cyrillic name's first word looks like a nominative beside its other forms: 0 surely one, 2 least."""
    given = name.split()[0]
    if fold(given) in given_names():
        return 0
    if given_in_case(given):
        return 2
    if given[-1].lower() not in _VOWELS:
        return 0
    women = given[-1].lower() in "ая" and all(form.split()[0][-1] in _VOWELS for form in forms)
    return 1 if women else 2


def _persons(text: str, found: Sequence[Found], sentences: Sequence[Sentence]) -> list[Group]:
    """Full names first, then short ones to the nearest full name they fit."""
    full = [one for one in found if person_parts(text[one.start : one.end])[0]]
    groups: list[Group] = []
    for one in full:
        exact = text[one.start : one.end]
        home = next((g for g in groups if same_person(g.key, exact)[0] or _inflected(g.key, exact)), None)
        if home is None:
            home = Group("person", key=exact)
            groups.append(home)
        home.parts.append(one)
    for one in found:
        if one not in full:
            _short_person(text, one, groups, sentences)
    return groups


def _inflected(a: str, b: str) -> bool:
    """Whether two Cyrillic names are one in two cases: "Вячеслава Гладкова", "Вячеслав Гладков"."""
    if not (gazetteer.is_cyrillic(a) and gazetteer.is_cyrillic(b)):
        return False
    left, right = a.split(), b.split()
    return len(left) == len(right) and all(_one_stem(x, y) for x, y in zip(left, right, strict=True))


def _one_stem(a: str, b: str) -> bool:
    stem = 0
    for x, y in zip(a.lower(), b.lower(), strict=False):
        if x != y:
            break
        stem += 1
    return stem >= 3 and max(len(a), len(b)) - stem <= 3 and min(len(a), len(b)) - stem <= 2


def _short_person(text: str, one: Found, groups: list[Group], sentences: Sequence[Sentence]) -> None:
    exact = text[one.start : one.end]
    surname = person_parts(exact)[1]
    fits = [g for g in groups if same_part(person_parts(g.key)[1], surname)]
    if not fits and gazetteer.is_cyrillic(exact):
        fits = [g for g in groups if gazetteer.is_cyrillic(g.key) and _one_stem(g.key.split()[-1], exact)]
    if not fits:
        near = [g for g in groups if _one_off(person_parts(g.key)[1], surname)]
        fits = [g for g in near if any(0 < apart(sentences, part.start, one.start) <= _REACH for part in g.parts)]
    if not fits:
        groups.append(Group("person", [one], key=exact))
        return
    before = [(max((p.start for p in g.parts if p.start <= one.start), default=-1), g) for g in fits]
    last, home = max(before, key=lambda pair: (pair[0], -pair[1].first))
    rivals = [at for at, g in before if g is not home and at >= 0 and g.key != exact]
    if home.key != exact and any(apart(sentences, at, one.start) <= _RIVAL for at in rivals):
        home = next((g for g in fits if g.key == exact), None) or Group("person", key=exact)  # either of two
        if home not in groups:
            groups.append(home)
    home.parts.append(one)


def _one_off(a: str, b: str) -> bool:
    """One letter written wrong in a surname of five or more: what a machine translation does to a name."""
    if min(len(a), len(b)) < 5 or a[:2] != b[:2]:
        return False
    from rapidfuzz.distance import Levenshtein

    x, y = a.replace("y", "i"), b.replace("y", "i")
    return Levenshtein.distance(x, y) <= 1 and not same_part(a + "a", b)


def _bodies(text: str, found: Sequence[Found]) -> list[Group]:
    """Organisations: same words, known names, initials, a short form in brackets, the last word of a full name."""
    groups: list[Group] = []
    short: dict[str, Group] = {}
    for one in sorted(found, key=lambda f: (-(text[f.start : f.end].count(" ") > 0), f.start)):
        exact = text[one.start : one.end]
        home = short.get(exact) or next((g for g in groups if _same_body(g.key, exact)), None)
        if home is None and " " not in exact and not exact.isupper():
            home = _by_head(text, exact, one.start, groups)
        if home is None:
            home = Group("organisation", key=exact)
            groups.append(home)
        home.parts.append(one)
        bracket = re.match(r"[\"”’']?\s*\(([A-Z][A-Za-z-]{1,9})\)", text[one.end : one.end + 16])
        if bracket and " " in exact and bracket[1][-1].isupper():
            short.setdefault(bracket[1], home)
    return groups


def _same_body(a: str, b: str) -> bool:
    if fold(a) == fold(b):
        return True
    return same_organisation(a, b)[0]


def _by_head(text: str, word: str, at: int, groups: Iterable[Group]) -> Group | None:
    """ "The Legion" after "Freedom of Russia Legion": the last full name before that ends or begins with the word."""
    if known_body(word) is not None:
        return None
    fits = []
    for g in groups:
        words = [fold(part) for part in g.key.split()]
        if len(words) > 1 and fold(word) in (words[0], words[-1]):
            last = max((part.start for part in g.parts if part.start < at), default=-1)
            if last >= 0:
                fits.append((last, g))
    return max(fits, key=lambda pair: pair[0])[1] if fits else None


def place_key(exact: str, kind: str | None, form: str) -> str:
    """What a place is compared by: country, region or dictionary form with its kind."""
    iso = names_words.adjective_country(exact) if form == "adjective" else None
    if iso is None and kind is None:
        from crosswire.language.names import country_of

        iso = country_of(exact) if exact[:1].isupper() and not _is_capital(exact) else None
    if iso:
        return f"country {iso}"
    base, own = place_parts(exact)
    kind = kind or own
    if gazetteer.is_cyrillic(exact):
        plain, _ = gazetteer.split_kind(exact)
        region = gazetteer.by_stem(plain)
        if region and (kind == "region" or "shchin" in plain):
            record = lexicon.load("places")["regions"][".".join(region)]
            return f"{place_parts(record['name'])[0]} region"
        base = next((f for f in map(fold, _known_forms(exact)) if f), base)
        base = place_parts(base)[0]
    return f"{base} {kind}" if kind in ("region", "district", "water", "airport") else base


def _known_forms(exact: str) -> list[str]:
    """Dictionary forms of a Cyrillic name that the gazetteer knows, likeliest first."""
    lookup = gazetteer.load().folded
    return [form for form in gazetteer.dictionary_forms(exact) if lookup(gazetteer.fold_name(form))]


@cache
def _capitals() -> frozenset[str]:
    return frozenset(fold(country["capital"]) for country in lexicon.load("places")["countries"].values())


def _is_capital(exact: str) -> bool:
    key = place_parts(exact)[0]
    return key in _capitals() or fold(exact) in _capitals()


def _places(text: str, found: Sequence[Found]) -> list[Group]:
    groups: dict[str, Group] = {}
    for one in found:
        exact = text[one.start : one.end]
        key = place_key(exact, one.kind, one.form)
        home = groups.get(key)
        if home is None and not key.startswith("country "):
            near = [k for k in groups if k[:1] == key[:1] and not k.startswith("country ") and same_place(k, key)[0]]
            home = groups[near[0]] if near else None
        if home is None:
            home = groups[key] = Group("place", key=key)
        home.parts.append(one)
    for key, home in groups.items():
        home.name = _place_name(text, key, home)
    return list(groups.values())


def _place_name(text: str, key: str, home: Group) -> str:
    """A country by its usual name; a Cyrillic name in its dictionary form; else the form most used, with its kind."""
    word, _, iso = key.partition(" ")
    if word == "country" and len(iso) == 2:
        return str(lexicon.load("places")["countries"][iso]["names"][0])
    name = _canonical(text, home)
    kind = next((part.kind for part in home.parts if part.kind), None)
    if gazetteer.is_cyrillic(name) and kind is None:
        forms = _known_forms(name)
        return forms[0] if forms else name
    if kind and gazetteer.split_kind(name)[1] is None:
        return f"{name} {kind}"
    return name


@cache
def _gender_words() -> tuple[frozenset[str], frozenset[str]]:
    return lexicon.words("roles", "male"), lexicon.words("roles", "female")


def gender(name: str, roles: Iterable[str | None] = ()) -> str | None:
    """ "male", "female" or None: by role, form of address, given name's or surname's ending."""
    male, female = _gender_words()
    for role in roles:
        said = set((role or "").lower().split())
        if said & female:
            return "female"
        if said & male:
            return "male"
    given, surname = person_parts(name)
    table = lexicon.load("names")["gender"]
    if surname.endswith(tuple(table["female_surnames"])) and given:
        return "female"
    if not given:
        return None
    first = given[0]
    if first in table["male_in_a"]:
        return "male"
    if first.endswith("a") and len(first) > 2:
        return "female"
    male_end, not_male = tuple(table["male_endings"]), tuple(table["not_male"])
    return "male" if first.endswith(male_end) and not first.endswith(not_male) else None


@cache
def _pronoun_pattern() -> re.Pattern[str]:
    table = lexicon.load("roles")["pronouns"]
    wanted = [word for sex in ("male", "female") for word in table[sex]]
    return re.compile(r"(?<![\w’'])(?:" + "|".join(map(re.escape, wanted)) + r")(?![\w])", re.IGNORECASE)


@cache
def _spoken_patterns() -> tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...]:
    """Words without which a pattern cannot match, the pattern, and the gender it gives."""
    out = []
    for before, pronoun, after, sex in lexicon.load("roles")["pronouns"]["spoken"]:
        tail = rf"\s+{after}\b" if after else r"(?=\s*[,.;:])"
        pattern = rf"(?<!\w){before}\s+({pronoun})(?!\w){tail}"
        out.append(((before, pronoun, after), re.compile(pattern, re.IGNORECASE), sex))
    return tuple(out)


@dataclass(slots=True)
class _Referring:
    """Titles and pronouns, each taken to the group it refers to. Appends parts to groups it is given."""

    text: str
    sentences: Sequence[Sentence]
    persons: list[Group]
    bodies: list[Group]
    places: list[Group]
    tags: Sequence[Tag]

    def nominals(self) -> list[Group]:
        """ "The governor", "Germany's foreign minister", "the ministry": own groups for those not resolved."""
        fresh: dict[str, Group] = {}
        for start, end, head, country in titles(self.text, self.sentences, self._taken()):
            phrase = self.text[start:end]
            body_words = lexicon.load("roles")["bodies"].get(head)
            if body_words is not None:
                home = self._body(start, body_words)
                if home is not None:
                    home.parts.append(Found(start, end, "organisation", "nominal", 0.5, role=None))
                continue
            home = self._person(start, head, country)
            part = Found(start, end, "person", "nominal", 0.5, role=phrase)
            if home is not None:
                home.parts.append(part)
            else:
                own = fresh.setdefault(
                    f"{country or ''} {phrase.lower()} {item_at(self.sentences, start)}", Group("person", key=phrase)
                )
                own.parts.append(part)
        return list(fresh.values())

    def _taken(self) -> list[tuple[int, int]]:
        groups = [*self.persons, *self.bodies]
        return sorted((part.start, part.end) for one in groups for part in one.parts)

    def _body(self, at: int, wanted: Sequence[str]) -> Group | None:
        best: tuple[int, Group] | None = None
        for one in self.bodies:
            words = {fold(word) for word in one.key.split()}
            row = known_body(one.key)
            if row is not None:
                words |= {fold(word) for name in lexicon.load("organisations")["known"][row] for word in name.split()}
            if not words & {fold(word) for word in wanted}:
                continue
            last = max((part.start for part in one.parts if part.start < at), default=-1)
            if last >= 0 and apart(self.sentences, last, at) <= 6 and (best is None or last > best[0]):
                best = (last, one)
        return best[1] if best else None

    def _person(self, at: int, head: str, country: str | None) -> Group | None:
        """The person last named with that role before ``at`` in the item, if no other with the role is as near."""
        near: list[tuple[int, Group]] = []
        for one in self.persons:
            roles = [part for part in one.parts if part.role and part.form == "name" and has_head(part.role, head)]
            if not roles:
                continue
            if country and (said := self._country(roles)) and said != country:
                continue
            last = max((part.start for part in one.parts if part.start < at), default=-1)
            distance = apart(self.sentences, last, at) if last >= 0 else 10**6
            if distance < 10**6:
                near.append((distance, one))
            elif country and self._country(roles) == country:
                near.append((1000, one))
        if not near:
            return None
        near.sort(key=lambda pair: pair[0])
        if len(near) > 1 and near[1][0] - near[0][0] < 2:
            return None
        return near[0][1]

    def _country(self, parts: Sequence[Found]) -> str | None:
        for part in parts:
            start = part.start - len(part.role or "") - 1
            front = self.text[max(0, start - 30) : part.start]
            for word in reversed(re.findall(r"[^\W\d_][\w-]*", front)):
                iso = country_in(word)
                if iso:
                    return iso
        return None

    def pronouns(self) -> None:
        """ "He" and "she" outside quotations, to the person who spoke or was named first in the nearest sentence."""
        table = lexicon.load("roles")["pronouns"]
        wanted = {word: sex for sex in ("male", "female") for word in table[sex]}
        pattern = _pronoun_pattern()
        inside = quotations(self.text)
        index = self._by_sentence()
        found = [(*match.span(), wanted[match[0].lower()]) for match in pattern.finditer(self.text)]
        for start, end, sex in sorted([*found, *self._spoken()]):
            if within(inside, start):
                continue
            home = self._antecedent(start, sex, index)
            if home is not None:
                home.parts.append(Found(start, end, "person", "pronoun", 0.5))
                index.setdefault(self._sentence(start), []).append((start, end, home))

    def _spoken(self) -> list[tuple[int, int, str]]:
        """Possessives that give the words of a person just named ("за його словами"): span and gender."""
        low = self.text.lower()
        return [
            (*match.span(1), sex)
            for words, pattern, sex in _spoken_patterns()
            if all(word in low for word in words)
            for match in pattern.finditer(self.text)
        ]

    def _sentence(self, at: int) -> int:
        return bisect_right(self.sentences, at, key=lambda sentence: sentence.start) - 1

    def _by_sentence(self) -> dict[int, list[tuple[int, int, Group]]]:
        index: dict[int, list[tuple[int, int, Group]]] = {}
        for one in self.persons:
            for part in one.parts:
                index.setdefault(self._sentence(part.start), []).append((part.start, part.end, one))
        return index

    def _antecedent(self, at: int, sex: str, index: dict[int, list[tuple[int, int, Group]]]) -> Group | None:
        here = self._sentence(at)
        if here < 0:
            return None
        for back in range(_REACH + 1):
            if here - back < 0 or self.sentences[here - back].item != self.sentences[here].item:
                return None
            found = sorted(p for p in index.get(here - back, ()) if p[1] <= at)
            fits = [p for p in found if self._agrees(p[2], sex)]
            if not fits:
                continue
            one = {id(p[2]) for p in fits}
            if len(one) == 1:
                return fits[0][2]
            speaking = {id(p[2]): p[2] for p in fits if self._speaks(p[0], p[1])}
            if len(speaking) == 1:
                return next(iter(speaking.values()))
            first = fits[0]
            opens = first[0] - self.sentences[here - back].start < 60
            return first[2] if back and opens and not speaking else None
        return None

    def _agrees(self, one: Group, sex: str) -> bool:
        name = max((self.text[p.start : p.end] for p in one.parts if p.form == "name"), key=len, default="")
        known = gender(name, (part.role for part in one.parts))
        return known is None or known == sex

    def _speaks(self, start: int, end: int) -> bool:
        if any(tag.label == "source" and tag.start < end and tag.end > start for tag in self.tags):
            return True
        said = lexicon.words("roles", "speaks")
        around = [*self.text[end : end + 20].split()[:2], *self.text[max(0, start - 30) : start].split()[-1:]]
        return any(word.strip(',.:"”’').lower() in said for word in around)
