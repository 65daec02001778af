"""The noun phrase beside a cue: where the words that name the source begin and end."""

from collections.abc import Sequence

from crosswire.claims.cues import Cue, is_finite, is_time, listed
from crosswire.claims.nouns import people
from crosswire.claims.speakable import Phrase, boundary, sourceish
from crosswire.claims.subjects_trim import trim, trim_slavic
from crosswire.claims.units import Unit


def left(unit: Unit, cue: Cue, *, floor: int = 0) -> Phrase | None:
    """The subject before a cue, or None. ``floor`` is the first token it may take."""
    end = cue.first
    if end <= floor:
        return None
    lows = unit.lows
    before = lows[end - 1]
    if unit.language == "en":
        if before in listed("en", "pronouns"):
            return Phrase(end - 1, end, end, left=_lead(unit, end - 1, floor))
        if before in ("who",):
            return _antecedent(unit, end - 1, floor)
    if before == ",":
        return _apposed(unit, end - 1, floor)
    if unit.language == "en" and before in ("and", "but", "then") and end - 1 > floor:
        return None
    first = _back(unit, end, floor)
    if first is None or first >= end:
        return _headed(unit, end, floor) if unit.language == "en" else None
    if unit.language == "en" and (head := _headed(unit, first, floor)) is not None:
        return head
    if unit.language == "en" and (cut := _article(unit, first, end)) != first:
        return Phrase(cut, end, end, left=cut)
    if unit.language != "en":
        first = _listed(unit, first, end, floor)
    whole = _joined(unit, first, end, floor)
    if unit.language == "en":
        end = _without_venue(unit, whole, _without_time(unit, whole, end))
    return Phrase(whole, end, end if whole == first else _comma(unit, whole, end), left=_lead(unit, whole, floor))


def _listed(unit: Unit, first: int, end: int, floor: int) -> int:
    """Where a list of names begins: "Естонія, Латвія і Литва"."""
    lows, tokens = unit.lows, unit.tokens
    if not any(low in ("і", "й", "та", "и") for low in lows[first + 1 : end - 1]):
        return first
    while first - 2 >= floor and lows[first - 1] == "," and tokens[first - 2].capital and tokens[first].capital:
        first -= 2
    return first


def _headed(unit: Unit, first: int, floor: int) -> Phrase | None:
    """X of "X who heads the centre said": a clause without commas between a name and its verb."""
    told = next((i for i in range(first - 1, max(floor, first - 8) - 1, -1) if unit.lows[i] in ("who", ",")), first - 2)
    who = told if unit.lows[told] == "who" and told >= 2 and unit.lows[told - 2] in ("a", "an") else first - 2
    if who <= floor or unit.lows[who] != "who" or "name" in unit.lows[who:first]:
        return None  # "who gave her name as X": that is who speaks
    if not _whom(unit, who) or not is_finite(unit, who + 1):
        return None
    start = _back(unit, who, floor)
    return Phrase(start, who, who, left=start) if start is not None and start < who else None


def _whom(unit: Unit, who: int) -> bool:
    """Whether "who" goes with a name, or with a noun with "a" at the front of its sentence: "A stoker who had ..."."""
    front = who >= 2 and unit.lows[who - 2] in ("a", "an") and (who == 2 or boundary(unit, who - 3))
    return unit.tokens[who - 1].capital or front


def _article(unit: Unit, first: int, end: int) -> int:
    """Where the last noun phrase of a stretch without commas begins: "the talks a former diplomat" is two of them.

    A second one with "a" after a name at the front is an apposition: "The Harbour Centre an activist collective".
    """
    lows, tokens = unit.lows, unit.tokens
    joins = (
        listed("en", "prepositions")
        | listed("en", "determiners")
        | {"and", "or", "'s", "'", "-", "s", "not", "than", "then", "half"}
    )
    for at in range(end - 2, first, -1):
        if lows[at] not in ("the", "a", "an") or lows[at - 1] in joins or not tokens[at - 1].word:
            continue
        if (
            tokens[at].capital
            or lows[at - 1].endswith(("ly", "ing"))
            or lows[at - 1] in listed("en", "connectives") | listed("en", "reflexive")
        ):
            continue
        apposed = lows[at] != "the" and (first == 0 or boundary(unit, first - 1)) and tokens[first].capital
        return first if apposed else at
    return first


def _without_time(unit: Unit, first: int, last: int) -> int:
    """A phrase without the time that stands between it and its verb: "the navy on Monday announced"."""
    end = last
    while end > first + 1 and unit.lows[end - 1] in listed("en", "after_cue") and not unit.tokens[end - 1].capital:
        end -= 1
    while end > first + 1 and (is_time(unit.tokens[end - 1], "en") and not unit.lows[end - 1][:1].isdigit()):
        end -= 1
        while end > first + 1 and unit.lows[end - 1] in (
            "on",
            "last",
            "this",
            "late",
            "early",
            "earlier",
            "next",
            "in",
            "during",
            "the",
        ):
            end -= 1
    return end


def _without_venue(unit: Unit, first: int, last: int) -> int:
    """A phrase without where it was said: "the ministry in an interview with the paper announced"."""
    for at in range(first + 1, last - 1):
        follows = unit.lows[at + 1 : at + 4]
        spoken = any(low in listed("en", "venues") for low in follows) and follows[0] in listed("en", "determiners")
        if unit.lows[at] in ("in", "on", "during") and spoken:
            return at
    return last


def _comma(unit: Unit, first: int, last: int) -> int:
    return next((i for i in range(first, last) if unit.lows[i] == ","), last)


def _lead(unit: Unit, first: int, floor: int) -> int:
    """The first token of the adverbials right before a subject: ", on Thursday he said"."""
    at = first
    while at > floor and not boundary(unit, at - 1) and unit.lows[at - 1] != ",":
        at -= 1
    return at


def _antecedent(unit: Unit, who: int, floor: int) -> Phrase | None:
    end = who - 1 if who and unit.lows[who - 1] == "," else who
    first = _back(unit, end, floor)
    if first is None or first >= end:
        return None
    return Phrase(first, end, end, related=True, left=first)


def _apposed(unit: Unit, comma: int, floor: int) -> Phrase | None:
    """The subject where an apposition or relative clause stands between it and the cue: "X, head of Y, said"."""
    lows = unit.lows
    commas = [i for i in range(floor, comma) if lows[i] == ","]
    if commas and (titled := _titled(unit, commas, comma, floor)):
        return titled
    for at in commas[-5:]:
        if any(boundary(unit, i) for i in range(at + 1, comma)) or not _parenthesis(unit, at + 1, comma):
            continue
        first = _back(unit, at, floor)
        if first is None or first >= at or not sourceish(unit, first, at):
            continue
        opens = (
            first == floor or boundary(unit, first - 1) or lows[first - 1] in ("and", "but", "that", ",") or first == 0
        )
        middle = lows[at + 1] if at + 1 < comma else ""
        if (
            middle in ("and", "but", "")
            or is_time(unit.tokens[at + 1], unit.language)
            and comma - at < 3
            and not middle.isdigit()
        ):
            continue
        if not opens and _lead(unit, first, floor) == first:
            continue
        return Phrase(first, comma if _adds(unit, at + 1, comma) else at, at, left=_lead(unit, first, floor))
    return None


def _titled(unit: Unit, commas: Sequence[int], comma: int, floor: int) -> Phrase | None:
    """``..., the director of the clinic, Dr Petrenko,``: an office between two commas, then its holder's name."""
    tokens, lows = unit.tokens, unit.lows
    at = commas[-1]
    name = tokens[at + 1 : comma]
    if not name or len(name) > 6 or not all(t.capital or t.low in (".", "-", "al", "de", "von", "bin") for t in name):
        return None
    if is_time(name[0], "en") or any(t.low in people() for t in name):
        return None
    first = next((i + 1 for i in range(at - 1, floor - 1, -1) if lows[i] == "," or boundary(unit, i)), floor)
    named_office = lows[first] in listed("en", "determiners") or tokens[first].capital
    if at - first < 2 or not named_office or not any(lows[i] in people() for i in range(first, at)):
        return None
    if any(is_finite(unit, i) for i in range(first, at)) or first and lows[first - 1] != ",":
        return None
    return Phrase(first, comma, at, left=first)


def _adds(unit: Unit, first: int, last: int) -> bool:
    """Whether what follows a name between commas says who that is, rather than when, where or how."""
    low = unit.lows[first]
    if low in ("though", "however", "meanwhile", "too", "speaking", "citing", "asked") or low.endswith("ing"):
        return False
    if low in listed("en", "prepositions") or low in ("last", "earlier", "late", "early"):
        return False
    return not is_time(unit.tokens[first], unit.language) or low.isdigit()


def _parenthesis(unit: Unit, first: int, last: int) -> bool:
    """Whether a stretch between commas only adds to the name before it: no main verb of its own."""
    opener = True
    relative = False
    for at in range(first, last):
        low = unit.lows[at]
        if low == ",":
            opener = True
            continue
        if opener and low in ("who", "which", "whose", "where", "when", "whom", "asked"):
            relative = True
        opener = False
        relative = relative or low in ("who", "which", "whose", "that", "where")
        if not relative and unit.language == "en" and is_finite(unit, at):
            return False
    return True


def _joined(unit: Unit, first: int, end: int, floor: int) -> int:
    """Take in a role before a name set off by one comma: "The governor of the district, Ivan Petrenko"."""
    lows = unit.lows
    if first - 1 <= floor or lows[first - 1] != "," or not unit.tokens[first].capital:
        return first
    earlier = _back(unit, first - 1, floor)
    if earlier is None or earlier >= first - 1:
        return first
    opens = earlier == 0 or boundary(unit, earlier - 1) or earlier == floor
    role = any(lows[i] in people() for i in range(earlier, first - 1))
    starts = lows[earlier] in listed("en", "determiners") or unit.tokens[earlier].capital
    return earlier if opens and role and starts and not is_time(unit.tokens[first], unit.language) else first


def _back(unit: Unit, end: int, floor: int) -> int | None:
    """The first token of the noun phrase that ends before ``end``; None where no phrase can end there."""
    lows = unit.lows
    english = unit.language == "en"
    at = end
    while at > floor:
        low = lows[at - 1]
        if low == ")" and (opening := next((i for i in range(at - 2, max(floor, at - 9), -1) if lows[i] == "("), None)):
            at = opening
            continue
        if boundary(unit, at - 1) or low == "," or english and low in ("be", "been", "being"):
            break
        if low == "as" and at - 2 > floor and lows[at - 2] == "known":
            at -= 2
            continue
        if low in listed(unit.language, "breaks") and low not in ("since", "before", "after", "as", "or"):
            break
        if english and is_finite(unit, at - 1):
            break
        if english and low in ("after", "before", "as", "since", "or", "not", "n't"):
            break
        at -= 1
    if at == end:
        return None
    return trim(unit, at, end) if english else trim_slavic(unit, at, end)
