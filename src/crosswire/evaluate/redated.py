"""Old news with a new date, in a stream of headlines: labels by hand (``labels/redated.toml``: row numbers)."""

import json
import tomllib
from email.utils import parsedate_to_datetime
from importlib import resources
from pathlib import Path

from crosswire.base.ids import make_id
from crosswire.copies import lineage, redated
from crosswire.model.account import Reading
from crosswire.model.report import Dated, Item, Report

FILES = ("ukraine/headlines_before_cut.jsonl",)
LOWER_IS_BETTER = frozenset({"false_alarms"})


def read(data: Path) -> list[Reading]:
    """A reading for each headline, dated as published: its words without the outlet and the name of a site."""
    lines = (data / FILES[0]).read_text(encoding="utf-8").splitlines()
    return [_reading(number, json.loads(line)) for number, line in enumerate(lines)]


def _reading(number: int, row: dict[str, str]) -> Reading:
    title, _, outlet = row["title"].rpartition(" - ")
    text = title.split(" | ")[0]
    date = Dated(parsedate_to_datetime(row["published"]).date().isoformat(), "given")
    own = make_id("report", number, text, outlet)
    report = Report(own, str(number), row["link"], "article", outlet or None, None, "en", date, text or outlet)
    item = Item(make_id("item", own, 0), own, "article", None, 0, len(report.text), date)
    return Reading(report, (item,))


def labels() -> dict[str, set[int]]:
    """The rows of each label."""
    text = resources.files("crosswire.evaluate").joinpath("labels/redated.toml").read_text(encoding="utf-8")
    return {name: set(rows) for name, rows in tomllib.loads(text).items()}


def score(data: Path) -> dict[str, float]:
    """``recall`` over rows that the stream or the headline itself shows to be old, ``recall_with_known`` over those
    that only memory shows too, and ``false_alarms``, marked rows that are neither."""
    readings = read(data)
    name = {reading.report.id: int(reading.report.name) for reading in readings}
    found = {name[issue.report] for issue in redated.find(readings, lineage.link(readings))}
    label = labels()
    shown = label["again"] | label["says"]
    every = shown | label["only_known"]
    return {
        "recall": len(found & shown) / len(shown),
        "recall_with_known": len(found & every) / len(every),
        "false_alarms": float(len(found - every - label["either"])),
    }
