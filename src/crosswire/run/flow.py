"""The one place that puts stages in order: the STAGES table is the table of contents of the system.

``read`` takes one report through the per-report stages; ``account`` takes many readings through the stages that
compare them. Which fields each stage reads and writes is declared here, held equal to the stages' own docstrings and
to docs/flow.md by a test, and checked for order when this module is loaded by the tests.
"""

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crosswire.claims import assertions, attribution, holders
from crosswire.copies import dating, lineage, redated
from crosswire.language import encoder
from crosswire.model.account import Account, Issue, Reading
from crosswire.model.mention import Entity
from crosswire.model.report import Dated, Report
from crosswire.model.story import CopyLink, Judgement
from crosswire.reconcile import findings, origins
from crosswire.resolve import dates, entities, joining, places, quantities
from crosswire.run.relink import relink
from crosswire.segment import items, sentences, tags
from crosswire.stories import clustering

READ_LANGUAGES = frozenset({"en", "uk", "ru"})


@dataclasses.dataclass(frozen=True, slots=True)
class Stage:
    """One row of the table: where the function lives, which record fields it reads and writes, one report or many."""

    name: str
    function: Callable[..., Any]
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    scope: str = "report"


STAGES: tuple[Stage, ...] = (
    Stage("segment.items", items.cut, ("report",), ("report", "items")),
    Stage("segment.sentences", sentences.split, ("report", "items"), ("passages",)),
    Stage("segment.tags", tags.tag, ("passages",), ("tags",)),
    Stage("resolve.dates", dates.find, ("items", "passages"), ("times",)),
    Stage("resolve.entities", entities.find, ("tags", "passages"), ("mentions",)),
    Stage("resolve.quantities", quantities.find, ("passages", "times", "mentions"), ("figures",)),
    Stage("claims.attribution", attribution.find, ("passages", "tags", "mentions"), ("attributions",)),
    Stage("claims.holders", holders.attribute, ("figures", "attributions"), ("figures",)),
    Stage("claims.assertions", assertions.find, ("attributions", "mentions", "times"), ("assertions",)),
    Stage("copies.lineage", lineage.link, ("readings",), ("copies",), "many"),
    Stage("copies.dating", dating.match, ("readings", "copies"), ("dates",), "many"),
    Stage("copies.redated", redated.find, ("readings", "copies"), ("issues",), "many"),
    Stage("resolve.joining", joining.join, ("readings", "judgements"), ("entities",), "many"),
    Stage("resolve.places", places.locate, ("entities", "readings"), ("entities",), "many"),
    Stage(
        "stories.clustering", clustering.group, ("readings", "entities", "copies", "judgements"), ("stories",), "many"
    ),
    Stage("reconcile.origins", origins.trace, ("readings", "copies", "entities"), ("origins",), "many"),
    Stage("reconcile.findings", findings.find, ("account", "origins", "judgements"), ("findings",), "many"),
)
_PER_REPORT = tuple(stage for stage in STAGES if stage.scope == "report" and stage.name != "segment.items")
_AFTER_DATE = tuple(stage for stage in _PER_REPORT if stage.name not in ("segment.sentences", "segment.tags"))
_ANY_LANGUAGE = frozenset({"segment.sentences"})

Guard = Callable[[Stage, Reading, Callable[[], Any]], Any]


def methods() -> tuple[tuple[str, str], ...]:
    """Each stage's method and version, by stage name, and the reader model's, for the account's ``methods``."""
    found = []
    for stage in STAGES:
        module = __import__(stage.function.__module__, fromlist=["METHOD"])
        name, _, version = str(getattr(module, "METHOD", f"{stage.name}/0")).partition("/")
        found.append((stage.name, f"{name}/{version}"))
    return tuple(sorted([*found, ("language.encoder", encoder.method())]))


def infer_epoch(reports: Sequence[Report]) -> dt.date | None:
    """Day 1 of the day count, from reports that print both a date and a day number; None unless all of them agree."""
    found = {epoch for report in reports if (epoch := items.epoch_of(report)) is not None}
    return found.pop() if len(found) == 1 else None


def read(
    report: Report, *, epoch: dt.date | None = None, published: str | None = None, guard: Guard | None = None
) -> Reading:
    """One report through the per-report stages.

    ``published`` is the date of a report that says none, neither in print nor by a day number. ``guard`` wraps each
    stage (the runner's error handling).
    """
    reading = Reading(*items.cut(report, epoch=epoch))
    if published and reading.report.published.edtf is None:
        reading = _dated(reading, Dated(published, "given"))
    cut = reading.report
    if cut.language in READ_LANGUAGES:
        return _through(_PER_REPORT, reading, guard)
    return _through(tuple(stage for stage in _PER_REPORT if stage.name in _ANY_LANGUAGE), reading, guard)


def redate(reading: Reading, published: Dated, *, guard: Guard | None = None) -> Reading:
    """The reading again, with a date learned from a copy: whatever depends on dates is read anew."""
    again = _dated(reading, published)
    return _through(_AFTER_DATE, again, guard) if again.report.language in READ_LANGUAGES else again


def account(
    readings: Sequence[Reading],
    *,
    issues: Sequence[Issue] = (),
    judgements: Sequence[Judgement] = (),
    copies: Sequence[CopyLink] | None = None,
    stories: Mapping[str, str] | None = None,
) -> tuple[Account, Mapping[str, str]]:
    """Many readings compared: the account, and the origin of every claim in it (claim id to origin key).

    The order of ``readings`` does not matter: they are taken in order of their reports' ids. ``judgements`` are a
    person's edges in force (:func:`crosswire.model.judged.standing`). ``copies`` and ``stories`` (item id to story id)
    are given where they were found before, one report at a time; copy links need both their ends in ``readings``.
    """
    ordered = tuple(sorted(readings, key=lambda reading: reading.report.id))
    links = tuple(copies) if copies is not None else lineage.link(ordered)
    learned = dating.match(ordered, links)
    ordered = tuple(redate(r, learned[r.report.id]) if r.report.id in learned else r for r in ordered)
    joined, redirects = joining.join(ordered, judgements)
    ordered = tuple(relink(reading, redirects) for reading in ordered)
    found: tuple[Entity, ...] = places.locate(joined, ordered)
    told = clustering.group(ordered, found, links, judgements, given=stories)
    traced = origins.trace(ordered, links, found)
    old = redated.find(ordered, links)
    noted = (*issues, *(issue for reading in ordered for issue in reading.issues), *old)
    whole = Account(methods(), ordered, found, links, told, (), tuple(dict.fromkeys(noted)))
    return dataclasses.replace(whole, findings=findings.find(whole, traced, judgements)), traced


def _dated(reading: Reading, published: Dated) -> Reading:
    dated = tuple(
        dataclasses.replace(item, published=published) if item.published.edtf is None else item
        for item in reading.items
    )
    return dataclasses.replace(reading, report=dataclasses.replace(reading.report, published=published), items=dated)


def _through(stages: Sequence[Stage], reading: Reading, guard: Guard | None) -> Reading:
    for stage in stages:
        (field,) = stage.writes
        now = reading
        result = guard(stage, now, lambda: stage.function(now)) if guard else stage.function(now)  # noqa: B023
        if isinstance(result, Issue):
            reading = dataclasses.replace(reading, issues=(*reading.issues, result))
        else:
            reading = dataclasses.replace(reading, **{field: result})
    return reading
