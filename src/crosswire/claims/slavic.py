"""Where the words that a Ukrainian or Russian cue introduces stand."""

from crosswire.claims import phrases_right, sources
from crosswire.claims.clauses import prepositional
from crosswire.claims.cues import Cue, is_time, listed
from crosswire.claims.plans import Plan, Side
from crosswire.claims.sources import Phrase, sourceish
from crosswire.claims.units import Unit


def slavic(unit: Unit, cue: Cue, floor: int, earlier: list[Plan]) -> Plan | None:
    """How a Ukrainian or Russian cue stands in its unit."""
    if cue.prepositional:
        return prepositional(unit, cue, earlier)
    if cue.negated:
        return None
    lows, tokens = unit.lows, unit.tokens
    before = lows[cue.first - 1] if cue.first else ""
    quote_before = cue.first > 0 and tokens[cue.first - 1].quote is not None
    if before in (",", "—", "–", "-") or quote_before:
        phrase = speaker(unit, cue.last)
        if phrase and sourceish(unit, phrase.first, phrase.last) and _substance_slavic(unit, cue.first - 1):
            return Plan(cue, phrase, _sides_slavic(unit, phrase.last), cue.first, phrase.last)
    phrase = sources.left(unit, cue, floor=floor) if before not in (",", "—", "–") else None
    clause = _clause_start(unit, cue.last)
    if phrase and lows[phrase.first] in listed(unit.language, "prepositions"):
        return None
    if phrase and sourceish(unit, phrase.first, phrase.last):
        edge = phrase.left if phrase.left >= 0 else phrase.first
        if clause is not None:
            return Plan(cue, phrase, "right", edge, clause, clause)
        left_ends = edge > 0 and (lows[edge - 1] in (",", "—", "–") or tokens[edge - 1].quote is not None)
        if left_ends and _substance_slavic(unit, edge):
            return Plan(cue, phrase, "left", edge, cue.last)
        if "object" in cue.verb.kinds and cue.last < len(tokens) and tokens[cue.last].word and edge == 0:
            return Plan(cue, phrase, "right", edge, cue.last, cue.last)
        return None
    if cue.first == 0 or before in ("також", "также"):
        phrase = speaker(unit, cue.last)
        clause = _clause_start(unit, phrase.last) if phrase else None
        if phrase and clause is not None and sourceish(unit, phrase.first, phrase.last):
            return Plan(cue, phrase, "right", cue.first, clause, clause)
    if clause is not None and earlier and before in ("і", "та", "й", "и", "а"):
        return Plan(cue, None, "right", cue.first - 1, clause, clause, elided=True)
    return None


def speaker(unit: Unit, at: int) -> Phrase | None:
    """The source after a verb; of "повідомили в агенції" the body without its preposition."""
    at = _past_time(unit, at)
    within = unit.lows[at : at + 1] and unit.lows[at] in ("в", "у", "во", "на")
    return phrases_right.right(unit, at + 1 if within else at)


def _past_time(unit: Unit, at: int) -> int:
    """The token after a time right behind a verb: "повідомив у середу ввечері мер"."""
    tokens, lows = unit.tokens, unit.lows
    while at + 1 < len(tokens):
        if is_time(tokens[at], unit.language):
            at += 1
        elif lows[at] in ("в", "у", "во", "на", "о", "вранці") and is_time(tokens[at + 1], unit.language):
            at += 2
        else:
            break
    return at


def _substance_slavic(unit: Unit, last: int) -> bool:
    return any(t.quote for t in unit.tokens[:last]) or sum(t.word for t in unit.tokens[:last]) >= 3


def _sides_slavic(unit: Unit, after: int) -> Side:
    at = next((i for i in range(after, len(unit.tokens)) if unit.tokens[i].quote), None)
    return "both" if at is not None and unit.lows[at - 1] in (",", ":", ".", "—", "–") else "left"


def _clause_start(unit: Unit, at: int) -> int | None:
    """The token where what is said begins after a Slavic cue: after a colon or dash, at "що", at a quotation."""
    lows, tokens = unit.lows, unit.tokens
    for i in range(at, min(len(tokens), at + 14)):
        if tokens[i].quote or lows[i] == ":":
            return i
        if lows[i] in ("що", "что", "щоб", "чтобы"):
            return i
        if lows[i] in ("—", "–", ";", "."):
            return None
        if lows[i] == "," and not (i + 1 < len(lows) and lows[i + 1] in ("що", "что", "щоб", "чтобы")):
            return None
    return None
