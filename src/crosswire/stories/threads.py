"""Which story follows which: the same matter on a later day."""

from collections.abc import Sequence

from crosswire.stories.linking import Linker

METHOD = "stories.threads/1"
ALIKE = 0.3
"""Mean score, the days between left out, from which a later story continues an earlier one."""
NEAR = 10
"""Days after which a story starts a thread of its own."""


def follows(groups: Sequence[Sequence[int]], linker: Linker) -> list[int | None]:
    """For each group the number of the group it continues: the likest of those that end before it begins."""
    home = {i: number for number, found in enumerate(groups) for i in found}
    sums: dict[tuple[int, int], tuple[float, int]] = {}
    for i, j in linker.pairs():
        a, b = home[i], home[j]
        if a != b:
            total, count = sums.get((min(a, b), max(a, b)), (0.0, 0))
            sums[min(a, b), max(a, b)] = (total + linker.timeless(i, j), count + 1)
    best: list[tuple[float, int] | None] = [None] * len(groups)
    for (a, b), (total, count) in sorted(sums.items()):
        earlier, later = _in_order(a, b, groups, linker)
        mean = total / count
        if earlier is None or later is None or mean < ALIKE:
            continue
        known = best[later]
        if known is None or mean > known[0]:
            best[later] = (mean, earlier)
    return [found[1] if found else None for found in best]


def _in_order(a: int, b: int, groups: Sequence[Sequence[int]], linker: Linker) -> tuple[int | None, int | None]:
    """The two groups as earlier and later; None twice where their days overlap, are unknown, or lie far apart."""
    span = []
    for number in (a, b):
        days = sorted(day for i in groups[number] for day in (linker.when[i].told or {linker.when[i].day}) if day)
        if not days:
            return None, None
        span.append((days[0], days[-1], number))
    first, second = sorted(span)
    if first[1] >= second[0] or second[0] - first[1] > NEAR:
        return None, None
    return first[2], second[2]
