"""Watching: polls what is due, fetches what is new, and puts it on the desk.

What a poll listed is kept before any of it is fetched, and a page is marked done after the desk has accepted it: the
watch can be killed at any moment and started again; nothing is lost, and what is fetched twice is there once.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace

import msgspec

from crosswire.base.config import Options
from crosswire.base.ids import make_id
from crosswire.ingest import feeds, fetch_links
from crosswire.ingest.feeds import Entry, Feed
from crosswire.ingest.fetch import Fetched, Fetcher
from crosswire.model.account import Issue
from crosswire.model.report import Given, Received
from crosswire.model.source import Listing, PollState
from crosswire.run import desk as desks
from crosswire.run import polling, runner
from crosswire.run.subscriptions import Subscription
from crosswire.store.base import Change
from crosswire.store.embedded import EmbeddedDesk
from crosswire.store.polls import Polls

KEPT = dt.timedelta(days=90)  # how long polls are kept
FAILING = 3  # polls in a row without a list, from which the log says that a source fails
_MAPS = 5  # sitemaps of an index that are read at one poll
_MAPS_DEEP = 2
_TICK = 0.5  # seconds between two looks at what is due


@dataclass(frozen=True, slots=True)
class Event:
    """Something a person may want to see. ``kind`` is "poll", "read", "changed", "same", "failed", "later",
    "summary" or "withdrawn"; ``name`` the source or page, ``source`` the source's name."""

    at: str
    kind: str
    name: str
    message: str
    source: str
    reason: str = ""
    counts: tuple[tuple[str, int], ...] = ()


Say = Callable[[Event], None]


def fetch_urls(
    urls: Sequence[str], *, fetcher: Fetcher, given: Given | None = None, threads: int = 8
) -> Iterator[Received | Issue]:
    """The reports at some addresses, in their order, fetched across hosts at once; an issue for each that cannot be
    had. A feed is no report: it gives an issue that says how to watch it."""
    said = given or Given()
    with ThreadPoolExecutor(max_workers=min(threads, max(1, len(urls)))) as pool:
        for url, fetched in zip(urls, pool.map(fetcher.get, urls), strict=True):
            name = fetch_links.canonical(fetched.moved or url)
            if not fetched.ok:
                yield polling.refused(name, fetched)
                continue
            if polling.is_feed(fetched):
                yield polling.a_feed(name)
                continue
            yield from polling.of_page(fetched, name=name, given=replace(said, url=said.url or name))


@dataclass
class Watcher:
    """Watches ``sources`` for a desk. ``say`` is told what happens, ``after`` is called when a report was put on the
    desk; ``clock`` gives the time and can be replaced in tests. It stops when ``fetcher.stop`` is set."""

    desk: EmbeddedDesk
    sources: Sequence[Subscription]
    fetcher: Fetcher
    options: Options = Options(workers=1)
    say: Say = lambda event: None
    after: Callable[[], None] = lambda: None
    clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    threads: int = 8
    counts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._polls = Polls(self.desk)
        self._by_address = {source.address: source for source in self.sources}
        self._states = {source.address: self._polls.state(source.address) for source in self.sources}
        self._running: dict[Future[tuple[Fetched, Feed | Issue | None]], Subscription | Listing] = {}

    def run(self, *, once: bool = False) -> Mapping[str, int]:
        """Watches until stopped; ``once``: polls every source once and stops when nothing is left to fetch now.

        Returns how many events of each kind there were.
        """
        self._polls.forget_before(polling.stamp(self.clock() - KEPT))
        desks.add(self.desk, [], options=self.options)  # what an earlier run accepted and did not read
        if not once:
            _warm()
        left = [source for source in self.sources if not self._states[source.address].gone] if once else []
        with ThreadPoolExecutor(max_workers=self.threads) as pool:
            while not self.fetcher.stop.is_set():
                left = self._start(pool, left, once=once)
                if self._running:
                    done, _ = wait(self._running, timeout=_TICK, return_when=FIRST_COMPLETED)
                    self._finish(done)
                elif once and not left and not self._waiting():
                    break
                else:
                    self.fetcher.stop.wait(_TICK)
            pool.shutdown(cancel_futures=True)
        return self.counts

    def _start(self, pool: ThreadPoolExecutor, left: list[Subscription], *, once: bool) -> list[Subscription]:
        """Hands out work: polls first, then pages, one under way at each host; what is left of ``left``."""
        now = polling.stamp(self.clock())
        wanted = left if once else polling.order(self.sources, self._states, now=now)
        busy = {self._host(each) for each in self._running.values()}
        under_way = {each.address for each in self._running.values() if isinstance(each, Subscription)}
        held = []
        for source in wanted:
            if source.address in under_way:
                continue
            if self._host(source) in busy or len(self._running) >= 2 * self.threads:
                held.append(source)
                continue
            busy.add(self._host(source))
            self._running[pool.submit(self._poll, source, self._states[source.address])] = source
        for listing in self._waiting():
            if self._host(listing) in busy or len(self._running) >= 2 * self.threads:
                continue
            busy.add(self._host(listing))
            self._running[pool.submit(self._page, listing)] = listing
        return held if once else []

    def _waiting(self) -> list[Listing]:
        """Pages that are due and not under way, of hosts that may be asked now."""
        under_way = {each.key for each in self._running.values() if isinstance(each, Listing)}
        due = self._polls.due(polling.stamp(self.clock()), besides=sorted(under_way))
        return [each for each in due if each.source in self._by_address]

    def _host(self, each: Subscription | Listing) -> str:
        return fetch_links.host((each.address if isinstance(each, Subscription) else each.url) or "")

    # What runs in threads: fetching and parsing, nothing that touches the desk.

    def _poll(self, source: Subscription, state: PollState) -> tuple[Fetched, Feed | Issue | None]:
        fetched = self.fetcher.get(
            source.address, wanted=source.kind, etag=state.etag, last_modified=state.last_modified
        )
        if not fetched.ok:
            return fetched, None
        if source.kind == "page":
            return fetched, polling.page_entry(source)
        feed = feeds.parse(fetched.body, url=fetched.final)
        return fetched, self._spread(feed, _MAPS_DEEP) if isinstance(feed, Feed) else feed

    def _spread(self, feed: Feed, deep: int) -> Feed:
        """A sitemap index as one list: of its latest sitemaps."""
        if feed.kind != "sitemap-index":
            return feed
        latest = sorted(feed.entries, key=lambda entry: entry.updated or "", reverse=True)[:_MAPS]
        found: list[Entry] = []
        for entry in latest if deep else ():
            fetched = self.fetcher.get(entry.url or "", wanted="feed")
            inner = feeds.parse(fetched.body, url=fetched.final) if fetched.ok else None
            if isinstance(inner, Feed):
                found += self._spread(inner, deep - 1).entries
        notes = (*feed.notes, ("sitemap-index", f"{len(latest)} of {len(feed.entries)} sitemaps were read"))
        return replace(feed, entries=tuple(found[: feeds.MOST]), notes=notes)

    def _page(self, listing: Listing) -> tuple[Fetched, Feed | Issue | None]:
        entry = _entry(listing)
        if entry is not None and (polling.is_full(entry) or entry.url is None):
            return Fetched(listing.key, "given"), None
        return self.fetcher.get(listing.url or "", etag=listing.etag, last_modified=listing.last_modified), None

    # What runs here: keeping.

    def _finish(self, done: set[Future[tuple[Fetched, Feed | Issue | None]]]) -> None:
        for future in done:
            subject = self._running.pop(future)
            fetched, feed = future.result()
            if isinstance(subject, Subscription):
                self._polled(subject, fetched, feed)
            elif not self.fetcher.stop.is_set() or fetched.reason not in ("stopped", "held"):
                self._fetched(subject, fetched)

    def _polled(self, source: Subscription, fetched: Fetched, feed: Feed | Issue | None) -> None:
        state, now = self._states[source.address], self.clock()
        if fetched.reason == "stopped":
            return
        if isinstance(feed, Issue):
            message = feed.message.removeprefix(f"{feed.report}: ")
            taken = polling.failed(source, state, replace(fetched, reason=feed.reason, message=message), now=now)
        elif isinstance(feed, Feed):
            keys = [polling.key_of(source.address, entry) for entry in feed.entries]
            known = self._polls.known(keys)
            taken = polling.listed(source, state, fetched, feed, known, now=now)
            if source.kind == "page":
                self._fetched(replace((*taken.listed, *known.values())[0], due=None), fetched)
                taken = replace(taken, listed=())
        elif fetched.reason == "not-modified":
            taken = polling.unchanged(source, state, fetched, now=now)
        else:
            taken = polling.failed(source, state, fetched, now=now)
        self._polls.record(taken.poll, taken.state, taken.listed)
        if (taken.state.failures == FAILING or taken.state.gone) and taken.state.failures > state.failures:
            self.desk.log([Change("source-failing", source.address, source.name, taken.poll.reason)])
            self.after()
        self._states[source.address] = taken.state
        if taken.poll.reason not in ("ok", "not-modified"):
            self.counts["poll-failed"] = self.counts.get("poll-failed", 0) + 1
        self._say("poll", source.address, _polled_words(taken), source, reason=taken.poll.reason,
                  counts=(("entries", taken.poll.entries), ("new", taken.poll.new)))  # fmt: skip

    def _fetched(self, listing: Listing, fetched: Fetched) -> None:
        source, entry, now = self._by_address[listing.source], _entry(listing), self.clock()
        given = fetched.reason == "given"
        after = polling.settled(listing, None if given else fetched, now=now)
        after = replace(after, due=None) if source.kind == "page" else after
        if given and entry is not None:
            self._keep(listing, polling.of_entry(source, entry, key=listing.key), source)
        elif fetched.ok and not polling.same_page(listing, fetched):
            said = polling.given_of(source, entry or Entry(listing.key), url=listing.key)
            self._keep(listing, polling.of_page(fetched, name=listing.key, given=said), source)
        elif fetched.reason in ("ok", "not-modified"):
            self._say("same", listing.key, "unchanged", source)
        elif after.state == "failed":
            self.desk.accept([polling.refused(listing.key, fetched)])
            self._say("failed", listing.key, fetched.message, source, reason=fetched.reason)
            self._stand_in(listing, source, entry, fetched.message)
        elif after.state == "withdrawn":
            self.desk.note([_withdrawn(listing.key, fetched)])
            self._say("withdrawn", listing.key, "the page is no longer there; what was read stays", source)
        else:
            self._say("later", listing.key, f"{fetched.message} It is tried again.", source, reason=fetched.reason)
            if after.attempts == polling.STANDS_IN_FROM:
                self._stand_in(listing, source, entry, fetched.message)
        self._polls.settle(after)

    def _keep(self, listing: Listing, found: Iterator[Received | Issue], source: Subscription) -> None:
        entries = list(found)
        began = time.monotonic()
        counts = desks.add(self.desk, entries, options=self.options)
        took = f"{time.monotonic() - began:.1f} s"
        names = [entry.given.title for entry in entries if isinstance(entry, Received) and entry.given.title]
        title = f"“{names[0]}” " if names else ""
        if counts["read"] and listing.done is not None:
            self._say("changed", listing.key, f"{title}changed: the new version was read in {took}", source)
        elif counts["read"]:
            self._say("read", listing.key, f"{title}read in {took}", source)
        elif counts["failed"]:
            why = next((entry.message for entry in entries if isinstance(entry, Issue) and entry.fatal), "")
            why = why or "no report could be read in it"
            self._say("failed", listing.key, why, source)
            self._stand_in(listing, source, _entry(listing), why)
        else:
            self._say("same", listing.key, f"{title}already there", source)
        if counts["read"]:
            self.desk.replace_noted(listing.key, polling.STANDS_IN)
            self.after()

    def _stand_in(self, listing: Listing, source: Subscription, entry: Entry | None, why: str) -> None:
        """Keep what the feed says of a page that cannot be had, unless something of it is there."""
        found = polling.stand_in(source, entry, key=listing.key) if entry is not None else None
        if found is None or listing.done is not None or self.desk.reports_at(listing.key):
            return
        if not desks.add(self.desk, [found], options=self.options)["read"]:
            return
        for report in self.desk.reports_at(listing.key):
            self.desk.note([polling.stood_in(report, listing.key, why)])
        self._say("summary", listing.key, "the headline and summary of the feed are kept in its place", source)
        self.after()

    def _say(
        self,
        kind: str,
        name: str,
        message: str,
        source: Subscription,
        *,
        reason: str = "",
        counts: tuple[tuple[str, int], ...] = (),
    ) -> None:
        self.counts[kind] = self.counts.get(kind, 0) + 1
        self.say(Event(polling.stamp(self.clock()), kind, name, message, source.name, reason, counts))


def _warm() -> None:
    """Loads what reading needs, so that the first report that comes in does not wait for it (3 s on two cores)."""
    words = (
        "<p>Nothing has come in yet, the harbour master of Dorvik said on 3 May. At least two people are waiting.</p>"
    )
    page = f"<html><head><title>Not yet</title></head><body><article><h1>Not yet</h1>{words}</article></body></html>"
    outcome = runner.extract(Received("warm.html", "html", page))
    if outcome.report is not None:
        desks.named(runner.read(outcome.report, epoch=None, published=None))


def _entry(listing: Listing) -> Entry | None:
    return msgspec.json.decode(listing.payload, type=Entry) if listing.payload else None


def _polled_words(taken: polling.Taken) -> str:
    poll = taken.poll
    if poll.reason == "not-modified":
        return "unchanged"
    if poll.reason != "ok":
        end = "it is not polled any more" if taken.state.gone else f"next try {taken.state.due}"
        return f"{poll.message or poll.reason} [{poll.reason}]; {end}"
    changed = len(taken.listed) - poll.new
    note = f"; {changed} said to have changed" if changed else ""
    moved = f"; moved for good to {poll.moved}" if poll.moved else ""
    return f"{poll.new} new of {poll.entries}{note}{moved}"


def _withdrawn(name: str, fetched: Fetched) -> Issue:
    message = f"{name}: the page is no longer there ({fetched.status}); what was read of it stays."
    return Issue(make_id("issue", name, "fetch", "withdrawn"), name, "fetch", "withdrawn", message, False)
