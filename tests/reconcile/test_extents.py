"""Counts of what an event has once; counts that their holder revises; kinds of harm that nobody disputes."""

import pytest


def told(world, name, holder, number, what, *, unit="people", day="2025-03-12", outlet=None, **more):
    text = f"Some {number:g} were counted, {holder} said."
    report = world.report(name, text, outlet=outlet or name, published=day)
    world.count(
        report,
        f"{number:g}",
        number,
        what,
        unit=unit,
        by=world.says(report, text[: -len(f", {holder} said.")], holder),
        **more,
    )
    return report


def relations(world, *reports):
    world.story("S", *reports)
    return [f.relation for f in world.found()[0].findings]


CASES = [
    ("conflict", (7000, "attended", "people", {}), (30000, "attended", "people", {"modifier": "at-least"})),
    ("conflict", (90, "leaked", "kg", {}), (2, "leaked", "tonnes", {})),
    ("agree", (2000, "leaked", "kg", {}), (2, "leaked", "tonnes", {})),
    ("refine", (1900, "leaked", "kg", {"modifier": "about"}), (2, "leaked", "tonnes", {})),
    (None, (90, "leaked", "kg", {"who": "kg of ammonia"}), (2, "leaked", "tonnes", {"who": "tonnes of diesel"})),
    ("conflict", (4.7, "magnitude", "magnitude", {}), (5.2, "magnitude", "magnitude", {})),
    ("agree", (46, "aboard", "people", {}), (46, "aboard", "passengers", {})),
]  # fmt: skip


@pytest.mark.parametrize(("relation", "one", "two"), CASES)
def test_what_an_event_has_once_is_compared_in_one_unit(world, relation, one, two):
    made = [
        told(world, name, f"Person {name}", number, what, unit=unit, **more)
        for name, (number, what, unit, more) in (("A", one), ("B", two))
    ]
    assert relations(world, *made) == ([relation] if relation else [])


def test_the_answer_is_the_number_that_was_stated(world):
    """ "About 90" is 90 and no range that nobody gave, in the unit that was used."""
    reports = (
        told(world, "A", "Person A", 90, "leaked", unit="kg", modifier="about"),
        told(world, "B", "Person B", 2, "leaked", unit="tonnes", modifier="at-least"),
    )
    world.story("S", *reports)
    (finding,) = world.found()[0].findings
    assert {(a.low, a.high) for a in finding.answers} == {(90.0, 90.0), (2.0, None)}
    assert finding.slot.about == "tonnes leaked"


def test_whoever_repeats_the_count_that_its_holder_revised_disputes_nothing(world):
    first = told(world, "A", "Fen Line", 46, "aboard", day="2025-03-11")
    repeated = told(world, "B", "Person B", 46, "aboard", day="2025-03-11")
    second = told(world, "C", "Fen Line", 44, "aboard", day="2025-03-12")
    assert relations(world, first, repeated, second) == ["update"]


def test_a_later_version_of_an_article_updates_the_sentence_it_has_anew(world):
    """Two versions of one article are copies of one text; what its holder says anew there is an update all the same."""
    one = told(world, "A", "Person A", 21, "injured", day="2025-03-12T08:00:00+00:00", outlet="Fen Post")
    two = told(world, "B", "Person A", 35, "injured", day="2025-03-12T16:00:00+00:00", outlet="Fen Post")
    world.copy(one, two, kind="update", aligned=[(one.text, two.text)])
    assert relations(world, one, two) == ["update"]


def test_the_dead_and_the_missing_of_one_report_are_no_two_answers(world):
    text = "Nine people were killed, Ada Lund said. Five are missing."
    report = world.report("a", text)
    world.count(report, "Nine", 9, "killed", by=world.says(report, "Nine people were killed", "Ada Lund"))
    world.count(report, "Five", 5, "missing")
    assert relations(world, report) == []


def test_a_square_lies_in_the_town_of_its_story(world):
    """A count at a square without coordinates is a part of the town's: another scope, never a conflict."""
    square = world.entity("Lantern Square", "place")
    one = told(world, "A", "Person A", 14, "arrested", place=square)
    two = told(world, "B", "Person B", 41, "arrested", place="Fenmouth")
    assert relations(world, one, two) == ["other-scope"]
