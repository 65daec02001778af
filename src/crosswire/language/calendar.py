"""Absolute dates as printed: names of months and days, and the date a string begins with, as EDTF.

reads nothing of Crosswire's but ``data/calendar.toml``. English, Ukrainian and Russian. Dates that depend on when the
text was written ("Thursday", "last May") are :mod:`crosswire.resolve.dates`' business.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from crosswire.language import lexicon

_APOSTROPHES = str.maketrans("’ʼ`", "'''")
_PIVOT = 70  # a year of two digits is 1970 to 2069


@dataclass(frozen=True, slots=True)
class Stamp:
    """An absolute date at the start of a string: its EDTF value and the number of code points it takes."""

    edtf: str
    end: int


def _table(key: str) -> Mapping[str, int]:
    return {form: int(number) for number, forms in lexicon.load("calendar")[key].items() for form in forms}


@cache
def months() -> Mapping[str, int]:
    """Every form of a month's name, lower case without a full stop, to 1..12."""
    return _table("months")


@cache
def weekdays() -> Mapping[str, int]:
    """Every form of a weekday's name, lower case without a full stop, to its ISO number: Monday is 1."""
    return _table("weekdays")


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """A word as the tables spell it: lower case, a plain apostrophe, no full stop at the end."""
    return word.translate(_APOSTROPHES).lower().rstrip(".")


def month(word: str) -> int | None:
    """The number of a month's name in any of the languages, or None."""
    return months().get(fold(word))


def weekday(word: str) -> int | None:
    """The ISO number of a weekday's name in any of the languages, or None."""
    return weekdays().get(fold(word))


def alternatives(forms: Mapping[str, int] | list[str]) -> str:
    """A regular expression's alternatives, longest first, so that "september" is not read as "sep"."""
    return "|".join(re.escape(form).replace("'", "['’ʼ`]") for form in sorted(forms, key=len, reverse=True))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    marks = lexicon.load("calendar")["marks"]
    name = rf"(?P<name>{alternatives(months())})(?![^\W\d_])\.?"
    day = rf"(?P<day>\d{{1,2}})(?:{alternatives(marks['ordinal'])})?(?!\d)"
    year = rf"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)(?:\s?(?:{alternatives(marks['year'])})(?!\w))?"
    short = r"(?P<year>(?:1[5-9]|20)?\d\d)(?!\d)"
    forms = (
        r"(?P<year>(?:1[5-9]|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        r"(?P<year>(?:1[5-9]|20)\d\d)-(?P<month>\d{2})(?![\d-])",
        r"(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)",
        rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{short}(?:\s?(?:{alternatives(marks['year'])})(?!\w))?",
        rf"(?P<slash>\d{{1,2}})/(?P<other>\d{{1,2}})/{short}",
        rf"{day}(?:\s+|-|\sof\s){name}(?:,?\s*|-){year}",
        rf"{name}\s*{day},?\s+{year}",
        rf"(?P<year>(?:1[5-9]|20)\d\d)\s+{name}\s+{day}(?!:)",
        rf"{name},?\s+{year}",
        year + r"(?!-\d)(?=\s*(?:[^\w\s]|$))",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


@cache
def _lead() -> re.Pattern[str]:
    joins = alternatives(lexicon.load("calendar")["marks"]["join"])
    return re.compile(rf"\s*(?:(?:{alternatives(weekdays())})(?!\w)\.?\s*(?:{joins})?\s*)?", re.IGNORECASE)


@cache
def _clock() -> re.Pattern[str]:
    marks = lexicon.load("calendar")["marks"]
    half = rf"(?:\s?(?:(?P<pm>{alternatives(marks['evening'])})|(?P<am>{alternatives(marks['morning'])}))(?!\w))?"
    zones = alternatives(list(lexicon.load("calendar")["zones"]))
    zone = rf"(?:\s?(?:(?P<zone>{zones})(?!\w)|(?P<offset>[+-]\d\d:?\d\d)(?!\d)))?"
    return re.compile(
        rf"(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?(?!\d){half}{zone}", re.IGNORECASE
    )


@cache
def _between() -> re.Pattern[str]:
    joins = alternatives(lexicon.load("calendar")["marks"]["join"])
    return re.compile(rf"(?:T|\s*(?:{joins})?\s*)", re.IGNORECASE)


def offset(zone: str) -> str:
    """The EDTF offset of a zone's name ("EST" is "-05:00"); empty for one whose offset changes with the season."""
    return str(lexicon.load("calendar")["zones"].get(zone.lower(), ""))


def clock(match: re.Match[str]) -> str | None:
    """The EDTF time ("08:00:00", with an offset where one is said) of a match of a time of day; None if there is no
    such time."""
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if match["pm"] or match["am"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["pm"] else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    zone = offset(match["zone"] or "")
    if match["offset"]:
        digits = match["offset"].replace(":", "")
        zone = "Z" if digits[1:] == "0000" else f"{digits[:3]}:{digits[3:]}"
    return f"{hour:02}:{minute:02}:{second:02}{zone}"


def _date(match: re.Match[str]) -> str | None:
    """EDTF of a matched date. A slashed date that could be read both ways ("05/06/2023") is no date at all."""
    parts = match.groupdict()
    year = int(parts["year"])
    if year < 100:
        year += 1900 if year >= _PIVOT else 2000
    number, day = parts.get("month"), parts.get("day")
    if parts.get("name"):
        number = str(months()[fold(parts["name"])])
    if parts.get("slash"):
        first, second = int(parts["slash"]), int(parts["other"])
        if first <= 12 and second <= 12 and first != second:
            return None
        number, day = (str(second), str(first)) if first > 12 else (str(first), str(second))
    if number is None:
        return f"{year:04}"
    if day is None:
        return f"{year:04}-{int(number):02}" if 1 <= int(number) <= 12 else None
    try:
        return dt.date(year, int(number), int(day)).isoformat()
    except ValueError:
        return None


def _day(text: str, at: int) -> tuple[str, int] | None:
    for pattern in _patterns():
        match = pattern.match(text, at)
        if match and (found := _date(match)):
            return found, match.end()
    return None


def read(text: str) -> Stamp | None:
    """The absolute date a string begins with (white space and a weekday may stand before it) and how far it goes.

    A time of day before or after a full date is taken in: "08:00 12.03.2026" is ``2026-03-12T08:00:00``, with ``Z``
    or an offset only where the text says one. None where the string does not begin with a date that can be told.
    """
    start = text[:4096]
    lead = _lead().match(start)
    at = lead.end() if lead else 0
    first = _clock().match(start, at)
    if first and (time := clock(first)) and (gap := _between().match(start, first.end())):
        found = _day(start, _lead().match(start, gap.end()).end())  # type: ignore[union-attr]
        if found and len(found[0]) == 10:
            return Stamp(f"{found[0]}T{time}", found[1])
    found = _day(start, at)
    if found is None:
        return None
    edtf, end = found
    gap = _between().match(start, end)
    after = _clock().match(start, gap.end()) if gap and len(edtf) == 10 else None
    if after and (time := clock(after)):
        return Stamp(f"{edtf}T{time}", after.end())
    return Stamp(edtf, end)


def parse(text: str) -> str | None:
    """EDTF of the full or partial absolute date at the start of a string ("2023", "2023-05", "2023-05-23",
    "2023-05-23T14:05:00+03:00"), or None. English, Ukrainian and Russian forms, and numbers."""
    stamp = read(text)
    return stamp.edtf if stamp else None
