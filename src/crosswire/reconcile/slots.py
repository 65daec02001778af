"""Claims that answer the same question, put together.

reads figures, assertions, items, entities, stories → writes slots

A slot holds claims of one class (what befell, which kind of thing; or what is asked) whose scopes may all be the
same: the same group of people, places that are the same or lie in one another, one time, one story or one place.
Every member fits every other, so that a vague claim never ties two exact ones together.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crosswire.language.lexicon import load
from crosswire.model.claim import Asks
from crosswire.reconcile.answers import about_alike, content_words, likeness, same_event, same_statement
from crosswire.reconcile.counts import Scope, differs, nested, scope_of
from crosswire.reconcile.index import Index
from crosswire.reconcile.places import exactness, near
from crosswire.reconcile.said import Said
from crosswire.reconcile.windows import apart

CONTROL_DAYS = 3
EVENT_DAYS = 2


@dataclass(frozen=True, slots=True)
class Gathered:
    """Claims that answer one question. ``scope`` is set for counts."""

    asks: Asks
    claims: tuple[Said, ...]
    scope: Scope | None = None


def count_slots(claims: Sequence[Said], index: Index) -> tuple[Gathered, ...]:
    """Figures gathered by what they count. A figure of which that is not known is in none, nor one that is
    not :func:`sound`, nor a number that is asked about, doubted or promised."""
    buckets: dict[tuple[str, str, str], list[Said]] = defaultdict(list)
    for claim in claims:
        scope = scope_of(claim.figure) if claim.figure else None
        if scope is not None and sound(claim) and claim.polarity in ("asserts", "denies"):
            buckets[scope.what, scope.unit, scope.category].append(claim)

    def fits(one: Said, two: Said) -> bool:
        if differs(one, two, index):
            return False
        return one.story == two.story or nested(one, two, index) in ("same", "inside", "around")

    def alike(one: Said, two: Said) -> bool:
        return nested(one, two, index) == "same"

    found = []
    for key, members in buckets.items():
        found += [Gathered("count", group, Scope(*key)) for group in _groups(members, fits, alike)]
    return tuple(found)


def sound(claim: Said) -> bool:
    """Whether a count can be set against others: not a part whose place is unknown, nor a whole
    war's toll, nor more than its whole."""
    if claim.figure is None or (claim.part_of is not None and not (claim.where or claim.sector)):
        return False
    if claim.lasting:
        return False
    low, whole = claim.figure.low, claim.figure.of
    return low is None or whole is None or low <= whole


def other_slots(claims: Sequence[Said], index: Index) -> tuple[Gathered, ...]:
    """Assertions gathered by what they answer; one that names nothing ("that it") is in none. Denials stand with what
    they may deny."""
    buckets: dict[Asks, list[Said]] = defaultdict(list)
    for claim in claims:
        if claim.assertion is not None and _answers(claim):
            buckets[claim.assertion.asks].append(claim)
    found = []
    for asks, members in buckets.items():
        if asks == "control":
            placed = [claim for claim in members if exactness(claim.where, index.entities) > 1]
            groups = _groups(placed, _fits_control(index))
        else:
            groups = _attach(members, _fits_event(index), index)
        found += [Gathered(asks, group) for group in groups]
    return tuple(found)


def _answers(claim: Said) -> bool:
    """Whether an assertion can stand as an answer: it names something, and an accusation has one who makes it."""
    assertion = claim.assertion
    assert assertion is not None
    if not content_words(f"{assertion.value} {assertion.about}"):
        return False
    accusing = set(assertion.value.lower().split()) & set(load("slots")["answers"]["accusing"])
    return assertion.asks != "actor" or not accusing or assertion.attribution is not None


def _attach(members: Sequence[Said], fits: Callable[[Said, Said], bool], index: Index) -> list[tuple[Said, ...]]:
    """Groups of the claims whose place is known; a claim placed in a country at most joins one of its own story that
    speaks of like things, else stands with its likes."""
    exact = [claim for claim in members if exactness(claim.where, index.entities) > 1]
    vague = [claim for claim in members if exactness(claim.where, index.entities) <= 1]
    groups = [list(group) for group in _groups(exact, fits)]
    rest: list[Said] = []
    for claim in vague:
        homes = [group for group in groups if all(_near(claim, other, EVENT_DAYS) for other in group)]
        home = max(homes, key=lambda group: _kinship(claim, group), default=None)
        if home is not None and _kinship(claim, home) > 0:
            home.append(claim)
        else:
            rest.append(claim)

    def like(one: Said, two: Said) -> bool:
        return _near(one, two, EVENT_DAYS) and _alike(one, two)

    def together(one: Said, two: Said) -> bool:
        return one.story == two.story or _of_one_quarrel(one, two, index)

    return [tuple(group) for group in groups] + _chained(rest, like, together)


def _chained(
    members: Sequence[Said], like: Callable[[Said, Said], bool], together: Callable[[Said, Said], bool]
) -> list[tuple[Said, ...]]:
    """Groups in which all are alike, and each belongs together with one other at least: who denies a thing on Monday
    and who doubts it on Wednesday are of one quarrel by way of whoever repeats the denial on Tuesday."""
    groups: list[list[Said]] = []
    for member in members:
        homes = [
            group
            for group in groups
            if any(together(member, other) for other in group) and all(like(member, other) for other in group)
        ]
        joined = [member]
        for home in homes:
            if all(like(one, two) for one in joined for two in home):
                joined = [*home, *joined]
                groups.remove(home)
        groups.append(joined)
    order = {member.id: place for place, member in enumerate(members)}
    found = [tuple(sorted(group, key=lambda claim: order[claim.id])) for group in groups]
    return sorted(found, key=lambda group: order[group[0].id])


def _alike(one: Said, two: Said) -> bool:
    happened = one.assertion is not None and one.assertion.asks == "happened"
    return same_statement(one, two) if happened else about_alike(one, two)


def _kinship(claim: Said, group: Sequence[Said]) -> float:
    """How much a loosely placed claim belongs to a group: its best likeness to a member of its own story."""
    kin = [other for other in group if other.story == claim.story]
    if claim.assertion is not None and claim.assertion.asks == "happened":
        return float(any(same_statement(claim, other) for other in kin))
    return max((likeness(claim, other) for other in kin), default=0.0)


def _fits_control(index: Index) -> Callable[[Said, Said], bool]:
    def fits(one: Said, two: Said) -> bool:
        return nested(one, two, index) == "same" and _near(one, two, CONTROL_DAYS)

    return fits


def _fits_event(index: Index) -> Callable[[Said, Said], bool]:
    def fits(one: Said, two: Said) -> bool:
        if not _near(one, two, EVENT_DAYS):
            return False
        if one.assertion and one.assertion.asks == "actor" and near(one.where, two.where, index.entities):
            return one.story == two.story or (_adjacent(one, two) and same_event(one, two))
        lie = nested(one, two, index)
        if lie == "apart":
            return False
        if not _alike(one, two):
            return False
        return one.story == two.story or lie in ("same", "inside", "around") or _of_one_quarrel(one, two, index)

    return fits


def _of_one_quarrel(one: Said, two: Said, index: Index) -> bool:
    """Whether two of the same statement (asserted, denied or doubted) belong together over the bounds of stories: both
    are of one voice, or the report of one names who speaks in the other."""
    if one.assertion is None or two.assertion is None or one.assertion.asks != "happened":
        return False
    if not _adjacent(one, two):
        return False
    return one.voice == two.voice or _names(one, two, index) or _names(two, one, index)


def _names(claim: Said, other: Said, index: Index) -> bool:
    """Whether the report of a claim names the holder of another: the same entity, or a name of several words."""
    entity, name = other.holder.entity, other.holder.name
    if any(known == entity for _, _, known in index.mentions.get(claim.report, ())):
        return True
    return len(name.split()) > 1 and re.search(rf"\b{re.escape(name)}\b", index.reports[claim.report].text) is not None


def _adjacent(one: Said, two: Said) -> bool:
    """Whether two claims of different stories are known to speak of the same or adjacent days, and to have been said
    within a few days of each other."""
    left, right = one.meant or one.said, two.meant or two.said
    if left is None or right is None or apart(left, right) > 1:
        return False
    return one.said is None or two.said is None or apart(one.said, two.said) <= CONTROL_DAYS


def _near(one: Said, two: Said, days: int) -> bool:
    left, right = one.meant or one.said, two.meant or two.said
    if left is None or right is None:
        return True
    return apart(left, right) <= days


def _groups(
    members: Sequence[Said],
    fits: Callable[[Said, Said], bool],
    alike: Callable[[Said, Said], bool] | None = None,
) -> list[tuple[Said, ...]]:
    """Greedy complete-link groups, in the order of the members; a claim joins the first group that it wholly fits, or
    the first of these in which it is ``alike`` to a member."""
    groups: list[list[Said]] = []
    for member in members:
        homes = [group for group in groups if all(fits(member, other) for other in group)]
        if not homes:
            groups.append([member])
        elif alike is None:
            homes[0].append(member)
        else:
            next((g for g in homes if any(alike(member, other) for other in g)), homes[0]).append(member)
    return [tuple(group) for group in groups]
