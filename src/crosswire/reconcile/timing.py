"""What a claim's words say of the clock: the window of a count, and the hour a count stands at.

reads times → writes nothing
"""

import datetime as dt

from crosswire.language.lexicon import load
from crosswire.model.account import Reading
from crosswire.model.report import Span

BEFORE = 24


def clock(when: str | None, span: Span, reading: Reading) -> str | None:
    """The time of day in a claim's time, which tells two windows of a day apart; None where it only says as of when a
    count stands ("as of 9:00, 77 were shot down")."""
    if when is None or "T" not in when:
        return None
    near = [time for time in reading.times if time.edtf == when]
    if not near:
        return when
    closest = min(near, key=lambda time: abs(time.start - span.start))
    before = " ".join(reading.report.text[max(0, closest.start - BEFORE) : closest.end].lower().split())
    return None if any(words in before for words in load("slots")["asof"]["before"]) else when


def moment(when: str | None) -> dt.datetime | None:
    """The moment of an EDTF date that has a time of day, in UTC where it names no offset."""
    if when is None or "T" not in when or "/" in when:
        return None
    try:
        found = dt.datetime.fromisoformat(when)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)
