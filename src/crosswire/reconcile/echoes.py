"""A text's own repetition of a number that it, or a text that it follows, gives to somebody.

reads figures, attributions → writes nothing
"""

from collections import defaultdict
from collections.abc import Sequence

from crosswire.model.claim import Attribution
from crosswire.reconcile.counts import compare, scope_of
from crosswire.reconcile.index import Index, fold
from crosswire.reconcile.said import Said
from crosswire.reconcile.windows import apart

SMALL = 10


def echoes(claims: Sequence[Said], index: Index) -> dict[str, str]:
    """Claims in a text's own voice that only repeat a holder's number, as headlines and background do, by id, each
    with the id of the claim that it repeats."""
    quoted = {(a.report, voice) for a in index.attributions.values() for voice in _voices(a, index)}
    held: dict[object, list[Said]] = defaultdict(list)
    for claim in claims:
        if claim.figure and claim.figure.attribution:
            held[scope_of(claim.figure)].append(claim)
    own: dict[str, list[Said]] = defaultdict(list)
    for claim in claims:
        if claim.figure and claim.figure.attribution is None and scope_of(claim.figure):
            own[claim.item].append(claim)
    found = {}
    for claim in claims:
        if claim.figure is None or claim.figure.attribution is not None:
            continue
        first = next((o for o in held[scope_of(claim.figure)] if _repeats(claim, o, quoted)), None)
        first = first or next((o for o in own[claim.item] if _same_line(claim, o)), None)
        if first is not None:
            found[claim.id] = first.id
    return found


def _voices(attribution: Attribution, index: Index) -> tuple[str, ...]:
    """The keys under which the voice of an attribution may stand: its entity's, and that of its full name."""
    entity = index.speaker(attribution.source)
    known = index.entities.get(entity or "")
    return (entity or "", f"named:{fold(known.name)}") if known is not None else (entity or "",)


def _same_line(claim: Said, later: Said) -> bool:
    """Whether a text's opening gives the number that it gives again further down: small numbers may be other things."""
    assert claim.figure is not None
    assert later.figure is not None
    if claim.figure.start >= later.figure.start or (claim.figure.low or 0) < SMALL:
        return False
    if claim.part_of or later.part_of or claim.sector != later.sector:
        return False
    if claim.meant and later.meant and apart(claim.meant, later.meant) > 0:
        return False
    return scope_of(claim.figure) == scope_of(later.figure) and compare(claim.figure, later.figure) == "agree"


def _repeats(claim: Said, other: Said, quoted: set[tuple[str, str]]) -> bool:
    assert claim.figure is not None
    assert other.figure is not None
    near = (
        other.report == claim.report
        or claim.report in {span.report for _, span in other.twins}
        or (other.story == claim.story and other.order <= claim.order and (claim.report, other.voice) in quoted)
    )
    return near and compare(other.figure, claim.figure) != "differ"
