"""Public posts as JSON: Mastodon and ActivityPub, Bluesky.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.objects`. A boost or repost is a report of the account
that wrote the post, not of the one that passed it on. A reply or a quotation keeps its own words only; a thread gives
each of its posts. Shapes: Mastodon API 4 (Status, Context), ActivityStreams 2.0 (Note, Article, Create, Announce,
OrderedCollection), Bluesky lexicons app.bsky.feed (getAuthorFeed, getPostThread, getPosts, post records).
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from crosswire.ingest import moments
from crosswire.ingest.fields import host
from crosswire.ingest.place import Entries, Place
from crosswire.model.report import Given, Received

METHOD = "networks/1"
MOST_LEVELS = 60  # of replies in one another
_NOTES = frozenset({"Note", "Article", "Page", "Question", "Event", "Video"})
_ACTIVITIES = frozenset({"Create", "Announce", "Update"})
_COLLECTIONS = frozenset({"OrderedCollection", "Collection", "OrderedCollectionPage", "CollectionPage"})
_BREAK = re.compile(r"<br\s*/?>|</p>\s*<p[^>]*>", re.IGNORECASE)
_SKIPPED = re.compile(r"<span class=\"invisible\">[^<]*</span>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_AT_URI = re.compile(r"at://(?P<did>[^/\s]+)/app\.bsky\.feed\.post/(?P<key>[\w-]+)\Z")


@dataclass(frozen=True, slots=True)
class _Post:
    """A post of any network: its words, what it says of itself, its number in its network, and its object."""

    text: str
    given: Given
    number: str
    found: Mapping[str, Any]


def looks(found: Any) -> bool:
    """Whether JSON is a post of one of these networks or a collection of such."""
    first = found[0] if isinstance(found, list) and found else found
    return isinstance(first, Mapping) and _kind(first) is not None


def read(found: Any, place: Place) -> Entries:
    """Each post once, of kind post, in the order of the file."""
    seen: set[str] = set()
    count = 0
    for each in found if isinstance(found, list) else [found]:
        for post in _posts(each, 0) if isinstance(each, Mapping) else ():
            key = post.given.url or post.number or post.text
            if key in seen:
                continue
            seen.add(key)
            count += 1
            yield _received(post, place, count)
    if not count:
        yield place.issue("no-text", "no post in it has words.")


def _received(post: _Post, place: Place, count: int) -> Received:
    label = post.number if re.fullmatch(r"[\w-]{1,64}", post.number) else str(count)
    raw = json.dumps(post.found, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return place.received(post.text, post.given, raw=raw, label=f"post-{label}", kind="post")


def _kind(found: Mapping[str, Any]) -> str | None:
    kind = found.get("type")
    spoken = "@context" in found or "attributedTo" in found or "actor" in found
    if spoken and isinstance(kind, str) and kind in _NOTES | _ACTIVITIES | _COLLECTIONS:
        return "activity"
    if {"content", "account", "created_at"} <= set(found) and isinstance(found["account"], Mapping):
        return "mastodon"
    if "ancestors" in found and "descendants" in found:
        return "context"
    if found.get("$type") == "app.bsky.feed.post" or _is_record(found.get("value")):
        return "record"
    if _is_record(found.get("record")) and "author" in found:
        return "view"
    feed = found.get("feed")
    if isinstance(feed, list) and feed and isinstance(feed[0], Mapping) and "post" in feed[0]:
        return "feed"
    if isinstance(found.get("post"), Mapping) and _is_record(found["post"].get("record")):
        return "threaded"
    if isinstance(found.get("thread"), Mapping) and isinstance(found["thread"].get("post"), Mapping):
        return "thread"
    posts = found.get("posts")
    return (
        "views"
        if isinstance(posts, list) and posts and isinstance(posts[0], Mapping) and "record" in posts[0]
        else None
    )


def _is_record(found: Any) -> bool:
    return isinstance(found, Mapping) and isinstance(found.get("text"), str) and "createdAt" in found


def _posts(found: Mapping[str, Any], depth: int) -> Iterator[_Post]:
    kind = _kind(found) if depth < MOST_LEVELS else None
    if kind == "activity":
        yield from _activity(found, depth)
    elif kind == "mastodon":
        yield from _status(found)
    elif kind in ("record", "view"):
        yield from _bluesky(found)
    else:
        for each in _inside(found, kind):
            yield from _posts(each, depth + 1)


def _inside(found: Mapping[str, Any], kind: str | None) -> list[Mapping[str, Any]]:
    """The objects a collection holds; of a thread the post, its parents above it, and its replies."""
    inner: list[Any] = []
    if kind == "context":
        inner = [*_list(found["ancestors"]), *_list(found["descendants"])]
    elif kind in ("feed", "views"):
        inner = _list(found["feed" if kind == "feed" else "posts"])
    elif kind == "thread":
        inner = [found["thread"]]
    elif kind == "threaded":
        inner = [found.get("parent"), found["post"], *_list(found.get("replies"))]
    return [each for each in inner if isinstance(each, Mapping)]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _status(found: Mapping[str, Any]) -> Iterator[_Post]:
    boosted = found.get("reblog")
    if isinstance(boosted, Mapping) and _kind(boosted) == "mastodon":
        yield from _status(boosted)
        return
    warning = _words(found.get("spoiler_text"))
    text = "\n\n".join(each for each in (warning, plain(found.get("content"))) if each)
    if not text:
        return
    account = found["account"]
    address = _web(account.get("url")) or _web(found.get("url")) or _web(found.get("uri"))
    handle = _words(account.get("acct")) or _words(account.get("username"))
    if handle and "@" not in handle and address:
        handle = f"{handle}@{host(address)}"
    own = Given(
        outlet=f"@{handle}" if handle else _words(account.get("display_name")),
        url=_web(found.get("url")) or _web(found.get("uri")),
        language=_words(found.get("language")),
        published=moments.iso(found.get("created_at")),
        updated=moments.iso(found.get("edited_at")),
        author=_words(account.get("display_name")),
    )
    yield _Post(text, own, str(found.get("id") or ""), found)


def _activity(found: Mapping[str, Any], depth: int) -> Iterator[_Post]:
    """A note, the note an activity carries, or those of a collection. An activity that only names its object by its
    address (most boosts do) holds no words."""
    kind = found.get("type")
    if kind in _COLLECTIONS:
        pages = [found.get("first"), *_list(found.get("orderedItems")), *_list(found.get("items"))]
        for each in pages:
            if isinstance(each, Mapping):
                yield from _posts({"@context": "", **each}, depth + 1)
        return
    if kind in _ACTIVITIES:
        inner = found.get("object")
        if isinstance(inner, Mapping):
            by = {} if kind == "Announce" else {"attributedTo": found.get("actor")}
            yield from _posts({"@context": "", **by, **inner}, depth + 1)
        return
    title, text = _words(found.get("name")), plain(_content(found)) or plain(found.get("summary"))
    if not text:
        return
    url = _web(_link(found.get("url"))) or _web(found.get("id"))
    own = Given(
        outlet=_account(found.get("attributedTo")),
        title=title,
        url=url,
        language=_language(found),
        published=moments.iso(found.get("published")),
        updated=moments.iso(found.get("updated")),
    )
    yield _Post(text, own, (url or "").rstrip("/").rpartition("/")[2], found)


def _content(found: Mapping[str, Any]) -> Any:
    by_language = found.get("contentMap")
    if "content" not in found and isinstance(by_language, Mapping):
        return next(iter(by_language.values()), None)
    return found.get("content")


def _language(found: Mapping[str, Any]) -> str | None:
    """The language of a note that is given in one."""
    by_language = found.get("contentMap")
    return str(next(iter(by_language))) if isinstance(by_language, Mapping) and len(by_language) == 1 else None


def _account(value: Any) -> str | None:
    """The account behind an actor's address, as "@name@host"; its name where the actor is given whole."""
    value = value[0] if isinstance(value, list) and value else value
    if isinstance(value, Mapping):
        name = _words(value.get("preferredUsername"))
        address = _web(value.get("id"))
        return (
            f"@{name}@{host(address)}" if name and address else _words(value.get("name")) or _account(value.get("id"))
        )
    address = _web(value)
    name = address.rstrip("/").rpartition("/")[2].removeprefix("@") if address else ""
    return f"@{name}@{host(address)}" if address and name else None


def _link(value: Any) -> Any:
    value = value[0] if isinstance(value, list) and value else value
    return value.get("href") if isinstance(value, Mapping) else value


def _bluesky(found: Mapping[str, Any]) -> Iterator[_Post]:
    record: Mapping[str, Any] = next((found[key] for key in ("record", "value") if _is_record(found.get(key))), found)
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        return
    by = found.get("author")
    author: Mapping[str, Any] = by if isinstance(by, Mapping) else {}
    handle, uri = _words(author.get("handle")), _AT_URI.match(str(found.get("uri") or ""))
    languages = _list(record.get("langs"))
    own = Given(
        outlet=f"@{handle}" if handle else None,
        url=f"https://bsky.app/profile/{handle or uri['did']}/post/{uri['key']}" if uri else None,
        language=languages[0] if len(languages) == 1 and isinstance(languages[0], str) else None,
        published=moments.iso(record.get("createdAt")),
        author=_words(author.get("displayName")),
    )
    yield _Post(text, own, uri["key"] if uri else "", found)


def plain(markup: Any) -> str:
    """The words of a post's HTML: paragraphs and breaks kept, everything else taken off."""
    from html import unescape

    if not isinstance(markup, str):
        return ""
    broken = _BREAK.sub(lambda match: "\n" if match[0].lower().startswith("<br") else "\n\n", _SKIPPED.sub("", markup))
    return unescape(_TAG.sub("", broken)).strip()


def _words(value: Any) -> str | None:
    return (" ".join(value.split())[:500] or None) if isinstance(value, str) else None


def _web(value: Any) -> str | None:
    return value if isinstance(value, str) and re.match(r"https?://[^\s/]+\S*\Z", value) else None
