"""What stands between an English cue and what is said: to whom, when, where."""

from crosswire.claims.cues import Cue, is_finite, is_time, listed
from crosswire.claims.shapes import QUESTION, bounds, is_cue_word
from crosswire.claims.units import Unit
from crosswire.language.lexicon import load


def adjuncts(unit: Unit, cue: Cue) -> int:
    """The token after a cue's recipient, time and place: where what is said would begin."""
    lows, tokens = unit.lows, unit.tokens
    at = cue.last
    that = next((i for i in range(at, min(len(lows), at + 16)) if lows[i] == "that"), None)
    if (
        cue.verb.lemma in ("describe", "call")
        or "speech" not in cue.verb.kinds
        and "evidence" not in cue.verb.kinds
        and "opinion" not in cue.verb.kinds
    ):
        that = None
    if that is not None and at < that and _plain(unit, at, that) and not _relative(unit, cue, at, that):
        return that
    if lows[at : at + 1] == (",",):
        resumed = next(
            (i for i in range(at + 2, min(len(lows) - 1, at + 20)) if lows[i] == "," and lows[i + 1] == "that"), None
        )
        if resumed is not None and not any(is_finite(unit, i) for i in range(at, resumed)):
            return resumed + 1
    if (
        lows[at : at + 1]
        and lows[at] not in QUESTION
        and cue.verb.lemma in load("cues")["en"]["recipient"]
        and at < len(lows)
        and lows[at] not in ("to", "that", ",", ":")
    ):
        at = _recipient(unit, at)
    if cue.verb.lemma == "say" and lows[at : at + 1] in (("of",), ("if",), ("about",)):
        return next((i for i in range(at, min(len(lows) - 1, at + 25)) if lows[i] == ":" and tokens[i + 1].quote), at)
    moved = True
    while moved and at < len(lows):
        moved = False
        low = lows[at]
        if bounds(unit, at):
            break
        if (
            low in listed("en", "after_cue")
            or (low.endswith("ly") and not tokens[at].capital and _manner(unit, at))
            or is_time(tokens[at], "en")
            and not low[:1].isdigit()
            and lows[at + 1 : at + 2] != ("'s",)
        ):
            at, moved = at + 1, True
        elif (
            low in ("last", "this", "late", "early", "earlier", "next", "that", "mid")
            and lows[at + 2 : at + 3] != ("'s",)
            and at + 1 < len(lows)
            and is_time(tokens[at + 1], "en")
            and low != "that"
        ):
            at, moved = at + 2, True
        elif (
            low == "to"
            and at + 1 < len(lows)
            and not (
                tokens[at + 1].capital
                or lows[at + 1] in listed("en", "determiners")
                or lows[at + 1] in ("reporters", "journalists")
            )
        ):
            break
        elif low in listed("en", "prepositions") and low not in ("as", "of"):
            end = _adverbial(unit, at)
            at, moved = end, end > at
    return at


def _manner(unit: Unit, at: int) -> bool:
    """Whether an adverb says how something was said rather than belonging to it ("nearly 40", "mostly women")."""
    following = unit.tokens[at + 1 : at + 2]
    if not following or not following[0].word:
        return True
    low = following[0].low
    return (
        low in listed("en", "prepositions")
        or low in listed("en", "after_cue")
        or low == "that"
        or is_time(following[0], "en")
        and not low[:1].isdigit()
    )


def _relative(unit: Unit, cue: Cue, at: int, that: int) -> bool:
    """Whether "that" goes with a noun before it: "announced a plan that …", "their wish for peace in that land"."""
    lows = unit.lows
    if lows[that - 1] in listed("en", "prepositions") and lows[that + 1 : that + 2] not in (("the",), ("a",)):
        return True
    if that - at == 1 and lows[at] in listed("en", "reported"):
        return True
    told = cue.verb.lemma in load("cues")["en"]["recipient"]
    starts = lows[at] in listed("en", "determiners") and not is_time(unit.tokens[that - 1], "en")
    return not told and starts and lows[that - 1] not in listed("en", "after_cue")


def _plain(unit: Unit, first: int, last: int) -> bool:
    """No verb, quotation or punctuation but a pair of commas between two tokens."""
    return not any(
        unit.tokens[i].quote
        or unit.lows[i] in (":", ";", ".", "and", "but")
        or is_finite(unit, i)
        or (is_cue_word(unit, i) and (unit.lows[i - 1] == "," or unit.lows[i] in ("adding", "saying", "noting")))
        for i in range(first, last)
    )


def _recipient(unit: Unit, at: int) -> int:
    lows, tokens = unit.lows, unit.tokens
    if lows[at] in listed("en", "object_pronouns") or lows[at] == "reporters":
        return at + 1
    dets, preps = listed("en", "determiners"), listed("en", "prepositions")
    end = at
    while (
        end < len(lows)
        and tokens[end].word
        and lows[end]
        not in (
            "that",
            "to",
            "not",
            "in",
            "on",
            "at",
            "during",
            "after",
            "how",
            "what",
            "why",
            "about",
            "earlier",
            "late",
            "last",
            "it",
            "he",
            "she",
            "they",
            "there",
            "we",
            "i",
        )
        and not is_time(tokens[end], "en")
    ):
        if is_finite(unit, end):
            break
        fresh = lows[end] in dets or tokens[end].capital and end > at and not tokens[end - 1].capital
        if (
            end > at
            and fresh
            and lows[end - 1] not in preps
            and lows[end - 1] not in dets
            and lows[end - 1] not in ("'s", "and", "-")
        ):
            break
        end += 1
    if end < len(lows) and is_finite(unit, end) and end > at + 1:
        return at if end - at < 2 else _last_name(unit, at, end)
    return end


def _last_name(unit: Unit, at: int, end: int) -> int:
    """The recipient of "told CNN Ukraine will ...": the first of two names side by side."""
    return at + 1 if unit.tokens[at].capital else end - 1


def _adverbial(unit: Unit, at: int) -> int:
    """The token after a prepositional phrase, or ``at`` where it is none."""
    lows, tokens = unit.lows, unit.tokens
    dets, preps = listed("en", "determiners"), listed("en", "prepositions")
    end = at + 1
    while (
        end < len(lows)
        and tokens[end].word
        and lows[end] not in ("that", "he", "she", "they", "it", "there", "we", "i", "and", "but")
    ):
        if end > at + 1 and bounds(unit, end) and lows[end - 1] not in preps:
            break
        if is_finite(unit, end):
            return at
        fresh = lows[end] in dets or (
            tokens[end].capital and not tokens[end - 1].capital and not is_time(tokens[end], "en")
        )
        free = (
            end > at + 1
            and lows[end - 1] not in preps
            and lows[end - 1] not in dets
            and lows[end - 1] not in ("'s", "'", "-", "and")
        )
        if fresh and free and not (tokens[end - 1].capital and tokens[end].capital):
            break
        end += 1
    return end if end > at + 1 else at
