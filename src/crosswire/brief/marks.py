"""The full text of a report as HTML with every cited span marked.

reads report, citations → writes HTML

Marks are nested where spans are; where two spans cross, the later one is closed and opened again, so that each piece
of a citation carries its number and the first piece its anchor.
"""

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from crosswire.model.brief import Citation
from crosswire.model.report import Report


def marked(report: Report, citations: Sequence[Citation], first_use: Mapping[int, str]) -> Markup:
    """The report's text, escaped, with a ``<mark id="c12">`` around the words of citation 12 and a link back to the
    line that cites it first."""
    spans = [c for c in citations if c.span.start < c.span.end]
    cuts = sorted({0, len(report.text), *(c.span.start for c in spans), *(c.span.end for c in spans)})
    out: list[Markup] = []
    opened: list[Citation] = []
    for start, end in zip(cuts, [*cuts[1:], None], strict=True):
        _close(start, opened, out, first_use)
        opening = sorted((c for c in spans if c.span.start == start), key=lambda c: (-c.span.end, c.number))
        for citation in opening:
            _open(citation, opened, out)
        if end is not None:
            out.append(escape(report.text[start:end]))
    return Markup("").join(out)


def _close(at: int, opened: list[Citation], out: list[Markup], first_use: Mapping[int, str]) -> None:
    again: list[Citation] = []
    while any(c.span.end <= at for c in opened):
        top = opened.pop()
        out.append(Markup("</mark>"))
        if top.span.end > at:
            again.append(top)
        else:
            out.append(_back(top, first_use))
    for citation in reversed(again):
        out.append(Markup('<mark class="c c{0}">').format(citation.number))
        opened.append(citation)


def _open(citation: Citation, opened: list[Citation], out: list[Markup]) -> None:
    out.append(Markup('<mark class="c c{0}" id="c{0}">').format(citation.number))
    opened.append(citation)


def _back(citation: Citation, first_use: Mapping[int, str]) -> Markup:
    line = first_use.get(citation.number)
    if line is None:
        return Markup("")
    return Markup('<a class="back" href="#{}" aria-label="back to citation {}"></a>').format(line, citation.number)


def crossing_rules(citations: Sequence[Citation]) -> str:
    """Style rules that light up every piece of a citation whose span crosses another's."""
    found = set()
    for one in citations:
        for two in citations:
            if one.span.report == two.span.report and one.span.start < two.span.start < one.span.end < two.span.end:
                found.add(two.number)
                found.add(one.number)
    return "".join(
        f"\n:root:has(#c{n}:target) .c{n}{{background:var(--lit);color:var(--lit-ink)}}" for n in sorted(found)
    )
