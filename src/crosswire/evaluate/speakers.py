"""Speakers of direct quotations: the share named rightly, wrongly and not at all, in texts about two wars.

``evaluate/sets/speakers.toml`` holds what one reader judged: where a quotation stands in a public text and where that
text names its speaker. A speaker is right that shares a word with such a place or overlaps it; where the text names
nobody, only nobody is right. How the quotations were drawn and judged: docs/decisions/0120.
"""

import csv
import hashlib
import json
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from crosswire.language.tokens import words
from crosswire.model.account import Reading
from crosswire.model.claim import Attribution
from crosswire.model.report import Given, Received
from crosswire.run import runner

FILES = (
    "ukraine/gdelt_fulltext_447.json",
    "fakes/FA-KES-Dataset.csv",
    "ukraine/uk_news_2026-06-14.csv",
    "ukraine/telegram_before_cut.jsonl",
)
LOWER_IS_BETTER = frozenset({"wrong", "none"})
NO_FLOOR = frozenset({"none", "quotations", "moved"})
SET = Path(__file__).parent / "sets" / "speakers.toml"
_OPENING = 40  # code points of a quotation, or a third of it, that its attribution must hold


@dataclass(frozen=True, slots=True)
class Judged:
    """A quotation of a text: its set and row, its offsets and digest, and where the text names who speaks."""

    source: str
    row: int
    start: int
    end: int
    digest: str
    named: tuple[tuple[int, int], ...]


def score(data: Path) -> dict[str, float]:
    """Shares of the judged quotations whose speaker is right, wrong, not named; how many were counted and how many
    were left out because the text has other words there ("moved")."""
    counts: Counter[str] = Counter()
    texts = _texts(data)
    judged = load()
    for source, row in dict.fromkeys((one.source, one.row) for one in judged):
        reading = read(f"{source}-{row}", *texts[source][row])
        for one in judged:
            if (one.source, one.row) == (source, row):
                counts[outcome(reading, one) if reading is not None else "moved"] += 1
    total = sum(counts[key] for key in ("right", "wrong", "none"))
    shares = {key: round(counts[key] / max(1, total), 4) for key in ("right", "wrong", "none")}
    return {**shares, "quotations": total, "moved": counts["moved"]}


@cache
def load() -> tuple[Judged, ...]:
    """The judged quotations."""
    rows = tomllib.loads(SET.read_text(encoding="utf-8"))["rows"]
    return tuple(_judged(*row) for row in rows)


def _judged(source: str, row: int, start: int, end: int, digest: str, named: Sequence[Sequence[int]]) -> Judged:
    return Judged(source, row, start, end, digest, tuple((first, last) for first, last in named))


def read(name: str, text: str, outlet: str | None, published: str | None) -> Reading | None:
    """One text through the per-report stages; None where it cannot be read."""
    found = runner.extract(Received(f"{name}.txt", "text", text, Given(outlet=outlet, published=published)))
    return runner.read(found.report, epoch=None, published=None) if found.report is not None else None


def outcome(reading: Reading, judged: Judged) -> str:
    """ "right", "wrong", "none", or "moved" where the text has other words at the offsets."""
    text = reading.report.text
    quotation = text[judged.start : judged.end]
    if hashlib.sha256(quotation.encode()).hexdigest()[:8] != judged.digest:
        return "moved"
    found = attributed(reading.attributions, judged.start, judged.end)
    if found is None or found.source.name is None:
        return "none" if judged.named else "right"
    span = found.source.span
    own = _words(found.source.name)
    for start, end in judged.named:
        if span is not None and span.start < end and start < span.end or own & _words(text[start:end]):
            return "right"
    return "wrong"


def attributed(found: Sequence[Attribution], start: int, end: int) -> Attribution | None:
    """The smallest attribution that holds most of the opening of a quotation."""
    stop = min(end, start + max(_OPENING, (end - start) // 3))

    def held(one: Attribution) -> int:
        return sum(max(0, min(s.end, stop) - max(s.start, start)) for s in one.content)

    fitting = [
        one
        for one in found
        if held(one) >= 0.6 * (stop - start) - 2 and any(s.start <= start + 1 for s in one.content if s.end > start)
    ]
    return min(fitting, key=lambda one: sum(s.end - s.start for s in one.content), default=None)


def _words(text: str) -> frozenset[str]:
    return frozenset(text[a:b].lower() for a, b in words(text) if b - a > 2)


def _texts(data: Path) -> Mapping[str, Sequence[tuple[str, str | None, str | None]]]:
    """Each set's texts as (text, outlet, day), in the order of its file."""
    full, fakes, news, posts = (data / name for name in FILES)
    dated = [(row["content"], row["filename"][:8]) for row in json.loads(full.read_text(encoding="utf-8"))]
    with fakes.open(encoding="latin-1", newline="") as file:
        incidents = [
            (f"{row['article_title']}\n\n{row['article_content']}", row["source"], None) for row in csv.DictReader(file)
        ]
    with news.open(encoding="utf-8-sig", newline="") as file:
        items = [(f"{row['title']}\n\n{row['text']}", row["source"], row["date"][:10]) for row in csv.DictReader(file)]
    lines = [json.loads(line) for line in posts.read_text(encoding="utf-8").splitlines()]
    return {
        "gdelt": [(text, None, f"{day[:4]}-{day[4:6]}-{day[6:]}") for text, day in dated],
        "fakes": incidents,
        "uk_news": items,
        "telegram": [(line["text"], line["channel"], line["published_at"][:10]) for line in lines],
    }
