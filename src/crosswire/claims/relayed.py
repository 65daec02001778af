"""Words that others pass on: "was announced by X", "X was quoted by Y as saying", "Y quoted X as saying"."""

from dataclasses import replace

from crosswire.claims import phrases_right, sources
from crosswire.claims.adjuncts import adjuncts
from crosswire.claims.cues import NO_VERB, Cue, listed
from crosswire.claims.plans import Plan
from crosswire.claims.shapes import RELATIVE, introduces, substance
from crosswire.claims.speakable import sourceish
from crosswire.claims.units import Unit


def passive(unit: Unit, cue: Cue, earlier: list[Plan]) -> Plan | None:
    """``X was announced by A and confirmed by B``: what stands before the verb is what A and B say."""
    lows = unit.lows
    if cue.verb.lemma == "accuse" and cue.passive and not cue.negated and lows[cue.last : cue.last + 1] == ("by",):
        accuser = phrases_right.right(unit, cue.last + 1)
        if accuser is None or not sourceish(unit, accuser.first, accuser.head_last):
            return None
        of = next((i for i in range(accuser.first + 1, accuser.last) if lows[i] == "of" and _acts(lows, i)), None)
        last = accuser.last if of is None else of
        accuser = replace(accuser, last=last, head_last=min(last, accuser.head_last))
        return Plan(cue, accuser, "right", cue.first, last, last) if lows[last : last + 1] == ("of",) else None
    if (
        cue.verb.lemma not in listed("en", "passive")
        or cue.negated
        or cue.infinitive
        or lows[cue.last : cue.last + 1] != ("by",)
    ):
        return None
    shared = (
        earlier[-1] if earlier and lows[cue.first - 1 : cue.first] == ("and",) and earlier[-1].cue.passive else None
    )
    if not cue.passive and shared is None:
        return None
    phrase = phrases_right.right(unit, cue.last + 1)
    if phrase is None or not sourceish(unit, phrase.first, phrase.head_last):
        return None
    edge = shared.edge_left if shared else cue.first
    if edge < 2 or lows[edge - 1] in RELATIVE or lows[0] in ("it", "this", "that") and edge < 3:
        return None
    plan_cue = cue if shared is None else replace(cue, passive=True)
    return Plan(plan_cue, phrase, "left", edge, phrase.last)


def _acts(lows: tuple[str, ...], at: int) -> bool:
    """Whether "of" leads to what somebody is accused of doing rather than to whose something is."""
    return any(low.endswith("ing") for low in lows[at + 1 : at + 3])


def quoted(unit: Unit, cue: Cue, floor: int) -> Plan | None:
    """``X was quoted by Y as saying that ...`` and ``..., X was quoted as saying by Y``."""
    lows = unit.lows
    if cue.verb.form != "ing" or lows[cue.at - 1 : cue.at] != ("as",):
        return None
    at = next(
        (
            i
            for i in range(cue.at - 2, max(floor, cue.at - 14), -1)
            if lows[i] in ("quoted", "cited", "quotes", "cites")
        ),
        None,
    )
    if at is None:
        return None
    if lows[at - 1] not in ("was", "is", "were", "are", "been"):
        return _quoting(unit, cue, at, floor)
    first = at - 2 if lows[at - 2] in ("has", "have", "had") else at - 1
    whole = replace(cue, first=first)
    phrase = sources.left(unit, Cue(first, at, at, NO_VERB), floor=floor)
    if phrase is None or not sourceish(unit, phrase.first, phrase.last):
        return None
    start = adjuncts(unit, whole)
    if introduces(unit, whole, start, elided=False):
        return Plan(whole, phrase, "right", phrase.left, start, start)
    if phrase.left > 1 and lows[phrase.left - 1] in (",", "“”") and substance(unit, 0, phrase.left - 1):
        return Plan(whole, phrase, "left", phrase.left, start)
    return None


def _quoting(unit: Unit, cue: Cue, at: int, floor: int) -> Plan | None:
    """``X quoted Y as saying that ...``: Y says it, X passes it on."""
    phrase = phrases_right.right(unit, at + 1)
    subject = sources.left(unit, Cue(at, at + 1, at, NO_VERB), floor=floor)
    start = adjuncts(unit, cue)
    if phrase is None or subject is None or phrase.last > cue.at - 1 or not sourceish(unit, phrase.first, phrase.last):
        return None
    if not introduces(unit, cue, start, elided=False):
        return None
    return Plan(replace(cue, first=cue.at - 1), phrase, "right", subject.first, start, start)
