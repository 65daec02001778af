"""The desk in one SQLite file.

Durability: write-ahead log with ``synchronous=FULL``: what ``accept`` or ``complete`` returned from survives a kill and
a power loss; a transaction cut off in the middle is as if it had not begun. Two programs may use a desk at once: a
writer waits up to 30 s for the other, then fails with a message.
"""

import datetime as dt
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, create_engine, event, func, select, text, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DatabaseError, OperationalError

from crosswire.base.errors import RunFailed
from crosswire.base.ids import make_id
from crosswire.language import edtf
from crosswire.model.account import Issue, Reading
from crosswire.model.report import Received
from crosswire.store.base import Derived, Outcome
from crosswire.store.schema import DAYS, DERIVED, FACTS, ISSUES, METADATA, READINGS, RECEIVED, RECORDS, VERSION

_BATCH = 100
_WAIT_SECONDS = 30


class EmbeddedDesk:
    """A desk in the file ``path``, made if absent. Raises RunFailed where the file is no desk or cannot be opened."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": _WAIT_SECONDS})
        event.listen(self._engine, "connect", _pragmas)
        try:
            self._prepare()
        except (DatabaseError, OperationalError) as error:
            raise RunFailed(
                "desk-unusable",
                f"{path}: cannot be used as a desk ({error.orig}); "
                "name another file with --desk, or restore this one from a copy",
            ) from error

    def _prepare(self) -> None:
        with self._engine.begin() as connection:
            METADATA.create_all(connection)
            connection.execute(insert(FACTS).values(name="version", value=str(VERSION)).on_conflict_do_nothing())
            found = connection.scalar(select(FACTS.c.value).where(FACTS.c.name == "version"))
        if found != str(VERSION):
            raise RunFailed(
                "desk-version",
                f"{self.path}: a desk of version {found}; this program reads version "
                f"{VERSION}: use the program that wrote it, or a new desk",
            )

    def accept(self, entries: Iterable[Received | Issue]) -> int:
        """See :class:`crosswire.store.base.Desk`. Commits every 100 entries."""
        source, new = iter(entries), 0
        while batch := list(islice(source, _BATCH)):
            with self._engine.begin() as connection:
                new += sum(self._accept(connection, entry) for entry in batch)
        return new

    def _accept(self, connection: Connection, entry: Received | Issue) -> int:
        if isinstance(entry, Issue):
            _note(connection, [entry])
            if not entry.fatal:
                return 0
            row: dict[str, Any] = {"key": entry.id, "name": entry.report, "outcome": "failed"}
        else:
            payload = msgspec.json.encode(entry)
            key = make_id("report", payload.decode())
            row = {
                "key": key,
                "name": entry.name,
                "payload": zlib.compress(payload),
                "outcome": "pending",
                "report": None,
            }
        return connection.execute(insert(RECEIVED).values(row).on_conflict_do_nothing()).rowcount

    def pending(self) -> Iterator[tuple[str, Received]]:
        """See :class:`crosswire.store.base.Desk`. One payload is in memory at a time."""
        with self._engine.begin() as connection:
            waiting = select(RECEIVED.c.key).where(RECEIVED.c.outcome == "pending").order_by(RECEIVED.c.sequence)
            keys = list(connection.scalars(waiting))
        for key in keys:
            with self._engine.begin() as connection:
                payload = connection.scalar(select(RECEIVED.c.payload).where(RECEIVED.c.key == key))
            if payload is not None:
                yield key, msgspec.json.decode(zlib.decompress(payload), type=Received)

    def complete(self, key: str, reading: Reading) -> Outcome:
        """See :class:`crosswire.store.base.Desk`."""
        report = reading.report
        row = {
            "report": report.id,
            "name": report.name,
            "outlet": report.outlet,
            "language": report.language,
            "kind": report.kind,
            "body": zlib.compress(msgspec.json.encode(reading)),
        }
        with self._engine.begin() as connection:
            new = connection.execute(insert(READINGS).values(row).on_conflict_do_nothing()).rowcount
            if new:
                _many(connection, DAYS, _days(reading))
                _many(connection, RECORDS, [{"id": name, "report": report.id} for name in _ids(reading)])
                _note(connection, reading.issues)
            outcome: Outcome = "read" if new else "duplicate"
            done = update(RECEIVED).where(RECEIVED.c.key == key)
            connection.execute(done.values(outcome=outcome, report=report.id))
        return outcome

    def fail(self, key: str, issue: Issue) -> None:
        """See :class:`crosswire.store.base.Desk`. What came in is kept."""
        with self._engine.begin() as connection:
            _note(connection, [issue])
            connection.execute(update(RECEIVED).where(RECEIVED.c.key == key).values(outcome="failed"))

    def note(self, issues: Sequence[Issue]) -> None:
        """Keep issues that are not the outcome of a report."""
        with self._engine.begin() as connection:
            _note(connection, issues)

    def readings(self, day: dt.date | None) -> Iterator[Reading]:
        """See :class:`crosswire.store.base.Desk`."""
        wanted = select(READINGS.c.report).order_by(READINGS.c.report)
        if day is not None:
            on_day = select(DAYS.c.report).where(DAYS.c.first <= day.isoformat(), DAYS.c.last >= day.isoformat())
            wanted = wanted.where(READINGS.c.report.in_(on_day))
        with self._engine.begin() as connection:
            reports = list(connection.scalars(wanted))
        for report in reports:
            reading = self.reading(report)
            if reading is not None:
                yield reading

    def latest_day(self) -> dt.date | None:
        """See :class:`crosswire.store.base.Desk`."""
        with self._engine.begin() as connection:
            last = connection.scalar(select(func.max(DAYS.c.last)))
        return dt.date.fromisoformat(last) if last else None

    def undated(self) -> int:
        """See :class:`crosswire.store.base.Desk`."""
        dated = select(DAYS.c.report)
        with self._engine.begin() as connection:
            count = select(func.count()).select_from(READINGS).where(READINGS.c.report.not_in(dated))
            return int(connection.scalar(count) or 0)

    def reading(self, report: str) -> Reading | None:
        """See :class:`crosswire.store.base.Desk`."""
        with self._engine.begin() as connection:
            body = connection.scalar(select(READINGS.c.body).where(READINGS.c.report == report))
        return None if body is None else msgspec.json.decode(zlib.decompress(body), type=Reading)

    def owner(self, record: str) -> str | None:
        """See :class:`crosswire.store.base.Desk`."""
        with self._engine.begin() as connection:
            return connection.scalar(select(RECORDS.c.report).where(RECORDS.c.id == record))

    def keep(self, derived: Iterable[Derived]) -> None:
        """See :class:`crosswire.store.base.Desk`."""
        rows = [{"id": d.id, "kind": d.kind, "body": d.body} for d in derived]
        if rows:
            with self._engine.begin() as connection:
                added = insert(DERIVED)
                changed = {"kind": added.excluded.kind, "body": added.excluded.body}
                connection.execute(added.on_conflict_do_update(index_elements=["id"], set_=changed), rows)

    def derived(self, record: str) -> Derived | None:
        """See :class:`crosswire.store.base.Desk`."""
        with self._engine.begin() as connection:
            row = connection.execute(select(DERIVED).where(DERIVED.c.id == record)).first()
        return Derived(row.id, row.kind, row.body) if row else None

    def issues(self) -> Iterator[Issue]:
        """See :class:`crosswire.store.base.Desk`."""
        with self._engine.begin() as connection:
            rows = connection.execute(select(ISSUES).order_by(ISSUES.c.report, ISSUES.c.id)).all()
        return (Issue(r.id, r.report, r.stage, r.reason, r.message, bool(r.fatal)) for r in rows)

    def counts(self) -> Mapping[str, int]:
        """See :class:`crosswire.store.base.Desk`."""
        with self._engine.begin() as connection:
            grouped = select(RECEIVED.c.outcome, func.count()).group_by(RECEIVED.c.outcome)
            return {str(outcome): int(count) for outcome, count in connection.execute(grouped)}

    def remember(self, name: str, value: str) -> None:
        """See :class:`crosswire.store.base.Desk`."""
        added = insert(FACTS).values(name=name, value=value)
        with self._engine.begin() as connection:
            connection.execute(added.on_conflict_do_update(index_elements=["name"], set_={"value": value}))

    def recall(self, name: str) -> str | None:
        """See :class:`crosswire.store.base.Desk`."""
        with self._engine.begin() as connection:
            return connection.scalar(select(FACTS.c.value).where(FACTS.c.name == name))

    def check(self) -> list[str]:
        """What SQLite's integrity check finds wrong with the file; empty when it is sound."""
        with self._engine.begin() as connection:
            found = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check"))]
        return [] if found == ["ok"] else found

    def close(self) -> None:
        """See :class:`crosswire.store.base.Desk`."""
        self._engine.dispose()


def _pragmas(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _many(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table).on_conflict_do_nothing(), rows)


def _note(connection: Connection, issues: Sequence[Issue]) -> None:
    fields = ("id", "report", "stage", "reason", "message")
    _many(connection, ISSUES, [{**{f: getattr(i, f) for f in fields}, "fatal": int(i.fatal)} for i in issues])


def _days(reading: Reading) -> list[dict[str, Any]]:
    """One row per span of days that the report or an item of it is dated on."""
    dates = {reading.report.published.edtf, *(item.published.edtf for item in reading.items)}
    rows = []
    for date in sorted(date for date in dates if date):
        first, last = edtf.bounds(date)
        if first is None or last is None:
            continue
        rows.append({"report": reading.report.id, "first": first.isoformat(), "last": last.isoformat()})
    return rows


def _ids(reading: Reading) -> list[str]:
    groups: tuple[tuple[Any, ...], ...] = (
        reading.items,
        reading.times,
        reading.figures,
        reading.attributions,
        reading.assertions,
    )
    return [record.id for group in groups for record in group]
