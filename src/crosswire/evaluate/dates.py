"""Scores time expressions on TimeML news as TempEval-3 does.

reads nothing of a run; writes metrics. A system expression is relaxed-right when it shares a character with a gold one,
strictly right when both ends agree, and value-right when it is relaxed-right and the TIMEX3 values are equal (UzZaman
et al., 2013). The date of writing is given. Every fourth text is held out: the rules were written looking at the rest.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from crosswire.model.account import Reading
from crosswire.model.report import Dated, Item, Report
from crosswire.resolve import dates

FILES = ("tempeval3/**/*.tml",)
HELD_OUT = 4
_ZONE = re.compile(r"(?<=T\d\d:\d\d)(?:Z|[+-]\d\d:\d\d)$")
_DATED = frozenset("nyMBYO")  # classes of words that carry a date
_JOINS = frozenset("-T&J")  # and of those that join two


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression of a text at code points ``start``..``end`` with its TIMEX3 value."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Text:
    """A TimeML text: its name, its words, the date of writing, and the gold expressions."""

    name: str
    text: str
    written: str
    gold: tuple[Expression, ...]


def read(path: Path) -> Text:
    """A .tml file. Only expressions of TEXT count; the date of writing is DCT's."""
    root = ElementTree.fromstring(path.read_text(encoding="utf-8", errors="replace"))
    pieces: list[str] = []
    gold: list[Expression] = []

    def walk(node: ElementTree.Element) -> None:
        start = sum(map(len, pieces))
        if node.text:
            pieces.append(node.text)
        for child in node:
            walk(child)
            if child.tail:
                pieces.append(child.tail)
        if node.tag == "TIMEX3":
            gold.append(Expression(start, sum(map(len, pieces)), node.get("value", "")))

    body = root.find("TEXT")
    written = root.find("DCT/TIMEX3")
    if body is None:
        raise ValueError(f"{path.name} has no TEXT")
    walk(body)
    return Text(path.stem, "".join(pieces), written.get("value", "") if written is not None else "", tuple(gold))


def texts(data: Path) -> list[Text]:
    """The texts of TBAQ, by path; the pipeline's own sample is a copy and left out."""
    paths = sorted(path for path in data.glob(FILES[0]) if "testpipeline" not in path.parts)
    return [read(path) for path in paths]


def _day(written: str) -> str | None:
    match = re.match(r"\d{4}-\d\d-\d\d", written)
    return match[0] if match else None


def answer(text: Text) -> list[Expression]:
    """What Crosswire finds in a text, cut into sentences as in a run."""
    from crosswire.segment import sentences

    report = Report(
        "rep-0", text.name, None, "article", None, None, "en", Dated(_day(text.written), "given"), text.text
    )
    item = Item("itm-0", report.id, "article", None, 0, len(text.text), report.published)
    passages = sentences.split(Reading(report, (item,)))
    spans = [(p.start, p.end) for p in passages if p.kind in ("sentence", "headline", "caption")]
    anchor = dates.anchor_day(report.published.edtf)
    return [part for found in dates.mark(text.text, spans, anchor) for part in expressions(found)]


def expressions(found: dates.Found) -> list[Expression]:
    """What was found as TIMEX3 marks it: both ends of a range, and clock times without their zone."""
    if found.parts:
        return [part for end in found.parts for part in expressions(end)]
    timex = found.value.timex
    if timex is None:
        return []
    if "/" not in timex:
        return [Expression(found.start, found.end, _ZONE.sub("", timex))]
    first, _, last = timex.partition("/")
    dated = [place for place, word in enumerate(found.phrase.words) if word.letter in _DATED]
    joins = [place for place, word in enumerate(found.phrase.words) if word.letter in _JOINS and place > dated[0]]
    before = [found.phrase.words[place] for place in dated if place < joins[0]]
    after = [found.phrase.words[place] for place in dated if place > joins[0]]
    return [Expression(found.start, before[-1].end, first), Expression(after[0].start, after[-1].end, last)]


def _pairs(gold: tuple[Expression, ...], system: list[Expression]) -> Iterator[tuple[Expression, Expression]]:
    """Each gold expression with the first unused system expression that overlaps it."""
    used: set[int] = set()
    for one in gold:
        for number, other in enumerate(system):
            if number not in used and one.start < other.end and other.start < one.end:
                used.add(number)
                yield one, other
                break


def _f1(right: int, system: int, gold: int) -> float:
    return 2 * right / (system + gold) if system + gold else 0.0


def measure(chosen: list[Text]) -> dict[str, float]:
    """Strict, relaxed and value F1 over texts, 0..100."""
    strict = relaxed = value = system = gold = 0
    for text in chosen:
        found = answer(text)
        system, gold = system + len(found), gold + len(text.gold)
        for one, other in _pairs(text.gold, found):
            relaxed += 1
            strict += one.start == other.start and one.end == other.end
            value += one.value.casefold() == other.value.casefold()
    return {
        name: 100 * _f1(right, system, gold)
        for name, right in (("strict", strict), ("relaxed", relaxed), ("value", value))
    }


def score(data: Path) -> dict[str, float]:
    """Strict, relaxed and value F1 (0..100) on all texts, and on those held out and looked at."""
    every = texts(data)
    parts = {
        "": every,
        "held-out ": [text for number, text in enumerate(every) if number % HELD_OUT == HELD_OUT - 1],
        "tuned ": [text for number, text in enumerate(every) if number % HELD_OUT != HELD_OUT - 1],
    }
    return {
        f"{part}{name} F1": round(value, 2) for part, chosen in parts.items() for name, value in measure(chosen).items()
    }
