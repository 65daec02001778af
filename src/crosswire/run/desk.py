"""Reports into the desk, and the account of a day out of it."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from functools import partial
from itertools import islice

import msgspec

from crosswire.base.config import Options
from crosswire.model.account import Account, Issue
from crosswire.model.report import Received
from crosswire.run import flow, runner
from crosswire.run.engine import choose
from crosswire.run.export import export
from crosswire.store.base import Derived
from crosswire.store.embedded import EmbeddedDesk

_AT_A_TIME = 400


def add(
    desk: EmbeddedDesk,
    inputs: Iterable[Received | Issue],
    *,
    options: Options,
    progress: runner.Progress | None = None,
) -> Mapping[str, int]:
    """Keep what comes in, then read whatever has no outcome yet, also what an earlier run left undone.

    Returns how many were ``new``, and of those read now how many were ``read``, ``duplicate`` and ``failed``.
    """
    failures = desk.counts().get("failed", 0)
    new = desk.accept(inputs)
    counts = {"new": new, "read": 0, "duplicate": 0, "failed": desk.counts().get("failed", 0) - failures}
    waiting = desk.pending()
    while batch := list(islice(waiting, _AT_A_TIME)):
        for outcome in _complete(desk, batch, options=options, progress=progress):
            counts[outcome] += 1
    return counts


def _complete(
    desk: EmbeddedDesk,
    batch: list[tuple[str, Received]],
    *,
    options: Options,
    progress: runner.Progress | None,
) -> Iterable[str]:
    reports = []
    for key, received in batch:
        outcome = runner.extract(received)
        desk.note(outcome.notes)
        if outcome.report is None:
            assert outcome.failure is not None
            desk.fail(key, outcome.failure)
            yield "failed"
        else:
            reports.append((key, outcome.report))
    epoch = _epoch(desk, flow.infer_epoch([report for _, report in reports]), options=options)
    engine = choose(count=len(reports), workers=options.workers)
    work = partial(runner.read, epoch=epoch, published=options.published)
    results = engine.map(work, [report for _, report in reports])
    for number, ((key, _), reading) in enumerate(zip(reports, results, strict=True), 1):
        yield desk.complete(key, reading)
        if progress:
            progress(reading.report.name, number)


def _epoch(desk: EmbeddedDesk, inferred: dt.date | None, *, options: Options) -> dt.date | None:
    epoch = options.epoch or inferred
    if epoch is not None:
        desk.remember("epoch", epoch.isoformat())
        return epoch
    kept = desk.recall("epoch")
    return dt.date.fromisoformat(kept) if kept else None


def account_of(desk: EmbeddedDesk, *, day: dt.date | None) -> tuple[Account, Mapping[str, str]]:
    """The account of the reports with items on ``day`` and its origins; memory grows with that day only.

    What it computed over many reports (stories, findings, copies, entities) is kept on the desk, so that ``show`` and
    ``explain`` find it.
    """
    readings = list(desk.readings(day))
    named = {reading.report.id for reading in readings}
    issues = [issue for issue in desk.issues() if issue.fatal or issue.report in named]
    account, origins = flow.account(readings, issues=issues)
    desk.keep(derive(account, origins))
    return account, origins


def derive(account: Account, origins: Mapping[str, str]) -> list[Derived]:
    """The account's records over many reports, as JSON bodies to keep."""
    document = msgspec.to_builtins(export(account, origins=origins))
    kept = []
    for kind, name in (("story", "stories"), ("finding", "findings"), ("copy", "copies"), ("entity", "entities")):
        kept += [Derived(row["id"], kind, json.dumps(row, ensure_ascii=False)) for row in document[name]]
    return kept
