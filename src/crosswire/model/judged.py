"""A person's judgements as edges of a log, and which of them are in force.

reads judgements → writes judgements. Relations a person may judge, with what ``left`` and ``right`` are:

``story``        two items: positive, they tell of one event; negative, they do not
``entity``       two entity ids or names as written: positive, one and the same; negative, not
``source``       an outlet or source by name, and an Admiralty letter A–F
``credibility``  a finding, and an Admiralty number 1–6
``undo``         the id of a judgement, twice: it no longer holds
"""

from collections.abc import Iterable

from crosswire.base.ids import make_id
from crosswire.model.story import Judgement, Verdict

METHOD = "person/1"
PAIRED = frozenset({"story", "entity"})
RELATIONS = ("story", "entity", "source", "credibility", "undo")


def by_person(relation: str, left: str, right: str, verdict: Verdict, *, by: str, at: str, why: str) -> Judgement:
    """An edge by a person, at score 1. The two ends of a pair are put in order, so that saying it either way round is
    one edge; the id is a hash of everything said, with who and when."""
    if relation in PAIRED:
        left, right = sorted((left, right))
    identifier = make_id("judgement", relation, left, right, verdict, METHOD, why, by, at)
    return Judgement(identifier, relation, left, right, verdict, 1.0, METHOD, why, by, at)


def undo(edge: str, *, by: str, at: str, why: str) -> Judgement:
    """An edge that takes another one (by its id) back; it can itself be undone."""
    return by_person("undo", edge, edge, "negative", by=by, at=at, why=why)


def standing(edges: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The edges in force, in the order they were added.

    ``edges`` are a log in order. An undone edge is as if it had not been added, an undone undo likewise. Of the edges
    left on one pair, or on one source or finding, only the last holds. Undo edges themselves are not returned.
    """
    log = list(edges)
    dropped: set[str] = set()
    for edge in reversed(log):
        if edge.relation == "undo" and edge.id not in dropped:
            dropped.add(edge.left)
    last: dict[tuple[str, str, str], Judgement] = {}
    for edge in log:
        if edge.relation == "undo" or edge.id in dropped:
            continue
        key = (edge.relation, edge.left, edge.right if edge.relation in PAIRED else "")
        last.pop(key, None)
        last[key] = edge
    return tuple(last.values())
