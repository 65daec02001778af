"""What linking keeps on the desk, so that a new report is linked without a rebuild.

Sketches of texts with an inverted index of their keys; the items as the stream of stories sees them, with the story
that the machine put each into; which reports a copy link has to do with; and two queues: reports that wait to be
linked, and stories that wait to be told anew. A report enters the queue in the transaction that keeps its reading, so
that a crash between leaves work that the next run completes. See :class:`crosswire.store.base.Links`.
"""

import datetime as dt
import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    delete,
    desc,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from crosswire.store.base import Derived, Placed, Sketched
from crosswire.store.database import Database, add_all
from crosswire.store.schema import DAYS, DERIVED, METADATA, NAMED, READINGS, REDIRECTS, STORY_ITEMS

WIDTHS = {"words": 8, "marks": 4}
"""How many texts are kept under one key: the first half the earliest, the other half the latest, as in
:mod:`crosswire.base.buckets`, so that a phrase of all reports does not make a look-up slow."""
_KINDS = {kind: number << 32 for number, kind in enumerate(WIDTHS)}
_AT_A_TIME = 500
T = TypeVar("T")

# ``day`` orders the queue, so that what came in bulk is linked in order of time.
TO_LINK = Table(
    "to_link", METADATA, Column("report", String, primary_key=True), Column("day", String, nullable=False, index=True)
)
TO_TELL = Table("to_tell", METADATA, Column("story", String, primary_key=True))

# ``listed``: it is in the index; others with the same letters and digits are not.
SKETCHES = Table(
    "sketches",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("report", String, nullable=False, index=True),
    Column("language", String, nullable=False),
    Column("key", Integer, nullable=False, index=True),
    Column("words", LargeBinary, nullable=False),
    Column("marks", LargeBinary, nullable=False),
    Column("listed", Integer, nullable=False),
    sqlite_autoincrement=True,
)
BUCKETS = Table(
    "buckets",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("seen", Integer, nullable=False),
    Column("numbers", LargeBinary, nullable=False),
)

# ``story`` is the machine's; a person's joins and splits are laid over it in STORY_ITEMS. ``day`` counts from year 1.
STREAMED = Table(
    "streamed",
    METADATA,
    Column("arrived", Integer, primary_key=True, autoincrement=True),
    Column("item", String, nullable=False, unique=True),
    Column("report", String, nullable=False, index=True),
    Column("story", String, nullable=False, index=True),
    Column("day", Integer, nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),
    Column("edge", Text),
    sqlite_autoincrement=True,
)
COPY_ENDS = Table(
    "copy_ends",
    METADATA,
    Column("report", String, primary_key=True),
    Column("link", String, primary_key=True, index=True),
)


class LinksPart(Database):
    """What linking keeps. Fulfils :class:`crosswire.store.base.Links`."""

    def to_link(self, limit: int) -> Sequence[str]:
        """See :class:`crosswire.store.base.Links`."""
        query = select(TO_LINK.c.report).order_by(TO_LINK.c.day, TO_LINK.c.report).limit(limit)
        with self.reading_from() as connection:
            return list(connection.scalars(query))

    def count_to_link(self) -> tuple[int, int]:
        """How many reports wait to be linked, and how many stories to be told anew."""
        with self.reading_from() as connection:
            reports, stories = (connection.scalar(select(func.count()).select_from(t)) for t in (TO_LINK, TO_TELL))
        return int(reports or 0), int(stories or 0)

    def link_again(self, reports: Iterable[str]) -> None:
        """See :class:`crosswire.store.base.Links`."""
        with self.writing() as connection:
            for report in reports:
                queue(connection, report)

    def linked(self, reports: Iterable[str]) -> None:
        """See :class:`crosswire.store.base.Links`."""
        with self.writing() as connection:
            for report in reports:
                connection.execute(delete(TO_LINK).where(TO_LINK.c.report == report))

    def to_tell(self, limit: int) -> Sequence[str]:
        """See :class:`crosswire.store.base.Links`."""
        with self.reading_from() as connection:
            return list(connection.scalars(select(TO_TELL.c.story).order_by(TO_TELL.c.story).limit(limit)))

    def tell_again(self, stories: Iterable[str]) -> None:
        """See :class:`crosswire.store.base.Links`."""
        with self.writing() as connection:
            add_all(connection, TO_TELL, [{"story": story} for story in sorted(set(stories))])

    def told(self, stories: Iterable[str]) -> None:
        """See :class:`crosswire.store.base.Links`."""
        with self.writing() as connection:
            for part in _parts(stories):
                connection.execute(delete(TO_TELL).where(TO_TELL.c.story.in_(part)))

    def put_sketch(self, row: Sketched) -> bool:
        """See :class:`crosswire.store.base.Links`."""
        with self.writing() as connection:
            first = connection.scalar(select(SKETCHES.c.number).where(SKETCHES.c.key == _signed(row.key)))
            values = {"id": row.id, "report": row.report, "language": row.language, "key": _signed(row.key)}
            added = insert(SKETCHES).values(**values, words=row.words, marks=row.marks, listed=int(first is None))
            number = connection.scalar(added.on_conflict_do_nothing().returning(SKETCHES.c.number))
            if number is not None and first is None:
                _list(connection, number, row.words, row.marks)
            return number is not None and first is None

    def sketch_of_key(self, key: int) -> int | None:
        """See :class:`crosswire.store.base.Links`."""
        query = select(SKETCHES.c.number).where(SKETCHES.c.key == _signed(key), SKETCHES.c.listed == 1)
        with self.reading_from() as connection:
            return connection.scalar(query)

    def sketches(self, numbers: Iterable[int]) -> Mapping[int, Sketched]:
        """See :class:`crosswire.store.base.Links`."""
        found = {}
        with self.reading_from() as connection:
            for part in _parts(numbers):
                for row in connection.execute(select(SKETCHES).where(SKETCHES.c.number.in_(part))):
                    found[row.number] = Sketched(
                        row.id, row.report, row.language, row.key % (1 << 64), row.words, row.marks
                    )
        return found

    def sharing(self, kind: str, keys: bytes) -> Sequence[int]:
        """See :class:`crosswire.store.base.Links`."""
        with self.reading_from() as connection:
            held = _held(connection, _keys(kind, keys))
        return [number for _, numbers in held.values() for number in numbers]

    def put_items(self, rows: Iterable[Placed]) -> None:
        """See :class:`crosswire.store.base.Links`."""
        with self.writing() as connection:
            for row in rows:
                values = {name: getattr(row, name) for name in ("item", "report", "story", "day", "body", "edge")}
                added = insert(STREAMED).values(values)
                connection.execute(added.on_conflict_do_update(index_elements=["item"], set_=values))

    def move_item(self, item: str, story: str) -> None:
        """See :class:`crosswire.store.base.Links`."""
        with self.writing() as connection:
            connection.execute(update(STREAMED).where(STREAMED.c.item == item).values(story=story))

    def drop_items(self, items: Iterable[str]) -> None:
        """See :class:`crosswire.store.base.Links`."""
        with self.writing() as connection:
            for part in _parts(items):
                connection.execute(delete(STREAMED).where(STREAMED.c.item.in_(part)))

    def items_between(self, first: int, last: int) -> Iterator[Placed]:
        """See :class:`crosswire.store.base.Links`."""
        query = select(STREAMED).where(STREAMED.c.day >= first, STREAMED.c.day <= last)
        with self.reading_from() as connection:
            rows = connection.execute(query.order_by(STREAMED.c.day, STREAMED.c.arrived)).all()
        return (_placed(row) for row in rows)

    def any_item_between(self, first: int, last: int) -> bool:
        """See :class:`crosswire.store.base.Links`."""
        query = select(STREAMED.c.arrived).where(STREAMED.c.day >= first, STREAMED.c.day <= last).limit(1)
        with self.reading_from() as connection:
            return connection.scalar(query) is not None

    def last_day_of_items(self) -> int:
        """See :class:`crosswire.store.base.Links`."""
        with self.reading_from() as connection:
            return int(connection.scalar(select(func.max(STREAMED.c.day))) or 0)

    def stories_with(self, items: Iterable[str]) -> set[str]:
        """See :class:`crosswire.store.base.Links`."""
        found: set[str] = set()
        with self.reading_from() as connection:
            for part in _parts(items):
                found |= set(connection.scalars(select(STORY_ITEMS.c.story).where(STORY_ITEMS.c.item.in_(part))))
        return found

    def items_of_report(self, report: str) -> Sequence[Placed]:
        """See :class:`crosswire.store.base.Links`."""
        return self._items(STREAMED.c.report, [report])

    def items_of_stories(self, stories: Iterable[str]) -> Sequence[Placed]:
        """See :class:`crosswire.store.base.Links`."""
        return self._items(STREAMED.c.story, stories)

    def items_called(self, items: Iterable[str]) -> Sequence[Placed]:
        """See :class:`crosswire.store.base.Links`."""
        return self._items(STREAMED.c.item, items)

    def _items(self, column: Column[str], values: Iterable[str]) -> list[Placed]:
        found: list[Placed] = []
        with self.reading_from() as connection:
            for part in _parts(values):
                rows = connection.execute(select(STREAMED).where(column.in_(part)).order_by(STREAMED.c.arrived))
                found += [_placed(row) for row in rows]
        return sorted(found, key=lambda row: (row.day, row.item))

    def arrived(self) -> int:
        """See :class:`crosswire.store.base.Links`."""
        with self.reading_from() as connection:
            return int(connection.scalar(select(func.max(STREAMED.c.arrived))) or 0)

    def put_copies(self, links: Iterable[tuple[Derived, Sequence[str]]]) -> None:
        """See :class:`crosswire.store.base.Links`."""
        with self.writing() as connection:
            for link, reports in links:
                row = {"id": link.id, "kind": link.kind, "body": link.body, "story": None}
                connection.execute(insert(DERIVED).values(row).on_conflict_do_update(index_elements=["id"], set_=row))
                add_all(connection, COPY_ENDS, [{"report": report, "link": link.id} for report in reports])

    def copies_of(self, reports: Iterable[str]) -> Sequence[Derived]:
        """See :class:`crosswire.store.base.Links`."""
        found: dict[str, Derived] = {}
        with self.reading_from() as connection:
            for part in _parts(reports):
                query = select(DERIVED).join(COPY_ENDS, COPY_ENDS.c.link == DERIVED.c.id)
                for row in connection.execute(query.where(COPY_ENDS.c.report.in_(part))):
                    found[row.id] = Derived(row.id, row.kind, row.body, row.story)
        return [found[one] for one in sorted(found)]

    def ends_of_copies(self, reports: Iterable[str]) -> set[str]:
        """See :class:`crosswire.store.base.Links`."""
        found: set[str] = set()
        with self.reading_from() as connection:
            for part in _parts(reports):
                links = select(COPY_ENDS.c.link).where(COPY_ENDS.c.report.in_(part))
                found |= set(connection.scalars(select(COPY_ENDS.c.report).where(COPY_ENDS.c.link.in_(links))))
        return found

    def naming(self, name: str, *, most: int = 200) -> Sequence[str]:
        """See :class:`crosswire.store.base.Links`."""
        named = select(NAMED.c.report).where(or_(NAMED.c.entity == name, NAMED.c.name == name))
        own = select(READINGS.c.report).where(READINGS.c.outlet == name)
        with self.reading_from() as connection:
            return sorted(connection.scalars(named.union(own).order_by(desc("report")).limit(most)))

    def redirect_no_more(self, old: str) -> None:
        """See :class:`crosswire.store.base.Links`."""
        with self.writing() as connection:
            connection.execute(delete(REDIRECTS).where(REDIRECTS.c.old == old))

    def outside(self, stories: Iterable[str], first: int, last: int) -> Mapping[str, int]:
        """See :class:`crosswire.store.base.Links`."""
        found: dict[str, int] = {}
        elsewhere = or_(STREAMED.c.day < first, STREAMED.c.day > last)
        with self.reading_from() as connection:
            for part in _parts(stories):
                query = select(STREAMED.c.story, func.count()).where(STREAMED.c.story.in_(part), elsewhere)
                found.update({str(row[0]): int(row[1]) for row in connection.execute(query.group_by(STREAMED.c.story))})
        return found

    def unsketch(self, report: str) -> None:
        """See :class:`crosswire.store.base.Links`."""
        with self.writing() as connection:
            _unsketch(connection, report)


def queue(connection: Connection, report: str) -> None:
    """Note that a report waits to be linked. The undated wait longest."""
    day = connection.scalar(select(func.min(DAYS.c.first)).where(DAYS.c.report == report))
    added = insert(TO_LINK).values(report=report, day=day or dt.date.max.isoformat())
    connection.execute(added.on_conflict_do_nothing())


def drop(connection: Connection, report: str) -> None:
    """Remove what linking kept of a report that is gone. The stories that it was in are told anew."""
    _unsketch(connection, report)
    connection.execute(delete(TO_LINK).where(TO_LINK.c.report == report))
    stories = set(connection.scalars(select(STORY_ITEMS.c.story).where(STORY_ITEMS.c.report == report)))
    stories |= set(connection.scalars(select(STREAMED.c.story).where(STREAMED.c.report == report)))
    connection.execute(delete(STREAMED).where(STREAMED.c.report == report))
    add_all(connection, TO_TELL, [{"story": story} for story in sorted(stories)])


def _unsketch(connection: Connection, report: str) -> None:
    """Remove a report's sketches and its copy links. Where a text that is equal stays, that is put into the index."""
    rows = connection.execute(select(SKETCHES).where(SKETCHES.c.report == report)).all()
    connection.execute(delete(SKETCHES).where(SKETCHES.c.report == report))
    for row in rows:
        if row.listed:
            _unlist(connection, row.number, row.words, row.marks)
            other = connection.execute(
                select(SKETCHES).where(SKETCHES.c.key == row.key).order_by(SKETCHES.c.number)
            ).first()
            if other is not None and not other.listed:
                connection.execute(update(SKETCHES).where(SKETCHES.c.number == other.number).values(listed=1))
                _list(connection, other.number, other.words, other.marks)
    links = list(connection.scalars(select(COPY_ENDS.c.link).where(COPY_ENDS.c.report == report)))
    for part in _parts(links):
        connection.execute(delete(DERIVED).where(DERIVED.c.id.in_(part)))
        connection.execute(delete(COPY_ENDS).where(or_(COPY_ENDS.c.link.in_(part), COPY_ENDS.c.report == report)))


def _list(connection: Connection, number: int, words: bytes, marks: bytes) -> None:
    for kind, keys in (("words", words), ("marks", marks)):
        width = WIDTHS[kind]
        early, late = width // 2, width - width // 2
        held = _held(connection, _keys(kind, keys))
        rows = []
        for key in _keys(kind, keys):
            seen, numbers = held.get(key, (0, []))
            if len(numbers) < width:
                numbers = [*numbers, number]
            else:
                numbers[early + (seen - early) % late] = number
            rows.append({"key": key, "seen": seen + 1, "numbers": _blob(numbers)})
        _write(connection, rows)


def _unlist(connection: Connection, number: int, words: bytes, marks: bytes) -> None:
    for kind, keys in (("words", words), ("marks", marks)):
        rows = []
        for key, (seen, numbers) in _held(connection, _keys(kind, keys)).items():
            left = [one for one in numbers if one != number]
            over = seen > WIDTHS[kind]  # texts were left out: that must stay known
            if left or over:
                rows.append({"key": key, "seen": seen if over else len(left), "numbers": _blob(left)})
            else:
                connection.execute(delete(BUCKETS).where(BUCKETS.c.key == key))
        _write(connection, rows)


def _held(connection: Connection, keys: Sequence[int]) -> dict[int, tuple[int, list[int]]]:
    """Buckets by key. In SQLite's own words: an IN of hundreds of values costs SQLAlchemy 6 ms each time."""
    query = "SELECT key, seen, numbers FROM buckets WHERE key IN (SELECT value FROM json_each(?))"
    rows = connection.exec_driver_sql(query, (json.dumps(keys),))
    return {key: (seen, _numbers(blob)) for key, seen, blob in rows}


def _write(connection: Connection, rows: list[dict[str, object]]) -> None:
    if rows:
        added = insert(BUCKETS)
        changed = {"seen": added.excluded.seen, "numbers": added.excluded.numbers}
        connection.execute(added.on_conflict_do_update(index_elements=["key"], set_=changed), rows)


def _keys(kind: str, keys: bytes) -> list[int]:
    return [_KINDS[kind] | key for (key,) in struct.iter_unpack("<I", keys)]


def _signed(key: int) -> int:
    """A hash of 64 bits as SQLite can keep it."""
    return key - (1 << 64) if key >= 1 << 63 else key


def _numbers(blob: bytes) -> list[int]:
    return [number for (number,) in struct.iter_unpack("<I", blob)]


def _blob(numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _placed(row: object) -> Placed:
    return Placed(*(getattr(row, name) for name in ("item", "report", "story", "day", "body", "edge")))


def _parts(values: Iterable[T]) -> Iterator[list[T]]:
    listed = list(values)
    for start in range(0, len(listed), _AT_A_TIME):
        yield listed[start : start + _AT_A_TIME]
