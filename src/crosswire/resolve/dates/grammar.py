"""Which runs of words are time expressions: the rules' matches, the longest first, and what speaks against one.

reads nothing of Crosswire's but its siblings. Extents follow TIMEX3: no preposition before, no possessive after.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from crosswire.resolve.dates.fits import fits
from crosswire.resolve.dates.phrase import Phrase
from crosswire.resolve.dates.rules import RULES
from crosswire.resolve.dates.words import Word

_AFTER = 5  # words after a phrase that may say more of it: "ended March 31, 2019"
_COMPILED = tuple(
    (name, re.compile(pattern), tuple(frozenset(group) for group in needs.split())) for name, needs, pattern in RULES
)


def _phrase(words: Sequence[Word], name: str, match: re.Match[str]) -> Phrase:
    first, last = match.span()
    groups = {key: tuple(words[slice(*match.span(key))]) for key, text in match.groupdict().items() if text}
    return Phrase(
        words[first].start,
        words[last - 1].end,
        name,
        groups,
        tuple(words[first:last]),
        words[first - 1] if first else None,
        tuple(words[last : last + _AFTER]),
    )


@lru_cache(maxsize=4096)
def _tried(held: frozenset[str]) -> tuple[tuple[int, str, re.Pattern[str]], ...]:
    """The rules that words of the classes ``held`` can match, with their number."""
    bits = _bits(held)
    numbers = {number for letter in ("", *held) for number in _by_letter().get(letter, ())}
    rules = _masked()
    return tuple(rules[number][0] for number in sorted(numbers) if all(map(bits.__and__, rules[number][1])))


@cache
def _by_letter() -> dict[str, tuple[int, ...]]:
    """The rules (by their place in the table) that may match where a class stands: each is listed under the fewest
    classes of which it needs one, or under "" if it needs none."""
    out: dict[str, list[int]] = {}
    for number, (_, _, needs) in enumerate(_COMPILED):
        for letter in min(needs, key=len, default=frozenset(("",))):
            out.setdefault(letter, []).append(number)
    return {letter: tuple(numbers) for letter, numbers in out.items()}


def _bits(letters: Iterable[str]) -> int:
    """Classes as bits, to tell quickly whether a sentence holds one of several."""
    out = 0
    for letter in letters:
        out |= 1 << ord(letter)
    return out


@cache
def _masked() -> tuple[tuple[tuple[int, str, re.Pattern[str]], tuple[int, ...]], ...]:
    return tuple(
        ((number, name, pattern), tuple(_bits(group) for group in needs))
        for number, (name, pattern, needs) in enumerate(_COMPILED)
    )


def phrases(words: Sequence[Word]) -> list[Phrase]:
    """The time expressions among the words of a sentence, in order, none overlapping; of two that do, the longer."""
    letters = "".join(word.letter for word in words)
    found = [
        (match.end() - match.start(), -match.start(), -number, name, match)
        for number, name, pattern in _tried(frozenset(letters))
        for match in pattern.finditer(letters)
    ]
    found.sort(key=lambda item: item[:3], reverse=True)
    taken = [False] * len(words)
    out = []
    for _, _, _, name, match in found:
        first, last = match.span()
        if any(taken[first:last]):
            continue
        phrase = _phrase(words, name, match)
        if fits(phrase):
            taken[first:last] = [True] * (last - first)
            out.append(phrase)
    return sorted(out, key=lambda phrase: phrase.start)
