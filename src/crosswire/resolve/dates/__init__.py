"""Time expressions of a report, each placed from the day its own item was written.

reads items, passages → writes times

English, Ukrainian and Russian. Rules over classes of words (words, clocks, rules, grammar, fits), then meaning from the
anchor, the tense and earlier dates (meaning), two joined to a range (ranges), then EDTF (values). Where the anchor is
unknown, what hangs on it stays relative: ``edtf`` and ``anchor`` are None.
"""

import datetime as dt

from crosswire.base.ids import make_id
from crosswire.language import edtf, lexicon
from crosswire.model.account import Reading
from crosswire.model.mention import Time
from crosswire.model.report import Item
from crosswire.resolve.dates.marking import mark
from crosswire.resolve.dates.ranges import Found
from crosswire.resolve.dates.values import REFERENCES, to_duration, to_edtf

__all__ = ["METHOD", "Found", "anchor_day", "find", "mark"]

METHOD = "dates/3"
_READ = ("sentence", "headline", "caption")


def anchor_day(published: str | None) -> dt.date | None:
    """The day an item's date gives to read from: its day, or the last of a night's two; None for coarser dates."""
    if published is None or not edtf.valid(published):
        return None
    first, last = edtf.bounds(published)
    return last if first and last and (last - first).days <= 1 else None


def _sentences(reading: Reading, item: Item) -> list[tuple[int, int]]:
    """Spans to read in an item: sentences, headlines and captions, and what no sentence covers of a paragraph."""
    spans = sorted(
        ((p.start, p.end) for p in reading.passages if p.item == item.id and p.kind in _READ),
        key=lambda span: (span[0], -span[1]),
    )
    out: list[tuple[int, int]] = []
    for start, end in spans:
        start = max(start, out[-1][1]) if out else start
        if start < end:
            out.append((start, end))
    return out


def _interval(found: Found) -> str | None:
    """EDTF of what was found: the days it covers; open at the end after "since"."""
    value = found.value
    if value.repeats:
        return None
    if value.days is not None:
        return edtf.span(*value.days)
    when = to_edtf(value.timex) if value.timex else None
    if when and "/" not in when and _opens(found):
        return f"{when}/.."
    return when


def _opens(found: Found) -> bool:
    """Whether a date begins a stretch without an end: "since 2014", "з лютого 2022", and no "до" or "на" after it."""
    before, after = found.phrase.before, found.phrase.after
    if before is None or before.text not in lexicon.words("dates", "since"):
        return False
    if found.phrase.rule == "unit" and "b" in found.phrase.groups:
        return False  # "since the start of the year" is this year, not what comes after it
    if before.text in lexicon.words("dates", "dated") and (found.value.timex or "").count("-") == 2:
        return False  # "a letter from 5 May" in Ukrainian and Russian
    return before.text.isascii() or not (after and after[0].letter in "TJ&-")


def _day_number(reading: Reading, item: Item, found: Found) -> str | None:
    """The date of a day of a count ("Day 12") where the report or the item was dated by those very words."""
    if found.phrase.rule != "numbered":
        return None
    for dated in (item.published, reading.report.published):
        span = dated.span
        if dated.evidence == "day-number" and span and span.start < found.end and found.start < span.end:
            return dated.edtf
    return None


def _time(reading: Reading, item: Item, found: Found, anchor: dt.date | None) -> Time:
    report, value = reading.report, found.value
    when = _interval(found) or _day_number(reading, item, found)
    timex = value.timex or ""
    return Time(
        start=found.start,
        end=found.end,
        report=report.id,
        exact=report.text[found.start : found.end],
        id=make_id("time", report.id, found.start, found.end),
        item=item.id,
        edtf=when,
        duration=to_duration(timex),
        recurs=value.repeats,
        reference=REFERENCES.get(timex),  # type: ignore[arg-type]
        anchor=edtf.of(anchor) if anchor and value.relative else None,
    )


def find(reading: Reading) -> tuple[Time, ...]:
    """Every time expression of the report's sentences and headlines, in order.

    Each is read from the date of the innermost item it stands in. ``edtf`` is None where that date is unknown and the
    expression needs it, and for lengths, repeated times and vague references.
    """
    out: list[Time] = []
    for item in reading.items:
        anchor = anchor_day(item.published.edtf)
        spans = _sentences(reading, item)
        out.extend(_time(reading, item, found, anchor) for found in mark(reading.report.text, spans, anchor))
    return tuple(sorted(out))
