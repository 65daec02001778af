"""The same report in several languages, beside another of its kind, day and outlet: is only what is translated linked?

Invented reports (``evaluate/sets/translations.toml``), in English and three other languages each. Copies: every pair of
texts of one event is to be linked by ``copies.lineage``, and no other pair; the same with the first sentence of each
text alone. Stories: the texts of one event are one story, also where copies are not looked at.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from crosswire.base.ids import make_id
from crosswire.copies import lineage
from crosswire.model.account import Reading
from crosswire.model.report import Dated, Item, Report
from crosswire.stories import clustering

FILES: tuple[str, ...] = ()
SETS = Path(__file__).parent / "sets"
SET = SETS / "translations.toml"
HELD_OUT = "456"
Pairs = set[frozenset[str]]


def read(lines: int | None = None) -> dict[str, Reading]:
    """A reading for each text (its first ``lines`` alone), by event and language ("1a-de")."""
    return {name: _reading(name, "\n".join(text.split("\n")[:lines])) for name, text in _texts()}


def _texts() -> Iterator[tuple[str, str]]:
    for event in tomllib.loads(SET.read_text(encoding="utf-8"))["event"]:
        for language, text in event.items():
            if language != "id":
                yield f"{event['id']}-{language}", text.strip()


def _reading(name: str, text: str) -> Reading:
    topic, language = name[0], name.rpartition("-")[2]
    date = Dated(f"2031-09-{10 + int(topic):02}", "given")
    own = make_id("report", name, text)
    report = Report(own, name, None, "article", f"Outlet {language}", None, language, date, text)
    return Reading(report, (Item(make_id("item", own, 0), own, "article", None, 0, len(text), date),))


def linked(readings: Mapping[str, Reading]) -> Pairs:
    """The pairs that are linked as copies, by the names of their texts."""
    names = {reading.report.id: name for name, reading in readings.items()}
    return {frozenset((names[link.source], names[link.target])) for link in lineage.link(tuple(readings.values()))}


def together(readings: Mapping[str, Reading]) -> Pairs:
    """The pairs that are in one story without copy links, by the names of their texts."""
    names = {reading.items[0].id: name for name, reading in readings.items()}
    stories = clustering.group(tuple(readings.values()), (), ())
    return _within([[names[item] for item in story.items] for story in stories])


def wanted(readings: Mapping[str, Reading]) -> Pairs:
    """The pairs of texts of one event."""
    return {pair for pair in map(frozenset, combinations(readings, 2)) if len({name[:2] for name in pair}) == 1}


def score(data: Path) -> dict[str, float]:
    """Precision and recall of linked pairs, whole and first sentences alone, over the topics that were tuned on and
    over those held out; and of pairs in one story."""
    whole, first = read(), read(1)
    gold, copies, short, told = wanted(whole), linked(whole), linked(first), together(whole)
    out: dict[str, float] = {}
    for label, keep in (("", _tuned), ("held-out ", _held_out)):
        out |= _measured(f"{label}", copies, gold, keep)
        out |= _measured(f"{label}first sentence ", short, gold, keep)
        out |= _measured(f"{label}story ", told, gold, keep)
    return out


def _measured(label: str, found: Pairs, gold: Pairs, keep: Callable[[str], bool]) -> dict[str, float]:
    ours, theirs = ({pair for pair in table if all(map(keep, pair))} for table in (found, gold))
    right = len(ours & theirs)
    return {f"{label}precision": right / max(1, len(ours)), f"{label}recall": right / max(1, len(theirs))}


def _within(groups: Sequence[Sequence[str]]) -> Pairs:
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


def _tuned(name: str) -> bool:
    return not _held_out(name)


def _held_out(name: str) -> bool:
    return name[0] in HELD_OUT
