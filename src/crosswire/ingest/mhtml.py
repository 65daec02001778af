"""MHTML: a page as a browser saves it in one file.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.formats`. The root part is the page (RFC 2557);
pictures and styles are left out, frames too: advertisements and players stand in them.
"""

from email import policy
from email.message import Message
from email.parser import BytesParser

from crosswire.ingest import texts
from crosswire.ingest.decode import decode
from crosswire.ingest.mail import MOST_PARTS
from crosswire.ingest.place import Entries, Place
from crosswire.model.report import Given

METHOD = "mhtml/1"


def read(data: bytes, place: Place) -> Entries:
    """The page of an MHTML file, with its address. The date it was saved is not the date it was published."""
    parsed = BytesParser(policy=policy.compat32).parsebytes(data)
    root = _root(parsed)
    payload = root.get_payload(decode=True) if root is not None else None
    if root is None or not isinstance(payload, bytes) or not payload.strip():
        yield place.issue("no-main-text", "no page lies in it; save the page again.")
        return
    text = _decoded(payload, root.get_content_charset())
    address = _address(parsed.get("Snapshot-Content-Location")) or _address(root.get("Content-Location"))
    yield from texts.page(text, place, raw=data, own=Given(url=place.given.url or address))


def _root(parsed: Message) -> Message | None:
    if not parsed.is_multipart():
        return parsed if parsed.get_content_type() in ("text/html", "application/xhtml+xml") else None
    start = str(parsed.get_param("start") or "").strip("<>")
    pages = []
    for number, part in enumerate(parsed.walk()):
        if number > MOST_PARTS:
            break
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            if start and str(part.get("Content-ID") or "").strip("<>") == start:
                return part
            pages.append(part)
    return pages[0] if pages else None


def _decoded(payload: bytes, charset: str | None) -> str:
    if charset:
        try:
            return payload.decode(charset)
        except (UnicodeDecodeError, LookupError, ValueError):
            pass
    return decode(payload, html=True).text


def _address(value: object) -> str | None:
    words = "".join(str(value or "").split())
    return words if words.startswith(("http://", "https://")) else None
