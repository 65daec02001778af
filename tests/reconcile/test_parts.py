"""Totals and their parts, windows by the clock, parts of a country."""

import pytest

from crosswire.model.mention import Figure
from crosswire.model.report import Span
from crosswire.reconcile.parts import parts_of
from crosswire.reconcile.sectors import sector
from crosswire.reconcile.timing import moment


def figures(text, *numbers, what="destroyed"):
    found, at = [], 0
    for number in numbers:
        at = text.index(number, at)
        end, value = at + len(number), float(number)
        found.append(
            Figure(at, end, "rep", number, f"f{len(found)}", "itm", value, value, "exactly", None, "drones", what, None)
        )
        at = end
    return found


@pytest.mark.parametrize(
    ("text", "numbers", "parts"),
    [
        ("80 drones: 30 over Ansel, 14 over Dunmere", ("80", "30", "14"), {"f1", "f2"}),
        ("44 drones, 30 over Ansel and 14 over Dunmere", ("44", "30", "14"), {"f1", "f2"}),
        ("56 drones, 11 of them in the south", ("56", "11"), {"f1"}),
        ("56 drones fell, then 11 more came", ("56", "11"), set()),
        ("56 drones fell; 70 fell elsewhere", ("56", "70"), set()),
        ("56 drones over Ansel, 56 over Dunmere", ("56", "56"), set()),
    ],
)
def test_parts_of_a_total(text, numbers, parts):
    found = parts_of(figures(text, *numbers), text)
    assert set(found) == parts
    assert set(found.values()) <= {"f0"}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("56 drones in southern Norland", "south"),
        ("56 drones over the east overnight", "east"),
        ("На півдні збито 56 дронів", "south"),
        ("56 drones in the north, south and east", None),
        ("56 drones in South Norland", None),
        ("56 drones, 9 in the west", None),
    ],
)
def test_the_part_of_a_country(world, text, part):
    report = world.report("a.txt", text)
    at = text.index("56")
    assert sector(Span(report.id, at, at + 2, "56"), report, None) == part


def test_moments_compare_over_offsets():
    assert moment("2025-03-12T09:00:00+02:00") < moment("2025-03-12T08:00:00Z")
    assert moment("2025-03-12") is None
