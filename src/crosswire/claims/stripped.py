"""Speakers that no comma sets off from what they said, as agency copy without its punctuation has them."""

from crosswire.claims.cues import Cue, is_finite, is_time, listed
from crosswire.claims.nouns import people, speaking_nouns
from crosswire.claims.plans import Plan
from crosswire.claims.shapes import ends_here, sides, substance
from crosswire.claims.speakable import JOINS, Phrase, boundary, eventful
from crosswire.claims.units import Unit
from crosswire.language.lexicon import words as lexicon_words


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
    floor = earlier[-1].cue.last if earlier else 0
    phrase = subject(unit, cue, floor=floor)
    if phrase is None or not substance(unit, 0, phrase.first):
        return None
    return Plan(cue, phrase, sides(unit, start), phrase.first, start)


def subject(unit: Unit, cue: Cue, *, floor: int = 0) -> Phrase | None:
    """The subject of a verb that no comma sets off: with an article of its own, a body with its owner, or a name."""
    return _subject(unit, cue, floor=floor) or _body(unit, cue.first, floor) or _named(unit, cue.first, floor)


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


def _small(unit: Unit, at: int) -> bool:
    """A small word that may stand before a noun: no verb, preposition, article or joining word."""
    low, token = unit.lows[at], unit.tokens[at]
    other = JOINS | listed("en", "prepositions") | listed("en", "determiners") | listed("en", "pronouns")
    return token.word and token.text.islower() and low not in other and not is_finite(unit, at)


def _body(unit: Unit, end: int, floor: int) -> Phrase | None:
    """ "... to the gas Norlands health ministry said": a body with a capital before it; "... news agency NANA said"."""
    tokens, lows = unit.tokens, unit.lows
    first = end - 1
    if tokens[first].capital and lows[first - 1] in lexicon_words("anonymous", "carriers"):
        first -= 2 if lows[first - 2] == "news" else 1
        return Phrase(first, end, end, left=first)
    if lows[first] not in lexicon_words("anonymous", "bodies") or not tokens[first].text.islower():
        return None
    while first - 1 > floor and end - first < 4 and _small(unit, first - 1):
        first -= 1
    owner = first - 1
    if owner <= floor + 3 or not tokens[owner].capital or not _small(unit, owner - 1):
        return None
    return Phrase(owner, end, end, left=owner)


def _named(unit: Unit, end: int, floor: int) -> Phrase | None:
    """ "... made many flee Anton Kreel said": two to four words with capitals after a small one that leads to none."""
    tokens = unit.tokens
    first = end
    while first - 1 > floor and tokens[first - 1].capital and tokens[first - 1].word:
        first -= 1
    agency = end - first == 1 and len(tokens[first].text) > 2 and tokens[first].text.isupper()
    if not (agency or 2 <= end - first <= 4) or first <= floor + 3 or is_time(tokens[end - 1], "en"):
        return None
    before = tokens[first - 1]
    joins = JOINS | listed("en", "prepositions") | listed("en", "determiners") | {"'s", "'", "-"}
    if not before.word or before.low in joins or before.low in people() or is_finite(unit, first - 1):
        return None
    return Phrase(first, end, end, left=first)
