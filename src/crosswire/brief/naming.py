"""How a brief names who speaks, how, and how sure.

reads attributions, entities → writes words
"""

import re
from dataclasses import replace

from crosswire.brief.facts import Facts
from crosswire.language.lexicon import load
from crosswire.language.path import path_words
from crosswire.model.claim import Attribution
from crosswire.model.mention import Entity
from crosswire.model.report import Report

_CYRILLIC = re.compile(r"[а-яёіїєґ]", re.IGNORECASE)
QUOTES = "\"“„«'‘"


def name_of(attribution: Attribution, facts: Facts) -> str | None:
    """The resolved name of an attribution's source; its words where it is unnamed; None where it is not resolved."""
    entity = None if attribution.source.anonymous else facts.entity(attribution.source.entity)
    name = entity.name if entity is not None else attribution.source.name
    if not name or name.casefold() in load("templates")["verbs"]["pronouns"]:
        return None
    return name if entity is not None else _unlabelled(name)


def _unlabelled(name: str) -> str:
    """A holder without the section label that runs into it where a post lost its lines ("Нестача палива Президент"): a
    capital role after a word that cannot stand before it in a name."""
    *before, last = name.split()
    role = last[:1].isupper() and last.casefold().startswith(tuple(load("roles")["cyrillic"]["stems"]))
    if not role or len(before) < 2 or not before[0][:1].isupper():
        return name
    return last if before[-1][:1].islower() or before[-1].isascii() else name


def holder_words(attribution: Attribution, facts: Facts, *, role: bool = True) -> str | None:
    """The holder as a brief names it: "Vyacheslav Gladkov, governor, on Telegram, quoted by UNIAN"."""
    name = name_of(attribution, facts)
    if name is None:
        return None
    stated = _role(attribution.source.role)
    before, _, rank = stated.rpartition(" ")
    if role and before[-1:].islower() and before.split()[-1].islower() and rank in load("templates")["role"]["ranks"]:
        # "army spokeswoman Major Linnea Dahl": a rank belongs to the name
        whole = holder_words(replace(attribution, source=replace(attribution.source, role=None)), facts) or name
        return f"{rank} {name}, {before}{whole[len(name) :]}"
    words = _once_told(attribution, path_words(attribution, name))
    if not stated.isascii() and _CYRILLIC.search(stated):
        stated = ""  # an English line holds another language in quotations only
    if role and stated and stated.casefold() not in name.casefold():
        return f"{name}, {stated}{words[len(name) :]}"
    return words


def _once_told(attribution: Attribution, words: str) -> str:
    """The path without a channel that the name of a carrier says again ("on the radio, cited by Valley Radio")."""
    channel = attribution.channel
    if not channel or not any(channel.casefold() in hop.name.casefold().split() for hop in attribution.chain):
        return words
    table = load("slots")["chain"]
    part = table["channels"].get(channel) or table["channel"].format(channel=channel)
    return words.replace(f", {part}", "", 1)


def _role(stated: str | None) -> str:
    """A role as it can stand after a name: without a leading possessive or article, up to the first comma."""
    words = (stated or "").split(",")[0].split()
    while words and words[0].lower() in load("templates")["verbs"]["leading"]:
        words = words[1:]
    table = load("templates")["role"]
    if len(words) > 1 and words[0].casefold() in table["common"]:
        words[0] = words[0].casefold()
    return " ".join(words)


def place_label(entity: Entity) -> str:
    """A place's name for a reader: of a region the gazetteer's, for texts name it in any case ("Белгородской")."""
    known = entity.place
    whole = known is not None and known.precision == "region" and not entity.name.casefold().endswith("district")
    return known.name if known is not None and whole and not entity.name.isascii() else entity.name


def holder_key(attribution: Attribution, facts: Facts) -> str:
    """What tells two holders apart: the entity, else the name in lower case. A name of several words is one holder's,
    also where its entities were not joined."""
    source = attribution.source
    entity = None if source.anonymous else facts.entity(source.entity)
    name = (entity.name if entity is not None else source.name or "").casefold()
    return str(source.entity) if entity is not None and len(name.split()) < 2 else name


def voice_words(report: Report) -> str:
    """Who speaks where nobody is quoted: the outlet, or the report's name where no outlet is known."""
    return report.outlet or report.name


def verb_of(attribution: Attribution) -> str:
    """The fixed verb of an attribution: closer where its cue is a known one, else by its polarity.

    A denying verb takes what is denied as its object ("denies any link"); a denial that speaks in its own words
    ("has nothing to do with it") is only introduced as one, so that it is never turned around.
    """
    cue = " ".join(attribution.cue.exact.lower().split()) if attribution.cue else ""
    table = load("templates")
    for verb, forms in table["cue"].items():
        denying = verb in table["verbs"]["denying"]
        if denying and attribution.polarity == "denies" and any(f" {form} " in f" {cue} " for form in forms):
            return str(verb)
        if not denying and cue in forms:
            return str(verb)
    verb = str(table["verb"][attribution.polarity])
    quoted = attribution.form == "direct" or attribution.content[0].exact[:1] in QUOTES
    return verb if quoted or attribution.polarity != "denies" else str(table["verb"]["asserts"])


def sure_of(attribution: Attribution) -> str | None:
    """The words by which the source says how sure it is, if they are not part of what is quoted anyway."""
    sure = attribution.certainty
    if sure is None or not sure.words or sure.band == "unstated":
        return None
    if any(sure.words in span.exact for span in attribution.content):
        return None
    return sure.words
