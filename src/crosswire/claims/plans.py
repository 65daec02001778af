"""What is found of an attribution before its source is resolved."""

from dataclasses import dataclass
from typing import Literal

from crosswire.claims.cues import Cue
from crosswire.claims.speakable import Phrase
from crosswire.claims.units import Unit

Side = Literal["left", "right", "both"]
How = Literal["phrase", "elided", "running", "post", "own"]
Chars = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a cue stands in its unit, in token numbers: what it introduces lies on ``side`` of the clause
    ``edge_left``..``edge_right``, on the right from ``start``. ``elided``: the subject is the one before."""

    cue: Cue
    phrase: Phrase | None
    side: Side
    edge_left: int
    edge_right: int
    start: int = 0
    elided: bool = False
    related: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution in characters of the report, its source a phrase still to be resolved.

    ``clause`` is the stretch that holds cue, source and adjuncts, where channel and carriers are looked for. ``how``
    tells where the source comes from: "phrase", "elided" (the source before), "running" (a quotation that goes on),
    "post" (an account that signs a pasted post), "own" (the outlet, a party that speaks for itself). ``reply``: a
    clause that answers what it stands behind ("..., which Norland denies"), not one that reports it.
    """

    unit: Unit
    content: tuple[Chars, ...]
    cue: Chars | None
    source: Chars | None
    lemma: str
    clause: Chars
    how: How = "phrase"
    head: Chars | None = None
    inner: bool = False
    follows: int | None = None
    headline: bool = False
    reply: bool = False
