"""From what was received to a report: main text, title, language, date as given, boilerplate.

reads received → writes report
"""

import datetime as dt
import re
from dataclasses import replace

from crosswire.base.errors import ItemFailed
from crosswire.base.ids import make_id
from crosswire.base.text import normalise
from crosswire.extract import given, marks, page, signed, stubs
from crosswire.extract.furniture import boilerplate, channel_footer
from crosswire.extract.language import SHORT, agrees, detect
from crosswire.extract.markdown import render
from crosswire.language import edtf
from crosswire.model.account import Issue
from crosswire.model.report import UNDATED, Dated, Given, Link, Received, Report

METHOD = "article/3"
READ = ("en", "uk", "ru")  # languages Crosswire reads claims in
LONGEST = 1_000_000  # code points of a text
_LONGEST_TITLE = 200
_TITLE_END = re.compile(r"(?:[.!;,…][\"'”’»)]*|[—–-])$")
_WORD = re.compile(r"\w+")
_LEAST_WORDS = 8  # of a page: below that the extractor has kept a menu or a notice, not an article


def extract(received: Received) -> tuple[Report, tuple[Issue, ...]]:
    """The report of what was received, and what a reader should know about its reading.

    Plain text is kept whole; Markdown loses its marks; of HTML the main text is taken, the title apart. Raises
    ItemFailed with reason "no-main-text" (a page without an article), "no-words" (nothing but marks), "too-long", or
    what the page is instead of a report ("error-page", "login-wall" …: see :mod:`crosswire.extract.stubs`).
    """
    said, plain, title, printed, found = _content(received)
    plain = marks.settled(plain)
    text = plain.text
    if found.stub and (found.stub != "paywall-stub" or not stubs.has_paragraph(text)):
        raise ItemFailed(found.stub, f"{received.name}: {stubs.MESSAGES[found.stub]}")
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
        kind="live-blog" if found.live else received.kind or "article",
        outlet=said.outlet,
        title=said.title or title or _title(text),
        language=language,
        published=published,
        text=text,
        family=received.given.family,
        updated=_updated(said, received.content, found.updated),
        author=said.author,
        captions=tuple(normalise(caption) for caption in found.captions),
    )
    report = replace(report, links=tuple(Link(report.span(a, b), url) for a, b, url in plain.links))
    return _marked(report), _issues(report, said, bad, found.stub)


def _marked(report: Report) -> Report:
    """The report with its furniture, byline, dateline and credit line as spans of its text."""
    found = signed.find(report.text)
    byline, dateline, credit = (
        report.span(*spot) if spot else None for spot in (found.byline, found.dateline, found.credit)
    )
    spots = set(boilerplate(report.text))
    footer = channel_footer(report.text, [(link.span.start, link.span.end, link.url) for link in report.links])
    if footer and not any(start < footer[1] and footer[0] < end for start, end in spots):
        spots.add(footer)
    lines = tuple(report.span(start, end) for start, end in sorted(spots))
    return replace(report, boilerplate=lines, byline=byline, dateline=dateline, credit=credit)


def _updated(said: Given, content: str, printed: str | None) -> Dated:
    """When the report was last changed, as its giver or page's data says, else as the page prints; else undated."""
    value = given.date(said.updated) if said.updated else None
    if value is None:
        return Dated(printed, "printed") if printed else UNDATED
    return Dated(value, "printed" if said.updated and _quoted(said.updated, content) else "given")


def _content(received: Received) -> tuple[Given, marks.Plain, str | None, bool, page.Page]:
    """What is said of the report, its text with its links, its title, whether its date is the page's own, and the page
    it was."""
    said = received.given
    if received.media == "html":
        found = page.read(received.content)
        printed = said.published is None or _quoted(said.published, received.content)
        said = replace(
            said,
            outlet=said.outlet or found.outlet,
            title=said.title or found.title,
            url=said.url or found.url,
            published=said.published or found.published,
        )
        return said, marks.Plain(found.text), found.title, printed, found
    if received.media == "markdown":
        text, title = render(received.content)
        return said, marks.Plain(text), title, False, page.Page(text)
    plain = marks.Plain(received.content, received.links) if received.links else marks.strip(received.content)
    said = replace(said, title=marks.strip(said.title).text.strip() or None if said.title else None)
    return said, plain, None, False, page.Page(plain.text)


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


def _issues(report: Report, said: Given, bad: str | None, stub: str | None) -> tuple[Issue, ...]:
    found = []
    if stub is not None:
        found.append((stub, f"{stubs.MESSAGES[stub]} What is shown is read."))
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
            make_id("issue", report.name, "extract", reason, report.id),
            report.id,
            "extract",
            reason,
            f"{report.name}: {message}",
        )
        for reason, message in found
    )


def _is_future(published: Dated) -> bool:
    if published.edtf is None:
        return False
    first, _ = edtf.bounds(published.edtf)
    return first is not None and first > dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=1)
