"""Counts compared: what was counted, whether two counts have one scope, and how their values relate.

reads figures, entities → writes nothing
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from crosswire.language import weapons
from crosswire.language.lexicon import load
from crosswire.model.account import Differs
from crosswire.model.mention import Figure
from crosswire.reconcile.index import Index
from crosswire.reconcile.places import Nesting, nesting
from crosswire.reconcile.said import Said
from crosswire.reconcile.windows import apart, within

Values = Literal["agree", "refine", "differ"]
ABOUT = 0.15
REPEATED_DAYS = 3


@dataclass(frozen=True, slots=True)
class Scope:
    """What a figure counts: the class of what befell them, the kind of thing, and which group of people."""

    what: str
    unit: str
    category: str


@cache
def _classes(table: str) -> tuple[tuple[str, str], ...]:
    """Word to class, longest words first."""
    pairs = [(word, name) for name, words in load("slots")[table].items() for word in words]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _class_of(text: str | None, table: str) -> str | None:
    if not text:
        return None
    padded = f" {' '.join(text.lower().replace('-', ' ').split())} "
    for word, name in _classes(table):
        if f" {word.replace('-', ' ')} " in padded:
            return name
    return None


def scope_of(figure: Figure) -> Scope | None:
    """The scope of a figure, or None where it is not known what was counted or what befell it."""
    what = _class_of(figure.what, "what") or (figure.what or "").strip().lower()
    category = _class_of(figure.who, "category") or _class_of(figure.unit, "category") or ""
    people = category or _class_of(figure.unit, "unit") == "people" or _class_of(figure.who, "unit") == "people"
    if what in load("slots")["harm"]["classes"] and not figure.unit:
        people = True
    unit = "people" if people else _class_of(figure.unit, "unit") or (figure.unit or "").strip().lower()
    if what in load("slots")["extents"]["classes"]:
        category, unit = "", "people" if what in ("aboard", "attended") else _measure(unit)[0]
    return Scope(what, unit, category) if what and unit else None


@cache
def _measure(unit: str) -> tuple[str, float]:
    """The measure that a unit is of, with how many of its smallest unit it is; the unit itself where none is known."""
    for name, units in load("slots")["measures"].items():
        if unit in units:
            return name, float(units[unit])
    return unit, 1.0


def of_whole(claim: Said) -> bool:
    """Whether a count is of what an event has once: who was aboard, who took part, how much leaked, how strong it
    was."""
    return claim.figure is not None and claim.figure.what in load("slots")["extents"]["classes"]


def stuff_of(figure: Figure) -> str | None:
    """The last word for what leaked ("kilograms of chlorine"); None where it is not named."""
    _, of, stuff = (figure.who or "").lower().partition(" of ")
    return stuff.split()[-1] if of and stuff else None


def differs(left: Said, right: Said, index: Index) -> tuple[Differs, ...]:
    """In what the scopes of two counts of one class differ; empty where they may be the same.

    Places nested in one another are no difference by themselves: see :func:`nested`.
    """
    assert left.figure is not None
    assert right.figure is not None
    found: list[Differs] = []
    one, two = scope_of(left.figure), scope_of(right.figure)
    if (
        one is None
        or two is None
        or one.what != two.what
        or one.unit != two.unit
        or weapons.family(one.unit) == "missiles"
        and weapons.model(left.figure.who) != weapons.model(right.figure.who)
    ):
        found.append("what")
    stuff = stuff_of(left.figure), stuff_of(right.figure)
    if one and one.what == "leaked" and stuff[0] and stuff[1] and stuff[0] != stuff[1]:
        found.append("what")
    sides = (frozenset[str](), frozenset[str]()) if of_whole(left) else (_sides(left), _sides(right))
    if (one and two and one.category != two.category) or (sides[0] and sides[1] and not sides[0] & sides[1]):
        found.append("who")
    lie = nested(left, right, index)
    if lie == "apart" or (_a_part(left, right) and lie != "same"):
        found.append("where")
    if not same_time(left, right):
        found.append("when")
    return tuple(found)


def nested(left: Said, right: Said, index: Index) -> Nesting:
    """How the places of two claims lie to each other; a part by the compass lies in the whole."""
    lie = site_within(left, right, index) or nesting(left.where, right.where, index.entities)
    if left.sector == right.sector:
        return "same" if left.sector and lie == "unknown" else lie
    if left.sector and right.sector:
        return "apart"
    if lie in ("same", "unknown"):
        return "inside" if left.sector else "around"
    return lie


def site_within(left: Said, right: Said, index: Index) -> Nesting | None:
    """A square, a street or a hospital of which no coordinates are known, in the town that the same story names."""
    one, two = index.entities.get(left.where or ""), index.entities.get(right.where or "")
    if one is None or two is None or one == two or not left.story or left.story != right.story:
        return None
    sites = [e.place is None and e.name.split()[-1].lower() in load("slots")["sites"]["last"] for e in (one, two)]
    if sites[0] == sites[1]:
        return None
    return "inside" if sites[0] else "around"


def same_time(left: Said, right: Said) -> bool:
    """Whether two claims may speak of the same time. Where a sentence does not say when, the day of saying stands, a
    day either way; where both say it, one lies in the other (two nights may share a day), and so do hours."""
    if left.clock and right.clock and left.clock != right.clock and not of_whole(left):
        return False
    one, two = left.meant or left.said, right.meant or right.said
    if one is None or two is None:
        return left.story == right.story
    if left.meant is not None and right.meant is not None and left.dated and right.dated:
        return within(one, two) or within(two, one)
    return apart(one, two) <= (0 if _each_night(left) else _days_later(left, right))


def _days_later(left: Said, right: Said) -> int:
    """How many days lie between two counts of one event at the most: more where a later report of the same story
    repeats the number and does not say when."""
    figures = left.figure, right.figure
    undated = left.meant is None or right.meant is None
    if undated and left.story == right.story and figures[0] and figures[1]:
        return REPEATED_DAYS if compare(figures[0], figures[1]) == "agree" else 1
    return 1


def _each_night(claim: Said) -> bool:
    """Whether a count is of what is launched or shot down, which every night has anew."""
    scope = scope_of(claim.figure) if claim.figure else None
    return scope is not None and scope.unit in load("slots")["launches"]["units"]


def _a_part(left: Said, right: Said) -> bool:
    """Whether one of two counts is a part of a total in its text: it then speaks of its own place only."""
    return left.part_of is not None or right.part_of is not None


def _sides(claim: Said) -> frozenset[str]:
    """Names, such as of countries, in the words for who was counted ("Russian soldiers")."""
    figure = claim.figure
    if figure is None or not figure.who:
        return frozenset()
    said = figure.who.lower().split()
    stems = load("slots")["sides"].items()
    stated = frozenset(name for name, starts in stems if any(word.startswith(tuple(starts)) for word in said))
    words = {word.strip(",.") for word in figure.who.split()}
    named = frozenset(word for word in words if word[:1].isupper() and not _class_of(word, "category"))
    return stated or frozenset(word for word in named if not word.isupper())


def compare(left: Figure, right: Figure) -> Values:
    """How two values of one scope relate: 8 and "eight" agree; "at least 8" and 11 fit together; 8 and 11 differ."""
    one, two = bounds(left), bounds(right)
    if one == two and left.modifier == right.modifier:
        return "agree" if left.of is None or right.of is None or left.of == right.of else "differ"
    if left.of is not None and right.of is not None and left.of != right.of:
        return "differ"
    if one[0] <= two[1] and two[0] <= one[1]:
        return "refine"
    return "refine" if _vague(left) and _vague(right) else "differ"


def _vague(figure: Figure) -> bool:
    """Whether a count is a word for many or few ("several", "dozens"), of which two hardly contradict each other."""
    return " ".join(figure.exact.lower().split()) in load("slots")["numbers"]["vague"]


def bounds(figure: Figure) -> tuple[float, float]:
    """Least and greatest number a figure allows, in its measure's smallest unit. "About" allows 15 % either way."""
    factor = _measure((figure.unit or "").strip().lower())[1]
    low = None if figure.low is None else figure.low * factor
    high = None if figure.high is None else figure.high * factor
    if figure.modifier == "at-least":
        high = None
    elif figure.modifier == "at-most":
        low = None
    least = 0.0 if low is None else low
    most = float("inf") if high is None else high
    if figure.modifier == "about":
        return least * (1 - ABOUT), most * (1 + ABOUT)
    return least, most


def number(value: float | None) -> str:
    """A number as written in a table: no ".0", thousands with a comma."""
    if value is None:
        return ""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"
