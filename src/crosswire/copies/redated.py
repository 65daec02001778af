"""Old reports with a new date: the same text, dated days after it first came, or a text that says how old it is.

reads readings, copies → writes issues

A re-dated report is no news: its issue (reason "re-dated", not fatal) says of which report it is the old one, so that
an account can keep it and leave it out of what is new. A digest's formula with other numbers is no copy, and an update
that changes numbers is news.
"""

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache

from crosswire.base.ids import make_id
from crosswire.copies.units import day_of
from crosswire.language import lexicon
from crosswire.model.account import Issue, Reading
from crosswire.model.story import CopyLink

METHOD = "copies.redated/1"
REASON = "re-dated"
DAYS = 2
"""Days from which the same text with a later date is old: on the next day a paper prints what a site had in the
evening."""
NEARLY = 0.9
ALIKE_LONG = 0.75
"""The shorter text is at least this part of the longer one: an old report inside a new one is background."""
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
    for report in reports.values():
        said = year_said(f"{report.title or ''}\n{report.text[:400]}\n{report.text[-200:]}")
        if report.id in days and said and said < dt.date.fromordinal(days[report.id]).year:
            why.setdefault(report.id, (0, f"the text says that it was published in {said}"))
    return tuple(
        Issue(make_id("issue", report, REASON), report, "copies.redated", REASON, f"old report with a new date: {text}")
        for report, (_, text) in sorted(why.items())
    )


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
