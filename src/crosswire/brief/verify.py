"""Whether every line of a brief rests on the words it cites: in content, holder, figure, hedge, date and place.

reads brief, account → writes problems

A line is refused when its words are not those of its citations, when a template is unknown or its slots hold what no
record says, when a holder or a hedge is missing, or when a row is not the one its records give. ``crosswire verify``
runs this on a brief from a file, whoever wrote or edited it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from crosswire.brief.apparatus import all_lines
from crosswire.brief.checks import CHECKS, allowed_templates
from crosswire.brief.facts import Facts, covered, gather
from crosswire.brief.slots import Checked
from crosswire.brief.wording import fill, paragraph_of
from crosswire.model.account import Account
from crosswire.model.brief import Brief, Citation, Line, Segment
from crosswire.model.report import Span

METHOD = "verify/1"
Around = Callable[[], list[tuple[Line, list[Span]]]]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a line is refused. ``reason`` is a short stable code ("not-verbatim"), ``message`` is for a person."""

    line: str
    reason: str
    message: str

    def __str__(self) -> str:
        return f"{self.line}: {self.message} ({self.reason})"


def verify(brief: Brief, account: Account) -> tuple[Problem, ...]:
    """Every problem of a brief, in reading order; none means that each line rests on its citations."""
    facts = gather(account)
    problems = [p for number, c in enumerate(brief.citations, 1) if (p := _citation(c, number, facts))]
    if problems:
        return tuple(problems)
    around = cache(lambda: all_lines(facts, covered(facts, brief.day)))
    seen: set[str] = set()
    for line in brief.lines():
        if line.id in seen:
            problems.append(Problem(line.id, "same-id", "another line has this id"))
        seen.add(line.id)
        problems += _line(line, brief, facts, around)
    return tuple(problems)


class Lines:
    """Checks single lines against an account, for one who changes lines one by one."""

    def __init__(self, brief: Brief, account: Account) -> None:
        self._brief = brief
        self._facts = gather(account)
        self._around = cache(lambda: all_lines(self._facts, covered(self._facts, brief.day)))

    def problems(self, line: Line) -> list[Problem]:
        """The problems of a line that stands in the brief."""
        return _line(line, self._brief, self._facts, self._around)


def _citation(citation: Citation, number: int, facts: Facts) -> Problem | None:
    name = f"citation {citation.number}"
    span = citation.span
    if citation.number != number:
        return Problem(name, "citation-number", "citations are not numbered from 1 in order")
    if span.report not in facts.readings:
        return Problem(name, "unknown-report", "cites a report that is not in the account")
    report = facts.report(span.report)
    if report.text[span.start : span.end] != span.exact or not span.exact.strip():
        return Problem(name, "citation-words", "the cited words do not stand there in the report")
    if citation.name != report.name or citation.paragraph != paragraph_of(span, facts):
        return Problem(name, "citation-place", "the report's name or paragraph is not the cited one")
    return None


def _line(line: Line, brief: Brief, facts: Facts, around: Around) -> list[Problem]:
    problem = _shape(line, brief) or _unrested(line, facts)
    if problem is not None:
        return [problem]
    cited = {number: brief.citations[number - 1].span for number in line.citations}
    checked = Checked(line, cited, brief, facts, around)
    found = [p for cell in line.cells for segment in cell if (p := _segment(segment, checked))]
    if found:
        return found
    for check in CHECKS[line.kind]:
        refusal = check(checked)
        if refusal is not None:
            return [Problem(line.id, *refusal)]
    return []


def _shape(line: Line, brief: Brief) -> Problem | None:
    if line.kind not in CHECKS:
        return Problem(line.id, "unknown-kind", "this kind of line is not known")
    text = "\t".join("".join(segment.text for segment in cell) for cell in line.cells)
    if text != line.text:
        return Problem(line.id, "text-differs", "the line's text is not that of its segments")
    if not line.text.strip():
        return Problem(line.id, "empty", "the line is empty")
    used = {number for cell in line.cells for segment in cell for number in segment.cites}
    if not used <= set(line.citations) or not all(1 <= n <= len(brief.citations) for n in line.citations):
        return Problem(line.id, "citation-missing", "the line cites a number that the brief does not list")
    return None


def _unrested(line: Line, facts: Facts) -> Problem | None:
    unread = line.kind == "unread" and any(
        claim in facts.issues and facts.issues[claim].report not in facts.readings for claim in line.claims
    )
    empty = line.kind == "title" and not line.claims
    if not line.citations and not unread and not empty:
        return Problem(line.id, "no-citation", "the line cites nothing")
    return None


def _segment(segment: Segment, checked: Checked) -> Problem | None:
    line = checked.line
    if segment.kind == "verbatim":
        if not segment.cites:
            return Problem(line.id, "no-citation", "words of a report without a citation")
        if any(checked.cited[number].exact != segment.text for number in segment.cites):
            return Problem(line.id, "not-verbatim", "the words are not those of the citation")
        return None
    if segment.kind != "template" or segment.template not in allowed_templates(line.kind):
        return Problem(line.id, "unknown-template", "neither words of a report nor a phrase that may stand here")
    try:
        filled = fill(segment.template or "", segment.values)
    except (KeyError, IndexError, ValueError):
        return Problem(line.id, "unknown-slot", "the phrase has a slot that is not filled")
    if filled != segment.text:
        return Problem(line.id, "template-differs", "the phrase is not its template filled with its values")
    return None
