"""Figures on the nightly strike posts and headlines, against a record of what one side's air force posted.

Corpus: ``ukraine/``. The record (``gold/missile_attacks_before_cut.csv``) names its sources by a social network's post
ids that the stream does not carry, so a report is joined to the record by night: the night that ends on the day the
report was published. A recorded number (launched or destroyed, of a weapon) is *quoted* by a report where it stands
there in figures; drones are drones (or "targets" where a report says
no more), missiles are matched by model where the report names one and by their sum where it
does not. A quoted number is right where the reader has a figure with that value, what befell and weapon, whose time
overlaps the night (a report without any time expression is taken at its own date).
"""

import csv
import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from pathlib import Path

from crosswire.base.ids import make_id
from crosswire.base.text import normalise
from crosswire.language import edtf, weapons
from crosswire.model.account import Reading
from crosswire.model.mention import Figure
from crosswire.model.report import Dated, Report
from crosswire.resolve import dates, quantities
from crosswire.segment import items, sentences

LOWER_IS_BETTER = frozenset({"wrong"})
NO_FLOOR = frozenset({"numbers", "reports"})
FILES = (
    "ukraine/telegram_before_cut.jsonl",
    "ukraine/headlines_before_cut.jsonl",
    "ukraine/gold/missile_attacks_before_cut.csv",
)

_KYIV = dt.timezone(dt.timedelta(hours=2))
_FAMILY_ONLY = {"Shahed-136/131": "drones", "Unknown UAV": "drones"}


@dataclass(frozen=True, slots=True)
class Count:
    """A number of the record: the day its night ends, how many, what befell them, the weapon (a family or model)."""

    day: dt.date
    value: float
    what: str
    weapon: str


@dataclass(frozen=True, slots=True)
class Post:
    """A report of the stream: its text, the day it was published and the language it is taken for."""

    text: str
    day: dt.date
    language: str
    name: str


def record(path: Path) -> dict[dt.date, list[Count]]:
    """The country-wide counts of each night, by the day it ends; missiles of a night also as one sum."""
    nights: dict[dt.date, list[Count]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if not row["source"].startswith("kpszsu") or row["target"] in ("south", "east", "north"):
                continue
            day = dt.date.fromisoformat(row["time_end"][:10])
            weapon = _FAMILY_ONLY.get(row["model"], row["model"])
            for what in ("launched", "destroyed"):
                if row[what]:
                    nights.setdefault(day, []).append(Count(day, float(row[what]), what, weapon))
    for day, counts in nights.items():
        for what in ("launched", "destroyed"):
            missiles = [c.value for c in counts if c.what == what and c.weapon != "drones"]
            if len(missiles) > 1:
                counts.append(Count(day, sum(missiles), what, "missiles"))
    return nights


def stream(data: Path) -> Iterator[Post]:
    """The posts and headlines of the stream."""
    with (data / FILES[0]).open(encoding="utf-8") as file:
        for line in file:
            post = json.loads(line)
            day = dt.datetime.fromisoformat(post["published_at"]).astimezone(_KYIV).date()
            yield Post(post["text"], day, "uk", post["url"])
    with (data / FILES[1]).open(encoding="utf-8") as file:
        for line in file:
            headline = json.loads(line)
            day = parsedate_to_datetime(headline["published"]).astimezone(_KYIV).date()
            yield Post(headline["title"].rsplit(" - ", 1)[0], day, "en", headline["link"])


def read(post: Post) -> Reading:
    """A post read as far as its figures: items, passages, times, figures."""
    text = normalise(post.text)
    published = Dated(post.day.isoformat(), "given")
    report = Report(
        make_id("report", text, post.name), post.name, None, "post", None, None, post.language, published, text
    )
    report, found = items.cut(report, epoch=None)
    reading = Reading(report, found)
    reading = replace(reading, passages=sentences.split(reading))
    reading = replace(reading, times=dates.find(reading))
    return replace(reading, figures=quantities.find(reading))


def quoted(text: str, counts: Sequence[Count]) -> list[Count]:
    """The recorded numbers that stand in a text in figures, beside a word for a weapon of their family.

    Of a weapon's destroyed number that equals its launched one, both count. Numbers under 10 are too common to tell
    and are left out; a sum of missiles counts only where no model is named.
    """
    standing = {
        float(number.replace(",", ""))
        for number in re.findall(r"(?<![\d.:-])\d{2,}(?:,\d{3})*(?![\d.:-]|-а|-ма)", text)
    }
    low = text.lower()
    drones = re.search(r"drone|uav|shahed|бпла|дрон|безпілот|шахед|target|ціл", low) is not None
    missiles = re.search(r"missile|ракет", low) is not None
    found = []
    for count in counts:
        if count.value < 10 or count.value not in standing:
            continue
        if count.weapon == "drones":
            if drones:
                found.append(count)
        elif missiles and (
            count.weapon == "missiles"
            or (m := weapons.model(low)) is not None
            and m in _models(low)
            and count.weapon in _models(low)
        ):
            found.append(count)
    return found


def _models(low: str) -> set[str]:
    from crosswire.language.lexicon import load

    return {name for name, forms in load("weapons")["models"].items() if any(form in low for form in forms)}


def answers(figure: Figure, count: Count, day: dt.date) -> bool:
    """Whether a figure says a recorded number: value (or whole), what befell, weapon, and night."""
    value = count.value == figure.low == figure.high
    whole = figure.of == count.value and count.what == "launched"
    if not ((value and figure.what == count.what) or whole) or not same_weapon(figure, count):
        return False
    return edtf.overlap(figure.time or day.isoformat(), edtf.span(count.day - dt.timedelta(days=1), count.day))


def same_weapon(figure: Figure, count: Count) -> bool:
    """Whether a figure counts the recorded weapon: the family for drones and sums, the model for missiles."""
    family = weapons.family(figure.unit)
    if count.weapon == "drones":
        return family == "drones" or figure.unit == "targets"
    if family != "missiles":
        return False
    model = weapons.model(figure.who)
    return model is None if count.weapon == "missiles" else model == count.weapon


def cases(data: Path) -> Iterator[tuple[Post, Reading, list[Count]]]:
    """Every report of the stream that quotes a recorded number, with its reading and the numbers."""
    nights = record(data / FILES[2])
    for post in stream(data):
        counts = quoted(post.text, nights.get(post.day, ()))
        if counts:
            yield post, read(post), counts


def score(data: Path) -> dict[str, float]:
    """Shares of quoted numbers: ``exact`` right in value, what, weapon and night; ``wrong`` read with another what or
    weapon and nowhere right; ``held_out_exact`` on every fourth night (days of the year divisible by four)."""
    right = wrong = total = held_right = held_total = reports = 0
    for post, reading, counts in cases(data):
        reports += 1
        for count in counts:
            good = any(answers(figure, count, post.day) for figure in reading.figures)
            held = count.day.timetuple().tm_yday % 4 == 0
            total, held_total = total + 1, held_total + held
            right, held_right = right + good, held_right + (good and held)
            wrong += not good and any(_mistaken(figure, count) for figure in reading.figures)
    return {
        "exact": right / max(total, 1),
        "wrong": wrong / max(total, 1),
        "held_out_exact": held_right / max(held_total, 1),
        "numbers": float(total),
        "reports": float(reports),
    }


def _mistaken(figure: Figure, count: Count) -> bool:
    return figure.low == count.value and figure.what in ("launched", "destroyed")
