"""Tallies: counts that are told by their level, not by a counted noun ("bringing the number of dead to nine").

reads nothing → writes nothing of the flow: a helper of :mod:`crosswire.resolve.quantities`. A number is a tally's where
a tally's head ("the number of …", "the death toll", «кількість загиблих») stands before it in its clause and a word of
level links them: a verb of movement with "to" or "at", or "reached", "stood at". Both ends of "from four to seven" are
figures of their own. Lists: ``data/tally.toml``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.language.lexicon import load, words
from crosswire.resolve import counted_cyrillic as cyrillic
from crosswire.resolve.counted_forms import form_at, unit_at
from crosswire.resolve.number_tokens import Number, Token

_REACH = 22  # words between a tally's head and its number: "killed in the floods that hit the north of …"
_ENDS = frozenset([".", ";", "?", "!", "•", "|"])


@dataclass(frozen=True, slots=True)
class Tally:
    """What a tally counts: normalised unit, its class, and what befell it (None: only counted)."""

    unit: str | None
    kind: str | None
    what: str | None


def tally(tokens: Sequence[Token], number: Number) -> Tally | None:
    """The tally whose level the number is, or None."""
    if number.money is not None or number.loose and (number.low or 0) < 20:
        return None
    for at in range(number.lead - 1, max(-1, number.lead - _REACH), -1):
        if tokens[at].text in _ENDS or (tokens[at].text == ":" and at < number.lead - 1):
            return None
        if any(tokens[at].low.startswith(stem) for stem in _stems("heads")):
            return _cyrillic(tokens, at, number)
        if tokens[at].low in words("tally", "tolls"):
            return _toll(tokens, at, number)
        if at and f"{tokens[at - 1].low} {tokens[at].low}" in words("tally", "heads"):
            return _number_of(tokens, at, number)
    return None


@cache
def _stems(role: str) -> tuple[str, ...]:
    return tuple(load("tally")["stems"][role])


def _toll(tokens: Sequence[Token], at: int, number: Number) -> Tally | None:
    """ "The death toll rose to 12", "raised the toll to nine": killed, or what the word before "toll" says."""
    near = [tokens[i].low for i in (at - 1, at + 1) if 0 <= i < len(tokens)]
    after = [word.low for word in tokens[at + 1 : at + 4]]
    barred = words("tally", "not_tolls")
    if barred & {*near, *after} or not _linked(tokens, at, number, head=at):
        return None
    said = form_at(tokens, at - 1, "noun", None) if at else None
    return Tally("people", "person", said[0] if said is not None else "killed")


def _number_of(tokens: Sequence[Token], at: int, number: Number) -> Tally | None:
    """ "The number of people killed in the flood": the first noun and the first befalling word after "of"."""
    unit: tuple[str, str, int] | None = None
    what: str | None = None
    end = at
    for index in range(at + 1, min(at + 6, number.lead)):
        if tokens[index].low in words("tally", "moves") | words("tally", "levels"):
            break
        if unit is None and (unit := unit_at(tokens, index)) is not None:
            end = index
            continue
        kind = unit[1] if unit is not None else None
        if what is None:
            found = form_at(tokens, index, "participle", kind) or form_at(tokens, index, "noun", kind)
            what, end = (found[0], index) if found is not None else (what, end)
    if (unit is None and what is None) or not _linked(tokens, end, number, head=at - 1):
        return None
    if unit is None:
        return Tally("people", "person", what) if load("befell")[what or ""].get("unit") == "people" else None
    if unit[1] in ("money", "measure", "time"):
        return None
    return Tally(unit[0], unit[1], what)


def _linked(tokens: Sequence[Token], end: int, number: Number, *, head: int) -> bool:
    """Whether a word of level joins the tally that ends at ``end`` and the number: the number is its level then."""
    link = number.lead - 1
    between = [word.low for word in tokens[end + 1 : number.lead]]
    if not between or link <= end or any(word in words("tally", "stops") for word in between):
        return False
    moved = any(word in words("tally", "moves") for word in between)
    governed = any(word.low in words("tally", "moves") for word in tokens[max(0, head - 6) : head])
    last = between[-1]
    if last in ("to", "at", "from", "as", "now"):
        return moved or (governed and _only_beside(between)) or (last == "at" and governed)
    if last in ("is", "was"):
        return len(between) < 6 and not moved
    return last in words("tally", "levels")


def _only_beside(between: Sequence[str]) -> bool:
    """Whether little stands between an object and its "to" ("bringing the number of dead in the city to nine")."""
    return len(between) <= 8


def _cyrillic(tokens: Sequence[Token], at: int, number: Number) -> Tally | None:
    unit: tuple[str, str, str] | None = None
    what: str | None = None
    moved = -1
    for index in range(at + 1, number.lead):
        low = tokens[index].low
        if low.startswith(_stems("moves")):
            moved = index
            break
        if low in words("clauses_cyrillic", "breaks") or low in _stems("stops")[:8]:
            return None
        if index - at <= 4:
            unit = unit or cyrillic.noun(low)
            what = what or cyrillic.verb(low)
    if moved < 0 or (unit is None and what is None):
        return None
    between = [word.low for word in tokens[moved + 1 : number.lead]]
    last = between[-1] if between else ""
    if between and last not in ("до", "з", "із", "с", "на") and len(between) > 2:
        return None
    if unit is None:
        return Tally("people", "person", what)
    if unit[1] in ("money", "measure", "time"):
        return None
    return Tally(unit[0], unit[1], what if what is None or cyrillic.fits(what, unit[1]) else None)
