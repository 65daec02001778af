"""Which texts derive from which, of what kind, in which direction, and why.

reads readings → writes copies

Candidates come from sketches (:mod:`crosswire.copies.index`), alignment decides (:mod:`.alignment`), the kind follows
from how much of which side is covered and how (:mod:`.kinds`). Composite reports derive item by item; where a link
between whole reports already covers an item's passages, the item gets none of its own. :func:`extend` links what has
just arrived against everything that an index holds, without comparing the old among themselves again.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Protocol

from crosswire.base.ids import make_id
from crosswire.copies import index as sketches
from crosswire.copies import kinds, occasions
from crosswire.copies.alignment import METHOD as ALIGNMENT
from crosswire.copies.alignment import align, hopeless
from crosswire.copies.index import LEAST_WORDS, Index
from crosswire.copies.units import Unit, units
from crosswire.model.account import Reading
from crosswire.model.story import Aligned, CopyLink

METHOD = f"copies.lineage/3+{sketches.METHOD}+{ALIGNMENT}"
Fetch = Callable[[str], Reading | None]
"""The reading of a report by its id; None where it is no longer kept."""


class Growing(Protocol):
    """Sketches added so far: an :class:`Index`, or those of a desk."""

    def candidates(self, row: sketches.Sketch) -> Sequence[sketches.Candidate]:
        """Texts of other reports that are worth aligning with this one, the likest first."""
        ...

    def add(self, row: sketches.Sketch) -> bool:
        """Put a text in."""
        ...


def link(readings: Sequence[Reading]) -> tuple[CopyLink, ...]:
    """Copy links between the reports and items of ``readings``, ordered by id; the order of input does not matter."""
    return extend(readings, Index(), lambda report: None)


def extend(readings: Sequence[Reading], index: Growing, fetch: Fetch) -> tuple[CopyLink, ...]:
    """Copy links of reports that have just arrived, with each other and with what ``index`` holds; it gets them too.

    Their order does not matter. ``fetch`` gives the readings of earlier reports that turn out to be near; a candidate
    that it does not give is left out.
    """
    texts = [unit for unit in units(readings) if len(unit.key.split()) >= LEAST_WORDS]
    known = {unit.id: unit for unit in texts}
    asked: set[str] = {unit.report for unit in texts}
    links = []
    for unit in texts:
        row = sketches.sketch(unit)
        for near in index.candidates(row):
            if near.report not in asked:
                asked.add(near.report)
                earlier = fetch(near.report)
                known.update({other.id: other for other in units([earlier])} if earlier else {})
            other = known.get(near.id)
            made = compare(other, unit) if other is not None else None
            if made is not None:
                links.append(made)
        index.add(row)
    return tuple(sorted(_outermost(links, known), key=lambda made: made.id))


def compare(one: Unit, other: Unit) -> CopyLink | None:
    """The link between two texts of different reports, by alignment; None where neither derives from the other."""
    left, right = sorted((one, other), key=lambda unit: unit.order)
    if left.key != right.key:
        return _judge(left, right)
    return None if occasions.daily(left, right) else _same(left, right)


def _judge(left: Unit, right: Unit) -> CopyLink | None:
    across = left.language != right.language
    if not across and hopeless(left, right):
        return None
    alignment = align(left, right, across=across)
    kind = kinds.decide(left, right, alignment, across=across)
    if kind is None:
        return None
    aligned = tuple(
        Aligned(*left.sentences[pair.left], *right.sentences[pair.right], round(pair.score, 3))
        for pair in alignment.pairs
    )
    if kind.swap or _by_name(left, right, kind.directed):
        left, right = right, left
        aligned = tuple(Aligned(a.to_start, a.to_end, a.from_start, a.from_end, a.score) for a in aligned)
    return CopyLink(
        id=make_id("copy", left.id, right.id),
        source=left.id,
        target=right.id,
        kind=kind.kind,
        share=round(kind.share, 3),
        why=kind.why,
        aligned=tuple(sorted(aligned)),
        directed=kind.directed,
    )


def _by_name(left: Unit, right: Unit, directed: bool) -> bool:
    """Where neither direction nor dates say which is first, names do, so that a link has one form."""
    unknown = left.day is None or right.day is None
    return not directed and unknown and (right.name, right.id) < (left.name, left.id)


def _same(first: Unit, other: Unit) -> CopyLink:
    kind = kinds.identical(first, other)
    aligned = tuple(Aligned(*a, *b, 1.0) for a, b in zip(first.sentences, other.sentences, strict=False))
    return CopyLink(
        id=make_id("copy", first.id, other.id),
        source=first.id,
        target=other.id,
        kind=kind.kind,
        share=1.0,
        why=kind.why,
        aligned=aligned,
        directed=kind.directed,
    )


def _outermost(links: Sequence[CopyLink], unit: dict[str, Unit]) -> list[CopyLink]:
    """Leaves out a link of an item whose passages a wider link of the same two reports already aligns."""
    by_reports: dict[frozenset[str], list[CopyLink]] = defaultdict(list)
    for made in links:
        by_reports[frozenset((unit[made.source].report, unit[made.target].report))].append(made)
    kept: list[CopyLink] = []
    for group in by_reports.values():
        wide: list[CopyLink] = []
        for made in sorted(group, key=lambda m: (-_width(m, unit), m.source, m.target)):
            if not any(_covered(made, other, unit) for other in wide):
                wide.append(made)
        kept += wide
    return kept


def _width(made: CopyLink, unit: dict[str, Unit]) -> int:
    return sum(unit[end].item is None for end in (made.source, made.target)) * 10**9 + sum(
        aligned.from_end - aligned.from_start for aligned in made.aligned
    )


def _covered(made: CopyLink, wider: CopyLink, unit: dict[str, Unit]) -> bool:
    """Whether the wider link aligns at least half of what the narrower one does."""
    side = {unit[wider.source].report: {(a.from_start, a.from_end) for a in wider.aligned}}
    side[unit[wider.target].report] = {(a.to_start, a.to_end) for a in wider.aligned}
    ours = [(unit[made.source].report, (a.from_start, a.from_end)) for a in made.aligned]
    return sum(span in side[report] for report, span in ours) >= 0.5 * len(ours)
