"""The noun phrase beside a cue: where the words that name the source begin and end."""

from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.claims.cues import Cue, is_finite, is_time, listed
from crosswire.claims.nouns import people, speaking_nouns
from crosswire.claims.units import Token, Unit
from crosswire.language.lexicon import words as lexicon_words

STOP = {
    ":",
    ";",
    "(",
    ")",
    "[",
    "]",
    "—",
    "–",
    "“”",
    ".",
    "?",
    "!",
    "…",
    "|",
    "•",
    "▪",
    "―",
    '"',
    "“",
    "”",
    "«",
    "»",
    "„",
}


JOINS = frozenset(
    {
        "that",
        "which",
        "what",
        "as",
        "when",
        "where",
        "after",
        "before",
        "because",
        "while",
        "and",
        "but",
        "or",
        "who",
        "if",
        "than",
        "since",
        "whom",
        "how",
        "why",
        "whether",
        "until",
    }
)
_JOINING = frozenset("-'’%№&$€£.,#@()+/`")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens ``first``..``last`` (excluded) with its appositions, ``head_last`` ends its first part.

    ``related``: it is the antecedent of "who" or the like before the cue. ``left`` is the first token that belongs to
    the clause of the cue on its left (a connective or adverbial before the phrase included).
    """

    first: int
    last: int
    head_last: int
    related: bool = False
    left: int = -1


def sourceish(unit: Unit, first: int, last: int) -> bool:
    """Whether a phrase can name somebody who speaks: a name, a pronoun, or a noun for people, bodies or documents."""
    tokens = [t for t in unit.tokens[first:last] if t.word]
    if not tokens:
        return False
    if len(tokens) == 1 and is_time(tokens[0], unit.language):
        return False
    if tokens[0].low in ("this", "that", "these", "those", "there", "which", "what", "something") and len(tokens) == 1:
        return False
    if unit.language == "en" and (eventful(tokens) or tokens[0].low in ("our", "my", "your")):
        return False
    for n, token in enumerate(tokens):
        if token.low in listed(unit.language, "pronouns"):
            return True
        if token.low in lexicon_words("anonymous", "quantifiers") and len(tokens) == 1:
            return True
        if token.low in speaking_nouns():
            return True
        named = token.capital and not is_time(token, unit.language) and token.low not in listed("en", "determiners")
        if named and (n or first or len(tokens) == 1 or not _opens_sentence(unit, first)):
            return True
        if named and token.low not in listed("en", "prepositions") and len(token.text) > 1:
            return True
    return False


def eventful(tokens: Sequence[Token]) -> bool:
    """Whether the head of a phrase is an event: "NATO summit", "the battle for X"."""
    last = next((n for n, t in enumerate(tokens) if n and t.low in listed("en", "prepositions")), len(tokens))
    return tokens[last - 1].low in listed("en", "not_speakers")


def _opens_sentence(unit: Unit, first: int) -> bool:
    return first == 0


def boundary(unit: Unit, at: int) -> bool:
    """Whether a token ends a noun phrase on either side."""
    low = unit.lows[at]
    if low == "." and 0 < at < len(unit.tokens) - 1:
        before, after = unit.tokens[at - 1], unit.tokens[at + 1]
        if after.low == ",":
            return False
        return not (before.capital and len(before.text) <= 4 and after.capital and before.end == unit.tokens[at].start)
    if low == "-" and unit.text[unit.tokens[at].start - 1 : unit.tokens[at].end + 1] == " - ":
        return True
    symbol = not unit.tokens[at].word and low not in _JOINING
    return symbol or low in STOP or unit.tokens[at].quote is not None


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
        return None
    if unit.language == "en" and (cut := _article(unit, first, end)) != first:
        return Phrase(cut, end, end, left=cut)
    whole = _joined(unit, first, end, floor)
    if unit.language == "en":
        end = _without_time(unit, whole, end)
    return Phrase(whole, end, end if whole == first else _comma(unit, whole, end), left=_lead(unit, whole, floor))


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
        if opener and low in ("who", "which", "whose", "where", "when", "whom"):
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
    return _trim(unit, at, end) if english else _trim_slavic(unit, at, end)


def _trim_slavic(unit: Unit, first: int, end: int) -> int:
    while first < end and (
        unit.lows[first] in listed(unit.language, "connectives") or unit.lows[first] in listed(unit.language, "adverbs")
    ):
        first += 1
    fresh = next((i for i in range(end - 1, first, -1) if _fresh(unit, i)), None)
    return first if fresh is None else fresh + 1


def _fresh(unit: Unit, at: int) -> bool:
    """A connective with a capital inside a stretch: a sentence begins there though no full stop stands before it."""
    return unit.tokens[at].capital and unit.lows[at] in listed(unit.language, "connectives")


def _trim(unit: Unit, first: int, end: int) -> int:
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
        return _trim(unit, conjunction + 1, end)
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
