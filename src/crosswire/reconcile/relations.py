"""How two claims that answer one question relate, and how a slot of many does.

reads slots → writes nothing
"""

from collections.abc import Sequence
from itertools import combinations
from typing import get_args

from crosswire.language.lexicon import load
from crosswire.model.account import Differs, FindingRelation
from crosswire.reconcile.answers import against, denies, opposed, other_hit, sameness
from crosswire.reconcile.counts import compare, nested, of_whole, scope_of, site_within
from crosswire.reconcile.index import Index, matched
from crosswire.reconcile.said import Said
from crosswire.reconcile.windows import apart, within

FAR = 200
NONE = 5  # as many as "nobody" is taken for: "nobody died" disputes hundreds of deaths, not a month of losses
ORDER: tuple[FindingRelation, ...] = ("conflict", "denial", "other-scope", "update", "refine", "agree")
Related = tuple[FindingRelation, tuple[Differs, ...]]


def strongest(relations: Sequence[Related]) -> Related | None:
    """The relation of a slot: the one of its pairs that a reader must know first, with all that its pairs differ in."""
    if not relations:
        return None
    name = min((relation for relation, _ in relations), key=ORDER.index)
    found = {part for relation, parts in relations if relation == name for part in parts}
    return name, tuple(part for part in get_args(Differs) if part in found)


def pairs(claims: Sequence[Said], index: Index) -> list[tuple[Said, Said, Related]]:
    """Every two claims of a slot that can be related, the earlier one first."""
    found = []
    for one, two in combinations(claims, 2):
        related = relate(one, two, index)
        if related is not None:
            found.append((one, two, related))
    revised = [(one, two) for one, two, (relation, _) in found if relation == "update"]
    return [(one, two, _superseded(one, two, related, revised)) for one, two, related in found]


def _superseded(one: Said, two: Said, related: Related, revised: Sequence[tuple[Said, Said]]) -> Related:
    """Whoever gave the count that its holder has since revised, or gives the one that it was revised to, disputes
    nothing: both counts stand in the update."""
    if related[0] != "conflict":
        return related
    for old, new in revised:
        for early, late in ((one, two), (two, one)):
            if _alike(early, old) and _alike(late, new) and (late is new or not later(late, early)):
                return "update", related[1]
    return related


def _alike(one: Said, two: Said) -> bool:
    if one is two:
        return True
    return one.figure is not None and two.figure is not None and compare(one.figure, two.figure) == "agree"


def relate(one: Said, two: Said, index: Index) -> Related | None:
    """The relation of two claims of one slot (the earlier first), or None where they only repeat one voice, or where
    it is not sure that they answer the same question."""
    if one.figure is not None and two.figure is not None:
        return _counts(one, two, index)
    if one.assertion is not None and two.assertion is not None:
        return _answers(one, two, index)
    return None


def _counts(one: Said, two: Said, index: Index) -> Related | None:
    assert one.figure is not None
    assert two.figure is not None
    values = compare(one.figure, two.figure)
    if one.withdrawn or two.withdrawn:
        corrected = values == "differ" and one.report == two.report and one.withdrawn != two.withdrawn
        return ("update", ("value",)) if corrected else None
    if one.polarity != "asserts" or two.polarity != "asserts":
        return _denied(one, two)
    if values == "differ" and (one.further or two.further):
        return None
    lie = nested(one, two, index)
    if one.voice == two.voice:
        return _same_voice(one, two, index) if values != "agree" else None
    if values == "agree":
        return ("refine", ("where",)) if lie in ("inside", "around") else ("agree", ())
    if values == "refine":
        return "refine", ("value", "where") if lie in ("inside", "around") else ("value",)
    site = site_within(one, two, index) is not None
    if lie in ("inside", "around") and not (site and _raised_later(one, two)):
        return "other-scope", ("where",)
    if _raised_later(one, two):
        return "update", ("value",)
    if _own_text(one, two) or _far_apart(one, two):
        return None
    return ("conflict", ("value",)) if _sure(one, two, lie) else None


def _own_text(one: Said, two: Said) -> bool:
    """Whether a report's own count stands beside one that it quotes: a text tells counts of two things and does not
    dispute itself, but for its headline."""
    assert one.figure is not None
    assert two.figure is not None
    if one.headed or two.headed:
        return False
    return one.report == two.report and None in (one.figure.attribution, two.figure.attribution)


def _far_apart(one: Said, two: Said) -> bool:
    """Whether one count is so many times the other that they cannot be of one event."""
    assert one.figure is not None
    assert two.figure is not None
    least, most = sorted((figure.low or figure.high or 0) for figure in (one.figure, two.figure))
    return most > (FAR * least if least else FAR * NONE)


def _same_voice(one: Said, two: Said, index: Index) -> Related | None:
    """One holder, two values: an update where the second was said later of the same thing. Two values in one text
    are of scopes that the text tells apart in ways not read here, so nothing is made of them, but for a sentence that a
    later version of the article has with another value."""
    if matched(one.evidence, two.evidence, index.revised):
        return ("update", ("value",)) if later(one, two) else None
    if index.texts.find(one.item) == index.texts.find(two.item) or one.report == two.report and one.said == two.said:
        return None
    placed = nested(one, two, index) in ("same", "unknown") or site_within(one, two, index) is not None
    if not placed or not later(one, two):
        return None
    return ("update", ("value",)) if _one_window(one, two) else None


def later(one: Said, two: Said) -> bool:
    """Whether the second was said later: on a later day, or to the minute where both are known."""
    if one.said is None or two.said is None:
        return False
    if one.moment is not None and two.moment is not None:
        return one.moment < two.moment
    return one.said < two.said


def _one_window(one: Said, two: Said) -> bool:
    """Whether two counts of one holder are of one window of time. A toll of harm stands until it is revised; of other
    things each day has its own count, so that only the same window, or the same whole, is the same count."""
    assert one.figure is not None
    assert two.figure is not None
    scope = scope_of(one.figure)
    if (one.clock is None) != (two.clock is None) and not of_whole(one):
        return False
    if scope is not None and (scope.what in load("slots")["harm"]["classes"] or of_whole(one)):
        return True
    if one.figure.of is not None and one.figure.of == two.figure.of:
        return True
    return (one.meant or one.said) == (two.meant or two.said)


def _denied(one: Said, two: Said) -> Related | None:
    """A figure that somebody denies against the same figure held by somebody else."""
    assert one.figure is not None
    assert two.figure is not None
    stances = {one.polarity, two.polarity}
    if stances != {"asserts", "denies"} or one.voice == two.voice or compare(one.figure, two.figure) == "differ":
        return None
    return "denial", ("value",)


def _raised_later(one: Said, two: Said) -> bool:
    """A toll that another holder gives higher later: of harm on a later day, of a stated whole at any later time."""
    assert one.figure is not None
    assert two.figure is not None
    scope = scope_of(one.figure)
    if scope is None or one.said is None or two.said is None:
        return False
    if (two.figure.low or 0) <= (one.figure.high or one.figure.low or 0):
        return False
    if scope.what in load("slots")["harm"]["classes"]:
        return one.said[1] < two.said[0]
    return one.figure.of is not None and one.figure.of == two.figure.of and later(one, two)


def _sure(one: Said, two: Said, lie: str) -> bool:
    """Whether the scopes are known to be the same: one story, and place and time not merely unknown on one side."""
    if one.story != two.story and lie != "same":
        return False
    if one.means and two.means and one.means != two.means:
        return False
    if of_whole(one) and one.story == two.story:
        return True
    if (one.where is None) != (two.where is None):
        return False
    if (one.clock is None) != (two.clock is None):
        return False
    if one.meant is None or two.meant is None:
        return one.said is None or two.said is None or apart(one.said, two.said) <= 0 or _toll(one)
    return one.meant == two.meant or within(one.meant, two.meant) or within(two.meant, one.meant)


def _toll(claim: Said) -> bool:
    """Whether a count is of harm, which stands on the next day too."""
    scope = scope_of(claim.figure) if claim.figure else None
    return scope is not None and scope.what in load("slots")["harm"]["classes"]


def _answers(one: Said, two: Said, index: Index) -> Related | None:
    assert one.assertion is not None
    assert two.assertion is not None
    asks = one.assertion.asks
    if one.of_saying != two.of_saying and denies(one) != denies(two):
        return "denial", ("value",)
    if one.voice == two.voice:
        return _changed(one, two, index)
    if against(one, two):
        return "denial", ("value",)
    if other_hit(one, two):
        return None
    if opposed(one.assertion.value, two.assertion.value):
        return ("denial", ("value",)) if asks == "happened" else None
    same = sameness(one, two, index)
    if denies(one) and denies(two):
        return ("agree", ()) if same == "same" else None
    if asks == "happened" or same == "same":
        return "agree", ()
    if same == "compatible":
        return "refine", ("value",)
    differs: tuple[Differs, ...] = ("who",) if asks in ("actor", "victims") else ("value",)
    return ("conflict", differs) if asks in ("actor", "control", "place", "date", "cause") else None


def _changed(one: Said, two: Said, index: Index) -> Related | None:
    """The same holder on another day with another answer: an update."""
    if one.said is None or two.said is None or not one.said < two.said:
        return None
    if index.texts.find(one.item) == index.texts.find(two.item):
        return None
    turned = denies(one) != denies(two) or sameness(one, two, index) == "different"
    return ("update", ("value",)) if turned else None
