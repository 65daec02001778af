"""Which texts derive from which, of what kind, in which direction, and why.

reads readings → writes copies

Candidates come from sketches (:mod:`crosswire.copies.fingerprint`), alignment decides (:mod:`.alignment`), the kind
follows from how much of which side is covered and how (:mod:`.kinds`). Composite reports derive item by item; where a
link between whole reports already covers an item's passages, the item gets none of its own.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from crosswire.base.ids import make_id
from crosswire.copies import fingerprint, kinds, marks
from crosswire.copies.alignment import METHOD as ALIGNMENT
from crosswire.copies.alignment import align
from crosswire.copies.units import Unit, units
from crosswire.model.account import Reading
from crosswire.model.story import Aligned, CopyLink

METHOD = f"copies.lineage/1+{ALIGNMENT}"
LEAST_WORDS = 8
"""A text shorter than this is never a copy: too many are alike by chance."""


def link(readings: Sequence[Reading]) -> tuple[CopyLink, ...]:
    """Copy links between the reports and items of ``readings``, ordered by id; the order of input does not matter."""
    texts = [unit for unit in units(readings) if len(unit.key.split()) >= LEAST_WORDS]
    groups = _identical(texts)
    heads = [group[0] for group in groups]
    links = [_same(group[0], other) for group in groups for other in group[1:] if other.report != group[0].report]
    for left, right in _candidates(heads):
        made = _judge(left, right)
        if made is not None:
            links.append(made)
    return tuple(sorted(_outermost(links, texts), key=lambda made: made.id))


def _identical(texts: Sequence[Unit]) -> list[list[Unit]]:
    """Texts with the same letters and digits, the earliest first; a report's own items stay beside it."""
    groups: dict[str, list[Unit]] = defaultdict(list)
    for unit in texts:
        groups[unit.key].append(unit)
    return list(groups.values())


def _candidates(texts: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Pairs worth aligning: the earlier text first, each pair once."""
    words = fingerprint.Index()
    across = fingerprint.Index()
    found = [marks.of(" ".join(unit.exact)) for unit in texts]
    weight = marks.weights(found)
    for number, unit in enumerate(texts):
        entries = fingerprint.sketch(unit.key.split())
        telling = _telling(found[number], weight)
        near = {other for other, _ in words.near(entries, least=2, part=0.06)}
        near |= {other for other, _ in across.near(telling, least=4, part=0.25, most=6)}
        words.add(entries)
        across.add(telling)
        for other in sorted(near):
            if texts[other].report != unit.report:
                yield texts[other], unit


def _telling(found: Sequence[str], weight: dict[str, float]) -> list[int]:
    """The two dozen rarest marks of a text, hashed."""
    names = sorted({marks.key(mark) for mark in found}, key=lambda mark: (-weight[mark], mark))
    return [fingerprint.hash64(mark) for mark in names[:24]]


def _judge(left: Unit, right: Unit) -> CopyLink | None:
    across = left.language != right.language
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


def _outermost(links: Sequence[CopyLink], texts: Sequence[Unit]) -> list[CopyLink]:
    """Leaves out a link of an item whose passages a wider link of the same two reports already aligns."""
    unit = {text.id: text for text in texts}
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
