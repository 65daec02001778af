"""What a story's new state means for the change log, as pure functions: grown, revised, corroborated, denied.

A change says what happened by ids and values; the words it rests on are looked up when somebody reads it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crosswire.model.account import Reading
from crosswire.model.claim import Attribution
from crosswire.store.base import Change

Finding = Mapping[str, Any]
MOST = 50
"""Ids of evidence in one change; a larger change says how many there are in its values."""
ALIKE = 0.5
"""Part of the words of the shorter of two denials of one source from which they are one."""


@dataclass(frozen=True, slots=True)
class State:
    """A story as it was or is: its items in order and its findings as JSON rows."""

    items: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Told:
    """What the readings of a story say: the item of each claim, the date of each item, the denials, the origin of each
    claim, and the items that are copies of others: old words under a new date revise nothing and deny nothing anew."""

    item_of: Mapping[str, str]
    dates: Mapping[str, str]
    denials: Sequence[Attribution]
    origins: Mapping[str, str]
    copied: Collection[str] = frozenset()


def told(readings: Iterable[Reading], origins: Mapping[str, str], copied: Collection[str]) -> Told:
    """What some readings say."""
    listed = list(readings)
    claims = [c for r in listed for group in (r.attributions, r.figures, r.assertions) for c in group]
    denials = [a for r in listed for a in r.attributions if a.polarity == "denies"]
    dates = {i.id: i.published.edtf or r.report.published.edtf or "" for r in listed for i in r.items}
    taken = {i.id for r in listed for i in r.items if i.id in copied or r.report.id in copied}
    return Told({claim.id: claim.item for claim in claims}, dates, denials, origins, taken)


def of_story(story: str, before: State, after: State, said: Told) -> Iterator[Change]:
    """The changes between two states of a story, in a fixed order. Equal states: none."""
    new = [item for item in after.items if item not in before.items]
    if not new:
        return
    if not before.items:
        yield Change("story-new", story, None, str(len(after.items)), tuple(new[:MOST]))
    else:
        yield Change("story-grew", story, str(len(before.items)), str(len(after.items)), tuple(new[:MOST]))
    fresh = {claim for claim, item in said.item_of.items() if item in set(new)}
    denied: set[str] = set()
    for finding in after.findings:
        claims = claims_of(finding)
        if fresh.isdisjoint(claims):
            continue
        earlier = [f for f in before.findings if f["slot"]["asks"] == finding["slot"]["asks"] and claims_of(f) & claims]
        yield from _revised(finding, earlier, said)
        yield from _corroborated(finding, earlier)
        if finding["relation"] == "denial":
            denied |= claims
            yield from _denied(finding, earlier)
    yield from _denials(said, set(new), set(before.items), denied)


def claims_of(finding: Finding) -> set[str]:
    """The claims that a finding compares."""
    return {claim for answer in finding["answers"] for claim in answer["claims"]}


def succeeds(old: Finding, after: Iterable[Finding]) -> str | None:
    """The finding that an earlier one has become: of the same sort and with most of its claims."""
    claims = claims_of(old)
    shared = [(len(claims & claims_of(f)), f["id"]) for f in after if f["slot"]["asks"] == old["slot"]["asks"]]
    best = max(shared, default=(0, ""))
    return best[1] if 2 * best[0] > len(claims) else None


def _revised(finding: Finding, earlier: Sequence[Finding], said: Told) -> Iterator[Change]:
    def first(answer: Mapping[str, Any]) -> str:
        dates = [said.dates.get(said.item_of.get(claim, ""), "") for claim in answer["claims"]]
        return min((date for date in dates if date), default="")

    def own(answer: Mapping[str, Any]) -> bool:
        items = {said.item_of.get(claim, "") for claim in answer["claims"]}
        return not items <= set(said.copied)

    answers = [answer for answer in finding["answers"] if own(answer)]
    values = [answer["value"] for answer in sorted(answers, key=first)]
    known = {answer["value"] for old in earlier if old["relation"] == "update" for answer in old["answers"]}
    if finding["relation"] != "update" or finding["slot"]["asks"] != "count" or len(values) < 2 or set(values) <= known:
        return
    yield Change("figure-revised", finding["id"], values[-2], values[-1], _evidence(finding))


def _corroborated(finding: Finding, earlier: Sequence[Finding]) -> Iterator[Change]:
    for answer in finding["answers"]:
        if answer["origins"] < 2:
            continue
        held = set(answer["claims"])
        was = [a["origins"] for old in earlier for a in old["answers"] if held & set(a["claims"])]
        if max(was, default=1) < 2:
            claims = tuple(answer["claims"][:MOST])
            yield Change("second-origin", finding["id"], str(max(was, default=1)), str(answer["origins"]), claims)


def _denied(finding: Finding, earlier: Sequence[Finding]) -> Iterator[Change]:
    if any(old["relation"] == "denial" for old in earlier):
        return
    holders = [holder["name"] for answer in finding["answers"] for holder in answer["holders"]]
    yield Change("denial", finding["id"], None, holders[-1] if holders else None, _evidence(finding))


def _denials(said: Told, new: set[str], old: set[str], known: set[str]) -> Iterator[Change]:
    """Denials that stand in no finding, each the first time that its source makes it; a copy denies nothing anew."""
    seen = [a for a in said.denials if a.item in old]
    for one in said.denials:
        if one.item not in new or one.id in known or one.item in said.copied:
            continue
        origin = said.origins.get(one.id)
        if any(said.origins.get(other.id) == origin and _alike(one, other) for other in seen):
            continue
        seen.append(one)
        yield Change("denial", one.id, None, one.source.name, (one.id, one.item, one.report))


def _alike(one: Attribution, other: Attribution) -> bool:
    left, right = ({w for s in a.content for w in s.exact.casefold().split()} for a in (one, other))
    return len(left & right) >= ALIKE * max(1, min(len(left), len(right)))


def _evidence(finding: Finding) -> tuple[str, ...]:
    return tuple(sorted(claims_of(finding)))[:MOST]
