"""How places lie to each other, with and without coordinates."""

import pytest

from crosswire.reconcile.places import exactness, near, nesting

PLACES = {
    "Ansel": (10.0, 10.0, "point"),
    "Lower Ansel": (10.1, 10.0, "point"),
    "Ansel district": (10.1, 10.1, "district"),
    "Upland region": (10.3, 10.2, "region"),
    "Far town": (30.0, 30.0, "point"),
    "Aldermark": (12.0, 12.0, "country"),
}


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Ansel", "Ansel", "same"),
        ("Ansel", "Ansel district", "inside"),
        ("Ansel district", "Ansel", "around"),
        ("Ansel", "Upland region", "inside"),
        ("Ansel district", "Upland region", "inside"),
        ("Upland region", "Aldermark", "inside"),
        ("Far town", "Aldermark", "inside"),
        ("Far town", "Upland region", "apart"),
        ("Ansel", "Lower Ansel", "apart"),
        (None, "Ansel", "unknown"),
        ("Ansel", None, "unknown"),
    ],
)
def test_nesting_by_coordinates(world, left, right, expected):
    ids = {name: world.place(name, *where) for name, where in PLACES.items()}
    assert nesting(ids.get(left), ids.get(right), world.entities) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [("Ansel", "Ansel district", "inside"), ("Ansel district", "Ansel", "around"), ("Ansel", "Dunmere", "apart")],
)
def test_nesting_by_name(world, left, right, expected):
    one, two = world.entity(left, "place"), world.entity(right, "place")
    assert nesting(one, two, world.entities) == expected


def test_another_country_is_apart(world):
    from dataclasses import replace

    one, two = world.place("Ansel"), world.place("Ostia", 10.01, 10.01, "region")
    known = world.entities[two]
    world.entities[two] = replace(known, place=replace(known.place, country="XX"))
    assert nesting(one, two, world.entities) == "apart"
    assert not near(one, two, world.entities)


def test_near(world):
    ids = {name: world.place(name, *where) for name, where in PLACES.items()}
    assert near(ids["Ansel"], ids["Lower Ansel"], world.entities)
    assert not near(ids["Ansel"], ids["Far town"], world.entities)
    assert near(None, ids["Ansel"], world.entities)


def test_exactness(world):
    ids = {name: world.place(name, *where) for name, where in PLACES.items()}
    order = [None, "Aldermark", "Upland region", "Ansel district", "Ansel"]
    assert [exactness(ids.get(name), world.entities) for name in order] == [0, 1, 2, 3, 4]
    assert exactness(world.entity("Nowhere", "place"), world.entities) == 2
