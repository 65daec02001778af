"""Dates as people and pages give them, to EDTF.

reads nothing of Crosswire's; a helper of :mod:`crosswire.extract.article`.
"""

import datetime as dt
import re
from email.utils import parsedate_to_datetime

from crosswire.language import calendar, edtf

_OFFSET = re.compile(r"(?<=\d)([+-]\d\d)(\d\d)$")
_ISO_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


def date(words: str) -> str | None:
    """EDTF of a given date: ISO dates and times, EDTF itself, mail dates, "23 May 2023" in the read languages.

    None where the words are no date, or hold more than one. Fractions of a second are dropped.
    """
    words = " ".join(words.split())
    if _ISO_MOMENT.match(words):
        try:
            return edtf.of(dt.datetime.fromisoformat(_OFFSET.sub(r"\1:\2", words)))
        except ValueError:
            pass
    if edtf.valid(words):
        return words
    stamp = calendar.read(words)
    if stamp and stamp.end >= len(words.rstrip(" .")):
        return stamp.edtf
    try:
        return edtf.of(parsedate_to_datetime(words))
    except (ValueError, TypeError, IndexError):
        return None
