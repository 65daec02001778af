"""The one entry for bytes of any format: finds out what they are, and has them read.

reads nothing → writes received, issues. What bytes are is told by their content where it is plain, else by the name's
suffix, else by the media type a server stated; a reader that holds other files (an archive, a mail) gives them back
as parts, which are read the same way, three deep at most.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO

from crosswire.ingest import own, sniff
from crosswire.ingest.place import FAULTS, LARGEST, UNSAID, Entries, Part, Place, sound
from crosswire.language import lexicon
from crosswire.model.account import Issue
from crosswire.model.report import Given, Received, ReportKind

METHOD = "formats/1"
DEEPEST = 3  # containers in one another
_HEAD = 65_536


@dataclass(frozen=True, slots=True)
class Format:
    """A row of the table of formats: the kind :mod:`sniff` tells, in words, and its reader, "module:function" in this
    room, imported when first needed. A reader takes all bytes at once, or (``stream``) an open file, of which it has
    one part in memory at a time, however long it is."""

    kind: str
    words: str
    reader: str
    stream: bool = False

    def read(self, file: BinaryIO, place: Place) -> Entries:
        """What the reader makes of an open file."""
        module, _, function = self.reader.partition(":")
        found: Callable[..., Entries] = getattr(import_module(f"crosswire.ingest.{module}"), function)
        yield from found(file if self.stream else file.read(), place)


FORMATS: tuple[Format, ...] = (
    Format("text", "plain text", "texts:text"),
    Format("markdown", "Markdown", "texts:markdown"),
    Format("html", "HTML", "texts:html"),
    Format("mhtml", "a saved web page", "mhtml:read"),
    Format("mail", "mail", "mail:message"),
    Format("mbox", "a mailbox", "mail:mailbox", stream=True),
    Format("pdf", "PDF", "pdf:read"),
    Format("docx", "a Word document", "word:read"),
    Format("json", "JSON", "objects:whole"),
    Format("jsonl", "lines of JSON", "objects:lines", stream=True),
    Format("csv", "a table", "tables:comma"),
    Format("tsv", "a table", "tables:tab"),
    Format("feed", "a feed", "syndication:read"),
    Format("sitemap", "a sitemap", "syndication:read"),
    Format("newsml", "NewsML-G2 or NITF", "newsml:read"),
    Format("warc", "a web archive", "warc:read", stream=True),
    Format("zip", "a zip archive", "bundles:zipped", stream=True),
    Format("tar", "a tar archive", "bundles:tar", stream=True),
    Format("tar-gz", "a tar archive", "bundles:tar_gz", stream=True),
    Format("gzip", "a gzip file", "bundles:gzipped", stream=True),
)
_BY_KIND = {row.kind: row for row in FORMATS}


def readable() -> str:
    """What Crosswire reads, in words, for messages."""
    return str(lexicon.load("formats")["readable"])


def read(
    data: bytes,
    *,
    name: str,
    media_type: str | None = None,
    given: Given = UNSAID,
    path: str | None = None,
    mapping: Mapping[str, str] | None = None,
    kind: ReportKind | None = None,
) -> Iterator[Received | Issue]:
    """The reports in some bytes, and an issue for what cannot be read: at least one of the two, never an exception.

    ``name`` is a file's base name or a URL, with ``#…`` for a part of it. ``given`` is what is said of them from
    outside (sources.toml, a feed's entry); ``mapping`` names the fields of a table or JSON ("text" → "body.plain").
    """
    place = Place(name, given, path, media_type, mapping or {}, kind)
    yield from _read(io.BytesIO(data), len(data), place)


def read_stream(file: BinaryIO, size: int, place: Place) -> Iterator[Received | Issue]:
    """As :func:`read`, of an open file of ``size`` bytes that can be sought."""
    yield from _read(file, size, place)


def _read(file: BinaryIO, size: int, place: Place) -> Iterator[Received | Issue]:
    head = file.read(_HEAD)
    file.seek(0)
    found = sniff.kind(head, place.name, place.media_type)
    row = _BY_KIND.get(found)
    if row is None:
        yield _unread(found, place)
        return
    if not row.stream and own.made_here(head, _end(file, size)):
        message = "it is a brief or an analysis that Crosswire made, and no report; it is left out."
        yield place.issue("own-output", message, fatal=False)
        return
    if not row.stream and size > LARGEST:
        message = f"it is larger than {LARGEST // (1024 * 1024)} MB; split it into single reports."
        yield place.issue("too-large", message)
        return
    nothing = True
    for entry in _guarded(row, file, place):
        nothing = False
        if not isinstance(entry, Part):
            yield sound(entry) if isinstance(entry, Received) else entry
        elif entry.place.depth > DEEPEST:
            yield entry.place.issue("too-deep", f"it lies more than {DEEPEST} archives deep; unpack it first.")
        else:
            yield from _read(entry.file or io.BytesIO(entry.data), len(entry.data), entry.place)
    if nothing:
        yield place.issue("empty", f"there is nothing to read in it ({row.words}).")


def _end(file: BinaryIO, size: int) -> bytes:
    file.seek(max(0, size - own.TAIL))
    end = file.read(own.TAIL)
    file.seek(0)
    return end


def _guarded(row: Format, file: BinaryIO, place: Place) -> Entries:
    try:
        yield from row.read(file, place)
    except FAULTS as error:
        what = " ".join(str(error).split())[:200] or type(error).__name__
        yield place.issue("broken", f"it cannot be read as {row.words} ({what}); check that it was saved whole.")


def _unread(found: str, place: Place) -> Issue:
    if found == "empty":
        return place.issue("empty", "the file is empty; check that it was saved.")
    if found == "binary":
        message = f"it is no text (a picture, document or archive?); save it as one of these: {readable()}."
        return place.issue("binary", message)
    known = lexicon.load("formats")["unread"].get(found)
    message = known or f"files of kind {found} are not read; Crosswire reads {readable()}."
    return place.issue("unsupported-format", message)
