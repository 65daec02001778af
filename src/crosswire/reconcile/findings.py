"""Findings: the answers to each question side by side, with their holders, and how they relate.

reads account, origins → writes findings

Relations and the scope that keeps two counts apart follow decision 0041. Where it is not sure that two claims have
the same scope, they are never called a conflict.
"""

from collections.abc import Mapping, Sequence

from crosswire.base.ids import make_id
from crosswire.model.account import Account, Answer, Finding, Holder, Slot
from crosswire.model.claim import Asks
from crosswire.model.origin import independent
from crosswire.reconcile.answers import denies, sameness
from crosswire.reconcile.counts import bounds, compare, scope_of
from crosswire.reconcile.credibility import propose
from crosswire.reconcile.harm import across_kinds
from crosswire.reconcile.index import Index, build
from crosswire.reconcile.relations import Related, pairs, strongest
from crosswire.reconcile.said import Said, gather
from crosswire.reconcile.slots import Gathered, count_slots, other_slots
from crosswire.reconcile.twins import merge
from crosswire.reconcile.wording import about_words, slot_when, value_words, where_words, who_words, why_words

METHOD = "findings/1"


def find(account: Account, origins: Mapping[str, str]) -> tuple[Finding, ...]:
    """Every slot that two holders answer, that one holder answers anew, or in which something is denied."""
    index = build(account.readings, account.entities, account.copies)
    claims = merge(gather(account, origins, index), account.copies, index)
    counts = count_slots(_without_echoes(claims, index), index)
    found = [_finding(slot, pairs(slot.claims, index), index) for slot in (*counts, *other_slots(claims, index))]
    found += [_finding(slot, related, index) for slot, related in across_kinds(counts, index)]
    unique = {finding.id: finding for finding in found if finding is not None}
    return tuple(sorted(unique.values(), key=lambda f: (f.story, f.slot.asks, f.id)))


def _without_echoes(claims: Sequence[Said], index: Index) -> tuple[Said, ...]:
    """The claims without a text's own repetition of a number that it attributes to somebody, as headlines do, or that
    somebody whom it quotes gave before, as background does."""
    held = [c for c in claims if c.figure and c.figure.attribution]
    quoted = {(a.report, index.speaker(a.source)) for a in index.attributions.values()}

    def echo(claim: Said) -> bool:
        if claim.figure is None or claim.figure.attribution is not None:
            return False
        return any(
            other.figure is not None
            and (
                other.report == claim.report
                or claim.report in {span.report for _, span in other.twins}
                or (other.story == claim.story and other.order <= claim.order and (claim.report, other.voice) in quoted)
            )
            and scope_of(other.figure) == scope_of(claim.figure)
            and compare(other.figure, claim.figure) != "differ"
            for other in held
        )

    return tuple(claim for claim in claims if not echo(claim))


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
        return left == right and compare(one.figure, two.figure) == "agree"
    if one.assertion is None or two.assertion is None or denies(one) != denies(two):
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
    limits = bounds(figure) if figure else (None, None)
    return Answer(
        value=value_words(group[0]),
        holders=tuple(holders.values()),
        origins=independent(origins),
        claims=tuple(dict.fromkeys(claims)),
        evidence=tuple(dict.fromkeys(span for _, span in told)),
        origin_ids=origins,
        low=limits[0] if figure else None,
        high=None if figure is None or limits[1] == float("inf") else limits[1],
    )
