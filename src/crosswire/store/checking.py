"""Whether a desk is sound: the file, every compressed body, every id, the search index.

Reads the database as it is, with nothing of the desk's own opening: it writes nothing, takes nothing over and migrates
nothing, so that it can be pointed at a damaged file.
"""

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import msgspec

from crosswire.model.account import Reading
from crosswire.model.report import Received
from crosswire.store import checking_links as links
from crosswire.store.folding import fold
from crosswire.store.intake import days_of, ids_of, key_of, key_of_version_1
from crosswire.store.schema import VERSION

T = TypeVar("T")

_RESTORE = "restore the desk from a backup"
_REREAD = "run: crosswire reread --all"
_REINDEX = "run: crosswire reread --index"
_MOST = 20
Look = Callable[[sqlite3.Connection], Iterator[str]]
"""Reads a desk and yields a line for each thing that is wrong."""


def sound(file: Path) -> Iterator[str]:
    """What SQLite finds wrong with a database; nothing when it is sound."""
    try:
        with closing(_open(file)) as connection:
            found = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({_MOST})")]
            yield from (f"the file is damaged: {one}; {_RESTORE}" for one in found if one != "ok")
            for row in connection.execute("PRAGMA foreign_key_check"):
                yield f"a row of {row[0]} refers to one of {row[2]} that is not there; {_RESTORE}"
    except (sqlite3.Error, UnicodeDecodeError) as error:
        yield f"the file is damaged: {error}; {_RESTORE}"


def problems(file: Path, *more: Look) -> Iterator[str]:
    """Everything that is wrong with a desk, one line each, with what to do. At most 20 lines of one sort.

    ``more``: what else to look at, of things that the store keeps and does not understand."""
    damaged = list(sound(file))
    yield from damaged
    try:
        with closing(_open(file)) as connection:
            found = connection.execute("SELECT value FROM facts WHERE name = 'version'").fetchone()
            if found is None or str(found[0]) != str(VERSION):
                yield f"a desk of version {found[0] if found else 'unknown'}: open it with crosswire status first"
                return
            looks = (_received, _raws, _readings, _ids, _issues, _logs, _index)
            derived = (links.sketches, links.placed, links.stories, links.logs, links.watched)
            for look in (*looks, *derived, *more):
                yield from _some(look(connection))
        if not damaged:
            yield from _words(file)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if not damaged:
            yield f"the file is damaged: {error}; {_RESTORE}"


def _open(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=30)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return connection


def _some(found: Iterator[str]) -> Iterator[str]:
    for number, line in enumerate(found):
        if number == _MOST:
            yield "… and more of the same"
            return
        yield line


def _received(connection: sqlite3.Connection) -> Iterator[str]:
    for key, name, payload, outcome, report, raw in connection.execute(
        "SELECT key, name, payload, outcome, report, raw FROM received ORDER BY sequence"
    ):
        if payload is not None:
            entry = _opened(payload, Received)
            if isinstance(entry, str):
                yield f"what came in as {key} cannot be opened ({entry}); {_RESTORE}"
            elif entry.name != name or key not in (key_of(entry), key_of_version_1(entry)):
                yield f"what came in as {key} is not what its key says; {_RESTORE}"
        if outcome not in ("pending", "read", "duplicate", "failed", "forgotten"):
            yield f"what came in as {key} has the outcome {outcome!r}, which there is not; {_RESTORE}"
        if outcome in ("read", "duplicate") and not _has(connection, "readings", "report", report):
            yield f"the reading of {key} ({report}) is missing; {_REREAD}"
        if raw and not _has(connection, "raws", "hash", raw):
            yield f"the bytes of {key} are missing; {_RESTORE}, or add the file again"


def _raws(connection: sqlite3.Connection) -> Iterator[str]:
    for digest, size, body in connection.execute("SELECT hash, size, body FROM raws"):
        try:
            content = zlib.decompress(body)
        except (zlib.error, TypeError) as error:
            yield f"kept bytes {digest[:12]}… cannot be opened ({error}); {_RESTORE}"
            continue
        if len(content) != size or hashlib.sha256(content).hexdigest() != digest:
            yield f"kept bytes {digest[:12]}… are not what came in; {_RESTORE}"


def _readings(connection: sqlite3.Connection) -> Iterator[str]:
    for report, body, *row in connection.execute(
        "SELECT report, body, name, outlet, language, kind, url FROM readings ORDER BY report"
    ):
        reading = _opened(body, Reading)
        if isinstance(reading, str):
            yield f"the reading of {report} cannot be opened ({reading}); {_REREAD}"
            continue
        said = reading.report
        if said.id != report or row != [said.name, said.outlet, said.language, said.kind, said.url]:
            yield f"the reading of {report} is not the one its row says; {_REREAD}"
        records = {one for (one,) in connection.execute("SELECT id FROM records WHERE report = ?", (report,))}
        days = set(connection.execute("SELECT first, last FROM days WHERE report = ?", (report,)))
        if not records <= set(ids_of(reading)) or days - {(day["first"], day["last"]) for day in days_of(reading)}:
            yield f"the ids or days of {report} are not those of its reading; {_REREAD}"
        words = connection.execute(
            "SELECT words FROM found_reports JOIN entries ON number = found_reports.rowid WHERE record = ?", (report,)
        ).fetchone()
        if words is not None and words[0] != fold(said.text):
            yield f"the search index has other words for {report} than it says; {_REINDEX}"
        text = said.text
        spans = [span for claim in reading.attributions for span in claim.content]
        if any(text[span.start : span.end] != span.exact for span in spans):
            yield f"the claims of {report} do not stand in its text; {_REREAD}"


def _ids(connection: sqlite3.Connection) -> Iterator[str]:
    missing = "WHERE NOT EXISTS (SELECT 1 FROM readings WHERE readings.report = {table}.report)"
    for table, one in (("records", "id"), ("days", "report"), ("named", "entity")):
        for (name,) in connection.execute(f"SELECT DISTINCT {one} FROM {table} {missing.format(table=table)}"):
            yield f"{name} (in {table}) belongs to a report that is not there; {_REREAD}"
    for story, report in connection.execute(
        f"SELECT DISTINCT story, report FROM story_items {missing.format(table='story_items')}"
    ):
        yield f"story {story} has an item of {report}, which is not there; make the brief of its day again"


def _issues(connection: sqlite3.Connection) -> Iterator[str]:
    """Every entry that could not be read has its reason."""
    said = "SELECT 1 FROM issues WHERE fatal = 1 AND (issues.report = received.name OR issues.id = received.key)"
    for (key,) in connection.execute(f"SELECT key FROM received WHERE outcome = 'failed' AND NOT EXISTS ({said})"):
        yield f"what came in as {key} could not be read, and nothing says why; {_REREAD}"


def _logs(connection: sqlite3.Connection) -> Iterator[str]:
    for (old,) in connection.execute("SELECT a.old FROM redirects a JOIN redirects b ON a.new = b.old"):
        yield f"{old} leads to an id that leads on; {_RESTORE}"
    undone = (
        "SELECT id, left FROM judgements j WHERE relation = 'undo'"
        " AND NOT EXISTS (SELECT 1 FROM judgements o WHERE o.id = j.left)"
    )
    for identifier, left in connection.execute(undone):
        yield f"judgement {identifier} undoes {left}, which is not in the log; {_RESTORE}"


def _index(connection: sqlite3.Connection) -> Iterator[str]:
    for kind in ("reports", "items", "claims", "entities"):
        table = f"found_{kind}"
        entries = f"SELECT number FROM entries WHERE kind = '{kind}'"
        for count in connection.execute(
            f"SELECT (SELECT count(*) FROM {table} WHERE rowid NOT IN ({entries}))"
            f" + (SELECT count(*) FROM entries WHERE kind = '{kind}' AND number NOT IN (SELECT rowid FROM {table}))"
        ):
            if count[0]:
                yield f"the search index of {kind} and what it is about differ in {count[0]} rows; {_REINDEX}"
    lacking = "SELECT count(*) FROM readings WHERE report NOT IN (SELECT record FROM entries WHERE kind = 'reports')"
    (count,) = connection.execute(lacking).fetchone()
    if count:
        yield f"{count} report(s) are not in the search index; {_REINDEX}"


def _words(file: Path) -> Iterator[str]:
    """SQLite's check of a full-text table is an INSERT by its syntax, so it needs a connection that may write."""
    with closing(sqlite3.connect(file, timeout=30, isolation_level=None)) as connection:
        for kind in ("reports", "items", "claims", "entities"):
            table = f"found_{kind}"
            try:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")
            except sqlite3.DatabaseError as error:
                yield f"the search index of {kind} is damaged ({error}); {_REINDEX}"
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")


def _opened(body: bytes, kind: type[T]) -> T | str:
    """The record, or why it cannot be opened."""
    try:
        return msgspec.json.decode(zlib.decompress(body), type=kind)
    except (zlib.error, msgspec.DecodeError, TypeError, ValueError) as error:
        return str(error)


def _has(connection: sqlite3.Connection, table: str, column: str, value: str | None) -> bool:
    return connection.execute(f"SELECT 1 FROM {table} WHERE {column} = ?", (value,)).fetchone() is not None
