"""The words of the reports that a note means.

reads account, note → writes spans
"""

import re
from collections.abc import Sequence

from crosswire.base.text import Selector, locate
from crosswire.brief.facts import Facts
from crosswire.model.report import Report, Span

_PARAGRAPH = re.compile(r"¶\s*(\d+)")
_OFFSETS = re.compile(r"(\d+)\s*[–-]\s*(\d+)")
_WORDS = re.compile(r"(?::|”|—|,)\s*(\S.*)$", re.S)


def spans_of(note: str, facts: Facts) -> list[Span]:
    """The spans a note means: by the report it names and the words, offsets or paragraph it gives; by the words alone
    where no report is named. None where it leads nowhere."""
    report = _report(note, facts)
    if report is None:
        return _anywhere(note, facts)
    rest = note.split(report.name, 1)[-1] if report.name in note else note.split(report.id, 1)[-1]
    told = _words(rest, report)
    if told is not None:
        return [told]
    paragraph = _PARAGRAPH.search(rest)
    if paragraph:
        return _paragraph(report, int(paragraph[1]))
    if ":" in rest and len(rest.split(":", 1)[1].split()) > 3:
        return []
    return [report.span(0, len(report.text))]


def _report(note: str, facts: Facts) -> Report | None:
    """The report that a note names: by its id, its address, or the longest name that stands in it."""
    reports = [reading.report for reading in facts.readings.values()]
    for report in reports:
        if report.id in note or (report.url and report.url in note):
            return report
    named = [r for r in reports if r.name and r.name in note]
    if not named:
        named = [r for r in reports if r.outlet and r.outlet in note and _words(note, r) is not None]
    return max(named, key=lambda r: len(r.name), default=None)


def _words(rest: str, report: Report) -> Span | None:
    """The words that a note repeats, where they stand in the report."""
    offsets = _OFFSETS.search(rest)
    start, end = (int(offsets[1]), int(offsets[2])) if offsets else (0, 0)
    for match in _WORDS.finditer(rest):
        words = match[1].strip().strip('“”"')
        if len(words) < 3:
            continue
        found = _find(words, report, start, end)
        if found is not None:
            return found
    return report.span(start, end) if 0 < end <= len(report.text) and start < end and ":" not in rest else None


def _find(words: str, report: Report, start: int, end: int) -> Span | None:
    known = locate(report.text, Selector(start, end, words, "", ""))
    if known is not None:
        return report.span(*known)
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    match = re.search(pattern, report.text)
    return report.span(match.start(), match.end()) if match else None


def _paragraph(report: Report, number: int) -> list[Span]:
    counted = 0
    at = 0
    for line in report.text.split("\n"):
        if line.strip():
            counted += 1
            if counted == number:
                return [report.span(at, at + len(line))]
        at += len(line) + 1
    return []


def _anywhere(note: str, facts: Facts) -> list[Span]:
    words = note.strip().strip('“”"')
    if len(words.split()) < 4:
        return []
    found: Sequence[Span | None] = [_find(words, r.report, 0, 0) for r in facts.readings.values()]
    return [span for span in found if span is not None]
