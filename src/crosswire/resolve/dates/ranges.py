"""Two dates or times of day that a range joins, made one: "from Monday to Wednesday", "с 23.00 10 марта до 7.00 мск".

reads nothing of Crosswire's but :mod:`crosswire.language` and its siblings. A year, a day or a zone that only one end
names holds for both.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crosswire.language import edtf
from crosswire.resolve.dates.context import clock_of, day_of, safe
from crosswire.resolve.dates.phrase import Phrase, count
from crosswire.resolve.dates.values import Value, to_edtf
from crosswire.resolve.dates.words import Word

_DAY = dt.timedelta(days=1)
_RANGE = frozenset(("iT", "FT", "k&", "F-", "i-"))  # classes of the words before and between the ends of a range
_BARE = frozenset(("day", "absolute", "clock"))  # rules of expressions that a dash alone joins
_CLOCK = len("00:00")


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression at code points ``start``..``end`` and what it means; ``parts`` are a range's two ends."""

    start: int
    end: int
    phrase: Phrase
    value: Value
    parts: "tuple[Found, ...]" = ()


def joined(words: Sequence[Word], found: Sequence[Found], anchor: dt.date | None) -> list[Found]:
    """What was found in a sentence, each two ends of a range made one; two that cannot be placed stay two."""
    out: list[Found] = []
    for one in found:
        whole = _range(words, out[-1], one, anchor) if out and not out[-1].parts else None
        if whole:
            out[-1] = whole
        else:
            out.append(one)
    return out


def _range(words: Sequence[Word], left: Found, right: Found, anchor: dt.date | None) -> Found | None:
    between = [word for word in words if left.end <= word.start and word.end <= right.start]
    opens = left.phrase.before.letter if left.phrase.before else ""
    if len(between) != 1:
        return None
    dashed = between[0].letter == "-" and {left.phrase.rule, right.phrase.rule} <= _BARE
    if not dashed and opens + between[0].letter not in _RANGE:
        return None
    clocks = "c" in left.phrase.groups and "c" in right.phrase.groups
    ends = _hours(left, right) if clocks else _days(*_one_week(_in_year_of(left, right), right, anchor))
    if ends is None:
        return None
    first, last = (to_edtf(end.value.timex or "") for end in ends)
    value = Value(f"{first}/{last}", relative=left.value.relative or right.value.relative)
    return Found(left.start, right.end, left.phrase, value, ends)


def _days(left: Found, right: Found) -> tuple[Found, Found] | None:
    """The ends of a range of days or longer; None where they are none, or the second comes first."""
    first, last = (to_edtf(one.value.timex) if one.value.timex and not one.parts else None for one in (left, right))
    if not first or not last or {"/", "T"} & set(first + last) or edtf.bounds(first) > edtf.bounds(last):
        return None
    return left, right


def _one_week(left: Found, right: Found, anchor: dt.date | None) -> tuple[Found, Found]:
    """Two weekdays in order: "from Monday to Friday", said on a Tuesday, are days of one week, past or to come."""
    days = [day_of(one.value.timex or "") for one in (left, right)]
    if {left.phrase.rule, right.phrase.rule} != {"weekday"} or not anchor or not days[0] or not days[1]:
        return left, right
    if days[0] <= days[1]:
        return left, right
    if days[0] > anchor:
        return left, replace(right, value=replace(right.value, timex=(days[1] + 7 * _DAY).isoformat()))
    return replace(left, value=replace(left.value, timex=(days[0] - 7 * _DAY).isoformat())), right


def _in_year_of(left: Found, right: Found) -> Found:
    """The first end in the year that only the second names: "from 30 December to 2 January 2020"."""
    year, phrase = right.phrase.get("y"), left.phrase
    if not year or phrase.rule != "day" or {"y", "ry"} & set(phrase.groups) or right.phrase.rule != "day":
        return left
    month, day = int(phrase.groups["m"][0].value), count(phrase.groups["n"])
    after = month > int(right.phrase.groups["m"][0].value)
    found = safe(int(year) - after, month, int(day)) if day else None
    return replace(left, value=replace(left.value, timex=found.isoformat())) if found else left


def _hours(left: Found, right: Found) -> tuple[Found, Found] | None:
    """The ends of a range of hours; the day of one end and the zone of one end hold for both."""
    days = [day_of(one.value.timex) if one.value.timex else None for one in (left, right)]
    bare = [one.phrase.rule == "clock" for one in (left, right)]
    if bare[0] and not bare[1]:
        days[0] = days[1]
    elif bare[1] and not bare[0]:
        days[1] = days[0]
    first, last = (clock_of(one.phrase, day) for one, day in zip((left, right), days, strict=True))
    if days[0] is None or days[1] is None or first is None or last is None:
        return None
    if days[0] == days[1] and first[:_CLOCK] >= last[:_CLOCK]:
        if bare[0] and not bare[1]:
            days[0] -= _DAY
        elif bare[1]:
            days[1] += _DAY
    if days[0] > days[1]:
        return None
    zone = _zone(first) or _zone(last)
    return _timed(left, days[0], first, zone), _timed(right, days[1], last, zone)


def _timed(one: Found, day: dt.date, clock: str, zone: str) -> Found:
    return replace(one, value=replace(one.value, timex=f"{day}T{clock.removesuffix(_zone(clock))}{zone}"))


def _zone(clock: str) -> str:
    """The offset at the end of a time of day."""
    rest = clock[_CLOCK:]
    return rest[3:] if rest.startswith(":") else rest
