"""What a desk keeps and gives back: the protocol every backend fulfils (tests/store holds them to it)."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from crosswire.model.account import Issue, Reading
from crosswire.model.report import Received

Outcome = Literal["pending", "read", "duplicate", "failed"]


@dataclass(frozen=True, slots=True)
class Derived:
    """A record that a brief computed over many reports (story, finding, copy link, entity), kept so that it can be
    shown and explained later. ``body`` is its JSON."""

    id: str
    kind: str
    body: str


class Desk(Protocol):
    """Reports and what was found in each. Every accepted report has exactly one outcome."""

    def accept(self, entries: Iterable[Received | Issue]) -> int:
        """Keep what came in, committed in batches before it returns; how many were new. Accepting the same file again
        changes nothing."""
        ...

    def pending(self) -> Iterator[tuple[str, Received]]:
        """What was accepted and has no outcome yet, by key, oldest first."""
        ...

    def complete(self, key: str, reading: Reading) -> Outcome:
        """Keep a reading under its key: "read", or "duplicate" where the report is already there."""
        ...

    def fail(self, key: str, issue: Issue) -> None:
        """Mark an accepted report as one that cannot be read, with the reason."""
        ...

    def readings(self, day: dt.date | None) -> Iterator[Reading]:
        """Readings with an item dated on ``day`` (None: every reading), by report id."""
        ...

    def latest_day(self) -> dt.date | None:
        """The last day that any item is dated on."""
        ...

    def undated(self) -> int:
        """How many reports have no date at all."""
        ...

    def reading(self, report: str) -> Reading | None:
        """One report's reading."""
        ...

    def owner(self, record: str) -> str | None:
        """The id of the report in which a record of this id was found."""
        ...

    def keep(self, derived: Iterable[Derived]) -> None:
        """Keep records computed over many reports; a later one of the same id replaces the earlier."""
        ...

    def derived(self, record: str) -> Derived | None:
        """A kept record by id."""
        ...

    def issues(self) -> Iterator[Issue]:
        """Every issue on the desk."""
        ...

    def counts(self) -> Mapping[str, int]:
        """How many accepted reports have each outcome."""
        ...

    def remember(self, name: str, value: str) -> None:
        """Keep a small fact of the desk (the epoch of a day count)."""
        ...

    def recall(self, name: str) -> str | None:
        """A remembered fact."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...
