"""EDTF level 0 and what Crosswire needs of level 1: dates of any precision, times of day, intervals, open ends.

reads nothing of Crosswire's. Source: Extended Date/Time Format, Library of Congress, 2019 (ISO 8601-2:2019). Seasons
(``2023-21``), unspecified digits (``202X``) and qualifiers (``?``, ``~``, ``%``) are read; qualifiers move no bounds.
"""

import calendar
import datetime as dt
import re
from typing import Literal

Precision = Literal["time", "day", "month", "season", "year", "decade", "century", "interval"]
Bounds = tuple[dt.date | None, dt.date | None]

_ONE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?P<time>T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?)?)?"
    r"[?~%]?"
)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


def of(day: dt.date) -> str:
    """The EDTF of a day, or of a moment for a datetime (to the second, with its offset where it has one)."""
    if isinstance(day, dt.datetime):
        return day.replace(microsecond=0).isoformat().replace("+00:00", "Z")
    return day.isoformat()


def span(first: dt.date | None, last: dt.date | None) -> str:
    """The interval of two days, or the one day; None is an open end. Raises ValueError when both are None."""
    if first is None and last is None:
        raise ValueError("an interval needs at least one end")
    if first == last and first is not None:
        return of(first)
    return f"{of(first) if first else '..'}/{of(last) if last else '..'}"


def _last(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _one(text: str) -> tuple[dt.date, dt.date]:
    match = _ONE.fullmatch(text)
    if match is None:
        raise ValueError(f"not an EDTF date: {text!r}")
    year = match["year"]
    if "X" in year:
        return dt.date(max(1, int(year.replace("X", "0"))), 1, 1), dt.date(int(year.replace("X", "9")), 12, 31)
    number = int(year)
    if match["month"] is None:
        return dt.date(number, 1, 1), dt.date(number, 12, 31)
    month = int(match["month"])
    if match["day"] is not None:
        day = dt.date(number, month, int(match["day"]))
        return day, day
    if month in _SEASONS:
        first, last = _SEASONS[month]
        # Winter belongs to the year it begins in.
        return dt.date(number, first, 1), _last(number + (last < first), last)
    return dt.date(number, month, 1), _last(number, month)


def bounds(edtf: str) -> Bounds:
    """First and last day an EDTF date or interval covers; None for an open or unknown end.

    Raises ValueError for a string that is none, and for an interval that ends before it begins.
    """
    if "/" not in edtf:
        return _one(edtf)
    left, _, right = edtf.partition("/")
    first = None if left in ("", "..") else _one(left)[0]
    last = None if right in ("", "..") else _one(right)[1]
    if first is None and last is None:
        raise ValueError(f"not an EDTF interval: {edtf!r}")
    if first is not None and last is not None and last < first:
        raise ValueError(f"an interval that ends before it begins: {edtf!r}")
    return first, last


def valid(edtf: str) -> bool:
    """Whether :func:`bounds` can read the string."""
    try:
        bounds(edtf)
    except ValueError:
        return False
    return True


def precision(edtf: str) -> Precision:
    """How fine a date is; an interval is always "interval". Raises ValueError for a string that is no EDTF."""
    bounds(edtf)
    if "/" in edtf:
        return "interval"
    match = _ONE.fullmatch(edtf)
    assert match is not None
    if match["time"]:
        return "time"
    if match["day"]:
        return "day"
    if match["month"]:
        return "season" if int(match["month"]) > 20 else "month"
    return {0: "year", 1: "decade"}.get(match["year"].count("X"), "century")  # type: ignore[return-value]


def overlap(left: str, right: str) -> bool:
    """Whether two dates or intervals share a day. Raises ValueError for a string that is no EDTF."""
    (a, b), (c, d) = bounds(left), bounds(right)
    return (a is None or d is None or a <= d) and (c is None or b is None or c <= b)


def within(inner: str, outer: str) -> bool:
    """Whether every day of the one lies in the other. An open end lies only within an open end."""
    (a, b), (c, d) = bounds(inner), bounds(outer)
    return (c is None or (a is not None and c <= a)) and (d is None or (b is not None and b <= d))


def day(edtf: str) -> dt.date | None:
    """The one day a date or interval covers, or None where it covers more than one or has an open end."""
    first, last = bounds(edtf)
    return first if first == last else None


def months_on(start: dt.date, count: int) -> dt.date:
    """The same day ``count`` months later (earlier when negative), or that month's last day where it is shorter."""
    index = start.year * 12 + start.month - 1 + count
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def shift(edtf: str, days: int) -> str:
    """A date or interval moved by days. Months and years move as the days they cover, so that they become intervals.

    A time of day keeps its clock. Raises ValueError for a string that is no EDTF, OverflowError past year 9999.
    """
    if "/" not in edtf and precision(edtf) == "time":
        when, _, clock = edtf.partition("T")
        return f"{dt.date.fromisoformat(when) + dt.timedelta(days)}T{clock}"
    first, last = bounds(edtf)
    move = dt.timedelta(days)
    return span(first + move if first else None, last + move if last else None)
