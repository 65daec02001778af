"""Which counts are one row of a story's figures, and what its rows leave out."""

import pytest

from crosswire.base.config import Options
from crosswire.brief.compose import compose
from crosswire.brief.verify import verify


def rows(world):
    account, origins = world.found()
    brief = compose(account, origins, options=Options())
    assert verify(brief, account) == ()
    return [tuple(row.text.split("\t")) for story in brief.stories for row in story.figures]


def counted(world, name, text, words, number, what, *, by="Mara Holt", content=None, day="2025-03-12", **more):
    report = world.report(name, text, published=day, outlet=more.pop("outlet", None))
    spoken = world.says(report, content or text.partition(", ")[0], by) if by else None
    world.count(report, words, number, what, by=spoken, **more)
    return report


def test_a_number_and_at_least_that_number_of_one_holder_are_one_row(world):
    one = counted(world, "a.txt", "Seven people died, Mara Holt said.", "Seven", 7, "killed")
    two = counted(
        world, "b.txt", "At least seven people died, Mara Holt said.", "seven", 7, "killed", modifier="at-least"
    )
    world.story("S", one, two)
    assert rows(world) == [("7 killed (also “at least 7”)", "people", "—", "Mara Holt")]


def test_an_outlet_that_only_recalls_its_sources_number_has_no_row(world):
    one = counted(world, "a.txt", "Thirty people are missing, Mara Holt said.", "Thirty", 30, "missing")
    text = "Mara Holt said nothing new. On Tuesday the number of missing was 30."
    two = world.report("b.txt", text, outlet="Fen Post")
    world.says(two, "nothing new", "Mara Holt")
    world.count(two, "30", 30, "missing")
    world.story("S", one, two)
    assert [(row[0], row[-1]) for row in rows(world)] == [("30 missing", "Mara Holt")]


def test_a_number_without_place_and_time_joins_the_only_row_that_has_them(world):
    text = "Mara Holt said 25 drones fell at Ansel on Monday. Twenty-five drones were felled, Mara Holt said."
    report = world.report("a.txt", text)
    ansel = world.place("Ansel")
    for content, words, more in (
        ("25 drones fell at Ansel on Monday", "25", {"place": ansel, "time": "2025-03-10"}),
        ("Twenty-five drones were felled", "Twenty-five", {}),
    ):
        by = world.says(report, content, "Mara Holt")
        world.count(report, words, 25, "destroyed", unit="drones", by=by, **more)
    world.story("S", report)
    assert rows(world) == [("25 destroyed", "drones", "Ansel, 10 March 2025", "Mara Holt")]


@pytest.mark.parametrize(
    ("text", "number", "what", "expected"),
    [
        ("Divers found two more people dead, Mara Holt said.", "two", "killed", "2 more killed"),
        ("The search for two more people goes on, Mara Holt said.", "two", "missing", "2 missing"),
    ],
)
def test_an_addition_is_shown_as_one(world, text, number, what, expected):
    world.story("S", counted(world, "a.txt", text, number, 2, what))
    assert [row[0] for row in rows(world)] == [expected]


def test_more_after_a_count_of_something_else_adds_to_that_one(world):
    text = "Two people died and four more people were hurt, Mara Holt said."
    report = world.report("a.txt", text)
    by = world.says(report, "Two people died and four more people were hurt", "Mara Holt")
    world.count(report, "Two", 2, "killed", by=by)
    world.count(report, "four", 4, "injured", by=by)
    world.story("S", report)
    assert [row[0] for row in rows(world)] == ["2 killed", "4 injured"]


def test_a_rise_told_in_one_phrase_is_one_row(world):
    text = "The number of dead rose from four to seven, Mara Holt said."
    report = world.report("a.txt", text)
    by = world.says(report, "The number of dead rose from four to seven", "Mara Holt")
    world.count(report, "four", 4, "killed", by=by)
    world.count(report, "seven", 7, "killed", by=by)
    world.story("S", report)
    assert [row[0] for row in rows(world)] == ["7 killed (earlier 4)"]


def test_words_of_another_script_stand_in_quotation_marks_after_what_they_mean(world):
    text = "Знищено 43 ворожих дрони, сказала Мара Голт."
    report = world.report("a.txt", text, language="uk")
    world.count(report, "43", 43, "destroyed", unit="drones", who="ворожих дрони")
    world.story("S", report)
    assert rows(world)[0][1] == "drones (“ворожих дрони”)"


def test_what_is_more_than_a_whole_wars_toll_weighs_nothing(world):
    text = "Two people died, Mara Holt said. More than 4,000 people were killed since the war began."
    report = world.report("a.txt", text)
    by = world.says(report, "Two people died", "Mara Holt")
    world.count(report, "Two", 2, "killed", by=by)
    world.count(report, "4,000", 4000, "killed", modifier="at-least")
    world.story("S", report)
    account, origins = world.found()
    (story,) = compose(account, origins, options=Options()).stories
    assert "up to 2 people affected" in story.why
    assert [row.text.split("\t")[0] for row in story.figures] == ["2 killed", "at least 4,000 killed"]
