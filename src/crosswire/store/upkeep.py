"""Looking after a desk: backup while in use, check, forget."""

import os
import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, delete, func, inspect, select, text, update

from crosswire.base.errors import RunFailed
from crosswire.model.account import Reading
from crosswire.model.report import Received
from crosswire.store import checking, links, search_index
from crosswire.store.base import Change
from crosswire.store.database import Database, add_all, failure, now, said, unpack
from crosswire.store.folder import BACKUPS, DATABASE, size
from crosswire.store.intake import FORGOTTEN_NAME, drop_raw, ids_of, remove, text_hash, url_hash
from crosswire.store.journal import lead, vanish, write
from crosswire.store.schema import (
    CHANGES,
    DERIVED,
    FORGOTTEN,
    ISSUES,
    READINGS,
    RECEIVED,
    STORY_ITEMS,
)

_ID = re.compile(r"[a-z]{3}-[0-9a-f]{15}")


class UpkeepPart(Database):
    """Backup, check and forget."""

    def backup(self, to: Path) -> int:
        """Copy the desk, while it is in use, into the new folder ``to``; the copy's size in bytes.

        The copy is one state of the desk and is checked before it gets its name. Raises RunFailed where ``to`` exists,
        or the copy is not sound; then nothing is left behind.
        """
        if to.exists():
            raise RunFailed("backup-exists", f"{to}: is there already; name a folder that is not (nothing was written)")
        unfinished = to.with_name(f"{to.name}.unfinished")
        unfinished.mkdir(parents=True, exist_ok=True)
        file = unfinished / DATABASE
        for old in (file, Path(f"{file}-journal")):
            old.unlink(missing_ok=True)
        try:
            with said(self.path), closing(sqlite3.connect(self.file)) as source, closing(sqlite3.connect(file)) as copy:
                source.backup(copy, pages=1000, sleep=0.005)
                copy.execute("PRAGMA journal_mode=DELETE")
            self._copy_rest(unfinished)
            problems = list(checking.sound(file))
        except (RunFailed, OSError):
            _discard(unfinished)
            raise
        if problems:
            _discard(unfinished)
            raise RunFailed("backup-unsound", f"{to}: the copy is not sound ({problems[0]}); nothing was written")
        _sync(unfinished)
        unfinished.rename(to)
        return sum(one.stat().st_size for one in to.iterdir())

    def _copy_rest(self, to: Path) -> None:
        """The small files beside the database (sources, alerts); other databases by SQLite's own copying."""
        for one in sorted(self.path.iterdir()):
            if not one.is_file() or one.name.startswith(DATABASE) or one.name.endswith(("-wal", "-shm", "-journal")):
                continue
            if one.suffix == ".sqlite":
                with closing(sqlite3.connect(one)) as source, closing(sqlite3.connect(to / one.name)) as copy:
                    source.backup(copy)
            else:
                (to / one.name).write_bytes(one.read_bytes())

    def backups(self) -> Sequence[Path]:
        """The backups kept inside the desk's own folder."""
        folder = self.path / BACKUPS
        return sorted(one for one in folder.iterdir() if one.is_dir()) if folder.is_dir() else []

    def check(self) -> list[str]:
        """What is wrong with the desk, each with what to do; empty when it is sound."""
        return list(checking.problems(self.file))

    def check_file(self) -> list[str]:
        """What SQLite finds wrong with the file; quicker than :meth:`check`."""
        return list(checking.sound(self.file))

    def size(self) -> int:
        """Bytes of the desk's folder."""
        return size(self.path)

    def entry_keys(self, report: str) -> Sequence[str]:
        """The keys of what came in that led to a report."""
        with self.reading_from() as connection:
            return list(connection.scalars(select(RECEIVED.c.key).where(RECEIVED.c.report == report)))

    def forget(self, reports: Sequence[str], why: str, *, url: str | None = None) -> int:
        """Remove reports, what came in for them, and everything derived from them; how many ids went.

        What is left: that it was done and why, and hashes by which the same text, bytes or URL is known again. Then the
        file is rewritten without the freed pages. Raises RunFailed where a report is not on the desk.
        """
        with self.writing() as connection:
            gone: list[str] = []
            for report in reports:
                gone += self._forget(connection, report, url)
            vanish(connection, gone, "forgotten")
            write(connection, [Change("forgotten", report, None, why, ()) for report in reports])
        self._scrub()
        return len(gone)

    def forget_failed(self, name: str, why: str) -> int:
        """Remove what came in under this name and could not be read; how many entries."""
        query = select(RECEIVED).where(RECEIVED.c.name == name, RECEIVED.c.outcome == "failed")
        with self.writing() as connection:
            rows = connection.execute(query).all()
            for row in rows:
                self._remember(connection, row.key, [row.key, *([row.raw] if row.raw else [])])
                self._empty(connection, [row.key])
                write(connection, [Change("forgotten", row.key, None, why, ())])
            connection.execute(delete(ISSUES).where(ISSUES.c.report == name))
        if rows:
            self._scrub()
        return len(rows)

    def replace_noted(self, url: str, reason: str) -> int:
        """Remove the reports under a URL that have a note of this reason, now that a later one stands there: their ids
        lead to it, and what came in counts as a duplicate of it. How many; 0 where there is no other report."""
        noted = select(ISSUES.c.report).where(ISSUES.c.reason == reason)
        at = select(READINGS.c.report).where(READINGS.c.url == url).order_by(READINGS.c.sequence.desc())
        with self.writing() as connection:
            old = list(connection.scalars(at.where(READINGS.c.report.in_(noted))))
            new = connection.scalar(at.where(READINGS.c.report.not_in(noted))) if old else None
            if new is None:
                return 0
            for report in old:
                vanish(connection, remove(connection, report), "replaced")
                links.drop(connection, report)
                values = {"outcome": "duplicate", "report": new, "payload": None}
                connection.execute(update(RECEIVED).where(RECEIVED.c.report == report).values(values))
                lead(connection, report, new)
        return len(old)

    def _forget(self, connection: Connection, report: str, url: str | None) -> list[str]:
        body = connection.scalar(select(READINGS.c.body).where(READINGS.c.report == report))
        if body is None:
            raise RunFailed("unknown-id", f"no report {report} on {self.path}; nothing was forgotten")
        reading = unpack(self.path, body, Reading)
        rows = connection.execute(select(RECEIVED).where(RECEIVED.c.report == report)).all()
        hashes = [report, text_hash(reading.report.text), *(row.key for row in rows)]
        hashes += [row.raw for row in rows if row.raw]
        for address in {url, reading.report.url} - {None}:
            hashes += self._forget_address(connection, str(address), report, asked=address == url)
        for row in rows:
            if row.payload is not None:
                hashes.append(text_hash(unpack(self.path, row.payload, Received).content))
        self._remember(connection, report, hashes)
        ids = {report, *ids_of(reading), *remove(connection, report)}
        names = {row.name for row in rows}
        self._empty(connection, [row.key for row in rows])
        for name in names:
            if not connection.scalar(select(RECEIVED.c.sequence).where(RECEIVED.c.name == name)):
                connection.execute(delete(ISSUES).where(ISSUES.c.report == name))
        touched = _derived_from(connection, ids)
        links.drop(connection, report)
        connection.execute(delete(STORY_ITEMS).where(STORY_ITEMS.c.report == report))
        for one in touched:
            connection.execute(delete(DERIVED).where(DERIVED.c.id == one))
        _blank(connection, ids | set(touched))
        return sorted(ids | set(touched))

    def _forget_address(self, connection: Connection, url: str, report: str, *, asked: bool) -> list[str]:
        """The hash by which a URL is refused from now on: where it was asked for, or no other version under it stays.
        What feeds listed of it goes too."""
        if inspect(connection).has_table("listings"):
            connection.execute(text("DELETE FROM listings WHERE url = :url"), {"url": url})
        others = select(READINGS.c.report).where(READINGS.c.url == url, READINGS.c.report != report)
        return [url_hash(url)] if asked or connection.scalar(others) is None else []

    def _remember(self, connection: Connection, what: str, hashes: Iterable[str]) -> None:
        rows = [{"hash": one, "what": what, "at": now()} for one in dict.fromkeys(hashes)]
        add_all(connection, FORGOTTEN, rows)

    def _empty(self, connection: Connection, keys: Sequence[str]) -> None:
        """Empty entries: the row stays, so that counts add up, without name, text or bytes."""
        for key in keys:
            digest = connection.scalar(select(RECEIVED.c.raw).where(RECEIVED.c.key == key))
            values = {"name": FORGOTTEN_NAME, "payload": None, "raw": None, "report": None, "outcome": "forgotten"}
            connection.execute(update(RECEIVED).where(RECEIVED.c.key == key).values(values))
            drop_raw(connection, digest)

    def _scrub(self) -> None:
        """Rewrite the file, so that nothing of what was removed is left in free pages, the index or the log."""
        with self.writing() as connection:
            for kind in search_index.KINDS:
                name = search_index.table(kind)
                connection.exec_driver_sql(f"INSERT INTO {name}({name}) VALUES ('optimize')")
        try:
            with closing(sqlite3.connect(self.file, timeout=30, isolation_level=None)) as connection:
                connection.execute("PRAGMA secure_delete=ON")
                connection.execute("VACUUM")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            raise RunFailed(
                "not-scrubbed",
                f"{self.path}: forgotten, but its bytes may still stand in the file ({failure(self.path, error)}); "
                "run it again when no other program uses the desk: crosswire forget --scrub",
            ) from error

    def scrub(self) -> None:
        """Rewrite the file without what was removed from it."""
        self._scrub()

    def forgotten(self) -> int:
        """How many things were forgotten."""
        with self.reading_from() as connection:
            return int(connection.scalar(select(func.count(func.distinct(FORGOTTEN.c.what)))) or 0)


def _derived_from(connection: Connection, ids: set[str]) -> list[str]:
    """The kept records that name one of these ids anywhere."""
    found = []
    last = ""
    while rows := connection.execute(
        select(DERIVED.c.id, DERIVED.c.body).where(DERIVED.c.id > last).order_by(DERIVED.c.id).limit(500)
    ).all():
        found += [row.id for row in rows if not ids.isdisjoint(_ID.findall(row.body))]
        last = rows[-1].id
    return found


def _blank(connection: Connection, ids: set[str]) -> None:
    """Leave of the changes about these ids that they happened, and no value of them."""
    last = 0
    query = select(CHANGES.c.sequence, CHANGES.c.subject, CHANGES.c.evidence).where(CHANGES.c.kind != "judgement")
    while rows := connection.execute(
        query.where(CHANGES.c.sequence > last).order_by(CHANGES.c.sequence).limit(500)
    ).all():
        for row in rows:
            if row.subject in ids or not ids.isdisjoint(_ID.findall(row.evidence)):
                values = {"before": None, "after": None}
                connection.execute(update(CHANGES).where(CHANGES.c.sequence == row.sequence).values(values))
        last = rows[-1].sequence


def _discard(folder: Path) -> None:
    for one in folder.iterdir():
        one.unlink()
    folder.rmdir()


def _sync(folder: Path) -> None:
    for one in [*folder.iterdir(), folder]:
        handle = os.open(one, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
