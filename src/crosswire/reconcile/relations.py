"""How two claims that answer one question relate, and how a slot of many does.

reads slots → writes nothing
"""

from collections.abc import Sequence
from itertools import combinations
from typing import get_args

from crosswire.language.lexicon import load
from crosswire.model.account import Differs, FindingRelation
from crosswire.reconcile.answers import denies, sameness
from crosswire.reconcile.counts import compare, nested, scope_of
from crosswire.reconcile.index import Index
from crosswire.reconcile.said import Said

ORDER: tuple[FindingRelation, ...] = ("conflict", "denial", "other-scope", "update", "refine", "agree")
Related = tuple[FindingRelation, tuple[Differs, ...]]


def strongest(relations: Sequence[Related]) -> Related | None:
    """The relation of a slot: the one of its pairs that a reader must know first, with all that its pairs differ in."""
    if not relations:
        return None
    name = min((relation for relation, _ in relations), key=ORDER.index)
    found = {part for relation, parts in relations if relation == name for part in parts}
    return name, tuple(part for part in get_args(Differs) if part in found)


def pairs(claims: Sequence[Said], index: Index) -> list[tuple[Said, Said, Related]]:
    """Every two claims of a slot that can be related, the earlier one first."""
    found = []
    for one, two in combinations(claims, 2):
        related = relate(one, two, index)
        if related is not None:
            found.append((one, two, related))
    return found


def relate(one: Said, two: Said, index: Index) -> Related | None:
    """The relation of two claims of one slot (the earlier first), or None where they only repeat one voice, or where
    it is not sure that they answer the same question."""
    if one.figure is not None and two.figure is not None:
        return _counts(one, two, index)
    if one.assertion is not None and two.assertion is not None:
        return _answers(one, two, index)
    return None


def _counts(one: Said, two: Said, index: Index) -> Related | None:
    assert one.figure is not None
    assert two.figure is not None
    values = compare(one.figure, two.figure)
    if values == "differ" and (one.further or two.further):
        return None
    lie = nested(one, two, index)
    if one.voice == two.voice:
        return _same_voice(one, two, index) if values != "agree" else None
    if values == "agree":
        return ("refine", ("where",)) if lie in ("inside", "around") else ("agree", ())
    if values == "refine":
        return "refine", ("value", "where") if lie in ("inside", "around") else ("value",)
    if lie in ("inside", "around"):
        return "other-scope", ("where",)
    if _raised_later(one, two):
        return "update", ("value",)
    return ("conflict", ("value",)) if _sure(one, two, lie) else None


def _same_voice(one: Said, two: Said, index: Index) -> Related | None:
    """One holder, two values: an update where the second was said later of the same thing. Two values in one text
    are of scopes that the text tells apart in ways not read here, so nothing is made of them."""
    if index.texts.find(one.item) == index.texts.find(two.item) or one.report == two.report and one.said == two.said:
        return None
    if nested(one, two, index) not in ("same", "unknown") or one.said is None or two.said is None:
        return None
    return ("update", ("value",)) if one.said < two.said else None


def _raised_later(one: Said, two: Said) -> bool:
    """A toll that another holder gives higher on a later day."""
    assert one.figure is not None
    assert two.figure is not None
    scope = scope_of(one.figure)
    if scope is None or scope.what not in load("slots")["harm"]["classes"] or one.said is None or two.said is None:
        return False
    return one.said[1] < two.said[0] and (two.figure.low or 0) > (one.figure.high or one.figure.low or 0)


def _sure(one: Said, two: Said, lie: str) -> bool:
    """Whether the scopes are known to be the same: one story, and place and time not merely unknown on one side."""
    if one.story != two.story and lie != "same":
        return False
    if (one.where is None) != (two.where is None):
        return False
    return one.meant is None or two.meant is None or one.meant == two.meant or _inside(one, two)


def _inside(one: Said, two: Said) -> bool:
    assert one.meant is not None
    assert two.meant is not None
    (a, b), (c, d) = one.meant, two.meant
    return (a <= c and d <= b) or (c <= a and b <= d)


def _answers(one: Said, two: Said, index: Index) -> Related | None:
    assert one.assertion is not None
    assert two.assertion is not None
    asks = one.assertion.asks
    if one.voice == two.voice:
        return _changed(one, two, index)
    if denies(one) != denies(two):
        return "denial", ("value",)
    same = sameness(one, two, index)
    if denies(one):
        return ("agree", ()) if same == "same" else None
    if asks == "happened" or same == "same":
        return "agree", ()
    if same == "compatible":
        return "refine", ("value",)
    differs: tuple[Differs, ...] = ("who",) if asks in ("actor", "victims") else ("value",)
    return ("conflict", differs) if asks in ("actor", "control", "place", "date", "cause") else None


def _changed(one: Said, two: Said, index: Index) -> Related | None:
    """The same holder on another day with another answer: an update."""
    if one.said is None or two.said is None or not one.said < two.said:
        return None
    if index.texts.find(one.item) == index.texts.find(two.item):
        return None
    turned = denies(one) != denies(two) or sameness(one, two, index) == "different"
    return ("update", ("value",)) if turned else None
