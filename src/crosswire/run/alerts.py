"""Changes that somebody asked to be told of: found by rules, with the words they rest on, and sent at least once.

What one report does to one story is one alert, however many changes it made there: they stand in it one by one.

Where a receiver is in the log is kept on the desk: it moves on only after the receiver has accepted. A restart repeats
none of what was accepted; what was not is tried again, later and later, and nothing overtakes it. A new receiver starts
at the log's end.
"""

import datetime as dt
import hashlib
import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

from crosswire.base.errors import CrosswireError
from crosswire.base.ids import kind_of
from crosswire.model.report import Span
from crosswire.run import deliver
from crosswire.run.rules import Receiver, Rule, Rules, fits
from crosswire.store.base import Change
from crosswire.store.embedded import EmbeddedDesk

MOST = 12
"""Spans of evidence in one alert."""
LARGEST = 50
"""Changes in one alert."""
CAUSES = ("report-added", "version-changed", "reread", "forgotten", "judgement")
"""What changes stories; such an entry stands in the log before what follows from it."""
MOMENT = dt.timedelta(seconds=2)
"""Between two changes of one telling."""
PAUSES = (2.0, 10.0, 60.0, 300.0)
"""Seconds until what was refused is tried again."""
_TICK = 5.0
Alert = Mapping[str, Any]
Cause = Sequence[tuple[Change, "Subject"]]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a change is about: its words by what a rule may ask for, the story, and the evidence."""

    story: str | None
    title: str | None
    words: Mapping[str, str]
    spans: tuple[Span, ...]


def alerts(desk: EmbeddedDesk, rules: Rules, *, since: int = 0, to: str | None = None) -> Iterator[Alert]:
    """The alerts of the changes after ``since``, in order; ``to``: only those of one receiver."""
    asked = [rule for rule in rules.rules if to is None or to in rule.to]
    for cause in causes(desk, asked, since=since):
        yield from of_cause(desk, cause, asked)


def causes(desk: EmbeddedDesk, rules: Sequence[Rule], *, since: int) -> Iterator[Cause]:
    """The changes after ``since`` that any rule may ask for, those of one story and moment together."""
    kinds = {kind for rule in rules for kind in rule.when}
    held: list[tuple[Change, Subject]] = []
    for change in desk.changes(since=since):
        if held and change.kind in CAUSES:
            yield held
            held = []
        if change.kind not in kinds:
            continue
        subject = describe(desk, change)
        if held and not _together(held[-1], (change, subject), len(held)):
            yield held
            held = []
        held.append((change, subject))
    if held:
        yield held


def of_cause(desk: EmbeddedDesk, cause: Cause, rules: Sequence[Rule]) -> Iterator[Alert]:
    """The alerts of changes that belong together: one for each rule that any of them fits."""
    for rule in rules:
        fitting = [
            (change, subject)
            for change, subject in cause
            if change.kind in rule.when
            and all(any(fits(one, subject.words[key]) for one in phrases) for key, phrases in rule.narrow)
        ]
        if fitting:
            yield _alert(desk, rule, fitting)


def _together(last: tuple[Change, Subject], new: tuple[Change, Subject], count: int) -> bool:
    """Whether two changes have one cause: of one story, and written as one telling of it."""
    if count >= LARGEST or new[1].story is None or last[1].story != new[1].story:
        return False
    gap = dt.datetime.fromisoformat(new[0].at) - dt.datetime.fromisoformat(last[0].at)
    return abs(gap) <= MOMENT


def describe(desk: EmbeddedDesk, change: Change) -> Subject:
    """What a change is about, as the desk has it now."""
    now = desk.resolve(change.subject)
    kept = desk.derived(now)
    finding = json.loads(kept.body) if kept is not None and kept.kind == "finding" else None
    story = finding["story"] if finding else _story_of(desk, now, change)
    title = _title(desk, story)
    if finding is not None:
        spans = [Span(s["report"], s["start"], s["end"], s["exact"]) for a in finding["answers"] for s in a["evidence"]]
        slot = finding["slot"]
        values = [a["value"] for a in finding["answers"]]
        holders = [h["name"] for a in finding["answers"] for h in a["holders"]]
        about, place = [slot["about"], slot["who"] or "", *values], slot["where"] or ""
    else:
        spans = [span for one in (change.evidence or (change.subject,)) for span in _spans(desk, one)]
        holders, about, place = [change.after or ""], [change.subject, change.after or ""], ""
    exact = " ".join(span.exact for span in spans)
    words = {
        "about": " ".join((title or "", exact, *about)),
        "what": " ".join(about),
        "who": " ".join(holders),
        "place": " ".join((place, title or "", exact, *_places(desk, story))),
    }
    return Subject(story, title, words, tuple(dict.fromkeys(spans))[:MOST])


def _alert(desk: EmbeddedDesk, rule: Rule, fitting: Cause) -> Alert:
    """The first of the changes in full, all of them in ``changes``; evidence of each in turn, until it is enough."""
    change, subject = fitting[0]
    last = fitting[-1][0]
    turns = zip_longest(*(about.spans for _, about in fitting))
    spans = dict.fromkeys(span for turn in turns for span in turn if span is not None)
    return {
        "alert": rule.name,
        "sequence": last.sequence,
        "at": last.at,
        "kind": change.kind,
        "subject": change.subject,
        "before": change.before,
        "after": change.after,
        "story": subject.story,
        "title": subject.title,
        "ids": list(dict.fromkeys(one for each, _ in fitting for one in each.evidence)),
        "changes": [
            {"sequence": c.sequence, "kind": c.kind, "subject": c.subject, "before": c.before, "after": c.after}
            for c, _ in fitting
        ],
        "evidence": [_cited(desk, span) for span in islice(spans, MOST)],
    }


def _cited(desk: EmbeddedDesk, span: Span) -> Mapping[str, Any]:
    reading = desk.reading(span.report)
    report = reading.report if reading is not None else None
    cited = {"exact": span.exact, "report": span.report, "start": span.start, "end": span.end}
    return {**cited, "outlet": report.outlet, "name": report.name, "url": report.url} if report is not None else cited


def _spans(desk: EmbeddedDesk, identifier: str) -> Iterator[Span]:
    """The words of a claim, or the headline of an item or report."""
    report = desk.owner(identifier) or identifier
    reading = desk.reading(report) if kind_of(report) == "report" else None
    if reading is None:
        return
    for said in reading.attributions:
        yield from said.content if said.id == identifier else ()
    for answer in reading.assertions:
        yield from [answer.span] if answer.id == identifier else []
    for figure in reading.figures:
        yield from [reading.report.span(figure.start, figure.end)] if figure.id == identifier else []
    for item in reading.items:
        if item.id == identifier or (identifier == report and len(reading.items) == 1):
            first = next((p for p in reading.passages if p.item == item.id and p.kind == "sentence"), None)
            head = item.headline_span or (reading.report.span(first.start, first.end) if first else None)
            yield from [head] if head is not None else []


def _story_of(desk: EmbeddedDesk, subject: str, change: Change) -> str | None:
    if kind_of(subject) == "story":
        return subject
    for one in (subject, *change.evidence):
        if kind_of(one) == "item" and (story := desk.story_of(one)) is not None:
            return story
    return None


def _title(desk: EmbeddedDesk, story: str | None) -> str | None:
    kept = desk.derived(story) if story else None
    return str(json.loads(kept.body)["title"]) if kept is not None else None


def _places(desk: EmbeddedDesk, story: str | None) -> list[str]:
    kept = desk.derived(story) if story else None
    listed = json.loads(kept.body).get("places", []) if kept is not None else []
    return [name for one in listed if (found := desk.entity(one)) is not None for name in (found[1], *found[2])]


class Sender:
    """Sends a desk's alerts from a thread of its own. ``say`` is told what could not be sent, and why."""

    def __init__(
        self,
        path: Path,
        rules: Rules,
        *,
        allow_private: bool = False,
        say: Callable[[str], None] = lambda message: None,
        pauses: tuple[float, ...] = PAUSES,
    ) -> None:
        self._path, self._rules, self._say, self._pauses = path, rules, say, pauses
        self._allow_private = allow_private
        self._woken, self._stopped = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="alerts", daemon=True)
        self._failed: dict[str, int] = {}

    def start(self) -> None:
        """Begin; a receiver that is new on this desk starts at the end of the log."""
        desk = EmbeddedDesk(self._path)
        for receiver in self._rules.receivers:
            if desk.recall(_place(receiver)) is None:
                desk.remember(_place(receiver), str(desk.last_change()))
        desk.close()
        self._thread.start()

    def wake(self) -> None:
        """There may be something to send."""
        self._woken.set()

    def stop(self, *, finish: bool) -> None:
        """End; ``finish``: after everything was tried once more. What was not accepted is tried at the next start."""
        self._stopped.set()
        self._woken.set()
        self._thread.join(timeout=None if finish else deliver.LONGEST)
        if finish:
            self.send()

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._woken.clear()
            refused = self.send()
            worst = max((self._failed[name] for name in refused), default=0)
            self._woken.wait(self._pauses[min(worst, len(self._pauses)) - 1] if worst else _TICK)
            if worst and not self._stopped.is_set():
                self._stopped.wait(0.2)

    def send(self) -> list[str]:
        """Send what waits, to each receiver in order; the names of those that did not accept."""
        desk = EmbeddedDesk(self._path)
        try:
            return [receiver.name for receiver in self._rules.receivers if not self._send(desk, receiver)]
        finally:
            desk.close()

    def _send(self, desk: EmbeddedDesk, receiver: Receiver) -> bool:
        place = _place(receiver)
        since = int(desk.recall(place) or 0)
        last = desk.last_change()
        rules = [rule for rule in self._rules.rules if receiver.name in rule.to]
        for cause in causes(desk, rules, since=since):
            sent, number = False, cause[-1][0].sequence
            for alert in of_cause(desk, cause, rules):
                try:
                    deliver.deliver(receiver, alert, allow_private=self._allow_private)
                    sent = True
                except CrosswireError as error:
                    self._failed[receiver.name] = self._failed.get(receiver.name, 0) + 1
                    self._say(f"alert {number} to “{receiver.name}” is tried again: {error.message}")
                    return False
            if sent:
                desk.remember(place, str(number))
        if last > int(desk.recall(place) or 0):
            desk.remember(place, str(last))
        self._failed.pop(receiver.name, None)
        return True


def _place(receiver: Receiver) -> str:
    """Under which name a desk remembers how far a receiver is: another address is another receiver."""
    said = json.dumps([receiver.kind, dict(receiver.settings)], sort_keys=True)
    return f"alerts:{receiver.name}:{hashlib.blake2b(said.encode(), digest_size=6).hexdigest()}"
