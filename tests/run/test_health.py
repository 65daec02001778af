"""How a source is doing, from rows."""

import dataclasses
import datetime as dt
from typing import Any

import pytest

from crosswire.model.source import Poll, PollState
from crosswire.run.health import health

NOW = dt.datetime(2025, 3, 14, 12, tzinfo=dt.UTC)
FEED = "http://a.example/rss"


def poll(at: str, **said: Any) -> Poll:
    given: dict[str, Any] = {"reason": "ok", "entries": 10, "newest": "2025-03-13", **said}
    return Poll(FEED, at + "Z", **given)


def polls(*new: int) -> list[Poll]:
    """One poll a day from 10 March at noon, the first of them the first of all."""
    return [
        poll(f"2025-03-{10 + day}T12:00:00", new=count, changed=count > 0, first=day == 0)
        for day, count in enumerate(new)
    ]


def reasons(rows: list[Poll], state: PollState | None = None, **options: Any) -> list[str]:
    found = health(FEED, rows, state or PollState(FEED), now=NOW, **options)
    assert (found.level == "good") == (not found.findings)
    return [each.reason for each in found.findings]


@pytest.mark.parametrize(
    ("new", "expected", "found"),
    [
        ((50, 8, 8, 8, 3), (5, 40), []),
        ((50, 8, 8, 3, 0), (5, 40), ["too-few"]),
        ((50, 8, 8, 0, 0), (0, 40), []),
        ((50, 8, 8, 41, 0), (5, 40), ["too-many"]),
        ((50, 8, 8, 8, 41), (5, 40), ["too-many"]),
        ((50,), (5, 40), ["too-few", "unchanged"]),
        ((50, 8, 8, 8, 0), None, []),
    ],
)
def test_too_few_and_too_many(new: tuple[int, ...], expected: tuple[int, int] | None, found: list[str]) -> None:
    assert reasons(polls(*new), expected=expected) == found


def test_days_that_were_watched_whole_are_counted() -> None:
    found = health(FEED, polls(50, 8, 0, 4, 9), PollState(FEED), now=NOW)
    assert found.per_day == (("2025-03-11", 8), ("2025-03-12", 0), ("2025-03-13", 4))
    assert (found.newest, found.last, found.polls) == ("2025-03-13", "2025-03-14T12:00:00Z", 5)


@pytest.mark.parametrize(
    ("said", "reason", "level"),
    [
        ({"undated": 2}, "undated", "note"),
        ({"undated": 10}, "undated", "bad"),
        ({"same": True}, "same-date", "bad"),
        ({"future": 1}, "future-date", "bad"),
        ({"empty": 3}, "empty-entries", "note"),
        ({"entries": 0}, "no-entries", "bad"),
        ({"moved": "http://b.example/rss"}, "moved", "note"),
    ],
)
def test_what_the_last_list_shows(said: dict[str, Any], reason: str, level: str) -> None:
    rows = [*polls(9, 5, 5), dataclasses.replace(poll("2025-03-14T11:00:00"), **{"changed": True, **said})]
    found = health(FEED, rows, PollState(FEED), now=NOW)
    assert [(each.reason, each.level) for each in found.findings] == [(reason, level)]
    assert found.level == level


def test_nothing_new_for_long() -> None:
    assert reasons(polls(9, 5, 0, 0, 0)) == ["unchanged"]
    assert reasons(polls(9, 5, 1, 0, 0)) == []


def test_failing_says_how_often_and_since_when() -> None:
    rows = [*polls(9, 5, 5, 5), Poll(FEED, "2025-03-14T11:00:00Z", "server-error", "the server says 500.")]
    state = PollState(FEED, failures=4, failing_since="2025-03-14T08:00:00Z")
    (finding,) = health(FEED, rows, state, now=NOW).findings
    assert (finding.level, finding.reason) == ("bad", "failing")
    assert finding.message == "failing 4 times in a row since 2025-03-14 08:00:00: the server says 500. [server-error]"
    assert reasons(rows, PollState(FEED, failures=1)) == ["failing"]


def test_gone_and_new() -> None:
    assert reasons(polls(9, 5, 5, 5), PollState(FEED, gone=True, failures=1)) == ["gone"]
    assert reasons([]) == ["never-polled"]


def test_pages_that_cannot_be_had() -> None:
    lost = {("failed", "robots"): 6, ("done", ""): 2}
    found = health(FEED, polls(9, 5, 5, 5), PollState(FEED), now=NOW, pages=lost)
    assert found.findings[0].message == "6 of 8 pages could not be had (robots 6)"
    assert found.level == "bad"
