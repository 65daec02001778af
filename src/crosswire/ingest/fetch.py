"""Fetching of pages and feeds, politely and safely: one outcome with a reason for every address.

reads nothing → writes fetched. Nothing is fetched but what a person named, or what a feed that a person named lists.

Only ``http`` and ``https``; every host's addresses are checked and the connection is made to a checked one; redirects
are followed by hand, at most five, each hop checked as the first was; robots.txt is asked under the name "crosswire";
time, size, headers and unpacked size are bounded; cookies are neither kept nor sent. Proxies named in the environment
are not used: they would look up the names themselves, and the checks would check nothing
(:func:`crosswire.ingest.fetch_rules.proxies` says so).
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib import metadata
from typing import TYPE_CHECKING, Literal

from crosswire.base.errors import ItemFailed
from crosswire.ingest import addresses, fetch_links
from crosswire.ingest.fetch_rules import fetchable, host_header, readable, reason_of, retry_after, short
from crosswire.ingest.polite import Pace
from crosswire.ingest.robots import LARGEST as LARGEST_ROBOTS
from crosswire.ingest.robots import NAME, UNKNOWN, Answer, Robots

if TYPE_CHECKING:
    import ssl

    from crosswire.ingest.fetch_wire import Answered, Limits

METHOD = "fetch/1"
Wanted = Literal["page", "feed"]
_ACCEPT = {
    "page": "text/html,application/xhtml+xml,application/pdf;q=0.8,text/*;q=0.7,*/*;q=0.1",
    "feed": "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.1",
}
_AGAIN = frozenset({"no-connection", "broken-response", "server-error", "too-many-requests"})
_OF_THE_HOST = frozenset({"private-address", "no-such-host", "no-connection", "tls", "held", "stopped"})
_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Manners:
    """How hosts are treated. ``delay``: seconds between two requests to one host; ``patience``: the longest wait, in
    seconds, that a request is held for; ``attempts`` and ``backoff``: tries of a request that may yet succeed, and
    seconds before the second (four times as long before the third). ``contact`` is told to the hosts."""

    delay: float = 1.0
    at_once: int = 2
    patience: float = 20.0
    attempts: int = 3
    backoff: float = 1.0
    contact: str = ""
    robots: bool = True


@dataclass(frozen=True, slots=True)
class Fetched:
    """The outcome of one address. ``reason`` is "ok", "not-modified", or why there is no body; ``message`` says it in
    words. ``final`` is where the redirects led, ``moved`` where a permanent one points the first address to;
    ``retry_after`` the seconds the host asks to be left alone; ``attempts`` the requests it took."""

    url: str
    reason: str
    message: str = ""
    final: str = ""
    status: int | None = None
    body: bytes = b""
    media_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    moved: str | None = None
    retry_after: float | None = None
    attempts: int = 1
    wire: int = 0
    seconds: float = 0.0
    hops: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is a body to read."""
        return self.reason == "ok"

    @property
    def transient(self) -> bool:
        """Whether the same request may succeed later."""
        return self.reason in _AGAIN or self.reason in ("too-slow", "no-such-host", "held", "stopped", "robots-unknown")


@dataclass
class Fetcher:
    """Fetches; safe to share between threads. ``resolver``, ``clock`` and ``tls`` can be replaced in tests;
    ``allow_private`` turns the check of addresses off and is meant for tests alone. ``stop`` ends whatever runs."""

    limits: "Limits | None" = None
    manners: Manners = Manners()
    allow_private: bool = False
    resolver: addresses.Resolver = addresses.resolve
    stop: threading.Event = field(default_factory=threading.Event)
    clock: Callable[[], float] = time.monotonic
    tls: "ssl.SSLContext | None" = None

    def __post_init__(self) -> None:
        manners = self.manners
        self.pace = Pace(delay=manners.delay, at_once=manners.at_once, clock=self.clock, pause=self._pause)
        self._robots = Robots(ask=self._ask_robots, clock=self.clock)

    def get(
        self, url: str, *, wanted: Wanted = "page", etag: str | None = None, last_modified: str | None = None
    ) -> Fetched:
        """Fetches an address, with the conditions of an earlier answer where they are given. Never raises."""
        began, attempt = time.monotonic(), 0
        while True:
            attempt += 1
            found = self._once(url, wanted, {"if-none-match": etag, "if-modified-since": last_modified})
            found = replace(found, attempts=attempt, seconds=time.monotonic() - began)
            if found.reason not in _AGAIN or attempt >= self.manners.attempts or self.stop.is_set():
                return found
            pause = self.manners.backoff * 4 ** (attempt - 1)
            if found.retry_after is not None:
                pause = max(pause, found.retry_after)
            if pause > self.manners.patience:
                return found
            self._pause(pause)

    def _once(self, url: str, wanted: Wanted, conditions: dict[str, str | None]) -> Fetched:
        hops: list[str] = []
        here, moved, permanent = url, None, True
        try:
            while True:
                self._permitted(here)
                answered = self._ask(here, wanted, conditions)
                if answered.status not in _REDIRECTS:
                    break
                place = fetch_links.absolute(here, answered.headers.get("location"))
                if place is None:
                    raise ItemFailed("bad-redirect", "it redirects to no address of the web.")
                permanent = permanent and answered.status in _PERMANENT
                moved = place if permanent else moved
                hops.append(here)
                if place in hops:
                    raise ItemFailed("redirect-loop", "it redirects in a circle.")
                if len(hops) > self._limits.redirects:
                    raise ItemFailed("too-many-redirects", f"it redirects more than {self._limits.redirects} times.")
                here = place
        except ItemFailed as error:
            held = self.pace.wait(fetch_links.host(here)) if error.reason == "held" else None
            return Fetched(url, error.reason, error.message, final=here, retry_after=held, hops=tuple(hops))
        return replace(self._judged(url, here, answered, wanted), moved=moved, hops=tuple(hops))

    def _judged(self, url: str, here: str, answered: "Answered", wanted: Wanted) -> Fetched:
        headers = answered.headers
        media_type = headers.get("content-type", "").partition(";")[0].strip().lower() or None
        reason, message = reason_of(answered.status)
        if reason == "ok" and not answered.body:
            reason, message = "empty", "the server sent nothing."
        elif reason == "ok" and wanted == "page" and not readable(media_type):
            reason, message = "wrong-type", f"it is {media_type}, which holds no report."
        wait = retry_after(headers.get("retry-after")) if answered.status in (429, 503) else None
        if wait is not None:
            self.pace.hold(fetch_links.host(here), min(wait, 86400.0))
        return Fetched(
            url=url,
            reason=reason,
            message=message,
            final=here,
            status=answered.status,
            body=answered.body if reason == "ok" else b"",
            media_type=headers.get("content-type") or None,
            etag=short(headers.get("etag")),
            last_modified=short(headers.get("last-modified")),
            retry_after=wait,
            wire=answered.wire,
        )

    def _permitted(self, url: str) -> None:
        """Raises ItemFailed where an address is not one to fetch, or robots.txt says not to."""
        fetchable(url)
        if not self.manners.robots:
            return
        if refused := self._robots.refusal(url):
            raise ItemFailed(*refused)
        self.pace.slow(fetch_links.host(url), self._robots.delay(url))

    def _ask(
        self, url: str, wanted: Wanted, conditions: dict[str, str | None], limits: "Limits | None" = None
    ) -> "Answered":
        from crosswire.ingest.fetch_wire import exchange

        host = fetch_links.host(url)
        if (wait := self.pace.wait(host)) > self.manners.patience:
            raise ItemFailed("held", f"the host asked to be left alone for {wait:.0f} s.")
        headers = {
            "host": host_header(url),
            "user-agent": self.user_agent,
            "accept": _ACCEPT[wanted],
            "accept-encoding": "gzip, deflate",
            "connection": "close",
            **{name: value for name, value in conditions.items() if value},
        }
        with self.pace.turn(host):
            return exchange(
                url,
                headers=headers,
                limits=limits or self._limits,
                resolver=self.resolver,
                tls=self._tls,
                allow_private=self.allow_private,
                stopped=self.stop.is_set,
            )

    def _ask_robots(self, url: str) -> Answer:
        """The text of a robots.txt, following redirects with the same checks."""
        limits = replace(self._limits, body=LARGEST_ROBOTS, wire=2 * LARGEST_ROBOTS)
        here = url
        for _ in range(self._limits.redirects + 1):
            try:
                fetchable(here)
                answered = self._ask(here, "page", {}, limits)
            except ItemFailed as error:
                if error.reason == "too-large":
                    return Answer(None, missing=True)
                reason = error.reason if error.reason in _OF_THE_HOST else UNKNOWN
                return Answer(None, reason=reason, why=error.message)
            if answered.status not in _REDIRECTS:
                break
            here = fetch_links.absolute(here, answered.headers.get("location")) or ""
        if answered.status == 200:
            return Answer(answered.body.decode("utf-8", "replace"))
        return Answer(
            None, missing=answered.status < 500 and answered.status != 429, why=f"the server says {answered.status}."
        )

    def _pause(self, seconds: float) -> None:
        self.stop.wait(seconds)

    @cached_property
    def user_agent(self) -> str:
        """What hosts are told of who asks."""
        contact = f"; {self.manners.contact}" if self.manners.contact else ""
        return f"{NAME.capitalize()}/{_version()} (reads news feeds; robots: {NAME}{contact})"

    @cached_property
    def _limits(self) -> "Limits":
        from crosswire.ingest.fetch_wire import Limits

        return self.limits or Limits()

    @cached_property
    def _tls(self) -> "ssl.SSLContext":
        import httpcore2

        return self.tls or httpcore2.default_ssl_context()


def _version() -> str:
    try:
        return metadata.version(NAME)
    except metadata.PackageNotFoundError:
        return "0"
