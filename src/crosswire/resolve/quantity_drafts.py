"""A figure before it is placed, and what reads a number's surroundings in each group of languages.

reads nothing → writes nothing of the flow: a helper of :mod:`crosswire.resolve.quantities`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crosswire.model.mention import Modifier
from crosswire.resolve import counted as counted_english
from crosswire.resolve import counted_befell, counted_forms
from crosswire.resolve import counted_cyrillic as cyrillic
from crosswire.resolve.counted import Counted
from crosswire.resolve.counted_befell import Befell
from crosswire.resolve.number_tokens import Number, Token


@dataclass(frozen=True, slots=True)
class Grammar:
    """What reads a number's surroundings in one group of languages."""

    phrase: Callable[[Sequence[Token], Number], Counted | None]
    befell: Callable[[Sequence[Token], Number, Counted | None], Befell | None]
    fits: Callable[[str, str | None], bool]


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure before it is placed: the number with what it counts, inside one sentence."""

    start: int
    end: int
    low: float | None
    high: float | None
    modifier: Modifier
    of: float | None
    unit: str | None
    kind: str | None
    what: str | None
    who: str | None
    phrase_end: int
    included: bool = False


ENGLISH = Grammar(counted_english.phrase, counted_befell.befell, counted_forms.fits)
CYRILLIC = Grammar(cyrillic.phrase, cyrillic.befell, cyrillic.fits)
