"""Headlines that say who speaks: ``X: what X says``, ``what X says: X``."""

from collections.abc import Collection

from crosswire.claims.chain import is_outlet
from crosswire.claims.cues import listed
from crosswire.claims.nouns import people
from crosswire.claims.plans import Chars, Draft
from crosswire.claims.units import Unit
from crosswire.language.lexicon import load
from crosswire.language.lexicon import words as lexicon_words


def draft(unit: Unit, named: Collection[Chars] = ()) -> Draft | None:
    """``X: what X says`` and ``what X says: X`` in a headline; ``named`` are spans known to name somebody."""
    colons = [i for i, low in enumerate(unit.lows) if low == ":"]
    if not colons:
        return None
    last, total = colons[-1], len(unit.tokens)
    if (
        0 < total - last - 1 <= 6
        and last >= 3
        and (_known(unit, last + 1, total, named) or _speaks(unit, last + 1, total, ending=True))
    ):
        return _titled(unit, (last + 1, total), (0, last))
    first = colons[0]
    if (
        0 < first <= 6
        and total - first > 3
        and (_known(unit, 0, first, named) or _speaks(unit, 0, first, ending=False))
    ):
        return _titled(unit, (0, first), (first + 1, total))
    return None


def _known(unit: Unit, first: int, last: int, named: Collection[Chars]) -> bool:
    return (unit.tokens[first].start, unit.tokens[last - 1].end) in named


def _titled(unit: Unit, source: tuple[int, int], content: tuple[int, int]) -> Draft:
    tokens = unit.tokens
    span = (tokens[source[0]].start, tokens[source[1] - 1].end)
    said = (tokens[content[0]].start, tokens[content[1] - 1].end)
    return Draft(unit, (said,), None, span, "", span, head=span, headline=unit.headline)


def _speaks(unit: Unit, first: int, last: int, *, ending: bool) -> bool:
    """Whether the words beside a headline's colon are a speaker rather than a topic."""
    words = [t for t in unit.tokens[first:last] if t.word]
    if not words or any(t.quote for t in unit.tokens[first:last]):
        return False
    joined = " ".join(t.low for t in words)
    if any(t.low in listed("en", "topics") or t.low in listed("en", "first_person") for t in words):
        return False
    if unit.text[unit.start : unit.end].isupper():
        return is_outlet(joined) or joined in load("outlets_agencies")["metonyms"]["words"]
    table = load("outlets_agencies")
    if joined in table["metonyms"]["words"] or is_outlet(joined):
        return True
    speaks = lexicon_words("anonymous", "bodies") | people() | lexicon_words("anonymous", "offices")
    if words[-1].low in speaks or words[0].low in ("head", "chief"):
        return ending or words[0].capital and len(words) > 1
    named = all(t.capital for t in words) and not unit.text[words[0].start : words[-1].end].isdigit()
    if ending:
        return named or words[0].text.isupper()
    return (
        len(words) == 1
        and words[0].text.isupper()
        and len(words[0].text) > 2
        and words[0].low not in listed("en", "topics")
    )
