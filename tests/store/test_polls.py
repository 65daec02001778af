"""What is remembered of sources between polls."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crosswire.model.source import Listing, Poll, PollState
from crosswire.store.embedded import EmbeddedDesk
from crosswire.store.polls import Polls

FEED, OTHER = "http://a.example/rss", "http://b.example/rss"


@pytest.fixture
def polls(tmp_path: Path) -> Iterator[Polls]:
    desk = EmbeddedDesk(tmp_path / "x.desk")
    yield Polls(desk)
    desk.close()


def listing(key: str, source: str = FEED, due: str | None = "2025-03-11T00:00:00Z") -> Listing:
    return Listing(key, source, "mark", key, payload=b"{}", due=due)


def test_what_is_recorded_comes_back(polls: Polls) -> None:
    assert polls.state(FEED) == PollState(FEED)
    poll = Poll(FEED, "2025-03-11T00:00:00Z", "ok", entries=3, new=2, same=True, newest="2025-03-11", first=True)
    state = PollState(FEED, etag='"1"', failures=2, gone=True)
    polls.record(poll, state, [listing("a"), listing("b")])
    assert polls.polls(FEED) == [poll]
    assert polls.polls(OTHER) == polls.polls(FEED, since="2025-03-12") == []
    assert polls.state(FEED) == state
    assert polls.known(["a", "c"]) == {"a": listing("a")}


def test_a_poll_and_what_it_found_are_kept_together(polls: Polls) -> None:
    def broken() -> Iterator[Listing]:
        yield listing("a")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        polls.record(Poll(FEED, "2025-03-11T00:00:00Z", "ok"), PollState(FEED, etag='"1"'), broken())
    assert polls.polls(FEED) == []
    assert polls.state(FEED) == PollState(FEED)
    assert polls.known(["a"]) == {}


def test_each_source_gets_its_turn(polls: Polls) -> None:
    pages = [
        listing("a1", due="2025-03-11T00:00:01Z"),
        listing("a2"),
        listing("b", OTHER),
        listing("later", due="2026"),
    ]
    polls.record(Poll(FEED, "2025-03-11T00:00:00Z", "ok"), PollState(FEED), [*pages, listing("never", due=None)])
    now = "2025-03-12T00:00:00Z"
    assert [each.key for each in polls.due(now)] == ["a2", "b"]
    assert [each.key for each in polls.due(now, besides=["a2", "b"])] == ["a1"]


def test_pages_are_counted_by_state(polls: Polls) -> None:
    polls.record(Poll(FEED, "2025-03-11T00:00:00Z", "ok"), PollState(FEED), [listing("a"), listing("b")])
    polls.settle(Listing("a", FEED, "mark", state="failed", reason="robots"))
    assert polls.states(FEED) == {("failed", "robots"): 1, ("waiting", ""): 1}


def test_old_polls_go(polls: Polls) -> None:
    for day in (1, 2, 3):
        polls.record(Poll(FEED, f"2025-03-0{day}T00:00:00Z", "ok"), PollState(FEED))
    assert polls.forget_before("2025-03-03") == 2
    assert len(polls.polls(FEED)) == 1


def test_a_desk_that_had_no_polls_gets_the_tables(tmp_path: Path) -> None:
    desk = EmbeddedDesk(tmp_path / "y.desk")
    desk.remember("epoch", "2022-02-24")
    Polls(desk)
    assert Polls(desk).polls(FEED) == []
    desk.close()
