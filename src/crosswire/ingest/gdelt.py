"""GDELT's lists of articles: the DOC API's article list (JSON, CSV), the Global Knowledge Graph, events and mentions.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.listings`. Formats: GDELT 2.0 codebooks (GKG 2.1: 27
tab-separated columns, events 61, mentions 16), and the DOC 2.0 API's ``mode=artlist``. Such a list holds addresses
and no texts: as a report it is an issue, "listing", and the fetcher is given its addresses.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from crosswire.ingest import moments
from crosswire.ingest.fields import host
from crosswire.ingest.place import Place
from crosswire.model.account import Issue
from crosswire.model.listed import Listed

METHOD = "gdelt/1"
_ADDRESS = re.compile(r"https?://[^\s/]+\S*\Z")
_PAGE_TITLE = re.compile(r"<PAGE_TITLE>(.*?)</PAGE_TITLE>")
_PAGE_TIME = re.compile(r"<PAGE_PRECISEPUBTIMESTAMP>(\d{14})</PAGE_PRECISEPUBTIMESTAMP>")
_SHAPES = (
    (27, 4, 1),
    (16, 5, 2),
    (61, 60, 59),
)  # columns, and which holds the address and the time: GKG, mentions, events
_TRANSLATED = re.compile(r"srclc:(\w{3})")


def looks_table(text: str) -> bool:
    """Whether a table is one of GDELT's lists."""
    first = text[:20_000].split("\n", 1)[0].rstrip("\r")
    if first.count(",") >= 2 and re.match(r'\s*"?url"?,', first, re.IGNORECASE):
        names = {name.strip().strip('"').casefold() for name in first.split(",")}
        return bool(names & {"seendate", "date", "mobileurl", "url_mobile"}) and "text" not in names
    cells = first.split("\t")
    return any(len(cells) == width and _ADDRESS.match(cells[at]) for width, at, _ in _SHAPES)


def looks_object(found: Any) -> bool:
    """Whether JSON is the DOC API's article list."""
    rows = found.get("articles") if isinstance(found, Mapping) else None
    return (
        isinstance(rows, list) and bool(rows) and isinstance(rows[0], Mapping) and {"url", "seendate"} <= set(rows[0])
    )


def table(text: str) -> Iterator[Listed]:
    """The addresses of a list in CSV or TSV; rows without one are passed over."""
    first = text[:20_000].split("\n", 1)[0]
    if "\t" not in first:
        for record in csv.DictReader(io.StringIO(text.replace("\x00", ""), newline="")):
            row = {str(key).strip().casefold(): value for key, value in record.items() if isinstance(value, str)}
            if found := _listed(row):
                yield found
        return
    for line in io.StringIO(text):
        cells = line.rstrip("\r\n").split("\t")
        shape = next((each for each in _SHAPES if len(cells) == each[0]), None)
        if shape is None or not _ADDRESS.match(cells[shape[1]]):
            continue
        yield _cells(cells, shape)


def _cells(cells: list[str], shape: tuple[int, int, int]) -> Listed:
    from html import unescape

    width, at, when = shape
    url, whole = cells[at], cells[-1] if width == 27 else ""
    title, precise, source = _PAGE_TITLE.search(whole), _PAGE_TIME.search(whole), _TRANSLATED.search(" ".join(cells))
    stamp = precise[1] if precise else cells[when]
    published = moments.iso(stamp)
    return Listed(
        url,
        unescape(title[1]).strip() or None if title else None,
        f"{published}Z" if published and len(published) == 19 else published,
        (cells[3] if width == 27 else None) or host(url),
        source[1] if source else None,
    )


def objects(found: Mapping[str, Any]) -> Iterator[Listed]:
    """The addresses of the DOC API's article list."""
    for row in found.get("articles", []):
        if isinstance(row, Mapping) and (listed := _listed(row)):
            yield listed


def _listed(row: Mapping[str, Any]) -> Listed | None:
    url = row.get("url")
    if not isinstance(url, str) or not _ADDRESS.match(url.strip()):
        return None

    def words(*keys: str) -> str | None:
        value = next((row[key] for key in keys if isinstance(row.get(key), str) and row[key].strip()), None)
        return " ".join(value.split()) if value else None

    seen = moments.iso(words("seendate", "date"))
    return Listed(url.strip(), words("title"), seen, words("domain") or host(url), _language(words("language")))


def _language(name: str | None) -> str | None:
    """A language as its tag: the list writes English names."""
    from crosswire.language import lexicon

    return lexicon.load("formats")["languages"].get(name.casefold(), name.casefold()) if name else None


def issue(text: str, place: Place) -> Issue:
    """What a list is as a report: none."""
    return listing(place, sum(1 for _ in table(text)))


def listing(place: Place, count: int) -> Issue:
    """The issue of a list of ``count`` addresses."""
    message = f"it lists {count:,} addresses of articles and holds none of their texts; fetch them to read them."
    return place.issue("listing", message)
