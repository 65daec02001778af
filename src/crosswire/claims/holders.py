"""Whose count a figure is: the attribution whose words hold it.

reads figures, attributions → writes figures
"""

from dataclasses import replace

from crosswire.model.account import Reading
from crosswire.model.claim import Attribution
from crosswire.model.mention import Figure

METHOD = "holders/1"


def attribute(reading: Reading) -> tuple[Figure, ...]:
    """The figures with ``attribution`` set to the innermost one whose content holds them; None is the outlet itself."""
    return tuple(replace(figure, attribution=_holder(reading, figure)) for figure in reading.figures)


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
