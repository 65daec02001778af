"""The headline of a story, in the list of key events and above the story.

reads stories → writes lines
"""

import re

from crosswire.brief.choose import Weighed, lede_of
from crosswire.brief.disputes import question_words
from crosswire.brief.facts import Facts
from crosswire.brief.naming import voice_words
from crosswire.brief.wording import Ledger, count_words, said
from crosswire.model.brief import Line, LineKind, Segment
from crosswire.model.report import Item, Span

_LINE = re.compile(r"((?:\S+\s){4,60}?\S+)\s{2,}(?=[A-ZА-ЯЁІЇЄҐ“«\"])")
"""The first line of a post that lost its line breaks: two spaces stand where one was."""
_OUTLET = re.compile(r"\s+[|–—-]\s+([^|–—]{2,40})\s*$")
_LIST = re.compile(r"[\s:*]*[•▪▫◾🔹]")


def headline(kind: LineKind, weighed: Weighed, ledger: Ledger, facts: Facts) -> Line:
    segments = [*title_segments(weighed, ledger, facts), counts(weighed)]
    claims = [weighed.story.id]
    if weighed.disputes and kind == "key":
        first = weighed.disputes[0]
        segments.append(said("disputed", question=question_words(first)))
        claims.append(first.id)
    return ledger.line(kind, [segments], claims=claims)


def counts(weighed: Weighed) -> Segment:
    """How many texts tell the story and how many holders speak in them."""
    texts = count_words("texts", weighed.texts)
    if not weighed.holders:
        return said("counts-few", texts=texts)
    return said("counts", texts=texts, holders=count_words("holders", weighed.holders))


def title_segments(weighed: Weighed, ledger: Ledger, facts: Facts) -> list[Segment]:
    """The story's headline as a report prints it, with the report's voice; else its lede sentence."""
    span = title_span(weighed, facts)
    if span is None:
        first = min(weighed.items, key=lambda item: (facts.items[item].report, facts.items[item].start))
        item = facts.items[first]
        start = facts.past_marks(item.report, item.start)
        span = _tidy(facts.around(item.report, start, start + 1), facts)
    report = facts.report(span.report)
    return [ledger.verbatim(span), said("by-report", report=voice_words(report))]


def title_span(weighed: Weighed, facts: Facts) -> Span | None:
    """The headline of the item that gives the lede, or the story's where that is no older, else the lede: a headline
    of yesterday ("toll rises to seven") does not head what is nine today."""
    lede = lede_of(weighed, facts)
    first = lede[0].item if lede else None
    items = sorted(
        (facts.items[item] for item in weighed.items),
        key=lambda i: (facts.redated(i.report), i.id != first, i.headline != weighed.story.title, i.id),
    )
    for item in items:
        report = facts.report(item.report)
        if first is not None and item.id != first and item.headline != weighed.story.title:
            break
        if first is not None and _day(item, facts) < _day(facts.items[first], facts):
            continue
        if item.headline_span is not None and re.search(r"\w", item.headline_span.exact):
            return _tidy(item.headline_span, facts)
        start = report.text.find(item.headline, item.start, item.end) if item.headline else -1
        if item.headline and re.search(r"\w", item.headline) and start >= 0:
            return _tidy(report.span(start, start + len(item.headline)), facts)
    return _tidy(facts.around(lede[0].report, lede[0].start, lede[0].end), facts) if lede else None


def _day(item: Item, facts: Facts) -> str:
    return (item.published.edtf or facts.report(item.report).published.edtf or "")[:10]


def opens_list(span: Span, start: int = 0) -> int | None:
    """Where a sentence goes over into a list of points; None where it does not."""
    found = _LIST.search(span.exact, start)
    return found.start() if found else None


def _without_outlet(span: Span, start: int, end: int, facts: Facts) -> int:
    """Where a heading ends that the page's own name follows ("… three villages | Valley Times")."""
    report = facts.report(span.report)
    found = _OUTLET.search(report.text[start:end])
    if found is None or not report.outlet:
        return end
    one, two = ("".join(c for c in name.casefold() if c.isalnum()) for name in (found[1], report.outlet))
    return start + found.start() if one == two else end


def _tidy(span: Span, facts: Facts) -> Span:
    """A heading without the marks before it, and without the list that a sentence opens."""
    start = facts.past_marks(span.report, span.start)
    opened = opens_list(span, start - span.start)
    line = _LINE.search(span.exact, start - span.start)
    ends = [span.start + at for at in (opened, line.end(1) if line else None) if at is not None]
    end = min(ends, default=span.end)
    end = _without_outlet(span, start, end, facts)
    end -= len(span.exact[: end - span.start]) - len(span.exact[: end - span.start].rstrip(" \n:*"))
    return facts.report(span.report).span(start, end) if start < end else span
