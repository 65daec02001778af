"""Brings a desk of an earlier version to this one's, in one transaction: whole, or not at all.

Each step is SQL (and where rows change, Python) as it was when that version was made; it uses nothing that may change
later, no table of :mod:`crosswire.store.schema` and no record of the model. A released step is never edited.
"""

import json
import zlib
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, text

from crosswire.base.ids import make_id

# Desks of version 2 were made with and without what linking keeps.
_V3 = """
CREATE TABLE IF NOT EXISTS to_link (report VARCHAR NOT NULL, day VARCHAR NOT NULL, PRIMARY KEY (report));
CREATE INDEX IF NOT EXISTS ix_to_link_day ON to_link (day);
CREATE TABLE IF NOT EXISTS to_tell (story VARCHAR NOT NULL, PRIMARY KEY (story));
CREATE TABLE IF NOT EXISTS sketches (number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, id VARCHAR NOT NULL UNIQUE,
  report VARCHAR NOT NULL, language VARCHAR NOT NULL, "key" INTEGER NOT NULL, words BLOB NOT NULL, marks BLOB NOT NULL,
  listed INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS ix_sketches_report ON sketches (report);
CREATE INDEX IF NOT EXISTS ix_sketches_key ON sketches ("key");
CREATE TABLE IF NOT EXISTS buckets ("key" INTEGER NOT NULL, seen INTEGER NOT NULL, numbers BLOB NOT NULL,
  PRIMARY KEY ("key"));
CREATE TABLE IF NOT EXISTS streamed (arrived INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, item VARCHAR NOT NULL UNIQUE,
  report VARCHAR NOT NULL, story VARCHAR NOT NULL, day INTEGER NOT NULL, body BLOB NOT NULL, edge TEXT);
CREATE INDEX IF NOT EXISTS ix_streamed_report ON streamed (report);
CREATE INDEX IF NOT EXISTS ix_streamed_story ON streamed (story);
CREATE INDEX IF NOT EXISTS ix_streamed_day ON streamed (day);
CREATE TABLE IF NOT EXISTS copy_ends (report VARCHAR NOT NULL, link VARCHAR NOT NULL, PRIMARY KEY (report, link));
CREATE INDEX IF NOT EXISTS ix_copy_ends_link ON copy_ends (link);
"""
_V2 = """
ALTER TABLE received ADD COLUMN raw VARCHAR;
ALTER TABLE received ADD COLUMN at VARCHAR;
ALTER TABLE received ADD COLUMN reader VARCHAR;
CREATE INDEX ix_received_report ON received (report);
CREATE INDEX ix_received_raw ON received (raw);
CREATE TABLE raws (hash VARCHAR NOT NULL, size INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (hash));
ALTER TABLE readings ADD COLUMN url VARCHAR;
ALTER TABLE readings ADD COLUMN sequence INTEGER;
ALTER TABLE readings ADD COLUMN indexed INTEGER;
CREATE INDEX ix_readings_url ON readings (url);
CREATE INDEX ix_readings_indexed ON readings (indexed);
CREATE TABLE days_2 (report VARCHAR NOT NULL, first VARCHAR NOT NULL, last VARCHAR NOT NULL,
  PRIMARY KEY (report, first, last));
INSERT INTO days_2 SELECT report, first, last FROM days;
DROP TABLE days;
ALTER TABLE days_2 RENAME TO days;
CREATE INDEX days_first_last ON days (first, last);
ALTER TABLE derived ADD COLUMN story VARCHAR;
CREATE INDEX ix_derived_kind ON derived (kind);
CREATE INDEX ix_derived_story ON derived (story);
CREATE TABLE story_items (story VARCHAR NOT NULL, item VARCHAR NOT NULL, report VARCHAR NOT NULL,
  PRIMARY KEY (story, item));
CREATE INDEX ix_story_items_item ON story_items (item);
CREATE INDEX ix_story_items_report ON story_items (report);
CREATE INDEX ix_issues_report ON issues (report);
CREATE TABLE judgements (sequence INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, id VARCHAR NOT NULL UNIQUE,
  relation VARCHAR NOT NULL, "left" VARCHAR NOT NULL, "right" VARCHAR NOT NULL, verdict VARCHAR NOT NULL,
  score FLOAT NOT NULL, method VARCHAR NOT NULL, why TEXT NOT NULL, "by" VARCHAR NOT NULL, at VARCHAR);
CREATE TABLE changes (sequence INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, at VARCHAR NOT NULL, kind VARCHAR NOT NULL,
  subject VARCHAR NOT NULL, before TEXT, after TEXT, evidence TEXT NOT NULL);
CREATE INDEX ix_changes_subject ON changes (subject);
CREATE TABLE redirects (old VARCHAR NOT NULL, new VARCHAR NOT NULL, at VARCHAR NOT NULL, PRIMARY KEY (old));
CREATE INDEX ix_redirects_new ON redirects (new);
CREATE TABLE gone (id VARCHAR NOT NULL, why VARCHAR NOT NULL, at VARCHAR NOT NULL, PRIMARY KEY (id));
CREATE TABLE forgotten (hash VARCHAR NOT NULL, what VARCHAR NOT NULL, at VARCHAR NOT NULL, PRIMARY KEY (hash));
CREATE INDEX ix_forgotten_what ON forgotten (what);
CREATE TABLE entries (number INTEGER NOT NULL, kind VARCHAR NOT NULL, record VARCHAR NOT NULL,
  report VARCHAR NOT NULL, item VARCHAR, outlet VARCHAR, language VARCHAR, first VARCHAR, last VARCHAR,
  PRIMARY KEY (number));
CREATE INDEX ix_entries_record ON entries (record);
CREATE INDEX ix_entries_report ON entries (report);
CREATE TABLE named (report VARCHAR NOT NULL, item VARCHAR NOT NULL, entity VARCHAR NOT NULL, type VARCHAR NOT NULL,
  name TEXT NOT NULL, aliases TEXT NOT NULL, lat FLOAT, lon FLOAT, PRIMARY KEY (report, item, entity));
CREATE INDEX named_entity_aliases ON named (entity, aliases);
CREATE INDEX named_lat_lon ON named (lat, lon);
"""


def migrate(connection: Connection, found: int, wanted: int) -> None:
    """Take a desk from version ``found`` to ``wanted``, inside the caller's transaction.

    Raises KeyError where a version between has no step.
    """
    for version in range(found, wanted):
        STEPS[version](connection)
    connection.execute(text("UPDATE facts SET value = :to WHERE name = 'version'"), {"to": str(wanted)})


def _to_2(connection: Connection) -> None:
    _script(connection, _V2)
    _rekey(connection)
    _urls(connection)


def _to_3(connection: Connection) -> None:
    """What was never linked waits to be."""
    _script(connection, _V3)
    never = (
        "INSERT OR IGNORE INTO to_link (report, day) SELECT r.report, coalesce(min(d.first), '9999-12-31')"
        " FROM readings r LEFT JOIN days d ON d.report = r.report"
        " WHERE r.report NOT IN (SELECT report FROM streamed) GROUP BY r.report"
    )
    connection.exec_driver_sql(never)


def _rekey(connection: Connection) -> None:
    """Version 1's keys hashed every field, empty ones too, so that a new field would have changed them all."""
    for number in _column(connection, "SELECT sequence FROM received WHERE payload IS NOT NULL"):
        row = {"n": number}
        payload = connection.execute(text("SELECT payload FROM received WHERE sequence = :n"), row).scalar_one()
        said = _without_empty(json.loads(zlib.decompress(payload)))
        key = make_id("report", json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
        connection.execute(text("UPDATE OR IGNORE received SET key = :key WHERE sequence = :n"), {**row, "key": key})


def _urls(connection: Connection) -> None:
    for report in _column(connection, "SELECT report FROM readings"):
        row = {"r": report}
        body = connection.execute(text("SELECT body FROM readings WHERE report = :r"), row).scalar_one()
        url = json.loads(zlib.decompress(body))["report"].get("url")
        connection.execute(text("UPDATE readings SET url = :url WHERE report = :r"), {**row, "url": url})
    connection.execute(
        text(
            "UPDATE readings SET sequence = (SELECT min(sequence) FROM received"
            " WHERE received.report = readings.report AND outcome = 'read')"
        )
    )


def _without_empty(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    return {name: _without_empty(part) for name, part in value.items() if part is not None}


def _column(connection: Connection, query: str) -> list[Any]:
    return list(connection.execute(text(query)).scalars())


def _script(connection: Connection, script: str) -> None:
    for statement in script.split(";"):
        if statement.strip():
            connection.exec_driver_sql(statement)


STEPS: Mapping[int, Callable[[Connection], None]] = {1: _to_2, 2: _to_3}
