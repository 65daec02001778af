"""Claims told in more than one report put together: one claim with several pieces of evidence.

reads figures, assertions, copies, entities → writes nothing

A holder's answer in a copy, in a translation, or given again the same day in another report is one claim, also where
a copy left the holder out. It was said when the first of the reports was published, so that an old report with a new
date is not news; it keeps the place that most of them give and the most exact time.
"""

from collections.abc import Sequence
from dataclasses import replace

from crosswire.reconcile.answers import alike
from crosswire.reconcile.counts import compare, scope_of
from crosswire.reconcile.index import Index, matched
from crosswire.reconcile.places import exactness
from crosswire.reconcile.said import Said
from crosswire.reconcile.windows import apart

LIKE = 0.3


def merge(claims: Sequence[Said], index: Index) -> tuple[Said, ...]:
    """The claims with twins folded into the first of them."""
    groups: list[list[Said]] = []
    places: dict[str, set[int]] = {}  # of the groups, by the voices and the texts in them: no other group can be home
    for claim in claims:
        keys = (f"voice {claim.voice}", f"text {index.texts.find(claim.report)}")
        near = sorted(set().union(*(places.get(key, ()) for key in keys)))
        home = next((at for at in near if _twin(claim, groups[at], index)), len(groups))
        if home == len(groups):
            groups.append([])
        groups[home].append(claim)
        for key in keys:
            places.setdefault(key, set()).add(home)
    return tuple(_folded(group, index) for group in groups)


def _twin(claim: Said, group: Sequence[Said], index: Index) -> bool:
    if any(claim.item == other.item for other in group):
        return False
    return any(_same(claim, other, matched(claim.evidence, other.evidence, index.aligned), index) for other in group)


def _same(one: Said, two: Said, matched: bool, index: Index) -> bool:
    copied = index.texts.find(one.report) == index.texts.find(two.report)
    told = copied and (not _attributed(one) or not _attributed(two))
    if one.voice != two.voice and not told:
        return False
    if one.figure is not None and two.figure is not None:
        equal = scope_of(one.figure) == scope_of(two.figure) and compare(one.figure, two.figure) == "agree"
        return equal and (matched or told or (one.story == two.story and bool(one.story) and _one_time(one, two)))
    if one.assertion is None or two.assertion is None or not (matched or told):
        return False
    left, right = one.assertion, two.assertion
    return left.asks == right.asks and left.denies == right.denies and alike(left.value, right.value) >= LIKE


def _attributed(claim: Said) -> bool:
    record = claim.figure or claim.assertion
    return record is not None and record.attribution is not None


def _one_time(one: Said, two: Said) -> bool:
    if one.said is None or two.said is None or apart(one.said, two.said) > 0:
        return False
    return one.meant is None or two.meant is None or apart(one.meant, two.meant) <= 0


def _folded(group: Sequence[Said], index: Index) -> Said:
    """The first of the group that names its holder, with the group's place and time and all the evidence."""
    if len(group) == 1:
        return group[0]
    first = min(group, key=lambda claim: (not _attributed(claim), claim.report in index.derived, claim.order))
    dated = [claim for claim in group if claim.dated and claim.meant] or [claim for claim in group if claim.meant]
    times = [claim.meant for claim in dated if claim.meant]
    same = [claim.holder for claim in group if claim.voice == first.voice]
    holder = max(same, key=lambda holder: len(holder.chain or ""))
    others = tuple((claim.id, claim.evidence) for claim in group if claim is not first)
    said = min((claim.said for claim in group if claim.said), default=None)
    meant = min(times, key=lambda time: (time[1] - time[0], time)) if times else None
    return replace(
        first,
        where=_place(group, index),
        meant=meant,
        dated=any(claim.dated for claim in group),
        said=said,
        holder=holder,
        twins=others,
    )


def _place(group: Sequence[Said], index: Index) -> str | None:
    """The place most of the group give; of equals the wider one, but none as wide as a country if another is known."""
    places = [claim.where for claim in group]
    known = [place for place in places if exactness(place, index.entities) > 1] or places
    return max(known, key=lambda place: (known.count(place), -exactness(place, index.entities), place or ""))
