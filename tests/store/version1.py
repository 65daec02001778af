"""Writes a desk as version 1 of the schema did: one file, the tables of that version, invented reports in it."""

import json
import sqlite3
import zlib
from pathlib import Path
from typing import Any

from crosswire.base.ids import make_id

SCHEMA = """
CREATE TABLE facts (name VARCHAR NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name));
CREATE TABLE received (sequence INTEGER NOT NULL, "key" VARCHAR NOT NULL, name VARCHAR NOT NULL, payload BLOB,
  outcome VARCHAR NOT NULL, report VARCHAR, PRIMARY KEY (sequence), UNIQUE ("key"));
CREATE INDEX ix_received_outcome ON received (outcome);
CREATE TABLE readings (report VARCHAR NOT NULL, name VARCHAR NOT NULL, outlet VARCHAR, language VARCHAR NOT NULL,
  kind VARCHAR NOT NULL, body BLOB NOT NULL, PRIMARY KEY (report));
CREATE TABLE days (report VARCHAR NOT NULL, first VARCHAR NOT NULL, last VARCHAR NOT NULL, PRIMARY KEY (report, first));
CREATE INDEX days_first_last ON days (first, last);
CREATE TABLE records (id VARCHAR NOT NULL, report VARCHAR NOT NULL, PRIMARY KEY (id));
CREATE INDEX ix_records_report ON records (report);
CREATE TABLE derived (id VARCHAR NOT NULL, kind VARCHAR NOT NULL, body TEXT NOT NULL, PRIMARY KEY (id));
CREATE TABLE issues (id VARCHAR NOT NULL, report VARCHAR NOT NULL, stage VARCHAR NOT NULL, reason VARCHAR NOT NULL,
  message TEXT NOT NULL, fatal INTEGER NOT NULL, PRIMARY KEY (id));
"""


def write(path: Path, *, reports: int = 3, left_in_log: bool = False) -> list[str]:
    """A version-1 desk with ``reports`` read, one pending, one failed; the reports' ids. ``left_in_log``: as after a
    kill, with everything still in the write-ahead log."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    if left_in_log:
        connection.execute("PRAGMA wal_autocheckpoint=0")
    connection.executescript(SCHEMA)
    connection.execute("INSERT INTO facts VALUES ('version', '1'), ('epoch', '2025-02-28')")
    made = [_report(connection, number) for number in range(reports)]
    _received(connection, 9000, "The gate is open.", "pending", None)
    connection.execute(
        "INSERT INTO received VALUES (9999, 'iss-000000000000001', 'b.bin', NULL, 'failed', NULL)",
    )
    connection.execute("INSERT INTO issues VALUES ('iss-000000000000001', 'b.bin', 'ingest', 'binary', 'not text', 1)")
    connection.execute("INSERT INTO derived VALUES ('sto-1', 'story', '{}')")
    connection.commit()
    if left_in_log:
        for end in ("", "-wal", "-shm"):
            Path(f"{path}{end}.kept").write_bytes(Path(f"{path}{end}").read_bytes())
    connection.close()
    if left_in_log:
        for end in ("", "-wal", "-shm"):
            Path(f"{path}{end}.kept").replace(f"{path}{end}")
    return made


def _received(connection: sqlite3.Connection, number: int, text: str, outcome: str, report: str | None) -> None:
    given = {"outlet": "Harbour Post", "title": None, "url": None, "language": None, "published": None}
    payload = json.dumps(
        {"name": f"{number}.txt", "media": "text", "content": text, "given": given, "path": None}, ensure_ascii=False
    ).encode()
    row = (number + 1, make_id("report", payload.decode()), f"{number}.txt", zlib.compress(payload), outcome, report)
    connection.execute("INSERT INTO received VALUES (?, ?, ?, ?, ?, ?)", row)


def _report(connection: sqlite3.Connection, number: int) -> str:
    text = f"Wall {number} fell at Ansel, Petra Ullman said."
    report, item = make_id("report", text), make_id("item", text)
    dated = {"edtf": "2025-03-11", "evidence": "given", "span": None}
    url = f"https://post.example/{number}"
    fields: dict[str, Any] = {"id": report, "name": f"{number}.txt", "url": url, "kind": "article", "outlet": "Post"}
    fields |= {"title": None, "language": "en", "published": dated, "text": text, "boilerplate": []}
    part = {"id": item, "report": report, "kind": "article", "headline": None, "start": 0, "end": len(text)}
    part |= {"published": dated, "headline_span": None, "author": None}
    empty = ("passages", "tags", "times", "mentions", "figures", "attributions", "assertions", "issues")
    body = json.dumps({"report": fields, "items": [part], **{name: [] for name in empty}}).encode()
    _received(connection, number, text, "read", report)
    connection.execute(
        "INSERT INTO readings VALUES (?, ?, 'Post', 'en', 'article', ?)", (report, f"{number}.txt", zlib.compress(body))
    )
    connection.execute("INSERT INTO days VALUES (?, '2025-03-11', '2025-03-11')", (report,))
    connection.execute("INSERT INTO records VALUES (?, ?)", (item, report))
    return report
