"""What a time expression is read from: the day of writing, the tense, and the dates named before it.

reads nothing of Crosswire's but :mod:`crosswire.language` and its siblings.
"""

import datetime as dt
from dataclasses import dataclass, field

from crosswire.language import lexicon
from crosswire.resolve.dates.clocks import of_part
from crosswire.resolve.dates.phrase import Phrase, count
from crosswire.resolve.dates.steps import shift_unit
from crosswire.resolve.dates.tense import Tense
from crosswire.resolve.dates.values import Value
from crosswire.resolve.dates.zones import offset

# How many times nearer a date must lie to be taken against the tense, and where no tense shows.
_AGAINST_PAST, _AGAINST_FUTURE, UNSAID = 3.5, 3.5, 3.0
_MOD = {"r": "START", "s": "END"}


class Unanchored(Exception):
    """The expression hangs on a day that is not known."""


@dataclass(slots=True)
class Context:
    """What an expression is read from: the day of writing (None: unknown), the tense, and dates named before it.

    ``named`` holds the TIMEX3 values of earlier expressions of the same item, oldest first, ``quarters`` the quarters
    among them that were named as such. ``same_sentence``: the last of ``named`` stands in this sentence.
    ``sure``: the clause says outright what was or will be.
    """

    anchor: dt.date | None
    tense: Tense | None = None
    named: list[str] = field(default_factory=list)
    quarters: list[str] = field(default_factory=list)
    same_sentence: bool = False
    asked: bool = False
    sure: bool = False

    @property
    def today(self) -> dt.date:
        """The day of writing; asking for it makes what is read relative. Raises Unanchored where it is unknown."""
        self.asked = True
        if self.anchor is None:
            raise Unanchored
        return self.anchor

    def last_day(self) -> dt.date | None:
        """The day named last, where it was a day that was named."""
        return day_of(self.named[-1]) if self.named else None

    def last_quarter(self) -> str | None:
        """The quarter named last as such ("the third quarter")."""
        ended = shift_unit("Q", -1, self.today) or ""
        return next((value for value in reversed(self.quarters) if value <= ended), None) or next(
            reversed(self.quarters), None
        )

    def year_told(self, ahead: bool) -> int | None:
        """The year of the story that goes on: that of the last named date where it is over and this one would be
        ``ahead``, else that of the last two, long over."""
        years = [int(value[:4]) for value in self.named[-2:] if value[:4].isdigit()]
        if ahead:
            return years[-1] if years and years[-1] < self.today.year else None
        return years[-1] if len(years) == 2 and years[0] == years[1] < self.today.year - 1 else None

    def reference(self) -> str:
        """The date named last, or the day of writing."""
        return self.named[-1] if self.named else self.today.isoformat()


def day_of(timex: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(timex[:10])
    except ValueError:
        return None


def safe(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def cost(distance: float, tense: Tense | None) -> float:
    """How far off a date lies, in any unit, what speaks against the tense weighing more. News looks back."""
    if distance > 0:
        return distance * {"past": _AGAINST_PAST, "future": 1.0}.get(tense or "", UNSAID)
    return -distance * (_AGAINST_FUTURE if tense == "future" else 1.0)


def nearest(context: Context, month: int, day: int, tense: Tense | None, *, strict: bool = False) -> dt.date | None:
    """The day and month without a year: nearest to today, the tense weighing (deciding where ``strict``)."""
    today = context.today
    options = [found for year in (today.year - 1, today.year, today.year + 1) if (found := safe(year, month, day))]

    if strict or (context.sure and tense == context.tense):
        options = [option for option in options if (option <= today) == (tense == "past")]
    found = min(options, key=lambda option: cost((option - today).days, tense), default=None)
    if found and not strict and (year := context.year_told(found > today)) and tense != "future":
        return safe(year, month, day) or found
    return found


def mod_of(phrase: Phrase) -> str | None:
    words = phrase.groups.get("b")
    if words:
        return _MOD.get(words[0].letter, words[0].value)
    if "so" in phrase.groups:
        return "APPROX"
    words = phrase.groups.get("f") or phrase.groups.get("f2")
    return words[0].value if words else None


def clock_of(phrase: Phrase, day: dt.date | None) -> str | None:
    """The time of day that a phrase names on a day, with the offset of its zone; None where the half of the day is not
    said ("3 o'clock") or there is no such time."""
    words = phrase.groups.get("c")
    if not words:
        return None
    half = next((word.value for word in words if word.letter == "A"), None)
    if words[0].letter == "H":
        return f"{words[0].value}:00"
    pieces = words[0].value.split(":")
    if pieces[0].endswith("?") and (part := phrase.get("half")):
        return of_part(int(pieces[0][:-1]), part)  # "five o'clock on Tuesday morning"
    if not pieces[0].isdigit():
        return None
    hour, minute = int(pieces[0]), int(pieces[1]) if len(pieces) > 1 else 0
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    zone = next((offset(word.value, day) for word in words if word.letter == "Z"), "")
    seconds = f":{pieces[2]}" if len(pieces) > 2 else ""
    return f"{hour:02}:{minute:02}{seconds}{zone}" if hour < 24 and minute < 60 else None


def with_part(day: dt.date, phrase: Phrase) -> Value:
    """A day with the part of it or the clock that the phrase names."""
    if part := phrase.get("p"):
        return Value(f"{day.isoformat()}T{part}", mod_of(phrase))
    if clock := clock_of(phrase, day):
        return Value(f"{day.isoformat()}T{clock}", mod_of(phrase))
    return Value(day.isoformat(), mod_of(phrase))


def of_something(phrase: Phrase) -> bool:
    """Whether a phrase is a part of what is named after it ("the last week of March"), not of the time of writing."""
    return bool(phrase.after) and phrase.after[0].letter == "o" and phrase.words[0].letter == "t"


def amount(phrase: Phrase) -> float | None:
    """The number of a length: 1 for "a", None for "several"."""
    if "a" in phrase.groups:
        return 1
    return count(phrase.groups["n"]) if "n" in phrase.groups else None


def plurals() -> frozenset[str]:
    return lexicon.words("dates", "plural_words")
