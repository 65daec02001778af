"""What a report is made of: its kind, its date, and its items (article, sections, updates, posts).

reads report → writes report, items
"""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from crosswire.base.ids import make_id
from crosswire.base.text import trim
from crosswire.model.report import Dated, Item, ItemKind, Report, ReportKind, Span
from crosswire.segment import dating, digest, listed, live, posts
from crosswire.segment.blocks import Block, announces, blocks

METHOD = "items/2"
_LONGEST_TITLE = 200  # code points
epoch_of = dating.epoch_of


def cut(report: Report, *, epoch: dt.date | None) -> tuple[Report, tuple[Item, ...]]:
    """The report with its kind and date set, and its items in order of their start (at least one).

    ``epoch`` is day 1 of a day count ("Day 454"), used where a report is neither given nor prints a date. Items that
    lie inside others are posts only.
    """
    report = replace(report, published=dating.of_report(report, epoch=epoch))
    single = posts.exported(report)
    if len(single) < 2 and (news := _listed(report)):
        return news
    if single:
        return _only_posts(report, single)
    paragraphs = _paragraphs(report)
    pasted = posts.embedded(report, paragraphs, closed=_repeated(report.text, paragraphs))
    own = tuple(block for block in paragraphs if not any(post.start <= block.start < post.end for post in pasted))
    kind, outer = _outer(report, own, last=paragraphs[-1].end if paragraphs else 0)
    report = replace(report, kind=kind)
    if kind == "digest":
        report = replace(report, title=_digest_title(report, own, outer))
    if kind == "live-blog" and outer[0].headline is not None and report.title == outer[0].headline:
        report = replace(report, title=None)  # the first update's headline is not the page's title
    inner = tuple(_post(report, post) for post in pasted)
    if kind == "article" and len(inner) == 1 and _covers(report, inner[0]):
        dated = inner[0].published if report.published.edtf is None else report.published
        report = replace(report, kind="post", published=dated)
        return report, inner
    return report, tuple(sorted([*outer, *inner], key=lambda item: (item.start, -item.end)))


def _listed(report: Report) -> tuple[Report, tuple[Item, ...]] | None:
    """A report that is a list of news on one line or in one post, with an item for each; None where it is none."""
    start, end = trim(report.text, 0, len(report.text))
    apart = [(span.start, span.end) for span in (*report.boilerplate, *([report.credit] if report.credit else []))]
    found = listed.find(report.text, start, end, apart=apart)
    if found is None:
        return None
    lead = " ".join(report.text[slice(*found.lead)].split())
    given = report.title
    title = lead if lead and (not given or len(given) > len(lead) and lead in given) else given
    report = replace(report, kind="digest", title=title)
    return report, tuple(_item(report, "section", None, *spot, report.published) for spot in found.items)


def _only_posts(report: Report, found: Sequence[posts.Post]) -> tuple[Report, tuple[Item, ...]]:
    """A report of kind post: dated as given, else as its first post prints."""
    own = report.published if report.published.edtf or not found[0].published.edtf else found[0].published
    report = replace(report, kind="post", published=own)
    title = report.title if len(found) == 1 else None
    return report, tuple(
        _item(
            report,
            "post",
            title,
            post.start,
            post.end,
            post.published if post.published.edtf else own,
            author=post.author,
        )
        for post in found
    )


def _paragraphs(report: Report) -> tuple[Block, ...]:
    marked = {span.start for span in report.boilerplate}
    return tuple(block for block in blocks(report.text) if block.start not in marked)


def _outer(report: Report, paragraphs: Sequence[Block], *, last: int) -> tuple[ReportKind, tuple[Item, ...]]:
    if paragraphs:
        found = digest.sections(report.text, paragraphs, last=last)
        if found:
            return "digest", tuple(_section(report, section) for section in found)
        running = live.updates(report.text, paragraphs, title=report.title, last=last)
        if running and _is_digest(report, paragraphs, running):
            return "digest", tuple(_update(report, update, report.published, "section") for update in running)
        if running:
            dates = _dates(report, running)
            return "live-blog", tuple(
                _update(report, update, dated, "update") for update, dated in zip(running, dates, strict=True)
            )
    start, end = trim(report.text, 0, len(report.text))
    return "article", (_item(report, "article", report.title, start, end, report.published),)


def _digest_title(report: Report, paragraphs: Sequence[Block], outer: Sequence[Item]) -> str | None:
    """A digest's title: as given, else the line that introduces it, without the date it begins with and its colon."""
    start, end = paragraphs[0].start, paragraphs[0].end
    line = report.text[start:end]
    if outer[0].start <= start or (report.title is not None and not line.startswith(report.title)):
        return report.title
    dated = report.published.span if report.published.evidence == "printed" else None
    if dated is not None and start <= dated.start < end and len(report.text[start : dated.start].split()) <= 2:
        line = report.text[dated.end : end].lstrip(" ,.:|—–-")
    return " ".join(line.split()).rstrip(":").strip() or report.title if len(line) <= _LONGEST_TITLE else report.title


def _is_digest(report: Report, paragraphs: Sequence[Block], running: Sequence[live.Update]) -> bool:
    """Whether blocks of headline and paragraphs stand under a digest's title rather than on a running page."""
    intro = report.text[paragraphs[0].start : running[0].start]
    lines = [report.title or "", intro if len(intro) < 600 else ""]
    return not any(update.clock for update in running) and any(
        announces("digest", line) and not announces("live", line) for line in lines
    )


def _section(report: Report, section: digest.Section) -> Item:
    head = section.headline
    words = " ".join(report.text[head.start : head.end].split()) if head else None
    span = report.span(head.start, head.end) if head else None
    return _item(report, "section", words, section.start, section.end, report.published, headline_span=span)


def _update(report: Report, update: live.Update, dated: Dated, kind: ItemKind) -> Item:
    head = update.headline
    words = " ".join(report.text[head.start : head.end].split()) if head else None
    span = report.span(head.start, head.end) if head else None
    return _item(report, kind, words, update.start, update.end, dated, headline_span=span)


def _dates(report: Report, running: Sequence[live.Update]) -> list[Dated]:
    """Each update's date: the page's, with the update's own time of day where it prints one.

    On a page that runs backwards, a time later than the one above it belongs to the day before (forwards: after).
    """
    if any(update.moment for update in running):  # the page states each update's day
        spans = [report.span(update.clock_start, update.clock_end) for update in running]
        return [
            Dated(update.moment, "printed", span) if update.moment else report.published
            for update, span in zip(running, spans, strict=True)
        ]
    base = report.published.edtf
    clocks = [update.clock for update in running if update.clock]
    if not clocks or base is None or len(base) < 10 or "/" in base:
        return [report.published] * len(running)
    day = dt.date.fromisoformat(base[:10])
    falls = sum(a > b for a, b in zip(clocks, clocks[1:], strict=False))
    step = -1 if falls * 2 > len(clocks) - 1 else 1
    found, previous = [], ""
    for update in running:
        if update.clock is None:
            found.append(report.published)
            continue
        if previous and (update.clock > previous if step < 0 else update.clock < previous):
            day += dt.timedelta(days=step)
        previous = update.clock
        span = report.span(update.clock_start, update.clock_end)
        found.append(Dated(f"{day.isoformat()}T{update.clock}:00", "printed", span))
    return found


def _repeated(text: str, paragraphs: Sequence[Block]) -> frozenset[int]:
    """Starts of paragraphs that stand in the text twice: headlines of a digest, which no post takes in."""
    lines = [text[block.start : block.end] for block in paragraphs]
    seen = Counter(lines)
    return frozenset(block.start for block, line in zip(paragraphs, lines, strict=True) if seen[line] > 1)


def _post(report: Report, post: posts.Post) -> Item:
    dated = post.published if post.published.edtf else report.published
    return _item(report, "post", None, post.start, post.end, dated, author=post.author)


def _covers(report: Report, item: Item) -> bool:
    return item.end - item.start >= 0.9 * len(report.text.strip())


def _item(
    report: Report,
    kind: ItemKind,
    headline: str | None,
    start: int,
    end: int,
    published: Dated,
    *,
    headline_span: Span | None = None,
    author: str | None = None,
) -> Item:
    identifier = make_id("item", report.id, kind, start, headline)
    return Item(identifier, report.id, kind, headline, start, end, published, headline_span, author)
