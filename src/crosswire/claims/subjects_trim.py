"""Where a subject begins in the words before its verb: connectives and adverbials dropped from its left."""

from crosswire.claims.cues import is_time, listed
from crosswire.claims.nouns import people, speaking_nouns
from crosswire.claims.speakable import boundary, sourceish
from crosswire.claims.units import Unit


def trim_slavic(unit: Unit, first: int, end: int) -> int:
    while first < end and (
        unit.lows[first] in listed(unit.language, "connectives") or unit.lows[first] in listed(unit.language, "adverbs")
    ):
        first += 1
    fresh = next((i for i in range(end - 1, first, -1) if _fresh(unit, i)), None)
    first = first if fresh is None else fresh + 1
    return next((i for i in range(end - 1, first + 1, -1) if _office(unit, i)), first)


def _office(unit: Unit, at: int) -> bool:
    """An office with a capital after a small word: a line broke off before it ("Брак піску на стіні Президент ...")."""
    token, before = unit.tokens[at], unit.tokens[at - 1]
    office = token.capital and not token.text.isupper() and token.low in people()
    return office and before.word and before.low not in people() and len(before.text) > 2


def _fresh(unit: Unit, at: int) -> bool:
    """A connective with a capital inside a stretch: a sentence begins there though no full stop stands before it."""
    return unit.tokens[at].capital and unit.lows[at] in listed(unit.language, "connectives")


def trim(unit: Unit, first: int, end: int) -> int:
    """Drop connectives and adverbials from the left of a stretch without a finite verb: "But on Friday the mayor"."""
    lows, tokens = unit.lows, unit.tokens
    while first < end:
        low = lows[first]
        if (
            (
                low in listed("en", "connectives")
                and not tokens[first].text.isupper()
                or low.endswith("ly")
                and first + 1 < end
                and low not in speaking_nouns()
                and not (tokens[first].capital and tokens[first + 1].capital and first)
            )
            or is_time(tokens[first], "en")
            and first + 1 < end
            and lows[first + 1] != "of"
        ):
            first += 1
        elif low == "something" or low.endswith("ed") and first + 1 < end and lows[first + 1] == "by":
            first += 1 if low == "something" else 2
        elif low in ("last", "this", "next", "late", "early") and first + 2 < end and is_time(tokens[first + 1], "en"):
            first += 2
        elif low in listed("en", "prepositions"):
            cut = _after_adverbial(unit, first, end)
            if cut is None:
                return end
            first = cut
        else:
            break
    dated = next(
        (i for i in range(end - 2, first, -1) if len(lows[i]) >= 4 and lows[i].isdigit() or lows[i].count("-") == 2),
        None,
    )
    if dated is not None and dated + 1 < end and "-" in lows[first:dated]:
        while (
            dated + 1 < end - 1
            and not tokens[dated + 1].text[:1].isalpha()
            or dated + 1 < end - 1
            and is_time(tokens[dated + 1], "en")
        ):
            dated += 1
        first = dated + 1
    conjunction = next((i for i in range(end - 1, first, -1) if lows[i] in ("and", "but")), None)
    if conjunction is not None and first < conjunction and not _coordinated(unit, first, conjunction, end):
        return trim(unit, conjunction + 1, end)
    return first


def _coordinated(unit: Unit, first: int, conjunction: int, end: int) -> bool:
    """Whether "A and B" is one subject: it opens its clause and both parts can speak."""
    opens = first == 0 or boundary(unit, first - 1) or unit.lows[first - 1] in (",", "that", "and", "but", "which")
    return opens and unit.lows[conjunction] == "and" and sourceish(unit, first, conjunction)


def _after_adverbial(unit: Unit, first: int, end: int) -> int | None:
    """Where the subject begins after a leading prepositional phrase without a comma, or None."""
    lows, tokens = unit.lows, unit.tokens
    dets, preps = listed("en", "determiners"), listed("en", "prepositions")
    at = first + 1
    while at < end and (
        is_time(tokens[at], "en")
        or lows[at] in ("last", "this", "the", "early", "late", "next")
        and at + 1 < end
        and is_time(tokens[at + 1], "en")
    ):
        at += 1
    if at > first + 1 and at < end:
        return at
    for i in range(first + 2, end):
        before = lows[i - 1]
        starts = lows[i] in dets or (tokens[i].capital and not tokens[i - 1].capital)
        if starts and before not in preps and before not in dets and before not in ("'s", "'", "and", "-"):
            return i
    return None
