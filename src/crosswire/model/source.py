"""What is known of a source of reports, from sources.toml; reliability is only ever a person's."""

from dataclasses import dataclass
from typing import Literal

from crosswire.model.report import ReportKind

Reliability = Literal["A", "B", "C", "D", "E", "F"]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One entry of sources.toml: which files or URLs it covers (shell patterns) and what it says of them.

    ``feed`` is an address to poll, ``url`` a page to poll (or the address of the reports, where an entry covers files).
    ``expected`` is the least and most reports a day that are no surprise. ``mapping`` pairs what a report has (title,
    text, url, published, …) with the field of a table or JSON file that holds it (``body.plain`` is a path).
    ``every`` is how long to wait between two polls ("10m").
    """

    match: tuple[str, ...]
    outlet: str | None = None
    family: str | None = None
    url: str | None = None
    language: str | None = None
    country: str | None = None
    published: str | None = None
    title: str | None = None
    reliability: Reliability | None = None
    feed: str | None = None
    kind: ReportKind | None = None
    expected: tuple[int, int] | None = None
    mapping: tuple[tuple[str, str], ...] = ()
    every: str | None = None


@dataclass(frozen=True, slots=True)
class Poll:
    """One poll of one source. ``reason`` is "ok", "not-modified" or why it failed; ``at`` the UTC moment.

    ``entries`` were listed, ``new`` of them not seen before; ``undated`` state no date, ``future`` one that is to come,
    ``empty`` neither an address nor a text; ``same`` says that all state one date. ``newest`` is the latest date
    stated. ``changed``: the list is another than at the last poll. ``moved`` is where a permanent redirect points.
    """

    source: str
    at: str
    reason: str
    message: str = ""
    status: int | None = None
    entries: int = 0
    new: int = 0
    undated: int = 0
    future: int = 0
    empty: int = 0
    same: bool = False
    newest: str | None = None
    changed: bool = False
    moved: str | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class PollState:
    """What is remembered of a source between polls: validators, a digest of the list, when it is due, since when and
    how often it has failed, whether it is gone."""

    source: str
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    due: str | None = None
    failures: int = 0
    failing_since: str | None = None
    gone: bool = False


Waiting = Literal["waiting", "done", "failed", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Listing:
    """A page that a source listed, and how far it is. ``key`` is its address without trackers, or the source and the
    entry's own id where it has no address; ``mark`` a hash of what the source says of it, ``digest`` one of the page
    as last fetched. ``payload`` is the entry as JSON while it waits. ``due`` None: not to be asked for again."""

    key: str
    source: str
    mark: str
    url: str | None = None
    state: Waiting = "waiting"
    payload: bytes | None = None
    first: str | None = None
    done: str | None = None
    due: str | None = None
    attempts: int = 0
    checks: int = 0
    reason: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
