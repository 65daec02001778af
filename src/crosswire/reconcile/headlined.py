"""A headline's count that its own text gives again.

reads figures → writes nothing

"…: Military" above "the General Staff said" is one utterance told twice, not two holders who agree; so a headline's
count, whoever it names, is a repetition of the count that stands in the text below it.
"""

from collections import defaultdict
from collections.abc import Sequence

from crosswire.reconcile.counts import compare, scope_of
from crosswire.reconcile.said import Said
from crosswire.reconcile.windows import apart


def headlined(claims: Sequence[Said]) -> dict[str, str]:
    """Counts in headlines by id, each with the id of the claim below it that says the same."""
    below: dict[str, list[Said]] = defaultdict(list)
    for claim in claims:
        if claim.figure is not None and not claim.headed:
            below[claim.item].append(claim)
    found = {}
    for claim in claims:
        if claim.figure is not None and claim.headed:
            same = next((other for other in below[claim.item] if _same(claim, other)), None)
            if same is not None:
                found[claim.id] = same.id
    return found


def _same(head: Said, other: Said) -> bool:
    assert head.figure is not None
    assert other.figure is not None
    scope = scope_of(head.figure)
    if scope is None or scope != scope_of(other.figure) or head.polarity != other.polarity:
        return False
    if head.part_of or other.part_of or head.sector != other.sector:
        return False
    if head.meant and other.meant and apart(head.meant, other.meant) > 0:
        return False
    return compare(head.figure, other.figure) != "differ"
