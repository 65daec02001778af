"""Figures: every count in a report with what was counted, what befell it, of whom, where and when.

reads passages, times, mentions → writes figures

Method: own number grammar (:mod:`crosswire.resolve.numbers`) and a clause grammar around it
(:mod:`crosswire.resolve.counted`, :mod:`crosswire.resolve.counted_cyrillic`); place and time come from
:mod:`crosswire.language.setting`. A field that the words do not give plainly stays None.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crosswire.base.ids import make_id
from crosswire.language.lexicon import load
from crosswire.language.lexicon import words as listed
from crosswire.language.numerals import longest
from crosswire.language.setting import Sentence, Setting
from crosswire.model.account import Reading
from crosswire.model.mention import Figure, Modifier, Time
from crosswire.resolve import counted as counted_english
from crosswire.resolve import counted_befell, counted_forms, counted_over
from crosswire.resolve import counted_cyrillic as cyrillic
from crosswire.resolve.counted import Counted
from crosswire.resolve.counted_befell import Befell
from crosswire.resolve.counted_tally import Tally, tally
from crosswire.resolve.numbers import Number, Token, is_cyrillic, is_year, numbers, read

METHOD = "quantities/2"

_LISTED = frozenset(["weapon", "person", "vehicle"])
_UNTALLIED = frozenset(["time", "measure", "money"])
_UNSHARED = frozenset([None, "time", "measure", "money"])
_JOINED = r"\W*(?:and|та|і|й|и|including|among them|зокрема|з них|включая|из них|серед них|среди них)?\W*(?:a|an)?\W*"


@dataclass(frozen=True, slots=True)
class Grammar:
    """What reads a number's surroundings in one group of languages."""

    phrase: Callable[[Sequence[Token], Number], Counted | None]
    befell: Callable[[Sequence[Token], Number, Counted | None], Befell | None]
    fits: Callable[[str, str | None], bool]


_ENGLISH = Grammar(counted_english.phrase, counted_befell.befell, counted_forms.fits)
_CYRILLIC = Grammar(cyrillic.phrase, cyrillic.befell, cyrillic.fits)


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure before it is placed: the number with what it counts, inside one sentence."""

    start: int
    end: int
    low: float | None
    high: float | None
    modifier: Modifier
    of: float | None
    unit: str | None
    kind: str | None
    what: str | None
    who: str | None
    phrase_end: int
    included: bool = False


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
    words = read(text, sentence.start, sentence.end)
    drafts: list[Draft] = []
    for number in numbers(words):
        draft = _draft(text, words, number, drafts, earlier)
        if draft is not None and not _dated(draft, times, text):
            drafts.append(draft)
    drafts.extend(_nothing(text, sentence))
    return sorted(drafts, key=lambda draft: draft.start)


def _draft(
    text: str, words: Sequence[Token], number: Number, drafts: Sequence[Draft], earlier: Sequence[Draft]
) -> Draft | None:
    grammar = _CYRILLIC if is_cyrillic(words, number.first) else _ENGLISH
    counted = grammar.phrase(words, number)
    if is_year(words, number) and (
        counted is None or counted.kind in ("other", "event", "time") or _dated_year(words, number)
    ):
        return None
    if (
        drafts
        and drafts[-1].of == number.low
        and [w.low for w in words[max(0, number.lead - 2) : number.lead]] == ["out", "of"]
    ):
        return None
    if _supposed(words, number):
        return None
    befell = grammar.befell(words, number, counted)
    unit, kind = (counted.unit, counted.kind) if counted else (None, None)
    inherited = None
    level = tally(words, number) if kind not in _UNTALLIED else None
    if level is not None and (counted is None or kind == level.kind):
        return _at_level(text, words, number, counted, level)
    if counted is None and grammar is _ENGLISH and _of_something_else(words, number):
        return None
    if counted is None:
        inherited = _ellipsis(words, number, befell, drafts, earlier)
        if inherited is None:
            return None
        unit, kind = inherited.unit, inherited.kind
    what = befell.what if befell else (inherited.what if inherited else None)
    if kind == "person" and what == "destroyed":
        what = "killed"  # "eliminated twelve gunmen"
    if what is None and counted is not None:
        what = _coordinated(text, words, number, counted, drafts or earlier)
    if _idle(words, number, counted, what):
        return None
    span = counted_english.who(words, number, counted) if grammar is _ENGLISH else _named(words, counted)
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


def _of_something_else(words: Sequence[Token], number: Number) -> bool:
    """ "Two of the mayor's aides": a number before "of" whose noun is not known; "11 of them" continues a figure."""
    at = number.last
    return at < len(words) and words[at].low == "of" and not _of_them(words, number)


def _of_them(words: Sequence[Token], number: Number) -> bool:
    """ "11 of them": a part of the figure before."""
    after = [word.low for word in words[number.last : number.last + 2]]
    return len(after) == 2 and after[0] == "of" and after[1] in ("them", "these", "those", "whom", "which")


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


def _dated_year(words: Sequence[Token], number: Number) -> bool:
    before = words[number.first - 1].low if number.first else ""
    return before in (
        "in",
        "of",
        "since",
        "by",
        "from",
        "until",
        "before",
        "after",
        "during",
        "у",
        "в",
        "з",
        "с",
        "до",
        "за",
        ",",
    )


def _supposed(words: Sequence[Token], number: Number) -> bool:
    """Whether the number stands in a supposition ("even if 100 missiles were fired")."""
    for word in reversed(words[max(0, number.lead - 6) : number.lead]):
        if word.text in (",", ";", ".", "—"):
            return False
        if word.low in listed("clauses", "supposing"):
            return True
    return False


def _idle(words: Sequence[Token], number: Number, counted: Counted | None, what: str | None) -> bool:
    """Numbers that count nothing worth keeping: "one day", "one of the best units", bare durations, ages."""
    kind = counted.kind if counted else None
    if number.lead and words[number.lead - 1].low == "по" and kind not in ("place", "structure", "event"):
        return True  # "по два – над територіями …": two over each
    if kind == "time":
        return number.loose or not _lasting(words, counted)
    first = words[number.first].low
    if first in (
        "one",
        "один",
        "одна",
        "одного",
        "одну",
        "одной",
        "однієї",
        "одне",
        "одно",
        "одним",
        "одному",
        "одній",
        "одною",
    ):
        return (
            what is None
            or (number.last < len(words) and words[number.last].low in ("of", "another", "з", "із", "из"))
            and number.of is None
        )
    if what is not None:
        return False
    if number.loose and (number.low or 0) < 20:
        return True
    definite = number.first > 0 and words[number.first - 1].low in listed("clauses", "definite")
    return (definite and (number.low or 0) < 100 and number.of is None) or (number.loose and kind in (None, "other"))


def _lasting(words: Sequence[Token], counted: Counted | None) -> bool:
    """ "224 days of fighting": a length that is counted of something."""
    if counted is None or counted.last + 1 >= len(words):
        return False
    return words[counted.last].low == "of" and words[counted.last + 1].low not in (
        "the",
        "each",
        "every",
        "this",
        "that",
    )


def _dated(draft: Draft, times: Sequence[Time], text: str) -> bool:
    """Whether the number belongs to a time expression (unless it is a counted duration)."""
    if draft.kind == "time":
        return False
    return any(time.start <= draft.start and draft.end <= time.end for time in times)


def _ellipsis(
    words: Sequence[Token], number: Number, befell: Befell | None, drafts: Sequence[Draft], earlier: Sequence[Draft]
) -> Draft | None:
    """What an elliptical number counts: "five were shot down and three diverted", "6 killed, 37 injured"."""
    if drafts and _of_them(words, number):
        return _bare(drafts[-1], drafts[-1].what)
    before = [draft for draft in (*earlier, *drafts) if not draft.included]
    is_list = is_cyrillic(words, number.first) and cyrillic.lists_on(words, number)
    if is_list and before and before[-1].kind in _LISTED and (befell is None or befell.side == "left"):
        return _bare(before[-1], before[-1].what)
    if befell is None or (is_cyrillic(words, number.first) and not cyrillic.stands_alone(words, number)):
        return None
    what, people = befell.what, _bare(None, befell.what)
    if befell.side == "noun":
        joined = number.lead > 0 and words[number.lead - 1].low in ("and", "та", "і", "и")
        head = drafts[-1] if joined and drafts and drafts[-1].kind == "person" and drafts[-1].what else None
        return _bare(head, what, who=True) if head and befell.unit else people
    if what in load("befell")["classes"]["person"] or (befell.unit or _default(what)) == "people":
        head = next((draft for draft in reversed(drafts) if draft.kind == "person" and not draft.included), None)
        return _bare(head, what, who=True) if head else people
    fits = (_CYRILLIC if is_cyrillic(words, number.first) else _ENGLISH).fits
    counted = [draft for draft in before if draft.kind not in _UNSHARED and fits(what, draft.kind)]
    return _bare(counted[-1], what) if counted else None


def _default(what: str) -> str | None:
    """The unit that a befalling word implies by itself."""
    entry = load("befell").get(what, {})
    unit: str | None = entry.get("unit")
    return unit


def _bare(head: Draft | None, what: str | None, *, who: bool = False) -> Draft:
    """The counted thing of another figure (people, where there is none) with what befell this one."""
    unit, kind = (head.unit, head.kind) if head else ("people", "person")
    return Draft(0, 0, None, None, "exactly", None, unit, kind, what, head.who if head and who else None, 0)


def _coordinated(
    text: str, words: Sequence[Token], number: Number, counted: Counted, drafts: Sequence[Draft]
) -> str | None:
    """The what of the figure before it where both are joined ("eight blocks, four homes and two offices were hit"), or
    of the figure it is part of ("three people, including two children")."""
    if not drafts:
        return None
    last = drafts[-1]
    between = text[last.phrase_end : words[number.lead].start].lower()
    if last.what and last.kind == counted.kind and re.search(r"[;:•▪▫◾–—-]\W*$", between) and len(between) < 90:
        return last.what
    joined = re.fullmatch(_JOINED, between) is not None
    return last.what if last.what and joined and counted_forms.fits(last.what, counted.kind) else None


def _nothing(text: str, sentence: Sentence) -> list[Draft]:
    """ "no casualties", "nobody was hurt": a figure of zero."""
    found: list[Draft] = []
    part = text[sentence.start : sentence.end]
    for entry in load("zero")["zero"]:
        for match in re.finditer(entry["pattern"], part, re.IGNORECASE):
            start = sentence.start + match.start("none")
            end = sentence.start + match.end("none")
            if any(draft.start <= start < draft.end for draft in found):
                continue
            groups = match.groupdict()
            what = _what_of_zero(groups.get("what") or "", entry)
            if what is None:
                continue
            who = groups.get("who")
            found.append(Draft(start, end, 0.0, 0.0, "exactly", None, "people", "person", what, who or None, end))
    return found


def _what_of_zero(said: str, entry: dict[str, str]) -> str | None:
    if "what" in entry:
        return entry["what"]
    low = said.lower()
    for what, stems in load("zero")["what"].items():
        if any(low.startswith(stem) for stem in stems):
            return str(what)
    return None


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
