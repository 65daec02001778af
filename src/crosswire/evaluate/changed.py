"""Which fact was changed between two versions of a report: actor, place, date, cause, casualties.

Corpus: ``fakes_changed/`` (machine-made changes to FA-KES articles). The set's README speaks of one kind of fact a
pair; its own columns name two, and some changes that they name were not made in the text, so that no reader gets all.
Pairs whose changed text is empty are left out. Pairs without a change: each article against itself, against itself with
its last sentences cut, and each changed text against itself with its first sentence cut.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crosswire.base.ids import make_id
from crosswire.base.text import normalise
from crosswire.model.account import Reading
from crosswire.model.report import Dated, Report
from crosswire.reconcile.differences import FACTS, Fact, compare, facts
from crosswire.run import flow

FILES = ("fakes_changed/aggressive_no_overlap.csv",)
LOWER_IS_BETTER = frozenset({"alarms"})
NO_FLOOR = frozenset({"pairs"})
_TOPICS: dict[str, Fact] = {
    "name of casualty or group": "casualties",
    "cause of death": "cause",
    "date of death": "date",
    "place of death": "place",
    "actor": "actor",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """An article, its changed version, and the kinds of facts that the set says were changed."""

    before: str
    after: str
    changed: frozenset[Fact]


def pairs(path: Path) -> list[Pair]:
    """The pairs of the set that have two texts."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["index"] != "index"]
    found = []
    for row in rows:
        topics = frozenset(_TOPICS[row[f"{place}_changed_topic"].lower()] for place in ("first", "second"))
        if row["transformed_article_text"].strip():
            found.append(Pair(row["article_text"], row["transformed_article_text"], topics))
    return found


def read(text: str) -> Reading:
    """The reading of one text, by the real flow."""
    text = normalise(text)
    report = Report(make_id("report", text), "text", None, "article", None, None, "en", Dated(), text)
    return flow.read(report)


def unchanged(text: str, other: str) -> Iterator[tuple[str, str]]:
    """Pairs without a change, out of the two texts of a pair."""
    yield text, text
    yield text, text[: max(text.rfind(". ", 0, len(text) * 4 // 5) + 1, 1)]
    start = other.find(". ")
    yield other, other[start + 2 if 0 < start < len(other) // 2 else 0 :]


def score(data: Path) -> dict[str, float]:
    """Shares: ``named`` of pairs whose most changed kind is one that was changed; ``kinds`` of right decisions over all
    five kinds; ``exact`` of pairs with just the set's kinds; ``held_out_…`` on every second pair; ``alarms`` of pairs
    without a change in which one is seen."""
    known = pairs(data / FILES[0])
    results = [(facts(compare(read(pair.before), read(pair.after))), pair.changed) for pair in known]
    same = [case for pair in known[::2] for case in unchanged(pair.before, pair.after)]
    alarms = sum(bool(compare(read(one), read(two))) for one, two in same)
    return {
        **_shares(results, ""),
        **_shares(results[1::2], "held_out_"),
        "alarms": alarms / max(len(same), 1),
        "pairs": float(len(known)),
    }


def _shares(results: list[tuple[tuple[Fact, ...], frozenset[Fact]]], name: str) -> dict[str, float]:
    count = max(len(results), 1)
    return {
        f"{name}named": sum(bool(found) and found[0] in gold for found, gold in results) / count,
        f"{name}kinds": sum((f in found) == (f in gold) for found, gold in results for f in FACTS) / (5 * count),
        f"{name}exact": sum(set(found) == gold for found, gold in results) / count,
    }
