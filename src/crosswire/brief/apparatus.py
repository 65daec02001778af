"""What stands below the stories: how the reports relate, what is not known, what could not be read.

reads account → writes lines
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from crosswire.brief.dates import phrase
from crosswire.brief.facts import Facts
from crosswire.brief.front import first_words, reports_of
from crosswire.brief.same import Counterparts, matched
from crosswire.brief.wording import Ledger, count_words, said
from crosswire.language import edtf
from crosswire.language.lexicon import load
from crosswire.model.account import Issue
from crosswire.model.brief import Line, Segment
from crosswire.model.report import Report, Span
from crosswire.model.story import CopyLink


def all_lines(facts: Facts, covered: Collection[str]) -> list[tuple[Line, list[Span]]]:
    """Every line about the reports themselves, as a brief of these items has them, each with the spans it cites."""
    ledger = Ledger(facts)
    lines = (
        *relation_lines(facts, ledger, covered),
        *unknown_lines(facts, ledger, covered),
        *unread_lines(tuple(facts.issues.values()), facts, ledger),
    )
    spans = {citation.number: citation.span for citation in ledger.citations()}
    return [(line, [spans[number] for number in line.citations]) for line in lines]


def report_kind(report: Report, facts: Facts) -> str:
    """What kind of report it is: "a digest of 9 sections"."""
    parts = [i for i in facts.readings[report.id].items if i.kind in ("section", "update")]
    return str(load("templates")["kind"][report.kind]).format(n=len(parts))


def report_dated(report: Report) -> str:
    """When it is dated and how that is known: "dated 23 May 2023 (printed in it)"."""
    table = load("templates")["dated"]
    return str(table[report.published.evidence]).format(when=phrase(report.published.edtf) or "")


def copy_template(link: CopyLink) -> str:
    """The template for a link: one that says which text comes from which, or one that says that it is not known."""
    either = not link.directed and link.kind in load("templates")["undirected"]["kinds"]
    return f"copy-{link.kind}{'-either' if either else ''}"


def relation_lines(facts: Facts, ledger: Ledger, covered: Collection[str]) -> tuple[Line, ...]:
    """What each report is, and which are copies, translations or parts of which."""
    reports = reports_of(facts, covered)
    shown = {r.id for r in reports}
    lines = [
        ledger.line(
            "relation",
            [[_described(r, facts)]],
            claims=[r.id],
            cites=[r.published.span or first_words(r)],
        )
        for r in reports
    ]
    lines += [_copy_line(link, ledger, facts) for link in _tree(shown, facts)]
    return tuple(lines)


def _described(report: Report, facts: Facts) -> Segment:
    """What a report is, with its outlet where its name does not say it."""
    words = {"report": report.name, "kind": report_kind(report, facts), "dated": report_dated(report)}
    if report.outlet and report.outlet.casefold() not in report.name.casefold():
        return said("report-is-by", outlet=report.outlet, **words)
    return said("report-is", **words)


@dataclass(frozen=True, slots=True)
class _Tie:
    """All links of one kind between two reports."""

    source: str
    target: str
    links: tuple[CopyLink, ...]

    @property
    def best(self) -> CopyLink:
        return max(self.links, key=lambda link: (link.share, link.id))

    @property
    def original(self) -> str:
        """The report the other comes from: the whole of "contained", else the first side."""
        return self.target if self.best.kind == "contained" else self.source


def _tree(shown: Collection[str], facts: Facts) -> list[_Tie]:
    """Of the links between reports, group by group, one for each report after the first: to the text that most others
    come from where there is one. What follows from these is left out."""
    pairs: dict[tuple[str, str, str], list[CopyLink]] = defaultdict(list)
    for link in sorted(facts.copies.values(), key=lambda c: c.id):
        left, right = facts.items.get(link.source), facts.items.get(link.target)
        pair = (left.report if left else link.source, right.report if right else link.target)
        if pair[0] in shown and pair[1] in shown and pair[0] != pair[1]:
            pairs[*pair, link.kind].append(link)
    ties = [_Tie(source, target, tuple(links)) for (source, target, _), links in pairs.items()]
    came = Counter(tie.original for tie in ties if tie.best.directed)

    def rank(tie: _Tie) -> tuple[str, int, float, str, str]:
        name = facts.report(tie.source).name
        return facts.texts[tie.source], -came[tie.original], -tie.best.share, name, tie.best.id

    groups: dict[str, str] = {}
    found = []
    for tie in sorted(ties, key=rank):
        one, two = groups.get(tie.source, tie.source), groups.get(tie.target, tie.target)
        if one != two:
            found.append(tie)
            groups |= {end: two for end in (*groups, tie.source, tie.target) if groups.get(end, end) in (one, two)}
    return found


def _copy_line(tie: _Tie, ledger: Ledger, facts: Facts) -> Line:
    best = tie.best
    source, target = facts.report(tie.source), facts.report(tie.target)
    original, derived = (target, source) if tie.original == tie.target else (source, target)
    values = {"from": derived.name, "to": original.name}
    if best.kind not in ("identical", "update"):
        values["share"] = share_words(best.share)
    cites = [
        piece
        for a in best.aligned[:1]
        for piece in (source.span(a.from_start, a.from_end), target.span(a.to_start, a.to_end))
    ] or [first_words(source), first_words(target)]
    segments = [said(copy_template(best), **values), *_gap(best, derived, original), *_credit(tie)]
    ids = [link.id for link in tie.links]
    return ledger.line("relation", [[*segments, said("one-origin")]], claims=ids, cites=cites)


def _gap(link: CopyLink, derived: Report, original: Report) -> list[Segment]:
    """How much later a copy is dated than its original, where both have a date of their own."""
    if not all(r.published.edtf and r.published.evidence not in ("matched", "unknown") for r in (derived, original)):
        return []
    one, two = (edtf.bounds(r.published.edtf or "")[0] for r in (derived, original))
    days = (one - two).days if one and two else 0
    if days < 1 or not link.directed:
        return []
    limits = load("templates")["length"]
    old = link.kind in ("contained", "identical") and days >= limits["old-news-days"]
    return [said("dated-after-old" if old else "dated-after", days=count_words("days", days))]


def _credit(tie: _Tie) -> list[Segment]:
    """The agency that a copy credits, where the link rests on that."""
    words = load("templates")["unknown"]["credit"]
    found = [reason for link in tie.links for reason in link.why if any(word in reason for word in words)]
    return [said("copy-why", why=found[0])] if found else []


def share_words(share: float) -> str:
    """A share as a whole percentage, never rounded up to all."""
    return f"{min(99, round(share * 100)) if share < 1 else 100} %"


def unknown_lines(facts: Facts, ledger: Ledger, covered: Collection[str]) -> tuple[Line, ...]:
    """What the reports do not establish: their own dates and outlets, and what they say is not known."""
    reports = reports_of(facts, covered)
    lines = []
    for report in reports:
        if report.published.evidence == "unknown":
            lines.append(_about(report, "undated", ledger, report=report.name))
        elif report.published.evidence == "matched":
            when = phrase(report.published.edtf) or ""
            lines.append(_about(report, "matched-date", ledger, report=report.name, when=when))
    nameless = [r for r in reports if not r.outlet]
    if nameless:
        names = ", ".join(f"“{r.name}”" for r in nameless)
        cites = [first_words(r) for r in nameless]
        claims = [r.id for r in nameless]
        lines.append(ledger.line("unknown", [[said("no-outlet", reports=names)]], claims=claims, cites=cites))
    return (*lines, *_stated_unknown(reports, ledger, facts, covered))


def _about(about: Report, template: str, ledger: Ledger, **values: str) -> Line:
    return ledger.line("unknown", [[said(template, **values)]], claims=[about.id], cites=[first_words(about)])


def _stated_unknown(reports: list[Report], ledger: Ledger, facts: Facts, covered: Collection[str]) -> list[Line]:
    table = load("templates")["unknown"]
    missing = re.compile(table["missing"], re.IGNORECASE)
    limit = facts.limits["unknown"]
    counterparts = Counterparts(facts)
    lines: list[Line] = []
    said_before: set[str] = set()
    shown: list[Span] = []
    for report in reports:
        for passage in facts.sentences.get(report.id, ()):
            text = report.text[passage.start : passage.end]
            plain = " ".join(text.lower().split())
            if passage.item not in covered or plain in said_before or len(lines) >= limit:
                continue
            template = None
            if any(words in plain for words in table["phrases"]):
                template = "said-unknown"
            elif missing.search(text):
                template = "missing-number"
            if template:
                said_before.add(plain)
                span = report.span(passage.start, passage.end)
                if any(matched(span, other, counterparts) for other in shown):
                    continue
                shown.append(span)
                segments = [said(template, report=report.name), ledger.verbatim(span)]
                lines.append(ledger.line("unknown", [segments], claims=[report.id]))
    return lines


def unread_lines(issues: Collection[Issue], facts: Facts, ledger: Ledger) -> tuple[Line, ...]:
    """What could not be read, and why. A file that gave no report has no words to cite: the line rests on its issue."""
    lines, told = [], load("templates")["unread"]["told"]
    for issue in sorted(issues, key=lambda i: (i.report, i.stage, i.id)):
        if not (issue.fatal or issue.reason in told or issue.reason.startswith("fault-")):
            continue  # a remark on a report that was read
        reading = facts.readings.get(issue.report)
        name = reading.report.name if reading else issue.report
        cites = [first_words(reading.report)] if reading else []
        message = issue.message.removeprefix(f"{name}: ")
        segment = said("unread", report=name, message=message)
        lines.append(ledger.line("unread", [[segment]], claims=[issue.id], cites=cites))
    return tuple(lines)
