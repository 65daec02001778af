"""By what people came to harm, in the words around a count: an air strike, rockets, a flood.

reads passages → writes nothing
"""

import re
from functools import cache

from crosswire.language.lexicon import load
from crosswire.model.report import Passage, Report, Span

NEAR = 90
"""Code points on either side of a count in which its cause is looked for."""


@cache
def _pattern() -> re.Pattern[str]:
    words = {name: "|".join(map(re.escape, forms)) for name, forms in load("slots")["means"].items()}
    return re.compile("|".join(f"(?P<{name}>\\b(?:{forms}))" for name, forms in words.items()), re.IGNORECASE)


def means(span: Span, report: Report, sentence: Passage | None) -> str | None:
    """The kind of cause whose word stands nearest to a count in its own sentence; None where none does."""
    if sentence is None:
        return None
    low, high = max(sentence.start, span.start - NEAR), min(sentence.end, span.end + NEAR)
    found = [
        (max(match.start() - span.end, span.start - match.end(), 0), match.lastgroup)
        for match in _pattern().finditer(report.text, low, high)
    ]
    return min(found, key=lambda pair: pair[0])[1] if found else None
