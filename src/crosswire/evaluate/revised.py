"""Counts that are revised, told again, or of another scope: how the findings tell them apart.

Corpus: ``ukraine/``. Two of the three are made of the record's own numbers in sentences of ours, since the stream does
not carry the posts that the record cites: two commands that give different counts for the south on one day, and one
command that gives an early count and a higher one three hours later. The third is the stream's: headlines that one
outlet published again on later days.
"""

import csv
import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from crosswire.evaluate.stream import Desk, Post
from crosswire.model.report import Given, Received

RECORD = "ukraine/gold/missile_attacks_before_cut.csv"
DAYS = 30
_LATER = 3


def score(data: Path, desk: Desk, days: Mapping[dt.date, Sequence[Post]]) -> dict[str, float]:
    """Shares: ``south`` of days on which two commands' counts stand side by side as another scope or a conflict, each
    with its holder, nothing added; ``updates`` of corrections told as updates; ``redated_as_new`` of figures in a
    headline published again that the ledger counts anew."""
    south = [_side_by_side(desk, *pair) for pair in souths(data / RECORD)]
    updates = [_updated(desk, *pair) for pair in corrections(data / RECORD)]
    again, anew = _redated(desk, days)
    return {
        "south": sum(south) / max(len(south), 1),
        "updates": sum(updates) / max(len(updates), 1),
        "redated_as_new": anew / max(again, 1),
    }


def souths(path: Path) -> Iterator[tuple[Post, Post, float, float]]:
    """Two reports of one day with the two commands' counts for the south, and the counts."""
    whole: dict[str, tuple[float, float]] = {}
    command: dict[str, float] = {}
    for row in _rows(path):
        day = row["time_end"][:10]
        if row["source"].startswith("kpszsu") and row["destroyed"] and row["destroyed_details"]:
            part = re.search(r"'south': (\d+)", row["destroyed_details"])
            if part and row["model"] == "Shahed-136/131":
                whole[day] = (float(row["destroyed"]), float(part[1]))
        elif row["source"].startswith("PvKPivden") and (row["target"], row["model"]) == ("south", "Unknown UAV"):
            command[day] = float(row["destroyed"] or 0)
    both = [day for day in sorted(whole) if day in command and command[day] != whole[day][1] > 1 and command[day] > 1]
    for day in both[:: max(1, len(both) // DAYS)]:
        total, south = whole[day]
        one = f"Air defence shot down {total:g} enemy drones overnight, {south:g} of them in southern Ukraine."
        two = f"Air defence shot down {command[day]:g} enemy drones in southern Ukraine overnight."
        yield _made(one, "Air Force", day, 9), _made(two, "Southern Command", day, 10), south, command[day]


def corrections(path: Path) -> Iterator[tuple[Post, Post, float, float]]:
    """An early report with fewer shot down and the one that corrects it, and the two counts."""
    rows = [r for r in _rows(path) if r["source"].startswith("kpszsu") and r["model"] == "Shahed-136/131"]
    rows = [r for r in rows if r["launched"] and r["destroyed"] and float(r["destroyed"]) > 30]
    for row in rows[:: max(1, len(rows) // DAYS)]:
        whole, last = float(row["launched"]), float(row["destroyed"])
        early = last - 12
        told = [f"Air defence shot down {count:g} of {whole:g} drones overnight." for count in (early, last)]
        day = row["time_end"][:10]
        yield _made(told[0], "Air Force", day, 6), _made(told[1], "Air Force", day, 6 + _LATER), early, last


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _made(text: str, outlet: str, day: str, hour: int) -> Post:
    url = f"https://example.org/{outlet.replace(' ', '-')}/{day}/{hour}"
    given = Given(outlet=outlet, url=url, published=f"{day}T{hour:02}:00:00+02:00", language="en")
    return Post(Received(url, "text", text, given, kind="post"), dt.date.fromisoformat(day), outlet)


def _side_by_side(desk: Desk, one: Post, two: Post, part: float, other: float) -> bool:
    account, entries = desk.account([one, two])
    held = {(e.outlet, e.low) for e in entries}
    numbers = {float(n) for post in (one, two) for n in re.findall(r"\d+", post.text)}
    related = any(
        f.relation in ("other-scope", "conflict") and {part, other} <= {answer.low for answer in f.answers}
        for f in account.findings
    )
    kept = {(one.outlet, part), (two.outlet, other)} <= held
    return kept and related and all(e.low in numbers for e in entries)


def _updated(desk: Desk, one: Post, two: Post, early: float, last: float) -> bool:
    _, entries = desk.account([one, two])
    before = {e.id for e in entries if e.low == early}
    return any(e.low == last and e.relation == "update" and e.earlier in before for e in entries)


def _redated(desk: Desk, days: Mapping[dt.date, Sequence[Post]]) -> tuple[int, int]:
    """How many figures stand in headlines published again by their outlet on a later day, and how many of them the
    ledger does not tie to the first."""
    texts: dict[tuple[str, str], list[Post]] = defaultdict(list)
    for reports in days.values():
        for post in reports:
            if post.received.kind == "article" and re.search(r"\d", post.text):
                texts[post.outlet, post.text].append(post)
    again = anew = 0
    for copies in texts.values():
        if len(copies) > 1:
            _, entries = desk.account(copies)
            first = min(entry.report for entry in entries) if entries else ""
            later = [e for e in entries if e.report != first]
            again += len(later)
            originals = sum(e.repeats is None for e in entries)
            anew += max(0, originals - sum(e.report == first for e in entries))
    return again, anew


def errors(data: Path) -> str:
    """Counts of the two made kinds that go wrong, for whoever looks into it, as JSON."""
    desk = Desk()
    south = [one.text for one, two, a, b in souths(data / RECORD) if not _side_by_side(desk, one, two, a, b)]
    late = [two.text for one, two, a, b in corrections(data / RECORD) if not _updated(desk, one, two, a, b)]
    return json.dumps({"south": south, "updates": late}, ensure_ascii=False, indent=1)
