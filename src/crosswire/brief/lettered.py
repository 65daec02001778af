"""Letters for the reports of a brief, and the marks that cite them: "B14" is note 14, words of report B.

reads brief → writes words
"""

from collections.abc import Mapping

from crosswire.model.brief import Brief, Line

CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letters(brief: Brief) -> Mapping[str, str]:
    """The letter of each report that is cited, by its id, in order of first use: A to Z, then AA, AB …"""
    reports = dict.fromkeys(citation.span.report for citation in brief.citations)
    return {report: _letter(place) for place, report in enumerate(reports)}


def _letter(place: int) -> str:
    first, last = divmod(place, len(CAPITALS))
    return (CAPITALS[(first - 1) % len(CAPITALS)] if first else "") + CAPITALS[last]


def tags(brief: Brief) -> Mapping[int, str]:
    """The mark of each citation by its number."""
    known = letters(brief)
    return {c.number: f"{known[c.span.report]}{c.number}" for c in brief.citations}


def of_line(line: Line, known: Mapping[str, str]) -> str:
    """The letter of the report that a line tells of as a whole ("“valley.txt”: an article, …"); else nothing."""
    first = line.cells[0][0] if line.cells and line.cells[0] else None
    return (
        known.get(line.claims[0], "") if first is not None and first.template in ("report-is", "report-is-by") else ""
    )
