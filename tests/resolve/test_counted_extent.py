"""How great an event was: who was aboard, who took part, how much leaked, how strong a quake was."""

import pytest

from crosswire.resolve.quantities import in_text

CASES = [
    ("The tug had sailed with 46 people on board.", "aboard", "people", 46, 46, None),
    ("A coach carrying 31 pupils left the road.", "aboard", "students", 31, 31, None),
    ("The union put the crowd at some 7,000 people.", "attended", "people", 7000, 7000, None),
    ("The council put turnout at 900.", "attended", "people", 900, 900, None),
    ('"We were at least 4,500," she said.', "attended", "people", 4500, None, None),
    ("About 300 people marched through Fenmouth.", "attended", "people", 300, 300, None),
    ("Some 40 tonnes of fuel oil had leaked from the tank.", "leaked", "tonnes", 40, 40, "tonnes of fuel oil"),
    ("At least three tonnes of ammonia must have escaped.", "leaked", "tonnes", 3, None, "tonnes of ammonia"),
    ("The mill released 90 kilograms of the gas.", "leaked", "kg", 90, 90, None),
    ("A spill of 200 litres of diesel closed the quay.", "leaked", "litres", 200, 200, "litres of diesel"),
    ("The survey measured a magnitude of 4.7.", "magnitude", "magnitude", 4.7, 4.7, None),
    ("The office gave the magnitude as 5.2.", "magnitude", "magnitude", 5.2, 5.2, None),
]
OTHERS = [
    ("All 46 people aboard were killed.", "killed"),
    ("Ninety kilograms of ammonia would not have escaped.", None),
    ("Ninety kilograms of ammonia could have escaped.", None),
    ("The lorry carried 90 kilograms of ammonia.", None),
    ("We were 12 at the time.", None),
    ("They walked 40 kilometres.", None),
]


@pytest.mark.parametrize(("text", "what", "unit", "low", "high", "who"), CASES)
def test_the_extent_of_an_event_is_read(text, what, unit, low, high, who):
    (draft,) = [draft for draft in in_text(text) if draft.what]
    assert (draft.what, draft.unit, draft.low, draft.high, draft.who) == (what, unit, low, high, who)


@pytest.mark.parametrize(("text", "what"), OTHERS)
def test_what_befell_people_and_what_only_might_have_been_is_no_extent(text, what):
    assert {draft.what for draft in in_text(text)} <= {what}


def test_kilograms_are_not_read_as_hectares():
    (draft,) = in_text("Витекло близько 70 кілограмів газу.")
    assert draft.unit == "kg"
