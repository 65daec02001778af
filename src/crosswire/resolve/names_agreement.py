"""Rival finds settled: spans that do not overlap, and one type for one spelling throughout a report.

reads text → writes nothing
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from crosswire.language.names import given_names, known_body
from crosswire.language.spelling import fold
from crosswire.model.mention import EntityType
from crosswire.resolve.names_places import place_like
from crosswire.resolve.names_words import TYPES, Found


def without_ragged(found: Sequence[Found]) -> list[Found]:
    """Without tags of persons that took in a part of the role that a pattern found before the name."""
    named = {one.end: one.start for one in found if one.type == "person" and one.role}
    return [one for one in found if one.type != "person" or one.start >= named.get(one.end, one.start)]


def agree(text: str, found: Sequence[Found]) -> list[Found]:
    """One type for one spelling throughout a report: what most of its finds, the gazetteer and full names say.

    A bare surname of a person named in full is that person's everywhere; spellings that differ in type but stand for
    two things ("Paris" and a Paris) are rarer than slips of the model.
    """
    votes: dict[str, dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    surnames: set[str] = set()
    for one in found:
        exact = text[one.start : one.end]
        if one.form == "name":
            votes[exact][one.type] += one.score
        if (
            one.type == "person"
            and " " in exact
            and (one.role or one.score > 0.8 or fold(exact.split()[0]) in given_names())
        ):
            surnames.add(exact.split()[-1])
    borne = {t.split()[-1] for f in found if f.type == "person" and " " in (t := text[f.start : f.end])}
    for exact in surnames & votes.keys():
        votes[exact]["person"] += 0.5 + sum(votes[exact].values())
    out = []
    for one in found:
        exact = text[one.start : one.end]
        likely = exact not in borne and _likely_place(exact, one)
        if one.form == "name" and one.score < 0.93 and (len(votes[exact]) > 1 or likely):
            tally = defaultdict(float, votes[exact])
            if likely:
                tally["place"] += 0.8
            best = max(TYPES, key=lambda type: tally[type])
            one = replace(one, type=best, role=one.role if best == "person" else None)
        out.append(one)
    return out


def _likely_place(exact: str, one: Found) -> bool:
    """Whether a doubtful find of another type is the name of a sizeable town, and of no person's given name."""
    if one.form != "name" or one.type == "place" or one.score > 0.78 or " " in exact:
        return False
    return fold(exact) not in given_names() and known_body(exact) is None and place_like(exact, least=20_000)


def settle(found: Iterable[Found]) -> list[Found]:
    """Spans that do not overlap: of rivals the likelier, then the longer; in the order of the text."""
    out: list[Found] = []
    for one in sorted(found, key=lambda f: (-(round(f.score, 1)), -(f.end - f.start), f.start)):
        at = bisect_left(out, one.end, key=lambda f: f.start)
        if not at or out[at - 1].end <= one.start:
            out.insert(at, one)
    return out
