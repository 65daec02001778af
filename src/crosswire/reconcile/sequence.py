"""Each figure's place among the others: what it repeats, which earlier figure it answers, and how.

reads account, origins → writes nothing. :mod:`crosswire.run.ledger` makes a table of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crosswire.model.account import Account, Differs, FindingRelation
from crosswire.model.claim import Polarity
from crosswire.reconcile.compared import Compared, prepare
from crosswire.reconcile.counts import scope_of
from crosswire.reconcile.index import Index
from crosswire.reconcile.relations import relate
from crosswire.reconcile.said import Said


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure among the others. ``repeats`` is the figure that tells the same (the first report of a claim, or the
    claim that a headline echoes). ``question`` is shared by the figures that answer one. ``earlier`` is the figure
    said before it that it answers, ``relation`` how: of the same holder the last one, else the last one of anybody.
    """

    id: str
    question: str | None
    what: str | None
    unit: str | None
    category: str | None
    holder: str
    entity: str | None
    chain: str | None
    polarity: Polarity = "asserts"
    part_of: str | None = None
    repeats: str | None = None
    earlier: str | None = None
    relation: FindingRelation | None = None
    differs: tuple[Differs, ...] = ()


def place(account: Account, origins: Mapping[str, str]) -> dict[str, Placed]:
    """Every figure of the account by its id."""
    ready = prepare(account, origins)
    placed: dict[str, Placed] = {}
    for slot in ready.counts:
        for number, claim in enumerate(slot.claims):
            before = _earlier(claim, slot.claims[:number], ready.index)
            placed |= _put(claim, ready, question=slot.claims[0].id, before=before)
    for claim in ready.claims:
        if claim.figure is not None and claim.id not in placed:
            repeats = ready.repeated.get(claim.id)
            question = placed[repeats].question if repeats in placed else repeats
            placed |= _put(claim, ready, question=question, repeats=repeats)
    return placed


_Before = tuple[Said, FindingRelation, tuple[Differs, ...]]


def _put(
    claim: Said,
    ready: Compared,
    *,
    question: str | None,
    before: _Before | None = None,
    repeats: str | None = None,
) -> dict[str, Placed]:
    """The claim and its twins, each with the holder that its own report gives."""
    found = {}
    for identifier in (claim.id, *(twin for twin, _ in claim.twins)):
        told = ready.said[identifier]
        assert told.figure is not None
        scope = scope_of(told.figure)
        found[identifier] = Placed(
            id=identifier,
            question=question,
            what=scope.what if scope else told.figure.what,
            unit=scope.unit if scope else told.figure.unit,
            category=(scope.category or None) if scope else None,
            holder=told.holder.name,
            entity=told.holder.entity,
            chain=told.holder.chain,
            polarity=told.polarity,
            part_of=told.part_of,
            repeats=repeats if identifier == claim.id else claim.id,
            earlier=before[0].id if before else None,
            relation=before[1] if before else None,
            differs=before[2] if before else (),
        )
    return found


def _earlier(claim: Said, before: Sequence[Said], index: Index) -> _Before | None:
    """The last figure before this one that it can be related to, its own holder's first."""
    latest_first = tuple(reversed(before))
    for other in sorted(latest_first, key=lambda other: other.voice != claim.voice):
        related = relate(other, claim, index)
        if related is not None:
            return other, *related
    return None
