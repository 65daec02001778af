"""Sentences as names are resolved over them: where an offset lies, and how far apart two are.

reads passages → writes nothing
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or headline: offsets, the item it lies in, its paragraph's number."""

    start: int
    end: int
    item: str
    paragraph: int
    headline: bool = False


def item_at(sentences: Sequence[Sentence], at: int) -> str:
    """The item that holds an offset; the nearest before it where no sentence does."""
    index = bisect_right(sentences, at, key=lambda sentence: sentence.start) - 1
    return sentences[max(0, index)].item if sentences else ""


def apart(sentences: Sequence[Sentence], before: int, after: int) -> int:
    """How many sentences lie between two offsets; large where they are in different items."""

    def index(at: int) -> int:
        return bisect_right(sentences, at, key=lambda sentence: sentence.start) - 1

    first, second = index(before), index(after)
    if before >= after or first < 0 or sentences[first].item != sentences[second].item:
        return 10**6
    return second - first
