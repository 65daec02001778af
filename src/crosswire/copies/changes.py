"""What an update changed: the sentences of two versions of one article that are not the same in both."""

from dataclasses import dataclass

from crosswire.copies.units import fold, units
from crosswire.model.account import Reading
from crosswire.model.report import Span
from crosswire.model.story import CopyLink

METHOD = "copies.changes/1"


@dataclass(frozen=True, slots=True)
class Changes:
    """Sentences worded anew (as they were, as they are), sentences that are gone, and sentences that are new."""

    changed: tuple[tuple[Span, Span], ...]
    gone: tuple[Span, ...]
    new: tuple[Span, ...]


def between(old: Reading, new: Reading, link: CopyLink) -> Changes:
    """The difference of two whole reports joined by ``link``, sentence by sentence. A sentence with the same letters
    and digits is untouched, wherever it stands."""
    before, after = old.report, new.report
    forth = link.source == before.id
    pairs = {
        ((a.from_start, a.from_end), (a.to_start, a.to_end))
        if forth
        else ((a.to_start, a.to_end), (a.from_start, a.from_end))
        for a in link.aligned
    }
    ours, theirs = _sentences(old), _sentences(new)
    kept = {fold(before.text[slice(*span)]) for span in ours} & {fold(after.text[slice(*span)]) for span in theirs}
    left = [span for span in ours if fold(before.text[slice(*span)]) not in kept]
    right = [span for span in theirs if fold(after.text[slice(*span)]) not in kept]
    changed = sorted((a, b) for a, b in pairs if a in left and b in right)
    return Changes(
        tuple((before.span(*a), after.span(*b)) for a, b in changed),
        tuple(before.span(*span) for span in left if span not in {a for a, _ in changed}),
        tuple(after.span(*span) for span in right if span not in {b for _, b in changed}),
    )


def _sentences(reading: Reading) -> tuple[tuple[int, int], ...]:
    return next(unit.sentences for unit in units([reading]) if unit.item is None)
