"""Time expressions of a report, each placed from the day its own item was written.

reads items, passages → writes times

English, Ukrainian and Russian. Rules over classes of words (date_words, date_grammar), then meaning from the anchor,
the tense and earlier dates (date_anchor), then EDTF (date_values). Where the anchor is unknown, what hangs on it stays
relative: ``edtf`` and ``anchor`` are None.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crosswire.base.ids import make_id
from crosswire.language import calendar, edtf, lexicon
from crosswire.model.account import Reading
from crosswire.model.mention import Time
from crosswire.model.report import Item
from crosswire.resolve.date_anchor import resolve
from crosswire.resolve.date_context import Context
from crosswire.resolve.date_grammar import Phrase, phrases
from crosswire.resolve.date_tense import Tense, tense
from crosswire.resolve.date_values import REFERENCES, Value, to_duration, to_edtf
from crosswire.resolve.date_words import Word, read, triggers

METHOD = "dates/2"
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ](?!s\b)[^\W\d_]+)*")
_DIGIT = re.compile(r"\d")
_RANGE = frozenset(("iT", "FT", "k&", "F-", "i-"))  # classes of the words before and between the ends of a range
_READ = ("sentence", "headline", "caption", "paragraph")


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression at code points ``start``..``end`` and what it means; ``parts`` are a range's two ends."""

    start: int
    end: int
    phrase: Phrase
    value: Value
    parts: "tuple[Found, ...]" = ()


def _may_hold_time(sentence: str) -> bool:
    if _DIGIT.search(sentence) or not sentence.isascii() and any(char.isdigit() for char in sentence):
        return True
    return not triggers().isdisjoint(map(calendar.fold, _WORD.findall(sentence)))


def mark(text: str, sentences: Iterable[tuple[int, int]], anchor: dt.date | None) -> Iterator[Found]:
    """The time expressions of sentences (spans of ``text``, in order) of one item written on the day ``anchor``."""
    named: list[str] = []
    quarters: list[str] = []
    for start, end in sentences:
        if not _may_hold_time(text[start:end]):
            continue
        words, before, out = read(text, start, end), len(named), []
        for phrase in phrases(words):
            near = _tense(text[start:end], phrase, start)
            value = resolve(phrase, Context(anchor, near, named, quarters, len(named) > before))
            if value is None:
                continue
            if value.timex and value.timex[:2].isdigit() and not value.repeats:
                named.append(value.timex)
                if phrase.rule == "quarter" and "g" not in phrase.groups:
                    quarters.append(value.timex)
            out.append(Found(phrase.start, phrase.end, phrase, value))
        yield from _ranges(words, out)


def _ranges(words: Sequence[Word], found: Sequence[Found]) -> list[Found]:
    """What was found, two dates that a range joins ("from Monday to Wednesday", "з 24.02 по 13.03") made one."""
    out: list[Found] = []
    for one in found:
        joined = _range(words, out[-1], one) if out else None
        if joined:
            out[-1] = joined
        else:
            out.append(one)
    return out


def _range(words: Sequence[Word], left: Found, right: Found) -> Found | None:
    between = [word for word in words if left.end <= word.start and word.end <= right.start]
    opens = left.phrase.before.letter if left.phrase.before else ""
    if len(between) != 1 or opens + between[0].letter not in _RANGE:
        return None
    first, last = (to_edtf(one.value.timex) if one.value.timex and not one.parts else None for one in (left, right))
    if not first or not last or {"/", "T"} & set(first + last) or edtf.bounds(first) > edtf.bounds(last):
        return None
    value = Value(f"{first}/{last}", relative=left.value.relative or right.value.relative)
    return Found(left.start, right.end, left.phrase, value, (left, right))


def _tense(sentence: str, phrase: Phrase, offset: int) -> Tense | None:
    """The tense at a phrase; after "until", "by" and the like an unmarked one looks ahead."""
    before = phrase.before.text if phrase.before else ""
    if before in lexicon.words("dates", "always_ahead"):
        return "future"
    found = tense(sentence, phrase.start - offset, phrase.end - offset)
    return "future" if found is None and before in lexicon.words("dates", "ahead") else found


def anchor_day(published: str | None) -> dt.date | None:
    """The day an item's date gives to read from: its day, or the last of a night's two; None for coarser dates."""
    if published is None or not edtf.valid(published):
        return None
    first, last = edtf.bounds(published)
    return last if first and last and (last - first).days <= 1 else None


def _sentences(reading: Reading, item: Item) -> list[tuple[int, int]]:
    """Spans to read in an item: sentences, headlines and captions, and what no sentence covers of a paragraph."""
    spans = sorted(
        ((p.start, p.end) for p in reading.passages if p.item == item.id and p.kind in _READ[:3]),
        key=lambda span: (span[0], -span[1]),
    )
    out: list[tuple[int, int]] = []
    for start, end in spans:
        start = max(start, out[-1][1]) if out else start
        if start < end:
            out.append((start, end))
    return out


def _interval(found: Found) -> str | None:
    """EDTF of what was found: the days it covers; open at the end after "since"."""
    value = found.value
    if value.repeats:
        return None
    if value.days is not None:
        return edtf.span(*value.days)
    when = to_edtf(value.timex) if value.timex else None
    if when and "/" not in when and _opens(found):
        return f"{when.partition('T')[0]}/.."
    return when


def _opens(found: Found) -> bool:
    """Whether a date begins a stretch without an end: "since 2014", "з лютого 2022", and no "до" or "на" after it."""
    before, after = found.phrase.before, found.phrase.after
    if before is None or before.text not in lexicon.words("dates", "since"):
        return False
    if found.phrase.rule == "unit" and "b" in found.phrase.groups:
        return False  # "since the start of the year" is this year, not what comes after it
    return before.text.isascii() or not (after and after[0].letter in "TJ&-")


def _day_number(reading: Reading, item: Item, found: Found) -> str | None:
    """The date of a day of a count ("Day 12") where the report or the item was dated by those very words."""
    if found.phrase.rule != "numbered":
        return None
    for dated in (item.published, reading.report.published):
        span = dated.span
        if dated.evidence == "day-number" and span and span.start < found.end and found.start < span.end:
            return dated.edtf
    return None


def _time(reading: Reading, item: Item, found: Found, anchor: dt.date | None) -> Time:
    report, value = reading.report, found.value
    when = _interval(found) or _day_number(reading, item, found)
    timex = value.timex or ""
    return Time(
        start=found.start,
        end=found.end,
        report=report.id,
        exact=report.text[found.start : found.end],
        id=make_id("time", report.id, found.start, found.end),
        item=item.id,
        edtf=when,
        duration=to_duration(timex),
        recurs=value.repeats,
        reference=REFERENCES.get(timex),  # type: ignore[arg-type]
        anchor=edtf.of(anchor) if anchor and value.relative else None,
    )


def find(reading: Reading) -> tuple[Time, ...]:
    """Every time expression of the report's sentences and headlines, in order.

    Each is read from the date of the innermost item it stands in. ``edtf`` is None where that date is unknown and the
    expression needs it, and for lengths, repeated times and vague references.
    """
    out: list[Time] = []
    for item in reading.items:
        anchor = anchor_day(item.published.edtf)
        spans = _sentences(reading, item)
        out.extend(_time(reading, item, found, anchor) for found in mark(reading.report.text, spans, anchor))
    return tuple(sorted(out))
