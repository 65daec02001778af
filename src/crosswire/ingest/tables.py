"""CSV and TSV: each row a report, whatever its columns are called.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.formats`. The delimiter and whether there is a header
are told from the table itself; without a header, the columns are told by what stands in them. Lists of addresses are
:mod:`crosswire.ingest.gdelt`'s.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from crosswire.ingest import fields, gdelt, texts
from crosswire.ingest.place import Entries, Place
from crosswire.model.account import Issue

METHOD = "tables/1"
WIDEST = 4_000_000  # code points of a field; the module's own limit of 131,072 is less than a long article
MOST_COLUMNS = 2_000
_SAMPLE = 200  # rows looked at
_HEADER_ROLES = frozenset({"text", "summary", "title"})
_ADDRESS = re.compile(r"https?://\S+\Z")
_DATE = re.compile(r"\s*(?:\d{4}-\d\d?-\d\d?|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{8}T?\d{6}Z?\s*\Z|\d{14}\Z)")


@dataclass(frozen=True, slots=True)
class _Table:
    """A table's rows from the first on, its columns' names, and whether its first row holds them."""

    text: str
    delimiter: str
    quoted: bool
    names: tuple[str, ...]
    header: bool


def comma(data: bytes, place: Place) -> Entries:
    """A CSV file; also one that is parted by semicolons, tabs or bars."""
    return _read(data, place, None)


def tab(data: bytes, place: Place) -> Entries:
    """A TSV file."""
    return _read(data, place, "\t")


def _read(data: bytes, place: Place, delimiter: str | None) -> Entries:
    found = texts.decoded(data, place)
    if isinstance(found, Issue):
        yield found
        return
    yield from texts.warnings(found, place)
    text = found.text.removeprefix("\ufeff")
    if gdelt.looks_table(text):
        yield gdelt.issue(text, place)
        return
    delimiter = delimiter or _delimiter(text)
    quoted = delimiter != "\t" or _is_quoted(text)
    sample = list(
        islice((row for row in _rows(text, delimiter, quoted) if isinstance(row, list) and any(row)), _SAMPLE)
    )
    if not sample:
        yield place.issue("empty", "there are no rows in this table.")
        return
    header = _is_header(sample[0], place)
    names = tuple(name.strip() for name in sample[0]) if header else _by_content(sample)
    if not header and not {"text", "title"}.intersection(names):
        yield place.issue("no-text", _unclear(sample[0]))
        return
    yield from _reports(_Table(text, delimiter, quoted, names, header), sample[header:], place)


def _reports(table: _Table, sample: Sequence[Sequence[str]], place: Place) -> Entries:
    known = [dict(zip(table.names, row, strict=False)) for row in sample]
    chosen = fields.fields_of(table.names, place.mapping, known)
    if not any(chosen.paths.get(role) for role in ("text", "summary", "title")):
        yield place.issue("no-text", _unclear(table.names))
        return
    count, first = 0, table.header
    for row in _rows(table.text, table.delimiter, table.quoted):
        if isinstance(row, str):
            yield place.issue("broken-row", row, name=f"{place.name}#row-{count + 1}")
            continue
        if not any(cell.strip() for cell in row):
            continue
        if first:
            first = False
            continue
        count += 1
        record = dict(zip(table.names, row, strict=False))
        raw = _raw(table, row)
        yield fields.report(record, chosen, place, label=f"row-{count}", raw=raw)


def _raw(table: _Table, row: Sequence[str]) -> bytes:
    """A row as a table of its own, which is read as it was in the whole."""
    out = io.StringIO()
    rows = (table.names, row) if table.header else (row,)
    if table.quoted:
        csv.writer(out, delimiter=table.delimiter, lineterminator="\n").writerows(rows)
    else:
        out.write("".join(table.delimiter.join(cells) + "\n" for cells in rows))
    return out.getvalue().encode("utf-8", "surrogatepass")


def _is_quoted(text: str) -> bool:
    """Whether quotation marks in a TSV enclose cells, as a spreadsheet writes them, rather than stand for themselves
    (a headline may begin with one)."""
    lines = [line.rstrip("\r") for line in text[:200_000].split("\n")][:-1] or [text[:200_000]]
    widths = [line.count("\t") for line in lines if line]
    even = widths and widths.count(max(set(widths), key=widths.count)) > 0.95 * len(widths)
    cells = [cell for line in lines for cell in line.split("\t") if cell.startswith('"')]
    enclosed = all(len(cell) > 1 and cell.endswith('"') and '"' not in cell[1:-1].replace('""', "") for cell in cells)
    return not even or (bool(cells) and enclosed)


def _rows(text: str, delimiter: str, quoted: bool) -> Iterator[list[str] | str]:
    """The rows, lazily; in place of one that cannot be read, why."""
    csv.field_size_limit(WIDEST)
    lines = io.StringIO(text.replace("\x00", ""), newline="")
    reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"this row cannot be read ({error}); check its quotation marks."
            continue
        yield row if len(row) <= MOST_COLUMNS else f"this row has {len(row):,} columns; {MOST_COLUMNS:,} are read."


def _delimiter(text: str) -> str:
    """The delimiter that cuts the first rows into the same number of fields, the most of them."""
    head = text[:100_000]

    def even(mark: str) -> tuple[float, int]:
        rows = [row for row in islice(_rows(head, mark, True), 50) if isinstance(row, list) and row]
        widths = [len(row) for row in (rows[:-1] or rows)]
        usual = max(set(widths), key=widths.count) if widths else 1
        return (widths.count(usual) / len(widths) if usual > 1 else 0.0, usual)

    return max((",", ";", "\t", "|"), key=even)


def _is_header(row: Sequence[str], place: Place) -> bool:
    cells = [cell.strip() for cell in row]
    if any(path in cells for path in place.mapping.values()):
        return True
    if any(_DATE.match(cell) or _ADDRESS.match(cell) or len(cell) > 80 for cell in cells):
        return False
    return bool(_HEADER_ROLES & fields.roles_of(cells))


def _by_content(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Names for the columns of a table without a header: the dates, the addresses, and the longest words as text (a
    second, shorter column of words as title)."""
    width = max(len(row) for row in rows)
    columns = [[row[at].strip() for row in rows if at < len(row) and row[at].strip()] for at in range(width)]
    names = [f"column {at + 1}" for at in range(width)]

    def mostly(column: list[str], pattern: re.Pattern[str]) -> bool:
        return bool(column) and sum(pattern.match(cell) is not None for cell in column) > 0.8 * len(column)

    for role, pattern in (("published", _DATE), ("url", _ADDRESS)):
        fit = next((at for at, column in enumerate(columns) if mostly(column, pattern)), None)
        if fit is not None:
            names[fit] = role
    spoken = [at for at, column in enumerate(columns) if names[at].startswith("column") and _speaks(column)]
    spoken.sort(key=lambda at: -sum(map(len, columns[at])) / len(columns[at]))
    for at, role in zip(spoken[:2], ("text", "title"), strict=False):
        names[at] = role
    return tuple(names)


def _speaks(column: Sequence[str]) -> bool:
    """Whether most cells are words: several of them, not numbers."""
    return (
        bool(column) and sum(len(cell.split()) > 3 and any(map(str.isalpha, cell)) for cell in column) > len(column) / 2
    )


def _unclear(names: Sequence[str]) -> str:
    shown = ", ".join(name[:40] for name in names[:12])
    return (
        f"no column is called text, title or the like (it has: {shown}); name it in sources.toml, for example "
        'mapping = { text = "body" }.'
    )
