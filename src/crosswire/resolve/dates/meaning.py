"""What a time expression means, read from the day of writing, the tense and the dates named before it.

reads nothing of Crosswire's but its siblings, which hold the readers of days, periods, quarters and lengths. Values as
in TIMEX3 (TimeML 1.2.1).
"""

from collections.abc import Callable
from dataclasses import replace

from crosswire.resolve.dates import days, lengths, periods, quarters
from crosswire.resolve.dates.context import Context, Unanchored
from crosswire.resolve.dates.phrase import Phrase
from crosswire.resolve.dates.values import Value

OUT_OF_CALENDAR = (OverflowError, ValueError)
"""What :mod:`datetime` raises for days before year 1 or after 9999."""

READ: dict[str, Callable[[Phrase, Context], Value | None]] = {
    **days.READ,
    **periods.READ,
    **quarters.READ,
    **lengths.READ,
}
"""Rule of the grammar -> how its phrases are read."""


def resolve(phrase: Phrase, context: Context) -> Value | None:
    """What a phrase means in its context; a Value without a date where it hangs on an unknown day, and None where it
    turns out to be no time expression (the 31st of February)."""
    try:
        value = READ[phrase.rule](phrase, context)
    except Unanchored:
        return Value(None)
    except OUT_OF_CALENDAR:
        return None
    return replace(value, relative=True) if value and context.asked else value
