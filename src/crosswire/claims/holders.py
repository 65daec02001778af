"""Whose count a figure is: the attribution whose words hold it.

reads figures, attributions → writes figures
"""

from dataclasses import replace

from crosswire.model.account import Reading
from crosswire.model.claim import Attribution
from crosswire.model.mention import Figure

METHOD = "holders/2"


def attribute(reading: Reading) -> tuple[Figure, ...]:
    """The figures with ``attribution`` set to the innermost one whose content holds them; None is the outlet itself."""
    return tuple(_held(reading, figure) for figure in reading.figures)


def _held(reading: Reading, figure: Figure) -> Figure:
    """The figure with its holder; a time that stands outside the holder's words, beside the cue, is that of saying."""
    holder = _holder(reading, figure)
    if holder is None or figure.time is None:
        return replace(figure, attribution=holder)
    (found,) = (a for a in reading.attributions if a.id == holder)
    sentence = next((p for p in reading.passages if p.kind == "sentence" and p.start <= figure.start < p.end), None)
    if found.cue is None or sentence is None or not sentence.start <= found.cue.start < sentence.end:
        return replace(figure, attribution=holder)
    times = [t for t in reading.times if sentence.start <= t.start < sentence.end and t.edtf]
    inside = [t for t in times if any(s.start <= t.start and t.end <= s.end for s in found.content)]
    said = {t.edtf for t in times if t not in inside and t.start > found.cue.start}
    mistaken = not inside and figure.time in said
    return replace(figure, attribution=holder, time=None if mistaken else figure.time)


def _holder(reading: Reading, figure: Figure) -> str | None:
    holding = [
        a for a in reading.attributions if any(s.start <= figure.start and figure.end <= s.end for s in a.content)
    ]
    if not holding:
        return None
    nested = {a.parent for a in holding}
    innermost = [a for a in holding if a.id not in nested]
    return min(innermost or holding, key=_size).id


def _size(attribution: Attribution) -> tuple[int, str]:
    return sum(span.end - span.start for span in attribution.content), attribution.id
