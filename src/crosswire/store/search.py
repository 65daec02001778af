"""Full-text search over reports, items, claims and entities, best first."""

import datetime as dt
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, or_, select, text, update

from crosswire.base.errors import RunFailed
from crosswire.model.account import Reading
from crosswire.model.mention import Entity
from crosswire.model.report import Span
from crosswire.store import query, search_index
from crosswire.store.folding import word_end
from crosswire.store.schema import READINGS
from crosswire.store.search_index import VERSION, Kind, spellings, table
from crosswire.store.shelf import ShelfPart

_OPEN, _CLOSE = "\x01", "\x02"
_MARKS = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_EARTH_KM = 6371.0088
_KM_PER_DEGREE = 110.0
# A headline's word weighs five of the text's; a holder's name in a claim two, elsewhere nothing.
_WEIGHTS = {
    "reports": "5.0, 1.0, 0.0",
    "items": "5.0, 1.0, 0.0",
    "claims": "1.0, 1.0, 2.0",
    "entities": "5.0, 3.0, 0.0",
}
_COLUMNS = {"reports": "title words", "items": "title words", "claims": "words holder", "entities": "title words"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched for. ``words`` is the query (:mod:`crosswire.store.query`); None lists what the filters leave,
    newest first. ``since`` and ``until`` bound the days a thing is dated on (undated things are left out). ``place`` is
    a name, or "lat,lon,km"."""

    words: str | None
    kind: Kind = "reports"
    source: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    language: str | None = None
    place: str | None = None
    holder: str | None = None
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A place where the query's words stand: ``field`` is "text" (offsets into the report's text), "title" or "name"
    (offsets into the hit's title)."""

    field: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. ``score`` is bm25, larger is better. ``spans`` are the words of the report that the thing is;
    an entity has ``names`` instead, and ``report`` is one report that names it."""

    kind: Kind
    id: str
    score: float
    report: str
    title: str | None
    outlet: str | None
    language: str | None
    first: str | None
    last: str | None
    spans: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()
    names: tuple[str, ...] = ()
    holder: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


class SearchPart(ShelfPart):
    """Searching a desk."""

    def search(self, asked: Asked) -> Found:
        """The hits of a query. Raises RunFailed ("bad-query", "bad-place") where it cannot be understood."""
        if asked.words is None and not any((asked.source, asked.since, asked.until, asked.place, asked.holder)):
            raise RunFailed("bad-query", "say what to search for, or name a filter; how: crosswire search --help")
        where, values = _where(asked)
        name = table(asked.kind)
        from_ = f"entries e JOIN {name} ON {name}.rowid = e.number"
        score, order = "0.0", "e.last DESC, e.record"
        if asked.words is not None:
            values["words"] = query.expression(asked.words, _COLUMNS[asked.kind])
            where.append(f"{name} MATCH :words")
            score, order = f"-bm25({name}, {_WEIGHTS[asked.kind]})", "score DESC, e.record"
        condition = " AND ".join(where)
        marked = ", ".join(_highlight(name, at, asked.words is not None) for at in range(3))
        with self.reading_from() as connection:
            total = int(connection.scalar(text(f"SELECT count(*) FROM {from_} WHERE {condition}"), values) or 0)
            best = f"SELECT e.number, {score} AS score FROM {from_} WHERE {condition} ORDER BY {order}"
            page = text(f"{best} LIMIT :limit OFFSET :offset")
            rows = connection.execute(page, {**values, "limit": asked.limit, "offset": asked.offset}).all()
            hits = []
            for number, points in rows:
                one = f"SELECT e.*, {marked} FROM {from_} WHERE e.number = :number"
                match = f" AND {name} MATCH :words" if asked.words is not None else ""
                row = connection.execute(text(one + match), {**values, "number": number}).one()
                hits.append(self._hit(connection, asked.kind, row, float(points)))
        return Found(tuple(hits), total)

    def unindexed(self) -> Iterator[Reading]:
        """Readings that the index of this version does not have."""
        others = or_(READINGS.c.indexed.is_(None), READINGS.c.indexed != VERSION)
        for row in self.pages(select(READINGS.c.report).where(others), READINGS.c.report, start=""):
            reading = self.reading(row.report)
            if reading is not None:
                yield reading

    def index(self, reading: Reading, entities: Sequence[Entity]) -> None:
        """Index a reading anew."""
        with self.writing() as connection:
            search_index.remove(connection, reading.report.id)
            search_index.add(connection, reading, entities)
            mine = update(READINGS).where(READINGS.c.report == reading.report.id)
            connection.execute(mine.values(indexed=VERSION))

    def entity(self, identifier: str) -> tuple[str, str, Sequence[str], Sequence[str]] | None:
        """An entity as single reports name it: its type, name, other spellings, and (at most 100) reports."""
        rows_of = text(
            "SELECT type, name, aliases, min(report) AS r FROM named WHERE entity = :e GROUP BY name, aliases"
        )
        reports = text("SELECT DISTINCT report FROM named WHERE entity = :e ORDER BY report LIMIT 100")
        with self.reading_from() as connection:
            rows = connection.execute(rows_of, {"e": identifier}).all()
            found = list(connection.execute(reports, {"e": identifier}).scalars())
        if not rows:
            return None
        others = dict.fromkeys(one for row in rows for one in spellings(row.aliases) if one != rows[0].name)
        return str(rows[0].type), str(rows[0].name), tuple(others), found

    def is_named(self, identifier: str) -> bool:
        """Whether any report names this entity."""
        return self.entity(identifier) is not None

    def unindex(self) -> None:
        """Empty the index; :meth:`unindexed` then gives every reading."""
        with self.writing() as connection:
            search_index.clear(connection)
            connection.execute(update(READINGS).values(indexed=None))

    def _hit(self, connection: Connection, kind: Kind, row: Any, score: float) -> Hit:
        head = (kind, row.record, score)
        if kind == "entities":
            return _entity_hit(connection, row, head)
        reading = self.reading(row.report)
        assert reading is not None
        report = reading.report
        spans: tuple[Span, ...] = (report.span(0, len(report.text)),)
        title, holder = report.title or report.name, None
        if kind == "items":
            item = next(one for one in reading.items if one.id == row.record)
            title, spans = item.headline or title, (report.span(item.start, item.end),)
        if kind == "claims":
            claim = next(one for one in reading.attributions if one.id == row.record)
            spans, holder = claim.content, claim.source.name
        named = report.title or "" if kind == "reports" else title
        marks = [*_marks(row.marked_title, (Span("", 0, len(named), named),), "title")]
        marks += _marks(row.marked_words, spans, "text")
        return Hit(
            *head, report.id, title, row.outlet, row.language, row.first, row.last, spans, tuple(marks), (), holder
        )


def _entity_hit(connection: Connection, row: Any, head: tuple[Kind, str, float]) -> Hit:
    query_ = "SELECT name, aliases, min(report) AS report FROM named WHERE entity = :e GROUP BY name, aliases"
    found = connection.execute(text(f"{query_} ORDER BY aliases"), {"e": row.record}).all()
    name = found[0].name
    others = dict.fromkeys(one for each in found for one in spellings(each.aliases) if one != name)
    marks = tuple(_marks(row.marked_title, (Span("", 0, len(name), name),), "name"))
    return Hit(*head, found[0].report, name, None, None, None, None, (), marks, tuple(others))


def _highlight(name: str, column: int, asked: bool) -> str:
    label = ("title", "words", "holder")[column]
    if not asked:
        return f"'' AS marked_{label}"
    return f"highlight({name}, {column}, char(1), char(2)) AS marked_{label}"


def _marks(marked: str, spans: Sequence[Span], field: str) -> Iterator[Mark]:
    """The places that FTS5 marked in a column, as places of the spans that the column was made from."""
    shift, begin = 0, 0
    starts = []
    for span in spans:
        starts.append((begin, span))
        begin += len(span.exact) + 1
    for match in _MARKS.finditer(marked):
        start = match.start() - shift
        end = start + len(match[1])
        shift += 2
        for first, span in starts:
            if first <= start < first + len(span.exact):
                low, high = start - first, word_end(span.exact, min(end - first, len(span.exact)))
                # A stem is followed by blanks in the index, so a phrase's mark may end before its last word does.
                yield Mark(field, span.start + low, span.start + high, span.exact[low:high])


def _where(asked: Asked) -> tuple[list[str], dict[str, Any]]:
    """The conditions of the filters, as SQL with named values."""
    where: list[str] = ["e.kind = :kind"]
    values: dict[str, Any] = {"kind": asked.kind}
    inner: list[str] = []
    if asked.source:
        inner.append("{e}.outlet = :source COLLATE NOCASE")
        values["source"] = asked.source
    if asked.language:
        inner.append("{e}.language = :language")
        values["language"] = asked.language
    if asked.since:
        inner.append("{e}.last >= :since")
        values["since"] = asked.since.isoformat()
    if asked.until:
        inner.append("{e}.first <= :until")
        values["until"] = asked.until.isoformat()
    if asked.kind == "entities":
        if inner:
            reports = " AND ".join(part.format(e="r") for part in inner)
            where.append(
                "e.record IN (SELECT n.entity FROM named n JOIN entries r ON r.report = n.report"
                f" AND r.kind = 'reports' WHERE {reports})"
            )
    else:
        where += [part.format(e="e") for part in inner]
    if asked.place:
        where.append(_place(asked, values))
    if asked.holder:
        where.append(_holder(asked, values))
    return where, values


def _holder(asked: Asked, values: dict[str, Any]) -> str:
    values["holder"] = query.near(asked.holder or "", "holder")
    if asked.kind == "entities":
        named = "SELECT c.report FROM entries c JOIN found_claims ON found_claims.rowid = c.number"
        return f"e.record IN (SELECT entity FROM named WHERE report IN ({named} WHERE found_claims MATCH :holder))"
    name = table(asked.kind)
    return f"e.number IN (SELECT rowid FROM {name} WHERE {name} MATCH :holder)"


def _place(asked: Asked, values: dict[str, Any]) -> str:
    """Which things name a place: a report anywhere, an item or claim in its own item."""
    around = _around(asked.place or "")
    if around is None:
        values["place"] = query.near(asked.place or "", "title words")
        entities = "SELECT p.record FROM entries p JOIN found_entities ON found_entities.rowid = p.number"
        which = f"n.type = 'place' AND n.entity IN ({entities} WHERE found_entities MATCH :place)"
    else:
        lat, lon, km = around
        values.update(_box(lat, lon, km))
        which = "n.lat BETWEEN :south AND :north AND n.lon BETWEEN :west AND :east"
        # Great circle by the law of cosines, in SQL, so that the page and the count agree.
        which += (
            " AND acos(max(-1, min(1, sin(radians(n.lat)) * :sin + cos(radians(n.lat)) * :cos"
            " * cos(radians(n.lon) - :lon)))) <= :angle"
        )
    column = {"reports": "e.report = n.report", "entities": "e.record = n.entity"}.get(asked.kind, "e.item = n.item")
    left, right = column.split(" = ")
    return f"{left} IN (SELECT {right} FROM named n WHERE {which})"


def _around(place: str) -> tuple[float, float, float] | None:
    """Latitude, longitude and kilometres of "50.45,30.52,25"; None for a name."""
    parts = place.split(",")
    if len(parts) != 3:
        return None
    try:
        lat, lon, km = (float(part) for part in parts)
    except ValueError:
        return None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 < km <= 20_100):
        message = f"'{place}' is no place on Earth; write latitude,longitude,kilometres: 50.45,30.52,25"
        raise RunFailed("bad-place", message)
    return lat, lon, km


def _box(lat: float, lon: float, km: float) -> dict[str, float]:
    """Bounds that hold the circle, and what the exact distance needs. Over a pole or the date line: every longitude."""
    high = km / _KM_PER_DEGREE
    wide = high / max(0.01, math.cos(math.radians(min(89.9, abs(lat) + high))))
    whole = wide >= 180 or lon - wide < -180 or lon + wide > 180
    return {
        "south": lat - high,
        "north": lat + high,
        "west": -180.0 if whole else lon - wide,
        "east": 180.0 if whole else lon + wide,
        "sin": math.sin(math.radians(lat)),
        "cos": math.cos(math.radians(lat)),
        "lon": math.radians(lon),
        "angle": km / _EARTH_KM,
    }
