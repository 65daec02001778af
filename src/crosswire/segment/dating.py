"""The date a text prints of itself, and the date its day count stands for.

reads report → writes nothing: a helper of :mod:`crosswire.segment.items`. Only what stands near the top of a text and
is laid out as the text's own date counts: a date inside a sentence belongs to what the sentence tells.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cache

from crosswire.language import calendar, edtf, lexicon
from crosswire.model.report import UNDATED, Dated, Report
from crosswire.segment.blocks import Block, announces, blocks, is_headline

METHOD = "item-dates/1"
_TOP = 6  # paragraphs in which a text dates itself
_REACH = 600  # code points of them
_SEPARATOR = re.compile(r"\s*(?:[|·•/—–]|-(?=\s)|:(?=\s|$)|\n|$)")
_PLACE = re.compile(r"[^\W\d_][^\n—–:]{0,60}?[,(]\s*(?=\S)")
_DASH = re.compile(r"\s*(?:\([^()\n]{2,40}\)|/[^/\n]{2,40}/)?\s*(?:[—–]|--?(?=\s)|\.\s*/)")
_RUN_ON = re.compile(
    r"\s+(?:At least|More than|Some|Around|About|An?|The|In|On|[A-Z][a-z]+ \d+|\d+)\s+[a-z0-9]"
    r"|\s+[A-Z][a-z]+ [A-Z][a-z]+ [A-Z][a-z]+ "
)
_CALENDAR_WORD = re.compile(r"[^\W\d_]")


def of_report(report: Report, *, epoch: dt.date | None) -> Dated:
    """When a report was published: as given, else as printed at its top, else by its day count from ``epoch``."""
    if report.published.edtf is not None:
        return report.published
    found = printed(report)
    if found.edtf is None and epoch is not None:
        found = counted(report, epoch=epoch)
    return found


def printed(report: Report) -> Dated:
    """The date that stands at the top of a text as its own, with the words that say so, or UNDATED."""
    updated = UNDATED
    for first, block in _top(report.text):
        for kind, start, stamp in _candidates(report.text, block, first=first):
            if len(stamp.edtf) < 10:  # only whole days: "2023" or "May 2023" at a top is not a date line
                continue
            at = start + len(report.text[start:]) - len(report.text[start:].lstrip())
            dated = Dated(stamp.edtf, "printed", report.span(at, start + stamp.end))
            if kind == "own":
                return dated
            updated = updated if updated.edtf else dated
    return updated


def stamp(report: Report) -> tuple[int, int] | None:
    """Code points of a date that opens a paragraph as the text's own, with the word that announces it ("date
    2031-05-02 Dorvik said…"): when the text was published, not what it says. None where there is none."""
    found = printed(report).span
    if found is None:
        return None
    for _, block in _top(report.text):
        if block.start <= found.start < block.end:
            before = report.text[block.start : found.start]
            announced = any(_keyword(key).fullmatch(before) for key in ("published", "updated"))
            return (block.start, found.end) if announced or not before.strip() else None
    return None


def counted(report: Report, *, epoch: dt.date) -> Dated:
    """The date of a day count at the top ("Day 454 of …") where ``epoch`` is day 1, or UNDATED."""
    found = day_number(report)
    if found is None:
        return UNDATED
    number, start, end = found
    try:
        day = epoch + dt.timedelta(days=number - 1)
    except OverflowError:
        return UNDATED
    return Dated(edtf.of(day), "day-number", report.span(start, end))


def epoch_of(report: Report) -> dt.date | None:
    """Day 1 of the count a report uses, if it bears both a date (given or printed) and a day number; else None."""
    found = day_number(report)
    dated = report.published if report.published.edtf else printed(report)
    if found is None or dated.edtf is None or dated.evidence not in ("given", "printed"):
        return None
    first, last = edtf.bounds(dated.edtf)
    if first is None or first != last:
        return None
    try:
        return first - dt.timedelta(days=found[0] - 1)
    except OverflowError:
        return None


def day_number(report: Report) -> tuple[int, int, int] | None:
    """The day count at the top of a text: its number and the code points of its words, or None."""
    for first, block in _top(report.text):
        line = report.text[block.start : block.end]
        if not (first or is_headline(line) or line.endswith(":")):
            continue  # "On the 48th day of the war…" inside a text tells of then
        end = min(block.end, block.start + _REACH // 2)
        for pattern in _counts():
            match = pattern.search(report.text, block.start, end)
            if match and (number := int(match["n"].replace(",", ""))) > 0:
                return number, match.start(), match.end()
    return None


def _top(text: str) -> Iterator[tuple[bool, Block]]:
    """The first paragraphs, each with whether it is the very first."""
    head = blocks(text[: _REACH * 4])
    for place, block in enumerate(head[:_TOP]):
        if block.start < _REACH:
            yield place == 0, block


def _candidates(text: str, block: Block, *, first: bool) -> Iterator[tuple[str, int, calendar.Stamp]]:
    line = text[block.start : block.end]
    for kind, pattern in (("own", _keyword("published")), ("update", _keyword("updated"))):
        match = pattern.match(line)
        if match and (stamp := calendar.read(line[match.end() :])):
            yield kind, block.start + match.end(), stamp
            return
    stamp = calendar.read(line)
    if stamp and _own(line, stamp, first=first):
        yield "own", block.start, stamp
    if first:
        yield from ((kind, block.start + at, stamp) for kind, at, stamp in _first_line(line))
    place = _PLACE.match(line)
    if place and (stamp := calendar.read(line[place.end() :])) and _DASH.match(line, place.end() + stamp.end):
        yield "own", block.start + place.end(), stamp


def _own(line: str, stamp: calendar.Stamp, *, first: bool) -> bool:
    """Whether a date that begins a line dates the text: alone on its line, before a separator, or, in the very first
    line, written with its weekday or in figures ("2023-05-23 Kyiv said…"), or before an opening word ("3 May 2031 At
    least two people…")."""
    if _SEPARATOR.match(line, stamp.end):
        return len(line) < 100 or first
    written = line[: stamp.end]
    weekday = calendar.weekday(written.split(maxsplit=1)[0].strip(","))
    if weekday is not None or not _CALENDAR_WORD.search(written.split("T")[0]):
        return first
    return first and _RUN_ON.match(line, stamp.end) is not None


def _first_line(line: str) -> Iterator[tuple[str, int, calendar.Stamp]]:
    """Dates inside a first line: "as of 08:00 12.03.2026", in brackets, or beside a digest's or live page's title."""
    head = line[: _REACH // 2]
    for match in _as_of().finditer(head):
        if stamp := calendar.read(head[match.end() :]):
            yield "own", match.end(), stamp
    for match in re.finditer(r"[(\[](?=[^()\[\]\n]{6,40}[)\]])", head):
        stamp = calendar.read(head[match.end() :])
        if stamp and head[match.end() + stamp.end :].lstrip()[:1] in (")", "]"):
            yield "own", match.end(), stamp
    if is_headline(line) or announces("digest", head) or announces("live", head):
        for match in re.finditer(r"[|·•—–:,]\s+|\s-\s|\b(?:on|for|за|на)\s", head):
            stamp = calendar.read(head[match.end() :])
            if stamp and _SEPARATOR.match(head, match.end() + stamp.end):
                yield "own", match.end(), stamp


@cache
def _keyword(key: str) -> re.Pattern[str]:
    forms: Sequence[str] = lexicon.load("segments")["dates"][key]
    joined = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"\W{{0,3}}(?:{joined})(?!\w)\s*(?:[:—–-]|at|on|о|в)?\s*", re.IGNORECASE)


@cache
def _as_of() -> re.Pattern[str]:
    forms: Sequence[str] = lexicon.load("segments")["dates"]["as_of"]
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(form) for form in forms)})\s+", re.IGNORECASE)


@cache
def _counts() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form) for form in lexicon.load("segments")["dates"]["day_number"])
