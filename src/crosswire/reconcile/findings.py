"""Findings: the answers to each question side by side, with their holders, and how they relate.

reads account, origins, judgements → writes findings

Relations and the scope that keeps two counts apart follow decision 0041. Where it is not sure that two claims have
the same scope, they are never called a conflict.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from crosswire.base.ids import make_id
from crosswire.model.account import Account, Answer, Finding, Holder, Slot
from crosswire.model.claim import Asks
from crosswire.model.mention import Figure
from crosswire.model.origin import independent
from crosswire.model.story import Judgement
from crosswire.reconcile.answers import against, denies, opposed, other_hit, sameness
from crosswire.reconcile.compared import prepare
from crosswire.reconcile.counts import bounds, compare, scope_of
from crosswire.reconcile.credibility import as_judged, propose
from crosswire.reconcile.harm import across_kinds
from crosswire.reconcile.index import Groups, Index
from crosswire.reconcile.relations import Related, pairs, relate, strongest
from crosswire.reconcile.said import Said
from crosswire.reconcile.slots import Gathered, other_slots
from crosswire.reconcile.wording import about_words, slot_when, value_words, where_words, who_words, why_words

METHOD = "findings/3"


def find(account: Account, origins: Mapping[str, str], judgements: Sequence[Judgement] = ()) -> tuple[Finding, ...]:
    """Every slot that two holders answer, that one holder answers anew, or in which something is denied.
    ``judgements`` are the edges in force: a person's ratings outrank the proposed ones."""
    ready = prepare(account, origins)
    index, counts = ready.index, ready.counts
    found = [_finding(slot, pairs(slot.claims, index), index) for slot in _asked(counts, index)]
    found += [_finding(slot, pairs(slot.claims, index), index) for slot in other_slots(ready.claims, index)]
    found += [_finding(slot, related, index) for slot, related in across_kinds(counts, index)]
    told = as_judged([finding for finding in found if finding is not None], judgements, index)
    unique = {finding.id: finding for finding in told}
    return tuple(sorted(unique.values(), key=lambda f: (f.story, f.slot.asks, f.id)))


def _asked(counts: Sequence[Gathered], index: Index) -> list[Gathered]:
    """The slots of figures, each cut into the claims that are related to each other: two numbers of which it is not
    known whether they answer one question stand in two findings, or in none."""
    found = []
    for slot in counts:
        groups = Groups()
        for one, two in combinations(slot.claims, 2):
            if relate(one, two, index) is not None or _repeated(one, two):
                groups.join(one.id, two.id)
        cut: dict[str, list[Said]] = {}
        for claim in slot.claims:
            cut.setdefault(groups.find(claim.id), []).append(claim)
        found += [replace(slot, claims=tuple(claims)) for claims in cut.values()]
    return found


def _repeated(one: Said, two: Said) -> bool:
    assert one.figure is not None
    assert two.figure is not None
    return one.voice == two.voice and compare(one.figure, two.figure) == "agree"


def _finding(slot: Gathered, related: Sequence[tuple[Said, Said, Related]], index: Index) -> Finding | None:
    outcome = strongest([relation for _, _, relation in related])
    if outcome is None:
        return None
    relation, differs = outcome
    answers = _answers(slot, index)
    if relation in ("conflict", "denial", "other-scope") and len(answers) < 2:
        return None
    first = slot.claims[0]
    asked = Slot(slot.asks, about_words(slot), who_words(slot), where_words(slot.claims, index), slot_when(slot.claims))
    rating, reason = propose(relation, answers)
    claims = sorted(c for claim in slot.claims for c in (claim.id, *(twin for twin, _ in claim.twins)))
    return Finding(
        id=make_id("finding", slot.asks, relation, *claims),
        story=_main_story(slot.claims) or first.story,
        slot=asked,
        relation=relation,
        differs=differs,
        answers=answers,
        why=why_words(relation, differs),
        credibility=rating,
        credibility_why=reason,
    )


def _main_story(claims: Sequence[Said]) -> str:
    """The story most of the claims are in; of equals, the first."""
    stories = [claim.story for claim in claims]
    return max(stories, key=lambda story: (stories.count(story), -stories.index(story)))


def _answers(slot: Gathered, index: Index) -> tuple[Answer, ...]:
    groups: list[list[Said]] = []
    for claim in slot.claims:
        home = next((group for group in groups if _one_answer(group[0], claim, slot.asks, index)), None)
        if home is None:
            groups.append([claim])
        else:
            home.append(claim)
    return tuple(_answer(group, index) for group in groups)


def _one_answer(one: Said, two: Said, asks: Asks, index: Index) -> bool:
    if one.figure is not None and two.figure is not None:
        left, right = scope_of(one.figure), scope_of(two.figure)
        if one.polarity != two.polarity:
            return False
        again = one.voice == two.voice and bounds(one.figure)[0] == bounds(two.figure)[0] > 0
        return left == right and (again or compare(one.figure, two.figure) == "agree")
    if one.assertion is None or two.assertion is None or against(one, two) or other_hit(one, two):
        return False
    if opposed(one.assertion.value, two.assertion.value):
        return False
    if denies(one):
        return asks == "actor" or sameness(one, two, index) == "same"
    return sameness(one, two, index) == "same"


def _answer(group: Sequence[Said], index: Index) -> Answer:
    holders: dict[str, Holder] = {}
    for claim in group:
        known = holders.get(claim.voice)
        if known is None or len(claim.holder.chain or "") > len(known.chain or ""):
            holders[claim.voice] = claim.holder
    origins = tuple(sorted({claim.origin for claim in group}))
    told = [pair for claim in group for pair in ((claim.id, claim.evidence), *claim.twins)]
    claims = [identifier for identifier, _ in told]
    claims += [holder for identifier in claims if (holder := index.held.get(identifier))]
    figure = group[0].figure
    limits = _stated(figure) if figure else (None, None)
    return Answer(
        value=value_words(group[0]),
        holders=tuple(holders.values()),
        origins=independent(origins),
        claims=tuple(dict.fromkeys(claims)),
        evidence=tuple(dict.fromkeys(span for _, span in told)),
        origin_ids=origins,
        low=limits[0],
        high=limits[1],
    )


def _stated(figure: Figure) -> tuple[float | None, float | None]:
    """The numbers as the holder states them: "about 200" is 200, in the unit that was used."""
    low = None if figure.modifier == "at-most" else figure.low
    return low or 0.0, None if figure.modifier == "at-least" else figure.high
