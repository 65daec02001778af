"""What speaks against a run of words that a rule takes for a time expression: its words and its neighbours.

reads nothing of Crosswire's but the lexicon and its siblings.
"""

import re
from collections.abc import Sequence

from crosswire.language import lexicon
from crosswire.resolve.dates.phrase import Phrase, count, spoken_year
from crosswire.resolve.dates.words import Word

_PAST_VERB = re.compile(r"^(?!начала)\w+(?:[аияу]в|[аиіяеоуы]л[аои]?)(?:ся|сь)?$")
_OPENING = frozenset(("“", '"', "``", "`", "«"))
_GLUE = frozenset(".:/_-")  # marks that make digits after them a part of something longer


def _year_fits(phrase: Phrase) -> bool:
    """Whether four digits alone are a year: not an amount, not a count of what follows."""
    if "y" not in phrase.groups:
        return spoken_year(phrase.groups["n"]) is not None
    word, before, last = phrase.groups["y"][0], phrase.before, phrase.words[-1]
    if last.letter == "U":
        return last.value == "Y" and last.end > word.end
    if before is not None and (before.letter in "$f#" or (before.value in _GLUE and before.end == word.start)):
        return False
    return _may_follow_year(phrase, word, before)


def _may_follow_year(phrase: Phrase, word: Word, before: Word | None) -> bool:
    after = phrase.after[0] if phrase.after else None
    if after is None:
        return before is not None
    if after.value in ("%", "°", ":", "/") or after.letter == "$" or (after.letter == "-" and after.start == word.end):
        return False
    if after.letter == "_" and after.value.islower() and not after.value.isascii():
        return False  # a Cyrillic text says "у 2014 році"; "1520 осіб" are people
    if after.text in lexicon.load("dates")["year_context"]["counted"]:
        return False
    if after.letter == "_" and after.value.endswith("s") and after.value.isalpha():
        counted = after.value.islower() and after.value not in lexicon.load("dates")["year_context"]["after"]
        return not counted or (before is not None and before.letter in "IikFbtq")
    return before is None or before.letter != "n" or before.end < word.start


def fits(phrase: Phrase) -> bool:
    """Whether a match that the letters allow is a time expression at all, judged by its words and its neighbours."""
    check = _CHECKS.get(phrase.rule)
    return check is None or check(phrase)


def _length_fits(phrase: Phrase) -> bool:
    unit, words, after = phrase.get("u"), phrase.words, phrase.after
    plurals = lexicon.words("dates", "plural_words")
    if phrase.get("n") and phrase.groups["n"][0].letter == "y" and phrase.groups["u"][0].text not in plurals:
        return False  # "the 2018 month"
    if "n" in phrase.groups and _counted_day(phrase.groups["n"], phrase.groups["u"][0]):
        return False
    hyphen = any(word.letter == "-" for word in words)
    if unit in ("PER", "H") or (unit == "WE" and "a" in phrase.groups):
        return False
    if unit == "Q" and ("a" in phrase.groups or hyphen):
        return False  # a part of something, not of the year
    if ("a" in phrase.groups or words[0].text == "one") and not hyphen:
        return _single_fits(phrase)
    age = after and after[0].letter == "-" and len(after) > 1 and after[1].value == "old"
    return not age and words[-1].value != "old" and not (after and after[0].value == "old")


def _single_fits(phrase: Phrase) -> bool:
    """Whether "a week" or "one day" is a length, not a rate or some day to come."""
    words, before = phrase.words, phrase.before
    if words[0].letter == "f" or len(words) > 2:
        return True
    leads = lexicon.load("dates")["length_context"]["before"]
    if phrase.after and phrase.after[0].text in ("after", "before"):
        return True
    return before is not None and (before.letter in "IFfs" or before.text in leads)


def _plural_fits(phrase: Phrase) -> bool:
    return phrase.words[-1].text in lexicon.words("dates", "plural_words")


def _clock_fits(phrase: Phrase) -> bool:
    letters = "".join(word.letter for word in phrase.words)
    if set(letters) & set("AHZf"):
        return True
    return phrase.before is not None and phrase.before.letter in "IFTki"


def _season_fits(phrase: Phrase) -> bool:
    word = phrase.groups["s"][0]
    if word.text in lexicon.words("dates", "season_alone_words") or {"y", "r"} & set(phrase.groups):
        return True
    return (
        word.text.isascii()
        and phrase.before is not None
        and (phrase.before.letter in "IiF" or phrase.before.letter + phrase.words[0].letter == "ft")
    )


def _century_fits(phrase: Phrase) -> bool:
    return phrase.get("u") == "C"


def _decade_fits(phrase: Phrase) -> bool:
    """Whether "the 40s" is a decade, not degrees or an age: it needs "early", "late" or the like, or to be a word."""
    word = phrase.groups["c"][0]
    said = {"b", "b2"} & set(phrase.groups) or phrase.words[-1].letter == "U"
    return word.letter == "c" or not word.text[0].isdigit() or bool(said)


def _day_fits(phrase: Phrase) -> bool:
    """Whether "30–May" is a day: in "April 30–May 2" it is none."""
    dashed = phrase.words[0].letter in "nO" and phrase.words[1].letter == "-"
    return not dashed or phrase.before is None or phrase.before.letter not in "MBY"


def _days_fits(phrase: Phrase) -> bool:
    """ "11 and 12 March" are days in a row; "4 and 9 March" are not a stretch."""
    between = phrase.before is not None and phrase.before.letter == "k"
    joined = any(word.letter == "&" for word in phrase.words) and not between
    first, last = count(phrase.groups["n"]), count(phrase.groups["n2"])
    return not joined or (first is not None and last == first + 1)


def _eve_fits(phrase: Phrase) -> bool:
    """Whether "накануне" is the day before this one: not the eve of what is named after it."""
    word, after = phrase.groups["r"][0], phrase.after[0] if phrase.after else None
    if "u" in phrase.groups:
        return not word.text.isascii() and phrase.get("u") in ("D", "R")
    if word.text not in lexicon.words("dates", "eve_words") or after is None or len(phrase.words) > 1:
        return True
    return after.letter in ",IFip(" or not after.text[0].isalpha() or bool(_PAST_VERB.search(after.text))


def _besides_fits(phrase: Phrase) -> bool:
    """ "the day before" at the end of a clause, not before what it is before."""
    ends = not phrase.after or phrase.after[0].text in (",", ".", ";", ":")
    return ends and phrase.get("u") in ("D", "W", "M", "Y") and phrase.groups["i"][0].text in ("before", "after")


def _the_unit_fits(phrase: Phrase) -> bool:
    """Whether "the year" is this one: "the year he left" and "the year of the flood" say which themselves."""
    after = phrase.after[0] if phrase.after else None
    if after is not None and after.letter == "-" and phrase.end == after.start:
        return False  # "the quarter-to-quarter comparison"
    if phrase.get("u") != "Y" or after is None or not after.text[:1].isalpha():
        return True
    return after.letter == "9" or after.text == "to" or (phrase.before is not None and phrase.before.text == "for")


def _round_fits(phrase: Phrase) -> bool:
    """Whether "за добу", "за неделю" run back from the day of writing: "за неделю до" does not."""
    before, after = phrase.before, phrase.after[0] if phrase.after else None
    led = before is not None and before.text in lexicon.words("dates", "round_before")
    return led and phrase.get("u") in ("R", "W") and (after is None or after.text not in ("до", "перед"))


def _offset_fits(phrase: Phrase) -> bool:
    counted = {"n", "v", "a"} & set(phrase.groups) or phrase.words[0].letter == "t"
    return bool(counted) or phrase.groups["u"][0].text in lexicon.words("dates", "plural_words")


def _fiscal_fits(phrase: Phrase) -> bool:
    """Whether "the fiscal year" is this one, not the kind of year that "a fiscal year" is."""
    named = phrase.before is None or phrase.before.letter != "a"
    return named and phrase.groups["j"][0].text.endswith("year")


def _week_fits(phrase: Phrase) -> bool:
    return phrase.get("u") == "W"


def _ahead_fits(phrase: Phrase) -> bool:
    return phrase.get("ahead") in (None, "PRESENT_REF", "time")


def _quarter_fits(phrase: Phrase) -> bool:
    if "short" in phrase.groups:
        return True
    return phrase.get("u") in ("Q", "H", "PER")


def _counted_day(number: Sequence[Word], unit: Word) -> bool:
    """Whether "1505 доба" is a day of a count and not a length."""
    return unit.text in lexicon.words("dates", "numbered_words") and (count(number) or 0) > 31


def _numbered_fits(phrase: Phrase) -> bool:
    if phrase.get("u") not in ("D", "R"):
        return False
    first = phrase.words[0]
    return first.letter not in "ny" or _counted_day((first,), phrase.groups["u"][0])


def _reference_fits(phrase: Phrase) -> bool:
    before, after = phrase.before, phrase.after[0] if phrase.after else None
    if phrase.words[0].text == "now" and (before is None or before.value in _OPENING):
        return after is None  # "Now, he says, …" goes on with the tale
    if phrase.words[0].text == "the future":
        # "the future rebuilding"
        word = after is not None and after.letter == "_" and after.value.isalpha()
        return not word or (after is not None and after.text in lexicon.words("dates", "clause_words"))
    if phrase.words[0].text == "soon":
        return not (phrase.before and phrase.before.text == "as") and not (
            phrase.after and phrase.after[0].text in ("as", "after")
        )
    return True


def _repeat_fits(phrase: Phrase) -> bool:
    """Whether "daily" is how often, and not a paper: "the Dovek daily", "the daily Courier"."""
    after = phrase.after[0] if phrase.after else None
    named = any(word is not None and word.letter == "_" and word.value[:1].isupper() for word in (phrase.before, after))
    return not named or phrase.words[0].text not in lexicon.words("dates", "papers")


_CHECKS = {
    "reference": _reference_fits,
    "repeat": _repeat_fits,
    "century": _century_fits,
    "day": _day_fits,
    "days": _days_fits,
    "decade": _decade_fits,
    "besides": _besides_fits,
    "deictic": _eve_fits,
    "round": _round_fits,
    "theunit": _the_unit_fits,
    "offset": _offset_fits,
    "fiscal": _fiscal_fits,
    "weekof": _week_fits,
    "ago": _ahead_fits,
    "quarter": _quarter_fits,
    "numbered": _numbered_fits,
    "year": _year_fits,
    "length": _length_fits,
    "plural": _plural_fits,
    "clock": _clock_fits,
    "season": _season_fits,
}
