"""Sources led in by a preposition: ``According to X, ...`` in front, in the middle, at the end."""

from dataclasses import replace

from crosswire.claims import phrases_right
from crosswire.claims.cues import Cue, listed, phrases, starts_with
from crosswire.claims.plans import Plan
from crosswire.claims.shapes import (
    carries_on,
    carrying,
    substance,
)
from crosswire.claims.speakable import Phrase, sourceish
from crosswire.claims.units import Unit


def _past_citing(unit: Unit, phrase: Phrase) -> Phrase:
    """``According to the Coast Post, citing an official, ...``: what is said begins after whom it cites."""
    lows = unit.lows
    at = phrase.last + 1
    if lows[phrase.last : at] != (",",) or not any(starts_with(lows, at, p) for p in carrying()):
        return phrase
    comma = next((i for i in range(at, min(len(lows), at + 12)) if lows[i] == ","), None)
    return phrase if comma is None else replace(phrase, last=comma)


def prepositional(unit: Unit, cue: Cue, earlier: list[Plan]) -> Plan | None:
    """``According to X, ...`` in front, in the middle, at the end."""
    lows, tokens = unit.lows, unit.tokens
    owned = tuple(cue.verb.lemma.split()) in phrases(unit.language, "owned")
    told_in = unit.language != "en" and lows[cue.first] in ("як", "как") and lows[cue.last : cue.last + 1]
    within = 1 if told_in and lows[cue.last] in ("в", "у", "во", "на") else 0
    phrase = Phrase(cue.first + 1, cue.last, cue.first + 2) if owned else phrases_right.right(unit, cue.last + within)
    if phrase is None or not owned and unit.language != "en" and not sourceish(unit, phrase.first, phrase.last):
        return None
    phrase = _past_citing(unit, phrase)
    before = cue.first - 1
    while before >= 0 and lows[before] in listed(unit.language, "connectives"):
        before -= 1
    after = phrase.last
    follows = after + 1 if after < len(tokens) and lows[after] == "," else after
    more = follows < len(tokens) and any(t.word or t.quote for t in tokens[follows:])
    if before > 0 and lows[before] == ")" and before < 8 and unit.tokens[0].text.isupper():
        before = -1  # a dateline: "VELM (Wire) According to ..."
    fresh = tokens[cue.first].capital and not unit.text[unit.start : unit.end].isupper()
    if unit.language == "en" and before > 0 and fresh:
        before = -1  # a sentence that begins in the middle of a line
    if lows[phrase.last : phrase.last + 1] == ("(",) and (
        shut := next((i for i in range(phrase.last, min(len(lows), phrase.last + 6)) if lows[i] == ")"), None)
    ):
        phrase = replace(phrase, last=shut + 1)
    opening = before < 0 or lows[before] in ("that", ":", "and", "but", ";", "“”") and lows[before] != "“”"
    if not opening and lows[before] == "," and before > 0 and lows[before - 1] in ("that", "and", "but", "що", "что"):
        opening = True
    if opening and unit.language != "en":
        comma = next((i for i in range(after, min(len(tokens), after + 10)) if lows[i] == ","), None)
        follows = follows if comma is None else comma + 1
    if opening and unit.language == "en" and not owned and lows[after : after + 1] != (",",):
        phrase = phrases_right.uncommaed(unit, phrase)
        follows = after = phrase.last
        more = follows < len(tokens) and any(t.word or t.quote for t in tokens[follows:])
    if opening:
        if not more:
            return None
        return Plan(cue, phrase, "right", max(0, before + 1, cue.first if before < 0 else 0), follows, follows)
    edge = before + 1 if lows[before] != "," else before
    goes_on = more and follows > after and (carries_on(unit, follows) or unit.language != "en") and lows[before] == ","
    if not substance(unit, 0, edge) and goes_on:
        return Plan(cue, phrase, "both", edge, follows)
    return Plan(cue, phrase, "both" if goes_on else "left", edge, after)
