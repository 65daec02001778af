"""How a source is doing, as a pure function of its polls: what a person should look at, in words.

Too few or too many reports a day against what was expected, none dated, all of one date or of a date to come, nothing
new for long, failing and since when, moved, gone, pages that cannot be had.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from crosswire.model.source import Poll, PollState

if TYPE_CHECKING:
    from crosswire.run.subscriptions import Subscription
    from crosswire.store.database import Database

UNCHANGED = dt.timedelta(days=3)  # without an expected number: nothing new for so long is said
_FAILING = 3  # failures in a row before a source is called failing
_LOST = 5  # pages that could not be had, at least, before it is said
Level = Literal["good", "note", "bad"]
_GOOD = ("ok", "not-modified")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a source: a reason to count by, and words for a person."""

    level: Level
    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class Health:
    """How a source is doing. ``level`` is that of the worst finding; ``newest`` the latest date any poll was told,
    ``last`` the last poll that got an answer, ``per_day`` the new reports of each whole day that was watched."""

    source: str
    level: Level
    findings: tuple[Finding, ...]
    polls: int
    newest: str | None = None
    last: str | None = None
    per_day: tuple[tuple[str, int], ...] = ()


def health(
    source: str,
    polls: Sequence[Poll],
    state: PollState,
    *,
    now: dt.datetime,
    expected: tuple[int, int] | None = None,
    pages: Mapping[tuple[str, str], int] | None = None,
) -> Health:
    """The health of a source from its polls, oldest first. ``pages`` counts its pages by state and reason."""
    days = _per_day(polls, now)
    found = [
        *_gone_or_failing(polls, state),
        *_range(days, polls, expected, now),
        *_dates(polls),
        *_quiet(polls, expected, now),
        *_moved(polls),
        *_pages(pages or {}),
    ]
    if not polls:
        found.append(Finding("note", "never-polled", "not polled yet"))
    level: Level = "bad" if any(f.level == "bad" for f in found) else "note" if found else "good"
    good = [poll for poll in polls if poll.reason in _GOOD]
    newest = max((poll.newest for poll in good if poll.newest), default=None)
    return Health(source, level, tuple(found), len(polls), newest, good[-1].at if good else None, tuple(days.items()))


def of_desk(desk: "Database", sources: Sequence["Subscription"], *, now: dt.datetime) -> list[Health]:
    """The health of each source of a desk, from the polls of the last month."""
    from crosswire.store.polls import Polls

    kept = Polls(desk)
    since = (now - dt.timedelta(days=31)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return [
        health(
            each.address,
            kept.polls(each.address, since=since),
            kept.state(each.address),
            now=now,
            expected=each.entry.expected,
            pages=kept.states(each.address),
        )
        for each in sources
    ]


def describe(path: Path, *, now: dt.datetime | None = None) -> list[str]:
    """The health of the sources of the desk at ``path``, a line each that needs a look, after a line that counts."""
    from crosswire.run import subscriptions
    from crosswire.store.embedded import EmbeddedDesk

    listed, _ = subscriptions.load(subscriptions.file_of(path))
    if not listed:
        return []
    desk = EmbeddedDesk(path)
    try:
        found = of_desk(desk, listed, now=now or dt.datetime.now(dt.UTC))
    finally:
        desk.close()
    levels = Counter(each.level for each in found)
    lines = [
        f"sources    {len(found)} watched: {levels['good']} well, {levels['note']} with a note, {levels['bad']} bad"
    ]
    names = {each.address: each.name for each in listed}
    now = now or dt.datetime.now(dt.UTC)
    for each in found:
        lines.append(f"  {names[each.source]}: newest {_old(each.newest, now)}, last polled {_old(each.last, now)}")
        lines += [f"    {finding.message} [{finding.reason}]" for finding in each.findings]
    return lines


def _per_day(polls: Sequence[Poll], now: dt.datetime) -> dict[str, int]:
    """New reports of each whole day between the first poll and today; what the first poll found was there before."""
    if not polls:
        return {}
    first, today = _moment(polls[0].at).date() + dt.timedelta(days=1), now.date()
    days = {(first + dt.timedelta(days=n)).isoformat(): 0 for n in range(min(60, (today - first).days))}
    for poll in polls:
        if not poll.first and poll.at[:10] in days:
            days[poll.at[:10]] += poll.new
    return days


def _gone_or_failing(polls: Sequence[Poll], state: PollState) -> list[Finding]:
    if state.gone:
        return [Finding("bad", "gone", "gone: the server says so (410); it is not polled any more, remove it")]
    if not state.failures or not polls:
        return []
    last = polls[-1]
    since = f" since {_words(state.failing_since)}" if state.failing_since else ""
    times = "once" if state.failures == 1 else f"{state.failures} times in a row"
    level: Level = "bad" if state.failures >= _FAILING else "note"
    return [Finding(level, "failing", f"failing {times}{since}: {last.message or last.reason} [{last.reason}]")]


def _range(
    days: dict[str, int], polls: Sequence[Poll], expected: tuple[int, int] | None, now: dt.datetime
) -> list[Finding]:
    if expected is None:
        return []
    least, most = expected
    found = []
    wanted = f"expected {least}" if least == most else f"expected {least} to {most}"
    if days:
        day, count = list(days.items())[-1]
        if count < least:
            found.append(Finding("bad", "too-few", f"too few: {count} new on {day}, {wanted} a day"))
    today = sum(poll.new for poll in polls if not poll.first and poll.at[:10] == now.date().isoformat())
    for day, count in [*list(days.items())[-1:], (now.date().isoformat(), today)]:
        if count > most:
            found.append(Finding("bad", "too-many", f"too many: {count} new on {day}, {wanted} a day"))
    return found


def _dates(polls: Sequence[Poll]) -> list[Finding]:
    last = next((poll for poll in reversed(polls) if poll.reason == "ok"), None)
    if last is None:
        return []
    found = []
    if last.entries == 0:
        found.append(Finding("bad", "no-entries", "empty: the feed lists nothing"))
    if last.undated:
        level: Level = "bad" if last.undated == last.entries else "note"
        found.append(Finding(level, "undated", f"{last.undated} of {last.entries} entries state no date"))
    if last.same:
        found.append(Finding("bad", "same-date", f"all {last.entries} entries state one date, {_words(last.newest)}"))
    if last.future:
        found.append(Finding("bad", "future-date", f"{last.future} of {last.entries} entries are dated in the future"))
    if last.empty:
        found.append(Finding("note", "empty-entries", f"{last.empty} entries have neither an address nor a text"))
    return found


def _quiet(polls: Sequence[Poll], expected: tuple[int, int] | None, now: dt.datetime) -> list[Finding]:
    if not polls or (expected is not None and expected[0] == 0):
        return []
    last = next((poll.at for poll in reversed(polls) if poll.changed or poll.new), polls[0].at)
    quiet = now - _moment(last)
    if quiet < UNCHANGED:
        return []
    return [Finding("bad", "unchanged", f"nothing new for {quiet.days} days, since {_words(last)}")]


def _moved(polls: Sequence[Poll]) -> list[Finding]:
    last = next((poll for poll in reversed(polls) if poll.reason in _GOOD), None)
    if last is None or not last.moved:
        return []
    return [Finding("note", "moved", f"moved for good to {last.moved}: add that address and remove this one")]


def _pages(pages: Mapping[tuple[str, str], int]) -> list[Finding]:
    lost = Counter({reason: count for (state, reason), count in pages.items() if state == "failed"})
    got = sum(count for (state, _), count in pages.items() if state == "done")
    total = sum(lost.values())
    if total == 0:
        return []
    reasons = ", ".join(f"{reason} {count}" for reason, count in lost.most_common(4))
    level: Level = "bad" if total >= _LOST and total > got else "note"
    return [Finding(level, "pages-lost", f"{total} of {total + got} pages could not be had ({reasons})")]


def _moment(at: str) -> dt.datetime:
    return dt.datetime.fromisoformat(at.replace("Z", "+00:00"))


def _old(at: str | None, now: dt.datetime) -> str:
    """How long ago a day or moment was."""
    if not at:
        return "never"
    moment = _moment(at)
    seconds = (now - (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC))).total_seconds()
    if len(at) <= len("2025-03-11"):
        days = int(seconds // 86400)
        return f"{at} ({days} days old)" if days else f"{at} (today)"
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds / size:.0f} {unit} ago"
    return "just now" if seconds > -60 else f"{_words(at)} (to come)"


def _words(at: str | None) -> str:
    return (at or "").replace("T", " ").replace("Z", " UTC")[:20].strip()
