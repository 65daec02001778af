"""The headline of a story, in the list of key events and above the story.

reads stories → writes lines
"""

from crosswire.brief.choose import Weighed, lede_of
from crosswire.brief.disputes import question_words
from crosswire.brief.facts import Facts
from crosswire.brief.naming import voice_words
from crosswire.brief.wording import Ledger, count_words, said
from crosswire.model.brief import Line, LineKind, Segment
from crosswire.model.report import Span


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
        span = facts.around(item.report, item.start, item.start + 1)
    report = facts.report(span.report)
    return [ledger.verbatim(span), said("by-report", report=voice_words(report))]


def title_span(weighed: Weighed, facts: Facts) -> Span | None:
    items = sorted(
        (facts.items[item] for item in weighed.items), key=lambda i: (i.headline != weighed.story.title, i.id)
    )
    for item in items:
        report = facts.report(item.report)
        if item.headline_span is not None:
            return item.headline_span
        start = report.text.find(item.headline, item.start, item.end) if item.headline else -1
        if item.headline and start >= 0:
            return report.span(start, start + len(item.headline))
    lede = lede_of(weighed, facts)
    return facts.around(lede[0].report, lede[0].start, lede[0].end) if lede else None
