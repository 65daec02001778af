"""What stands at an address that a person wants to watch: a feed, a page that announces feeds, or a single page."""

from dataclasses import dataclass
from typing import Literal

from crosswire.base.errors import RunFailed
from crosswire.ingest import feeds, fetch_links
from crosswire.ingest.decode import decode
from crosswire.ingest.feeds import Feed
from crosswire.ingest.fetch import Fetcher


@dataclass(frozen=True, slots=True)
class Found:
    """What to poll: its address, as what, with what the feed says of itself; ``others`` are further feeds announced."""

    address: str
    kind: Literal["feed", "page"]
    title: str | None = None
    language: str | None = None
    entries: int = 0
    others: tuple[str, ...] = ()


def discover(url: str, *, fetcher: Fetcher) -> Found:
    """Looks at an address. Raises RunFailed, with why, where it cannot be had."""
    fetched = fetcher.get(url, wanted="feed")
    if not fetched.ok:
        raise RunFailed(fetched.reason, f"{url}: {fetched.message} (to add it unseen: --no-check)")
    address = fetched.moved or url
    feed = feeds.parse(fetched.body, url=fetched.final)
    if isinstance(feed, Feed):
        return Found(address, "feed", feed.title, feed.language, len(feed.entries))
    announced = fetch_links.announced(decode(fetched.body, html=True).text, url=fetched.final)
    for number, place in enumerate(announced[:5]):
        inner = fetcher.get(place, wanted="feed")
        feed = feeds.parse(inner.body, url=inner.final)
        if isinstance(feed, Feed):
            others = tuple(announced[:number] + announced[number + 1 :])
            return Found(inner.moved or place, "feed", feed.title, feed.language, len(feed.entries), others)
    return Found(address, "page")
