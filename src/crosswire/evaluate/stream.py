"""The public stream of both sides' reports, through the real flow, a night at a time.

Corpus: ``ukraine/``: posts (Ukrainian), headlines (several languages), the other side's ministry (Russian). Reports
are taken in as a desk would take them: text, outlet, address and time of publication, nothing else.
"""

import csv
import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from crosswire.model.account import Account, Reading
from crosswire.model.report import Given, Received, ReportKind
from crosswire.run import flow, runner
from crosswire.run.ledger import Entry, ledger

FILES = (
    "ukraine/telegram_before_cut.jsonl",
    "ukraine/headlines_before_cut.jsonl",
    "ukraine/mod_russia_before_cut.csv",
)
MINISTRY = "mod_russia"
_KYIV = ZoneInfo("Europe/Kiev")


@dataclass(frozen=True, slots=True)
class Post:
    """A report of the stream: what was received, its text and outlet, and the day (in Kyiv) it was published."""

    received: Received
    day: dt.date
    outlet: str

    @property
    def text(self) -> str:
        """The text as received."""
        return self.received.content


def posts(data: Path) -> Mapping[dt.date, Sequence[Post]]:
    """Every report of the stream by the day it was published; a text that an outlet gives twice that day once."""
    found: dict[dt.date, dict[tuple[str, str], Post]] = defaultdict(dict)
    for post in (*_channels(data / FILES[0]), *_headlines(data / FILES[1]), *_ministry(data / FILES[2])):
        found[post.day].setdefault((post.outlet, post.text), post)
    return {day: tuple(by_text.values()) for day, by_text in sorted(found.items())}


def _channels(path: Path) -> Iterator[Post]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            post = json.loads(line)
            moment = dt.datetime.fromisoformat(post["published_at"])
            yield _post(post["text"], post["channel"], post["url"], moment, "post")


def _headlines(path: Path) -> Iterator[Post]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            headline = json.loads(line)
            title, _, outlet = headline["title"].rpartition(" - ")
            yield _post(title, outlet, headline["link"], parsedate_to_datetime(headline["published"]), "article")


def _ministry(path: Path) -> Iterator[Post]:
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            moment = dt.datetime.fromisoformat(row["datetime"]).replace(tzinfo=dt.UTC)
            yield _post(row["text_snippet"], MINISTRY, f"https://t.me/{MINISTRY}#{number}", moment, "post")


def _post(text: str, outlet: str, url: str, moment: dt.datetime, kind: ReportKind) -> Post:
    local = moment.astimezone(_KYIV)
    given = Given(outlet=outlet, url=url, published=local.isoformat())
    return Post(Received(url, "text", text, given, kind=kind), local.date(), outlet)


class Desk:
    """Readings of the stream's posts, each made once."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, str], Reading | None] = {}

    def reading(self, post: Post) -> Reading | None:
        """A post's reading; None where it cannot be read."""
        key = (post.received.name, post.text)
        if key not in self._read:
            report = runner.extract(post.received).report
            self._read[key] = runner.read(report, epoch=None, published=None) if report else None
        return self._read[key]

    def account(self, chosen: Sequence[Post]) -> tuple[Account, tuple[Entry, ...]]:
        """The account of some posts and its ledger."""
        readings = {r.report.id: r for post in chosen if (r := self.reading(post)) is not None}
        account, origins = flow.account(tuple(readings.values()))
        return account, ledger(account, origins)
