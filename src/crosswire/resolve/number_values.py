"""The value of a plain number: figures, words, "dozens", "70 000", "5M".

reads nothing → writes nothing of the flow: a helper of :mod:`crosswire.resolve.quantities`. Lists in
``data/numbers.toml``.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from crosswire.language.lexicon import load
from crosswire.language.numerals import cardinals, figures, longest, scales
from crosswire.resolve.number_tokens import DASHES, Token, touches


@cache
def loose_words() -> Mapping[tuple[str, ...], tuple[float, float | None]]:
    return {
        tuple(word.replace("-", " - ").split()): (float(low), float(high) or None)
        for word, (low, high) in load("numbers")["loose"].items()
    }


@cache
def starters() -> frozenset[str]:
    """Words that a number can begin with."""
    return frozenset([*cardinals(), *scales(), *(key[0] for key in loose_words())])


@cache
def grammar(key: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(word.split()) for word in load("numbers")["grammar"][key])


def simple(words: Sequence[Token], at: int) -> tuple[float | None, float | None, int, bool] | None:
    """``(low, high, index after, loose)`` of the plain number at a word."""
    if not words[at].low[:1].isdigit() and words[at].low not in starters():
        return None
    for length in (5, 4, 3, 2, 1):
        key = tuple(word.low for word in words[at : at + length])
        if len(key) == length and (loose := loose_words().get(key)) is not None:
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
        and not (last + 1 < len(words) and touches(words[last], words[last + 1]) and words[last + 1].low in DASHES)
    ):
        last += 1
    if last == at + 1:
        return None
    return float("".join(word.text for word in words[at:last])), last
