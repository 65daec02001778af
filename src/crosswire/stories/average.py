"""Average-link grouping of scored pairs, with what must stay together kept together."""

import heapq
from collections.abc import Callable, Mapping, Sequence

METHOD = "stories.average/1"


def average_link(
    count: int,
    scored: Mapping[tuple[int, int], float],
    *,
    threshold: float,
    together: Sequence[Sequence[int]] = (),
) -> list[list[int]]:
    """Groups of ``range(count)``: two groups join while the mean score of their pairs is at least ``threshold``.

    ``scored`` has the scores of candidate pairs; every other pair counts 0. The pair of groups with the highest mean
    joins first; equal means go by the lowest members, so that the result follows from the positions alone.
    ``together``: positions that are one group from the start.
    """
    groups = _start(count, together)
    home = {i: name for name, members in groups.items() for i in members}
    sums: dict[int, dict[int, float]] = {name: {} for name in groups}
    for (i, j), score in sorted(scored.items()):
        a, b = home[i], home[j]
        if a != b:
            sums[a][b] = sums[b][a] = sums[a].get(b, 0.0) + score
    heap: list[tuple[float, int, int]] = []

    def push(a: int, b: int) -> None:
        a, b = min(a, b), max(a, b)
        mean = sums[a][b] / (len(groups[a]) * len(groups[b]))
        if mean >= threshold:
            heapq.heappush(heap, (-mean, a, b))

    for a in sums:
        for b in sums[a]:
            if a < b:
                push(a, b)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if b not in sums.get(a, {}) or sums[a][b] / (len(groups[a]) * len(groups[b])) != -negative:
            continue
        groups[a] = sorted([*groups[a], *groups.pop(b)])
        for other, total in sums.pop(b).items():
            del sums[other][b]
            if other != a:
                sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + total
        for other in sums[a]:
            push(a, other)
    return sorted(groups.values())


def close_ranks(
    groups: Sequence[Sequence[int]],
    scored: Mapping[tuple[int, int], float],
    near: Callable[[int, int], bool],
    *,
    mean: float,
    best: float,
    part: float,
) -> list[list[int]]:
    """Joins groups of a few items to a larger one that they nearly joined: where ``near`` holds of every pair, the
    mean score is at least ``mean``, one pair scores ``best``, and a ``part`` of the pairs scores ``mean``."""
    left = [list(found) for found in groups]
    home = {i: number for number, found in enumerate(left) for i in found}
    between: dict[tuple[int, int], list[float]] = {}
    for (i, j), score in sorted(scored.items()):
        a, b = sorted((home[i], home[j]))
        if a != b:
            between.setdefault((a, b), []).append(score)

    def worth(pair: tuple[int, int]) -> float:
        a, b = pair
        size, scores = len(left[a]) * len(left[b]), between[pair]
        enough = max(scores) >= best and sum(score >= mean for score in scores) >= part * size
        fits = max(len(left[a]), len(left[b])) >= 3 and all(near(i, j) for i in left[a] for j in left[b])
        return sum(scores) / size if enough and fits else 0.0

    ranked = sorted(((-worth(pair), pair) for pair in between), key=lambda found: found)
    joined: set[int] = set()
    for negative, (a, b) in ranked:
        if -negative >= mean and not {a, b} & joined:
            joined |= {a, b}
            left[a] = sorted([*left[a], *left[b]])
            left[b] = []
    return sorted(found for found in left if found)


def _start(count: int, together: Sequence[Sequence[int]]) -> dict[int, list[int]]:
    parent = list(range(count))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i] = parent[parent[i]]
        return i

    for group in together:
        for other in group[1:]:
            low, high = sorted((root(group[0]), root(other)))
            parent[high] = low
    groups: dict[int, list[int]] = {}
    for i in range(count):
        groups.setdefault(root(i), []).append(i)
    return groups
