"""From what was received to a report: main text, title, language, date as given, boilerplate.

reads received → writes report
"""

import datetime as dt
import re
from dataclasses import replace

from crosswire.base.errors import ItemFailed
from crosswire.base.ids import make_id
from crosswire.base.text import normalise
from crosswire.extract import given, page
from crosswire.extract.furniture import boilerplate
from crosswire.extract.language import SHORT, agrees, detect
from crosswire.extract.markdown import render
from crosswire.language import edtf
from crosswire.model.account import Issue
from crosswire.model.report import UNDATED, Dated, Given, Received, Report

METHOD = "article/1"
READ = ("en", "uk", "ru")  # languages Crosswire reads claims in
LONGEST = 1_000_000  # code points of a text
_LONGEST_TITLE = 200
_TITLE_END = re.compile(r"(?:[.!;,…][\"'”’»)]*|[—–-])$")
_WORD = re.compile(r"\w+")
_LEAST_WORDS = 8  # of a page: below that the extractor has kept a menu or a notice, not an article


def extract(received: Received) -> tuple[Report, tuple[Issue, ...]]:
    """The report of what was received, and what a reader should know about its reading.

    Plain text is kept whole; Markdown loses its marks; of HTML the main text is taken, the title apart. Raises
    ItemFailed with reason "no-main-text" (a page without an article), "no-words" (nothing but marks) or "too-long".
    """
    said, text, title, printed = _content(received)
    text = normalise(text)
    if len(_WORD.findall(text)) < (_LEAST_WORDS if received.media == "html" else 1):
        reason = "no-main-text" if received.media == "html" else "no-words"
        raise ItemFailed(reason, f"{received.name}: no text to read in it; check that it is the right file.")
    if len(text) > LONGEST:
        message = (
            f"its text has {len(text):,} characters, more than the {LONGEST:,} of a report; split it into reports."
        )
        raise ItemFailed("too-long", f"{received.name}: {message}")
    published, bad = _published(said, printed)
    stated = (said.language or "").lower().replace("_", "-").partition("-")[0]
    language = (stated if len(text) < SHORT else None) or detect(text) or stated or "und"
    identifier = make_id("report", text, said.outlet, said.url, published.edtf)
    report = Report(
        id=identifier,
        name=received.name,
        url=said.url,
        kind="article",
        outlet=said.outlet,
        title=said.title or title or _title(text),
        language=language,
        published=published,
        text=text,
    )
    report = replace(report, boilerplate=tuple(report.span(start, end) for start, end in boilerplate(text)))
    return report, _issues(report, said, bad)


def _content(received: Received) -> tuple[Given, str, str | None, bool]:
    """What is said of the report, its text, its title, and whether its date is the page's own."""
    said = received.given
    if received.media == "html":
        found = page.read(received.content)
        printed = said.published is None or _quoted(said.published, received.content)
        said = Given(
            outlet=said.outlet or found.outlet,
            title=said.title or found.title,
            url=said.url or found.url,
            language=said.language,
            published=said.published or found.published,
        )
        return said, found.text, found.title, printed
    if received.media == "markdown":
        text, title = render(received.content)
        return said, text, title, False
    return said, received.content, None, False


def _quoted(words: str, html: str) -> bool:
    """Whether a date is the page's own: it stands in its markup as a value."""
    return f'"{words}"' in html or f"'{words}'" in html


def _published(said: Given, printed: bool) -> tuple[Dated, str | None]:
    """The given date with its evidence, and the words of a date that could not be read."""
    if not said.published or not said.published.strip():
        return UNDATED, None
    value = given.date(said.published)
    if value is None:
        return UNDATED, said.published
    return Dated(value, "printed" if printed else "given"), None


def _title(text: str) -> str | None:
    """The first line where it is set as a headline: short, without a sentence's end, parted from what follows."""
    lines = text.lstrip("\n").split("\n")
    first = lines[0].strip()
    blank = len(lines) > 2 and not lines[1].strip()
    if not blank or not 2 <= len(first.split()) <= 40 or len(first) > _LONGEST_TITLE or _TITLE_END.search(first):
        return None
    return first.rstrip(":").strip() or None


def _issues(report: Report, said: Given, bad: str | None) -> tuple[Issue, ...]:
    found = []
    if bad is not None:
        found.append(
            ("bad-date", f'the date "{bad[:80]}" cannot be read; write it as 2023-05-23. The report is undated.')
        )
    if _is_future(report.published):
        found.append(("future-date", f"its date, {report.published.edtf}, lies in the future; check it."))
    if said.language and not agrees(said.language, report.language, report.text):
        message = f'it is said to be in "{said.language}" but reads as "{report.language}"; it is read as the latter.'
        found.append(("language-mismatch", message))
    if report.language not in READ:
        message = f'its language, "{report.language}", is not read; the text is kept, no claims are taken from it.'
        found.append(("unread-language", message))
    return tuple(
        Issue(
            make_id("issue", report.name, "extract", reason), report.id, "extract", reason, f"{report.name}: {message}"
        )
        for reason, message in found
    )


def _is_future(published: Dated) -> bool:
    if published.edtf is None:
        return False
    first, _ = edtf.bounds(published.edtf)
    return first is not None and first > dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=1)
