"""Numbers in a sentence: value or range, modifier, "so many out of so many", and what is no count at all.

reads nothing → writes nothing of the flow: a helper of :mod:`crosswire.resolve.quantities`. Own grammar, lists in
``data/numbers.toml``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from crosswire.language import tokens
from crosswire.language.lexicon import load
from crosswire.language.numerals import cardinals, figures, fold, longest, scales
from crosswire.model.mention import Modifier

_MARKUP = frozenset("*_`\u200b\ufe0f\u20e3")
_DASHES = frozenset("-–—‑−")
_CYRILLIC = re.compile(r"[а-яіїєґё]", re.IGNORECASE)


class Token(NamedTuple):
    """A word of a sentence: offsets into the report's text, the word as written, and folded (lower case)."""

    start: int
    end: int
    text: str
    low: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a sentence. ``first`` and ``last`` are token indices of the number as written (last excluded);
    ``lead`` is the index where its modifier begins. ``of`` is the whole it is part of; ``money`` its currency sign."""

    first: int
    last: int
    lead: int
    low: float | None
    high: float | None
    modifier: Modifier
    of: float | None = None
    money: str | None = None
    loose: bool = False
    joined: bool = False  # an ordinal-like hyphen or label stands beside it: it counts nothing


def read(text: str, start: int, end: int) -> list[Token]:
    """The words of ``text[start:end]``, Markdown emphasis left out."""
    found = []
    for first, last in tokens.words(text, start, end):
        word = text[first:last]
        if word not in _MARKUP:
            found.append(Token(first, last, word, fold(word)))
    return found


@cache
def _phrases(kind: str) -> Mapping[tuple[str, ...], Modifier]:
    table: dict[tuple[str, ...], Modifier] = {}
    for modifier, phrases in load("numbers")[kind].items():
        table.update({tuple(phrase.split()): modifier for phrase in phrases})
    return table


@cache
def _loose() -> Mapping[tuple[str, ...], tuple[float, float | None]]:
    return {
        tuple(word.replace("-", " - ").split()): (float(low), float(high) or None)
        for word, (low, high) in load("numbers")["loose"].items()
    }


@cache
def _starters() -> frozenset[str]:
    """Words that a number can begin with."""
    return frozenset([*cardinals(), *scales(), *(key[0] for key in _loose())])


@cache
def _grammar(key: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(word.split()) for word in load("numbers")["grammar"][key])


def touches(left: Token, right: Token) -> bool:
    """Whether two words stand together without a space."""
    return left.end == right.start


def numbers(words: Sequence[Token]) -> list[Number]:
    """The numbers of a sentence in order; those that name something (F-16, Day 454, 08:30, May 22) are left out."""
    found: list[Number] = []
    at = 0
    starters = _starters()
    while at < len(words):
        low = words[at].low
        if low not in starters and not low[:1].isdigit():
            at += 1
            continue
        number = _number_at(words, at)
        if number is None:
            at += 1
            continue
        if not _names_something(words, number):
            found.append(number)
        at = number.last
    return found


def _number_at(words: Sequence[Token], at: int) -> Number | None:
    """The whole numeric expression that begins at a word: its modifier to the left, range and whole to the right."""
    simple = _simple(words, at)
    if simple is None:
        return None
    low, high, last, loose = simple
    modifier: Modifier = "about" if loose else "exactly"
    of: float | None = None
    if not loose and (ranged := _range(words, at, last, low)) is not None:
        high, last = ranged
        modifier = "about"
    if not loose and low is not None and (whole := _whole(words, last, low)) is not None:
        of, last = whole
    lead, before = _before(words, at)
    if before == "all" and not loose:
        of = high if of is None else of
        before = None
    after = _after(words, last)
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


def _simple(words: Sequence[Token], at: int) -> tuple[float | None, float | None, int, bool] | None:
    """``(low, high, index after, loose)`` of the plain number at a word."""
    if not words[at].low[:1].isdigit() and words[at].low not in _starters():
        return None
    for length in (5, 4, 3, 2, 1):
        key = tuple(word.low for word in words[at : at + length])
        if len(key) == length and (loose := _loose().get(key)) is not None:
            return loose[0], loose[1], at + length, True
    if (attached := _attached(words[at])) is not None:
        return attached, attached, at + 1, False
    spaced = _spaced(words, at)
    if spaced is not None:
        value, last = spaced
        scaled = _scaled(words, last)
        return (value * scaled[0], value * scaled[0], scaled[1], False) if scaled else (value, value, last, False)
    number = longest([word.low for word in words], at)
    if number is None:
        return None
    value, last = number
    if last < len(words) and (group := load("numbers")["groups"].get(words[last].low)):
        return value * group, value * group, last + 1, False
    return value, value, last, False


def _scaled(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    factor = scales().get(words[at].low, 0) if at < len(words) else 0
    return (factor, at + 1) if factor >= 1000 and len(words[at].low) > 1 else None


def _attached(word: Token) -> float | None:
    """ "5M", "2bn", "20k": figures with a scale letter."""
    match = re.fullmatch(r"(\d+(?:[.,]\d+)?)([a-z]+)", word.low)
    if match is None or match[2] not in load("numbers")["attached"]["letters"]:
        return None
    value = figures(match[1])
    return None if value is None else value * scales()[match[2]]


def _spaced(words: Sequence[Token], at: int) -> tuple[float, int] | None:
    """Figures grouped by spaces ("70 000"): one to three figures, then groups of exactly three one space apart."""
    if not re.fullmatch(r"[1-9]\d{0,2}", words[at].text):
        return None
    last = at + 1
    while (
        last < len(words)
        and re.fullmatch(r"\d{3}", words[last].text)
        and words[last].start == words[last - 1].end + 1
        and not (last + 1 < len(words) and touches(words[last], words[last + 1]) and words[last + 1].low in _DASHES)
    ):
        last += 1
    if last == at + 1:
        return None
    return float("".join(word.text for word in words[at:last])), last


def _range(words: Sequence[Token], at: int, last: int, low: float | None) -> tuple[float, int] | None:
    """The upper end of "two or three", "10 to 15", "10–15", and the index after it."""
    if low is None or last + 1 >= len(words):
        return None
    between = at > 0 and words[at - 1].low == "between" and words[last].low == "and"
    if (words[last].low,) not in _grammar("range") and not between:
        return None
    dash = words[last].low in _DASHES
    if dash and not (touches(words[last - 1], words[last]) and touches(words[last], words[last + 1])):
        return None
    if words[last].low == "to" and at and words[at - 1].low in ("from", "rose", "increased"):
        return None
    if words[last].low == "до" and not _modifies(words, at, ("до",)):
        return None  # "зросла з чотирьох до семи"
    upper = _simple(words, last + 1)
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
        if len(key) == length and key in _grammar("out_of"):
            simple = _simple(words, last + length) if last + length < len(words) else None
            if simple is None or simple[3] or simple[1] is None:
                continue
            slash = key[0] in ("/", "\\")
            if slash and not (touches(words[last - 1], words[last]) and touches(words[last], words[last + 1])):
                continue
            if simple[1] < low and (slash or simple[2] - last > 3):
                return None
            year = re.fullmatch(r"(?:19|20)\d\d", words[last + length].text) is not None and key == ("of",)
            return None if year and low < 32 else (simple[1], simple[2])
    return None


def _before(words: Sequence[Token], at: int) -> tuple[int, str | None]:
    """The modifier (or "all") that stands before a number, and the index where it begins."""
    at_money = at - 1 if at and words[at - 1].low in load("numbers")["grammar"]["currency_before"] else at
    stop = at_money
    while stop and words[stop - 1].low in (
        "another",
        "a",
        "an",
        "total",
        "the",
        "additional",
        "further",
        "ще",
        "еще",
        "ещё",
        "also",
        "as",
    ):
        stop -= 1
        if words[stop].low not in ("another", "a", "an", "total", "the", "additional", "further", "ще", "еще", "ещё"):
            stop += 1
            break
    for begin in dict.fromkeys((at_money, stop)):
        for length in (4, 3, 2, 1):
            if begin - length < 0:
                continue
            key = tuple(word.low for word in words[begin - length : begin])
            if key in _grammar("all"):
                return begin - length, "all"
            modifier = _phrases("modifiers").get(key)
            if modifier is not None and _modifies(words, begin - length, key):
                return begin - length, modifier
    return at, None


def _modifies(words: Sequence[Token], begin: int, key: tuple[str, ...]) -> bool:
    """Whether the word is a modifier here: "over" after a flying thing and "up to"-like "до" after growth are not."""
    previous = words[begin - 1].low if begin else ""
    if key in (("over",), ("above",), ("under",)):
        return previous not in load("numbers_context")["flying"]
    if key == ("до",):
        near = [word.low for word in words[max(0, begin - 6) : begin]]
        return not any(
            word.startswith(stem) for word in near for (stem,) in _grammar("growth") if len(stem) > 2 or word == stem
        )
    if key in (("some",), ("under",)):
        return previous not in ("in", "of") or key == ("some",)
    return True


def _after(words: Sequence[Token], last: int) -> tuple[Modifier, int] | None:
    if last < len(words) and words[last].text == "+" and touches(words[last - 1], words[last]):
        return "at-least", last + 1
    for length in (3, 2):
        key = tuple(word.low for word in words[last : last + length])
        modifier = _phrases("modifiers_after").get(key)
        following = words[last + length : last + length + 1]
        if modifier is not None and not (following and _simple(words, last + length) is not None):
            return modifier, last + length
    return None


def _names_something(words: Sequence[Token], number: Number) -> bool:
    """Whether the number is part of a name, date, hour, age, address or ordinal rather than a count."""
    grammar = load("numbers")["grammar"]
    before = words[number.first - 1] if number.first else None
    after = words[number.last] if number.last < len(words) else None
    first = words[number.first]
    if (
        before is not None
        and touches(before, first)
        and (before.low in _DASHES or before.low in ("/", ".", "#", "№", "@", "+", ":"))
    ):
        return not (before.low in ("–", "—") and number.first > 1 and not touches(words[number.first - 2], before))
    if before is not None and before.low in grammar["labels"] and not number.loose:
        return not (before.low == "g" and not touches(before, first))
    if before is not None and before.low == "of" and number.first > 1 and words[number.first - 2].low == "group":
        return True
    if before is not None and before.low.rstrip(".") in grammar["months"] and not _calendar_word(before, after):
        return True
    if after is None:
        return False
    if touches(words[number.last - 1], after) and after.low in _DASHES:
        return _compound(words, number)
    if (
        after.low in grammar["months"]
        and (number.low or 0) <= 31
        and not (after.low == "may" and _clausal(words, number))
    ):
        return True
    if after.low in ("%", "percent"):
        return False
    last = _chain_end(words, number.last)
    return last < len(words) and words[last].low in grammar["not_counted_after"]


def _chain_end(words: Sequence[Token], at: int) -> int:
    """Past further bare numbers of a list ("22, 46 and 59 years"): the index of the word that says what they are."""
    while (
        at + 1 < len(words)
        and words[at].low in (",", "and", "та", "і", "и", "й")
        and figures(words[at + 1].low) is not None
    ):
        at += 2
    return at


def _calendar_word(before: Token, after: Token | None) -> bool:
    """ "may 12 people": a modal, not a month; a capital decides."""
    return before.text in ("may", "march", "mar", "dec", "sep", "jan") and after is not None


def _clausal(words: Sequence[Token], number: Number) -> bool:
    return words[number.last].text == "may"


def _compound(words: Sequence[Token], number: Number) -> bool:
    """A number with a hyphen after it: "10-month" and "1478-ма" are not counts, "20-ти" is."""
    nxt = words[number.last + 1] if number.last + 1 < len(words) else None
    if nxt is None or not touches(words[number.last], nxt):
        return False
    endings = load("numbers")["grammar"]["endings"]
    return not (bool(_CYRILLIC.match(nxt.low)) and nxt.low in endings)


def is_year(words: Sequence[Token], number: Number) -> bool:
    """Whether the number looks like a year: four figures, 1900-2099, written without a separator or modifier."""
    if number.last - number.first != 1 or number.modifier not in ("exactly", "at-most") or number.money:
        return False
    return re.fullmatch(r"(?:19|20)\d\d", words[number.first].text) is not None


def is_cyrillic(words: Sequence[Token], at: int) -> bool:
    """Whether the words around an index are Ukrainian or Russian: the nearest word with letters decides."""
    near = [*words[at : at + 4], *reversed(words[max(0, at - 4) : at])]
    for word in near:
        if any(char.isalpha() for char in word.low):
            return _CYRILLIC.search(word.low) is not None
    return False


def is_word(number: Number, words: Sequence[Token]) -> bool:
    """Whether the number is written in words."""
    return words[number.first].low in cardinals()
