"""Runs the flow over what was received: one outcome per report, nothing absorbed, the only ``except Exception``."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from crosswire.base.config import Options, Profile
from crosswire.base.errors import ItemFailed
from crosswire.base.ids import make_id
from crosswire.extract import article
from crosswire.language import encoder
from crosswire.model.account import Account, Issue, Reading
from crosswire.model.report import Received, Report
from crosswire.run import flow
from crosswire.run.engine import choose, seldom_collecting

Progress = Callable[[str, int], None]
T = TypeVar("T")


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one received report: exactly one of ``report`` and ``failure`` is set."""

    name: str
    report: Report | None
    failure: Issue | None
    notes: tuple[Issue, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Result:
    """An account with the origin of each claim in it, and how many reports had each outcome."""

    account: Account
    origins: Mapping[str, str]
    counts: Mapping[str, int]


def failed(
    name: str, stage: str, reason: str, message: str, *, fatal: bool = True, content: str | None = None
) -> Issue:
    """An issue about a file or report called ``name``; ``content`` tells two pieces of one name apart."""
    identifier = make_id("issue", name, stage, reason, *([make_id("report", content)] if content is not None else []))
    return Issue(identifier, name, stage, reason, message, fatal)


def extract(received: Received) -> Outcome:
    """From what was received to a report, or to the reason why not."""
    try:
        report, notes = article.extract(received)
    except ItemFailed as error:
        issue = failed(received.name, "extract", error.reason, error.message, content=received.content)
        return Outcome(received.name, None, issue)
    except Exception as error:  # noqa: BLE001  the runner is where an unforeseen fault becomes a counted issue
        message = _fault(received.name, error)
        return Outcome(
            received.name, None, failed(received.name, "extract", "fault", message, content=received.content)
        )
    return Outcome(received.name, report, None, notes)


def read(report: Report, *, epoch: dt.date | None, published: str | None, profile: Profile | None = None) -> Reading:
    """One report's reading; a stage that fails leaves its field empty and an issue that says so.

    Without a ``profile``, the one in use (:func:`crosswire.language.encoder.using`).
    """
    try:
        with encoder.using(profile):
            return flow.read(report, epoch=epoch, published=published, guard=_guard)
    except Exception as error:  # noqa: BLE001
        issue = failed(report.id, "segment", "fault", _fault(report.name, error))
        return Reading(report, issues=(issue,))


def run(inputs: Iterable[Received | Issue], *, options: Options, progress: Progress | None = None) -> Result:
    """Everything from what was received to the account. Duplicates of one report are counted and read once."""
    reports, issues, counts = _collect(inputs)
    with seldom_collecting(), encoder.using(options.profile):
        readings = list(_readings(reports, options=options, progress=progress))
        if progress:
            progress("comparing", 0)
        account, origins = flow.account(readings, issues=issues)
    return Result(account, origins, {**counts, "read": len(readings)})


def _collect(inputs: Iterable[Received | Issue]) -> tuple[list[Report], list[Issue], dict[str, int]]:
    reports: dict[str, Report] = {}
    issues: list[Issue] = []
    counts = {"received": 0, "failed": 0, "duplicate": 0}
    for entry in inputs:
        outcome = Outcome(entry.report, None, entry) if isinstance(entry, Issue) else extract(entry)
        issues.extend(outcome.notes)
        if outcome.failure:
            issues.append(outcome.failure)
            counts["received"] += outcome.failure.fatal
            counts["failed"] += outcome.failure.fatal
            continue
        assert outcome.report is not None
        counts["received"] += 1
        counts["duplicate"] += outcome.report.id in reports
        reports.setdefault(outcome.report.id, outcome.report)
    return list(reports.values()), issues, counts


def _readings(reports: Sequence[Report], *, options: Options, progress: Progress | None) -> Iterator[Reading]:
    epoch = options.epoch or flow.infer_epoch(reports)
    profile = options.profile or encoder.in_use()
    engine = choose(count=len(reports), workers=options.workers)
    work = partial(read, epoch=epoch, published=options.published, profile=profile)
    for number, reading in enumerate(engine.map(work, reports), 1):
        if progress:
            progress(reading.report.name, number)
        yield reading


def attempt(name: str, reading: Reading, work: Callable[[], T], otherwise: T) -> tuple[Reading, T]:
    """What ``work`` finds about a reading; where it fails, ``otherwise``, and the reading with an issue."""
    try:
        return reading, work()
    except Exception as error:  # noqa: BLE001
        message = f"{_fault(reading.report.name, error)} (in {name})"
        issue = failed(reading.report.id, name.partition(".")[0], f"fault-{name}", message, fatal=False)
        return dataclasses.replace(reading, issues=(*reading.issues, issue)), otherwise


def _guard(stage: flow.Stage, reading: Reading, work: Callable[[], Any]) -> Any:
    try:
        return work()
    except Exception as error:  # noqa: BLE001
        room = stage.name.partition(".")[0]
        message = f"{_fault(reading.report.name, error)} (in {stage.name})"
        return failed(reading.report.id, room, f"fault-{stage.name}", message, fatal=False)


def _fault(name: str, error: Exception) -> str:
    return f"{name}: a fault in Crosswire, {type(error).__name__}: {error}; please report it with this file"
