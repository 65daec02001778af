"""What lengths of time, distances from a day, repeated times and vague references mean.

reads nothing of Crosswire's but :mod:`crosswire.language` and its siblings.
"""

from collections.abc import Callable

from crosswire.language import edtf, lexicon
from crosswire.resolve.dates.context import Context, amount, mod_of, of_something, plurals
from crosswire.resolve.dates.phrase import Phrase, count
from crosswire.resolve.dates.steps import length_value, shift_unit, stretch
from crosswire.resolve.dates.values import Value, to_edtf


def _stretched(phrase: Phrase, context: Context) -> Value | None:
    unit, letter = phrase.groups["u"][0].value, phrase.groups["r"][0].letter
    number = amount(phrase)
    if letter == "h" and ("a" in phrase.groups or ("f2" in phrase.groups and phrase.groups["r"][0].text == "this")):
        return None
    value = length_value(unit, number)
    if value is None:
        return None
    days = None
    told = (letter == "x" and context.tense == "past") or of_something(phrase)
    if number and context.anchor and not told:
        days = stretch(unit, number, context.anchor, letter == "x")
    return Value(value, mod_of(phrase), days)


def _ago(phrase: Phrase, context: Context) -> Value | None:
    unit, number = phrase.groups["u"][0].value, amount(phrase)
    bare = not ({"a", "n", "v"} & set(phrase.groups))
    if bare and phrase.groups["u"][0].text not in plurals():
        number, bare = 1, False
    if unit.startswith("T"):
        return Value(length_value(unit, number), mod_of(phrase))
    if number is None:
        return Value("PAST_REF" if not bare else length_value(unit, None), mod_of(phrase))
    if unit == "Y" and number == 1 and "ahead" not in phrase.groups and (quarter := context.last_quarter()):
        return Value(f"{int(quarter[:4]) - 1}{quarter[4:7]}", mod_of(phrase))
    if unit == "E":
        unit, number = "Y", number * 10
    if "half" in phrase.groups or "half2" in phrase.groups:
        return Value(shift_unit("M", -12 * number - 6, context.today), mod_of(phrase)) if unit == "Y" else None
    sign = 1 if "ahead" in phrase.groups else -1
    return Value(shift_unit(unit, sign * number, context.today), mod_of(phrase))


def _ago_fixed(phrase: Phrase, context: Context) -> Value | None:
    """ "полгода назад", "half a century ago": so many months or years before."""
    length = phrase.groups["n"][0].value
    number, unit = int(length[1:-1]) if length[1:-1].isdigit() else 0, length[-1]
    if unit not in "MY" or not number:
        return Value(length, mod_of(phrase))
    return Value(shift_unit(unit, -number, context.today), mod_of(phrase))


def _round(phrase: Phrase, context: Context) -> Value | None:
    """ "за добу", "протягом тижня": that long, up to the day of writing."""
    unit = phrase.groups["u"][0].value
    return Value(length_value(unit, 1), days=stretch(unit, 1, context.today, False))


def _through(phrase: Phrase, context: Context) -> Value | None:
    """ "через тиждень": so long from today where the clause looks ahead, else only a length."""
    unit, number = phrase.groups["u"][0].value, amount(phrase)
    if number is None and not ({"n", "v", "a"} & set(phrase.groups)) and phrase.groups["u"][0].text not in plurals():
        number = 1
    if number is None or context.tense != "future" or unit.startswith("T"):
        value = length_value(unit, number)
        return Value(value) if value else None
    return Value(shift_unit(unit, number, context.today))


def _fixed_length(phrase: Phrase, context: Context) -> Value | None:
    return Value(phrase.groups["n"][0].value)


def _offset(phrase: Phrase, context: Context) -> Value | None:
    """ "a year earlier", "two days later": from the date named last."""
    unit, number = phrase.groups["u"][0].value, amount(phrase) if "t" not in phrase.groups else 1
    sign = -1 if phrase.groups["dir"][0].letter == "r" else 1
    if number is None:
        return Value(length_value(unit, None))
    if unit == "Y" and number == 1 and sign < 0:
        if quarter := context.last_quarter():
            return Value(f"{int(quarter[:4]) - 1}{quarter[4:7]}")
        return Value(shift_unit("Y", -1, context.today))
    found = to_edtf(context.named[-1]) if context.named else None
    start = edtf.bounds(found)[0] if found else None
    if start is None or unit.startswith("T") or (unit in ("D", "W") and len(found or "") < 10):
        return Value(length_value(unit, number), mod_of(phrase))
    return Value(shift_unit(unit, sign * number, start), mod_of(phrase))


def _length(phrase: Phrase, context: Context) -> Value | None:
    half = bool({"half", "half2"} & set(phrase.groups))
    value = length_value(phrase.groups["u"][0].value, amount(phrase), half)
    return Value(value, mod_of(phrase)) if value else None


def _plural(phrase: Phrase, context: Context) -> Value | None:
    unit = phrase.groups["u"][0].value
    return Value(length_value(unit, None))


def _set(phrase: Phrase, context: Context) -> Value | None:
    unit = phrase.groups["u"][0].value
    number = count(phrase.groups["n"]) if "n" in phrase.groups else 1
    if "e" in phrase.groups and phrase.groups["e"][0].value in lexicon.words("dates", "every_other"):
        number = 2
    value = length_value(unit, number or 1)
    return Value(value, repeats=True) if value else None


def _set_day(phrase: Phrase, context: Context) -> Value | None:
    if "w" in phrase.groups:
        return Value(f"XXXX-WXX-{phrase.groups['w'][0].value}", repeats=True)
    return Value("P1D", repeats=True)


def _repeat(phrase: Phrase, context: Context) -> Value | None:
    return Value(phrase.groups["e"][0].value, repeats=True)


def _reference(phrase: Phrase, context: Context) -> Value | None:
    return Value(phrase.groups["r"][0].value)


def _past(phrase: Phrase, context: Context) -> Value | None:
    before, after = phrase.before, phrase.after
    if phrase.groups["r"][0].text != "past" or (
        after and after[0].text[:1].isalnum() and after[0].letter not in "&IFT"
    ):
        return None
    return Value("PAST_REF") if before else None


def _current(phrase: Phrase, context: Context) -> Value | None:
    return Value("PRESENT_REF") if phrase.groups["r"][0].text == "current" else None


READ: dict[str, Callable[[Phrase, Context], Value | None]] = {
    "stretch": _stretched,
    "ago": _ago,
    "agofixed": _ago_fixed,
    "round": _round,
    "offset": _offset,
    "length": _length,
    "fixedlength": _fixed_length,
    "through": _through,
    "plural": _plural,
    "set": _set,
    "setday": _set_day,
    "repeat": _repeat,
    "reference": _reference,
    "past": _past,
    "current": _current,
}
"""Rule of the grammar -> how its phrases are read."""
