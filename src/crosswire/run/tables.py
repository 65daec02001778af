"""The ledger as files: CSV, Parquet, JSON; and as series, one line of figures a holder.

A cell of a CSV that a spreadsheet would take for a formula gets an apostrophe before it: words of a report are text.
"""

import csv
import dataclasses
import io
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_type_hints

from crosswire.base.errors import RunFailed
from crosswire.run.ledger import Entry

FORMULA = ("=", "+", "-", "@", "\t", "\r")
SUFFIXES = (".csv", ".json", ".parquet")
COLUMNS = tuple(field.name for field in dataclasses.fields(Entry))


@dataclasses.dataclass(frozen=True, slots=True)
class Point:
    """A value of a series: when it was said and of what time, the number, how it relates to the holder's value before
    it, and the row it is from."""

    said: str | None
    meant: str | None
    value: str
    low: float | None
    high: float | None
    relation: str | None
    id: str
    report: str
    start: int
    end: int


@dataclasses.dataclass(frozen=True, slots=True)
class Series:
    """One holder's figures over time for one thing counted in one place of one story."""

    about: str
    where: str | None
    story: str | None
    holder: str
    chain: str | None
    points: tuple[Point, ...]


def series(entries: Sequence[Entry]) -> tuple[Series, ...]:
    """The series of the entries, those of one question side by side; rows that repeat another are left out."""
    found: dict[tuple[str, str, str, str], list[Entry]] = defaultdict(list)
    places: dict[str, str] = {}
    for entry in entries:
        if entry.question and entry.where:
            places.setdefault(entry.question, entry.where)
    for entry in entries:
        if entry.repeats is None and entry.what is not None and entry.unit is not None:
            about = " ".join(filter(None, (entry.category or entry.unit, entry.what)))
            where = places.get(entry.question or "", entry.where or "")
            found[about, where, entry.story or "", entry.chain or entry.holder].append(entry)
    made = []
    for (about, where, story, _), rows in sorted(found.items()):
        points = tuple(
            Point(e.said, e.meant, e.value, e.low, e.high, e.relation, e.id, e.report, e.start, e.end) for e in rows
        )
        made.append(Series(about, where or None, story or None, rows[0].holder, rows[0].chain, points))
    return tuple(made)


def write(path: Path, entries: Sequence[Entry]) -> None:
    """Write the entries in the form that the file's name ends in (.csv, .json, .parquet). Raises RunFailed for another
    ending, or where Parquet is asked for without pyarrow."""
    if path.suffix not in SUFFIXES:
        raise RunFailed("unknown-form", f"{path}: a ledger is written as {', '.join(SUFFIXES)}; end the name in one")
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".csv":
        path.write_text(csv_text(entries), encoding="utf-8-sig", newline="")
    elif path.suffix == ".json":
        path.write_text(json_text(entries), encoding="utf-8")
    else:
        _parquet(path, entries)


def csv_text(entries: Sequence[Any], columns: Sequence[str] = COLUMNS) -> str:
    """The entries as CSV with a header line."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for entry in entries:
        writer.writerow([_cell(getattr(entry, name)) for name in columns])
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def json_text(records: Sequence[Any]) -> str:
    """Records as a JSON list of objects, one a line."""
    rows = [json.dumps(dataclasses.asdict(record), ensure_ascii=False) for record in records]
    return "[\n" + ",\n".join(rows) + "\n]\n"


def flat(found: Sequence[Series]) -> list[Mapping[str, object]]:
    """A series' points as rows, for CSV and charts."""
    return [
        {"about": s.about, "where": s.where, "holder": s.holder, "chain": s.chain, **dataclasses.asdict(point)}
        for s in found
        for point in s.points
    ]


def series_csv(found: Sequence[Series]) -> str:
    """The points of the series as CSV with a header line."""
    rows = flat(found)
    out = io.StringIO()
    names = ["about", "where", "holder", "chain", *(field.name for field in dataclasses.fields(Point))]
    writer = csv.writer(out)
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in names])
    return out.getvalue()


def _parquet(path: Path, entries: Sequence[Entry]) -> None:
    try:
        pa, pq = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise RunFailed("no-pyarrow", "Parquet needs pyarrow: pip install 'crosswire[parquet]'") from error
    kinds = {str: pa.string(), float: pa.float64(), int: pa.int64(), bool: pa.bool_()}
    hints = get_type_hints(Entry)
    schema = pa.schema([(name, kinds[_plain(hints[name])]) for name in COLUMNS])
    pq.write_table(pa.Table.from_pylist([dataclasses.asdict(entry) for entry in entries], schema=schema), path)


def _plain(hint: Any) -> Any:
    return next((part for part in get_args(hint) if part is not NoneType), hint)
