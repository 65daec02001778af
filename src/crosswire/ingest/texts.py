"""Plain text, Markdown and HTML: decoded, front matter and a page's own metadata read.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.formats`.
"""

from collections.abc import Iterator
from dataclasses import replace

from crosswire.ingest import front, pages
from crosswire.ingest.decode import Decoded, decode, is_binary
from crosswire.ingest.place import UNSAID, Entries, Place, fill
from crosswire.language import calendar
from crosswire.model.account import Issue
from crosswire.model.report import Given, Media, Received

METHOD = "texts/1"


def text(data: bytes, place: Place) -> Entries:
    """Plain text, as it is, without its front matter."""
    return _read(data, place, "text")


def markdown(data: bytes, place: Place) -> Entries:
    """Markdown, as it is, without its front matter."""
    return _read(data, place, "markdown")


def html(data: bytes, place: Place) -> Entries:
    """A web page, whole, with what its head says. A page of many posts is for :mod:`telegram_pages`."""
    from crosswire.ingest import telegram_pages

    if telegram_pages.looks(data):
        return telegram_pages.read(data, place)
    return _read(data, place, "html")


def decoded(data: bytes, place: Place, *, html: bool = False) -> Decoded | Issue:
    """The text of bytes, or the reason why there is none: "empty" or "binary"."""
    if not data:
        return place.issue("empty", "the file is empty; check that it was saved.")
    if is_binary(data):
        return place.issue("binary", "it is no text (a picture, document or archive?); save it as text or HTML.")
    found = decode(data, html=html)
    if not found.text.strip():
        return place.issue("empty", "there is nothing but white space in it; check that it was saved.")
    return found


def warnings(found: Decoded, place: Place) -> Iterator[Issue]:
    """What a reader should know of how bytes were decoded."""
    for reason, message in _decoding(found):
        yield place.issue(reason, message, fatal=False)


def page(content: str, place: Place, *, raw: bytes, own: Given = UNSAID) -> Iterator[Received | Issue]:
    """A web page as a report: ``own`` is what its container says of it, which comes before what is said from outside;
    the page's own head comes last."""
    head = pages.metadata(content)
    for message in _page_contradictions(place.given, head):
        yield place.issue("contradictory-metadata", message, fatal=False)
    given = fill(fill(own, place.given), head)
    yield Received(place.name, "html", content, given, place.path, raw, place.kind)


def wrapped(markup: str) -> str:
    """A piece of HTML as the page that readers of pages expect."""
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><article>{markup}</article></body></html>"


def _read(data: bytes, place: Place, media: Media) -> Iterator[Received | Issue]:
    found = decoded(data, place, html=media == "html")
    if isinstance(found, Issue):
        yield found
        return
    yield from warnings(found, place)
    if media == "html":
        yield from page(found.text, place, raw=data)
        return
    split = front.split(found.text)
    for reason, message in split.warnings:
        yield place.issue(reason, message, fatal=False)
    if not split.text.strip():
        if not (title := split.given.title or place.given.title):
            yield place.issue("empty", "there is no text below its front matter.")
            return
        yield place.issue("headline-only", "there is no text below its front matter; its title is read.", fatal=False)
        split = replace(split, text=f"{title}\n")
    for message in _contradictions(split.given, place.given):
        yield place.issue("contradictory-metadata", message, fatal=False)
    given = fill(split.given, place.given)
    yield Received(place.name, media, split.text, given, place.path, data, place.kind)


def _decoding(found: Decoded) -> Iterator[tuple[str, str]]:
    if found.mixed:
        yield "mixed-encoding", "some lines are in another encoding than the rest; they were read as best could be."
    elif found.guessed:
        message = f"it is not UTF-8; it was read as {found.encoding}. Save it as UTF-8 if letters look wrong."
        yield "guessed-encoding", message
    if found.repaired:
        yield "repaired-encoding", "letters garbled by an earlier conversion were put right."
    if found.destroyed:
        yield "destroyed-characters", 'some letters were lost before it came here ("????"); the rest is read.'


def _contradictions(head: Given, said: Given) -> Iterator[str]:
    for key in ("published", "outlet", "url", "language"):
        left, right = getattr(head, key), getattr(said, key)
        if left and right and _plain(key, left) != _plain(key, right):
            yield f'its front matter says {key} "{left}", sources.toml says "{right}"; the front matter is taken.'


def _page_contradictions(said: Given, head: Given) -> Iterator[str]:
    left, right = (calendar.parse(each.published or "") for each in (said, head))
    if left and right and min(len(left), len(right)) >= 10 and left[:10] != right[:10]:
        yield f"sources.toml says it was published {left[:10]}, the page itself {right[:10]}; sources.toml is taken."


def _plain(key: str, value: str) -> str:
    return (calendar.parse(value) or value)[:10] if key == "published" else value.casefold().strip()
