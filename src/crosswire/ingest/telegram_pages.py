"""Telegram as web pages: an export's messages.html, and a channel's public page (t.me/s/…) saved to disk.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.formats`. Each message with words is a report of kind
post, with its time, channel and address. What was forwarded says so in its first line; what it answers is left out.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from crosswire.ingest import texts
from crosswire.ingest.networks import plain
from crosswire.ingest.place import Entries, Place
from crosswire.ingest.telegram import FORWARDED
from crosswire.model.account import Issue
from crosswire.model.report import Given

METHOD = "telegram-pages/1"
# A page is a channel's by its frame: an article may have messages embedded in it.
_FRAMES = re.compile(rb"\btgme_channel_history\b|\btgme_webpreview\b|\bbody_widget_post\b|class=[\"']page_wrap\b")
_MESSAGE = re.compile(rb"class=[\"'](?:tgme_widget_message|message default)\b")
_ALONE = re.compile(rb"\s*<div class=[\"'](?:tgme_widget_message|message default)\b")
_POST = re.compile(r"(?P<channel>[A-Za-z]\w{2,31})/(?P<number>\d+)\Z")
_NUMBER = re.compile(r"message(?P<number>\d+)\Z")
_STAMP = re.compile(
    r"(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d{4}) (?P<clock>\d\d:\d\d:\d\d)(?: UTC(?P<zone>[+-]\d\d:\d\d))?\Z"
)


def looks(data: bytes) -> bool:
    """Whether a page is a Telegram export's or a channel's public page."""
    return bool(_ALONE.match(data) or (_FRAMES.search(data) and _MESSAGE.search(data)))


def read(data: bytes, place: Place) -> Entries:
    """The messages of a page, in its order."""
    import lxml.html

    found = texts.decoded(data, place, html=True)
    if isinstance(found, Issue):
        yield found
        return
    yield from texts.warnings(found, place)
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False)
    tree = lxml.html.document_fromstring(found.text.encode("utf-8", "replace"), parser=parser)
    entries = list(_public(tree, place)) or list(_export(tree, place))
    yield from entries
    if not entries:
        yield place.issue("no-text", "no message of this page has words.")


def _public(tree: Any, place: Place) -> Iterator[Any]:
    """The messages of a channel's public page, or of a page in which one is embedded."""
    for node in _all(tree, "tgme_widget_message"):
        body = next((each for each in _all(node, "tgme_widget_message_text") if not _within(each, node, _REPLY)), None)
        text = _words(body) if body is not None else ""
        if not text:
            continue
        where = _POST.search(node.get("data-post") or "")
        times = [each.get("datetime") for each in node.iter("time") if each.get("datetime")]
        link = next((each.get("href") for each in _all(node, "tgme_widget_message_date") if each.get("href")), None)
        own = Given(
            outlet=_line(_one(node, "tgme_widget_message_owner_name")),
            url=f"https://t.me/{where['channel']}/{where['number']}" if where else link,
            published=times[-1] if times else None,
            author=f"@{where['channel']}" if where else None,
        )
        text = _forwarded(_line(_one(node, "tgme_widget_message_forwarded_from_name")), text)
        label = f"message-{where['number']}" if where else f"message-{len(text)}"
        yield place.received(text, own, raw=_raw(node), label=label, kind="post")


_REPLY = "tgme_widget_message_reply"


def _export(tree: Any, place: Place) -> Iterator[Any]:
    """The messages of an export's page. One without a sender's name ("joined") is of the sender above it."""
    header = _one(tree, "page_header")
    title = _line(_one(header, "text")) if header is not None else None
    title = title or _line(next(iter(tree.iter("title")), None))
    sender = None
    for node in _all(tree, "message"):
        if "service" in _classes(node):
            continue
        inner = [each for each in _all(node, "forwarded") if each is not node and "body" in _classes(each)]
        quoted = inner[0] if inner else None
        names = [each for each in _all(node, "from_name") if quoted is None or not _is_in(each, quoted)]
        sender = _line(names[0]) if names else sender
        body = _one(quoted if quoted is not None else node, "text")
        text = _words(body) if body is not None else ""
        if not text:
            continue
        source = _forwarded_name(quoted)
        stamps = [each for each in _all(node, "date") if quoted is None or not _is_in(each, quoted)]
        number = _NUMBER.search(node.get("id") or "")
        own = Given(
            outlet=title or sender,
            published=_moment(stamps[0].get("title")) if stamps else None,
            author=sender if sender != title else None,
        )
        label = f"message-{number['number'] if number else '0'}"
        yield place.received(_forwarded(source, text), own, raw=_raw(node), label=label, kind="post")


def _forwarded(source: str | None, text: str) -> str:
    return f"{FORWARDED} {source}:\n{text}" if source else text


def _forwarded_name(quoted: Any) -> str | None:
    """The name above a forwarded message, without the date that stands in it."""
    name = _one(quoted, "from_name") if quoted is not None else None
    if name is None:
        return None
    return " ".join("".join(name.itertext()).replace(_line(_one(name, "details")) or "\0", "").split()) or None


def _moment(stamp: str | None) -> str | None:
    """ "02.05.2031 08:00:00 UTC+03:00" as ISO; an older export's without a zone stays without one."""
    match = _STAMP.match(stamp or "")
    if match is None:
        return None
    try:
        day = dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    return f"{day.isoformat()}T{match['clock']}{match['zone'] or ''}"


def _raw(node: Any) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(node, encoding="utf-8", method="html", with_tail=False))


def _classes(node: Any) -> list[str]:
    return str(node.get("class") or "").split()


def _all(tree: Any, name: str) -> Iterator[Any]:
    return (node for node in tree.iter() if isinstance(node.tag, str) and name in _classes(node))


def _one(tree: Any, name: str) -> Any:
    return next(_all(tree, name), None) if tree is not None else None


def _is_in(node: Any, outer: Any) -> bool:
    return any(above is outer for above in node.iterancestors())


def _within(node: Any, outer: Any, name: str) -> bool:
    """Whether an element of a class lies between two nodes."""
    for above in node.iterancestors():
        if above is outer:
            return False
        if name in _classes(above):
            return True
    return False


def _words(node: Any) -> str:
    from lxml import etree

    return plain(etree.tostring(node, encoding="unicode", method="html", with_tail=False))


def _line(node: Any) -> str | None:
    return (" ".join("".join(node.itertext()).split()) or None) if node is not None else None
