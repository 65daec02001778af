"""A person's joins and splits of items, laid over the groups that the scores gave.

reads stories, judgements → writes stories. A later word outranks an earlier one, and any of them the machine's.
"""

from collections.abc import Mapping, Sequence

from crosswire.model.story import Judgement

METHOD = "stories.judged/1"


def regroup(groups: Sequence[Sequence[str]], edges: Sequence[Judgement]) -> list[list[str]]:
    """Groups of ids after the edges in force (``edges``, oldest first; those of another relation are passed over).

    A join makes one group of two. Of items held apart, the one that stands first in its group stays in it, and the
    other goes, with what a person joined to it, to a group of its own. An edge about an id that is in no group is
    passed over: it holds again once the item is there. Each group keeps the order of its ids; where groups are joined,
    that of the first one, then the other's.
    """
    home = {one: number for number, group in enumerate(groups) for one in group}
    known = [e for e in edges if e.relation == "story" and e.left in home and e.right in home and e.left != e.right]
    if not known:
        return [list(group) for group in groups]
    bound, apart = _binding(known)
    joined = _joined(groups, home, bound)
    out: list[list[str]] = []
    for group in joined:
        out += _parted(group, bound, apart) if any(one in apart for one in group) else [group]
    return out


def touching(edges: Sequence[Judgement], ids: Mapping[str, object]) -> list[Judgement]:
    """The edges about items that have one end among ``ids``."""
    return [edge for edge in edges if edge.relation == "story" and (edge.left in ids or edge.right in ids)]


def _binding(edges: Sequence[Judgement]) -> tuple[dict[str, frozenset[str]], dict[str, set[str]]]:
    """What is bound together and held apart, taking the newest edge first: an older one that contradicts is void."""
    bound: dict[str, frozenset[str]] = {}
    apart: dict[str, set[str]] = {}
    for edge in reversed(edges):
        left, right = (bound.get(end, frozenset({end})) for end in (edge.left, edge.right))
        if edge.verdict == "negative" and edge.right not in left:
            apart.setdefault(edge.left, set()).add(edge.right)
            apart.setdefault(edge.right, set()).add(edge.left)
        elif edge.verdict == "positive" and not any(apart.get(one, set()) & right for one in left):
            bound.update(dict.fromkeys(left | right, left | right))
    return bound, apart


def _joined(
    groups: Sequence[Sequence[str]], home: Mapping[str, int], bound: Mapping[str, frozenset[str]]
) -> list[list[str]]:
    parent = list(range(len(groups)))

    def find(number: int) -> int:
        while parent[number] != number:
            number = parent[number]
        return number

    for together in bound.values():
        first, *others = sorted(find(home[one]) for one in together)
        for other in others:
            parent[max(find(other), find(first))] = min(find(other), find(first))
    out: dict[int, list[str]] = {}
    for number, group in enumerate(groups):
        out.setdefault(find(number), []).extend(group)
    return list(out.values())


def _parted(
    group: Sequence[str], bound: Mapping[str, frozenset[str]], apart: Mapping[str, set[str]]
) -> list[list[str]]:
    """The parts of a group of which no two held apart are in one. Who is held apart from more stands back."""
    inside = set(group)
    place = {one: number for number, one in enumerate(group)}
    pieces = {frozenset(bound.get(one, frozenset({one})) & inside) for one in group}

    def enemies(piece: frozenset[str]) -> set[str]:
        return {other for one in piece for other in apart.get(one, set()) & inside}

    ordered = sorted(pieces, key=lambda piece: (len(enemies(piece)), min(place[one] for one in piece)))
    parts: list[set[str]] = []
    for piece in ordered:
        free = next((part for part in parts if not part & enemies(piece)), None)
        if free is None:
            parts.append(set(piece))
        else:
            free |= piece
    listed = [sorted(part, key=lambda one: place[one]) for part in parts]
    return sorted(listed, key=lambda part: (-len(part), place[part[0]]))
