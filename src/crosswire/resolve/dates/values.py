"""What a time expression means, as TIMEX3 writes it, and the EDTF date or interval of that.

reads nothing of Crosswire's but :mod:`crosswire.language.edtf`. Source of the values: TimeML 1.2.1, TIMEX3.
"""

import datetime as dt
import re
from dataclasses import dataclass

from crosswire.language import edtf

REFERENCES = {"PAST_REF": "past", "PRESENT_REF": "present", "FUTURE_REF": "future"}
_SEASON = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE|-[1-7])?")
_QUARTER = re.compile(r"(\d{4})-([QH])(\d)")
_SEASONS = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
_DECADE = re.compile(r"\d{3}")
_CENTURY = re.compile(r"\d\d")
_PART = re.compile(r"(\d{4}-\d\d-\d\d)T(MO|MI|AF|EV|NI|DT)")
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d)?")
_LENGTH = re.compile(r"P(?!$)(?:\d+(?:\.\d+)?[YMWD])*(?:T(?:\d+(?:\.\d+)?[HMS])+)?")


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression means. ``timex`` is a TIMEX3 value, None where it cannot be placed; ``repeats`` marks a set.

    ``days`` are the first and last day where they are not those of the value: the two days of a night, the stretch
    that a length such as "the past two weeks" covers. ``relative`` says that the value hangs on the day of writing.
    """

    timex: str | None
    mod: str | None = None
    days: tuple[dt.date | None, dt.date | None] | None = None
    repeats: bool = False
    relative: bool = False


def week(day: dt.date) -> str:
    """The ISO week of a day, "2023-W21"."""
    year, number, _ = day.isocalendar()
    return f"{year:04}-W{number:02}"


def _quarter(year: str, kind: str, number: int) -> str | None:
    size = 3 if kind == "Q" else 6
    first = (number - 1) * size + 1
    return f"{year}-{first:02}/{year}-{first + size - 1:02}" if 1 <= first <= 12 else None


def _weeks(match: re.Match[str]) -> str | None:
    year, number, day = int(match[1]), int(match[2]), match[3]
    try:
        monday = dt.date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    if day == "-WE":
        return edtf.span(monday + dt.timedelta(5), monday + dt.timedelta(6))
    if day:
        return edtf.of(monday + dt.timedelta(int(day[1]) - 1))
    return edtf.span(monday, monday + dt.timedelta(6))


def to_edtf(timex: str) -> str | None:
    """The EDTF date or interval of a TIMEX3 date value; None for lengths, references and values with unknown parts.

    A week, a weekend, a quarter and a half year become intervals of days or months; a part of a day is its day; the
    hour 24 is the next day's first.
    """
    if match := _WEEK.fullmatch(timex):
        return _weeks(match)
    if match := _QUARTER.fullmatch(timex):
        return _quarter(match[1], match[2], int(match[3]))
    if match := _SEASONS.fullmatch(timex):
        return f"{match[1]}-{_SEASON[match[2]]}"
    if match := _PART.fullmatch(timex):
        return match[1]
    if match := _CLOCK.fullmatch(timex):
        if match[2] == "24":
            return f"{edtf.shift(match[1], 1)}T00:00:00"
        return f"{match[1]}T{match[2]}:{match[3]}:{match[4] or '00'}{match[5] or ''}"
    if _DECADE.fullmatch(timex):
        return f"{timex}X"
    if _CENTURY.fullmatch(timex):
        return f"{timex}XX"
    return timex if edtf.valid(timex) else None


def to_duration(timex: str) -> str | None:
    """The ISO 8601 duration of a TIMEX3 length; quarters become months. A length with an unknown number ("PXY") keeps
    its X, as TIMEX3 writes it."""
    if match := re.fullmatch(r"P(\d+)Q", timex):
        return f"P{3 * int(match[1])}M"
    if re.fullmatch(r"PT?X[YMWDHSEC]?", timex) or _LENGTH.fullmatch(timex):
        return timex
    return None
