"""What a site's robots.txt allows (RFC 9309), read by protego.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.fetch`. Where the file is missing, everything is
allowed; where it cannot be had (a server error, no connection), nothing is, until it can be had again.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

NAME = "crosswire"  # what robots.txt calls us
LARGEST = 512 * 1024  # bytes that are read of a robots.txt (RFC 9309 asks for 500 KiB at least)
UNKNOWN = "robots-unknown"  # it is there or not, nobody can say
_KEPT = 24 * 3600.0  # seconds that an answer holds
_KEPT_UNREACHABLE = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for a robots.txt: its text, or None with whether it is ``missing``; else it could not be had,
    for the ``reason`` and in the words ``why``."""

    text: str | None
    missing: bool = False
    reason: str = UNKNOWN
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Rules:
    until: float
    parsed: Any  # protego's object, or None where everything or nothing is allowed
    closed: tuple[str, str] | None = None


class Robots:
    """The rules of every site asked so far. ``ask`` fetches one robots.txt; ``clock`` gives seconds."""

    def __init__(self, *, ask: Callable[[str], Answer], clock: Callable[[], float]) -> None:
        self._ask, self._clock = ask, clock
        self._known: dict[str, _Rules] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def refusal(self, url: str) -> tuple[str, str] | None:
        """Why a page may not be fetched, as a reason and in words, or None where it may."""
        rules = self._rules(url)
        if rules.closed:
            return rules.closed
        if rules.parsed is None or rules.parsed.can_fetch(url, NAME):
            return None
        return "robots", "the site's robots.txt asks programs not to read this page; it was left alone."

    def delay(self, url: str) -> float | None:
        """The seconds between two requests that the site asks for, if it does."""
        rules = self._rules(url)
        asked = rules.parsed.crawl_delay(NAME) if rules.parsed is not None else None
        return float(asked) if asked is not None and asked >= 0 else None

    def _rules(self, url: str) -> _Rules:
        parts = urlsplit(url)
        site = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        with self._lock:
            lock = self._locks.setdefault(site, threading.Lock())
        with lock:
            known = self._known.get(site)
            if known is None or known.until <= self._clock():
                known = self._known[site] = self._read(self._ask(site))
            return known

    def _read(self, answer: Answer) -> _Rules:
        if answer.text is None and not answer.missing:
            why = answer.why if answer.reason != UNKNOWN else f"the site's robots.txt cannot be had: {answer.why}"
            return _Rules(self._clock() + _KEPT_UNREACHABLE, None, (answer.reason, why))
        if answer.text is None:
            return _Rules(self._clock() + _KEPT, None)
        from protego import Protego

        return _Rules(self._clock() + _KEPT, Protego.parse(answer.text))
