"""The words of a sentence as a grammar of time sees them: one letter for each, by what it does in an expression.

reads nothing of Crosswire's but the lexicon and the calendar. A sentence becomes a string of class letters, one for
each word or fixed phrase, so that rules are regular expressions over classes and know no language.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from crosswire.language import calendar, lexicon

# Tables of data/dates.toml whose keys are values -> class letter.
_TABLES = {
    "unit": "U",
    "year_mark": "u",
    "number": "N",
    "ordinal": "O",
    "about": "f",
    "part": "b",
    "day": "P",
    "day_alone": "p",
    "hour": "H",
    "deictic": "D",
    "deictic_adjective": "D",
    "deictic_year": "4",
    "season": "S",
    "reference": "R",
    "set": "E",
    "holiday": "K",
    "holiday_weekday": "K",
    "holiday_easter": "K",
    "length": "5",
    "decade": "6",
    "zone": "Z",
}
_LISTS = {"vague": "V", "tonight": "Q"}
_RELATIONS = {
    "this": "h",
    "last": "l",
    "next": "x",
    "that": "z",
    "latest": "w",
    "following": "v",
    "each": "e",
    "ago": "g",
    "before": "r",
    "after": "s",
    "half": "+",
    "more": "m",
    "through": ">",
    "long": "L",
    "so": "~",
    "yearend": "%",
    "fiscal": "j",
    "yearago": "G",
    "oclock": "8",
    "ended": "9",
    "time": "0",
    "number": "#",
    "rate": "1",
    "times": "2",
}
_PREPOSITIONS = {"since": "i", "between": "k", "from": "F", "to": "T", "onto": "J", "and": "&", "other": "I"}
_ARTICLES = {"the": "t", "a": "a", "an": "a", "of": "o"}
_MARKS = {
    ",": ",",
    "-": "-",
    "–": "-",
    "—": "-",
    "‑": "-",
    "(": "(",
    "'s": "q",
    "’s": "q",
    "'": "q",
    "’": "q",
    "$": "$",
}
_CURRENCY = "$€£₴₽¥#№"
_LETTER = r"[^\W\d_]"
_MOSCOW = r"(?:(?:мск|MSK)\b|\d{1,2}\s+[а-яіїє]{3,8}\b)"  # what follows a clock written with a full stop
_TOKEN = re.compile(
    rf"""
      (?P<plain>[a-z]{{3,}}+(?![\w'’ʼ]))                               # most words: found first, tried alone
    | (?P<date>\d{{4}}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?(?!\d)
                | (?<![\d.,/])\d{{1,2}}[./]\d{{1,2}}[./](?:\d{{4}}|\d\d)(?![\d/])
                | (?<![\d/.])(?:19|20)\d\d/\d\d/\d\d(?!\d))
    | (?P<clock>(?<![\d:])[012]?\d:[0-5]\d(?::[0-5]\d)?(?![\d:])
                | (?<![\d.,])[012]?\d\.[0-5]\d(?=\s+(?:{_MOSCOW}|(?:до|по)\s+[012]?\d\.[0-5]\d\s+{_MOSCOW})
                  |\s?[–-]\s?[012]?\d\.[0-5]\d\s+{_MOSCOW}))
    | (?P<decade>(?<!\w)(?:1[5-9]|20)\d0(?:['’]?s|-?(?:[іиыех]?х|ті|е))(?!\w) | ['’]\d0['’]?s(?!\w))
    | (?P<short>(?<!\w)[2-9]0(?:s|-?(?:[іи]?х|ті|е))(?!\w))
    | (?P<quarter>(?<!\w)Q[1-4](?!\w))
    | (?P<ordinal>\d{{1,5}}(?:st|nd|rd|th|[-–‑]?(?:го|й|я|е|му|ту|та|ма|ша|га|а|ю|у|ий|ої|х|ой|ый))(?!\w))
    | (?P<half>\d+\s\d/\d(?!\d))
    | (?P<number>\d+(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)
    | (?P<meridiem>(?<!\w)[ap](?:\.m\b\.?|m\b)|(?<=\d)[ap](?:\.m\b\.?|m\b))
    | (?P<possessive>['’]s(?!\w))
    | (?P<dotted>(?:{_LETTER}\.){{2,}})
    | (?P<word>{_LETTER}+(?:['’ʼ]{_LETTER}+)*?(?=['’]s(?!\w)|(?!['’ʼ]?{_LETTER})))
    | (?P<mark>[^\w\s]|_)
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Word(NamedTuple):
    """A word or fixed phrase at code points ``start``..``end`` of the text, its class letter, and what it stands for:
    a month's number, a unit's letter, a count, the word as written where it is of no class; ``text`` is it folded."""

    start: int
    end: int
    letter: str
    value: str
    text: str


@cache
def _lexicon() -> tuple[Mapping[tuple[str, ...], tuple[str, str]], frozenset[str], int]:
    """Phrase -> (class letter, value), the words that phrases of several words begin with, the longest phrase."""
    data = lexicon.load("dates")
    table: dict[tuple[str, ...], tuple[str, str]] = {}

    def add(form: str, letter: str, value: str) -> None:
        table.setdefault(tuple(match.group().lower().rstrip(".") for match in _TOKEN.finditer(form)), (letter, value))

    for form, letter in _ARTICLES.items():
        add(form, letter, form)
    for name, letter in _RELATIONS.items():
        for form in data["relation"][name]:
            add(form, letter, form)
    for name, letter in {**_TABLES, **_LISTS}.items():
        for value, forms in data[name].items():
            for form in forms:
                add(form, letter, value)
    for name, letter in _PREPOSITIONS.items():
        for form in data["preposition"][name]:
            add(form, letter, form)
    heads = frozenset(phrase[0] for phrase in table if len(phrase) > 1)
    return table, heads, max(len(phrase) for phrase in table)


@cache
def _doubtful(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("dates")["doubtful"][kind])


@cache
def triggers() -> frozenset[str]:
    """Folded words one of which every expression without a digit contains; a sentence with none is not read further."""
    table, _, _ = _lexicon()
    letters = "UDPpHQSREKN4l5"
    single = {max(phrase, key=len) for phrase, (letter, _) in table.items() if letter in letters}
    return frozenset(single) | frozenset(calendar.months()) | frozenset(calendar.weekdays())


def _name(word: str, folded: str) -> tuple[str, str] | None:
    """A month or weekday: "M" and "W" where the word is surely one, "B", "X" and (a short form) "Y" in doubt."""
    key = folded.rstrip(".")
    number, weekday = calendar.months().get(key), calendar.weekdays().get(key)
    if number is None and weekday is None:
        return None
    latin = key.isascii()
    if latin and not word[0].isupper():
        return None
    dotted = word.endswith(".")
    if number is None and not latin and word[0].isupper():
        return "X", str(weekday)  # Середа is the name of people too
    if number is None:
        return ("X" if key in _doubtful("weekdays") and not dotted else "W"), str(weekday)
    if key in _doubtful("short"):
        return ("M" if dotted else "Y"), str(number)
    # Марта and Лютий are names of people too.
    doubt = key in _doubtful("months") or (not latin and word[0].isupper())
    return ("B" if doubt else "M"), str(number)


def _number(text: str) -> tuple[str, str]:
    plain = text.replace(",", "")
    if len(text) == 4 and text.isdigit() and 1500 <= int(text) <= 2100:
        return "y", text
    return "n", plain


def _classify(kind: str, text: str, folded: str) -> tuple[str, str]:
    if kind == "date":
        return "d", text
    if kind == "clock":
        return "C", text.replace(".", ":")
    if kind == "decade":
        return "c", "".join(char for char in text if char.isdigit())
    if kind == "ordinal":
        return "O", "".join(char for char in text if char.isdigit())
    if kind == "short":
        return "6", f"19{text[:2]}"
    if kind == "quarter":
        return "7", text[1]
    if kind == "half":
        whole, top, bottom = re.split(r"[\s/]", text)
        return "n", f"{int(whole) + int(top) / max(1, int(bottom)):g}"
    if kind == "number":
        return _number(text)
    if kind == "meridiem":
        return "A", folded[0]
    if kind == "possessive":
        return "q", folded
    if kind == "mark":
        return ("$" if text in _CURRENCY else _MARKS.get(text, "_")), text
    return "_", text


def _zone(folded: str) -> tuple[str, str] | None:
    return ("Z", folded) if folded in lexicon.load("calendar")["zones"] else None


def _tokens(text: str, start: int, end: int) -> list[tuple[int, int, str, str]]:
    out: list[tuple[int, int, str, str]] = []
    last = start
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup or "mark"
        first, stop = match.span()
        if first < last:
            continue  # the full stop of an abbreviation
        if kind == "plain":
            kind = "word"
        word = text[first:stop]
        if kind == "word" and stop < end and text[stop] == "." and calendar.fold(word) in _abbreviations():
            stop += 1
            word += "."
        out.append((first, stop, kind, word))
        last = stop
    return out


@cache
def _abbreviations() -> frozenset[str]:
    """Short forms after which a full stop belongs to the word."""
    names = set(calendar.months()) | set(calendar.weekdays())
    return frozenset(name for name in names if len(name) <= 4 and name not in {"may", "june", "july"}) | {"no"}


@lru_cache(maxsize=1 << 14)
def _alone(kind: str, word: str) -> tuple[str, bool, str, str]:
    """A word by itself: folded, whether it begins phrases, its class letter and its value."""
    folded = calendar.fold(word) if kind == "word" else word.lower()
    hit: tuple[str, str] | None = None
    if kind in ("word", "dotted"):
        table, _, _ = _lexicon()
        hit = _name(word, folded) or table.get((folded,)) or _zone(folded)
    return folded, folded in _lexicon()[1], *(hit or _classify(kind, word, folded))


def _phrase(folded: Sequence[str], at: int) -> tuple[int, tuple[str, str]] | None:
    """The longest fixed phrase of several words at ``at``: its length, and its class letter with its value.
    The word there must be one that begins phrases."""
    table, _, longest = _lexicon()
    for size in range(min(longest, len(folded) - at), 1, -1):
        if hit := table.get(tuple(folded[at : at + size])):
            return size, hit
    return None


def read(text: str, start: int, end: int) -> list[Word]:
    """The words of ``text[start:end]`` with their classes, fixed phrases joined, in order and never overlapping."""
    tokens = _tokens(text, start, end)
    read_alone = [_alone(kind, word) for _, _, kind, word in tokens]
    folded = [one[0] for one in read_alone]
    out: list[Word] = []
    at = 0
    while at < len(tokens):
        first, last, _, _ = tokens[at]
        low, heads, letter, value = read_alone[at]
        joined = _phrase(folded, at) if heads else None
        if joined is None:
            out.append(Word(first, last, letter, value, low))
            at += 1
            continue
        size, (letter, value) = joined
        out.append(Word(first, tokens[at + size - 1][1], letter, value, " ".join(folded[at : at + size])))
        at += size
    return out
