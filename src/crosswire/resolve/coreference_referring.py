"""Titles and pronouns of a report, each taken to the one it refers to; left out where two would do as well."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from crosswire.language import lexicon
from crosswire.language.names import (
    known_body,
    person_parts,
)  # fmt: skip
from crosswire.language.spelling import fold
from crosswire.model.mention import EntityType
from crosswire.model.reading import Tag
from crosswire.resolve.coreference_sentences import Sentence, apart, item_at
from crosswire.resolve.coreference_titles import country_in, has_head, quotations, titles, within
from crosswire.resolve.names_words import Found

REACH = 3  # sentences back in which a pronoun's person must stand


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
class Referring:
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
        for back in range(REACH + 1):
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
