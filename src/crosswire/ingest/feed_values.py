"""Values of a feed's entry, made plain: words, dates, languages.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.feeds`.
"""

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

LONGEST_WORDS = 1_000  # characters of a title or name
LONGEST_TEXT = 1_000_000  # characters of a summary or content
_TAG = re.compile(r"<[^<>]*>")
_OFFSET = re.compile(r"(?<=\d)([+-]\d\d)(\d\d)$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ZONE = re.compile(r"(?:[+-]\d\d:?\d\d|Z|UTC?|GMT|[ECMP][SD]T)$")


def words(value: Any) -> str | None:
    """A short text on one line, without marks; None where there is none."""
    if not isinstance(value, str):
        return None
    return " ".join(unescape(_TAG.sub(" ", value[: 20 * LONGEST_WORDS])).split())[:LONGEST_WORDS] or None


def text(value: Any) -> str | None:
    """A long text as it stands, bounded; None where it is blank."""
    return value[:LONGEST_TEXT] if isinstance(value, str) and value.strip() else None


def moment(value: Any) -> str | None:
    """An ISO day or moment of a stated date: ISO 8601 or a mail date with a four-digit year; None where the words are
    neither. "05/04/2023" is no date: nobody can tell its day from its month. Fractions of a second are dropped."""
    stated = " ".join(value.split()) if isinstance(value, str) else ""
    if not stated or len(stated) > 64:
        return None
    try:
        if _DAY.fullmatch(stated):
            return dt.date.fromisoformat(stated).isoformat()
        if _DAY.match(stated):
            found = dt.datetime.fromisoformat(_OFFSET.sub(r"\1:\2", stated.replace(" UTC", "Z").replace(" GMT", "Z")))
        elif re.search(r"\b[A-Za-z]{3,9}\.? \d{4}\b", stated):
            found = _mail(stated)
        else:
            return None
        return found.replace(microsecond=0).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _mail(stated: str) -> dt.datetime:
    """A mail date; in a zone that is not known by name the time of day is dropped to what is written, zoneless."""
    found = parsedate_to_datetime(stated)
    return found if _ZONE.search(stated) else found.replace(tzinfo=None)


def language(value: Any) -> str | None:
    """A language tag ("en-gb"), lower-case; None where the value is none."""
    tag = value.strip().lower().replace("_", "-") if isinstance(value, str) else ""
    return tag if re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", tag) else None
