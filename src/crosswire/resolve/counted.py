"""What a number counts, in English: the head of the noun phrase after it.

reads nothing → writes nothing of the flow: a helper of :mod:`crosswire.resolve.quantities`. There is no parser: it
goes on until a word that cannot stand in it, and its head is the last listed noun, or a plural that no list has. Lists:
``data/counted.toml``, ``data/clauses.toml``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.language.lexicon import words as listed
from crosswire.language.numerals import cardinals
from crosswire.resolve.counted_forms import is_form, unit_at, units
from crosswire.resolve.number_tokens import Number, Token

_LONGEST_PHRASE = 9
_QUOTES = frozenset("“”\"'‘’«»")


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted noun phrase: token indices ``first`` to ``last`` (excluded), its normalised unit and class."""

    first: int
    last: int
    unit: str | None
    kind: str | None


def phrase(words: Sequence[Token], number: Number) -> Counted | None:
    """The counted phrase after a number, or None where no noun follows (an ellipsis)."""
    if number.money:
        entry = units().get((number.money,))
        return Counted(number.last, number.last, entry[0] if entry else None, "money")
    at = skip_lead(words, number.last)
    first = at
    best: Counted | None = None
    while at < len(words) and at < first + _LONGEST_PHRASE:
        found = unit_at(words, at)
        if found is not None and not _verb_here(words, at, found[2]):
            if best is not None and not _modifies(words, best, number) and _singular(words[found[2] - 1].low):
                break
            best = Counted(first, found[2], found[0], found[1])
            at = found[2]
            continue
        if _stops(words, at):
            break
        at += 1
    if best is None:
        return _unlisted(words, first, at)
    last = _unlisted(words, best.last, at) if _modifies(words, best, number) else None
    return best if last is None else Counted(first, last.last, last.unit, last.kind)


def _modifies(words: Sequence[Token], found: Counted, number: Number) -> bool:
    """Whether a listed noun can only describe the head that follows: a singular after a plural number."""
    form = words[found.last - 1].low
    return _singular(form) and (number.low or number.high or 0) > 1


def _singular(form: str) -> bool:
    return not form.endswith("s") and form not in listed("clauses", "plurals")


def skip_lead(words: Sequence[Token], at: int) -> int:
    """Past "of the", "more", "other": what may stand between a number and its phrase."""
    if at + 1 < len(words) and words[at].low == "of" and words[at + 1].low in listed("clauses", "determiners"):
        at += 2
    while at < len(words) and words[at].low in listed("clauses", "more"):
        at += 1
    return at


def _stops(words: Sequence[Token], at: int) -> bool:
    """Whether a counted phrase cannot go on over this word."""
    word = words[at]
    if word.low in _QUOTES or word.low == "-":
        return word.low in ('"', "”", "»") and at + 1 < len(words) and words[at + 1].low in listed("clauses", "stops")
    if not word.text[0].isalnum():
        return True
    if word.low in listed("clauses", "stops") or word.text[0].isdigit() or word.low in cardinals():
        return True
    return _verb_like(words, at) and not is_adjective(words, at)


def _verb_like(words: Sequence[Token], at: int) -> bool:
    return any(is_form(words, at, role) for role in ("participle", "active", "subject"))


def is_adjective(words: Sequence[Token], at: int) -> bool:
    """A participle right before a listed noun: "wounded soldiers", "captured enemy fighters"."""
    word = words[at].low
    if not word.endswith(("ed", "en", "ing")):
        return False
    for near in range(at + 1, min(at + 4, len(words))):
        found = unit_at(words, near)
        if found is not None:
            return near == at + 1 or not any(hard_stop(words[i]) for i in range(at + 1, near))
        if hard_stop(words[near]):
            return False
    return False


def hard_stop(word: Token) -> bool:
    return not word.text[0].isalnum() or word.low in listed("clauses", "stops") or word.low in cardinals()


def _verb_here(words: Sequence[Token], at: int, last: int) -> bool:
    """A listed noun form that is a verb here: "strikes kill", "drones target the port"."""
    if words[at].low not in listed("clauses", "nouns_or_verbs"):
        return False
    before = unit_at(words, at - 1) if at else None
    if before is None or before[2] != at:
        return False
    after = words[last] if last < len(words) else None
    if (
        after is not None
        and after.low in listed("clauses", "stops")
        and after.low not in listed("clauses", "determiners")
    ):
        return False
    return after is not None and (
        after.text[:1].isupper() or after.text[:1].isdigit() or after.low in listed("clauses", "determiners")
    )


def _unlisted(words: Sequence[Token], first: int, end: int) -> Counted | None:
    """A plural that no list has: the last word of the phrase, kept as its own unit."""
    for at in range(end - 1, first - 1, -1):
        word = words[at]
        low = word.low
        plural = len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is", "'s"))
        if is_form(words, at, "noun"):
            return None
        if plural and word.text[0].islower() and low not in listed("clauses", "not_units") and low.isalpha():
            return Counted(first, at + 1, low, "other")
    return None


def who(words: Sequence[Token], number: Number, counted: Counted | None) -> tuple[int, int] | None:
    """Token range of the phrase of whom, where it says more than the unit alone does."""
    if counted is None or counted.kind in ("time", "measure", "money", "event"):
        return None
    first, last = counted.first, counted.last
    while first < last and words[first].low in _QUOTES:
        first += 1
    if last - first < 1:
        return None
    if last - first == 1 and (
        counted.kind != "person"
        or words[first].low
        in ("people", "person", "persons", "others", "lives", "souls", "individuals", "victims", "bodies", "corpses")
    ):
        among = last
        if among + 1 < len(words) and words[among].low == "among":
            return among + 1, _phrase_end(words, among + 1)
        return None
    if counted.kind == "person" and last + 1 < len(words) and words[last].low == "of":
        end = _phrase_end(words, last + 2 if words[last + 1].low in ("the", "a", "an", "its", "their") else last + 1)
        last = end if end > last + 1 else last
    return first, last


def _phrase_end(words: Sequence[Token], at: int) -> int:
    end = at
    while end < len(words) and end < at + 5 and not hard_stop(words[end]):
        end += 1
    return end
