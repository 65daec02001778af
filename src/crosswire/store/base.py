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
    "source-failing",
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


@dataclass(frozen=True, slots=True)
class Sketched:
    """The sketch of a text (a report, or an item of a composite one): a hash of its letters and digits, and keys of its
    wording and its marks, each as little-endian uint32."""

    id: str
    report: str
    language: str
    key: int
    words: bytes
    marks: bytes


@dataclass(frozen=True, slots=True)
class Placed:
    """An item with the story that the machine put it into. ``day`` counts from year 1, ``body`` is what is compared
    with later items, ``edge`` the judgement by which it is in its story, as JSON."""

    item: str
    report: str
    story: str
    day: int
    body: bytes
    edge: str | None = None


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
        """Every issue on the desk, by id; memory stays flat."""
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


class Links(Protocol):
    """What linking keeps, so that a new report is linked without a rebuild."""

    def to_link(self, limit: int) -> Sequence[str]:
        """Reports that wait to be linked, the earliest dated first."""
        ...

    def link_again(self, reports: Iterable[str]) -> None:
        """Let reports wait to be linked."""
        ...

    def linked(self, reports: Iterable[str]) -> None:
        """These wait no longer."""
        ...

    def to_tell(self, limit: int) -> Sequence[str]:
        """Stories, by the machine's ids, whose findings are to be made anew."""
        ...

    def tell_again(self, stories: Iterable[str]) -> None:
        """Let stories wait to be told anew."""
        ...

    def told(self, stories: Iterable[str]) -> None:
        """These wait no longer."""
        ...

    def put_sketch(self, row: Sketched) -> bool:
        """Keep a sketch; whether it went into the index: one with the same letters and digits is not put in twice."""
        ...

    def sketch_of_key(self, key: int) -> int | None:
        """The number of the sketch in the index that has these letters and digits."""
        ...

    def sketches(self, numbers: Iterable[int]) -> Mapping[int, Sketched]:
        """Sketches by number; those that are gone are left out."""
        ...

    def sharing(self, kind: str, keys: bytes) -> Sequence[int]:
        """The numbers of sketches under any of these keys ("words" or "marks"), once for each key."""
        ...

    def unsketch(self, report: str) -> None:
        """Remove the sketches and copy links of a report."""
        ...

    def put_items(self, rows: Iterable[Placed]) -> None:
        """Keep items; a later row of the same item replaces the earlier."""
        ...

    def move_item(self, item: str, story: str) -> None:
        """Keep that the machine puts an item into another story."""
        ...

    def drop_items(self, items: Iterable[str]) -> None:
        """Remove items."""
        ...

    def items_between(self, first: int, last: int) -> Iterator[Placed]:
        """Items of these days (both included), by day and order of arrival."""
        ...

    def any_item_between(self, first: int, last: int) -> bool:
        """Whether there is an item of these days (both included)."""
        ...

    def last_day_of_items(self) -> int:
        """The last day of any item; 0 where there is none."""
        ...

    def stories_with(self, items: Iterable[str]) -> set[str]:
        """The stories, a person's judgements in force, that have one of these items."""
        ...

    def outside(self, stories: Iterable[str], first: int, last: int) -> Mapping[str, int]:
        """How many items the machine's stories have on other days than these."""
        ...

    def naming(self, name: str, *, most: int = 200) -> Sequence[str]:
        """Reports that name an entity (by id, or by its name as written) or are of an outlet of this name; at most
        so many."""
        ...

    def redirect_no_more(self, old: str) -> None:
        """``old`` means itself again."""
        ...

    def items_of_report(self, report: str) -> Sequence[Placed]:
        """The items of a report, by day and id."""
        ...

    def items_of_stories(self, stories: Iterable[str]) -> Sequence[Placed]:
        """The items that the machine put into these stories, by day and id."""
        ...

    def items_called(self, items: Iterable[str]) -> Sequence[Placed]:
        """Items by id, in order of day and id."""
        ...

    def arrived(self) -> int:
        """A number that grows with each new item: whether another program linked something since."""
        ...

    def put_copies(self, links: Iterable[tuple[Derived, Sequence[str]]]) -> None:
        """Keep copy links, each with the reports at its ends."""
        ...

    def copies_of(self, reports: Iterable[str]) -> Sequence[Derived]:
        """Copy links that have one of these reports at an end, by id."""
        ...

    def ends_of_copies(self, reports: Iterable[str]) -> set[str]:
        """The reports at the ends of the copy links of these reports."""
        ...
