"""What expressions that name a day or a part of one mean.

reads nothing of Crosswire's but :mod:`crosswire.language` and its siblings. News conventions: a bare weekday in the
past tense is the most recent one, today included; "last night" is the night that led to the day of writing.
"""

import datetime as dt
from collections.abc import Callable

from crosswire.language import calendar, lexicon
from crosswire.resolve.dates.context import UNSAID, Context, clock_of, cost, day_of, mod_of, nearest, safe, with_part
from crosswire.resolve.dates.phrase import Phrase, count
from crosswire.resolve.dates.tense import Tense
from crosswire.resolve.dates.values import Value
from crosswire.resolve.dates.zones import nth

_DAY = dt.timedelta(days=1)
_NIGHT = "NI"
_INNER = (("date", "absolute"), ("m", "day"), ("w", "weekday"))


def _absolute(phrase: Phrase, context: Context) -> Value | None:
    text = phrase.groups["date"][0].value
    found = calendar.parse(text)
    if found is None:
        return None
    if "T" in found:
        return Value(found.removesuffix(":00"))
    day = day_of(found)
    return with_part(day, phrase) if day else None


def _calendar_day(phrase: Phrase, context: Context) -> Value | None:
    number = count(phrase.groups["n"])
    if number is None or number != int(number) or not 1 <= number <= 31:
        return None
    month, year = int(phrase.groups["m"][0].value), phrase.get("y")
    if year:
        day = safe(int(year), month, int(number))
        return with_part(day, phrase) if day else None
    if context.anchor is None:
        return Value(None) if safe(2000, month, int(number)) else None
    years = phrase.groups.get("ry")
    if years:
        if phrase.words[-1].value != "Y" and not any(word.letter == "U" and word.value == "Y" for word in phrase.words):
            return None
        fixed = safe(context.today.year + {"h": 0, "l": -1, "x": 1}[years[0].letter], month, int(number))
        return with_part(fixed, phrase) if fixed else None
    words = phrase.groups.get("r")
    sided: Tense | None = {"l": "past", "x": "future"}.get(words[0].letter) if words else context.tense  # type: ignore[assignment]
    day = nearest(context, month, int(number), sided, strict=words is not None)
    if day is None:
        return None
    found = with_part(day, phrase)
    return Value(found.timex, found.mod, found.days)


def _on_weekday(phrase: Phrase, context: Context) -> dt.date:
    number = int(phrase.groups["w"][0].value)
    words = phrase.groups.get("r")
    letter = words[0].letter if words else ""
    start = context.today
    if letter in ("v", "z") and (named := context.last_day()):
        start = named
    if words and words[0].text == "previous" and (named := context.last_day()):
        start = named
    back = (start.isoweekday() - number) % 7
    if letter == "l":
        return start - _DAY * (back or 7)
    if letter in ("x", "v"):
        return start + _DAY * ((-back) % 7 or 7)
    ahead = -back % 7
    if letter == "h":
        return start - _DAY * back if context.tense == "past" else start + _DAY * ahead
    if context.sure:
        return start - _DAY * back if context.tense == "past" else start + _DAY * ahead
    tense = None if phrase.after and phrase.after[0].letter == "q" else context.tense
    against = 6.0 if tense == "past" else UNSAID if tense is None else 1.0
    return start - _DAY * back if cost(-back, tense) <= ahead * against else start + _DAY * ahead


def _weekday(phrase: Phrase, context: Context) -> Value | None:
    return with_part(_on_weekday(phrase, context), phrase)


def _deictic(phrase: Phrase, context: Context) -> Value | None:
    day = context.today + _DAY * int(phrase.groups["r"][0].value)
    found = with_part(day, phrase)
    words = phrase.groups.get("p")
    if words and words[0].value == _NIGHT and not words[0].text.isascii() and context.tense != "future":
        # "сьогодні вночі", "сегодня ночью": the night that led to that day.
        return Value(found.timex, found.mod, (day - _DAY, day))
    return found


def _night_to(phrase: Phrase, context: Context) -> Value | None:
    inner = {key: words for key, words in phrase.groups.items() if key != "p"}
    words = phrase.groups["p"]
    rule = next((name for key, name in _INNER if key in inner), "deictic")
    bare = Phrase(phrase.start, phrase.end, rule, inner, phrase.words, phrase.before, phrase.after)
    found = READ[rule](bare, context)
    if found is None or found.timex is None:
        return found
    day = day_of(found.timex)
    if day is None or words[0].value != _NIGHT:
        return found
    return Value(f"{(day - _DAY).isoformat()}TNI", found.mod, (day - _DAY, day))


def _days(phrase: Phrase, context: Context) -> Value | None:
    first, last = count(phrase.groups["n"]), count(phrase.groups["n2"])
    month, year = int(phrase.groups["m"][0].value), phrase.get("y")
    if first is None or last is None or not 1 <= first < last <= 31:
        return None
    start = safe(int(year), month, int(first)) if year else nearest(context, month, int(first), context.tense)
    end = safe(start.year, month, int(last)) if start else None
    return Value(f"{start}/{end}", days=(start, end)) if start and end else None


def _night_days(phrase: Phrase, context: Context) -> Value | None:
    """ "overnight on 20-21 May": the one night between two days, or several."""
    found = _days(phrase, context)
    if found is None or found.days is None or found.days[0] is None or found.days[1] != found.days[0] + _DAY:
        return found
    return Value(f"{found.days[0]}T{phrase.get('p')}", days=found.days)


def _holiday(phrase: Phrase, context: Context) -> Value | None:
    rule, year = phrase.groups["k"][0].value, phrase.get("y")
    if year:
        found = _feast(int(year), rule)
    else:
        today = context.today
        options = [_feast(today.year + shift, rule) for shift in (-1, 0, 1)]
        found = min(options, key=lambda day: cost((day - today).days, context.tense))
    return Value(found.isoformat())


def _easter(year: int) -> dt.date:
    """Easter Sunday, Gregorian (the "anonymous" algorithm of 1876)."""
    century, rest = divmod(year, 100)
    epact = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return dt.date(year, month, day + 1)


def _feast(year: int, rule: str) -> dt.date:
    """The day of a holiday: "12-25", or "11-4-4" for the fourth Thursday of November (5: the last)."""
    if rule.startswith("easter"):
        return _easter(year) + _DAY * int(rule.removeprefix("easter"))
    if rule.count("-") == 2:
        return nth(year, rule)
    month, day = (int(part) for part in rule.split("-"))
    return dt.date(year, month, day)


def _tonight(phrase: Phrase, context: Context) -> Value | None:
    return Value(f"{context.today.isoformat()}TNI", mod_of(phrase))


def _day_part(phrase: Phrase, context: Context) -> Value | None:
    words, part = phrase.groups.get("r"), phrase.groups["p"][0]
    if part.text in lexicon.words("dates", "habitual_parts"):
        return None
    letter = words[0].letter if words else ""
    mod = mod_of(phrase)
    if letter in ("z", "v", "x") or (not letter and part.letter == "P"):
        day = _spoken_of(phrase, context)
        if day and letter in ("v", "x"):
            day += _DAY
        return Value(f"{day.isoformat()}T{part.value}" if day else None, mod)
    today = context.today
    if part.value != _NIGHT:
        day = today - _DAY if letter == "l" else today
        return Value(f"{day.isoformat()}T{part.value}", mod)
    if letter == "l" or (context.tense != "future" and (letter == "" or not part.text.isascii())):
        shown = today - _DAY if letter == "l" else today
        return Value(f"{shown.isoformat()}TNI", mod, (today - _DAY, today))
    return Value(f"{today.isoformat()}TNI", mod, (today, today + _DAY) if not letter else None)


def _spoken_of(phrase: Phrase, context: Context) -> dt.date | None:
    """The day whose evening or morning is meant: the one named last; of "early morning" alone, today's."""
    day = context.last_day()
    if not any(word.letter in "tz" for word in phrase.words) and not context.same_sentence:
        return context.today
    after_night = day and context.named[-1].endswith("TNI") and phrase.get("p") == "MO"
    return day + _DAY if day and after_night else day


def _clock_only(phrase: Phrase, context: Context) -> Value | None:
    clock = clock_of(phrase, None)
    if clock is None:
        return None
    today, named = context.today, context.last_day()
    as_of = phrase.before is not None and phrase.before.text in lexicon.words("dates", "as_of")
    if named and named != today and not context.same_sentence and not as_of:
        return Value(None)  # of that day or of this one
    day = named if named and context.same_sentence else today
    if context.same_sentence and context.named[-1].endswith("TNI") and int(clock[:2]) < 12:
        day += _DAY  # the night's second half
    return Value(f"{day.isoformat()}T{clock_of(phrase, day)}", mod_of(phrase))


def _numbered(phrase: Phrase, context: Context) -> Value | None:
    """ "the 1478th day", "Day 454": a day of a count whose first day the text does not say."""
    number, unit = count(phrase.groups["o"]), phrase.groups["u"][0]
    if unit.value not in ("D", "R") or number is None:
        return None
    ordinal = phrase.groups["o"][0].letter == "O"
    counted = bool(phrase.after) and phrase.after[0].letter in "oI"
    if ordinal and not (number >= 32 or counted):
        return None
    if not ordinal and not (unit.text.isascii() or number >= 32):
        return None
    return Value(None)


READ: dict[str, Callable[[Phrase, Context], Value | None]] = {
    "absolute": _absolute,
    "day": _calendar_day,
    "weekday": _weekday,
    "deictic": _deictic,
    "nightto": _night_to,
    "days": _days,
    "nightdays": _night_days,
    "holiday": _holiday,
    "tonight": _tonight,
    "part": _day_part,
    "clock": _clock_only,
    "numbered": _numbered,
}
"""Rule of the grammar -> how its phrases are read."""
