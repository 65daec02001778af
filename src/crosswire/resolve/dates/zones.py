"""The offset of a named zone on a day: "Kyiv time" is +02:00 in winter and +03:00 in summer.

reads nothing of Crosswire's but :mod:`crosswire.language`. Source of the rules in ``data/dates.toml``: the IANA time
zone database. Python's own copy of it is not on every machine, and a few zones are all that news needs.
"""

import datetime as dt

from crosswire.language import calendar, lexicon

_DAY = dt.timedelta(days=1)


def offset(zone: str, day: dt.date | None) -> str:
    """The EDTF offset ("+03:00", "Z") of a zone as :mod:`crosswire.resolve.dates.words` names it; empty for local time,
    and where the offset depends on a day that is not known or too long ago."""
    if fixed := calendar.offset(zone):
        return fixed
    known = lexicon.load("dates")["zone_offset"].get(zone)
    if known is None or day is None:
        return ""
    winter, summer, rule = known
    since, *ends = lexicon.load("dates")["zone_summer"][rule]
    if day.year < int(since):
        return ""
    return str(summer if ends and nth(day.year, ends[0]) <= day < nth(day.year, ends[1]) else winter)


def nth(year: int, rule: str) -> dt.date:
    """The day that "month-weekday-which" names in a year: "11-4-4" is the fourth Thursday of November (5: the last)."""
    month, weekday, which = (int(part) for part in rule.split("-"))
    first = dt.date(year, month, 1)
    found = first + _DAY * ((weekday - first.isoweekday()) % 7 + 7 * (which - 1))
    return found if found.month == month else found - _DAY * 7
