"""A run of words that a rule takes for a time expression, and the numbers that words say.

reads nothing of Crosswire's but its siblings.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crosswire.resolve.dates.words import Word

_MOST = 1e6  # no time expression counts further


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words that one rule takes for a time expression: code points ``start``..``end``, the rule's name, its
    words by the rule's group names, the word before and the words after it."""

    start: int
    end: int
    rule: str
    groups: Mapping[str, tuple[Word, ...]]
    words: tuple[Word, ...]
    before: Word | None
    after: tuple[Word, ...]

    def get(self, name: str) -> str | None:
        """What the first word of a group stands for, or None where the group took no part."""
        words = self.groups.get(name)
        return words[0].value if words else None


def count(words: Sequence[Word]) -> float | None:
    """The number that number words or digits say: "twenty four" 24, "two thousand" 2000, "2 1/2" 2.5."""
    parts = [word.value for word in words if word.letter in "nNyO"]
    total = current = 0.0
    for part in parts:
        try:
            value = float(part)
        except ValueError:
            return None
        if value > _MOST:
            return None
        if value in (100, 1000) and current:
            current *= value
            if value == 1000:
                total, current = total + current, 0.0
        else:
            current += value
    return total + current if parts else None


def spoken_year(words: Sequence[Word]) -> int | None:
    """The year that number words say: "nineteen ninety-one" 1991, "two thousand" 2000; None for other numbers."""
    values = [int(float(word.value)) for word in words if word.letter == "N"]
    if len(values) >= 2 and values[1] == 1000:
        rest = sum(values[2:])
        return 1000 * values[0] + rest if values[0] == 2 and rest < 100 else None
    if (
        len(values) in (2, 3)
        and values[0] in (18, 19, 20)
        and 10 <= values[1] <= 90
        and (len(values) == 2 or values[2] < 10)
    ):
        return 100 * values[0] + sum(values[1:])
    return None
