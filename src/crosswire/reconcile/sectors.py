"""The part of a country that a count is of, by the compass: "in the south", "over eastern Upland".

reads figures, passages → writes nothing
"""

import re

from crosswire.language.lexicon import load
from crosswire.model.report import Passage, Report, Span

AFTER, BEFORE = 90, 60
_WORD = re.compile(r"\w+", re.UNICODE)
_STOP = re.compile(r"[.;:!?\n]|\d")
_NAMES = ("south", "north", "east", "west")


def sector(span: Span, report: Report, sentence: Passage | None) -> str | None:
    """The one part that the words next to a number name, up to the next number; None where they name none, or more
    than one ("in the north, south and east" is the whole country)."""
    first, last = (sentence.start, sentence.end) if sentence else (0, len(report.text))
    after = report.text[span.end : min(last, span.end + AFTER)]
    stop = _STOP.search(after)
    found = _named(after[: stop.start()] if stop else after)
    if found:
        return found.pop() if len(found) == 1 else None
    before = report.text[max(first, span.start - BEFORE) : span.start]
    stops = [match.end() for match in _STOP.finditer(before)]
    found = _named(before[stops[-1] :] if stops else before)
    return found.pop() if len(found) == 1 else None


def _named(words: str) -> set[str]:
    table = load("slots")["sectors"]
    found: set[str] = set()
    led = False
    spelled = _WORD.findall(words)
    for place, written in enumerate(spelled):
        word = written.lower()
        near = spelled[max(0, place - 1) : place] + spelled[place + 1 : place + 2]
        if written[:1].isupper() and any(other[:1].isupper() for other in near):
            led = False  # "Northern Wire wrote": a name, not a part of a country
            continue
        named = {name for name in _NAMES if word.startswith(tuple(table[name]))}
        if named and (led or word in table["whole"] or not word.isascii()):
            found |= named
            continue
        led = word in table["lead"] or (led and word in table["joined"])
    return found
