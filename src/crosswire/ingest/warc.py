"""Web archives (WARC), plain or in gzip members: each saved page a report.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.formats`. Read by warcio as a stream, so that an
archive may be larger than memory. Of each response the body is given back as a part, with its address and media type;
pictures, scripts and redirects are counted and left out. The date of a record is when it was fetched, not when the
page was published: it is not taken for one.
"""

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from importlib.util import find_spec
from typing import Any, BinaryIO

from crosswire.ingest.place import FAULTS, Entries, Part, Place

METHOD = "warc/1"
LARGEST = 16 * 1024 * 1024  # bytes of one page, unpacked
MOST = 5_000_000  # records of one archive
_READ = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
_TYPES = ("response", "resource", "conversion")


def read(file: BinaryIO, place: Place) -> Entries:
    """The pages of an archive, in its order; at its end, what was left out and why."""
    if find_spec("warcio") is None:
        yield place.issue("needs-warcio", "web archives are read with a library: pip install warcio.")
        return
    left: Counter[str] = Counter()
    count = pages = 0
    for record in _records(file):
        if isinstance(record, str):
            message = f"it breaks off or is damaged after {count:,} records ({record}); what stood before was read."
            yield place.issue("truncated", message, fatal=not count)
            break
        count += 1
        if count > MOST:
            yield place.issue("too-many", f"it has more than {MOST:,} records; the first ones were read.", fatal=False)
            break
        found = _page(record, place)
        if isinstance(found, Part):
            pages += 1
            yield found
        elif found:
            left[found] += 1
    told = ", ".join(f"{number:,} {reason}" for reason, number in left.most_common())
    if told:
        yield place.issue("left-out", f"{told} of its {count:,} records were left out.", fatal=False)
    if not pages:
        yield place.issue("no-pages", f"none of its {count:,} records is a page that can be read.")


def _records(file: BinaryIO) -> Iterator[Any]:
    """The records; last of all, why an archive could not be read to its end. warcio stops silently at a cut."""
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    record = None
    try:
        archive = ArchiveIterator(file, check_digests=False)
        while True:
            with redirect_stderr(io.StringIO()):  # its remarks on damaged archives
                record = next(archive, None)
            if record is None:
                break
            yield record
            with redirect_stderr(io.StringIO()):
                archive.read_to_end()
            if getattr(record.raw_stream, "limit", 0) > 0:
                yield "the last record is shorter than it says"
                return
        end = sum(archive.member_info or (0, 0))
        file.seek(end)
        if file.read(1024).strip():
            yield "what follows is no whole record"
    except (*FAULTS, ArchiveLoadFailed) as error:
        yield " ".join(str(error).split())[:120] or type(error).__name__


def _page(record: Any, place: Place) -> Part | str | None:
    """A record's page; else in a few words what it is; None for records that are no content."""
    if record.rec_type not in _TYPES:
        return None
    headers = record.http_headers
    status = headers.get_statuscode() if headers is not None else "200"
    if status != "200":
        return "redirects and errors"
    media = _media(record)
    if media not in _READ:
        return "pictures, scripts and other files"
    address = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip(" <>")
    with redirect_stderr(io.StringIO()):
        data = record.content_stream().read(LARGEST + 1)
    if len(data) > LARGEST:
        return f"pages over {LARGEST // 2**20} MB"
    if not data.strip():
        return "empty pages"
    given = place.given
    if address.startswith(("http://", "https://")):
        given = replace(given, url=address)
    return Part(data, place.inside(address[:500] or "page", given=given, media_type=media))


def _media(record: Any) -> str:
    headers = record.http_headers if record.http_headers is not None else record.rec_headers
    return str(headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
