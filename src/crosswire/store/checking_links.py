"""Whether what was made of many reports is sound: links, stories, findings, queues, logs, what is watched and sent.

Part of :mod:`crosswire.store.checking`; each look reads a connection that may not write, and yields a line for each
thing that is wrong, with what to do.
"""

import json
import sqlite3
import struct
from collections.abc import Iterator
from typing import get_args

from crosswire.base.ids import kind_of
from crosswire.model.source import Waiting
from crosswire.model.story import Verdict
from crosswire.store.base import ChangeKind
from crosswire.store.links import WIDTHS

_RELINK = "run: crosswire reread --all"
_RESTORE = "restore the desk from a backup"
_KINDS = {kind: number << 32 for number, kind in enumerate(WIDTHS)}


def sketches(connection: sqlite3.Connection) -> Iterator[str]:
    """Sketches and the index of their keys."""
    for (key,) in connection.execute("SELECT key FROM sketches GROUP BY key HAVING sum(listed) <> 1"):
        yield f"of the sketches with the key {key} not one is in the index; {_RELINK}"
    listed = {number for (number,) in connection.execute("SELECT number FROM sketches WHERE listed = 1")}
    full: set[int] = set()
    for key, seen, numbers in connection.execute("SELECT key, seen, numbers FROM buckets"):
        width = WIDTHS["marks" if key >> 32 else "words"]
        held = _numbers(numbers)
        if held is None or len(held) > width or seen < max(1, len(held)):
            yield f"a row of the index of copies ({key}) cannot be read; {_RELINK}"
        elif not listed.issuperset(held):
            yield f"a row of the index of copies ({key}) names a text that is not there; {_RELINK}"
        elif seen > width:
            full.add(key)
    for number, words, marks in connection.execute("SELECT number, words, marks FROM sketches WHERE listed = 1"):
        for kind, keys in (("words", words), ("marks", marks)):
            wanted = _numbers(keys)
            if wanted is None:
                yield f"sketch {number} cannot be read; {_RELINK}"
                continue
            asked = json.dumps([_KINDS[kind] | key for key in wanted])
            query = "SELECT key, numbers FROM buckets WHERE key IN (SELECT value FROM json_each(?))"
            there = {key for key, held in connection.execute(query, (asked,)) if number in (_numbers(held) or ())}
            if {_KINDS[kind] | key for key in wanted} - there - full:
                yield f"sketch {number} is not under all of its keys; {_RELINK}"


def placed(connection: sqlite3.Connection) -> Iterator[str]:
    """Items with their stories, and the queues."""
    for table in ("sketches", "streamed", "to_link", "copy_ends"):
        query = f"SELECT DISTINCT report FROM {table} WHERE report NOT IN (SELECT report FROM readings)"
        for (report,) in connection.execute(query):
            yield f"{report} (in {table}) is not on the desk; {_RELINK}"
    for (item,) in connection.execute("SELECT item FROM streamed WHERE item NOT IN (SELECT id FROM records)"):
        yield f"{item} has a story, but no report has it; {_RELINK}"
    for item, edge in connection.execute("SELECT item, edge FROM streamed WHERE edge IS NOT NULL"):
        row = _json(edge)
        if not isinstance(row, dict) or row.get("right") != item:
            yield f"the judgement by which {item} is in its story cannot be read; {_RELINK}"
    untold = (
        "SELECT s.item, s.story FROM streamed s WHERE s.story NOT IN (SELECT story FROM to_tell)"
        " AND s.item NOT IN (SELECT item FROM story_items)"
    )
    for item, story in connection.execute(untold):
        yield f"{item} is in no story that was told ({story}), and none waits; {_RELINK}"
    neither = (
        "SELECT report FROM readings WHERE report NOT IN (SELECT report FROM streamed)"
        " AND report NOT IN (SELECT report FROM to_link)"
        " AND EXISTS (SELECT 1 FROM records WHERE records.report = readings.report AND id LIKE 'itm-%')"
    )
    for (report,) in connection.execute(neither):
        yield f"{report} is neither linked nor waiting to be; {_RELINK}"


def stories(connection: sqlite3.Connection) -> Iterator[str]:
    """Stories, findings and copies as they are kept; those that wait to be told anew are passed over."""
    waiting = {story for (story,) in connection.execute("SELECT story FROM to_tell")}
    for name, kind, body, story in connection.execute("SELECT id, kind, body, story FROM derived ORDER BY id"):
        row = _json(body)
        if not isinstance(row, dict) or row.get("id", name) != name or kind_of(name) != kind:
            yield f"the record {name} cannot be read; {_RELINK}"
        elif story in waiting:
            continue
        elif kind == "story" and story:
            held = {item for (item,) in connection.execute("SELECT item FROM story_items WHERE story = ?", (name,))}
            if held != set(row.get("items", ())):
                yield f"the items of {name} are not those that its record says; {_RELINK}"
        elif kind == "finding" and story:
            yield from _finding(connection, name, row, story)
    for (story,) in connection.execute(
        "SELECT DISTINCT story FROM story_items WHERE story NOT IN (SELECT id FROM derived)"
    ):
        if story not in waiting:
            yield f"{story} has items and no record; {_RELINK}"
    for (link,) in connection.execute("SELECT DISTINCT link FROM copy_ends WHERE link NOT IN (SELECT id FROM derived)"):
        yield f"the copy link {link} is missing; {_RELINK}"


def logs(connection: sqlite3.Connection) -> Iterator[str]:
    """Changes, judgements, and where ids lead."""
    last, count = connection.execute("SELECT coalesce(max(sequence), 0), count(*) FROM changes").fetchone()
    if last != count:
        yield f"the log of changes has {count} entries where its last number is {last}; {_RESTORE}"
    for sequence, kind, evidence in connection.execute("SELECT sequence, kind, evidence FROM changes"):
        if kind not in get_args(ChangeKind) or not isinstance(_json(evidence), list):
            yield f"change {sequence} cannot be read; {_RESTORE}"
    for name, verdict, left, right in connection.execute('SELECT id, verdict, "left", "right" FROM judgements'):
        if verdict not in get_args(Verdict) or not left or not right:
            yield f"judgement {name} cannot be read; {_RESTORE}"
    lost = "SELECT old, new FROM redirects WHERE old = new OR old IN (SELECT story FROM story_items)"
    for old, new in connection.execute(lost):
        yield f"{old} leads to {new}, though it is there itself; {_RELINK}"
    for name, value in connection.execute("SELECT name, value FROM facts WHERE name LIKE 'alerts:%'"):
        if not str(value).isdecimal() or int(value) > last:
            receiver = name.split(":")[1]
            yield f"how far {receiver} is with its alerts ({value}) is past the log's end ({last}); {_RESTORE}"


def watched(connection: sqlite3.Connection) -> Iterator[str]:
    """Polls, and the pages that sources listed; nothing where nothing was ever watched."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'listings'").fetchone():
        return
    for key, state, payload, due in connection.execute("SELECT key, state, payload, due FROM listings"):
        if state not in get_args(Waiting):
            yield f"the page {key} has the state {state!r}, which there is not; {_RESTORE}"
        if payload is not None and not isinstance(_json(payload), dict):
            yield f"what was listed of the page {key} cannot be read; {_RESTORE}"
        if state == "waiting" and due is None:
            yield f"the page {key} waits, and is never due; {_RESTORE}"
    negative = "entries < 0 OR new < 0 OR new > entries OR undated > entries"
    for number, source in connection.execute(f"SELECT id, source FROM polls WHERE {negative}"):
        yield f"poll {number} of {source} counts what cannot be; {_RESTORE}"


def _finding(connection: sqlite3.Connection, name: str, row: dict[str, object], story: str) -> Iterator[str]:
    if row.get("story") != story:
        yield f"the finding {name} is kept for another story than it says; {_RELINK}"
    answers = row.get("answers")
    claims = [claim for one in answers for claim in one["claims"]] if isinstance(answers, list) else []
    for claim in claims:
        if not connection.execute("SELECT 1 FROM records WHERE id = ?", (claim,)).fetchone():
            yield f"the finding {name} rests on {claim}, which no report has; {_RELINK}"
            return


def _json(text: str | bytes) -> object:
    try:
        return json.loads(text)
    except (ValueError, TypeError):
        return None


def _numbers(blob: object) -> list[int] | None:
    if not isinstance(blob, bytes) or len(blob) % 4:
        return None
    return [number for (number,) in struct.iter_unpack("<I", blob)]
