"""A person's judgements as the flow takes them."""

import dataclasses
import json
from collections.abc import Iterator, Sequence

from crosswire.model import judged
from crosswire.model.account import Account, Finding
from crosswire.model.story import Judgement
from crosswire.reconcile import credibility
from crosswire.store.base import Journal
from crosswire.store.embedded import EmbeddedDesk


def in_force(desk: Journal) -> tuple[Judgement, ...]:
    """The edges that hold on a desk. A rating of a finding goes with it where the finding has become another one."""
    return tuple(
        dataclasses.replace(edge, left=desk.resolve(edge.left)) if edge.relation == "credibility" else edge
        for edge in judged.standing(desk.judgements())
    )


def carried(desk: EmbeddedDesk, account: Account, edges: Sequence[Judgement]) -> Account:
    """The account with ratings of findings that have grown since: a rating goes to the finding of the same sort that
    has most of the claims that were rated."""
    moved = list(_moved(desk, account.findings, edges))
    return (
        dataclasses.replace(account, findings=tuple(credibility.rated(account.findings, moved))) if moved else account
    )


def _moved(desk: EmbeddedDesk, findings: Sequence[Finding], edges: Sequence[Judgement]) -> Iterator[Judgement]:
    present = {finding.id for finding in findings}
    for edge in edges:
        kept = desk.derived(edge.left) if edge.relation == "credibility" and edge.left not in present else None
        if kept is None or kept.kind != "finding":
            continue
        old = json.loads(kept.body)
        claims = {claim for answer in old["answers"] for claim in answer["claims"]}
        shared = [(len(claims & _claims(f)), f.id) for f in findings if f.slot.asks == old["slot"]["asks"]]
        most, finding = max(shared, default=(0, ""))
        if 2 * most > len(claims):
            yield dataclasses.replace(edge, left=finding)


def _claims(finding: Finding) -> set[str]:
    return {claim for answer in finding.answers for claim in answer.claims}
