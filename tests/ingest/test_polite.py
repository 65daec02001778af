"""Turns at a host, with a clock that only moves when somebody waits."""

from crosswire.ingest.polite import LONGEST_DELAY, Pace


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds


def test_turns_keep_their_distance() -> None:
    clock = Clock()
    pace = Pace(delay=2, at_once=1, clock=clock, pause=clock.wait)
    starts = []
    for name in ("a", "a", "b", "a"):
        with pace.turn(name):
            starts.append((name, clock.now))
    assert starts == [("a", 100), ("a", 102), ("b", 102), ("a", 104)]


def test_a_crawl_delay_only_slows_and_has_an_end() -> None:
    clock = Clock()
    pace = Pace(delay=2, at_once=1, clock=clock, pause=clock.wait)
    pace.slow("a", 0.1)
    pace.slow("b", 86400)
    for name in ("a", "b"):
        with pace.turn(name):
            pass
    assert (pace.wait("a"), pace.wait("b")) == (2, LONGEST_DELAY)


def test_a_host_that_asked_for_rest_gets_it() -> None:
    clock = Clock()
    pace = Pace(delay=0, at_once=1, clock=clock, pause=clock.wait)
    pace.hold("a", 60)
    assert pace.wait("a") == 60
    with pace.turn("a"):
        assert clock.now == 160
