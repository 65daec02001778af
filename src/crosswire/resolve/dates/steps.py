"""Steps of days, weeks, months and years from a day, and lengths as TIMEX3 writes them.

reads nothing of Crosswire's but :mod:`crosswire.language.edtf`.
"""

import datetime as dt

from crosswire.language import edtf
from crosswire.resolve.dates.values import week

_DAY = dt.timedelta(days=1)


def shift_unit(unit: str, steps: float, start: dt.date) -> str | None:
    """The day, week, month, quarter, year or decade that lies ``steps`` units from a day, as TIMEX3."""
    whole = round(steps)
    try:
        if unit in ("D", "R"):
            return (start + _DAY * whole).isoformat()
        if unit == "W":
            return week(start + _DAY * 7 * whole)
        if unit == "WE":
            return week(start + _DAY * 7 * whole) + "-WE"
        if unit == "M":
            return edtf.months_on(start.replace(day=1), whole).isoformat()[:7]
        if unit == "Q":
            index = start.year * 4 + (start.month - 1) // 3 + whole
            return f"{index // 4}-Q{index % 4 + 1}"
        if unit == "Y":
            return f"{start.year + whole:04}"
        if unit == "E":
            return f"{start.year // 10 + whole:03}"
        if unit == "C":
            return f"{start.year // 100 + whole:02}"
    except (ValueError, OverflowError):
        return None
    return None


def stretch(unit: str, number: float, start: dt.date, ahead: bool) -> tuple[dt.date | None, dt.date | None] | None:
    """The days that a length covers before or after a day."""
    whole = round(number)
    try:
        if unit in ("M", "Q", "Y", "E"):
            end = edtf.months_on(start, (1 if ahead else -1) * whole * {"M": 1, "Q": 3, "Y": 12, "E": 120}[unit])
        elif unit in ("D", "R", "W"):
            end = start + _DAY * (1 if ahead else -1) * whole * (7 if unit == "W" else 1)
        elif unit == "TH":
            end = start + _DAY * (1 if ahead else -1) * max(1, -(-whole // 24))
        else:
            return None
    except (ValueError, OverflowError):
        return None
    return (start, end) if ahead else (end, start)


def length_value(unit: str, number: float | None, half: bool = False) -> str | None:
    """A TIMEX3 length; None as number is one that is not said ("several")."""
    if unit in ("WE", "PER", "H"):
        return f"P{2 * round(number)}D" if unit == "WE" and number else None
    letter = {"R": "D", "E": "Y", "C": "Y"}.get(unit, unit[-1])
    clock = "T" if unit.startswith("T") else ""
    if number is None:
        return f"P{clock}X{unit[-1] if unit != 'R' else 'D'}"
    number = number * {"E": 10, "C": 100}.get(unit, 1)
    whole, rest = int(number), number - int(number) + (0.5 if half else 0)
    if not rest:
        return f"P{clock}{whole}{letter}"
    small = {"Y": ("M", 12), "TH": ("H", 0), "D": ("TH", 24), "TM": ("S", 60), "M": ("D", 30), "W": ("D", 7)}.get(unit)
    if unit == "TH":
        return f"PT{whole}H{round(rest * 60)}M"
    if small is None:
        return f"P{clock}{number + (0.5 if half else 0):g}{letter}"
    extra = f"{round(rest * small[1])}{small[0][-1]}"
    return f"P{clock}{whole}{letter}{'T' if small[0] == 'TH' else ''}{extra}"
