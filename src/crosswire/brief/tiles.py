"""A sentence laid over another in runs of equal terms, and whether their order still says the same.

reads terms → writes runs
"""

from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.brief.terms import Term
from crosswire.language.lexicon import words

SHORT = 5


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """Equal terms one after another: where they begin here and there, and how many."""

    here: int
    there: int
    length: int


def tile(ours: Sequence[Term], theirs: Sequence[Term], gone: frozenset[int]) -> tuple[list[Run], list[int]]:
    """The runs that cover ``ours``, longest first taken, in their order here; and the indices that none covers.

    ``gone`` are indices of ``theirs`` that may not be used; a run may pass over them."""
    kept = [n for n in range(len(theirs)) if n not in gone]
    free_here, free_there = set(range(len(ours))), set(range(len(kept)))
    found: list[Run] = []
    while free_here:
        best = _longest(ours, theirs, kept, free_here, free_there)
        if best is None:
            break
        here, there, length = best
        free_here -= set(range(here, here + length))
        free_there -= set(range(there, there + length))
        found += _split(here, there, length, kept)
    return sorted(found), sorted(free_here)


def _split(here: int, there: int, length: int, kept: Sequence[int]) -> list[Run]:
    """A run over the kept terms as runs over all of them."""
    found = [Run(here, kept[there], 1)]
    for step in range(1, length):
        last = found[-1]
        if kept[there + step] == last.there + last.length:
            found[-1] = Run(last.here, last.there, last.length + 1)
        else:
            found.append(Run(here + step, kept[there + step], 1))
    return found


def _longest(
    ours: Sequence[Term], theirs: Sequence[Term], kept: Sequence[int], here: set[int], there: set[int]
) -> tuple[int, int, int] | None:
    """The longest common run; of equal ones the one that stands nearest to its place."""
    best: tuple[int, int, int, int] | None = None
    before: dict[int, int] = {}
    for i in range(len(ours)):
        now: dict[int, int] = {}
        if i in here:
            for j in range(len(kept)):
                if j in there and ours[i].agrees(theirs[kept[j]]):
                    now[j] = before.get(j - 1, 0) + 1
                    candidate = (now[j], -abs(i - j), i, j)
                    if best is None or candidate[:2] > best[:2]:
                        best = candidate
        before = now
    if best is None:
        return None
    length, _, i, j = best
    return i - length + 1, j - length + 1, length


def order_changes(runs: Sequence[Run], ours: Sequence[Term], theirs: Sequence[Term], gone: frozenset[int]) -> bool:
    """Whether the runs stand in another order here than there, in a way that can turn the sense.

    One phrase or clause may move: it begins at a joint and ends at one, and if it is short nothing of its kind
    (a name, a number, a day, a place) stands elsewhere in the sentence."""
    whole = _merged(runs, gone)
    if all(one.there < two.there for one, two in zip(whole, whole[1:], strict=False)):
        return False
    if len(whole) > 3:
        return True
    for run in whole:
        if not _joint(theirs, run.there, gone) or not _joint(theirs, run.there + run.length, gone):
            return True
    moved = min(whole, key=lambda run: run.length)
    if moved.length >= SHORT:
        return False
    kinds = {t.kind for t in theirs[moved.there : moved.there + moved.length]} - {"plain", "hedge", "modifier"}
    rest = [t for run in whole if run != moved for t in theirs[run.there : run.there + run.length]]
    return any(t.kind in kinds for t in rest)


def _merged(runs: Sequence[Run], gone: frozenset[int]) -> list[Run]:
    """Runs that follow each other in both, but for what is gone or left out there, as one."""
    del gone
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if last and last.here + last.length == run.here and last.there + last.length == run.there:
            found[-1] = Run(last.here, last.there, last.length + run.length)
        elif last and last.there + last.length <= run.there and not _between(last, run, runs):
            found[-1] = Run(last.here, last.there, run.there + run.length - last.there)
        else:
            found.append(run)
    return found


def _between(last: Run, run: Run, runs: Sequence[Run]) -> bool:
    return any(last.there + last.length <= other.there < run.there for other in runs)


def _joint(theirs: Sequence[Term], place: int, gone: frozenset[int]) -> bool:
    """Whether a sentence can be taken apart before a term."""
    if place <= 0 or place >= len(theirs) or place in gone or place - 1 in gone:
        return True
    return theirs[place].open or bool(theirs[place].keys & words("prose", "joints"))
