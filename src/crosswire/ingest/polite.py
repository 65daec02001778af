"""Manners towards one host: how many requests at once, how long between two, and when it asked to be left alone.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.fetch`. Safe to use from many threads.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Clock = Callable[[], float]
Pause = Callable[[float], None]
LONGEST_DELAY = 30.0  # seconds: a crawl-delay above it is taken as this


@dataclass(slots=True)
class _Host:
    at_once: threading.Semaphore
    lock: threading.Lock = field(default_factory=threading.Lock)
    free: float = 0.0
    delay: float | None = None


class Pace:
    """Keeps ``delay`` seconds between the starts of two requests to one host, and at most ``at_once`` under way.

    ``clock`` gives seconds, ``pause`` waits; both can be replaced in tests.
    """

    def __init__(self, *, delay: float, at_once: int, clock: Clock, pause: Pause) -> None:
        self._delay, self._at_once, self._clock, self._pause = delay, at_once, clock, pause
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Waits for a turn at the host, and holds it."""
        known = self._known(host)
        with known.at_once:
            with known.lock:
                now = self._clock()
                start = max(now, known.free)
                known.free = start + (self._delay if known.delay is None else known.delay)
            if start > now:
                self._pause(start - now)
            yield

    def slow(self, host: str, delay: float | None) -> None:
        """Takes the crawl-delay a host states, where it is longer than ours."""
        if delay is not None:
            self._known(host).delay = max(self._delay, min(delay, LONGEST_DELAY))

    def hold(self, host: str, seconds: float) -> None:
        """Leaves the host alone for so long (it answered with Retry-After)."""
        known = self._known(host)
        with known.lock:
            known.free = max(known.free, self._clock() + seconds)

    def wait(self, host: str) -> float:
        """Seconds until the host may be asked again."""
        return max(0.0, self._known(host).free - self._clock())

    def _known(self, host: str) -> _Host:
        with self._lock:
            if host not in self._hosts:
                self._hosts[host] = _Host(threading.Semaphore(self._at_once))
            return self._hosts[host]
