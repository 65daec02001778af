"""The claims of an account made ready to be compared, once for findings and once for the ledger of figures.

reads account, origins → writes slots
"""

from collections.abc import Mapping
from dataclasses import dataclass

from crosswire.model.account import Account
from crosswire.reconcile.echoes import echoes
from crosswire.reconcile.headlined import headlined
from crosswire.reconcile.index import Index, build
from crosswire.reconcile.said import Said, gather, in_order
from crosswire.reconcile.slots import Gathered, count_slots
from crosswire.reconcile.stances import stances
from crosswire.reconcile.twins import merge


@dataclass(frozen=True, slots=True)
class Compared:
    """``said`` are all claims by id, ``claims`` those with twins folded. ``repeated`` maps a text's own repetition to
    the claim that it repeats; ``counts`` are the slots of figures."""

    index: Index
    said: Mapping[str, Said]
    claims: tuple[Said, ...]
    repeated: Mapping[str, str]
    counts: tuple[Gathered, ...]


def prepare(account: Account, origins: Mapping[str, str]) -> Compared:
    """Every claim of the account, folded and put into slots."""
    index = build(account.readings, account.entities, account.copies)
    plain = gather(account, origins, index)
    said = in_order((*plain, *stances(account, origins, plain, index)))
    claims = merge(said, index)
    repeated = {**headlined(claims), **echoes(claims, index)}
    counts = count_slots(tuple(claim for claim in claims if claim.id not in repeated), index)
    return Compared(index, {claim.id: claim for claim in said}, claims, repeated, counts)
