"""Old reports with a new date: the same text, or the same figures, dated days after they first came, or a report whose
words or address say how old it is. What only memory knows is not found.

reads readings, copies → writes issues

A re-dated report is no news: its issue (reason "re-dated", not fatal) says of which report it is the old one, so that
an account can keep it and leave it out of what is new. A digest's formula with other numbers is no copy, and an update
that changes numbers is news.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import cache

from crosswire.base.ids import make_id
from crosswire.copies.units import day_of
from crosswire.language import lexicon, marks
from crosswire.model.account import Issue, Reading
from crosswire.model.report import Report
from crosswire.model.story import CopyLink

METHOD = "copies.redated/2"
REASON = "re-dated"
DAYS = 2
"""Days from which the same text with a later date is old: on the next day a paper prints what a site had in the
evening."""
NEARLY = 0.9
ALIKE_LONG = 0.75
"""The shorter text is at least this part of the longer one: an old report inside a new one is background."""
ADDRESS_DAYS = 3
"""Days from which an address that names an earlier day shows an old report: pages are touched up for a day or two."""
FIGURE, FIGURES = 20, 2
"""Two reports that open with the same numbers, FIGURES or more that are FIGURE or more each, tell of one count."""
TOLD = 0.25
"""How much of what two openings tell besides they must both tell, so that the same figures are of the same thing."""
_OPENING = 200
_KINDS = frozenset({"identical", "rewrite", "update", "contained"})


def find(readings: Sequence[Reading], copies: Sequence[CopyLink]) -> tuple[Issue, ...]:
    """An issue for each report that is an old one with a new date, in order of the reports' ids."""
    reports = {reading.report.id: reading.report for reading in readings}
    days = {report.id: day for report in reports.values() if (day := day_of(report.published.edtf)) is not None}
    why: dict[str, tuple[int, str]] = {}
    for link in copies:
        if link.source not in days or link.target not in days or not _same(link):
            continue
        lengths = sorted((len(reports[link.source].text), len(reports[link.target].text)))
        if lengths[0] < ALIKE_LONG * lengths[1]:
            continue
        old, new = sorted((link.source, link.target), key=lambda report: (days[report], report))
        gap = days[new] - days[old]
        if gap >= DAYS and gap > why.get(new, (0, ""))[0]:
            why[new] = gap, f"the same text as {reports[old].name}, which is dated {gap} days earlier"
    for new, (gap, old) in _same_figures(reports, days).items():
        why.setdefault(
            new, (gap, f"it opens with the figures of {reports[old].name}, which is dated {gap} days earlier")
        )
    for report in reports.values():
        said = _says(report, days.get(report.id))
        if said:
            why.setdefault(report.id, (0, said))
    return tuple(
        Issue(make_id("issue", report, REASON), report, "copies.redated", REASON, f"old report with a new date: {text}")
        for report, (_, text) in sorted(why.items())
    )


def _same_figures(reports: Mapping[str, Report], days: Mapping[str, int]) -> dict[str, tuple[int, str]]:
    """Reports that open with the figures of one dated two days earlier or more: the days, and the earliest such."""
    held: dict[frozenset[str], list[str]] = {}
    found: dict[str, tuple[int, str]] = {}
    for report in sorted(days, key=lambda report: (days[report], report)):
        figures = _figures(_opening(reports[report]))
        if len(figures) < FIGURES:
            continue
        for old in held.get(figures, ()):
            gap = days[report] - days[old]
            before, after = (re.sub(r"\d", "", _opening(reports[one])) for one in (old, report))
            if gap >= DAYS and marks.agreement(before, after)[0] >= TOLD:
                found[report] = gap, old
                break
        held.setdefault(figures, []).append(report)
    return found


def _opening(report: Report) -> str:
    return report.title or report.text[:_OPENING].split("\n")[0]


def _figures(text: str) -> frozenset[str]:
    """The whole numbers of a text, small ones and years left out."""
    numbers = (mark[1:] for mark in marks.of(text) if mark[0] == "n" and mark[1:].isdigit())
    return frozenset(number for number in numbers if int(number) >= FIGURE and not 1900 <= int(number) <= 2100)


def _says(report: Report, day: int | None) -> str | None:
    """Why a report by itself is older than its date, in words."""
    if day is None:
        return None
    year = year_said(f"{report.title or ''}\n{report.text[:400]}\n{report.text[-200:]}")
    if year and year < dt.date.fromordinal(day).year:
        return f"the text says that it was published in {year}"
    first = address_day(report.url)
    if first and day - first.toordinal() >= ADDRESS_DAYS:
        return f"its address says that it was published on {first.isoformat()}"
    return None


def address_day(url: str | None) -> dt.date | None:
    """The day that an address says its page was published; None where it says none."""
    for shape in _addresses() if url else ():
        if match := shape.search(url or ""):
            try:
                return dt.date(*map(int, match.groups()))
            except ValueError:
                continue
    return None


@cache
def _addresses() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(shape) for shape in lexicon.load("redated")["addresses"])


def year_said(text: str) -> int | None:
    """The year in which a text says that it was first published; None where it says none."""
    match = next((found for shape in _shapes() if (found := shape.search(text))), None)
    return int(match.group(1)) if match else None


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(shape, re.IGNORECASE) for shape in lexicon.load("redated")["says"])


def _same(link: CopyLink) -> bool:
    """Whether a link says that two texts are one: nearly all of it, and no number changed."""
    if link.kind not in _KINDS or link.share < NEARLY:
        return False
    return not any(reason.startswith("numbers changed") or "; numbers changed" in reason for reason in link.why)
