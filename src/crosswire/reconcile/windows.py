"""Windows of days, for asking whether two claims may speak of the same time.

reads nothing of Crosswire's but EDTF strings → writes windows
"""

import datetime as dt

from crosswire.language import edtf

Window = tuple[dt.date, dt.date]


def window(when: str | None) -> Window | None:
    """First and last day covered, an open end as the calendar's own; None where absent or not understood."""
    if not when:
        return None
    try:
        first, last = edtf.bounds(when)
    except ValueError:
        return None
    return first or dt.date.min, last or dt.date.max


def apart(left: Window, right: Window) -> int:
    """Days between two windows: 0 or less where they share a day, 1 where one begins the day after the other ends."""
    return max((left[0] - right[1]).days, (right[0] - left[1]).days)


def within(inner: Window, outer: Window) -> bool:
    """Whether the first window lies in the second."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]
