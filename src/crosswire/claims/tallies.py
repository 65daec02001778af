"""A count that somebody puts at a number: "On Tuesday she had put the number of missing at 30".

reads passages → writes nothing of the flow: a rule of :mod:`crosswire.claims.attribution`.
"""

import re

from crosswire.claims.plans import Draft
from crosswire.claims.units import Unit

_PUT = re.compile(
    r"(?P<source>\b(?:[Hh]e|[Ss]he|[Tt]hey|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,4})),? "
    r"(?P<cue>(?:had |has |have )?(?:put|puts)) "
    r"(?P<content>the (?:(?:death )?toll|total|figure|count|number (?:of )?\w+)\b[^.;:]*? at "
    r"(?:(?!, (?:according to|said|[A-Z]))[^.;:])+)"
)


def draft(unit: Unit) -> Draft | None:
    """The attribution of a sentence in which a name or pronoun puts a count at a number; None for any other."""
    found = _PUT.search(unit.text, unit.start, unit.end)
    if found is None or any(mark in unit.text[unit.start : found.end()] for mark in '“"«'):
        return None
    source = found.span("source")
    clause = (unit.start, unit.end)
    return Draft(unit, (found.span("content"),), found.span("cue"), source, "say", clause, head=source)
