"""What stands around an English cue: ends, quotations that close, clauses that begin."""

from functools import cache

from crosswire.claims.cues import Cue, is_finite, listed, phrase_at, starts_with, verbs
from crosswire.claims.nouns import people
from crosswire.claims.plans import Side
from crosswire.claims.speakable import Phrase
from crosswire.claims.units import Unit
from crosswire.language.lexicon import load

FRONTED = frozenset(
    {"although", "though", "while", "given", "as", "after", "when", "since", "because", "if", "even", "despite"}
)
RELATIVE = frozenset({"which", "what", "that", "who", "whom"})


_PLACING = frozenset({"on", "in", "at", "near", "from", "close"})  # "sources on the ground say"
QUESTION = frozenset({"how", "whether", "why", "what", "where", "when", "if", "who"})


def comma_closed(unit: Unit, before: int) -> bool:
    """Whether the quotation left of a source ends with a comma, inside or outside its marks."""
    return unit.tokens[before].quote is None or unit.tokens[before].text.rstrip("\"”»'’ ").endswith((",", "—", "–"))


def is_closed(unit: Unit, before: int) -> bool:
    """Whether the quotation left of a source ends as an utterance does: with a comma, a full stop or the like."""
    if unit.tokens[before].quote is None:
        return True
    return unit.tokens[before].text.rstrip("\"”»'’ ").endswith((",", ".", "?", "!", "…", "—", "–"))


def finished(unit: Unit, start: int, before: int) -> bool:
    """Whether a cue ends its sentence after some words that are no mere adverbial."""
    ended = start >= len(unit.lows) or unit.lows[start] == "."
    opener = unit.lows[0]
    adverbial = (
        opener in listed("en", "prepositions") or opener in listed("en", "connectives") or opener.endswith("ing")
    )
    return ended and before >= 4 and not adverbial


def agrees(unit: Unit, cue: Cue, phrase: Phrase) -> bool:
    """Whether a form in -s has a subject that it can have: "member states" is no subject and verb."""
    if cue.first != cue.at:
        return True
    last = unit.tokens[phrase.head_last - 1]
    if cue.verb.form == "base":
        head = next((i for i in range(phrase.first, phrase.head_last) if unit.lows[i] in _PLACING), phrase.head_last)
        several = unit.lows[head - 1] in people() and unit.lows[head - 1].endswith("s")
        plural = (
            several
            or last.low.endswith("s")
            or last.low
            in (
                "they",
                "we",
                "i",
                "people",
                "men",
                "women",
                "media",
                "police",
                "some",
                "others",
                "many",
                "most",
                "both",
                "who",
                "troops",
                "staff",
                "",
            )
        )
        return (
            plural
            or "and" in unit.lows[phrase.first : phrase.head_last]
            or phrase.related
            or unit.lows[cue.at] in ("read", "put", "cast")
        )
    if not unit.lows[cue.at].endswith("s"):
        return True
    opens = unit.lows[phrase.first] in listed("en", "determiners") or unit.tokens[phrase.first].capital
    return last.capital or last.low in listed("en", "pronouns") or opens or phrase.related


def ends_here(unit: Unit, at: int) -> bool:
    """Whether nothing that could be said follows: the end, a comma, or another verb of saying."""
    lows = unit.lows
    if at >= len(lows) or lows[at] in (".", ";", ")") or any(starts_with(lows, at, p) for p in carrying()):
        return True
    if lows[at] == ",":
        return not (at + 1 < len(lows) and (unit.tokens[at + 1].quote or lows[at + 1] == "that"))
    if (
        lows[at] in ("including", "adding", "updating", "referring", "speaking", "describing")
        or lows[at] == "as"
        and lows[at + 1 : at + 2] not in (("many",), ("much",), ("few",), ("well",))
    ):
        return True
    return lows[at] == "and" and at + 1 < len(lows) and (is_finite(unit, at + 1) or is_cue_word(unit, at + 1))


@cache
def carrying() -> tuple[tuple[str, ...], ...]:
    """What leads to those who passed a claim on, as words: "citing", "with reference to"."""
    table = load("outlets_agencies")["carriers"]
    return tuple(tuple(p.split()) for key in ("quoted", "citing") for p in table[key])


def sides(unit: Unit, after: int) -> Side:
    """Whether words said go on after the clause of a cue that follows words said."""
    lows, tokens = unit.lows, unit.tokens
    at = after
    while at < len(tokens) and tokens[at].quote is None:
        if lows[at] in ("adding", "saying", "and", "but") and any(
            is_cue_word(unit, i) for i in range(at, min(at + 3, len(tokens)))
        ):
            return "left"
        at += 1
    if at < len(tokens) and lows[at - 1] in (",", ":", ".", ";", "—", "–"):
        return "both"
    if after + 1 < len(tokens) and lows[after] == "," and carries_on(unit, after + 1):
        return "both"
    return "left"


def is_cue_word(unit: Unit, at: int) -> bool:
    """Whether a token is a form of a cue verb, the rest of its phrase behind it ("were certain", not "were hurt")."""
    lows = unit.lows
    if at >= len(lows):
        return False
    found = verbs(unit.language).get(lows[at], ())
    return any(starts_with(lows, at + 1, tuple(verb.lemma.split()[1:])) for verb in found)


def carries_on(unit: Unit, at: int) -> bool:
    """Whether the sentence interrupted by ", X said," goes on: a clause, not a relative or an adjunct."""
    lows = unit.lows
    if at >= len(lows):
        return False
    if (
        lows[at] in listed("en", "afterthoughts")
        and lows[at] not in ("with", "because")
        or lows[at].endswith("ing")
        or lows[at] in ("quoted", "cited", "which", "former", "whose")
    ):
        return False
    if lows[at] in ("a", "an"):
        verb = next((i for i in range(at, len(lows)) if is_finite(unit, i)), None)
        return verb is not None and not any(low in RELATIVE or low == "," for low in lows[at:verb])
    return any(is_finite(unit, i) for i in range(at, len(lows))) or lows[at] in ("with", "because", "including")


def substance(unit: Unit, first: int, last: int) -> bool:
    """Whether a stretch on the left holds something said rather than an adverbial."""
    if any(unit.tokens[i].quote for i in range(first, last)):
        return True
    count = sum(token.word for token in unit.tokens[first:last])
    return count >= 3 and (count >= 8 or any(is_finite(unit, i) for i in range(first, last)))


def introduces(unit: Unit, cue: Cue, start: int, *, elided: bool) -> bool:
    """Whether what stands after a cue is something said, in a shape that this verb takes."""
    lows, tokens, kinds = unit.lows, unit.tokens, cue.verb.kinds
    if start >= len(tokens) or lows[start] in (".", ";", ")"):
        return False
    low = lows[start]
    if cue.verb.lemma in ("conclude", "begin", "continue", "respond", "reply") and "by" in lows[start : start + 5]:
        return False  # "concluded his letter by saying that": the words follow
    quoted = tokens[start].quote is not None or (
        low in (":", ",") and start + 1 < len(tokens) and tokens[start + 1].quote is not None
    )
    if quoted or low == "that" or (low == "," and lows[start + 1 : start + 2] == ("that",)):
        return True
    if low == ":":
        return "speech" in kinds
    if low == ",":
        return False
    if low == "what" and cue.verb.lemma in ("call", "describe"):
        return "as" in lows[start:] or cue.verb.lemma == "call"
    if low in QUESTION:
        return bool(kinds & {"speech", "evidence"}) and cue.verb.lemma not in (
            "know",
            "see",
            "decide",
            "read",
            "post",
            "share",
        )
    if low == "to" or low == "not" and lows[start + 1 : start + 2] == ("to",):
        return cue.verb.lemma in (
            "promise",
            "vow",
            "pledge",
            "threaten",
            "demand",
            "propose",
            "ask",
            "urge",
            "swear",
            "hope",
            "agree",
            "expect",
        )
    if kinds & {"speech", "opinion"} and not cue.verb.shy and _clause(unit, start):
        return True
    if "object" in kinds and not (elided and cue.verb.shy):
        return (
            not is_finite(unit, start)
            and low not in listed("en", "prepositions")
            and low not in ("and", "but", "or", "as", "not")
            and (not cue.verb.shy or "as" in lows[start:] or cue.verb.lemma == "call")
        )
    return False


def _clause(unit: Unit, start: int) -> bool:
    """Whether a clause with a subject of its own begins here."""
    lows = unit.lows
    joins = lows[start] in ("and", "but", "or", "not", "by", "on", "about", "with", "to", "of", "as")
    if joins and not bounds(unit, start) or is_finite(unit, start):
        return False
    for at in range(start + 1, min(len(lows), start + 40)):
        if lows[at] in (":", ";"):
            return False
        if is_finite(unit, at) or unit.tokens[at].quote is not None:
            return True
    return any(
        low.endswith(("ed", "s")) and not unit.tokens[i].capital
        for i, low in enumerate(lows[start + 1 : start + 12], start + 1)
        if i < len(lows)
    ) and len(lows) - start > (3 if lows[start] in listed("en", "determiners") else 4)


def bounds(unit: Unit, at: int) -> bool:
    """Whether a word bounds what is counted or said, and so belongs to it: "only two", "at least 20", "about 40"."""
    low = unit.lows[at]
    phrase = phrase_at(unit.lows, at, "en", "bounds")
    if phrase is None:
        return False
    following = unit.lows[at + len(phrase) : at + len(phrase) + 1]
    if low not in listed("en", "prepositions") or len(phrase) > 1:
        return True
    return bool(following) and (following[0][:1].isdigit() or following[0] in _numbers())


@cache
def _numbers() -> frozenset[str]:
    forms = load("numbers")["cardinals"]["en"]
    return frozenset(word for own in forms.values() for word in own) | {"an", "half", "dozens", "hundreds", "thousands"}
