"""Who carried the words of a draft to the outlet: quoted by, citing, told to."""

from collections.abc import Sequence
from dataclasses import replace

from crosswire.claims import (
    chain,
)
from crosswire.claims.names import Names
from crosswire.claims.nouns import speaking_nouns
from crosswire.claims.plans import Draft
from crosswire.claims.speakers import Speakers
from crosswire.model.claim import Speaker
from crosswire.model.report import Report


def carried(
    report: Report, names: Names, draft: Draft, speaker: Speaker, drafts: Sequence[Draft]
) -> tuple[Speaker, list[chain.Carrier]]:
    """The carriers named around a draft; where an outlet cites somebody, that one is the source."""
    if draft.inner or draft.cue is None:
        return speaker, []
    start, end = draft.clause[0], _tail(draft, drafts)
    carriers: list[chain.Carrier] = []
    if draft.content[-1][1] <= draft.unit.start:
        carriers += chain.relaying(report.text, draft.cue[1], draft.unit.end)
    if draft.source and draft.lemma == "say" and draft.source[1] <= draft.cue[0]:
        carriers += chain.quoting(report.text, start, draft.source[0])
    for low, high in gaps(draft, start, end):
        carriers += chain.carriers(report.text, low, high)
        where = chain.cited(report.text, low, high)
        if where and (chain.is_outlet(speaker.name) or _relays(names, draft, speaker, report.text[slice(*where)])):
            carriers.insert(0, chain.Carrier(speaker.name or "", "cited-by", *(draft.source or draft.cue)))
            text = report.text[slice(*where)]
            entity = names.entity_of(text)
            speaker = (
                Speakers(report, names).add(replace(draft, source=where, head=where))
                if entity is None
                else Speaker(names.canonical(entity), entity, None, False, report.span(*where))
            )
    return speaker, carriers


def _relays(names: Names, draft: Draft, speaker: Speaker, cited: str) -> bool:
    """``The Halden Wire reported, citing X``: a body that reports what others say, outlet or not."""
    person = names.kind(speaker.entity) == "person" or speaker.role is not None or speaker.anonymous
    named = bool(speaker.name) and (speaker.name or "")[:1].isupper() and not person
    who = any(word[:1].isupper() or word.strip(",.") in speaking_nouns() for word in cited.split())
    return named and who and draft.lemma in ("report", "write", "note", "publish")


def carry_back(drafts: Sequence[Draft], passed: list[tuple[Speaker, list[chain.Carrier]]]) -> None:
    """``X warned ... "...," he said, quoted by TASS``: who carried the words that go on carried the first too."""
    for number in range(1, len(drafts)):
        speaker, carriers = passed[number]
        before, own = passed[number - 1]
        draft, other = drafts[number], drafts[number - 1]
        written = speaker.span.exact.lower() if speaker.span else ""
        goes_on = written in ("he", "she", "they") and speaker.name and speaker.name == before.name
        if (
            goes_on
            and carriers
            and not own
            and draft.unit.paragraph - other.unit.paragraph <= 1
            and draft.unit.item == other.unit.item
        ):
            passed[number - 1] = (before, [c for c in carriers if c.relation == "quoted-by"])


def _tail(draft: Draft, drafts: Sequence[Draft]) -> int:
    """Where the words about a draft end: its unit's end, or the next clause of saying."""
    last = max(draft.clause[1], max(b for _, b in draft.content))
    later = [d.clause[0] for d in drafts if d.unit is draft.unit and not d.inner and d.clause[0] >= draft.clause[1]]
    last = max(last, draft.unit.end)
    return min([last, *(at for at in later if at > draft.clause[0])])


def gaps(draft: Draft, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between two offsets that are not content."""
    out, at = [], start
    for low, high in sorted(draft.content):
        if high <= start or low >= end:
            continue
        if low > at:
            out.append((at, low))
        at = max(at, high)
    if at < end:
        out.append((at, end))
    return out
