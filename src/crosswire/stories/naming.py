"""Which group of items keeps which story's id: the larger part of what was one, the older of what becomes one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

METHOD = "stories.naming/1"


@dataclass(frozen=True, slots=True)
class Named:
    """A group of items with the id it keeps (None: a new story), the ids that end in it, and, where it is the smaller
    part of an older story, that story's id."""

    items: tuple[int, ...]
    keeps: str | None
    ends: tuple[str, ...] = ()
    parted: str | None = None


def name(groups: Sequence[Sequence[int]], before: Mapping[int, str], weight: Mapping[str, int]) -> list[Named]:
    """Ids for groups of items. ``before``: the story of each item that had one; ``weight``: items of a story that are
    no longer looked at, which go with its first item at hand. Ties go to the group with the earliest item."""
    held: dict[str, Counter[int]] = {}
    first: dict[str, tuple[int, int]] = {}
    for place, group in enumerate(groups):
        for item in group:
            if item in before:
                held.setdefault(before[item], Counter())[place] += 1
                first[before[item]] = min(first.get(before[item], (item, place)), (item, place))
    owner = {}
    for story, counts in held.items():
        counts[first[story][1]] += weight.get(story, 0)
        owner[story] = min(counts, key=lambda place: (-counts[place], min(groups[place])))
    out = []
    for place, group in enumerate(groups):
        own = sorted((story for story in owner if owner[story] == place), key=lambda story: first[story])
        parted = next((before[item] for item in sorted(group) if item in before and not own), None)
        out.append(Named(tuple(sorted(group)), own[0] if own else None, tuple(own[1:]), parted))
    return out
