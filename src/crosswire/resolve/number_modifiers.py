"""What stands beside a number and changes it: "at least", "up to", "about", "or more", "all".

reads nothing → writes nothing of the flow: a helper of :mod:`crosswire.resolve.quantities`. Lists in
``data/numbers.toml`` and ``data/numbers_context.toml``.
"""

from collections.abc import Mapping, Sequence
from functools import cache

from crosswire.language.lexicon import load
from crosswire.model.mention import Modifier
from crosswire.resolve.number_tokens import Token, touches
from crosswire.resolve.number_values import grammar, simple


@cache
def phrases(kind: str) -> Mapping[tuple[str, ...], Modifier]:
    table: dict[tuple[str, ...], Modifier] = {}
    for modifier, phrases in load("numbers")[kind].items():
        table.update({tuple(phrase.split()): modifier for phrase in phrases})
    return table


def modifier_before(words: Sequence[Token], at: int) -> tuple[int, str | None]:
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
            if key in grammar("all"):
                return begin - length, "all"
            modifier = phrases("modifiers").get(key)
            if modifier is not None and modifies(words, begin - length, key):
                return begin - length, modifier
    return at, None


def modifies(words: Sequence[Token], begin: int, key: tuple[str, ...]) -> bool:
    """Whether the word is a modifier here: "over" after a flying thing and "up to"-like "до" after growth are not."""
    previous = words[begin - 1].low if begin else ""
    if key in (("over",), ("above",), ("under",)):
        return previous not in load("numbers_context")["flying"]
    if key == ("до",):
        near = [word.low for word in words[max(0, begin - 6) : begin]]
        return not any(
            word.startswith(stem) for word in near for (stem,) in grammar("growth") if len(stem) > 2 or word == stem
        )
    if key in (("some",), ("under",)):
        return previous not in ("in", "of") or key == ("some",)
    return True


def modifier_after(words: Sequence[Token], last: int) -> tuple[Modifier, int] | None:
    if last < len(words) and words[last].text == "+" and touches(words[last - 1], words[last]):
        return "at-least", last + 1
    for length in (3, 2):
        key = tuple(word.low for word in words[last : last + length])
        modifier = phrases("modifiers_after").get(key)
        following = words[last + length : last + length + 1]
        if modifier is not None and not (following and simple(words, last + length) is not None):
            return modifier, last + length
    return None
