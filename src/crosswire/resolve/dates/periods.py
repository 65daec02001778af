"""What expressions that name a week, a month, a season, a year or more mean.

reads nothing of Crosswire's but :mod:`crosswire.language` and its siblings.
"""

import datetime as dt
import re
from collections.abc import Callable

from crosswire.language import edtf, lexicon
from crosswire.resolve.dates.context import Context, cost, mod_of, nearest, of_something, plurals, safe
from crosswire.resolve.dates.phrase import Phrase, count, spoken_year
from crosswire.resolve.dates.quarters import latest_quarter
from crosswire.resolve.dates.steps import length_value, shift_unit, stretch
from crosswire.resolve.dates.values import Value, to_edtf, week

_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _years(phrase: Phrase, context: Context) -> Value | None:
    first, text = int(phrase.groups["y"][0].value), phrase.groups["y2"][0].value
    if not text.isdigit() or len(text) not in (2, 4):
        return None
    last = int(text) if len(text) == 4 else first // 100 * 100 + int(text)
    return Value(f"{first}/{last}") if first < last <= first + 150 else None


def _months(phrase: Phrase, context: Context) -> Value | None:
    first, last = int(phrase.groups["m"][0].value), int(phrase.groups["m2"][0].value)
    year = phrase.get("y")
    start = int(year) if year else int((_bare_month(last, context) or "0")[:4])
    return Value(f"{start - (first > last):04}-{first:02}/{start:04}-{last:02}")


def _bare_month(month: int, context: Context) -> str:
    """A month without a year, by the tense; this month counts as both."""
    today = context.today
    back = (today.month - month) % 12
    ahead = -back % 12
    if context.sure:
        back, ahead = (back, 12) if context.tense == "past" else (12, ahead)
    if cost(ahead, context.tense) < cost(-back, context.tense):
        return edtf.months_on(today.replace(day=1), ahead).isoformat()[:7]
    return edtf.months_on(today.replace(day=1), -back).isoformat()[:7]


def _month(phrase: Phrase, context: Context) -> Value | None:
    month, year = int(phrase.groups["m"][0].value), phrase.get("y")
    if year:
        return Value(f"{year}-{month:02}", mod_of(phrase))
    words = phrase.groups.get("r")
    today = context.today
    letter = words[0].letter if words else ""
    unit = phrase.words[-1]
    if words and unit.letter == "U":
        shift = {"h": 0, "l": -1, "x": 1}[letter]
        return Value(f"{today.year + shift}-{month:02}", mod_of(phrase))
    if letter == "l":
        back = (today.month - month) % 12 or 12
        return Value(edtf.months_on(today.replace(day=1), -back).isoformat()[:7], mod_of(phrase))
    if letter == "x":
        ahead = (month - today.month) % 12 or 12
        return Value(edtf.months_on(today.replace(day=1), ahead).isoformat()[:7], mod_of(phrase))
    return Value(_bare_month(month, context), mod_of(phrase))


def _year(phrase: Phrase, context: Context) -> Value | None:
    year = phrase.get("y") or spoken_year(phrase.groups["n"])
    return Value(str(year), mod_of(phrase)) if year else None


def _decade(phrase: Phrase, context: Context) -> Value | None:
    digits = phrase.groups["c"][0].value
    if "b2" in phrase.groups:
        return Value(digits[:3], phrase.get("b2"))
    if len(digits) == 2:
        digits = ("19" if int(digits) >= 20 else "20") + digits
    return Value(digits[:3], mod_of(phrase))


def _century(phrase: Phrase, context: Context) -> Value | None:
    number = count(phrase.groups["o"])
    if phrase.get("u") != "C" or number is None or not 1 < number < 30:
        return None
    return Value(f"{int(number) - 1:02}", mod_of(phrase))


def _season(phrase: Phrase, context: Context) -> Value | None:
    season, year = phrase.groups["s"][0].value, phrase.get("y")
    if year:
        return Value(f"{year}-{season}", mod_of(phrase))
    words, today = phrase.groups.get("r"), context.today
    letter = words[0].letter if words else ""
    month = _SEASON_MONTH[season]
    begun = today.month >= month
    shown = today.year if begun else today.year - 1
    if words and phrase.words[-1].letter == "U":
        return Value(f"{today.year + {'h': 0, 'l': -1, 'x': 1}[letter]}-{season}")
    inside = (today.month - month) % 12 < 3
    if letter == "x" or (letter != "l" and context.tense == "future"):
        ahead = shown if inside and letter != "x" else shown + 1
        return Value(f"{ahead}-{season}", mod_of(phrase))
    if letter == "l":
        past = words is not None and words[0].text == "this past"
        return Value(f"{shown if past or not begun else today.year - 1}-{season}", mod_of(phrase))
    if letter == "h":
        return Value(f"{today.year}-{season}", mod_of(phrase))
    return Value(f"{shown}-{season}", mod_of(phrase))


def _year_deictic(phrase: Phrase, context: Context) -> Value | None:
    return Value(str(context.today.year + int(phrase.groups["r"][0].value)))


def _unit(phrase: Phrase, context: Context) -> Value | None:
    unit, words = phrase.groups["u"][0].value, phrase.groups.get("r")
    plural = phrase.groups["u"][0].text in plurals()
    letter = words[0].letter if words else "h"
    if unit in ("TH", "TM") and plural and letter == "l":
        return Value("PAST_REF")
    if unit in ("TH", "TM", "TS", "PER"):
        return None
    if plural and not words:
        return Value(length_value(unit, None))  # "the early days of the war"
    if plural and unit != "WE" and letter in "lxh":
        return Value({"x": "FUTURE_REF", "l": "PAST_REF", "h": "PRESENT_REF"}[letter])
    if letter in "lx" and of_something(phrase):
        return Value(length_value(unit, 1) if unit in ("W", "M", "Y", "E") else None)
    if plural and letter == "v":
        return Value(length_value(unit, None))  # "following weeks of quiet"
    if words and (letter in "zv" or words[0].text == "previous"):
        return _from_named(unit, letter, words[0].text if words else "", context)
    if letter == "x" and phrase.words[0].letter == "t" and context.tense == "past" and context.named and unit != "WE":
        return _from_named(unit, "v", "", context)  # "the next day" of a story told
    if unit == "H":
        return None
    if unit == "R" and letter == "h":
        return Value(context.today.isoformat())
    if unit == "R" or (words and unit != "WE" and _runs_from_today(phrase, words[0].text)):
        # "the past week" runs back from today, "last week" is the one before this
        return Value(length_value(unit, 1), days=stretch(unit, 1, context.today, letter == "x"))
    steps = {"h": 0, "l": -1, "x": 1}[letter]
    if unit == "WE" and (letter == "h" or not words):
        steps = -1 if context.tense != "future" and context.today.isoweekday() < 5 else 0
    if letter == "h" and phrase.groups.get("b", phrase.words)[0].letter == "r" and _begins(unit, context.today):
        steps = -1  # nothing lies earlier in a month on its first day: the text was written the day before
    return Value(shift_unit(unit, steps, context.today), mod_of(phrase))


def _runs_from_today(phrase: Phrase, word: str) -> bool:
    """Whether "the past week", "over the last year", "in the next month" are lengths that begin or end today."""
    spanning = phrase.before is not None and phrase.before.text in lexicon.words("dates", "spanning")
    return word in lexicon.words("dates", "running") or (
        phrase.words[0].letter == "t" and spanning and word in ("last", "next", "coming")
    )


def _begins(unit: str, day: dt.date) -> bool:
    return {"M": day.day == 1, "W": day.isoweekday() == 1, "Y": day.month == day.day == 1}.get(unit, False)


def _from_named(unit: str, letter: str, word: str, context: Context) -> Value | None:
    """ "that day", "the same month", "the following year": from the date named last."""
    if not context.named:
        return Value(shift_unit(unit, -1, context.today) if word == "previous" else None)
    timex = context.named[-1]
    if unit == "Q" and "-Q" in timex:
        return Value(timex[:7])
    steps = -1 if word == "previous" else 1 if letter == "v" else 0
    start = edtf.bounds(found)[0] if (found := to_edtf(timex)) else None
    fine = {"D": 10, "W": 8, "WE": 8, "M": 7, "Y": 4}.get(unit, 99)
    if start is None or (len(timex) < fine and unit in ("D", "M")):
        return Value(None)
    return Value(shift_unit(unit, steps, start))


def _ended(phrase: Phrase, context: Context) -> dt.date | None:
    """The day after "the quarter" that it ended on: "the quarter ended Sept. 30"."""
    letters = "".join(word.letter for word in phrase.after)
    match = re.match(r"9(?P<month>[MBY])(?P<day>n)(?:,?(?P<year>y))?", letters)
    if match is None:
        return None
    month, day = (int(phrase.after[match.start(key)].value) for key in ("month", "day"))
    if match["year"]:
        return safe(int(phrase.after[match.start("year")].value), month, day)
    return nearest(context, month, day, "past") if 1 <= day <= 31 else None


def _the_unit(phrase: Phrase, context: Context) -> Value | None:
    unit = phrase.groups["u"][0].value
    before = phrase.before.text if phrase.before else ""
    if any(word.letter == "m" for word in phrase.words) and unit != "Y":
        return None
    if phrase.groups["u"][0].text in plurals():
        return None
    if unit == "WE":
        steps = -1 if context.tense != "future" and context.today.isoweekday() < 5 else 0
        return Value(shift_unit("WE", steps, context.today))
    if unit == "Q" and (ended := _ended(phrase, context)):
        return Value(f"{ended.year}-Q{(ended.month + 2) // 3}")
    if unit == "Q":
        return Value(latest_quarter(context))
    if unit == "Y":
        if phrase.after and phrase.after[0].letter == "9":
            return Value("P1Y")  # "the year ended March 31"
        return Value(str(context.today.year))
    if unit == "W" and before in ("in", "during", "of", "for"):
        return Value(week(context.today))
    return None


def _besides(phrase: Phrase, context: Context) -> Value | None:
    """ "the day before", "the year after": beside the date named last."""
    after = phrase.groups["i"][0].text == "after"
    return _from_named(phrase.groups["u"][0].value, "v" if after else "l", "" if after else "previous", context)


def _week_of(phrase: Phrase, context: Context) -> Value | None:
    number = count(phrase.groups["n"])
    if number is None or not 1 <= number <= 31:
        return None
    day = nearest(context, int(phrase.groups["m"][0].value), int(number), context.tense)
    return Value(week(day)) if day else None


def _fiscal(phrase: Phrase, context: Context) -> Value | None:
    """ "the fiscal year", "its latest fiscal year" """
    words = phrase.groups.get("r")
    return Value(str(context.today.year + {"h": 0, "l": -1, "w": -1, "x": 1}[words[0].letter if words else "h"]))


def _year_end(phrase: Phrase, context: Context) -> Value | None:
    return Value(str(context.today.year), "END")


READ: dict[str, Callable[[Phrase, Context], Value | None]] = {
    "years": _years,
    "months": _months,
    "month": _month,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "season": _season,
    "unit": _unit,
    "theunit": _the_unit,
    "fiscal": _fiscal,
    "yearend": _year_end,
    "besides": _besides,
    "weekof": _week_of,
    "yeardeictic": _year_deictic,
}
"""Rule of the grammar -> how its phrases are read."""
