"""Answers that are not counts: which say the same, which differ, and how much of a place a party is said to hold.

reads assertions, mentions → writes nothing
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from crosswire.language.lexicon import load
from crosswire.reconcile.index import Index
from crosswire.reconcile.said import Said
from crosswire.reconcile.states import HIT, one_question, state_of

Extent = Literal["none", "partial", "contested", "full"]
EXTENTS: tuple[Extent, ...] = ("none", "partial", "contested", "full")
Sameness = Literal["same", "compatible", "different"]
ALIKE = 0.5
SAME = 0.6
STATED = 0.6
_WORD = re.compile(r"\w+", re.UNICODE)


@lru_cache(maxsize=1 << 13)
def content_words(text: str) -> frozenset[str]:
    """Words that carry the answer, lower case, cut to a stem of five letters so that endings do not count."""
    ignored = _ignored()
    return frozenset(word[:5] for word in _WORD.findall(text.lower()) if word not in ignored)


@cache
def _ignored() -> frozenset[str]:
    return frozenset(load("slots")["answers"]["ignore"])


def alike(left: str, right: str) -> float:
    """Share of the shorter text's content words that the other has too, 0 to 1."""
    one, two = content_words(left), content_words(right)
    if not one or not two:
        return float(one == two)
    return len(one & two) / min(len(one), len(two))


def about_alike(one: Said, two: Said) -> bool:
    """Whether two assertions speak of the same thing, by their ``about``."""
    assert one.assertion is not None
    assert two.assertion is not None
    return alike(one.assertion.about, two.assertion.about) >= ALIKE


def likeness(one: Said, two: Said) -> float:
    """How like two assertions are in what they speak of or in what they answer: 0, or from ALIKE to 1."""
    assert one.assertion is not None
    assert two.assertion is not None
    best = max(alike(one.assertion.about, two.assertion.about), alike(one.assertion.value, two.assertion.value))
    return best if best >= ALIKE else 0.0


def same_event(one: Said, two: Said) -> bool:
    """Whether two assertions speak of the same thing or of the same kind of event ("raid", "incursion"). Words
    that name no kind ("it", "what is going on") may mean any."""
    assert one.assertion is not None
    assert two.assertion is not None
    left, right = _kinds(one.assertion.about), _kinds(two.assertion.about)
    return not left or not right or bool(left & right) or about_alike(one, two)


def _kinds(text: str) -> frozenset[str]:
    found = set(_WORD.findall(text.lower()))
    return frozenset(
        kind for kind, stems in load("slots")["event"].items() if any(w.startswith(s) for w in found for s in stems)
    )


def extent_of(text: str) -> Extent | None:
    """How much of a place is said to be held: the most cautious reading of the words that say so."""
    found = frozenset(_WORD.findall(text.lower()))
    for extent in EXTENTS:
        if found & _control(extent):
            return extent
    return None


def _control(extent: str) -> frozenset[str]:
    return frozenset(load("slots")["control"][extent])


def sameness(one: Said, two: Said, index: Index) -> Sameness:
    """Whether two answers to one question say the same, fit together, or differ. Denial is judged elsewhere."""
    left, right = one.assertion, two.assertion
    assert left is not None
    assert right is not None
    if left.asks == "control":
        return _control_sameness(one, two)
    if left.asks == "happened":
        return "same"
    shared = set(_named(one, index)) & set(_named(two, index))
    likeness = alike(left.value, right.value)
    if likeness >= SAME:
        return "same" if likeness == 1.0 or not shared else "compatible"
    return "compatible" if shared else "different"


def _named(claim: Said, index: Index) -> tuple[str, ...]:
    """Persons and organisations named in the answer's own words."""
    assertion = claim.assertion
    assert assertion is not None
    at = assertion.span.exact.find(assertion.value)
    if at < 0:
        return ()
    start = assertion.span.start + at
    inside = index.within(claim.report, start, start + len(assertion.value))
    return tuple(e for e in inside if index.entities[e].type != "place")


def _control_sameness(one: Said, two: Said) -> Sameness:
    left, right = one.assertion, two.assertion
    assert left is not None
    assert right is not None
    extents = (extent_of(left.value), extent_of(right.value))
    who = (content_words(left.who or ""), content_words(right.who or ""))
    other_party = bool(who[0] and who[1] and not who[0] & who[1])
    if extents[0] == extents[1] and not other_party:
        return "same"
    if None in extents:
        return "compatible"
    if "full" in extents:
        return "different"
    return "compatible"


def same_statement(one: Said, two: Said) -> bool:
    """Whether two assertions are on the same statement, be it asserted, denied or turned round: they share two words
    that carry it and most of the shorter's; "floodgates" are gates."""
    if stated_alike(one, two):
        return True
    left, right = _carrying(one), _carrying(two)
    shared = sum(any(_kin(a, b) for b in right) for a in left)
    return shared >= 2 and shared >= STATED * min(len(left), len(right))


def _carrying(claim: Said) -> frozenset[str]:
    assert claim.assertion is not None
    table = load("slots")
    turned = " ".join(word for pair in table["opposites"].values() for side in pair for word in side).split()
    ignore = {*table["answers"]["ignore"], *table["negation"]["words"], *turned}
    words = _WORD.findall(f"{claim.assertion.about} {claim.assertion.value}".lower())
    kept = [word for word in words if word not in ignore and len(word) > 2]
    return frozenset({word[:4]: word for word in kept}.values())


def _kin(left: str, right: str) -> bool:
    return left[:4] == right[:4] or (min(len(left), len(right)) > 4 and (left.endswith(right) or right.endswith(left)))


def opposed(left: str, right: str) -> bool:
    """Whether two statements of one thing differ by a word and its opposite: "opened too late", "opened on time"."""
    one, two = f" {' '.join(_WORD.findall(left.lower()))} ", f" {' '.join(_WORD.findall(right.lower()))} "

    def has(text: str, words: Sequence[str]) -> bool:
        return any(f" {word} " in text for word in words)

    return any(
        (has(one, a) and has(two, b) and not has(two, a)) or (has(one, b) and has(two, a) and not has(one, a))
        for a, b in load("slots")["opposites"].values()
    )


def stated_alike(one: Said, two: Said) -> bool:
    """Whether two assertions are on the state of one thing: shut or open, safe or not, civilians hit or not."""
    if one.assertion is None or two.assertion is None:
        return False
    return one_question(one.assertion.value, two.assertion.value)


def against(one: Said, two: Said) -> bool:
    """Whether one claim denies what the other asserts: who says that it was left open denies that it was shut."""
    if not stated_alike(one, two):
        return denies(one) != denies(two)
    assert one.assertion is not None
    assert two.assertion is not None
    left, right = state_of(one.assertion.value), state_of(two.assertion.value)
    assert left is not None
    assert right is not None
    return (left.first != denies(one)) != (right.first != denies(two))


def other_hit(one: Said, two: Said) -> bool:
    """Whether two claims that civilians were hit name different things that were hit."""
    if not stated_alike(one, two):
        return False
    assert one.assertion is not None
    assert two.assertion is not None
    left, right = state_of(one.assertion.value), one.assertion.value
    return left is not None and left.pair == HIT and alike(right, two.assertion.value) < STATED


def denies(claim: Said) -> bool:
    """Whether the claim denies its value."""
    return claim.assertion is not None and claim.assertion.denies
