"""Segments and lines: templates filled, report words cited, numbers given to citations.

reads account → writes lines
"""

from collections.abc import Iterable, Sequence

from crosswire.brief.facts import Facts
from crosswire.language.lexicon import load
from crosswire.model.brief import Citation, Line, LineKind, Segment
from crosswire.model.report import Span


def fill(template: str, values: Sequence[tuple[str, str]]) -> str:
    """A template of ``data/templates.toml`` with its slots filled. KeyError for a template or slot that is unknown."""
    return str(load("templates")["line"][template]).format_map(dict(values))


def said(template: str, **values: str) -> Segment:
    """A template segment."""
    pairs = tuple(values.items())
    return Segment("template", fill(template, pairs), (), template, pairs)


def count_words(noun: str, number: int) -> str:
    """ "1 report", "2 reports"."""
    one, many = load("templates")["count"][noun]
    return str(one if number == 1 else many).format(n=f"{number:,}")


class Ledger:
    """Gives citations their numbers in order of first use, and lines their ids."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._spans: list[Span] = []
        self._lines = 0

    def cite(self, span: Span) -> int:
        """The number of a span."""
        key = (span.report, span.start, span.end)
        if key not in self._numbers:
            self._spans.append(span)
            self._numbers[key] = len(self._spans)
        return self._numbers[key]

    def verbatim(self, span: Span, *same: Span) -> Segment:
        """The words of a report; ``same`` are spans of copies that hold the same words or their translation."""
        return Segment("verbatim", span.exact, tuple(dict.fromkeys(self.cite(s) for s in (span, *same))))

    def line(
        self,
        kind: LineKind,
        cells: Iterable[Sequence[Segment]],
        *,
        claims: Iterable[str],
        cites: Iterable[Span] = (),
    ) -> Line:
        """A line of these cells. It cites its verbatim segments and ``cites``."""
        self._lines += 1
        rows = tuple(tuple(cell) for cell in cells)
        numbers = [number for cell in rows for segment in cell for number in segment.cites]
        numbers += [self.cite(span) for span in cites]
        text = "\t".join("".join(segment.text for segment in cell) for cell in rows)
        return Line(f"l{self._lines}", kind, text, rows, tuple(dict.fromkeys(numbers)), tuple(dict.fromkeys(claims)))

    def citations(self) -> tuple[Citation, ...]:
        """All citations so far."""
        return tuple(
            Citation(number, span, self._facts.report(span.report).name, paragraph_of(span, self._facts))
            for number, span in enumerate(self._spans, 1)
        )


def paragraph_of(span: Span, facts: Facts) -> int:
    """The paragraph a span begins in, counted from 1 over lines that are not blank."""
    before = facts.report(span.report).text[: span.start]
    finished = [line for line in before.split("\n")[:-1] if line.strip()]
    return len(finished) + 1
