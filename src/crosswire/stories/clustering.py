"""Items to stories: the same event, told by several.

reads readings, entities, copies, judgements → writes stories

Pairs are scored by :mod:`.linking`, grouped by :mod:`.average`; items that are copies go together, a post goes with the
item it stands in, a person's joins and splits are laid over that (:mod:`.judged`), and :mod:`.threads` says which story
follows which.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from crosswire.base.ids import make_id
from crosswire.model.account import Reading
from crosswire.model.mention import Entity
from crosswire.model.story import CopyLink, Judgement, Story
from crosswire.stories import judged, linking, members, threads
from crosswire.stories.average import average_link, close_ranks
from crosswire.stories.linking import Linker
from crosswire.stories.members import Member

METHOD = f"stories.clustering/1+{linking.METHOD}+{judged.METHOD}"
PLACES = 3
ALMOST, SURE, HALF = 0.35, 0.8, 0.5
"""Of one day, a group joins a larger one at this mean score, with one pair this sure, and half of the pairs at least
at that mean."""


def group(
    readings: Sequence[Reading],
    entities: Sequence[Entity],
    copies: Sequence[CopyLink],
    judgements: Sequence[Judgement] = (),
    *,
    given: Mapping[str, str] | None = None,
) -> tuple[Story, ...]:
    """Stories of the items of ``readings``, the earliest first; every item is in exactly one.

    ``judgements`` are the edges in force. ``given`` (item id to story id) are stories found before, judgements and
    all: they are described, not grouped; an item that is not in it makes a story of its own.
    """
    every = members.members(readings)
    listed = [member for member in every if member.inside is None]
    posts: dict[str, list[Member]] = {}
    for member in every:
        if member.inside is not None:
            posts.setdefault(member.inside, []).append(member)
    if not listed:
        return ()
    names = members.names(entities)
    linker = Linker([members.text(m, names) for m in listed], [members.when(m) for m in listed])
    kept = members.together(listed, copies)
    hosts = _by_host(judgements, {member.item.id: member.inside for member in every if member.inside})
    if given is None:
        groups = _groups(listed, linker, kept, hosts)
        ids = [make_id("story", listed[found[0]].item.id) for found in groups]
    else:
        groups, ids = _as_given(listed, given)
    follows = threads.follows(groups, linker)
    stories = []
    for number, found in enumerate(groups):
        before = follows[number]
        inside = [post for i in found for post in posts.get(listed[i].item.id, ())]
        stories.append(
            Story(
                id=ids[number],
                title=_title(found, listed, linker),
                items=tuple(m.item.id for m in [*(listed[i] for i in found), *inside]),
                places=_places([*(listed[i] for i in found)], entities),
                time=_time([linker.when[i] for i in found]),
                follows=ids[before] if before is not None else None,
                judgements=(
                    *_judgements(found, listed, linker, kept),
                    *map(_stands_inside, inside),
                    *judged.touching(hosts, dict.fromkeys(listed[i].item.id for i in found)),
                ),
            )
        )
    return tuple(stories)


def _groups(
    listed: Sequence[Member], linker: Linker, kept: Sequence[Sequence[int]], edges: Sequence[Judgement]
) -> list[list[int]]:
    """Positions by story: what the scores say, and over that what a person says."""
    scored = linker.scored()
    groups = average_link(len(listed), scored, threshold=linking.model().threshold, together=kept)
    groups = close_ranks(groups, scored, linker.one_day, mean=ALMOST, best=SURE, part=HALF)
    if not edges:
        return groups
    place = {member.item.id: i for i, member in enumerate(listed)}
    said = judged.regroup([[listed[i].item.id for i in found] for found in groups], edges)
    return sorted(sorted(place[item] for item in found) for found in said)


def _by_host(edges: Sequence[Judgement], inside: Mapping[str, str]) -> list[Judgement]:
    """The edges about items, with a post standing for the item it stands in: they go together."""
    return [
        replace(edge, left=inside.get(edge.left, edge.left), right=inside.get(edge.right, edge.right))
        for edge in edges
        if edge.relation == "story"
    ]


def _as_given(listed: Sequence[Member], given: Mapping[str, str]) -> tuple[list[list[int]], list[str]]:
    held: dict[str, list[int]] = {}
    for i, member in enumerate(listed):
        held.setdefault(given.get(member.item.id) or make_id("story", member.item.id), []).append(i)
    return list(held.values()), list(held)


def _title(found: Sequence[int], listed: Sequence[Member], linker: Linker) -> str:
    """The headline of the item most like the others of its story; one with a headline of its own first."""

    def rank(i: int) -> tuple[bool, float, int]:
        mean = sum(linker.score(i, j) for j in found if j != i) / max(1, len(found) - 1)
        return listed[i].item.headline is not None, round(mean, 6), -i

    return listed[max(found, key=rank)].title


def _places(inside: Sequence[Member], entities: Sequence[Entity]) -> tuple[str, ...]:
    """Places by how many headlines and leads name them, then by how often."""
    leads: Counter[str] = Counter()
    times: Counter[str] = Counter()
    home = {(m.report, m.start, m.end): e for e in entities if e.type == "place" for m in e.mentions}
    for member in inside:
        named = [
            home[key].id
            for mention in member.reading.mentions
            if members.in_lead(member, mention) and (key := (mention.report, mention.start, mention.end)) in home
        ]
        leads.update(set(named))
        times.update(named)
    return tuple(sorted(leads, key=lambda place: (-leads[place], -times[place], place))[:PLACES])


def _time(when: Sequence[linking.When]) -> str | None:
    """From the first to the last day the leads tell of, next to the day of the item; else the days of the items."""
    told = {
        day for one in when for day in one.told if one.day is None or -threads.NEAR <= day - one.day <= threads.NEAR
    }
    days = sorted(told or {one.day for one in when if one.day is not None})
    if not days:
        return None
    first, last = (dt.date.fromordinal(day).isoformat() for day in (days[0], days[-1]))
    return first if first == last else f"{first}/{last}"


def _judgements(
    found: Sequence[int], listed: Sequence[Member], linker: Linker, kept: Sequence[Sequence[int]]
) -> list[Judgement]:
    """The links that hold a story together: a spanning tree of its likest pairs, copies first."""
    copied = {(min(pair), max(pair)) for pair in kept}

    def tie(i: int, j: int) -> float:
        return 2.0 if (min(i, j), max(i, j)) in copied else linker.score(i, j)

    best = dict.fromkeys(found[1:], found[0])
    out = []
    while best:
        i = max(best, key=lambda other: (tie(best[other], other), -other))
        j = best.pop(i)
        copy = tie(j, i) > 1
        why = "one is a copy of the other" if copy else linker.why(j, i)
        score = 1.0 if copy else round(linker.score(j, i), 4)
        out.append(_judgement(listed[min(i, j)].item.id, listed[max(i, j)].item.id, score, why))
        best = {k: i if tie(i, k) > tie(before, k) else before for k, before in best.items()}
    return out


def _stands_inside(post: Member) -> Judgement:
    return _judgement(post.inside or "", post.item.id, 1.0, "the post stands inside the item")


def _judgement(left: str, right: str, score: float, why: str) -> Judgement:
    identifier = make_id("judgement", "same-story", left, right, METHOD)
    return Judgement(identifier, "same-story", left, right, "positive", score, METHOD, why)


def by_item(stories: Sequence[Story]) -> Mapping[str, str]:
    """Item id to the id of its story."""
    return {item: story.id for story in stories for item in story.items}
