"""What comes in and what became of it. See :class:`crosswire.store.base.Desk`."""

import dataclasses
import hashlib
import json
import logging
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from crosswire.base.ids import make_id
from crosswire.language import edtf
from crosswire.model.account import Issue, Reading
from crosswire.model.mention import Entity
from crosswire.model.report import Received
from crosswire.store import links, search_index
from crosswire.store.base import Change, Outcome
from crosswire.store.database import Database, add_all, now, pack, unpack
from crosswire.store.journal import vanish, write
from crosswire.store.schema import DAYS, FORGOTTEN, ISSUES, RAWS, READINGS, RECEIVED, RECORDS

_log = logging.getLogger("crosswire.store")
_BATCH = 100
_BATCH_SIZE = 16 * 1024 * 1024
FORGOTTEN_NAME = "(forgotten)"


class IntakePart(Database):
    """Accepting reports and keeping their readings."""

    def accept(self, entries: Iterable[Received | Issue], *, allow_forgotten: bool = False) -> int:
        """See :class:`crosswire.store.base.Desk`. Commits every 100 entries or 16 MB, so that memory stays flat.
        ``allow_forgotten`` takes back in what was forgotten, and remembers it as forgotten no longer."""
        new = 0
        for batch in _batches(entries):
            with self.writing() as connection:
                new += sum(_accept(connection, entry, allow_forgotten) for entry in batch)
        return new

    def pending(self) -> Iterator[tuple[str, Received]]:
        """See :class:`crosswire.store.base.Desk`. One payload is in memory at a time."""
        waiting = select(RECEIVED.c.sequence, RECEIVED.c.key).where(RECEIVED.c.outcome == "pending")
        for row in self.pages(waiting, RECEIVED.c.sequence, start=0):
            entry = self.received(row.key)
            if entry is not None:
                yield row.key, entry

    def received(self, key: str, *, raw: bool = False) -> Received | None:
        """What came in under a key, with the bytes it was decoded from where ``raw`` is asked for."""
        query = select(RECEIVED.c.payload, RECEIVED.c.raw).where(RECEIVED.c.key == key)
        with self.reading_from() as connection:
            row = connection.execute(query).first()
        if row is None or row.payload is None:
            return None
        entry = unpack(self.path, row.payload, Received)
        return dataclasses.replace(entry, raw=self.raw(row.raw)) if raw and row.raw else entry

    def raw(self, digest: str) -> bytes | None:
        """Raw bytes by their SHA-256."""
        with self.reading_from() as connection:
            body = connection.scalar(select(RAWS.c.body).where(RAWS.c.hash == digest))
        return None if body is None else zlib.decompress(body)

    def raw_of(self, report: str) -> bytes | None:
        """The bytes that a report was decoded from, where they were kept."""
        query = select(RECEIVED.c.raw).where(RECEIVED.c.report == report, RECEIVED.c.raw.is_not(None))
        with self.reading_from() as connection:
            digest = connection.scalar(query.order_by(RECEIVED.c.sequence))
        return self.raw(digest) if digest else None

    def complete(
        self, key: str, reading: Reading, entities: Sequence[Entity] = (), *, reader: str | None = None
    ) -> Outcome:
        """See :class:`crosswire.store.base.Desk`. ``reader`` names the methods that read it. What an earlier reading of
        this entry held goes; ids that vanish with it are noted."""
        with self.writing() as connection:
            entry = connection.execute(select(RECEIVED).where(RECEIVED.c.key == key)).one()
            if _is_forgotten(connection, [text_hash(reading.report.text)]):
                forget_entry(connection, key)
                return "failed"
            before = set(remove(connection, entry.report)) if entry.outcome == "read" and entry.report else set()
            new = _insert(connection, entry.sequence, reading)
            if new:
                search_index.add(connection, reading, entities)
                _note(connection, reading.issues)
            outcome: Outcome = "read" if new else "duplicate"
            values = {"outcome": outcome, "report": reading.report.id, "reader": reader}
            connection.execute(update(RECEIVED).where(RECEIVED.c.key == key).values(values))
            if entry.outcome == "failed":
                _unfail(connection, key, entry.name)
            if entry.outcome == "read" and entry.report and entry.report != reading.report.id:
                links.drop(connection, entry.report)
            if new:
                links.queue(connection, reading.report.id)
            lost = sorted(before - set(ids_of(reading)) - {reading.report.id})
            vanish(connection, lost, "reread")
            write(connection, _changes(connection, entry, reading, outcome, len(lost)))
        return outcome

    def fail(self, key: str, issue: Issue, *, reader: str | None = None) -> None:
        """See :class:`crosswire.store.base.Desk`. What came in is kept."""
        with self.writing() as connection:
            entry = connection.execute(select(RECEIVED).where(RECEIVED.c.key == key)).one()
            if entry.outcome == "read" and entry.report:
                vanish(connection, remove(connection, entry.report), "reread")
                links.drop(connection, entry.report)
            _unfail(connection, key, entry.name)
            _note(connection, [dataclasses.replace(issue, id=_failure(key))])
            values = {"outcome": "failed", "reader": reader, "report": None}
            connection.execute(update(RECEIVED).where(RECEIVED.c.key == key).values(values))

    def note(self, issues: Sequence[Issue]) -> None:
        """Keep issues that are not the outcome of a report."""
        if issues:
            with self.writing() as connection:
                _note(connection, issues)

    def unread_by(self, reader: str) -> Iterator[tuple[str, Received]]:
        """What was read, or failed, by other methods than these: by key, oldest first, with its raw bytes."""
        others = (RECEIVED.c.reader.is_(None)) | (RECEIVED.c.reader != reader)
        query = select(RECEIVED.c.sequence, RECEIVED.c.key).where(RECEIVED.c.payload.is_not(None), others)
        query = query.where(RECEIVED.c.outcome != "pending")
        for row in self.pages(query, RECEIVED.c.sequence, start=0):
            entry = self.received(row.key, raw=True)
            if entry is not None:
                yield row.key, entry

    def unread_all(self) -> None:
        """Mark everything as read by nobody in particular, so that the next reading again takes all of it."""
        with self.writing() as connection:
            connection.execute(update(RECEIVED).values(reader=None))

    def count_unread_by(self, *readers: str) -> int:
        """How many entries :meth:`unread_by` gives; of several readers, those that none of them read."""
        others = (RECEIVED.c.reader.is_(None)) | (RECEIVED.c.reader.not_in(readers))
        query = select(func.count()).select_from(RECEIVED).where(RECEIVED.c.payload.is_not(None), others)
        with self.reading_from() as connection:
            return int(connection.scalar(query.where(RECEIVED.c.outcome != "pending")) or 0)


def key_of(entry: Received) -> str:
    """The key of what came in: a hash of what is said about it and its text, without the raw bytes and without empty
    fields, so that a later version with more fields gives the same key."""
    said = _without_empty(msgspec.to_builtins(dataclasses.replace(entry, raw=None)))
    return make_id("report", json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def key_of_version_1(entry: Received) -> str:
    """The key that a desk of version 1 gave, which stays where two entries would have come to one."""
    said = msgspec.to_builtins(entry)
    kept = {name: said[name] for name in ("name", "media", "content", "given", "path")}
    kept["given"] = {name: kept["given"][name] for name in ("outlet", "title", "url", "language", "published")}
    return make_id("report", json.dumps(kept, ensure_ascii=False, separators=(",", ":")))


def text_hash(text: str) -> str:
    """The hash by which a text is known again after it was forgotten."""
    return hashlib.sha256(b"text\0" + text.encode("utf-8", "surrogatepass")).hexdigest()


def url_hash(url: str) -> str:
    """The hash by which a URL is known again after it was forgotten."""
    return hashlib.sha256(b"url\0" + url.encode("utf-8", "surrogatepass")).hexdigest()


def forget_entry(connection: Connection, key: str) -> None:
    """Empty an entry whose report was forgotten: only that it came, and failed for that reason, is left."""
    message = "a report that was forgotten came again and was not kept; to take it: crosswire add --allow-forgotten"
    issue = Issue(make_id("issue", key, "store", "forgotten"), FORGOTTEN_NAME, "store", "forgotten", message, True)
    _note(connection, [issue])
    values = {"name": FORGOTTEN_NAME, "payload": None, "raw": None, "report": None, "outcome": "failed"}
    digest = connection.scalar(select(RECEIVED.c.raw).where(RECEIVED.c.key == key))
    connection.execute(update(RECEIVED).where(RECEIVED.c.key == key).values(values))
    drop_raw(connection, digest)


def drop_raw(connection: Connection, digest: str | None) -> None:
    """Remove raw bytes that no entry refers to any longer."""
    if digest and not connection.scalar(select(RECEIVED.c.sequence).where(RECEIVED.c.raw == digest)):
        connection.execute(delete(RAWS).where(RAWS.c.hash == digest))


def remove(connection: Connection, report: str) -> list[str]:
    """Remove a reading and everything found in it; the ids that go, the report's own first."""
    gone = [report, *connection.scalars(select(RECORDS.c.id).where(RECORDS.c.report == report))]
    search_index.remove(connection, report)
    for table in (READINGS, DAYS, RECORDS, ISSUES):
        connection.execute(delete(table).where(table.c.report == report))
    return gone


def ids_of(reading: Reading) -> list[str]:
    """The ids of everything found in a reading that can be shown by itself."""
    groups: tuple[tuple[Any, ...], ...] = (
        reading.items,
        reading.times,
        reading.figures,
        reading.attributions,
        reading.assertions,
    )
    return [record.id for group in groups for record in group]


def _batches(entries: Iterable[Received | Issue]) -> Iterator[list[Received | Issue]]:
    batch: list[Received | Issue] = []
    held = 0
    for entry in entries:
        batch.append(entry)
        held += len(entry.content) + len(entry.raw or b"") if isinstance(entry, Received) else 0
        if len(batch) == _BATCH or held > _BATCH_SIZE:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _accept(connection: Connection, entry: Received | Issue, allow_forgotten: bool) -> int:
    if isinstance(entry, Issue):
        _note(connection, [entry])
        if not entry.fatal:
            return 0
        failed = {"key": entry.id, "name": entry.report, "outcome": "failed", "at": now()}
        return add_all(connection, RECEIVED, [failed])
    digest = hashlib.sha256(entry.raw).hexdigest() if entry.raw is not None else None
    key = key_of(entry)
    hashes = [*([digest] if digest else []), text_hash(entry.content), key]
    hashes += [url_hash(entry.given.url)] if entry.given.url else []
    if _is_forgotten(connection, hashes):
        if not allow_forgotten:
            _log.warning("%s: was forgotten and is not kept again; to take it: add --allow-forgotten", entry.name)
            refused = {"key": key, "name": FORGOTTEN_NAME, "outcome": "failed", "at": now()}
            new = add_all(connection, RECEIVED, [refused])
            if new:
                forget_entry(connection, key)
            return new
        _allow(connection, hashes)
        connection.execute(delete(RECEIVED).where(RECEIVED.c.key == key, RECEIVED.c.payload.is_(None)))
    if digest and entry.raw is not None:
        add_all(connection, RAWS, [{"hash": digest, "size": len(entry.raw), "body": zlib.compress(entry.raw)}])
    row = {
        "key": key,
        "name": entry.name,
        "payload": pack(dataclasses.replace(entry, raw=None)),
        "outcome": "pending",
        "raw": digest,
        "at": now(),
    }
    new = connection.execute(insert(RECEIVED).values(row).on_conflict_do_nothing()).rowcount
    if not new and digest:
        connection.execute(update(RECEIVED).where(RECEIVED.c.key == key, RECEIVED.c.raw.is_(None)).values(raw=digest))
        drop_raw(connection, digest)
    return new


def _is_forgotten(connection: Connection, hashes: Sequence[str]) -> bool:
    return connection.scalar(select(FORGOTTEN.c.hash).where(FORGOTTEN.c.hash.in_(hashes))) is not None


def _allow(connection: Connection, hashes: Sequence[str]) -> None:
    whose = list(connection.scalars(select(FORGOTTEN.c.what).where(FORGOTTEN.c.hash.in_(hashes))))
    connection.execute(delete(FORGOTTEN).where(FORGOTTEN.c.what.in_(whose)))


def _insert(connection: Connection, sequence: int, reading: Reading) -> int:
    report = reading.report
    row = {
        "report": report.id,
        "name": report.name,
        "outlet": report.outlet,
        "language": report.language,
        "kind": report.kind,
        "body": pack(reading),
        "url": report.url,
        "sequence": sequence,
        "indexed": search_index.VERSION,
    }
    new = connection.execute(insert(READINGS).values(row).on_conflict_do_nothing()).rowcount
    if new:
        add_all(connection, DAYS, days_of(reading))
        add_all(connection, RECORDS, [{"id": name, "report": report.id} for name in ids_of(reading)])
    return new


def _changes(
    connection: Connection, entry: Row[Any], reading: Reading, outcome: Outcome, lost: int
) -> Iterator[Change]:
    """What a kept reading means for the log: a duplicate is nothing new, and being read again only where ids went."""
    report = reading.report
    if lost:
        yield Change("reread", report.id, entry.report, report.id, (report.id,))
    if entry.outcome == "read" or outcome != "read":
        return
    yield Change("report-added", report.id, None, report.outlet, (report.id,))
    if report.url:
        same = select(READINGS.c.report).where(READINGS.c.url == report.url, READINGS.c.report != report.id)
        older = connection.scalar(same.order_by(READINGS.c.sequence.desc()))
        if older is not None:
            yield Change("version-changed", report.id, older, report.id, (older, report.id))


def _failure(key: str) -> str:
    """The id of why an entry could not be read: one for each entry, whatever it is called and says."""
    return make_id("issue", key)


def _unfail(connection: Connection, key: str, name: str) -> None:
    """Remove why an entry could not be read, now that it can. An earlier version kept that by name: it goes where no
    other one of the name failed."""
    if connection.execute(delete(ISSUES).where(ISSUES.c.id == _failure(key))).rowcount:
        return
    failed = select(func.count()).select_from(RECEIVED).where(RECEIVED.c.name == name, RECEIVED.c.outcome == "failed")
    if not connection.scalar(failed):
        connection.execute(delete(ISSUES).where(ISSUES.c.report == name, ISSUES.c.fatal == 1))


def _note(connection: Connection, issues: Sequence[Issue]) -> None:
    fields = ("id", "report", "stage", "reason", "message")
    add_all(connection, ISSUES, [{**{f: getattr(i, f) for f in fields}, "fatal": int(i.fatal)} for i in issues])


def days_of(reading: Reading) -> list[dict[str, Any]]:
    """One row per span of days that the report or an item of it is dated on."""
    dates = {reading.report.published.edtf, *(item.published.edtf for item in reading.items)}
    rows = []
    for date in sorted(date for date in dates if date):
        first, last = edtf.bounds(date)
        if first is None or last is None:
            continue
        rows.append({"report": reading.report.id, "first": first.isoformat(), "last": last.isoformat()})
    return rows


def _without_empty(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    return {name: _without_empty(part) for name, part in value.items() if part is not None and part not in ((), [])}
