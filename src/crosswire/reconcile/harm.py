"""Who was hurt, over all kinds of harm: counts of one event whose scopes do not meet, shown together.

reads slots → writes slots
"""

from collections.abc import Sequence
from dataclasses import replace

from crosswire.language.lexicon import load
from crosswire.model.account import Differs
from crosswire.reconcile.counts import nested, same_time
from crosswire.reconcile.index import Groups, Index
from crosswire.reconcile.places import near
from crosswire.reconcile.relations import Related, pairs
from crosswire.reconcile.said import Said
from crosswire.reconcile.slots import Gathered


def across_kinds(counts: Sequence[Gathered], index: Index) -> list[tuple[Gathered, list[tuple[Said, Said, Related]]]]:
    """Who was hurt, over all kinds of harm: where holders of one event give counts that do not meet in one scope.

    A count that a report gives in its own voice is nobody's account. Deaths are first compared with deaths: what is
    revised, refined or disputed there is told there, and not again among all that was counted.
    """
    classes = load("slots")["harm"]["classes"]
    slots = [s for s in counts if s.scope and s.scope.what in classes and s.scope.unit == "people"]
    slots = [held for s in slots if (held := _held(s, index)).claims]
    found = []
    for event in _same_event(slots, index):
        claims = tuple(claim for slot in event for claim in slot.claims)
        related = [pair for slot in event for pair in pairs(slot.claims, index)]
        if len(event) > 1 and _unmet(claims, related):
            related += _across(event)
            found.append((Gathered("victims", claims), related))
    return found


def _held(slot: Gathered, index: Index) -> Gathered:
    """What holders say that no other claim of the slot answers yet."""
    told = tuple(c for c in slot.claims if c.figure is not None and c.figure.attribution)
    met = [(a.id, b.id) for a, b, (relation, _) in pairs(told, index) if relation in ("update", "refine", "conflict")]
    settled = {identifier for pair in met for identifier in pair}
    return replace(slot, claims=tuple(claim for claim in told if claim.id not in settled))


def _same_event(slots: Sequence[Gathered], index: Index) -> list[list[Gathered]]:
    groups: list[list[Gathered]] = []
    for slot in slots:
        for group in groups:
            others = [claim for member in group for claim in member.claims]
            if all(same_time(a, b) and _one_place(a, b, index) for a in slot.claims for b in others):
                group.append(slot)
                break
        else:
            groups.append([slot])
    return groups


def _one_place(one: Said, two: Said, index: Index) -> bool:
    """In one story, places no further apart than a region; across stories, places that lie in each other."""
    if one.story == two.story:
        return near(one.where, two.where, index.entities)
    return nested(one, two, index) in ("same", "inside", "around")


def _unmet(claims: Sequence[Said], related: Sequence[tuple[Said, Said, Related]]) -> bool:
    """Whether some holders' counts are joined by no friendly relation to those of the others."""
    voices = Groups()
    for one, two, (relation, _) in related:
        if relation in ("agree", "refine", "update"):
            voices.join(one.voice, two.voice)
    return len({voices.find(claim.voice) for claim in claims}) > 1


def _across(event: Sequence[Gathered]) -> list[tuple[Said, Said, Related]]:
    found: list[tuple[Said, Said, Related]] = []
    for number, one in enumerate(event):
        for two in event[number + 1 :]:
            assert one.scope is not None
            assert two.scope is not None
            parts: tuple[Differs, ...] = ("who",) if one.scope.category != two.scope.category else ()
            parts += ("what",) if one.scope.what != two.scope.what else ()
            found += [
                (a, b, ("other-scope", parts)) for a in one.claims for b in two.claims if a.voice != b.voice and parts
            ]
    return found
