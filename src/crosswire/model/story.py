"""How items relate: copies, judgements, stories."""

from dataclasses import dataclass
from typing import Literal

CopyKind = Literal["identical", "contained", "excerpt", "rewrite", "translation", "same-original", "update"]
Verdict = Literal["positive", "negative", "unsure"]


@dataclass(frozen=True, slots=True, order=True)
class Aligned:
    """A passage of one text and the passage of the other it matches, as offsets into their reports, with a score."""

    from_start: int
    from_end: int
    to_start: int
    to_end: int
    score: float


@dataclass(frozen=True, slots=True)
class CopyLink:
    """One report or item derived from another. ``share`` is the part of the shorter side (``of`` says which one:
    "from" or "to") that the alignment covers, 0 to 1. ``source`` is the earlier one, the original where there is a
    direction; of "contained" it is the part, ``target`` the whole.

    ``source`` and ``target`` are ids of reports or items (``from`` and ``to`` in JSON)."""

    id: str
    source: str
    target: str
    kind: CopyKind
    share: float
    why: tuple[str, ...]
    aligned: tuple[Aligned, ...] = ()
    directed: bool = True

    @property
    def derived(self) -> str | None:
        """The side that comes from the other; None where the link has no direction."""
        if not self.directed or self.kind == "same-original":
            return None
        return self.source if self.kind == "contained" else self.target


@dataclass(frozen=True, slots=True)
class Judgement:
    """One edge of the log: a verdict on a pair, with its score, the method and version, the reason, and who."""

    id: str
    relation: str
    left: str
    right: str
    verdict: Verdict
    score: float
    method: str
    why: str
    by: str = "machine"
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """Items about the same event. ``places`` are entity ids, ``time`` an EDTF date or interval, ``follows`` the story
    before it in the same thread."""

    id: str
    title: str
    items: tuple[str, ...]
    places: tuple[str, ...] = ()
    time: str | None = None
    follows: str | None = None
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Redirect:
    """A story that has become part of another: whoever has kept the id ``old`` finds it under ``new``."""

    old: str
    new: str
    score: float
    why: str
