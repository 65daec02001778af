"""Statements on the state of a thing, and on whether civilians were hit: which are on one question.

reads assertions → writes nothing

"The hatches were sealed" and "the aft hatches had been left open" are answers to one question, though they share no
word but the thing; so are "they shelled a school" and the denial of "attacks on civilian objects".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from crosswire.language.lexicon import load

HIT = "hit"
_WORD = re.compile(r"\w+", re.UNICODE)
_CHAIN = 5


@dataclass(frozen=True, slots=True)
class State:
    """What a statement is on (``thing``: a stem), between which two states, and whether it names the first of them.
    A negation in its words is not counted here."""

    thing: str
    pair: str
    first: bool


@lru_cache(maxsize=1 << 12)
def state_of(text: str) -> State | None:
    """The state that a clause states of a thing, or that it has civilians hit; None for every other clause."""
    words = _WORD.findall(text.lower())
    return _state(words) or _hit(words)


def one_question(left: str, right: str) -> bool:
    """Whether two clauses state something of the same thing between the same two states."""
    one, two = state_of(left), state_of(right)
    return one is not None and two is not None and (one.thing, one.pair) == (two.thing, two.pair)


@cache
def _sides() -> dict[str, tuple[str, bool]]:
    table = load("slots")["states"]["pairs"].items()
    return {word: (pair, side == 0) for pair, sides in table for side, words in enumerate(sides) for word in words}


def _state(words: Sequence[str]) -> State | None:
    """ "the doors had not been closed": the word before the auxiliaries that lead to a word of state."""
    links, between = set(load("slots")["states"]["links"]), set(load("slots")["states"]["between"])
    for at, word in enumerate(words):
        if word not in _sides():
            continue
        begin = at
        while begin and at - begin < _CHAIN and words[begin - 1] in links | between:
            begin -= 1
        if begin and links & set(words[begin:at]) and len(words[begin - 1]) > 2 and words[begin - 1] not in _ignored():
            pair, first = _sides()[word]
            return State(words[begin - 1].removesuffix("s")[:6], pair, first)
    return None


@cache
def _ignored() -> frozenset[str]:
    table = load("slots")
    return frozenset([*table["answers"]["ignore"], *table["answers"]["leaning"]])


def _hit(words: Sequence[str]) -> State | None:
    table = load("slots")["hits"]
    if not any(word in table["verbs"] for word in words) or "own" in words:
        return None
    if any(word in table["military"] for word in words) or not any(word in table["civil"] for word in words):
        return None
    return State("civil", HIT, True)
