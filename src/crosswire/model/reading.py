"""What the reader model marks in a text.

reads nothing of Crosswire's; a :class:`Tag` is what :mod:`crosswire.language.encoder` returns.
"""

from dataclasses import dataclass

LABELS = ("content", "cue", "organisation", "person", "place", "source")
"""Every label a tag can have: three of names, three of attribution (PolNeAR's source, cue and content)."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A labelled span of a text, as the reader model marked it.

    ``start`` and ``end`` are code points into the text that was read, end excluded; ``score`` lies in 0..1 and is the
    mean probability of the words' labels: an ordering of the model's own confidence, not a calibrated chance.
    """

    label: str
    start: int
    end: int
    score: float
