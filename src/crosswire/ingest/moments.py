"""Dates as tables and exports write them, to ISO; a date that can be read in two ways is left out.

reads nothing of Crosswire's; a helper of the readers of tables, JSON, mail and archives.
"""

import datetime as dt
import re
from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from typing import Literal

METHOD = "moments/1"
Order = Literal["day", "month"]
_STAMP = re.compile(r"(?P<day>\d{8})T?(?P<clock>\d{6}(?:\d{2})?)?(?P<zone>Z)?")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_SLASHED = re.compile(
    r"(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-](?P<year>(?:19|20)\d\d)"
    r"(?:[ T,]+(?P<clock>\d\d?:\d\d(?::\d\d)?))?Z?"
)
_EPOCH = re.compile(r"-?\d{9,10}(?:\.\d+)?")
_EPOCH_MS = re.compile(r"\d{13}(?:\.\d+)?")
_FIRST, _LAST = 631_152_000, 4_102_444_800  # 1990 to 2100: other numbers are no moments


def iso(value: object, *, order: Order | None = None) -> str | None:
    """A moment or day as ISO 8601, or the words as they stand where they are no such form (a reader of prose dates
    may yet know them); None where there are none.

    ``order`` says what comes first in 05/06/2031; without it a date that can be read in two ways is None.

    >>> iso("20310502T093000Z"), iso("5/16/2031"), iso(1935480600)
    ('2031-05-02T09:30:00Z', '2031-05-16', '2031-05-02T09:30:00Z')
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _epoch(float(value))
    if not isinstance(value, str) or not value.strip() or len(value) > 200:
        return None
    words = value.strip()
    if _ISO.match(words):
        return words
    if match := _STAMP.fullmatch(words):
        return _stamp(match) or _numbers(words)
    if match := _SLASHED.fullmatch(words):
        return _slashed(match, order)
    return _numbers(words) or _mail(words) or words


def _numbers(words: str) -> str | None:
    if _EPOCH.fullmatch(words):
        return _epoch(float(words))
    return _epoch(float(words) / 1000) if _EPOCH_MS.fullmatch(words) else None


def _epoch(seconds: float) -> str | None:
    if seconds >= 1e11:  # milliseconds
        seconds /= 1000
    if not _FIRST < seconds < _LAST:
        return None
    return dt.datetime.fromtimestamp(int(seconds), tz=dt.UTC).isoformat().replace("+00:00", "Z")


def _stamp(match: re.Match[str]) -> str | None:
    """20310502, 20310502T093000Z, 20310502093000; GDELT's are in UTC, other ones say so by their Z."""
    clock = match["clock"] or ""
    try:
        moment = dt.datetime.strptime(match["day"] + clock[:6], "%Y%m%d%H%M%S" if clock else "%Y%m%d")  # noqa: DTZ007
    except ValueError:
        return None
    if not 1900 <= moment.year <= 2100:
        return None
    return moment.isoformat() + (match["zone"] or "") if clock else moment.date().isoformat()


def _slashed(match: re.Match[str], order: Order | None) -> str | None:
    first, second = int(match["first"]), int(match["second"])
    if "." in match[0][:6]:
        order = "day"  # 05.06.2031 is a day first wherever dots are written
    if order is None:
        order = "day" if first > 12 or first == second else "month" if second > 12 else None
    if order is None:
        return None
    day, month = (first, second) if order == "day" else (second, first)
    try:
        found = dt.date(int(match["year"]), month, day).isoformat()
    except ValueError:
        return None
    return f"{found}T{match['clock'].zfill(5)}" if match["clock"] else found


def _mail(words: str) -> str | None:
    if not re.search(r"\d{4} \d\d?:\d\d", words):
        return None
    try:
        return parsedate_to_datetime(words).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def order_of(values: Iterable[object]) -> Order | None:
    """What comes first in a column of slashed dates, from those that can be read in one way only; None where none
    can, or where they disagree."""
    found: set[Order] = set()
    for value in values:
        match = _SLASHED.fullmatch(value.strip()) if isinstance(value, str) else None
        if match and "." not in match[0][:6]:
            if int(match["first"]) > 12:
                found.add("day")
            elif int(match["second"]) > 12:
                found.add("month")
    return found.pop() if len(found) == 1 else None
