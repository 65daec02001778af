"""The words of a finding: its question, its answers, its reason. Fixed templates over recorded values.

reads slots → writes nothing
"""

from collections.abc import Sequence

from crosswire.language import edtf
from crosswire.language.figures import figure_words
from crosswire.language.lexicon import load
from crosswire.model.account import Differs, FindingRelation
from crosswire.reconcile.index import Index
from crosswire.reconcile.said import Said
from crosswire.reconcile.slots import Gathered


def value_words(claim: Said) -> str:
    """The answer: a figure as "at least 8 injured (people)", one that is denied as "not …", else the text's words."""
    if claim.figure is not None:
        words = figure_words(claim.figure)
        return str(load("slots")["numbers"]["denied"]).format(value=words) if claim.polarity == "denies" else words
    assert claim.assertion is not None
    return claim.assertion.value


def about_words(slot: Gathered) -> str:
    """What is asked about: the class that was counted, or the event in words of the text."""
    if slot.scope is not None and slot.scope.what in load("slots")["extents"]["classes"]:
        return _extent_words(slot)
    if slot.scope is not None:
        said = {claim.figure.what for claim in slot.claims if claim.figure}
        what = said.pop() if slot.scope.what == "captured" and len(said) == 1 else slot.scope.what
        return f"{slot.scope.category or slot.scope.unit} {what}"
    if slot.asks == "victims":
        return "people killed or hurt"
    named = [claim.assertion.about for claim in slot.claims if claim.assertion and claim.assertion.about]
    leans = load("slots")["answers"]["leaning"]

    def rank(about: str) -> tuple[bool, int, int]:
        return about.split()[0].lower() not in leans, named.count(about), -len(about)

    return max(named, key=rank) if named else ""


def _extent_words(slot: Gathered) -> str:
    """ "people aboard", "points of magnitude", "kilograms of chlorine leaked": what can be asked "how many" of."""
    assert slot.scope is not None
    what, unit = slot.scope.what, slot.scope.unit
    if what == unit:
        return str(load("slots")["extents"]["points"]).format(what=what)
    figures = [claim.figure for claim in slot.claims if claim.figure]
    named = [words for figure in figures if what == "leaked" and (words := figure.who or figure.unit)]
    return f"{max(named, key=len) if named else unit} {what}"


def who_words(slot: Gathered) -> str | None:
    """Who was counted, where all the claims of the slot say so alike."""
    said = {claim.figure.who if claim.figure else None for claim in slot.claims}
    return said.pop() if len(said) == 1 else None


def where_words(claims: Sequence[Said], index: Index) -> str | None:
    """The name of the place that most claims speak of."""
    places = [claim.where for claim in claims if claim.where in index.entities]
    if not places:
        return None
    most = max(places, key=lambda place: (places.count(place), -places.index(place)))
    return index.entities[most or ""].name


def slot_when(claims: Sequence[Said]) -> str | None:
    """From the first to the last day the claims speak of, as EDTF; None where none is known."""
    known = [claim.meant or claim.said for claim in claims if claim.meant or claim.said]
    bounded = [window for window in known if window and window[0].year > 1 and window[1].year < 9999]
    if not bounded:
        return None
    return edtf.span(min(first for first, _ in bounded), max(last for _, last in bounded))


def why_words(relation: FindingRelation, differs: Sequence[Differs]) -> str:
    """The reason of a relation in words."""
    table = load("slots")["templates"]
    parts = [table[f"differs-{part}"] for part in differs]
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""
    return str(table[relation]).format(differs=listed)
