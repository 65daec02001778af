"""Figures: every count in a report with what was counted, what befell it, of whom, where and when.

reads passages, times, mentions → writes figures

Method: own number grammar (:mod:`crosswire.resolve.numbers`) and a clause grammar around it
(:mod:`crosswire.resolve.counted`, :mod:`crosswire.resolve.counted_cyrillic`); place and time come from
:mod:`crosswire.language.setting`. A field that the words do not give plainly stays None.
"""

from collections.abc import Sequence

from crosswire.base.ids import make_id
from crosswire.language.lexicon import words as listed
from crosswire.language.numerals import longest
from crosswire.language.setting import Sentence, Setting
from crosswire.model.account import Reading
from crosswire.model.mention import Figure, Time
from crosswire.resolve import counted as counted_english
from crosswire.resolve import counted_over
from crosswire.resolve.counted import Counted
from crosswire.resolve.counted_extent import Extent, extent
from crosswire.resolve.counted_tally import Tally, tally
from crosswire.resolve.number_names import is_year
from crosswire.resolve.number_tokens import Number, Token, is_cyrillic, read
from crosswire.resolve.numbers import may_count, numbers
from crosswire.resolve.quantity_carried import carried_over, coordinated
from crosswire.resolve.quantity_drafts import CYRILLIC, ENGLISH, Draft
from crosswire.resolve.quantity_idle import dated, dated_year, idle, of_something_else, supposed
from crosswire.resolve.quantity_zero import nothing

METHOD = "quantities/3"

_UNTALLIED = frozenset(["time", "measure", "money"])


def find(reading: Reading) -> tuple[Figure, ...]:
    """The figures of a report in text order. Numbers that name or date something are no figures."""
    setting = Setting(reading)
    boilerplate = [(span.start, span.end) for span in reading.report.boilerplate]
    found: list[Figure] = []
    previous: tuple[Sentence, list[Draft]] | None = None
    for sentence in setting.sentences:
        if any(low <= sentence.start and sentence.end <= high for low, high in boilerplate):
            continue
        earlier = previous[1] if previous and _continues(previous[0], sentence) else []
        drafts = _drafts(reading.report.text, sentence, reading.times, earlier)
        found.extend(_placed(reading, setting, sentence, draft, drafts) for draft in drafts)
        if drafts:
            previous = sentence, drafts
    return tuple(sorted(found))


def _continues(earlier: Sentence, sentence: Sentence) -> bool:
    return earlier.item == sentence.item and earlier.paragraph == sentence.paragraph


def in_text(text: str) -> list[Draft]:
    """The drafts of a bare sentence: for tests and tools that have no reading."""
    return _drafts(text, Sentence(0, len(text), "", 0), (), [])


def _drafts(text: str, sentence: Sentence, times: Sequence[Time], earlier: Sequence[Draft]) -> list[Draft]:
    words = read(text, sentence.start, sentence.end) if may_count(text, sentence.start, sentence.end) else []
    drafts: list[Draft] = []
    for number in numbers(words):
        draft = _draft(text, words, number, drafts, earlier)
        if draft is not None and not dated(draft, times, text):
            drafts.append(draft)
    drafts.extend(nothing(text, sentence))
    return sorted(drafts, key=lambda draft: draft.start)


def _draft(
    text: str, words: Sequence[Token], number: Number, drafts: Sequence[Draft], earlier: Sequence[Draft]
) -> Draft | None:
    grammar = CYRILLIC if is_cyrillic(words, number.first) else ENGLISH
    counted = grammar.phrase(words, number)
    if is_year(words, number) and (
        counted is None or counted.kind in ("other", "event", "time") or dated_year(words, number)
    ):
        return None
    if (
        drafts
        and drafts[-1].of == number.low
        and [w.low for w in words[max(0, number.lead - 2) : number.lead]] == ["out", "of"]
    ):
        return None
    if supposed(words, number):
        return None
    befell = grammar.befell(words, number, counted)
    if grammar is ENGLISH and befell is None and (reach := extent(words, number, counted)) is not None:
        return _to_extent(text, words, number, counted, reach)
    unit, kind = (counted.unit, counted.kind) if counted else (None, None)
    inherited = None
    level = tally(words, number) if kind not in _UNTALLIED else None
    if level is not None and (counted is None or kind == level.kind):
        return _at_level(text, words, number, counted, level)
    if counted is None and grammar is ENGLISH and of_something_else(words, number):
        return None
    if counted is None:
        inherited = carried_over(words, number, befell, drafts, earlier)
        if inherited is None:
            return None
        unit, kind = inherited.unit, inherited.kind
    what = befell.what if befell else (inherited.what if inherited else None)
    if kind == "person" and what == "destroyed":
        what = "killed"  # "eliminated twelve gunmen"
    if what is None and counted is not None:
        what = coordinated(text, words, number, counted, drafts or earlier)
    if idle(words, number, counted, what):
        return None
    span = counted_english.who(words, number, counted) if grammar is ENGLISH else _named(words, counted)
    who = (
        text[words[span[0]].start : words[span[1] - 1].end]
        if span and span[1] > span[0]
        else (inherited.who if inherited else None)
    )
    end = words[counted.last - 1].end if counted and counted.last > number.last else words[number.last - 1].end
    of = number.of if number.of is not None else _whole_after(words, number, counted)
    included = number.lead > 0 and words[number.lead - 1].low in ("including", "among", "зокрема", "включая", "них")
    return Draft(
        words[number.first].start, words[number.last - 1].end, number.low, number.high, number.modifier, of,
        unit, kind, what, who, end, included,
    )  # fmt: skip


def _to_extent(text: str, words: Sequence[Token], number: Number, counted: Counted | None, reach: Extent) -> Draft:
    """The figure of how great an event was: nothing befell the counted."""
    end = words[max(counted.last if counted else 0, number.last) - 1].end
    span = words[number.first].start, words[number.last - 1].end
    who = text[words[reach.who[0]].start : words[reach.who[1] - 1].end] if reach.who else None
    return Draft(
        *span, number.low, number.high, number.modifier, number.of, reach.unit, reach.kind, reach.what, who, end
    )


def _at_level(text: str, words: Sequence[Token], number: Number, counted: Counted | None, level: Tally) -> Draft:
    """The figure of a tally: the unit is the counted noun's where one follows ("rose to 12 soldiers")."""
    unit, kind = (counted.unit, counted.kind) if counted else (level.unit, level.kind)
    end = words[counted.last - 1].end if counted and counted.last > number.last else words[number.last - 1].end
    span = words[number.first].start, words[number.last - 1].end
    return Draft(*span, number.low, number.high, number.modifier, number.of, unit, kind, level.what, None, end)


def _whole_after(words: Sequence[Token], number: Number, counted: Counted | None) -> float | None:
    """ "161 targets out of 199 vehicles": the whole named after the counted phrase."""
    if counted is None or number.low is None or counted.last + 2 >= len(words):
        return None
    if (words[counted.last].low, words[counted.last + 1].low) != ("out", "of"):
        return None
    whole = longest([word.low for word in words], counted.last + 2)
    return whole[0] if whole is not None and whole[0] >= number.low else None


def _named(words: Sequence[Token], counted: Counted | None) -> tuple[int, int] | None:
    """The counted phrase as written with its type words ("ворожих БпЛА типу Shahed")."""
    if counted is None or counted.kind in ("time", "measure", "money", "event") or counted.last <= counted.first:
        return None
    first, last = counted.first, counted.last
    if last + 1 < len(words) and words[last].low in ("типу", "типа"):
        last += 2 if words[last + 1].text[0].isalnum() else 1
    elif last + 2 < len(words) and words[last].text[:1].isupper() and words[last + 1].text == "-":
        last += 3
    while first < last and not words[first].text[0].isalnum():
        first += 1
    if last - first == 1 and words[first].low in listed("clauses_cyrillic", "generic"):
        return None
    return first, last


def _placed(reading: Reading, setting: Setting, sentence: Sentence, draft: Draft, drafts: Sequence[Draft]) -> Figure:
    report = reading.report
    place, words = _where(reading, setting, sentence, draft, drafts)
    time = setting.time(draft.start, draft.phrase_end, far=draft.what is not None)
    return Figure(
        start=draft.start,
        end=draft.end,
        report=report.id,
        exact=report.text[draft.start : draft.end],
        id=make_id("figure", report.id, draft.start, draft.end, draft.unit, draft.what),
        item=sentence.item,
        low=draft.low,
        high=draft.high,
        modifier=draft.modifier,
        of=draft.of,
        unit=draft.unit,
        what=draft.what,
        who=draft.who,
        place=place,
        place_name=words,
        time=(counted_over.window(report.text, time, reading.times) or time.edtf) if time else None,
    )


def _where(
    reading: Reading, setting: Setting, sentence: Sentence, draft: Draft, drafts: Sequence[Draft]
) -> tuple[str | None, str | None]:
    """The entity and the words of a figure's place: as its entry of a list gives it, else as its sentence does, if the
    entry before it has not taken that place."""
    text, inside = reading.report.text, setting.places_in(sentence.start, sentence.end)
    starts = [other.start for other in drafts]

    def own(one: Draft) -> counted_over.Over | None:
        return counted_over.over(text, one.start, one.phrase_end, sentence.end, inside, starts)

    listed_place = own(draft)
    if listed_place is not None:
        return (listed_place.mention.entity if listed_place.mention else None), listed_place.words
    place = setting.event_place(draft.start, draft.phrase_end, here_only=draft.what is None)
    before = next((other for other in reversed(drafts) if other.start < draft.start), None)
    taken = own(before) if before is not None else None
    if place is None or (taken is not None and taken.mention == place) or counted_over.in_list(text, place, inside):
        return None, None
    return place.entity, place.exact
