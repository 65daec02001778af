"""A proposed Admiralty rating of the information (1-6) from origins and dissent. A person's rating outranks it.

reads findings, judgements → writes nothing. Source: AJP-2.1, "credibility of information"; reliability (A-F) is never
proposed.
"""

from collections.abc import Sequence
from dataclasses import replace

from crosswire.language.lexicon import load
from crosswire.model.account import Answer, Finding, FindingRelation
from crosswire.model.origin import OUTLET, UNKNOWN, independent
from crosswire.model.story import Judgement
from crosswire.reconcile.index import Index, fold


def propose(relation: FindingRelation, answers: Sequence[Answer]) -> tuple[int, str]:
    """The rating of the best supported answer, and its reason in words."""
    table = load("slots")["credibility"]
    keys = [key for answer in answers for key in answer.origin_ids]
    if all(key.startswith(UNKNOWN) and not key.startswith(OUTLET) for key in keys):
        return 6, table["6"]
    if relation in ("conflict", "denial"):
        ranked = sorted((independent(answer.origin_ids) for answer in answers), reverse=True)
        if len(ranked) > 1 and ranked[0] > ranked[1] + 1:
            return 4, table["4b"].format(origins=ranked[0])
        return 4, table["4"]
    if relation in ("agree", "refine"):
        total = independent(keys)
    else:
        total = max(independent(answer.origin_ids) for answer in answers)
    if total >= 3:
        return 1, table["1"].format(origins=total)
    return (2, table["2"]) if total == 2 else (3, table["3"])


def as_judged(findings: Sequence[Finding], judgements: Sequence[Judgement], index: Index) -> list[Finding]:
    """Findings with what a person said of them: the rating of the information (of the finding, or of a claim in it),
    which outranks the proposed one, and beside it, never mixed in, how reliable each holder is (A-F)."""
    known = {fold(edge.left): edge.right for edge in judgements if edge.relation == "source"}
    found = rated(findings, judgements)
    return [_beside(finding, known, index) for finding in found] if known else found


def rated(findings: Sequence[Finding], judgements: Sequence[Judgement]) -> list[Finding]:
    """Findings with a person's rating of the information, where there is one of the finding or of a claim in it."""
    said = {edge.left: edge for edge in judgements if edge.relation == "credibility"}
    return [_rated(finding, said) for finding in findings] if said else list(findings)


def _rated(finding: Finding, rated: dict[str, Judgement]) -> Finding:
    claims = [claim for answer in finding.answers for claim in answer.claims]
    edge = next((rated[one] for one in (finding.id, *claims) if one in rated), None)
    if edge is None:
        return finding
    when = f" on {edge.at[:10]}" if edge.at else ""
    why = f"{edge.why}, says {edge.by}{when} ({edge.id}); proposed was {finding.credibility}"
    return replace(finding, credibility=int(edge.right), credibility_why=why)


def _beside(finding: Finding, known: dict[str, str], index: Index) -> Finding:
    def letter(name: str, entity: str | None) -> str | None:
        bearer = index.entities.get(entity or "")
        names = (name, *((bearer.name, *bearer.aliases) if bearer else ()))
        return next((known[fold(one)] for one in names if fold(one) in known), None)

    answers = tuple(
        replace(answer, holders=tuple(replace(h, reliability=letter(h.name, h.entity)) for h in answer.holders))
        for answer in finding.answers
    )
    return replace(finding, answers=answers)
