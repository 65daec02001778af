"""The texts that are compared: whole reports, and the items of composite ones."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from anyascii import anyascii

from crosswire.model.account import Reading
from crosswire.model.report import Item, Report

_BREAK = re.compile(r"(?<=[.!?…])[\"”’»)]*\s+(?=[\"“‘«(\[]*[^\W_a-z])|\n+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PLAIN = "".join(letter.lower() if (letter := chr(code)).isalnum() else " " for code in range(128))
_START = dt.datetime(1, 1, 1, tzinfo=dt.UTC)
WHOLE = 0.9
"""An item that holds this part of its report's sentences is the report: it is not compared a second time."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to compare. ``id`` is the report's id, or the item's; ``sentences`` are spans of the report's text
    without boilerplate, ``folded`` the same in lower-case ASCII letters and digits; ``day`` counts from year 1, in
    its own zone, ``minute`` the same in UTC, where the time of day is known with its zone."""

    id: str
    report: str
    item: str | None
    name: str
    outlet: str | None
    url: str | None
    title: str | None
    language: str
    day: int | None
    text: str = field(repr=False)
    sentences: tuple[tuple[int, int], ...]
    folded: tuple[str, ...]
    span: tuple[int, int]
    author: str | None = None
    post: bool = False
    minute: int | None = None

    @property
    def exact(self) -> tuple[str, ...]:
        """The sentences as written."""
        return tuple(self.text[start:end] for start, end in self.sentences)

    @property
    def key(self) -> str:
        """What is equal for texts that a reader would call the same: letters and digits only."""
        return " ".join(part for part in self.folded if part)

    @property
    def order(self) -> tuple[bool, int, int, str, str]:
        """The earlier first; the undated last; names and ids decide the rest, so that the order of input does not."""
        return (self.day is None, self.day or 0, -1 if self.minute is None else self.minute, self.name, self.id)


def fold(text: str) -> str:
    """Lower-case ASCII letters and digits with single spaces: what is left when spelling marks do not count."""
    plain = text if text.isascii() else anyascii(text)
    return " ".join(plain.translate(_PLAIN).split())


def day_of(edtf: str | None) -> int | None:
    """The first day an EDTF date names, counted from year 1; None where it names no day."""
    match = _DAY.search(edtf) if edtf else None
    if match is None:
        return None
    try:
        return dt.date.fromisoformat(match.group()).toordinal()
    except ValueError:
        return None


def minute_of(edtf: str | None) -> int | None:
    """The moment of an EDTF date with a time and a zone, in minutes since year 1 (UTC); None where it has none."""
    if not edtf or "T" not in edtf:
        return None
    try:
        moment = dt.datetime.fromisoformat(edtf)
    except ValueError:
        return None
    return int((moment.astimezone(dt.UTC) - _START).total_seconds() // 60) if moment.tzinfo else None


def units(readings: Sequence[Reading]) -> list[Unit]:
    """Every report, and every item of a report that has several, in an order that does not depend on the input's."""
    out = [unit for reading in readings for unit in _of_reading(reading)]
    return sorted({unit.id: unit for unit in out}.values(), key=lambda unit: unit.order)


def _of_reading(reading: Reading) -> Iterator[Unit]:
    report = reading.report
    sentences = _sentences(reading)
    yield _unit(report, None, [span for span, _ in sentences])
    if len(reading.items) < 2:
        return
    total = sum(end - start for (start, end), _ in sentences) or 1
    for item in reading.items:
        begins = item.start if report.kind == "digest" else 0  # a digest's title is no part of its first section
        own = [span for span, owner in sentences if owner == item.id and span[1] > begins]
        if own and sum(end - start for start, end in own) < WHOLE * total:
            yield _unit(report, item, own)


def _unit(report: Report, item: Item | None, spans: list[tuple[int, int]]) -> Unit:
    published = item.published if item is not None and item.published.edtf else report.published
    return Unit(
        id=item.id if item else report.id,
        report=report.id,
        item=item.id if item else None,
        name=f"{report.name}: {item.headline or item.author or item.kind}" if item else report.name,
        outlet=report.outlet,
        url=None if item else report.url,
        title=item.headline if item else report.title,
        language=report.language,
        day=day_of(published.edtf),
        text=report.text,
        sentences=tuple(spans),
        folded=tuple(fold(report.text[start:end]) for start, end in spans),
        span=(item.start, item.end) if item else (0, len(report.text)),
        author=item.author if item else None,
        post=item is None and report.kind == "post",
        minute=minute_of(published.edtf),
    )


def _sentences(reading: Reading) -> list[tuple[tuple[int, int], str]]:
    """Sentences outside boilerplate with the item they lie in; cut by a plain rule where nothing has cut them yet."""
    report = reading.report
    marked = [
        ((passage.start, passage.end), passage.item) for passage in reading.passages if passage.kind == "sentence"
    ]
    found = marked or [(span, _owner(reading.items, span)) for span in plain_sentences(report.text)]
    furniture = [(span.start, span.end) for span in report.boilerplate]
    furniture += [(p.start, p.end) for p in reading.passages if p.kind in ("boilerplate", "headline")]
    furniture += [(i.headline_span.start, i.headline_span.end) for i in reading.items if i.headline_span]
    return [(span, owner) for span, owner in found if not any(_inside(span, other) for other in furniture)]


def plain_sentences(text: str) -> list[tuple[int, int]]:
    """Spans between line breaks and sentence ends; a stand-in where no sentences were marked."""
    spans, start = [], 0
    for match in [*_BREAK.finditer(text), None]:
        end = match.start() if match else len(text)
        if match and text[match.start()] != "\n":
            end = match.start() + len(match.group()) - len(match.group().lstrip('"”’»)'))
        piece = text[start:end]
        left = len(piece) - len(piece.lstrip())
        if piece.strip():
            spans.append((start + left, start + left + len(piece.strip())))
        start = match.end() if match else end
    return spans


def _owner(items: tuple[Item, ...], span: tuple[int, int]) -> str:
    holding = [item for item in items if item.start <= span[0] and span[1] <= item.end]
    return min(holding, key=lambda item: item.end - item.start).id if holding else ""


def _inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]
