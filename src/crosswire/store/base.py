"""What a desk keeps and gives back: the protocols every backend fulfils (tests/store holds them to it)."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, Protocol

from crosswire.model.account import Issue, Reading
from crosswire.model.mention import Entity
from crosswire.model.report import Received
from crosswire.model.story import Judgement

Outcome = Literal["pending", "read", "duplicate", "failed", "forgotten"]
ChangeKind = Literal[
    "report-added",
    "version-changed",
    "reread",
    "story-new",
    "story-grew",
    "stories-merged",
    "figure-revised",
    "second-origin",
    "denial",
    "judgement",
    "forgotten",
]


@dataclass(frozen=True, slots=True)
class Derived:
    """A record computed over many reports (story, finding, copy link, entity), kept so that it can be shown and
    explained later. ``body`` is its JSON; ``story`` the story it belongs to, so that one story's can be replaced."""

    id: str
    kind: str
    body: str
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the change log. ``sequence`` counts up from 1 and is never used twice (0 until it is logged);
    ``at`` is UTC, ISO 8601 to the second (the desk's clock where empty).

    ``subject`` is the id the change is about. ``before`` and ``after`` are a value, an id or a few words, as the kind
    asks (docs/strict.md); ``evidence`` ids of the records the change rests on, never words of a report.
    """

    kind: ChangeKind
    subject: str
    before: str | None = None
    after: str | None = None
    evidence: tuple[str, ...] = ()
    sequence: int = 0
    at: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """An item of a story, and the report it lies in."""

    item: str
    report: str


@dataclass(frozen=True, slots=True)
class Gone:
    """An id that stood for a record once: why it went ("reread", "forgotten") and when."""

    id: str
    why: str
    at: str


class Desk(Protocol):
    """Reports and what was found in each. Every accepted report has exactly one outcome."""

    def transaction(self) -> AbstractContextManager[object]:
        """Everything written inside is kept together or not at all. May be nested."""
        ...

    def accept(self, entries: Iterable[Received | Issue]) -> int:
        """Keep what came in, committed in batches before it returns; how many were new. Accepting the same file again
        changes nothing. What was forgotten is refused: it fails with the reason "forgotten"."""
        ...

    def pending(self) -> Iterator[tuple[str, Received]]:
        """What was accepted and has no outcome yet, by key, oldest first."""
        ...

    def complete(self, key: str, reading: Reading, entities: Sequence[Entity] = ()) -> Outcome:
        """Keep a reading under its key: "read", or "duplicate" where the report is already there. ``entities`` are
        those of this reading, for the search."""
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

    def versions(self, report: str) -> Sequence[str]:
        """The reports that stand under the same URL as this one, itself among them, oldest first."""
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


class Journal(Protocol):
    """What is only ever added to: judgements and changes; and where an id went."""

    def judge(self, edges: Iterable[Judgement]) -> int:
        """Add edges to the log; how many were new. Nothing is changed or removed: an edge is undone by another one
        (:func:`crosswire.model.judged.undo`). Each new edge is also logged as a change."""
        ...

    def judgements(self) -> Iterator[Judgement]:
        """Every edge, in the order it was added. What is in force: :func:`crosswire.model.judged.standing`."""
        ...

    def log(self, changes: Iterable[Change]) -> int:
        """Add changes; the sequence number of the last one in the log (0: the log is empty)."""
        ...

    def changes(self, *, since: int = 0, limit: int | None = None) -> Iterator[Change]:
        """Changes with a sequence number above ``since``, in order."""
        ...

    def redirect(self, old: str, new: str) -> None:
        """From now on ``old`` means ``new``. Raises RunFailed where that would go in a circle."""
        ...

    def resolve(self, identifier: str) -> str:
        """Where an id's redirects lead; the id itself where it has none."""
        ...

    def gone(self, identifier: str) -> Gone | None:
        """What became of an id whose record is no longer there."""
        ...


class Graph(Protocol):
    """What was computed over many reports, kept by story so that a story can be replaced alone."""

    def keep(self, derived: Iterable[Derived]) -> None:
        """Keep records; a later one of the same id replaces the earlier."""
        ...

    def derived(self, record: str) -> Derived | None:
        """A kept record by id."""
        ...

    def derived_of_kind(self, kind: str) -> Iterator[Derived]:
        """Every kept record of a kind, by id."""
        ...

    def derived_of_story(self, story: str) -> Sequence[Derived]:
        """The records kept for a story, its own among them."""
        ...

    def put_story(self, story: str, members: Iterable[Member], derived: Iterable[Derived] = ()) -> None:
        """Keep which items a story has and its records, in place of what was kept for it before."""
        ...

    def drop_story(self, story: str) -> None:
        """Remove a story's members and records."""
        ...

    def members(self, story: str) -> Sequence[Member]:
        """The items of a story."""
        ...

    def stories_of(self, report: str) -> Sequence[str]:
        """The stories that have an item of this report."""
        ...

    def story_of(self, item: str) -> str | None:
        """The story an item is in."""
        ...
