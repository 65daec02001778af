"""Hours of the clock that several words say, made one word each: "5 ранку", "4 in the morning", "0735 GMT".

reads nothing of Crosswire's but the lexicon and its siblings. What comes out has the class of a printed time of day, so
that the rules need to know no others. An hour that could be of either half of the day keeps its number and a "?".
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from crosswire.language import lexicon
from crosswire.resolve.dates.words import Word

_HOURS, _HALF = 24, 12
_OPENS = frozenset("FikI")  # classes of the words before "3 to 5 p.m."
_LEADS = frozenset("FiIT&")  # and before "4 in the morning", or "about"
_JOINS = frozenset("T-&")
_DATED = frozenset("MBY")
_NUMBERS = frozenset("nNOy")

Run = tuple[int, str]
"""How many words say an hour, and that hour as a printed time of day."""


@cache
def _parts() -> Mapping[str, str]:
    """Word after an hour -> part of the day."""
    table = lexicon.load("dates")
    cyrillic = {form: part for part, forms in table["clock_part"].items() for form in forms}
    return cyrillic | {form: part for part, forms in table["day"].items() for form in forms if form.isascii()}


@cache
def _nouns() -> frozenset[str]:
    return lexicon.words("dates", "clock_words")


def _hour(word: Word, most: int = _HOURS - 1) -> int | None:
    if word.letter not in "nNO" or not word.value.isdigit():
        return None
    return int(word.value) if len(word.value) < 3 and int(word.value) <= most else None


def _four_digits(before: Sequence[Word], rest: Sequence[Word]) -> Run | None:
    """The "0735" of "0735 GMT" and the "1130" of "1130 am"."""
    text = rest[0].text
    if len(text) != 4 or not text.isdigit() or len(rest) < 2 or rest[1].letter not in "ZA":
        return None
    fits = int(text[:2]) < _HOURS and int(text[2:]) < 60
    return (1, f"{text[:2]}:{text[2:]}") if fits else None


def _dotted(before: Sequence[Word], rest: Sequence[Word]) -> Run | None:
    """ "23.38 минут", "1.26 девятого апреля" """
    hour, _, minute = rest[0].value.partition(".")
    if len(minute) != 2 or not hour.isdigit() or not minute.isdigit() or int(hour) >= _HOURS or int(minute) >= 60:
        return None
    if not before or before[-1].letter not in "iTI":
        return None
    if len(rest) > 1 and rest[1].text in lexicon.words("dates", "clock_minutes"):
        return 2, f"{int(hour):02}:{minute}"
    day = [word.letter for word in rest[1:4]]
    dated = day[:2] in (["O", "M"], ["O", "B"], ["n", "M"], ["n", "B"]) or day in (["N", "O", "M"], ["N", "O", "B"])
    return (1, f"{int(hour):02}:{minute}") if dated else None


def _with_minutes(before: Sequence[Word], rest: Sequence[Word]) -> Run | None:
    """ "с 23 часов 47 минут" """
    hour = _hour(rest[0])
    if hour is None or len(rest) < 4 or not before or rest[1].text not in _nouns():
        return None
    led = before[-1].letter in "iT" or before[-1].text in lexicon.words("dates", "clock_before")
    minute = _hour(rest[2], 59)
    if not led or minute is None or rest[3].text not in lexicon.words("dates", "clock_minutes"):
        return None
    return 4, f"{hour:02}:{minute:02}"


def of_part(hour: int, part: str) -> str | None:
    """The time that "5 in the morning" or "11 вечора" is."""
    if not 1 <= hour <= _HALF:
        return None
    late = part in ("AF", "EV") or (part == "NI" and 6 <= hour < _HALF)
    return f"{hour % _HALF + (_HALF if late else 0):02}:00"


def _with_part(before: Sequence[Word], rest: Sequence[Word]) -> Run | None:
    """ "5 ранку", "в 3 часа ночи", "4 in the morning", "11 at night" """
    hour = _hour(rest[0], _HALF)
    if hour is None or (before and before[-1].letter in _DATED):
        return None
    said = [word.text for word in rest[1:4]]
    size = 2 if said and not said[0].isascii() else 3 if said[:1] == ["at"] else 4 if said[:2] == ["in", "the"] else 0
    if size == 2 and said[0] in _nouns():
        size = 3
    elif size == 2 and said[0] == "дня":
        return None  # "3 дня" are three days
    if size > 2 and said[0].isascii() and not _leads(before):
        return None
    if not size or len(said) < size - 1 or said[size - 2] not in _parts():
        return None
    time = of_part(hour, _parts()[said[size - 2]])
    return (size, time) if time else None


def _leads(before: Sequence[Word]) -> bool:
    return bool(before) and (before[-1].letter in _LEADS or before[-1].value == "APPROX")


def _with_noun(before: Sequence[Word], rest: Sequence[Word]) -> Run | None:
    """ "о 14 годині", "3 o'clock", the "14 часов" of "с 8 до 14 часов" """
    hour = _hour(rest[0])
    if hour is None or len(rest) < 2:
        return None
    if rest[1].letter == "8":
        return 2, f"{hour:02}:00" if hour > _HALF else f"{hour}?"
    opened = "".join(word.letter for word in before[-3:]) == "iCT"
    led = before and before[-1].text in lexicon.words("dates", "clock_before")
    return (2, f"{hour:02}:00") if rest[1].text in _nouns() and (led or opened) else None


def _shared(before: Sequence[Word], rest: Sequence[Word]) -> Run | None:
    """The "3" of "from 3 to 5 p.m.", and the "8" of "с 8 до 14 часов"."""
    first = _hour(rest[0])
    opens = before[-1].letter if before else ""
    if first is None or len(rest) < 4 or rest[1].letter not in _JOINS or not (opens in _OPENS or rest[1].letter == "-"):
        return None
    last, half = _hour(rest[2]), rest[3]
    if last is None:
        return None
    if half.letter == "A" and 1 <= first <= _HALF and 1 <= last <= _HALF:
        late = (half.value == "p") == (first % _HALF < last % _HALF)  # "from 11 to 2 p.m." begins in the morning
        return 1, f"{first % _HALF + (_HALF if late else 0):02}:00"
    return (1, f"{first:02}:00") if opens == "i" and half.text in _nouns() else None


_READERS: tuple[Callable[[Sequence[Word], Sequence[Word]], Run | None], ...] = (
    _four_digits,
    _dotted,
    _with_minutes,
    _with_part,
    _shared,
    _with_noun,
)
_MOST = 4  # words that a reader looks at, from the number on


def joined(words: list[Word]) -> list[Word]:
    """The words of a sentence, each run of them that says an hour of the clock made one."""
    letters = {word.letter for word in words}
    if not letters & _NUMBERS or not letters & set("AZPp8UMB"):
        return words
    out: list[Word] = []
    at = 0
    while at < len(words):
        word, size = words[at], 1
        if word.letter in _NUMBERS:
            rest = words[at : at + _MOST]
            found = next((run for reader in _READERS if (run := reader(out, rest))), None)
            if found:
                size, time = found
                word = Word(word.start, words[at + size - 1].end, "C", time, word.text)
        out.append(word)
        at += size
    return out
