"""Days of a stream whose stories were labelled by hand: the items from the data folder, the labels from
``labels/days.toml`` (row numbers, no text)."""

import csv
import datetime as dt
import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from importlib import resources
from pathlib import Path

from crosswire.stories.features import Text
from crosswire.stories.linking import When


@dataclass(frozen=True, slots=True)
class Day:
    """Items in the order of their rows, when they are of, their batch, and the story of each labelled one."""

    texts: Sequence[Text]
    when: Sequence[When]
    arrival: Sequence[int]
    gold: dict[str, str]


def days(data: Path) -> list[Day]:
    """The labelled days."""
    text = resources.files("crosswire.evaluate").joinpath("labels/days.toml").read_text(encoding="utf-8")
    return [_day(data, row) for row in tomllib.loads(text)["day"]]


def _day(data: Path, row: dict[str, object]) -> Day:
    path = data / str(row["file"])
    rows = _table(path) if path.suffix == ".csv" else _headlines(path)
    first, last = int(str(row["first"])), int(str(row["last"]))
    chosen = rows[first : last + 1]
    stories: list[list[int]] = row["stories"]  # type: ignore[assignment]
    apart: list[int] = row["apart"]  # type: ignore[assignment]
    gold = {str(n): f"story {place}" for place, listed in enumerate(stories) for n in listed}
    gold |= {str(n): f"row {n}" for n in apart}
    texts = [Text(str(first + n), title, lines) for n, (title, lines, _) in enumerate(chosen)]
    times = [time for *_, time in chosen]
    order = {time: n for n, time in enumerate(sorted(set(times)))}
    when = [When(time.date().toordinal()) for time in times]
    known = {text.id for text in texts}
    gold = {item: story for item, story in gold.items() if item in known}
    return Day(texts, when, [order[time] for time in times], gold)


def _table(path: Path) -> list[tuple[str, tuple[str, ...], dt.datetime]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        listed = list(csv.DictReader(file))
    return [(r["title"], (r["text"],) if r["text"] else (), dt.datetime.fromisoformat(r["date"])) for r in listed]


def _headlines(path: Path) -> list[tuple[str, tuple[str, ...], dt.datetime]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(r["title"].rpartition(" - ")[0], (), parsedate_to_datetime(r["published"])) for r in rows]
