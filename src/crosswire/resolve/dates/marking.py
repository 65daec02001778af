"""The time expressions of an item's sentences, in order, two dates that a range joins made one.

reads nothing of Crosswire's but :mod:`crosswire.language` and its siblings. Each expression is read from the day of
writing, the tense at it, and the dates named before it in the same item.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from crosswire.language import calendar, lexicon
from crosswire.resolve.dates import clocks
from crosswire.resolve.dates import tense as tenses
from crosswire.resolve.dates.context import Context
from crosswire.resolve.dates.grammar import phrases
from crosswire.resolve.dates.meaning import resolve
from crosswire.resolve.dates.phrase import Phrase
from crosswire.resolve.dates.ranges import Found, joined
from crosswire.resolve.dates.values import Value
from crosswire.resolve.dates.words import read, triggers

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ](?!s\b)[^\W\d_]+)*")
_PART_YEARS = frozenset(("P6M", "P9M"))
_DIGIT = re.compile(r"\d")


def mark(text: str, sentences: Iterable[tuple[int, int]], anchor: dt.date | None) -> Iterator[Found]:
    """The time expressions of sentences (spans of ``text``, in order) of one item written on the day ``anchor``."""
    named: list[str] = []
    quarters: list[str] = []
    for start, end in sentences:
        sentence = text[start:end]
        if not _may_hold_time(sentence):
            continue
        words, before, out = clocks.joined(read(text, start, end)), len(named), []
        found = phrases(words)
        clause = tenses.read(sentence) if found else ()
        for phrase in found:
            near = _tense(clause, phrase, start)
            outright = near is not None and tenses.sure(clause, phrase.start - start, phrase.end - start, near)
            context = Context(anchor, near, named, quarters, len(named) > before, sure=outright)
            value = resolve(phrase, context)
            if value is not None and not _in_name(text, phrase):
                _remember(phrase, value, named, quarters)
                out.append(Found(phrase.start, phrase.end, phrase, value))
        yield from joined(words, out, anchor)


def _may_hold_time(sentence: str) -> bool:
    return bool(_DIGIT.search(sentence)) or not triggers().isdisjoint(map(calendar.fold, _WORD.findall(sentence)))


def _remember(phrase: Phrase, value: Value, named: list[str], quarters: list[str]) -> None:
    """Keeps what later expressions may hang on: the dates named, and the quarters named as such."""
    if value.timex and value.timex[:2].isdigit() and not value.repeats:
        named.append(value.timex)
        if phrase.rule == "quarter" and "g" not in phrase.groups and "-" in value.timex:
            quarters.append(value.timex)
    elif value.timex in _PART_YEARS and phrase.words[0].letter == "t":
        quarters.clear()  # "the nine months": a year earlier is no quarter from here on


def _in_name(text: str, phrase: Phrase) -> bool:
    """Whether a word for a day is the end of a name: "Dovek Today"."""
    before = phrase.before
    capital = phrase.rule == "deictic" and len(phrase.words) == 1 and text[phrase.start].isupper()
    return capital and before is not None and before.letter == "_" and before.value[:1].isupper()


def _tense(clause: tenses.Clause, phrase: Phrase, offset: int) -> tenses.Tense | None:
    """The tense at a phrase; after "until", "by" and the like an unmarked one looks ahead."""
    before = phrase.before.text if phrase.before else ""
    if before in lexicon.words("dates", "always_ahead"):
        return "future"
    found = tenses.tense(clause, phrase.start - offset, phrase.end - offset)
    return "future" if found is None and before in lexicon.words("dates", "ahead") else found
