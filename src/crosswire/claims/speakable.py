"""What can name somebody who speaks, and where a phrase ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.claims.cues import is_time, listed
from crosswire.claims.nouns import speaking_nouns
from crosswire.claims.units import Token, Unit
from crosswire.language.lexicon import load
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
    if unit.language == "en" and (_eventful(unit, first, last) or tokens[0].low in ("our", "my", "your")):
        return False
    if unit.language == "en" and (somebody(unit, first, last) or " ".join(unit.lows[last - 2 : last]) in _guards()):
        return True
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


@cache
def _guards() -> frozenset[str]:
    return frozenset(load("bodies")["kinds"]["guards"])


def somebody(unit: Unit, first: int, last: int) -> bool:
    """Whether a phrase is "a stoker" before "who": what has a "who" is a person, whatever the noun."""
    after = unit.lows[last : last + 2]
    return unit.lows[first] in ("a", "an") and (after[:1] == ("who",) or after == (",", "who"))


def _eventful(unit: Unit, first: int, last: int) -> bool:
    """Whether the part of a phrase before its first comma is an event."""
    comma = next((i for i in range(first + 1, last) if unit.lows[i] == ","), last)
    head = [token for token in unit.tokens[first:comma] if token.word]
    return bool(head) and eventful(head)


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
