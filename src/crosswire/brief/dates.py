"""Dates as a reader reads them.

reads nothing of Crosswire's but EDTF strings → writes words
"""

import calendar
import datetime as dt

from crosswire.language import edtf


def phrase(when: str | None) -> str | None:
    """An EDTF string in words: "22 May 2023", "20–21 May 2023", "May 2023", "since 2014"; None where not understood."""
    if not when:
        return None
    try:
        edtf.bounds(when)
    except ValueError:
        return None
    first, slash, last = when.partition("/")
    if not slash:
        return _words(first)
    if last in ("", ".."):
        return f"since {_words(first)}"
    if first in ("", ".."):
        return f"until {_words(last)}"
    return _between(_words(first), _words(last))


def _between(left: str, right: str) -> str:
    if left == right:
        return left
    if ", " in left and left.rpartition(", ")[0] == right.rpartition(", ")[0]:
        return f"{left}–{right.rpartition(', ')[2]}"
    head, tail = left.split(), right.split()
    shared = 0
    while shared < min(len(head), len(tail)) - 1 and head[-1 - shared] == tail[-1 - shared]:
        shared += 1
    start = head[: len(head) - shared] if len(head) == len(tail) else head
    return f"{' '.join(start)}{'–' if len(start) == 1 else ' – '}{right}"


def _words(date: str) -> str:
    first, last = edtf.bounds(date)
    assert first is not None
    assert last is not None
    clock = date.partition("T")[2][:5]
    if first == last:
        return f"{_day(first)}, {clock}" if clock else _day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{calendar.month_name[first.month]} {first.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    return f"{_day(first)} – {_day(last)}"


def _day(day: dt.date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"
