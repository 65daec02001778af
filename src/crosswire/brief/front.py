"""What stands above the stories: the dated title, how many reports and independent texts.

reads account → writes lines
"""

import datetime as dt
import re
from collections.abc import Collection

from crosswire.base.config import Options
from crosswire.brief.dates import phrase
from crosswire.brief.facts import Facts, texts_of
from crosswire.brief.wording import Ledger, count_words, said
from crosswire.language import edtf
from crosswire.model.brief import Line
from crosswire.model.report import Report, Span

HEAD = 400


def title_line(facts: Facts, ledger: Ledger, covered: Collection[str], *, options: Options, title: str | None) -> Line:
    """The dated title. It cites where the first and the last report by date say so, or their first words."""
    reports = reports_of(facts, covered)
    when = options.day.isoformat() if options.day else range_of(reports)
    cites = [r.published.span or first_words(r) for r in _bounding(reports)]
    words = phrase(when)
    counted = _day_count(reports, when, options.epoch)
    if words is None:
        segment = said("title-given-undated", title=title) if title else said("title-undated")
    elif title:
        segment = said("title-given", title=title, when=words)
    elif counted is not None:
        segment = said("title-count", count=counted[0], when=words)
        cites = [counted[1], *cites]
    else:
        segment = said("title-day", when=words)
    return ledger.line("title", [[segment]], claims=[r.id for r in reports], cites=dict.fromkeys(cites))


def _day_count(reports: Collection[Report], when: str | None, epoch: dt.date | None) -> tuple[str, Span] | None:
    """The day's number and where a report prints it, if one does and it agrees with the epoch."""
    day = edtf.day(when) if when else None
    if epoch is None or day is None or day < epoch:
        return None
    number = str((day - epoch).days + 1)
    for report in reports:
        match = re.search(rf"\b\w+ {number}\b", report.text[:HEAD])
        if match and match[0].lower().startswith("day "):
            return number, report.span(match.start(), match.end())
    return None


def range_of(reports: Collection[Report]) -> str | None:
    """From the first to the last day the reports are dated."""
    bounds = [edtf.bounds(r.published.edtf) for r in reports if r.published.edtf]
    known = [(first, last) for first, last in bounds if first and last]
    if not known:
        return None
    return edtf.span(min(first for first, _ in known), max(last for _, last in known))


def reports_of(facts: Facts, covered: Collection[str]) -> list[Report]:
    """The reports of the covered items, by name."""
    found = {facts.items[item].report for item in covered}
    found |= {r for r, reading in facts.readings.items() if not reading.items}
    return sorted((facts.report(identifier) for identifier in found), key=lambda r: (r.name, r.id))


def _bounding(reports: Collection[Report]) -> list[Report]:
    """The first and the last report by date, those that print it before those that were given one; without dates, the
    first and last by name."""
    dated = [r for r in reports if r.published.edtf]
    if dated:
        first = min(dated, key=lambda r: (_day(r, 0), r.published.span is None))
        last = max(dated, key=lambda r: (_day(r, 1), r.published.span is not None))
        found = [first, last]
    else:
        found = [*list(reports)[:1], *list(reports)[-1:]]
    return list({report.id: report for report in found}.values())


def _day(report: Report, end: int) -> dt.date:
    return edtf.bounds(report.published.edtf or "")[end] or dt.date.max


def first_words(report: Report) -> Span:
    """The first line of a report that is not blank."""
    start = len(report.text) - len(report.text.lstrip())
    end = report.text.find("\n", start)
    return report.span(start, end if end > start else len(report.text))


def standing_lines(facts: Facts, ledger: Ledger, covered: Collection[str]) -> tuple[Line, ...]:
    """How many reports there are, and how many independent texts."""
    reports = reports_of(facts, covered)
    if not reports:
        return ()
    texts = len(texts_of(covered, facts)) or 1
    segment = said(
        "standing",
        reports=count_words("reports", len(reports)),
        texts=count_words("independent-texts", texts),
    )
    cites = [first_words(r) for r in _bounding(reports)]
    line = ledger.line("standing", [[segment]], claims=[r.id for r in reports], cites=cites)
    return (line,)
