"""The account kept as reports come in: each is linked against what is on the desk, and the stories it touches are told
anew; nothing else is looked at.

Two steps, each in transactions of their own, each leaving on the desk what is left to do: a report is linked (its
copies found, its items put into stories), then the stories that this touched are told (title, origins, findings), and
what is new in them goes into the change log. Doing it again does nothing; killed in between, the next run goes on.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import msgspec

from crosswire.base.ids import kind_of
from crosswire.copies import dating, lineage
from crosswire.model.account import Reading
from crosswire.model.story import CopyLink, Judgement
from crosswire.resolve import joining
from crosswire.run import flow, telling
from crosswire.run.sketches import DeskIndex
from crosswire.store.base import Placed
from crosswire.store.embedded import EmbeddedDesk
from crosswire.stories import compact, members
from crosswire.stories.compact import Row
from crosswire.stories.stream import WINDOW, Changes, Stream

METHOD = "live/1"
TOGETHER = 20
"""Reports that are linked in one transaction, and stories that are told in one."""
AHEAD = 2
"""Days after today from which a date is taken for a mistake: it would close every open story."""
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Done:
    """How many reports were linked and how many stories told."""

    reports: int = 0
    stories: int = 0


class Live:
    """Links what waits on a desk. Kept open, it remembers the open stories, so that one more report takes no longer
    than it must; what another program linked meanwhile is noticed. ``today`` can be replaced in tests."""

    def __init__(self, desk: EmbeddedDesk, *, today: Callable[[], dt.date] = dt.date.today) -> None:
        self._desk = desk
        self._today = today
        self._window = Window(desk)

    def warm(self) -> None:
        """Take in the open stories now, so that the first report does not wait for it."""
        self._window.at(0)

    def update(self, *, progress: Progress | None = None) -> Done:
        """Link every report that waits, then tell every story that this touched."""
        linked = told = 0
        while waiting := self._desk.to_link(TOGETHER):
            self._step(lambda: self._link(waiting))  # noqa: B023
            linked += len(waiting)
            if progress:
                progress("linked", linked)
        while stories := self._desk.to_tell(TOGETHER):
            with self._desk.transaction():
                told += telling.tell(self._desk, stories)
            if progress:
                progress("stories told", told)
        return Done(linked, told)

    def _step(self, work: Callable[[], None]) -> None:
        done = False
        try:
            with self._desk.transaction():
                work()
            done = True
        finally:
            if not done:
                self._window.forget()

    def _link(self, reports: Sequence[str]) -> None:
        readings = [reading for report in reports if (reading := self._desk.reading(report)) is not None]
        for reading in readings:
            self._desk.unsketch(reading.report.id)
        met = {reading.report.id: reading for reading in readings}

        def fetch(report: str) -> Reading | None:
            found = self._desk.reading(report)
            if found is not None:
                met[report] = found
            return found

        links = lineage.extend(readings, DeskIndex(self._desk), fetch)
        ends = {one: report for report, reading in met.items() for one in (report, *(i.id for i in reading.items))}
        self._desk.put_copies((telling.kept(link), sorted({ends[link.source], ends[link.target]})) for link in links)
        met, learned = _dated(met, links)
        self._desk.link_again(learned - set(reports))
        pairs = _together(list(met.values()), links)
        touched: set[str] = set()
        fresh: list[tuple[str, Row]] = []
        for report in reports:
            fresh += self._settled(report, met.get(report), touched)
        late = (self._today() + dt.timedelta(days=AHEAD)).toordinal()
        listed = sorted(((_day(row, late), row.id, report, row) for report, row in fresh), key=lambda one: one[:2])
        for day, group in groupby(listed, key=lambda one: one[0]):
            self._stream(day, [(report, row) for _, _, report, row in group], pairs, touched)
        self._desk.tell_again(touched)
        self._desk.linked(reports)

    def _settled(self, report: str, reading: Reading | None, touched: set[str]) -> Iterator[tuple[str, Row]]:
        """The rows of items that are new. Known ones are brought up to date where they are, lost ones removed."""
        known = {placed.item: placed for placed in self._desk.items_of_report(report)}
        touched |= {placed.story for placed in known.values()}
        rows = _rows(reading) if reading is not None else []
        self._desk.drop_items(known.keys() - {row.id for row in rows})
        self._desk.put_items(
            replace(known[row.id], body=compact.encode(row), day=row.when.day or known[row.id].day)
            for row in rows
            if row.id in known
        )
        yield from ((report, row) for row in rows if row.id not in known)

    def _stream(
        self, day: int, arrived: Sequence[tuple[str, Row]], pairs: Iterable[tuple[str, str]], touched: set[str]
    ) -> None:
        """Put the items of one day into stories."""
        stream = self._window.at(day)
        changes = stream.add([_of_day(row, day) for _, row in arrived], together=pairs)
        edges = {edge.right: edge for edge in changes.judgements if edge.relation == "same-story"}
        at = self._window.now
        self._desk.put_items(
            Placed(row.id, report, changes.stories[row.id], day or at, compact.encode(row), _json(edges.get(row.id)))
            for report, row in arrived
        )
        touched |= self._moved(changes)
        self._window.written()

    def _moved(self, changes: Changes) -> set[str]:
        before = {placed.story for placed in self._desk.items_called(changes.moved)}
        for item, story in changes.moved.items():
            self._desk.move_item(item, story)
        return {*before, *changes.stories.values(), *changes.moved.values(), *(r.old for r in changes.redirects)}


class Window:
    """The stream of stories around a day, as the desk has it. What is older than a week, or later, is not loaded."""

    def __init__(self, desk: EmbeddedDesk) -> None:
        self._desk = desk
        self.forget()

    def forget(self) -> None:
        """Let go of what is remembered, so that it is read anew."""
        self._stream: Stream | None = None
        self._mark = self._first = self._last = self.now = 0

    def written(self) -> None:
        """What was just written is known here."""
        self._mark = self._desk.arrived()

    def at(self, day: int) -> Stream:
        """The stream with the items of the week before and after ``day`` (0: of the last day that is known)."""
        day = day or self.now or self._desk.last_day_of_items()
        stream = self._stream
        if stream is None or self._mark != self._desk.arrived() or not self._covers(day):
            stream = self._load(day)
        self.now = max(self.now, day)
        return stream

    def _current(self, rows: list[Placed]) -> list[Placed]:
        """The rows, those that an earlier version kept made again."""
        old = [row for row in rows if not compact.current(row.body)]
        renewed = _renewed(self._desk, old) if old else {}
        return [now for row in rows if (now := renewed.get(row.item, row)) and compact.current(now.body)]

    def _covers(self, day: int) -> bool:
        if day < self._first + WINDOW:
            return False
        return day <= self._last - WINDOW or not self._desk.any_item_between(self._last + 1, day + WINDOW)

    def _load(self, day: int) -> Stream:
        self._first, self._last = day - WINDOW, day + WINDOW
        rows = self._current(list(self._desk.items_between(self._first, self._last)))
        later = max((row.day for row in rows), default=day) - day
        stream = Stream(window=WINDOW + max(0, later), lazily=True)
        past = self._desk.outside({row.story for row in rows}, self._first, self._last)
        stream.restore_kept(((row.body, row.day, row.story) for row in rows), past=past)
        self._stream, self._mark, self.now = stream, self._desk.arrived(), max(day, day + later)
        return stream


def _renewed(desk: EmbeddedDesk, old: Sequence[Placed]) -> dict[str, Placed]:
    """Rows of an earlier version made again from their reports; those whose item is gone stay away."""
    found: dict[str, Placed] = {}
    places = {row.item: row for row in old}
    for report in dict.fromkeys(row.report for row in old):
        reading = desk.reading(report)
        for row in _rows(reading) if reading is not None else ():
            if row.id in places:
                found[row.id] = replace(places[row.id], body=compact.encode(row))
    desk.put_items(found.values())
    return found


def update(desk: EmbeddedDesk, reports: Iterable[str] = (), *, progress: Progress | None = None) -> Done:
    """Link what waits on a desk, and these reports again."""
    desk.link_again(reports)
    return Live(desk).update(progress=progress)


def concerned(desk: EmbeddedDesk, ids: Iterable[str]) -> set[str]:
    """The machine's stories that a judgement about these ids touches: those of items, findings, named entities."""
    reports: set[str] = set()
    items: set[str] = set()
    for one in ids:
        sort = kind_of(one)
        kept = desk.derived(desk.resolve(one)) if sort == "finding" else None
        if kept is not None and kept.story is not None:
            items |= {member.item for member in desk.members(kept.story)}
        if sort == "item":
            items.add(one)
        elif sort != "finding":
            reports |= set(desk.naming(one))
    found = {placed.story for placed in desk.items_called(items)}
    return found | {placed.story for report in sorted(reports) for placed in desk.items_of_report(report)}


def _rows(reading: Reading) -> list[Row]:
    joined, _ = joining.join((reading,))
    return compact.of_reading(reading, members.names(joined))


def _dated(met: Mapping[str, Reading], links: Sequence[CopyLink]) -> tuple[dict[str, Reading], set[str]]:
    """The readings with dates learned from copies, and the reports that learned one."""
    learned = dating.match(list(met.values()), links)
    return {name: flow.redate(r, learned[name]) if name in learned else r for name, r in met.items()}, set(learned)


def _together(readings: Sequence[Reading], links: Sequence[CopyLink]) -> list[tuple[str, str]]:
    """Ids of items that belong to one story beforehand, because one is a copy of the other."""
    if not links:
        return []
    listed = [member for member in members.members(readings) if member.inside is None]
    pairs = members.together(listed, links)
    return [(listed[a].item.id, listed[b].item.id) for a, b in pairs]


def _day(row: Row, late: int) -> int:
    """The day of an item; 0 where it has none, or one that cannot be."""
    day = row.when.day or 0
    return 0 if day > late else day


def _of_day(row: Row, day: int) -> Row:
    """The row without a date that cannot be: the stream would take it for today's."""
    return row if not row.when.day or row.when.day <= max(day, 1) else replace(row, when=replace(row.when, day=None))


def _json(edge: Judgement | None) -> str | None:
    return msgspec.json.encode(edge).decode() if edge is not None else None
