"""Where the words that an English cue introduces stand: before it, after it, or on both sides."""

from crosswire.claims import phrases_right, relayed, sources
from crosswire.claims.adjuncts import adjuncts
from crosswire.claims.cues import NO_VERB, Cue, is_finite, is_time, listed, phrase_at
from crosswire.claims.plans import Plan
from crosswire.claims.prepositions import prepositional
from crosswire.claims.shapes import (
    FRONTED,
    RELATIVE,
    agrees,
    carries_on,
    comma_closed,
    ends_here,
    finished,
    introduces,
    is_closed,
    sides,
    substance,
)
from crosswire.claims.speakable import Phrase, sourceish
from crosswire.claims.stripped import after_words, closes, subject
from crosswire.claims.units import Unit

_LONG = 14  # words that no name of a speaker has without a comma: a verb was not seen


def english(unit: Unit, cue: Cue, floor: int, earlier: list[Plan]) -> Plan | None:
    """How an English cue stands in its unit, or None where it introduces nothing that can be told."""
    if cue.prepositional:
        return prepositional(unit, cue, earlier)
    if (plan := relayed.passive(unit, cue, earlier) or relayed.quoted(unit, cue, floor)) is not None:
        return plan
    if (
        cue.negated
        or cue.passive
        or cue.infinitive
        or _hypothetical(unit, cue)
        or _names_itself(unit, cue)
        or _unnamed(unit, cue)
    ):
        return None
    inverted = _inverted(unit, cue)
    if inverted:
        return inverted
    if cue.verb.form == "ing" and cue.first == cue.at:
        return _participle(unit, cue, earlier)
    phrase = sources.left(unit, cue, floor=floor)
    if phrase is not None and phrase.last - phrase.first > _LONG and "," not in unit.lows[phrase.first : phrase.last]:
        phrase = subject(unit, cue, floor=floor)
    if phrase is None:
        return _coordinated(unit, cue, earlier)
    if unit.lows[phrase.first] in listed("en", "first_person") and phrase.last - phrase.first == 1:
        return None
    if phrase.first and unit.lows[phrase.first - 1] == "as" and unit.lows[phrase.first] in listed("en", "pronouns"):
        return None
    if any(low in listed("en", "supposed") for low in unit.lows[phrase.first : phrase.last]) and (
        phrase.related or "who" in unit.lows[phrase.first : phrase.last]
    ):
        return None
    if unit.lows[phrase.last - 1] in ("who", "which", "i", "we"):
        return None
    if _names(unit, cue, phrase):
        return None
    return _with_subject(unit, cue, phrase, earlier)


def _names_itself(unit: Unit, cue: Cue) -> bool:
    """``a group calling itself X``: a name, not words."""
    own = unit.lows[cue.last : cue.last + 1]
    return cue.verb.lemma in listed("en", "naming") and bool(own) and own[0] in listed("en", "reflexive")


def _unnamed(unit: Unit, cue: Cue) -> bool:
    """``who asked not to be named``, ``who feared for his job``: about oneself, nothing said of the matter."""
    feared = unit.lows[cue.at : cue.at + 2] in (("feared", "for"), ("fears", "for"))
    return feared or phrase_at(unit.lows, cue.last, "en", "anonymity") is not None


def _names(unit: Unit, cue: Cue, phrase: Phrase) -> bool:
    """``which X refers to as``, ``what he called``: naming is not saying, unless with a whole quotation."""
    before = phrase.left - 1 if phrase.left > 0 else phrase.first - 1
    if cue.verb.lemma not in listed("en", "naming") or before < 0 or unit.lows[before] not in RELATIVE:
        return False
    quote = next((t for t in unit.tokens[cue.last : cue.last + 3] if t.quote), None)
    return quote is None or unit.lows[before] != "what" or len(quote.text.split()) < 4


def _hypothetical(unit: Unit, cue: Cue) -> bool:
    return any(
        low in ("would", "could", "may", "might", "should", "must", "can", "will", "if")
        for low in unit.lows[cue.first : cue.at]
    )


def _inverted(unit: Unit, cue: Cue) -> Plan | None:
    """``"...", said X.`` and ``..., writes the X, quoted by Y``."""
    lows, tokens = unit.lows, unit.tokens
    if (
        "speech" not in cue.verb.kinds
        or cue.verb.form == "ing"
        or cue.verb.lemma in ("tell", "inform", "assure", "remind")
        or cue.first == 0
        or cue.last >= len(tokens)
    ):
        return None
    before = tokens[cue.first - 1]
    bare = not (before.low == "," or before.quote or before.low in ("—", "–", "-"))
    if bare and not (before.word and lows[cue.first : cue.last] in (("said",), ("says",), ("added",))):
        return None
    after = cue.last
    if (
        lows[after] in listed("en", "not_inverted")
        or lows[after] in listed("en", "prepositions")
        or not tokens[after].word
    ):
        return None
    phrase = phrases_right.right(unit, after)
    if phrase is None or not sourceish(unit, phrase.first, phrase.head_last):
        return None
    follows = phrase.last
    if follows < len(tokens) and (is_finite(unit, follows) or lows[follows] in ("that", ":")):
        return None
    if lows[follows : follows + 1] == ("to",) and cue.verb.lemma in listed("en", "asking"):
        return None  # `... "war" urged Norland to leave`: Norland is who was urged
    if follows < len(tokens) and tokens[follows].quote and not before.quote:
        return None
    if bare and not closes(unit, phrase, follows):
        return None
    if not before.quote and not substance(unit, 0, cue.first - 1):
        return None
    return Plan(cue, phrase, sides(unit, follows), cue.first, follows)


def _participle(unit: Unit, cue: Cue, earlier: list[Plan]) -> Plan | None:
    """``..., adding that ...``: the subject is the one before."""
    lows = unit.lows
    before = lows[cue.first - 1] if cue.first else ""
    if cue.verb.lemma == "cite":
        return None
    bare = (
        lows[cue.at] == "adding"
        and earlier
        and (earlier[-1].edge_right == cue.first or lows[cue.last : cue.last + 1] == ("that",))
    )
    if before not in ("", ",", "and", "while", "but", "by", "“”", "then") and not bare:
        return None
    start = adjuncts(unit, cue)
    if not introduces(unit, cue, start, elided=True):
        return None
    phrase = None if earlier or not cue.first else clause_subject(unit, cue.first)
    if not earlier and cue.first and phrase is None:
        return None
    edge = cue.first - 1 if before in (",", "and", "while", "but", "by", "then") else cue.first
    return Plan(cue, phrase, "right", max(0, edge), start, start, elided=phrase is None)


def clause_subject(unit: Unit, before: int) -> Phrase | None:
    """The subject of the clause that a verb without one of its own goes on from."""
    for at in range(1, before):
        if is_finite(unit, at) or _past(unit, at):
            first = at
            while first > 1 and unit.lows[first - 1] in listed("en", "adverbs"):
                first -= 1
            phrase = sources.left(unit, Cue(first, at + 1, at, NO_VERB))
            if phrase is None or phrase.related or unit.lows[0] in FRONTED and "," not in unit.lows[:at]:
                continue
            opener = unit.lows[0]
            aside = opener in listed("en", "prepositions") or opener in listed("en", "connectives") or opener in FRONTED
            opens = phrase.left <= 0 or unit.lows[phrase.left - 1] == "," and aside
            return phrase if opens and sourceish(unit, phrase.first, phrase.last) else None
    return None


def _past(unit: Unit, at: int) -> bool:
    """Whether a form in -ed right after a name or pronoun is the verb of its clause: "it attacked", "Dean poked at"."""
    if at < 1 or not unit.lows[at].endswith("ed") or len(unit.lows[at]) < 5 or unit.tokens[at].capital:
        return False
    before = unit.tokens[at - 1]
    if before.low == ",":
        return at > 1 and unit.lows[at + 1 : at + 2] != ("by",) and "," in unit.lows[: at - 1]
    named = before.capital and not is_time(before, "en") and before.low not in listed("en", "determiners")
    return (named or before.low in listed("en", "pronouns")) and unit.lows[at + 1 : at + 2] != ("by",)


def _nearest_subject(unit: Unit, before: int) -> Phrase | None:
    """The subject of the clause right before "and said"; None where that is the writer."""
    for at in range(before - 1, 0, -1):
        if is_finite(unit, at) or unit.lows[at].endswith("ed"):
            phrase = sources.left(unit, Cue(at, at + 1, at, NO_VERB))
            if phrase and phrase.first and unit.lows[phrase.first - 1] in RELATIVE:
                continue  # "made claims that Norland will win and said ..."
            if phrase and phrase.left > 0 and unit.lows[phrase.left - 1] not in (",", "and", "but", ";"):
                continue
            if phrase and sourceish(unit, phrase.first, phrase.last):
                return None if unit.lows[phrase.first] in listed("en", "first_person") else phrase
            if phrase and unit.lows[phrase.first] in listed("en", "first_person"):
                return None
    return None


def _coordinated(unit: Unit, cue: Cue, earlier: list[Plan]) -> Plan | None:
    """``... and said ...``: the subject is the one before."""
    if cue.first == 0 or unit.lows[cue.first - 1] not in ("and", "but", ",", "then", "“”"):
        return None
    start = adjuncts(unit, cue)
    if not introduces(unit, cue, start, elided=True):
        return None
    phrase = None if earlier else _nearest_subject(unit, cue.first)
    if phrase is None and not earlier:
        return None
    edge = cue.first - 1 if unit.lows[cue.first - 1] != "“”" else cue.first
    if edge and unit.lows[edge - 1] == ",":
        edge -= 1
    return Plan(cue, phrase, "right", edge, start, start, elided=phrase is None)


def _with_subject(unit: Unit, cue: Cue, phrase: Phrase, earlier: list[Plan]) -> Plan | None:
    start = adjuncts(unit, cue)
    found = _after_words(unit, cue, phrase, start) or _before_words(unit, cue, phrase, start)
    return found or after_words(unit, cue, start, earlier)


def _after_words(unit: Unit, cue: Cue, phrase: Phrase, start: int) -> Plan | None:
    """``"...," X said`` and ``..., X said``; also in the middle of what is said."""
    lows = unit.lows
    left = phrase.left if phrase.left >= 0 else phrase.first
    before = left - 1
    if before < 0:
        return None
    lead = lows[left : phrase.first]
    if _quoted_left(unit, cue, start, before) and all(
        is_time(unit.tokens[i], "en") or lows[i] in listed("en", "time_leads") for i in range(left, phrase.first)
    ):
        return Plan(cue, phrase, sides(unit, cue.last), left, start)
    if lows[before] in ('"', "“", "”") and before and lows[before - 1] in (",", "."):
        before -= 1  # a mark that closes nothing: ', "the Times wrote'
    beside = lows[before] in (",", "—", "–", "-", "?", "!") and not any(
        low in FRONTED - {"as", "given"} for low in lead
    )
    written = cue.verb.lemma == "write" and unit.tokens[phrase.last - 1].capital
    if (
        cue.verb.shy
        and not written
        or not beside
        or not ends_here(unit, start)
        or not sourceish(unit, phrase.first, phrase.last)
    ):
        return None
    if agrees(unit, cue, phrase) and (substance(unit, 0, before) or finished(unit, start, before)):
        return Plan(cue, phrase, sides(unit, start), left, start)
    if start < len(lows) and lows[start] == "," and carries_on(unit, start + 1):
        return Plan(cue, phrase, "both", left, start)
    return None


def _quoted_left(unit: Unit, cue: Cue, start: int, before: int) -> bool:
    """Whether a quotation that ends before the subject is what was said."""
    lows, tokens = unit.lows, unit.tokens
    quoted = tokens[before].quote or (lows[before] == "," and before > 0 and tokens[before - 1].quote)
    if not quoted:
        return False
    following = start < len(lows) and not ends_here(unit, start)
    if following and not comma_closed(unit, before) and introduces(unit, cue, start, elided=False):
        return False
    return is_closed(unit, before) or not (start < len(lows) and lows[start] == "that")


def _before_words(unit: Unit, cue: Cue, phrase: Phrase, start: int) -> Plan | None:
    """``X said that ...``, ``X said: "..."``, and ``which X said had ...``."""
    lows, tokens = unit.lows, unit.tokens
    left = phrase.left if phrase.left >= 0 else phrase.first
    if not agrees(unit, cue, phrase) or ends_here(unit, start) and not phrase.related:
        return None
    lead = lows[phrase.first - 1] if phrase.first else ""
    relative = lead in RELATIVE and start < len(lows) and is_finite(unit, start)
    if not (relative or lead == "what" or introduces(unit, cue, start, elided=False)):
        return None
    alone = phrase.last - phrase.first == 1 and lows[phrase.first] in listed("en", "pointers")
    if alone and cue.verb.lemma not in ("say", "add", "announce", "state"):
        return None
    opened = start < len(lows) and (lows[start] == "that" or tokens[start].quote is not None)
    if not sourceish(unit, phrase.first, phrase.last) and not (cue.verb.lemma in listed("en", "plain") and opened):
        return None
    return Plan(cue, phrase, "right", left, start, start, related=phrase.related)
