"""The desk's connection to SQLite: transactions, durability, and errors as messages that say what to do.

Durability: write-ahead log with ``synchronous=FULL``: what a call returned from survives a kill and a power loss; a
transaction cut off in the middle is as if it had not begun. A writer takes the write lock when it begins, so that two
programs wait for each other (up to 30 s, then fail with a message) and never fail halfway.
"""

import datetime as dt
import sqlite3
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Engine, Select, Table, create_engine, event
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DatabaseError, IntegrityError, ProgrammingError

from crosswire.base.errors import RunFailed
from crosswire.store.folder import DATABASE, open_folder

WAIT_SECONDS = 30.0
_AT_A_TIME = 500
T = TypeVar("T")


class Database:
    """An open desk folder. Parts of the desk build on :meth:`reading_from` and :meth:`writing`."""

    def __init__(self, path: Path, *, wait: float = WAIT_SECONDS) -> None:
        self.path = open_folder(path)
        self.file = self.path / DATABASE
        self._local = threading.local()
        self._engine = create_engine(f"sqlite:///{self.file}", connect_args={"timeout": wait})
        event.listen(self._engine, "connect", _pragmas)
        event.listen(self._engine, "begin", _begin)
        self._writer: Engine = self._engine.execution_options(crosswire_writes=True)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """See :class:`crosswire.store.base.Desk`."""
        with self.writing() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a write transaction: that of the enclosing :meth:`transaction`, or one of its own."""
        open_one: Connection | None = getattr(self._local, "connection", None)
        if open_one is not None:
            yield open_one
            return
        with said(self.path), self._writer.begin() as connection:
            self._local.connection = connection
            try:
                yield connection
            finally:
                self._local.connection = None

    @contextmanager
    def reading_from(self) -> Iterator[Connection]:
        """A connection that sees one state of the desk; inside a transaction, that one's."""
        open_one: Connection | None = getattr(self._local, "connection", None)
        if open_one is not None:
            yield open_one
            return
        with said(self.path), self._engine.begin() as connection:
            yield connection

    def pages(self, query: Select[Any], column: Any, *, start: Any) -> Iterator[Any]:
        """The rows of ``query`` in order of ``column``, fetched 500 at a time, so that memory stays flat and nothing
        is locked between them. ``column`` is unique and above ``start``."""
        while True:
            with self.reading_from() as connection:
                rows = connection.execute(query.where(column > start).order_by(column).limit(_AT_A_TIME)).all()
            yield from rows
            if len(rows) < _AT_A_TIME:
                return
            start = getattr(rows[-1], column.key)

    def close(self) -> None:
        """See :class:`crosswire.store.base.Desk`."""
        self._engine.dispose()


@contextmanager
def said(path: Path) -> Iterator[None]:
    """Turns the database's errors into RunFailed with what to do about them."""
    try:
        yield
    except (IntegrityError, ProgrammingError):
        raise
    except DatabaseError as error:
        raise failure(path, error.orig) from error
    except sqlite3.Error as error:
        raise failure(path, error) from error
    except (zlib.error, UnicodeDecodeError) as error:
        # SQLite's own message about a damaged schema quotes it, in bytes that may be no text.
        raise damaged(path, str(error)) from error


def failure(path: Path, error: BaseException | None) -> RunFailed:
    """What to tell a person about an error of SQLite."""
    code = str(getattr(error, "sqlite_errorname", ""))
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return RunFailed("desk-locked", f"{path}: another program is writing to this desk; try again when it is done")
    if code.startswith("SQLITE_FULL"):
        return RunFailed(
            "disk-full", f"{path}: the disk is full; what was accepted is kept: make room and run it again"
        )
    if code.startswith("SQLITE_READONLY"):
        return RunFailed("desk-read-only", f"{path}: may not be written to; check its permissions")
    if code.startswith("SQLITE_IOERR"):
        return RunFailed(
            "desk-io", f"{path}: the disk refuses to read or write ({error}); what was accepted before is kept"
        )
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT")):
        return damaged(path, str(error))
    return RunFailed(
        "desk-unusable",
        f"{path}: cannot be used as a desk ({error}); name another folder with --desk, or restore this one from a copy",
    )


def damaged(path: Path, what: str) -> RunFailed:
    """What to tell a person whose desk is damaged."""
    return RunFailed(
        "desk-damaged",
        f"{path}: is damaged ({what}); nothing was overwritten: crosswire check --desk {path} says how far, "
        "then restore it from a backup",
    )


def pack(record: Any) -> bytes:
    """A record as compressed JSON."""
    return zlib.compress(msgspec.json.encode(record))


def unpack(path: Path, body: bytes, kind: type[T]) -> T:
    """The record that :func:`pack` made. Raises RunFailed where it is damaged or of another version."""
    try:
        return msgspec.json.decode(zlib.decompress(body), type=kind)
    except zlib.error as error:
        raise damaged(path, str(error)) from error
    except msgspec.ValidationError as error:
        raise RunFailed(
            "reading-outdated",
            f"{path}: holds a reading by a version that this one does not understand ({error}); "
            f"read its reports again: crosswire reread --all --desk {path}",
        ) from error
    except (msgspec.DecodeError, TypeError, ValueError) as error:
        # A flipped byte can also turn a row's bytes into a text or a number.
        raise damaged(path, str(error)) from error


def add_all(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> int:
    """Insert rows that are not there yet; how many were new."""
    return connection.execute(insert(table).on_conflict_do_nothing(), rows).rowcount if rows else 0


def now() -> str:
    """The moment in UTC, ISO 8601 to the second."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _pragmas(connection: Any, _record: Any) -> None:
    # SQLAlchemy begins the transactions (_begin), not the driver, which would leave the schema's changes outside them.
    connection.isolation_level = None
    cursor = connection.cursor()
    _into_wal(cursor)
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "trusted_schema=OFF"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _into_wal(cursor: sqlite3.Cursor) -> None:
    """SQLite does not wait for a lock when it changes the journal's mode, so two programs that open a new desk at once
    would trip over each other."""
    for attempt in range(100):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if attempt == 99 or not str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_BUSY"):
                raise
            time.sleep(0.05)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("crosswire_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
