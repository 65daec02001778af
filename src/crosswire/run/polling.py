"""What follows from a poll or a fetched page, as pure functions: :mod:`crosswire.run.watch` fetches and keeps."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape

import msgspec

from crosswire.base.ids import make_id
from crosswire.ingest import feeds, fetch_links, formats
from crosswire.ingest.feeds import Entry, Feed
from crosswire.ingest.fetch import Fetched
from crosswire.language import lexicon
from crosswire.model.account import Issue
from crosswire.model.report import Given, Received
from crosswire.model.source import Listing, Poll, PollState
from crosswire.run.subscriptions import Subscription

CHECKS = (1.0, 6.0, 24.0)  # hours after which a page that was read is asked for again, to see whether it changed
RETRIES = (2.0, 10.0, 60.0, 360.0)  # minutes after which a page that could not be had is asked for again
LONGEST_PAUSE = dt.timedelta(hours=6)  # between two polls of a source that fails
MOST_OF_PAGE = 200  # reports of one address: a page of posts has tens
STANDS_IN = "feed-summary"  # the note on a report that is a feed's own words in place of a page that was not had
STANDS_IN_FROM = 2  # tries in vain from which that is kept
_SOME_WORDS = 6  # a headline and summary of fewer tell nothing
_FULL_WORDS = 150  # a feed's own text of so many words is taken for the report, and the page is not fetched
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a poll comes to: the poll as a row, the state after it, and pages that are new or said to have changed."""

    poll: Poll
    state: PollState
    listed: tuple[Listing, ...] = ()


def stamp(moment: dt.datetime) -> str:
    """A moment as the desk writes it: UTC, to the second."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def failed(source: Subscription, state: PollState, fetched: Fetched, *, now: dt.datetime) -> Taken:
    """A poll that brought no list. 410 ends the polling; anything else is tried again, later each time."""
    pause = min(dt.timedelta(seconds=source.every) * 2 ** min(state.failures, 10), LONGEST_PAUSE)
    pause = max(pause, dt.timedelta(seconds=fetched.retry_after or 0), dt.timedelta(seconds=source.every))
    poll = Poll(source.address, stamp(now), fetched.reason, fetched.message, fetched.status, moved=fetched.moved)
    gone = fetched.reason == "gone"
    after = replace(
        state,
        due=None if gone else stamp(now + pause),
        failures=state.failures + 1,
        failing_since=state.failing_since or stamp(now),
        gone=gone,
    )
    return Taken(poll, after)


def unchanged(source: Subscription, state: PollState, fetched: Fetched, *, now: dt.datetime) -> Taken:
    """A poll that was answered with "not modified"."""
    poll = Poll(source.address, stamp(now), "not-modified", "unchanged", fetched.status, moved=fetched.moved)
    return Taken(poll, _answered(source, state, fetched, now))


def listed(
    source: Subscription,
    state: PollState,
    fetched: Fetched,
    feed: Feed,
    known: Mapping[str, Listing],
    *,
    now: dt.datetime,
) -> Taken:
    """A poll that brought a list: what of it is new, and what is said to have changed."""
    digest = _digest(fetched.body)
    fresh: list[Listing] = []
    new, seen = 0, set()
    for entry in feed.entries:
        key, mark = key_of(source.address, entry), _mark(entry)
        if key in seen:
            continue
        seen.add(key)
        before = known.get(key)
        if before is None:
            new += 1
            at = stamp(now)
            fresh.append(
                Listing(key, source.address, mark, entry.url, payload=msgspec.json.encode(entry), first=at, due=at)
            )
        elif before.mark != mark and before.source == source.address:  # of two feeds with one page the first follows it
            fresh.append(
                replace(
                    before, mark=mark, state="waiting", payload=msgspec.json.encode(entry), due=stamp(now), attempts=0
                )
            )
    dates = [entry.published or entry.updated for entry in feed.entries]
    stated = [date for date in dates if date]
    tomorrow = (now + dt.timedelta(days=1)).date().isoformat()
    poll = Poll(
        source=source.address,
        at=stamp(now),
        reason="ok",
        message="; ".join(message for _, message in feed.notes),
        status=fetched.status,
        entries=len(feed.entries),
        new=new,
        undated=len(dates) - len(stated),
        future=sum(date[:10] > tomorrow for date in stated),
        empty=feed.left_out.get("no-address", 0),
        same=len(stated) >= 3 and len(set(stated)) == 1,
        newest=max(stated, default=None),
        changed=digest != state.digest,
        moved=fetched.moved,
        first=state.digest is None,
    )
    return Taken(poll, replace(_answered(source, state, fetched, now), digest=digest), tuple(fresh))


def _answered(source: Subscription, state: PollState, fetched: Fetched, now: dt.datetime) -> PollState:
    pause = max(source.every, fetched.retry_after or 0)
    return replace(
        state,
        etag=fetched.etag or state.etag if fetched.reason == "not-modified" else fetched.etag,
        last_modified=fetched.last_modified or state.last_modified
        if fetched.reason == "not-modified"
        else fetched.last_modified,
        due=stamp(now + dt.timedelta(seconds=pause)),
        failures=0,
        failing_since=None,
        gone=False,
    )


def page_entry(source: Subscription) -> Feed:
    """A single page as a list of one: itself."""
    entry = Entry(key=source.address, url=source.address, title=source.entry.title)
    return Feed("rss", (entry,), url=source.address)


def key_of(source: str, entry: Entry) -> str:
    """What a page is known by: its address without trackers, else the source and the entry's own id."""
    return fetch_links.canonical(entry.url) if entry.url else f"{fetch_links.canonical(source)}#entry-{entry.key}"


def is_full(entry: Entry) -> bool:
    """Whether a feed gives an entry's text whole: many words, and no teaser's end."""
    if entry.content is None:
        return False
    plain = " ".join(_TAG.sub(" ", entry.content).split())
    tail = plain[-40:].rstrip(" .»>→").lower()
    ends = lexicon.load("links")["teasers"]
    return len(_WORD.findall(plain)) >= _FULL_WORDS and not (
        plain.endswith(("…", "...", "[…]", "[...]")) or any(tail.endswith(end) for end in ends)
    )


def given_of(source: Subscription, entry: Entry, *, url: str | None) -> Given:
    """What a source and its feed say of a report: what a person wrote of the source comes first."""
    said = source.entry
    return Given(
        outlet=said.outlet or entry.outlet,
        title=entry.title,
        url=url,
        language=said.language or entry.language,
        published=entry.published,
        updated=entry.updated,
        author=entry.author,
    )


def of_entry(source: Subscription, entry: Entry, *, key: str) -> Iterator[Received | Issue]:
    """The report that a feed gives whole."""
    given = given_of(source, entry, url=key if entry.url else None)
    content = entry.content or ""
    if entry.media == "text":
        yield from formats.read(content.encode("utf-8"), name=key, media_type="text/plain", given=given)
        return
    heading = f"<h1>{escape(entry.title)}</h1>" if entry.title else ""
    head = "<!doctype html><html><head><meta charset='utf-8'></head>"
    page = f"{head}<body><article>{heading}{content}</article></body></html>"
    yield from formats.read(page.encode("utf-8"), name=key, media_type="text/html; charset=utf-8", given=given)


def stand_in(source: Subscription, entry: Entry, *, key: str) -> Received | None:
    """What a feed itself says of a page that cannot be had, headline and summary, as a report; None where that is next
    to nothing."""
    said = entry.summary or entry.content or ""
    plain = " ".join(unescape(_TAG.sub(" ", said)).split())
    words = "\n\n".join(part for part in ((entry.title or "").strip(), plain) if part)
    if len(_WORD.findall(words)) < _SOME_WORDS:
        return None
    given = given_of(source, entry, url=key)
    read = list(formats.read(words.encode("utf-8"), name=key, media_type="text/plain", given=given))
    return read[0] if len(read) == 1 and isinstance(read[0], Received) else None


def stood_in(report: str, name: str, why: str) -> Issue:
    """The note that a report is only what its feed says of it."""
    message = f"{name}: only the headline and summary of the feed; the page could not be had: {why}"
    return Issue(make_id("issue", report, "fetch", STANDS_IN), report, "fetch", STANDS_IN, message, False)


def of_page(fetched: Fetched, *, name: str, given: Given) -> Iterator[Received | Issue]:
    """The reports in a fetched page."""
    media_type = (fetched.media_type or "").lower()
    for number, entry in enumerate(formats.read(fetched.body, name=name, media_type=media_type or None, given=given)):
        if number == MOST_OF_PAGE:
            message = f"{name}: more than {MOST_OF_PAGE} reports are packed in it; the rest was left out."
            yield Issue(make_id("issue", name, "fetch", "over-limit"), name, "fetch", "over-limit", message, False)
            return
        yield entry


def refused(name: str, fetched: Fetched) -> Issue:
    """The issue that says why a page could not be had."""
    reason = fetched.reason
    return Issue(make_id("issue", name, "fetch", reason), name, "fetch", reason, f"{name}: {fetched.message}", True)


def is_feed(fetched: Fetched) -> bool:
    """Whether a page that was fetched is a feed or sitemap."""
    head = fetched.body[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not head.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf", b"<urlset", b"<sitemapindex", b"{")):
        return False
    return isinstance(feeds.parse(fetched.body, url=fetched.final, most=1), Feed)


def a_feed(name: str) -> Issue:
    """The issue that says how to read a feed."""
    message = f"{name}: this is a feed, not a report; watch it: crosswire source add {name}"
    return Issue(make_id("issue", name, "fetch", "a-feed"), name, "fetch", "a-feed", message, True)


def settled(listing: Listing, fetched: Fetched | None, *, now: dt.datetime) -> Listing:
    """A page's listing after it was asked for: done, to be tried again, withdrawn, or failed for good.

    ``fetched`` is None where the feed gave the text itself. A page that was read before and is no longer there is
    "withdrawn"; what was read of it stays.
    """
    had = listing.done is not None
    if fetched is None:
        return replace(listing, state="done", payload=None, done=stamp(now), due=None, reason=None, attempts=0)
    if fetched.reason in ("ok", "not-modified"):
        pause = next((hours for hours in CHECKS[listing.checks : listing.checks + 1]), None)
        return replace(
            listing,
            state="done",
            payload=None,
            done=stamp(now),
            due=stamp(now + dt.timedelta(hours=pause)) if pause else None,
            checks=listing.checks + 1,
            attempts=0,
            reason=None,
            etag=fetched.etag or listing.etag,
            last_modified=fetched.last_modified or listing.last_modified,
            digest=_digest(fetched.body) if fetched.ok else listing.digest,
        )
    if fetched.transient and listing.attempts < len(RETRIES):
        pause_s = max(RETRIES[listing.attempts] * 60, fetched.retry_after or 0)
        due = stamp(now + dt.timedelta(seconds=pause_s))
        tries = listing.attempts + (fetched.reason != "held")  # a host that was not asked has refused nothing
        return replace(listing, due=due, attempts=tries, reason=fetched.reason)
    lost = had and fetched.reason in ("gone", "not-found")
    return replace(
        listing,
        state="withdrawn" if lost else "done" if had else "failed",
        payload=None,
        due=None,
        reason=fetched.reason,
    )


def same_page(listing: Listing, fetched: Fetched) -> bool:
    """Whether a page came back byte for byte as it was last time."""
    return fetched.ok and listing.digest == _digest(fetched.body)


def order(sources: Sequence[Subscription], states: Mapping[str, PollState], *, now: str) -> list[Subscription]:
    """The sources that are due, longest overdue first; those that are gone never are."""
    due = [s for s in sources if not states[s.address].gone and (states[s.address].due or "") <= now]
    return sorted(due, key=lambda s: (states[s.address].due or "", s.address))


def _mark(entry: Entry) -> str:
    parts = (entry.title, entry.published, entry.updated, entry.content, None if entry.content else entry.summary)
    return _digest("\x00".join(part or "" for part in parts).encode("utf-8", "replace"))


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=12).hexdigest()
