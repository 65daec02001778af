"""What quarters mean: named, latest, and those of a year before.

reads nothing of Crosswire's but its siblings. A quarter without a year is this year's, or the one spoken of.
"""

from collections.abc import Callable

from crosswire.resolve.dates.context import Context
from crosswire.resolve.dates.phrase import Phrase, count
from crosswire.resolve.dates.steps import shift_unit
from crosswire.resolve.dates.values import Value


def latest_quarter(context: Context) -> str | None:
    """The quarter spoken of: the one named last, else the last that has ended."""
    return (context.last_quarter() or "")[:7] or shift_unit("Q", -1, context.today)


def _latest(phrase: Phrase, context: Context) -> Value | None:
    unit = phrase.groups["u"][0].value
    if unit in ("Q", "PER"):
        return Value(latest_quarter(context))
    if unit in ("W", "M", "Y"):
        return Value(shift_unit(unit, -1, context.today))
    return None


def _quarter(phrase: Phrase, context: Context) -> Value | None:
    if number_of := phrase.get("short"):
        return Value(f"{_quarter_year(phrase, context, 'Q', int(number_of))}-Q{number_of}")
    words, unit = phrase.groups.get("o"), phrase.groups["u"][0].value
    if words is None:
        return _period(phrase, context, unit)
    number = int(count(words) or 0) if words[0].letter == "O" else {"Q": 4, "H": 2}.get(unit, 0)
    if unit not in ("Q", "H") or not 1 <= number <= (4 if unit == "Q" else 2):
        return None
    if unit == "H" and not ({"y", "y3"} & set(phrase.groups) or "r" in phrase.groups):
        return None
    if words[0].letter == "l" and words[0].value == "last" and unit == "Q":
        return Value(shift_unit("Q", -1, context.today))
    return Value(f"{_quarter_year(phrase, context, unit, number)}-{unit}{number}")


def _quarter_year(phrase: Phrase, context: Context, unit: str, number: int) -> int:
    year = phrase.get("y") or phrase.get("y3")
    if year:
        return int(year)
    words = phrase.groups.get("r")
    today = context.today
    if words and words[0].letter in "hlx":
        return today.year + {"h": 0, "l": -1, "x": 1}[words[0].letter]
    begun = (number - 1) * (3 if unit == "Q" else 6) + 1 <= today.month
    if "g" in phrase.groups:
        return today.year - 1
    return today.year if begun or context.tense != "past" else today.year - 1


def _period(phrase: Phrase, context: Context, unit: str) -> Value | None:
    year = phrase.get("y")
    if year is None or unit not in ("PER", "Q"):
        return None
    quarter = context.last_quarter()
    return Value(f"{year}{quarter[4:7]}" if quarter else year)


def _year_ago(phrase: Phrase, context: Context) -> Value | None:
    words = phrase.groups.get("u")
    unit = words[0].value if words else "PER"
    quarter = context.last_quarter() or (latest_quarter(context) if unit == "Q" else None)
    if unit in ("Q", "PER") and quarter:
        return Value(f"{int(quarter[:4]) - 1}{quarter[4:7]}")
    if unit in ("PER", "Y", "Q"):
        return Value(str(context.today.year - 1))
    return Value(shift_unit(unit, -12 if unit == "M" else -1, context.today))


READ: dict[str, Callable[[Phrase, Context], Value | None]] = {
    "latest": _latest,
    "quarter": _quarter,
    "yearago": _year_ago,
}
"""Rule of the grammar -> how its phrases are read."""
