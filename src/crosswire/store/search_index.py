"""Writes what the search finds, in the same transaction as the reading it is about.

One full-text table a kind, so that how rare a word is, is counted among things of that kind. Columns: ``title`` (a
headline, an entity's name), ``words`` (the text, the content of a claim, other spellings), ``holder`` (who holds what
is said there, with the carriers).
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, delete, select

from crosswire.language import edtf
from crosswire.model.account import Reading
from crosswire.model.claim import Attribution
from crosswire.model.mention import Entity
from crosswire.model.report import Item
from crosswire.store.folding import fold
from crosswire.store.schema import ENTRIES, NAMED

VERSION = 1
Kind = Literal["reports", "items", "claims", "entities"]
KINDS: tuple[Kind, ...] = ("reports", "items", "claims", "entities")
_ENTRY = "(number, kind, record, item, first, last, report, outlet, language) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_WORDS = "(rowid, title, words, holder) VALUES (?, ?, ?, ?)"
_SHAPE = "fts5(title, words, holder, tokenize = 'porter unicode61 remove_diacritics 2')"


@dataclass(frozen=True, slots=True)
class _Row:
    """One thing to be found: first and last day, and the words of the three columns."""

    kind: Kind
    record: str
    item: str | None
    dates: tuple[str | None, str | None]
    values: tuple[str, str, str]


def table(kind: str) -> str:
    """The full-text table of a kind."""
    return f"found_{kind}"


def create(connection: Connection) -> None:
    """Make the full-text tables where they are absent."""
    for kind in KINDS:
        connection.exec_driver_sql(f"CREATE VIRTUAL TABLE IF NOT EXISTS {table(kind)} USING {_SHAPE}")


def clear(connection: Connection) -> None:
    """Empty the index."""
    for kind in KINDS:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table(kind)}")
    connection.execute(delete(ENTRIES))
    connection.execute(delete(NAMED))
    create(connection)


def add(connection: Connection, reading: Reading, entities: Sequence[Entity]) -> None:
    """Index a reading: its report, its items, its claims, and the entities it names."""
    report = reading.report
    held = defaultdict(list)
    for claim in reading.attributions:
        held[claim.item].append(holders(claim))
    dates = [report.published.edtf, *(item.published.edtf for item in reading.items)]
    everyone = " ; ".join(one for names in held.values() for one in names)
    rows = [_Row("reports", report.id, None, _bounds(dates), (report.title or "", report.text, everyone))]
    by_item = {item.id: item for item in reading.items}
    for item in reading.items:
        words = report.text[item.start : item.end]
        values = (item.headline or "", words, " ; ".join(held[item.id]))
        rows.append(_Row("items", item.id, item.id, _dates(reading, item), values))
    for claim in reading.attributions:
        values = ("", claim_words(claim), holders(claim))
        rows.append(_Row("claims", claim.id, claim.item, _dates(reading, by_item.get(claim.item)), values))
    _put(connection, reading, rows)
    for entity in entities:
        _name(connection, report.id, entity)


def remove(connection: Connection, report: str) -> None:
    """Take a report out of the index, and the spellings that only it had."""
    for row in connection.execute(select(ENTRIES.c.number, ENTRIES.c.kind).where(ENTRIES.c.report == report)).all():
        _erase(connection, row.kind, row.number)
    connection.execute(delete(ENTRIES).where(ENTRIES.c.report == report))
    named = select(NAMED.c.entity, NAMED.c.aliases).where(NAMED.c.report == report).distinct()
    rows = connection.execute(named).all()
    connection.execute(delete(NAMED).where(NAMED.c.report == report))
    for row in rows:
        same = select(NAMED.c.report).where(NAMED.c.entity == row.entity, NAMED.c.aliases == row.aliases).limit(1)
        if connection.scalar(same) is None:
            _respell(connection, row.entity)


def claim_words(claim: Attribution) -> str:
    """The content of a claim as it is indexed: its spans with a blank between them."""
    return " ".join(span.exact for span in claim.content)


def holders(claim: Attribution) -> str:
    """Everybody who holds or carries a claim, in one line."""
    names = [claim.source.name or (claim.source.span.exact if claim.source.span else ""), claim.source.role or ""]
    return " , ".join(dict.fromkeys(one for one in [*names, *(hop.name for hop in claim.chain)] if one))


def spellings(aliases: str) -> list[str]:
    """The spellings kept in a row of NAMED, the name first."""
    return [str(one) for one in json.loads(aliases)]


# Plain SQL from here on: these run some fifty times a report, and SQLAlchemy's building of a statement costs four times
# what SQLite does with it (docs/decisions/0055).
def _put(connection: Connection, reading: Reading, rows: Sequence[_Row]) -> None:
    report = reading.report
    first = _next(connection)
    fixed = (report.id, report.outlet, report.language)
    entries = [(number, row.kind, row.record, row.item, *row.dates, *fixed) for number, row in enumerate(rows, first)]
    connection.exec_driver_sql(f"INSERT INTO entries {_ENTRY}", entries)
    for kind in KINDS:
        words = [(number, *map(fold, row.values)) for number, row in enumerate(rows, first) if row.kind == kind]
        if words:
            connection.exec_driver_sql(f"INSERT INTO {table(kind)} {_WORDS}", words)


def _next(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT coalesce(max(number), 0) + 1 FROM entries").scalar_one())


def _erase(connection: Connection, kind: str, number: int) -> None:
    connection.exec_driver_sql(f"DELETE FROM {table(kind)} WHERE rowid = ?", (number,))


def _name(connection: Connection, report: str, entity: Entity) -> None:
    names = [entity.name, *sorted(set(entity.aliases) - {entity.name})]
    known = json.dumps(names, ensure_ascii=False)
    seen = connection.exec_driver_sql(
        "SELECT 1 FROM named WHERE entity = ? AND aliases = ? LIMIT 1", (entity.id, known)
    ).first()
    place = (entity.place.lat, entity.place.lon) if entity.place else (None, None)
    items = sorted({mention.item for mention in entity.mentions if mention.report == report})
    rows = [(report, item, entity.id, entity.type, entity.name, known, *place) for item in items]
    if rows:
        connection.exec_driver_sql("INSERT OR IGNORE INTO named VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    if seen is None:
        _respell(connection, entity.id)


def _respell(connection: Connection, entity: str) -> None:
    """Write an entity's row anew from all spellings that reports have for it; none left: remove it."""
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT name, aliases FROM named WHERE entity = ? ORDER BY aliases", (entity,)
    ).all()
    number = connection.exec_driver_sql(
        "SELECT number FROM entries WHERE record = ? AND kind = 'entities'", (entity,)
    ).scalar()
    if number is not None:
        _erase(connection, "entities", number)
    if not rows:
        connection.execute(delete(ENTRIES).where(ENTRIES.c.number == number))
        return
    if number is None:
        number = _next(connection)
        row = (number, "entities", entity, None, None, None, "", None, None)
        connection.exec_driver_sql(f"INSERT INTO entries {_ENTRY}", row)
    others = dict.fromkeys(one for row in rows for one in spellings(row.aliases) if one != rows[0].name)
    words = (number, fold(rows[0].name), fold(" ; ".join(others)), "")
    connection.exec_driver_sql(f"INSERT INTO {table('entities')} {_WORDS}", words)


def _dates(reading: Reading, item: Item | None) -> tuple[str | None, str | None]:
    own = item.published.edtf if item else None
    return _bounds([own or reading.report.published.edtf])


def _bounds(dates: Sequence[str | None]) -> tuple[str | None, str | None]:
    """First and last day of several dates as ISO strings; an open end takes the other."""
    known = [day for date in dates if date for day in edtf.bounds(date) if day]
    return (min(known).isoformat(), max(known).isoformat()) if known else (None, None)
