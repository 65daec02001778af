"""Speakers that no comma sets off from what they said, as agency copy without its punctuation has them."""

from crosswire.claims.cues import Cue, is_finite, listed
from crosswire.claims.nouns import people, speaking_nouns
from crosswire.claims.plans import Plan
from crosswire.claims.shapes import ends_here, sides, substance
from crosswire.claims.sources import JOINS, Phrase, boundary, eventful
from crosswire.claims.units import Unit


def closes(unit: Unit, phrase: Phrase, follows: int) -> bool:
    """Whether a speaker after an unmarked "said" ends the sentence: nothing is left there that could be said."""
    lows, tokens = unit.lows, unit.tokens
    opens = tokens[phrase.first].capital or lows[phrase.first] in ("a", "an", "the")
    if not opens or phrase.first + 1 >= len(tokens) and not tokens[phrase.first].capital:
        return False
    if follows < len(tokens) and lows[follows] == "adding":
        return True
    return not any(
        is_finite(unit, i) or tokens[i].quote or lows[i] in ("that", ":") for i in range(phrase.first, len(tokens))
    )


def after_words(unit: Unit, cue: Cue, start: int, earlier: list[Plan]) -> Plan | None:
    """``... fled the area a military source told X on Saturday.``: words said, then the speaker, no comma between."""
    lows = unit.lows
    if cue.verb.lemma not in listed("en", "plain") or cue.verb.form != "finite" or cue.first != cue.at:
        return None
    if not ends_here(unit, start) or any(unit.tokens[i].quote for i in range(start, len(lows))):
        return None
    phrase = _subject(unit, cue, floor=earlier[-1].cue.last if earlier else 0)
    if phrase is None or not substance(unit, 0, phrase.first):
        return None
    return Plan(cue, phrase, sides(unit, start), phrase.first, start)


def _subject(unit: Unit, cue: Cue, *, floor: int = 0) -> Phrase | None:
    """The subject of a verb at a sentence's end that no comma sets off: "... fled the area a military source said".

    Only a noun for those who speak with an article of its own, or a pronoun.
    """
    lows, tokens = unit.lows, unit.tokens
    end = cue.first
    if end - floor < 5:
        return None
    if lows[end - 1] in listed("en", "pronouns") and tokens[end - 2].word and lows[end - 2] not in JOINS:
        return Phrase(end - 1, end, end, left=end - 1)
    if lows[end - 1] in people() and lows[end - 1].endswith("s") or lows[end - 1] == "media":
        before = tokens[end - 2]
        own = before.text.islower() and before.word and not before.low[:1].isdigit() and not before.low.endswith("ed")
        own = own and not {before.low} & (JOINS | people() | listed("en", "prepositions") | listed("en", "determiners"))
        first = end - 2 if own and not is_finite(unit, end - 2) else end - 1
        if own or before.low in people():
            return Phrase(first, end, end, left=first)
    for at in range(end - 2, max(floor + 3, end - 12), -1):
        if boundary(unit, at) or lows[at] == "," or is_finite(unit, at) or lows[at] in listed("en", "pronouns"):
            return None
        if lows[at] not in ("a", "an", "the", "its") or lows[at - 1] in listed("en", "prepositions"):
            continue
        if lows[at - 1] in JOINS or not tokens[at - 1].word or lows[at - 1] in listed("en", "determiners"):
            return None
        head = next((i for i in range(at + 2, end) if lows[i] in listed("en", "prepositions")), end)
        known = lows[head - 1] in speaking_nouns() or tokens[head - 1].capital
        return Phrase(at, end, end, left=at) if known and not eventful(tokens[at:head]) else None
    return None
