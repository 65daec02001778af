"""Stories as items arrive: each joins an open story or opens one; merges and splits are judgements.

A batch is what arrives together; its order does not matter. Its items are scored against their nearest neighbours of
the last ``WINDOW`` days with the score that a whole batch of items gets (:mod:`.linking`), and the stories they touch
are grouped again by average link (:mod:`.average`). A story keeps its id while it grows; where two turn out to be one,
the younger id leaves a redirect; where one turns out to be two, the larger part keeps the id. A story whose last item
is older than the window is closed: its items are forgotten, and what remains are a few terms by which it is found.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from crosswire.base.buckets import Buckets
from crosswire.base.ids import make_id
from crosswire.model.story import Judgement, Redirect, Verdict
from crosswire.stories import linking, naming
from crosswire.stories.average import average_link, close_ranks
from crosswire.stories.compact import Row, glance
from crosswire.stories.kept import Kept
from crosswire.stories.linking import When
from crosswire.stories.window import Window, terms

METHOD = f"stories.stream/2+{linking.METHOD}"
WINDOW = 7
"""Days after which an item is forgotten: a pair a week apart keeps a twentieth of its score."""
TOUCH = 0.2
"""Score from which a new item makes a story be grouped again."""
LOOKED_AT = 20
"""Neighbours of a new item that are scored."""
LARGE = 40
"""Items from which a story is no longer taken apart: it grows and merges as one."""
ARCHIVED = 12
"""Terms of a closed story that are kept."""
ALMOST, SURE, HALF = 0.35, 0.8, 0.5
"""As in :mod:`.clustering`: a group of one day joins a larger one at this mean, best score and part of the pairs."""


@dataclass(slots=True)
class _Open:
    """An open story: its items in the window, in order of arrival, and how many have left it."""

    id: str
    items: list[int] = field(default_factory=list)
    past: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """What a batch changed: each new item's story, each older item that moved, what was merged, judged and closed."""

    stories: Mapping[str, str]
    moved: Mapping[str, str]
    redirects: tuple[Redirect, ...]
    judgements: tuple[Judgement, ...]
    closed: tuple[str, ...]


class Stream:
    """Open stories, and terms of closed ones. ``window`` in days; memory grows with the window, and by some hundred
    bytes for each closed story."""

    def __init__(self, *, window: int = WINDOW, bits: int = 14, lazily: bool = False) -> None:
        self._kept = Kept(bits=bits) if lazily else None
        self.window: Window = self._kept if self._kept is not None else Window(bits=bits)
        self._bare: set[int] = set()
        self._days = window
        self._rows: dict[int, tuple[str, str]] = {}
        self._known: dict[str, int] = {}
        self._arrived: deque[tuple[int, int]] = deque()
        self._home: dict[int, _Open] = {}
        self._stories: dict[str, _Open] = {}
        self._ties: dict[int, dict[int, float]] = {}
        self._number = 0
        self._now = 0
        self._closed: list[str] = []
        self._archive = Buckets(width=4)
        self._merged: dict[str, str] = {}

    def __len__(self) -> int:
        """Open stories."""
        return len(self._stories)

    def add(self, batch: Sequence[Row], *, together: Iterable[tuple[str, str]] = ()) -> Changes:
        """Take in what has arrived. ``together``: ids of items that are copies of one another, new or in the window."""
        listed = sorted({row.id: row for row in batch}.values(), key=lambda row: (row.when.day or 0, row.id))
        closed = self._advance(max((row.when.day or 0 for row in listed), default=0))
        numbers = [self._admit(row) for row in listed]
        kept = self._copies(together)
        for number in numbers:
            self._score(number, self._near(number))
        redirects: list[Redirect] = []
        judged: list[Judgement] = []
        moved: dict[str, str] = {}
        for component in self._components(numbers, kept):
            self._wake(component)
            before = {item: self._home[item].id for item in component if item in self._home}
            for named in self._named(component, before, kept):
                self._take(named, before, redirects, judged)
            for emptied in {old for old in before.values() if old in self._stories}:
                if not self._stories[emptied].items:
                    del self._stories[emptied]
            moved.update((self._rows[n][0], self._home[n].id) for n, old in before.items() if self._home[n].id != old)
        new = {self._rows[number][0]: self._home[number].id for number in numbers}
        if self._kept is not None:
            self._kept.rest()
        return Changes(new, moved, tuple(redirects), tuple(judged), closed)

    def restore(self, rows: Iterable[tuple[Row, str]], *, past: Mapping[str, int] | None = None) -> None:
        """Take in items whose story is known (id), as a desk kept them, in order of arrival; nothing is grouped.
        ``past``: how many items of a story are not among them, because they are older than the window."""
        for row, story in rows:
            self._advance(row.when.day or 0)
            number = self._admit(row)
            self._score(number, self._near(number))
            self._place(number, self._stories.setdefault(story, _Open(story, past=(past or {}).get(story, 0))))

    def restore_kept(self, rows: Iterable[tuple[bytes, int, str]], *, past: Mapping[str, int] | None = None) -> None:
        """As :meth:`restore`, from encoded rows, each with the day under which it was kept (a later one that the row
        states is taken for none) and its story. Nothing is scored until something new comes near it. The stream is
        one made with ``lazily``."""
        assert self._kept is not None
        for blob, latest, story in rows:
            seen = glance(blob)
            day = seen.when.day
            when = When(None, seen.when.told) if day and day > max(latest, 1) else seen.when
            self._advance(when.day or 0)
            number = self._enter(seen.id, seen.title)
            self._kept.shelve(number, blob, seen, when)
            self._bare.add(number)
            self._place(number, self._stories.setdefault(story, _Open(story, past=(past or {}).get(story, 0))))
        self._kept.index()

    def resolve(self, story: str) -> str:
        """The id under which a story is now found."""
        while story in self._merged:
            story = self._merged[story]
        return story

    def closed_like(self, row: Row, *, least: int = 3) -> list[str]:
        """Closed stories that share at least ``least`` of the rarest terms of an item, the likest first."""
        found, counts = self._archive.found(terms(self.window.rarity.row(row.bags.words))[0])
        ranked = sorted((-int(c), int(n)) for n, c in zip(found, counts, strict=True) if c >= least)
        return list(dict.fromkeys(self._closed[number] for _, number in ranked))

    def open_stories(self) -> dict[str, list[str]]:
        """Story id to the ids of its items that are in the window, in order of arrival."""
        return {story.id: [self._rows[n][0] for n in story.items] for story in self._stories.values()}

    def _admit(self, row: Row) -> int:
        number = self._enter(row.id, row.title)
        self.window.admit(number, row)
        return number

    def _enter(self, identifier: str, title: str) -> int:
        number = self._number
        self._number += 1
        self._rows[number] = (identifier, title)
        self._known[identifier] = number
        self._ties[number] = {}
        self._arrived.append((self._now, number))
        return number

    def _wake(self, component: Sequence[int]) -> None:
        """Score what came as bytes, now that something new is near; the items of a large story stay together anyway."""
        for item in component:
            if item in self._bare and len(self._home[item].items) < LARGE:
                self._bare.discard(item)
                self._score(item, [*self.window.neighbours(item)[:LOOKED_AT], *self.window.abroad(item)])

    def _near(self, number: int) -> list[int]:
        return list(dict.fromkeys((*self.window.meet(number)[:LOOKED_AT], *self.window.abroad(number))))

    def _score(self, number: int, others: Sequence[int]) -> None:
        self.window.settled([number, *others])
        for other in others:
            score = self.window.scorer.score(other, number)
            self._ties[number][other] = self._ties[other][number] = score

    def _copies(self, together: Iterable[tuple[str, str]]) -> list[tuple[int, int]]:
        place = self._known
        pairs = {(place[a], place[b]) for a, b in together if a in place and b in place}
        return sorted((min(pair), max(pair)) for pair in pairs)

    def _components(self, numbers: Sequence[int], kept: Sequence[tuple[int, int]]) -> list[list[int]]:
        """The new items with the items of the stories that they touch, in groups that do not touch one another."""
        bound: dict[int, set[int]] = defaultdict(set)
        for a, b in kept:
            bound[a].add(b)
            bound[b].add(a)
        new, left, out = set(numbers), set(numbers), []
        for number in numbers:
            if number not in left:
                continue
            component, waiting = {number}, [number]
            while waiting:
                item = waiting.pop()
                left.discard(item)
                near = [other for other, score in self._ties[item].items() if item in new and score >= TOUCH]
                for other in (*near, *bound[item], *(self._home[item].items if item in self._home else ())):
                    if other not in component:
                        component.add(other)
                        waiting.append(other)
            out.append(sorted(component))
        return out

    def _named(
        self, component: Sequence[int], before: Mapping[int, str], kept: Sequence[tuple[int, int]]
    ) -> list[naming.Named]:
        """The items of a component grouped again. A large story, or one of which items have left, stays whole: those
        that left are pairs of score 0, as a batch would count them."""
        listed = list(component)
        place = {item: i for i, item in enumerate(listed)}
        bound = [[place[a], place[b]] for a, b in kept if a in place and b in place]
        past = {}
        for story in {self._stories[before[item]].id for item in before}:
            held = self._stories[story]
            if held.past or len(held.items) >= LARGE:
                ghosts = range(len(listed), len(listed) + min(held.past, LARGE))
                listed += [-1] * len(ghosts)
                bound.append([*(place[item] for item in held.items), *ghosts])
                past[story] = held.past
        scored = {
            (place[item], place[other]): score
            for item in component
            for other, score in self._ties[item].items()
            if item < other and other in place
        }
        groups = average_link(len(listed), scored, threshold=linking.model().threshold, together=bound)
        groups = close_ranks(groups, scored, self._one_day(listed), mean=ALMOST, best=SURE, part=HALF)
        found = [[listed[i] for i in group if listed[i] >= 0] for group in groups]
        return naming.name([group for group in found if group], before, past)

    def _one_day(self, listed: Sequence[int]) -> Callable[[int, int], bool]:
        def near(i: int, j: int) -> bool:
            return min(listed[i], listed[j]) >= 0 and self.window.scorer.one_day(listed[i], listed[j])

        return near

    def _take(
        self, named: naming.Named, before: Mapping[int, str], redirects: list[Redirect], judged: list[Judgement]
    ) -> None:
        """Make a group a story, with a judgement for each item that is new in it and for each merge and split."""
        first = self._rows[named.items[0]][0]
        own = named.keeps or make_id("story", first)
        while named.keeps is None and (own in self._stories or own in self._merged):
            own = make_id("story", first, own)
        story = self._stories.setdefault(own, _Open(own))
        for old in named.ends:
            story.past += self._stories[old].past
        earlier = [item for item in named.items if item in before]
        for item in named.items:
            if item not in before and len(named.items) > 1:
                judged.append(self._joined(item, named.items))
            self._place(item, story)
        for old in named.ends:
            score, why = self._between(
                [i for i in earlier if before[i] == old], [i for i in earlier if before[i] == own]
            )
            self._merged[old] = own
            redirects.append(Redirect(old, own, score, why))
            judged.append(_judgement("merge", own, old, "positive", score, why))
        if named.parted is not None:
            rest = [item for item in before if before[item] == named.parted and item not in named.items]
            score, why = self._between(earlier, rest)
            judged.append(_judgement("split", named.parted, own, "negative", score, f"apart: {why}"))

    def _place(self, item: int, story: _Open) -> None:
        held = self._home.get(item)
        if held is story:
            return
        if held is not None:
            held.items.remove(item)
        story.items = sorted([*story.items, item])
        self._home[item] = story

    def _joined(self, item: int, others: Sequence[int]) -> Judgement:
        """The judgement by which an item is in a story: its likest of the other items."""
        best = max((o for o in others if o != item), key=lambda o: (self._ties[item].get(o, 0.0), -o))
        score = round(self._ties[item].get(best, 0.0), 4)
        why = self.window.scorer.why(best, item) if score else "one is a copy of the other, or of a third"
        return _judgement("same-story", self._rows[best][0], self._rows[item][0], "positive", score, why)

    def _between(self, left: Sequence[int], right: Sequence[int]) -> tuple[float, str]:
        """The mean score of two sets of items, and the reason of the likest pair."""
        pairs = {(a, b): self._ties[a].get(b, 0.0) for a in left for b in right}
        if not pairs:
            return 0.0, "no item of the one is near the other"
        a, b = max(pairs, key=lambda pair: (pairs[pair], pair))
        mean = sum(pairs.values()) / len(pairs)
        return round(mean, 4), f"mean score {mean:.2f} of {len(pairs)} pairs; {self.window.scorer.why(a, b)}"

    def _advance(self, day: int) -> tuple[str, ...]:
        """Move to a day: items older than the window are forgotten, stories without items closed."""
        self._now = max(self._now, day)
        closed = []
        while self._arrived and self._arrived[0][0] < self._now - self._days:
            number = self._arrived.popleft()[1]
            story = self._home.pop(number)
            story.items.remove(number)
            story.past += 1
            if not story.items:
                self._close(story, number)
                closed.append(story.id)
            self.window.drop(number)
            self._bare.discard(number)
            for other in self._ties.pop(number):
                del self._ties[other][number]
            del self._known[self._rows.pop(number)[0]]
        return tuple(closed)

    def _close(self, story: _Open, last: int) -> None:
        self._archive.add(len(self._closed), np.unique(terms(self.window.words[last])[0])[:ARCHIVED])
        self._closed.append(story.id)
        del self._stories[story.id]


def _judgement(relation: str, left: str, right: str, verdict: Verdict, score: float, why: str) -> Judgement:
    return Judgement(
        make_id("judgement", relation, left, right, METHOD), relation, left, right, verdict, score, METHOD, why
    )
