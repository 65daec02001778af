"""Places better left without a point, and features that are no towns."""

import pytest

from crosswire.model.mention import Mention
from crosswire.resolve import places
from crosswire.resolve.gazetteer import Record
from crosswire.resolve.places_doubt import stray, toss_up
from crosswire.resolve.places_resolve import resolve
from crosswire.resolve.places_scene import Query, Scene

HERE = Record("a", "Here", "UA", "05", "P", 48.5, 37.5, 60_000)
THERE = Record("b", "There", "UA", "05", "P", 48.6, 37.4, 40_000)
FAR = Record("c", "Far", "UA", "17", "P", 46.2, 29.7, 900)
BESIDE = Record("d", "Beside", "UA", "05", "P", 48.4, 37.2, 900)
NOWHERE = Scene({}, {})


@pytest.mark.parametrize(
    ("record", "others", "asked", "out"),
    [
        (FAR, [HERE, THERE], Query("Far"), True),
        (BESIDE, [HERE, THERE], Query("Beside"), False),
        (FAR, [], Query("Far"), False),
        (FAR, [HERE, THERE], Query("Far", inside=("Odesa",)), False),
    ],
)
def test_a_village_far_from_the_rest_is_another_one(
    record: Record, others: list[Record], asked: Query, out: bool
) -> None:
    assert stray(record, asked, others, NOWHERE) is out


def test_a_region_that_is_named_keeps_its_village() -> None:
    assert not stray(FAR, Query("Far"), [HERE, THERE], Scene({}, {}, frozenset({("UA", "17")})))


def test_one_of_many_villages_of_a_name_is_not_chosen_by_chance() -> None:
    rivals = [FAR, BESIDE, Record("e", "Far", "UA", "02", "P", 51.0, 31.0, 700), HERE]
    assert toss_up(FAR, rivals, Query("Far"), [], NOWHERE)
    assert not toss_up(FAR, rivals[:2], Query("Far"), [], NOWHERE)
    assert not toss_up(BESIDE, rivals, Query("Far"), [HERE], NOWHERE)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("They crossed the river Elm at night.", "Elm", "feature"),
        ("Cars stood on Elm Street.", "Elm", "feature"),
        ("Вони перейшли річку Тарв.", "Тарв", "feature"),
        ("They came to Elm at night.", "Elm", None),
    ],
)
def test_rivers_and_streets_are_no_towns(text: str, name: str, kind: str | None) -> None:
    at = text.index(name)
    asked = places.query(text, [Mention(at, at + len(name), "r", name, "place", "name", "e", "i")])
    assert asked.kind == kind
    if kind:
        assert resolve([asked]) == [None]


@pytest.mark.parametrize(
    ("words", "outer"), [(["Mo.", "He"], "Mo."), (["TX"], "Texas"), (["said", "he"], ""), (["New", "York"], "New York")]
)
def test_containers_after_a_comma(words: list[str], outer: str) -> None:
    assert places.container(words) == outer
