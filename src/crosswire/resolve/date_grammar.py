"""Which runs of words are time expressions: the rules' matches, the longest first, and what speaks against one.

reads nothing of Crosswire's but the lexicon and its siblings. Extents follow TIMEX3: no preposition before, no
possessive after.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from crosswire.language import lexicon
from crosswire.resolve.date_rules import RULES
from crosswire.resolve.date_words import Word

_MOST = 1e6  # no time expression counts further
_GLUE = frozenset(".:/_-")  # marks that make digits after them a part of something longer
_COMPILED = tuple(
    (name, re.compile(pattern), tuple(frozenset(group) for group in needs.split())) for name, needs, pattern in RULES
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words that one rule takes for a time expression: code points ``start``..``end``, the rule's name, its
    words by the rule's group names, the word before and the words after it."""

    start: int
    end: int
    rule: str
    groups: Mapping[str, tuple[Word, ...]]
    words: tuple[Word, ...]
    before: Word | None
    after: tuple[Word, ...]

    def get(self, name: str) -> str | None:
        """What the first word of a group stands for, or None where the group took no part."""
        words = self.groups.get(name)
        return words[0].value if words else None


def _phrase(words: Sequence[Word], name: str, match: re.Match[str]) -> Phrase:
    first, last = match.span()
    groups = {key: tuple(words[slice(*match.span(key))]) for key, text in match.groupdict().items() if text}
    return Phrase(
        words[first].start,
        words[last - 1].end,
        name,
        groups,
        tuple(words[first:last]),
        words[first - 1] if first else None,
        tuple(words[last : last + 2]),
    )


def count(words: Sequence[Word]) -> float | None:
    """The number that number words or digits say: "twenty four" 24, "two thousand" 2000, "2 1/2" 2.5."""
    parts = [word.value for word in words if word.letter in "nNyO"]
    total = current = 0.0
    for part in parts:
        try:
            value = float(part)
        except ValueError:
            return None
        if value > _MOST:
            return None
        if value in (100, 1000) and current:
            current *= value
            if value == 1000:
                total, current = total + current, 0.0
        else:
            current += value
    return total + current if parts else None


def spoken_year(words: Sequence[Word]) -> int | None:
    """The year that number words say: "nineteen ninety-one" 1991, "two thousand" 2000; None for other numbers."""
    values = [int(float(word.value)) for word in words if word.letter == "N"]
    if len(values) >= 2 and values[1] == 1000:
        rest = sum(values[2:])
        return 1000 * values[0] + rest if values[0] == 2 and rest < 100 else None
    if (
        len(values) in (2, 3)
        and values[0] in (18, 19, 20)
        and 10 <= values[1] <= 90
        and (len(values) == 2 or values[2] < 10)
    ):
        return 100 * values[0] + sum(values[1:])
    return None


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
    if after.letter == "_" and after.value.endswith("s") and after.value.isalpha():
        counted = after.value not in lexicon.load("dates")["year_context"]["after"]
        return not counted or (before is not None and before.letter in "IikFb")
    return before is None or before.letter != "n" or before.end < word.start


def fits(phrase: Phrase) -> bool:
    """Whether a match that the letters allow is a time expression at all, judged by its words and its neighbours."""
    check = _CHECKS.get(phrase.rule)
    return check is None or check(phrase)


def _length_fits(phrase: Phrase) -> bool:
    unit, words, after = phrase.get("u"), phrase.words, phrase.after
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
    return phrase.before is not None and phrase.before.letter in "IFTk"


def _season_fits(phrase: Phrase) -> bool:
    word = phrase.groups["s"][0]
    if word.text in lexicon.words("dates", "season_alone_words") or {"y", "r"} & set(phrase.groups):
        return True
    return word.text.isascii() and phrase.before is not None and phrase.before.letter in "IiFf"


def _century_fits(phrase: Phrase) -> bool:
    return phrase.get("u") == "C"


def _decade_fits(phrase: Phrase) -> bool:
    """Whether "the 40s" is a decade, not degrees or an age: it needs "early", "late" or the like, or to be a word."""
    word = phrase.groups["c"][0]
    said = {"b", "b2"} & set(phrase.groups) or phrase.words[-1].letter == "U"
    return word.letter == "c" or not word.text[0].isdigit() or bool(said)


def _days_fits(phrase: Phrase) -> bool:
    """ "11 and 12 March" are days in a row; "4 and 9 March" are not a stretch."""
    joined = any(word.letter == "&" for word in phrase.words)
    first, last = count(phrase.groups["n"]), count(phrase.groups["n2"])
    return not joined or (first is not None and last == first + 1)


def _besides_fits(phrase: Phrase) -> bool:
    """ "the day before" at the end of a clause, not before what it is before."""
    ends = not phrase.after or phrase.after[0].text in (",", ".", ";", ":")
    return ends and phrase.get("u") in ("D", "W", "M", "Y") and phrase.groups["i"][0].text in ("before", "after")


def _the_unit_fits(phrase: Phrase) -> bool:
    """Whether "the year" is this one: "the year he left" and "the year of the flood" say which themselves."""
    after = phrase.after[0] if phrase.after else None
    if phrase.get("u") != "Y" or after is None or not after.text[:1].isalpha():
        return True
    return after.text in ("ended", "ending", "to") or (phrase.before is not None and phrase.before.text == "for")


def _offset_fits(phrase: Phrase) -> bool:
    counted = {"n", "v", "a"} & set(phrase.groups) or phrase.words[0].letter == "t"
    return bool(counted) or phrase.groups["u"][0].text in lexicon.words("dates", "plural_words")


def _week_fits(phrase: Phrase) -> bool:
    return phrase.get("u") == "W"


def _ahead_fits(phrase: Phrase) -> bool:
    return "ahead" not in phrase.groups or phrase.get("ahead") == "PRESENT_REF"


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
    if phrase.words[0].text == "soon":
        return not (phrase.before and phrase.before.text == "as") and not (
            phrase.after and phrase.after[0].text in ("as", "after")
        )
    return True


_CHECKS = {
    "reference": _reference_fits,
    "century": _century_fits,
    "days": _days_fits,
    "decade": _decade_fits,
    "besides": _besides_fits,
    "theunit": _the_unit_fits,
    "offset": _offset_fits,
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


@lru_cache(maxsize=4096)
def _tried(held: frozenset[str]) -> tuple[tuple[int, str, re.Pattern[str]], ...]:
    """The rules that words of the classes ``held`` can match, with their number."""
    bits = _bits(held)
    return tuple(rule for rule, needs in _masked() if all(map(bits.__and__, needs)))


def _bits(letters: Iterable[str]) -> int:
    """Classes as bits, to tell quickly whether a sentence holds one of several."""
    out = 0
    for letter in letters:
        out |= 1 << ord(letter)
    return out


@cache
def _masked() -> tuple[tuple[tuple[int, str, re.Pattern[str]], tuple[int, ...]], ...]:
    return tuple(
        ((number, name, pattern), tuple(_bits(group) for group in needs))
        for number, (name, pattern, needs) in enumerate(_COMPILED)
    )


def phrases(words: Sequence[Word]) -> list[Phrase]:
    """The time expressions among the words of a sentence, in order, none overlapping; of two that do, the longer."""
    letters = "".join(word.letter for word in words)
    found = [
        (match.end() - match.start(), -match.start(), -number, name, match)
        for number, name, pattern in _tried(frozenset(letters))
        for match in pattern.finditer(letters)
    ]
    found.sort(key=lambda item: item[:3], reverse=True)
    taken = [False] * len(words)
    out = []
    for _, _, _, name, match in found:
        first, last = match.span()
        if any(taken[first:last]):
            continue
        phrase = _phrase(words, name, match)
        if fits(phrase):
            taken[first:last] = [True] * (last - first)
            out.append(phrase)
    return sorted(out, key=lambda phrase: phrase.start)
