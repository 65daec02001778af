"""Mail: single messages (EML) and mailboxes (mbox), as newsletters and digests arrive in.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.formats`. Parsed by the standard library. The HTML
part is preferred (a newsletter's plain part is often a stub), the outlet is the list or the sender, the address that
of "view in browser". Mails inside a mail (forwarded, or a digest's) are reports of their own.
"""

import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from typing import BinaryIO

from crosswire.ingest import forwarded, texts
from crosswire.ingest.decode import decode
from crosswire.ingest.place import FAULTS, LARGEST, Entries, Part, Place, fill
from crosswire.language import lexicon
from crosswire.model.account import Issue
from crosswire.model.report import Given, Received

METHOD = "mail/2"
MOST_PARTS = 1_000
_FROM = re.compile(rb"From \S+[^\n]*\d{4}[^\n]*\r?\n\Z")
_LINK = re.compile(r"<a\b[^>]*?href\s*=\s*[\"']?([^\"'\s>]+)[^>]*>(.{0,400}?)</a>", re.IGNORECASE | re.DOTALL)
_PLAIN_LINK = re.compile(r"^(.{0,120}?)[\s:<(]*(https?://[^\s>)\]]+)", re.MULTILINE)
_TAGS = re.compile(r"<[^>]*>")
_FORWARD = re.compile(r"^(?:fwd?|tr|wg|пересл|переадр)\s*:\s*", re.IGNORECASE)
_MACHINE = re.compile(r"[0-9a-f]{12,}|\d{6,}")  # a list's number at its sender, no name
_LIST = re.compile(r"\s*\"?([^\"<]*?)\"?\s*<[^>]*>")


def message(data: bytes, place: Place) -> Entries:
    """One mail, and the mails it carries."""
    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
    parsed = BytesParser(policy=policy.default).parsebytes(data)
    if not parsed.keys():
        yield place.issue("no-mail", "it has no mail headers; save the message again as .eml.")
        return
    parts = list(_leaves(parsed))
    if len(parts) > MOST_PARTS:
        yield place.issue(
            "too-many-parts", f"it has more than {MOST_PARTS:,} parts; the first ones were read.", fatal=False
        )
    carried = [part for part in parts[:MOST_PARTS] if part.get_content_type() == "message/rfc822"]
    own = _given(parsed)
    body = _body(parts[:MOST_PARTS])
    entries = list(_own(body, own, place, data)) if body else []
    yield from entries
    for number, each in enumerate(carried, start=1):
        inner = each.get_payload(0) if each.is_multipart() else None
        if isinstance(inner, Message):
            yield Part(
                inner.as_bytes(policy=policy.compat32), place.inside(f"mail-{number}", media_type="message/rfc822")
            )
    if not entries and not carried:
        yield place.issue("no-text", "this mail holds no text, only attachments or nothing; save what it carries.")


def _leaves(parsed: Message) -> Iterator[Message]:
    """The parts of a mail in order, lazily and without recursion; a mail inside it is one part."""
    waiting = [parsed]
    count = 0
    while waiting and count <= MOST_PARTS:
        part = waiting.pop()
        inner = part.get_payload() if part.is_multipart() else None
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting.extend(each for each in reversed(inner) if isinstance(each, Message))
        else:
            count += 1
            yield part


def _body(parts: list[Message]) -> tuple[str, str] | None:
    """Type and text of what a reader sees: the HTML part, unless the plain one says much more (an HTML stub)."""
    found: dict[str, str] = {}
    for part in parts:
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
            text = _text(part)
            if text.strip():
                found[kind] = (
                    found[kind] + "\n\n" + text if kind in found and kind == "text/plain" else found.get(kind) or text
                )
    plain, page = found.get("text/plain"), found.get("text/html")
    if page and (not plain or 3 * len(_TAGS.sub("", page)) >= len(plain)):
        return "html", page
    return ("text", plain) if plain else None


def _text(part: Message) -> str:
    """The text of a part: by its charset where that fits its bytes, else as any file is decoded."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    charset = part.get_content_charset()
    if charset:
        try:
            return payload.decode(charset)
        except (UnicodeDecodeError, LookupError, ValueError):
            pass
    return decode(payload, html=part.get_content_type() == "text/html").text


def _own(body: tuple[str, str], own: Given, place: Place, raw: bytes) -> Iterator[Received | Issue]:
    media, text = body
    if media == "text":
        text, original = forwarded.split(text)
        own = fill(original, own) if original else own
    own = fill(own, Given(url=_web_version(text, media)))
    if media == "html":
        said = Given(outlet=place.given.outlet)
        yield from texts.page(text, place, raw=raw, own=fill(said, own))
        return
    yield place.received(text, own, raw=raw)


def _given(parsed: Message) -> Given:
    subject = _header(parsed, "Subject")
    name, address = parseaddr(_header(parsed, "From") or "")
    listed = _LIST.match(_header(parsed, "List-Id") or "")
    called = listed[1].strip() if listed and not _MACHINE.search(listed[1]) else ""
    outlet = called or name.strip() or address.rpartition("@")[2]
    return Given(
        outlet=outlet or None,
        title=_FORWARD.sub("", subject).strip() or None if subject else None,
        language=(_header(parsed, "Content-Language") or "").partition(",")[0].strip() or None,
        url=_archived(parsed),
        published=_date(parsed),
        author=name.strip() or None,
    )


def _header(parsed: Message, name: str) -> str | None:
    """A header's words with their encoding undone, on one line; None where it is absent or beyond reading."""
    try:
        value = parsed.get(name)
        return " ".join(str(value).split())[:1000] if value is not None else None
    except FAULTS + (MessageError,):
        return None


def _date(parsed: Message) -> str | None:
    """When it was sent, with its offset; -0000 says that the sender's zone is unknown, and the moment is UTC."""
    try:
        moment = parsedate_to_datetime(_header(parsed, "Date") or "")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.isoformat() + ("Z" if moment.tzinfo is None else "")


def _archived(parsed: Message) -> str | None:
    found = (_header(parsed, "Archived-At") or "").strip(" <>")
    return found if found.startswith(("http://", "https://")) else None


def _web_version(text: str, media: str) -> str | None:
    """The address behind "view this email in your browser"."""
    from html import unescape

    words = lexicon.words("formats", "web_version")
    for match in (_LINK if media == "html" else _PLAIN_LINK).finditer(text[:200_000]):
        address, label = (match[1], match[2]) if media == "html" else (match[2], match[1])
        label = " ".join(unescape(_TAGS.sub(" ", label)).casefold().split())
        if address.startswith(("http://", "https://")) and any(word in label for word in words):
            return unescape(address)
    return None


def mailbox(file: BinaryIO, place: Place) -> Entries:
    """A mailbox of any length, a mail at a time (mboxrd: a line ">From " is one that was "From ")."""
    number, buffer, size = 0, list[bytes](), 0
    blank = True
    for line in _lines(file):
        if blank and _FROM.match(line):
            if number:
                yield from _mail(buffer, size, number, place)
            number, buffer, size = number + 1, [], 0
        elif number:
            size += len(line)
            if size <= LARGEST:
                buffer.append(line[1:] if re.match(rb">+From ", line) else line)
        blank = not line.strip(b"\r\n")
    if number:
        yield from _mail(buffer, size, number, place)
    else:
        yield place.issue("no-mail", 'no mail begins in it; a mailbox has a line "From …" above each mail.')


def _lines(file: BinaryIO) -> Iterator[bytes]:
    while line := file.readline(1_000_000):
        yield line


def _mail(buffer: list[bytes], size: int, number: int, place: Place) -> Entries:
    name = place.part(f"message-{number}")
    if size > LARGEST:
        yield place.issue("too-large", f"this mail is larger than {LARGEST // 2**20} MB.", name=name)
        return
    inner = place.inside(f"message-{number}", media_type="message/rfc822")
    yield Part(b"".join(buffer), inner)
