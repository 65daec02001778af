"""What a story rests on: its texts, its holders, and the independent origins of the lines that are shown.

reads lines, origins → writes words
"""

from collections.abc import Iterable, Mapping, Sequence

from crosswire.brief.choose import Weighed
from crosswire.brief.facts import Facts
from crosswire.brief.wording import Ledger, count_words, said
from crosswire.model.brief import Line, Segment
from crosswire.model.claim import Assertion
from crosswire.model.mention import Figure
from crosswire.model.origin import UNKNOWN, independent
from crosswire.model.report import Span


def behind_words(
    weighed: Weighed, shown: Sequence[Line], traced: Mapping[str, str], ledger: Ledger, facts: Facts
) -> list[Segment]:
    """Texts and holders of the story, and how many independent origins the shown lines have; of them, how many are
    reports' own words. A group of copies has one voice of its own, so it never adds a second."""
    texts = count_words("texts", weighed.texts)
    if weighed.holders:
        head = said("origins", texts=texts, holders=count_words("holders", weighed.holders))
    else:
        head = said("origins-few", texts=texts)
    spans = {citation.number: citation.span for citation in ledger.citations()}
    named, own = _keys(shown, spans, traced, facts)
    total = independent(named | own) or 1
    alone = len({key for key in own - named if not key.startswith(UNKNOWN)})
    origins = count_words("origins", total)
    if not named:
        return [head, said("rests-own", origins=origins, own=count_words("own", total))]
    if alone:
        return [head, said("rests-some", origins=origins, own=count_words("own-some", alone))]
    return [head, said("rests", origins=origins)]


def _keys(
    shown: Iterable[Line], spans: Mapping[int, Span], traced: Mapping[str, str], facts: Facts
) -> tuple[set[str], set[str]]:
    """Keys of origins that are somebody's words, and of those that are a report's own."""
    named: set[str] = set()
    own: set[str] = set()
    for line in shown:
        claims = [claim for claim in line.claims if claim in traced]
        for claim in claims:
            held = claim in facts.attributions or claim in facts.holder
            (named if held else own).add(traced[claim])
        if not claims:
            own |= {_voice(spans[number].report, traced, facts) for number in line.citations[:1]}
    return named, own


def _voice(report: str, traced: Mapping[str, str], facts: Facts) -> str:
    """The key of a report's own words: that of a claim it makes itself, else its outlet's."""
    reading = facts.readings[report]
    claims: tuple[Figure | Assertion, ...] = (*reading.figures, *reading.assertions)
    known = next((traced[c.id] for c in claims if c.attribution is None and c.id in traced), None)
    outlet = reading.report.outlet
    return known or (f"outlet:{outlet.casefold()}" if outlet else f"{UNKNOWN}own:{facts.texts[report]}")
