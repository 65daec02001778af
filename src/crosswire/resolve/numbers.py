"""Numbers in a sentence: value or range, modifier, "so many out of so many".

reads nothing → writes nothing of the flow: a helper of :mod:`crosswire.resolve.quantities`. Own grammar, lists in
``data/numbers.toml``; values are read by :mod:`crosswire.resolve.number_values`, what stands beside them by
:mod:`crosswire.resolve.number_modifiers`, and :mod:`crosswire.resolve.number_names` says what is no count.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from crosswire.language import tokens
from crosswire.language.lexicon import load
from crosswire.language.numerals import cardinals, fold, scales
from crosswire.model.mention import Modifier
from crosswire.resolve.number_modifiers import modifier_after, modifier_before, modifies
from crosswire.resolve.number_names import names_something
from crosswire.resolve.number_tokens import DASHES, Number, Token, touches
from crosswire.resolve.number_values import grammar, loose_words, simple, starters


@cache
def _paired() -> Mapping[str, frozenset[str]]:
    """The words that begin numbers only with another word after them ("a dozen"), and which follow them."""
    pairs: dict[str, set[str]] = {}
    for key in loose_words():
        if (key[0],) not in loose_words() and key[0] not in cardinals() and key[0] not in scales():
            pairs.setdefault(key[0], set()).add(key[1])
    return {first: frozenset(after) for first, after in pairs.items()}


def may_count(text: str, start: int, end: int) -> bool:
    """Whether a word of a sentence can begin a number: most sentences have none and need no reading."""
    lows = [fold(text[first:last]) for first, last in tokens.words(text, start, end)]
    if starters().isdisjoint(lows):
        return any(low[:1].isdigit() for low in lows)
    return True


def numbers(words: Sequence[Token]) -> list[Number]:
    """The numbers of a sentence in order; those that name something (F-16, Day 454, 08:30, May 22) are left out."""
    found: list[Number] = []
    at = 0
    begins, paired = starters(), _paired()
    while at < len(words):
        low = words[at].low
        if low not in begins and not low[:1].isdigit():
            at += 1
            continue
        if low in paired and (at + 1 == len(words) or words[at + 1].low not in paired[low]):
            at += 1
            continue
        number = _number_at(words, at)
        if number is None:
            at += 1
            continue
        if not names_something(words, number):
            found.append(number)
        at = number.last
    return found


def _number_at(words: Sequence[Token], at: int) -> Number | None:
    """The whole numeric expression that begins at a word: its modifier to the left, range and whole to the right."""
    plain = simple(words, at)
    if plain is None:
        return None
    low, high, last, loose = plain
    modifier: Modifier = "about" if loose else "exactly"
    of: float | None = None
    if not loose and (ranged := _range(words, at, last, low)) is not None:
        high, last = ranged
        modifier = "about"
    if not loose and low is not None and (whole := _whole(words, last, low)) is not None:
        of, last = whole
    lead, before = modifier_before(words, at)
    if before == "all" and not loose:
        of = high if of is None else of
        before = None
    after = modifier_after(words, last)
    chosen = before or (after[0] if after else None)
    if loose and chosen != "about" and chosen is not None:
        chosen = "at-least" if chosen == "at-least" else chosen
    bounds = _bounded(low, high, chosen, loose=loose)
    if chosen is not None and not (loose and chosen == "about"):
        modifier = chosen  # type: ignore[assignment]
    if lead == at and at and words[at - 1].low == "between" and low != high:
        lead -= 1
    if after is not None and words[last].text == "+":
        last += 1
    money = words[at - 1].low if at and words[at - 1].low in load("numbers")["grammar"]["currency_before"] else None
    return Number(at, last, lead - (1 if money and lead == at else 0), *bounds, modifier, of, money, loose)


def _bounded(
    low: float | None, high: float | None, modifier: str | None, *, loose: bool
) -> tuple[float | None, float | None]:
    if modifier == "at-least":
        return low, None
    if modifier == "at-most":
        return None, high if high is not None else low
    return low, high


def _range(words: Sequence[Token], at: int, last: int, low: float | None) -> tuple[float, int] | None:
    """The upper end of "two or three", "10 to 15", "10–15", and the index after it."""
    if low is None or last + 1 >= len(words):
        return None
    between = at > 0 and words[at - 1].low == "between" and words[last].low == "and"
    if (words[last].low,) not in grammar("range") and not between:
        return None
    dash = words[last].low in DASHES
    if dash and not (touches(words[last - 1], words[last]) and touches(words[last], words[last + 1])):
        return None
    if words[last].low == "to" and at and words[at - 1].low in ("from", "rose", "increased"):
        return None
    if words[last].low == "до" and not modifies(words, at, ("до",)):
        return None  # "зросла з чотирьох до семи"
    upper = simple(words, last + 1)
    if upper is None or upper[3] or upper[1] is None:
        return None
    high = upper[1]
    factor = high / max(upper[1], 1) if not high else 1.0
    if low < high and low * 1000 >= high * factor:
        return high, upper[2]
    return None


def _whole(words: Sequence[Token], last: int, low: float) -> tuple[float, int] | None:
    """The whole in "25 out of 25", "5 of the 7", "113/128". "12 of 10" is kept as it is written; "12/10" is a date or a
    score, and "3 of 2022" is a year."""
    for length in (4, 3, 2, 1):
        key = tuple(word.low for word in words[last : last + length])
        if len(key) == length and key in grammar("out_of"):
            plain = simple(words, last + length) if last + length < len(words) else None
            if plain is None or plain[3] or plain[1] is None:
                continue
            slash = key[0] in ("/", "\\")
            if slash and not (touches(words[last - 1], words[last]) and touches(words[last], words[last + 1])):
                continue
            if plain[1] < low and (slash or plain[2] - last > 3):
                return None
            year = re.fullmatch(r"(?:19|20)\d\d", words[last + length].text) is not None and key == ("of",)
            return None if year and low < 32 else (plain[1], plain[2])
    return None
