"""How great an event was, in English: who was aboard, who took part, how much leaked, how strong a quake was.

reads nothing → writes nothing of the flow: a helper of :mod:`crosswire.resolve.quantities`. It is asked only where the
words say of nothing that befell the counted (:mod:`crosswire.resolve.counted_befell`). Lists: ``data/extent.toml``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crosswire.language.lexicon import load
from crosswire.resolve.counted import Counted, hard_stop
from crosswire.resolve.number_tokens import Number, Token

_SUBSTANCE = 3  # words of what leaked: "of liquid chlorine gas"
_NEAR = 6  # words between "crowd" and "at"


@dataclass(frozen=True, slots=True)
class Extent:
    """What an event had or reached, the unit and class of the number, and the words for what leaked."""

    what: str
    unit: str | None
    kind: str | None
    who: tuple[int, int] | None = None


def extent(words: Sequence[Token], number: Number, counted: Counted | None) -> Extent | None:
    """The extent that a number gives, or None where the words do not say it plainly."""
    if number.money is not None:
        return None
    if _magnitude(words, number):
        return Extent("magnitude", "magnitude", "measure")
    kind = counted.kind if counted else None
    if counted is not None and counted.unit in load("extent")["leaked"]["units"]:
        return _leaked(words, number, counted)
    if kind == "person" or counted is None:
        return _people(words, number, counted)
    return None


def _lows(words: Sequence[Token], first: int, last: int) -> list[str]:
    return [word.low for word in words[max(0, first) : max(0, last)]]


def _ends(before: Sequence[str], phrases: Sequence[str]) -> bool:
    return any(list(before[-len(phrase.split()) :]) == phrase.split() for phrase in phrases)


def _starts(after: Sequence[str], phrases: Sequence[str]) -> bool:
    return any(list(after[: len(phrase.split())]) == phrase.split() for phrase in phrases)


def _said_after(words: Sequence[Token], at: int, phrases: Sequence[str]) -> bool:
    """Whether one of the phrases stands right after the counted, past auxiliaries; not in a supposition."""
    while at < len(words) and words[at].low in load("extent")["between"]["auxiliaries"]:
        at += 1
    return _starts(_lows(words, at, at + 4), phrases)


def _before(words: Sequence[Token], number: Number) -> list[str]:
    """The words before a number and its modifiers."""
    at = number.lead
    while at and words[at - 1].low in load("extent")["between"]["before_number"] and not _linked(words, at):
        at -= 1
    return _lows(words, at - 4, at)


def _linked(words: Sequence[Token], at: int) -> bool:
    """ "leak of", "crowd at": a word that could belong to the number belongs to the noun before it."""
    nouns = {phrase.split()[0] for phrase in load("extent")["leaked"]["before"] if " " in phrase}
    return at > 1 and words[at - 1].low == "of" and words[at - 2].low in nouns


def _magnitude(words: Sequence[Token], number: Number) -> bool:
    table: Mapping[str, Any] = load("extent")["magnitude"]
    if number.low is None or number.low != number.high or not table["least"] <= number.low < table["most"]:
        return False
    before = [low for low in _lows(words, number.lead - 3, number.lead) if low not in ("a", "the", "about")]
    if before and before[-1] in table["links"]:
        before.pop()
    after = _lows(words, number.last, number.last + 2)
    return bool(before) and before[-1] in table["heads"] or _starts(after, ["magnitude", "- magnitude"])


def _leaked(words: Sequence[Token], number: Number, counted: Counted) -> Extent | None:
    table = load("extent")["leaked"]
    at = _past_substance(words, counted.last)
    named = [place for place in range(counted.last + 1, at) if words[place].low not in table["unnamed"]]
    who = (counted.first, named[-1] + 1) if named else None
    if _said_after(words, at, table["after"]) or _ends(_before(words, number), table["before"]):
        return Extent("leaked", counted.unit, counted.kind, who)
    return None


def _past_substance(words: Sequence[Token], at: int) -> int:
    """The index after "of liquid chlorine"; an inflected word ("closed the quay") is of the clause that goes on."""
    if at >= len(words) or words[at].low != "of":
        return at
    end = at + 1
    while end < len(words) and end <= at + _SUBSTANCE:
        first = end == at + 1
        if not (first and words[end].low == "the") and (
            hard_stop(words[end]) or (not first and words[end].low.endswith("ed"))
        ):
            break
        if _starts(_lows(words, end, end + 2), load("extent")["leaked"]["after"]):
            break
        end += 1
    return end


def _people(words: Sequence[Token], number: Number, counted: Counted | None) -> Extent | None:
    aboard, attended = load("extent")["aboard"], load("extent")["attended"]
    unit = counted.unit if counted else "people"
    at = counted.last if counted else number.last
    if counted is not None and (
        _said_after(words, at, aboard["after"]) or _ends(_before(words, number), aboard["before"])
    ):
        return Extent("aboard", unit, "person")
    if counted is not None and _said_after(words, at, attended["after"]):
        return Extent("attended", unit, "person")
    if (number.low or number.high or 0) < attended["fewest"]:
        return None
    if _of_crowd(words, number) or (counted is None and _ours(words, number)):
        return Extent("attended", unit, "person")
    return None


def _of_crowd(words: Sequence[Token], number: Number) -> bool:
    """ "put the crowd at some 12,000", "a crowd of 300": a word for those who came, linked to the number."""
    table = load("extent")["attended"]
    before = _lows(words, number.lead - _NEAR, number.lead)
    while before and before[-1] in ("a", "an", "about", "some", "only", "the"):
        before.pop()
    if not before or before[-1] not in table["links"]:
        return False
    head = next((place for place in range(len(before) - 1, -1, -1) if before[place] in table["heads"]), None)
    return head is not None and not any(not low[:1].isalnum() for low in before[head:])


def _ours(words: Sequence[Token], number: Number) -> bool:
    """ "We were at least 60,000": the number ends its clause."""
    after = _lows(words, number.last, number.last + 1)
    ends = not after or not after[0][:1].isalnum() or after[0] in ("of", "on", "in", "at", "here", "and")
    return ends and _ends(_before(words, number), load("extent")["attended"]["ours"][:2])
