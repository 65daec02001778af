"""Places to coordinates, offline: which place of that name a report means, by what else it names.

reads entities, readings → writes entities

Each report's places are read together. A name's candidates come from the gazetteer; people living there speak for
one, a region or country named in the report more, one named right after it ("Paris, Texas") most; regions in which
many of the report's names are found speak for all of them. What is told of a name's own letters (a machine
translation's spelling) is used only inside a region the report names.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from crosswire.language import lexicon
from crosswire.language.names import country_of
from crosswire.model.account import Reading
from crosswire.model.mention import Entity, Mention, Place
from crosswire.resolve import names_kinds, names_words
from crosswire.resolve.places_candidates import candidates
from crosswire.resolve.places_resolve import NOWHERE, Choice, resolve
from crosswire.resolve.places_scene import Query

METHOD = "places/3"
_ENOUGH = 3  # reports of one outlet from which it is told where it usually reports from


def locate(entities: Sequence[Entity], readings: Sequence[Reading]) -> tuple[Entity, ...]:
    """The same entities in the same order; places with coordinates where the reports tell which place is meant.

    Of several reports' answers the most frequent counts. A place that cannot be told keeps ``place`` None.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    choices: dict[tuple[str, str], Choice] = {}
    owner = {
        (m.report, m.start, m.end): entity.id for entity in entities if entity.type == "place" for m in entity.mentions
    }
    grouped: list[dict[str, list[Mention]]] = []
    for reading in readings:
        groups: dict[str, list[Mention]] = defaultdict(list)
        for mention in reading.mentions:
            identifier = owner.get((mention.report, mention.start, mention.end))
            if mention.type == "place" and identifier:
                groups[identifier].append(mention)
        grouped.append(groups)
    for groups, found in zip(grouped, choose_all(readings, grouped), strict=True):
        for identifier, choice in found.items():
            votes[identifier][choice.record.id] += len(groups[identifier])
            choices[identifier, choice.record.id] = choice
    out = []
    for entity in entities:
        if entity.type == "place" and votes[entity.id]:
            best = min(votes[entity.id], key=lambda key: (-votes[entity.id][key], key))
            entity = replace(entity, place=to_place(choices[entity.id, best]))
        out.append(entity)
    return tuple(out)


def to_place(choice: Choice) -> Place:
    """The model's record of a choice."""
    record = choice.record
    return Place(record.lat, record.lon, choice.precision, record.id, record.name, record.country or None)


def choose_all(
    readings: Sequence[Reading], grouped: Sequence[Mapping[str, Sequence[Mention]]]
) -> list[dict[str, Choice]]:
    """:func:`choose` for many reports, those of one outlet read twice: where it usually reports from helps each.

    Source of the idea: the local lexicon of Lieberman, Samet and Sankaranarayanan (2010).
    """
    first = [choose(reading, groups) for reading, groups in zip(readings, grouped, strict=True)]
    out = list(first)
    outlets: dict[str, list[int]] = defaultdict(list)
    for index, reading in enumerate(readings):
        name = host(reading.report.url) or reading.report.outlet
        if name:
            outlets[name].append(index)
    for indices in outlets.values():
        if len(indices) < _ENOUGH:
            continue
        regions = {
            index: {(c.record.country, c.record.region) for c in first[index].values() if c.record.kind in "RDP"}
            for index in indices
        }
        counts = Counter(region for found in regions.values() for region in found)
        for index in indices:
            others = counts - Counter(regions[index])  # what a report says itself, it has said
            usual = {key: n / (len(indices) - 1) for key, n in others.items() if n > 1}
            out[index] = choose(readings[index], grouped[index], usual=usual)
    return out


def host(url: str | None) -> str | None:
    """The host of an address without "www."; None where there is none."""
    match = re.match(r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)+)", url or "")
    return match[1].lower() if match else None


def choose(
    reading: Reading, groups: Mapping[str, Sequence[Mention]], *, usual: Mapping[tuple[str, str], float] = NOWHERE
) -> dict[str, Choice]:
    """Which place each group of mentions of one report is; groups that cannot be told are left out."""
    keys = sorted(groups)
    queries = [query(reading.report.text, groups[key]) for key in keys]
    home = home_country(reading.report.url, reading.report.outlet)
    found = resolve(queries, home=home or ("UA" if reading.report.language == "uk" else None), usual=usual)
    return {key: choice for key, choice in zip(keys, found, strict=True) if choice}


def query(text: str, mentions: Sequence[Mention]) -> Query:
    """What a group of mentions asks of the gazetteer: its commonest form, its kind, what is written after it."""
    named = [m for m in mentions if m.form == "name"]
    kinds: Counter[str] = Counter()
    inside: list[str] = []
    for mention in named:
        found = names_kinds.with_kind(text, names_words.Found(mention.start, mention.end, "place", "name", 1.0))
        if kind := "feature" if names_kinds.of_feature(text, mention.start, mention.end) else found.kind:
            kinds[kind] += 1
        after = re.compile(r", ((?:[A-Z][\w.’'-]*\s?){1,3})").match(text, mention.end)
        if after and (outer := container(after[1].split())):
            inside.append(outer)
    if not named:
        iso = next((iso for m in mentions if (iso := names_words.adjective_country(m.exact))), None)
        name = lexicon.load("places")["countries"][iso]["names"][0] if iso else mentions[0].exact
        return Query(name, None, (), len(mentions), True)
    forms = Counter(m.exact for m in named)
    best = max(forms, key=lambda name: (forms[name], len(name), name))
    kind = kinds.most_common(1)[0][0] if kinds else None
    return Query(best, kind, tuple(dict.fromkeys(inside)), len(mentions))


@cache
def _postal() -> Mapping[str, str]:
    return {str(code): str(name) for code, name in lexicon.load("places")["postal"].items()}


def container(words: Sequence[str]) -> str:
    """The place that the words after a name and a comma begin with: "Texas", "Tex.", "TX"; "" where they begin with
    none."""
    for size in range(len(words), 0, -1):
        name = " ".join(words[:size])
        name = _postal().get(name.rstrip(".,"), name)
        if any(record.kind in "CRD" for record in candidates(name)):
            return name
    return ""


def home_country(url: str | None, outlet: str | None) -> str | None:
    """The country an outlet's address or name points to: ".ua", "Kyiv Post"; None where neither does."""
    match = re.search(r"^(?:https?://)?[^/]*?\.([a-z]{2})(?:[/:]|$)", url or "")
    if match:
        iso = {"uk": "GB"}.get(match[1], match[1].upper())
        if iso in lexicon.load("places")["countries"]:
            return iso
    return next((iso for word in (outlet or "").split() if (iso := country_of(word))), None)
