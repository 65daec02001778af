"""Forms that the counting grammar looks up: units of counting, and verbs by what they say befell the counted.

reads nothing → writes nothing of the flow: a helper of :mod:`crosswire.resolve.quantities`. The lists are data
(``data/counted.toml``, ``data/befell.toml``).
"""

from collections.abc import Mapping, Sequence
from functools import cache

from crosswire.language.lexicon import load
from crosswire.resolve.number_tokens import Token


@cache
def forms(role: str) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Forms of one grammatical role ("participle", "active", …), as words → what, several where a form is ambiguous."""
    table: dict[tuple[str, ...], tuple[str, ...]] = {}
    for what, entry in load("befell").items():
        if isinstance(entry, dict) and role in entry:
            for form in entry[role]:
                key = tuple(form.split())
                table[key] = (*table.get(key, ()), what)
    return table


def _chosen(whats: Sequence[str], kind: str | None) -> str | None:
    """The first meaning of a form that a counted thing of this class can undergo."""
    return next((what for what in whats if fits(what, kind)), None)


def form_at(words: Sequence[Token], at: int, role: str, kind: str | None) -> tuple[str, int] | None:
    """The longest form of a role that begins at a word and fits the class: what, and the index after it."""
    table = forms(role)
    lows = tuple([word.low for word in words[at : at + 4]])
    for length in range(len(lows), 0, -1):
        whats = table.get(lows[:length])
        if whats and (what := _chosen(whats, kind)) is not None:
            return what, at + length
    return None


def is_form(words: Sequence[Token], at: int, role: str) -> bool:
    table = forms(role)
    lows = tuple([word.low for word in words[at : at + 3]])
    return lows in table or lows[:2] in table or lows[:1] in table


def form_before(words: Sequence[Token], end: int, role: str, kind: str | None) -> tuple[str, int] | None:
    """The longest form of a role that ends before an index and fits the class: what, and where it begins."""
    table = forms(role)
    lows = tuple([word.low for word in words[max(0, end - 5) : end]])
    for begin in range(len(lows)):
        whats = table.get(lows[begin:])
        if whats and (what := _chosen(whats, kind)) is not None:
            return what, end - len(lows) + begin
    return None


def fits(what: str, kind: str | None) -> bool:
    """Whether a counted thing of this class can undergo that."""
    people: Sequence[str] = load("befell")["classes"]["person"]
    if what == "repelled":
        return kind == "event"
    if kind in ("time", "money"):
        return False
    if kind == "event":
        return what in ("launched", "detected")
    if kind == "measure":
        return what in ("liberated", "captured", "advanced", "affected", "destroyed", "lost")
    if kind == "person":
        return what not in ("launched", "diverted", "damaged", "cancelled", "advanced", "delivered")
    if what in ("launched", "diverted") and kind not in ("weapon", "event", None):
        return False
    if kind == "other":
        return what not in ("advanced", "transferred")
    if kind in ("weapon", "vehicle", "structure", "place"):
        return (
            what not in people
            and what != "transferred"
            or what == "captured"
            or (what in ("evacuated", "released") and kind in ("vehicle", "structure", "place"))
        )
    return what not in ("advanced",)


@cache
def units() -> Mapping[tuple[str, ...], tuple[str, str]]:
    """Form, as words → (unit, class)."""
    table: dict[tuple[str, ...], tuple[str, str]] = {}
    for kind, entries in load("counted")["units"].items():
        for unit, forms in entries.items():
            table.update({tuple(form.replace("-", " - ").split()): (unit, kind) for form in forms})
    return table


def unit_at(words: Sequence[Token], at: int) -> tuple[str, str, int] | None:
    """The unit whose form begins at a word: (unit, class, index after it)."""
    table = units()
    lows = tuple([word.low for word in words[at : at + 4]])
    for length in range(len(lows), 0, -1):
        if (entry := table.get(lows[:length])) is not None:
            return entry[0], entry[1], at + length
    return None
