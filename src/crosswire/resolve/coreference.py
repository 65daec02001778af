"""Which names, titles and pronouns of one report are one entity.

Names are grouped by rules on their parts; a title ("the governor") or a pronoun goes to the person it agrees with in
role, gender and country and who was named or spoke last. Where two persons would do equally well, a title stays an
entity of its own and a pronoun is left out: a wrong holder is worse than none.

reads text, tags, passages → writes nothing (entities.py makes mentions of the groups)
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
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
from crosswire.model.reading import Tag
from crosswire.resolve import gazetteer, names_words
from crosswire.resolve.coreference_referring import REACH, Group, Referring
from crosswire.resolve.coreference_sentences import Sentence, apart
from crosswire.resolve.names_words import Found

_VOWELS = "аеєиіїоуюяыэё"
_RIVAL = 1  # sentences back in which a second person of one surname makes the bare surname doubtful


def group(text: str, found: Sequence[Found], sentences: Sequence[Sentence], tags: Sequence[Tag]) -> list[Group]:
    """Groups of mentions, each one entity of the report, with canonical names."""
    persons = _persons(text, [one for one in found if one.type == "person"], sentences)
    bodies = _bodies(text, [one for one in found if one.type == "organisation"])
    places = _places(text, [one for one in found if one.type == "place"])
    groups = [*persons, *bodies, *places]
    refer = Referring(text, sentences, persons, bodies, places, tags)
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
        fits = [g for g in near if any(0 < apart(sentences, part.start, one.start) <= REACH for part in g.parts)]
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
