"""Attack nights through the real flow: does the ledger hold what a report of the night says, by whom, and how revised.

Corpus: ``ukraine/``. A night is an account of all reports published on the day it ends and the next day, both
sides'. What a report quotes is found without Crosswire: a number of the record (one side's air force, transcribed)
that stands beside a word for its weapon, or the total of a fixed opening of the other side's ministry. A night is right
where each quoted number is in the ledger for a report that quotes it, with value, what befell, weapon, time and holder,
and nowhere with a wrong holder.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from crosswire.evaluate import figures, revised, stream
from crosswire.evaluate.stream import MINISTRY, Desk, Post
from crosswire.language import edtf, weapons
from crosswire.run.ledger import Entry

RECORD = "ukraine/gold/missile_attacks_before_cut.csv"
FILES = (*stream.FILES, RECORD)
LOWER_IS_BETTER = frozenset({"wrong_holder", "wrong_relation", "redated_as_new"})
NO_FLOOR = frozenset({"nights", "numbers"})
MINISTRY_NIGHTS = 24

# The commands and officials that the one side's count may be held by, where a report names somebody.
_THEIR_OWN = re.compile(
    r"air force|air defen[cs]e|ukrain|general staff|afu|zelensk|повітрян|пс зсу|генштаб|генерал|зсу|ппо|україн", re.I
)
_MINISTRY = re.compile(r"russia|moscow|kremlin|defen[cs]e ministry|mod_russia|минобороны|росси", re.I)
_OTHER = re.compile(r"\W*\w*\W*(?:авіабомб|авіаційн|кабів|каб\b|glide|bomb|обстріл|боєзіткнен|бойов)")
_TOTAL = re.compile(
    r"(?:перехвачен|уничтожен)\w*\W+(?:и\W+(?:перехвачен|уничтожен)\w*\W+)?(\d+)\W+украинск\w+\W+беспилотн"
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A number that a report quotes, and whose it is ("record" or "ministry")."""

    post: Post
    count: figures.Count
    side: str


def quoted(night: dt.date, reports: Sequence[Post], counts: Sequence[figures.Count]) -> list[Quoted]:
    """The numbers that the night's reports quote; the ministry's total only from its own post."""
    found = []
    for post in reports:
        if post.day != night:
            continue
        if post.outlet == MINISTRY:
            total = _TOTAL.search(post.text.replace("*", ""))
            if total and int(total[1]) >= 2:
                found.append(Quoted(post, figures.Count(night, float(total[1]), "destroyed", "drones"), "ministry"))
        else:
            said = [count for count in figures.quoted(post.text, counts) if not _bombs(post.text, count.value)]
            found += [Quoted(post, count, "record") for count in said]
    return found


def _bombs(text: str, value: float) -> bool:
    """Whether a number is only one of something else that falls from the sky: glide bombs, strikes, shellings."""
    said = [text[match.end() : match.end() + 40].lower() for match in re.finditer(rf"\b{value:g}\b", text)]
    return bool(said) and all(_OTHER.match(after) for after in said)


def states(entry: Entry, one: Quoted) -> bool:
    """Whether an entry says a quoted number in the same report: value (or whole), what befell, weapon and night."""
    count = one.count
    value = count.value == entry.low == entry.high and entry.what == count.what
    whole = entry.of == count.value and count.what == "launched"
    if entry.url != one.post.received.given.url or not (value or whole) or not _weapon(entry, count):
        return False
    window = edtf.span(count.day - dt.timedelta(days=1), count.day)
    return edtf.overlap(entry.meant or one.post.day.isoformat(), window)


def _weapon(entry: Entry, count: figures.Count) -> bool:
    if count.weapon == "drones":
        return entry.unit in ("drones", "targets")
    named = weapons.model(entry.who)
    return entry.unit == "missiles" and (named is None if count.weapon == "missiles" else named == count.weapon)


def holder_right(entry: Entry, one: Quoted) -> bool:
    """Whether the holder is the report's own voice or somebody of the side whose count it is."""
    theirs = _THEIR_OWN if one.side == "record" else _MINISTRY
    return entry.own_voice or theirs.search(entry.holder) is not None


@dataclass(slots=True)
class Tally:
    """Counts over nights."""

    nights: int = 0
    right: int = 0
    numbers: int = 0
    held: int = 0
    wrong: int = 0
    misjudged: int = 0

    def add(self, other: "Tally") -> None:
        """Add a night."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


def judge(entries: Sequence[Entry], numbers: Sequence[Quoted]) -> Tally:
    """One night. A relation is wrong where two rows that state one recorded number are said to differ."""
    night = Tally(nights=1, numbers=len(numbers))
    by_id = {entry.id: entry for entry in entries}
    stated = {e.id: q.count for q in numbers for e in entries if states(e, q)}
    for one in numbers:
        rows = [entry for entry in entries if states(entry, one)]
        good = [entry for entry in rows if holder_right(entry, one)]
        night.held += bool(good)
        night.wrong += len(rows) > len(good)
        for entry in rows:
            before = by_id.get(entry.earlier or "")
            same = before is not None and stated.get(before.id) == one.count
            night.misjudged += same and entry.relation in ("conflict", "update", "denial")
    night.right = int(night.held == len(numbers) and not night.wrong)
    return night


def nights(
    data: Path, desk: Desk, days: Mapping[dt.date, Sequence[Post]]
) -> Iterator[tuple[dt.date, Sequence[Entry], list[Quoted]]]:
    """Every night with a report that quotes a number: all of those with both sides' reports, and others of the
    ministry alone, spread evenly."""
    record = figures.record(data / RECORD)
    chosen: list[tuple[dt.date, list[Quoted]]] = []
    alone: list[tuple[dt.date, list[Quoted]]] = []
    for day, reports in days.items():
        numbers = quoted(day, reports, record.get(day, ()))
        if numbers:
            both = any(post.outlet != MINISTRY for post in reports)
            (chosen if both else alone).append((day, numbers))
    chosen += alone[:: max(1, len(alone) // MINISTRY_NIGHTS)]
    for day, numbers in chosen:
        reports = (*days[day], *days.get(day + dt.timedelta(days=1), ()))
        yield day, desk.account(reports)[1], numbers


def score(data: Path) -> dict[str, float]:
    """Shares of nights right, of numbers held rightly, of wrong holders and relations; ``held_out_…`` are the days of
    the year with an odd number, which nobody looked at; then what :mod:`crosswire.evaluate.revised` gives."""
    desk, days = Desk(), stream.posts(data)
    seen, unseen = Tally(), Tally()
    for day, entries, numbers in nights(data, desk, days):
        (unseen if day.timetuple().tm_yday % 2 else seen).add(judge(entries, numbers))
    whole = Tally()
    whole.add(seen)
    whole.add(unseen)
    return {
        "right": _share(whole.right, whole.nights),
        "held_out_right": _share(unseen.right, unseen.nights),
        "held": _share(whole.held, whole.numbers),
        "held_out_held": _share(unseen.held, unseen.numbers),
        "wrong_holder": _share(whole.wrong, whole.numbers),
        "wrong_relation": _share(whole.misjudged, whole.numbers),
        **revised.score(data, desk, days),
        "nights": float(whole.nights),
        "numbers": float(whole.numbers),
    }


def _share(part: int, whole: int) -> float:
    return part / max(whole, 1)


def errors(data: Path, *, held_out: bool = False) -> Mapping[dt.date, list[str]]:
    """What is wrong on each night, in words, for whoever looks into it. ``held_out`` nights only where asked for."""
    found: dict[dt.date, list[str]] = {}
    for day, entries, numbers in nights(data, Desk(), stream.posts(data)):
        if bool(day.timetuple().tm_yday % 2) != held_out:
            continue
        for one in numbers:
            rows = [entry for entry in entries if states(entry, one)]
            if not rows:
                found.setdefault(day, []).append(
                    f"missing {one.count.value:g} {one.count.what} {one.count.weapon} "
                    f"in {one.post.outlet}: {one.post.text[:200]}"
                )
            for entry in rows:
                if not holder_right(entry, one):
                    found.setdefault(day, []).append(f"holder {entry.holder} of {entry.value} in {one.post.outlet}")
    return found
