"""Reports into the desk, and the account of a day out of it."""

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

import msgspec

from crosswire import __version__
from crosswire.base.config import Options, Profile
from crosswire.ingest import formats
from crosswire.language import encoder
from crosswire.model.account import Account, Issue, Reading
from crosswire.model.mention import Entity
from crosswire.model.report import Received, Report
from crosswire.resolve import joining, places
from crosswire.run import flow, judging, runner, telling
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
    allow_forgotten: bool = False,
) -> Mapping[str, int]:
    """Keep what comes in, then read whatever has no outcome yet, also what an earlier run left undone.

    Returns how many were ``new``, and of those read now how many were ``read``, ``duplicate`` and ``failed``.
    """
    failures = desk.counts().get("failed", 0)
    new = desk.accept(inputs, allow_forgotten=allow_forgotten)
    counts = {"new": new, "read": 0, "duplicate": 0, "failed": desk.counts().get("failed", 0) - failures}
    return _read_all(desk, desk.pending(), counts, options=options, progress=progress)


def reread(
    desk: EmbeddedDesk, *, options: Options, everything: bool = False, progress: runner.Progress | None = None
) -> Mapping[str, int]:
    """Read again what other methods than this version's read (``everything``: all of it); counts as :func:`add`.

    Each reading is replaced in a transaction of its own and marked with the methods that made it, so that an
    interrupted run is completed by the next one.
    """
    if everything:
        desk.unread_all()
    counts = {"new": 0, "read": 0, "duplicate": 0, "failed": 0}
    waiting = ((key, _decoded(received)) for key, received in desk.unread_by(reader(options.profile)))
    _read_all(desk, waiting, counts, options=options, progress=progress)
    index(desk, progress=progress)
    return counts


def reader(profile: Profile | None = None) -> str:
    """Which methods read: the program's version, a hash of every stage's method and version, and the profile."""
    with encoder.using(profile):
        methods = json.dumps(flow.methods()).encode()
        return f"{__version__}+{hashlib.blake2b(methods, digest_size=6).hexdigest()}/{encoder.in_use()}"


def index(desk: EmbeddedDesk, *, progress: runner.Progress | None = None) -> int:
    """Put into the search index what is not in it yet (after a migration, or a change of the index); how many."""
    count = 0
    for count, found in enumerate(desk.unindexed(), 1):
        reading, entities = _with_names(found)
        desk.index(reading, entities)
        if progress:
            progress(reading.report.name, count)
    return count


def named(reading: Reading) -> tuple[Entity, ...]:
    """The entities that one report names by itself, with where its places lie."""
    entities, _ = joining.join((reading,))
    return places.locate(entities, (reading,))


def _decoded(received: Received) -> Received:
    """What came in, decoded from its bytes by this version; as it was decoded then where they are not one report."""
    if received.raw is None:
        return received
    entries = formats.read(
        received.raw, name=received.name, given=received.given, path=received.path, kind=received.kind
    )
    found = [entry for entry in entries if isinstance(entry, Received)]
    return dataclasses.replace(found[0] if len(found) == 1 else received, raw=None)


def _read_all(
    desk: EmbeddedDesk,
    waiting: Iterator[tuple[str, Received]],
    counts: dict[str, int],
    *,
    options: Options,
    progress: runner.Progress | None,
) -> Mapping[str, int]:
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
    reports: list[tuple[str, Report, Sequence[Issue]]] = []
    stamp = reader(options.profile)
    for key, received in batch:
        outcome = runner.extract(received)
        if outcome.report is None:
            assert outcome.failure is not None
            with desk.transaction():
                desk.fail(key, outcome.failure, reader=stamp)
                desk.note(outcome.notes)
            yield "failed"
        else:
            reports.append((key, outcome.report, outcome.notes))
    epoch = _epoch(desk, flow.infer_epoch([report for _, report, _ in reports]), options=options)
    engine = choose(count=len(reports), workers=options.workers)
    work = partial(_read, epoch=epoch, published=options.published, profile=options.profile)
    results = engine.map(work, [report for _, report, _ in reports])
    for number, ((key, _, notes), (reading, entities)) in enumerate(zip(reports, results, strict=True), 1):
        with desk.transaction():
            kept = desk.complete(key, reading, entities, reader=stamp)
            desk.note(notes)
        yield kept
        if progress:
            progress(reading.report.name, number)


def _read(
    report: Report, *, epoch: dt.date | None, published: str | None, profile: Profile | None
) -> tuple[Reading, tuple[Entity, ...]]:
    reading = runner.read(report, epoch=epoch, published=published, profile=profile)
    return _with_names(reading)


def _with_names(reading: Reading) -> tuple[Reading, tuple[Entity, ...]]:
    nobody: tuple[Entity, ...] = ()
    return runner.attempt("resolve.joining", reading, partial(named, reading), nobody)


def _epoch(desk: EmbeddedDesk, inferred: dt.date | None, *, options: Options) -> dt.date | None:
    epoch = options.epoch or inferred
    if epoch is not None:
        desk.remember("epoch", epoch.isoformat())
        return epoch
    kept = desk.recall("epoch")
    return dt.date.fromisoformat(kept) if kept else None


def account_of(desk: EmbeddedDesk, *, day: dt.date | None) -> tuple[Account, Mapping[str, str]]:
    """The account of the reports with items on ``day`` and its origins; memory grows with that day only.

    Copies and stories are those on the desk where every report of the day is linked (:mod:`crosswire.run.live`), so
    that a story has one id there and in the brief; else they are computed. A person's judgements are in force. What
    was computed over many reports (stories, findings, copies, entities) is kept, so that ``show`` and ``explain`` find
    it.
    """
    readings = list(desk.readings(day))
    named_ = {reading.report.id for reading in readings}
    issues = [issue for issue in desk.issues() if issue.fatal or issue.report in named_]
    edges = judging.in_force(desk)
    linked = bool(readings) and desk.count_to_link() == (0, 0)
    copies = telling.copies_among(desk, readings) if linked else None
    stories = {item.id: desk.story_of(item.id) for r in readings for item in r.items} if linked else None
    known = {item: story for item, story in stories.items() if story} if stories is not None else None
    account, origins = flow.account(readings, issues=issues, judgements=edges, copies=copies, stories=known)
    account = judging.carried(desk, account, edges)
    kept = derive(account, origins)
    desk.keep([row for row in kept if row.kind not in ("story", "copy")] if linked else kept)
    return account, origins


def derive(account: Account, origins: Mapping[str, str]) -> list[Derived]:
    """The account's records over many reports, as JSON bodies to keep."""
    document = msgspec.to_builtins(export(account, origins=origins))
    kept = []
    for kind, name in (("story", "stories"), ("finding", "findings"), ("copy", "copies"), ("entity", "entities")):
        kept += [Derived(row["id"], kind, json.dumps(row, ensure_ascii=False)) for row in document[name]]
    return kept
