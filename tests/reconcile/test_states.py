"""Statements on the state of a thing, and on whether civilians were hit."""

import pytest

from crosswire.reconcile.states import State, one_question, state_of

STATES = [
    ("the aft hatches had not been sealed", "hatche", "shut", True),
    ("the hatches were left wide open", "hatche", "shut", False),
    ("the lift was not working", "lift", "working", True),
    ("the brakes were faulty", "brake", "working", False),
    ("the bridge was safe", "bridge", "safe", True),
    ("they shelled a clinic at noon", "civil", "hit", True),
    ("attacks on civilian objects in Fenmouth", "civil", "hit", True),
]
NONE = [
    "the sluices were opened too late",
    "it was closed",
    "closed session of the council",
    "our guns struck the barracks of the 9th regiment",
    "the clinic was hit by its own air defence",
    "the clinic was built in 1990",
]


@pytest.mark.parametrize(("text", "thing", "pair", "first"), STATES)
def test_the_state_that_a_clause_states(text, thing, pair, first):
    assert state_of(text) == State(thing, pair, first)


@pytest.mark.parametrize("text", NONE)
def test_clauses_that_state_none(text):
    assert state_of(text) is None


def test_another_thing_is_another_question():
    assert one_question("the hatches were sealed", "the aft hatches had been left open")
    assert not one_question("the hatches were sealed", "the windows were open")


def told(world, name, text, holders, day="2025-03-12"):
    report = world.report(name, text, published=day, outlet=name)
    for source, content, stance in holders:
        world.says(report, content, source, polarity=stance)
    return report


def found(world, *reports):
    world.story("S", *reports)
    return [f for f in world.found()[0].findings if f.slot.asks == "happened"]


def sides(finding):
    return {frozenset(holder.name for holder in answer.holders) for answer in finding.answers}


def test_sealed_against_left_open(world):
    """Synonyms and opposites of one state: who doubts that it was shut sides with who says that it was open."""
    one = told(world, "a", "The aft hatches had been left open, Ada Lund said. Ivo Brandt: The hatches were sealed.",
               [("Ada Lund", "The aft hatches had been left open", "asserts"),
                ("Ivo Brandt", "The hatches were sealed", "asserts")])  # fmt: skip
    two = told(world, "b", "Judge Per Osk doubts that the hatches were shut.",
               [("Per Osk", "that the hatches were shut", "doubts")], "2025-03-13")  # fmt: skip
    (finding,) = found(world, one, two)
    assert finding.relation == "denial"
    assert sides(finding) == {frozenset(["Ada Lund", "Per Osk"]), frozenset(["Ivo Brandt"])}


def test_two_who_say_the_same_state_are_no_quarrel(world):
    one = told(world, "a", "Ada Lund said the hatches were sealed. Ivo Brandt said the aft hatches had been shut.",
               [("Ada Lund", "the hatches were sealed", "asserts"),
                ("Ivo Brandt", "the aft hatches had been shut", "asserts")])  # fmt: skip
    assert [f.relation for f in found(world, one) if f.relation in ("conflict", "denial")] == []


def test_who_denies_attacks_on_civilians_answers_who_tells_of_one(world):
    one = told(world, "a", "They shelled a clinic at noon, Ada Lund said.",
               [("Ada Lund", "They shelled a clinic at noon", "asserts")])  # fmt: skip
    two = told(world, "b", "The Northern Command denied attacks on civilian objects in Fenmouth.",
               [("Northern Command", "attacks on civilian objects in Fenmouth", "denies")])  # fmt: skip
    (finding,) = found(world, one, two)
    assert finding.relation == "denial"
    assert sides(finding) == {frozenset(["Ada Lund"]), frozenset(["Northern Command"])}


def test_two_who_tell_of_two_hits_dispute_nothing(world):
    one = told(world, "a", "They shelled a clinic at noon, Ada Lund said. A bus was hit in Marrow, Ivo Brandt said.",
               [("Ada Lund", "They shelled a clinic at noon", "asserts"),
                ("Ivo Brandt", "A bus was hit in Marrow", "asserts")])  # fmt: skip
    assert found(world, one) == []
