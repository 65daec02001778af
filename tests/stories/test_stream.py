"""Stories as items arrive: joins, ids that stay, merges with redirects, closed stories, order within a batch."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stories.conftest import FLOOD, FLOOD_AGAIN, SHELLING, STRIKE, STRIKE_AGAIN, build

from crosswire.stories import naming
from crosswire.stories.compact import Row, decode, encode, of_reading
from crosswire.stories.stream import Stream


def rows(*made: tuple[str, tuple[str, ...], str]) -> list[Row]:
    return [of_reading(build(name, text, date=date))[0] for name, text, date in made]


def test_items_join_and_a_story_keeps_its_id() -> None:
    stream = Stream()
    (flood,) = rows(("a", FLOOD, "2024-05-07"))
    first = stream.add([flood]).stories[flood.id]
    strike, again = rows(("b", STRIKE, "2024-05-07"), ("c", FLOOD_AGAIN, "2024-05-08"))
    changes = stream.add([strike, again])
    assert changes.stories[again.id] == first != changes.stories[strike.id]
    (judged,) = changes.judgements
    assert judged.verdict == "positive"
    assert judged.score > 0.5
    assert {judged.left, judged.right} == {flood.id, again.id}


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(5)))
def test_the_order_within_a_batch_does_not_matter(order: list[int]) -> None:
    batch = rows(
        ("a", FLOOD, "2024-05-07"),
        ("b", FLOOD_AGAIN, "2024-05-07"),
        ("c", STRIKE, "2024-05-07"),
        ("d", STRIKE_AGAIN, "2024-05-07"),
        ("e", SHELLING, "2024-05-07"),
    )
    assert Stream().add([batch[i] for i in order]) == Stream().add(batch)


def test_other_days_are_other_stories_and_old_ones_are_closed_and_found() -> None:
    stream = Stream()
    early, late = rows(("a", SHELLING, "2024-05-01"), ("b", SHELLING, "2024-05-20"))
    first = stream.add([early]).stories[early.id]
    changes = stream.add([late])
    assert changes.closed == (first,)
    assert changes.stories[late.id] != first
    assert stream.closed_like(late) == [first]
    assert len(stream) == len(stream.window) == 1


def test_copies_are_joined_and_stories_merged_leave_a_redirect() -> None:
    stream = Stream()
    flood, strike = rows(("a", FLOOD, "2024-05-07"), ("b", STRIKE, "2024-05-07"))
    old = stream.add([flood, strike]).stories
    (again,) = rows(("c", FLOOD_AGAIN, "2024-05-08"))
    changes = stream.add([again], together=[(flood.id, strike.id), (again.id, flood.id)])
    assert len(set(stream.open_stories())) == 1
    (redirect,) = changes.redirects
    assert {redirect.old, redirect.new} == set(old.values())
    assert stream.resolve(redirect.old) == changes.stories[again.id] == redirect.new
    assert "merge" in {judged.relation for judged in changes.judgements}


def test_a_stream_restored_from_bytes_goes_on_alike() -> None:
    made = rows(("a", FLOOD, "2024-05-07"), ("b", STRIKE, "2024-05-07"))
    more = rows(("c", FLOOD_AGAIN, "2024-05-08"), ("d", STRIKE_AGAIN, "2024-05-08"))
    first, again = Stream(), Stream()
    stories = first.add(made).stories
    again.restore((decode(encode(row)), stories[row.id]) for row in sorted(made, key=lambda row: row.id))
    assert again.add(more).stories == first.add(more).stories


def test_a_row_survives_as_bytes_and_damage_is_refused() -> None:
    (row,) = rows(("a", FLOOD, "2024-05-07"))
    kept = decode(encode(row))
    assert (kept.id, kept.when, kept.lead, kept.bags.words) == (row.id, row.when, row.lead, row.bags.words)
    assert len(encode(row)) < 1500
    for damaged in (encode(row)[:-3], b"none" + encode(row)[4:]):
        with pytest.raises(ValueError, match="make it again"):
            decode(damaged)


def test_memory_is_bounded_by_the_window() -> None:
    stream, rng = Stream(window=2), random.Random(1)
    for day in range(1, 29):
        lines = tuple(f"{rng.choice(FLOOD + STRIKE + SHELLING)} Number {rng.randrange(9**9)}." for _ in range(2))
        stream.add(rows((f"r{day}", lines, f"2024-02-{day:02d}")))
        assert len(stream.window) <= 3


@pytest.mark.parametrize(
    ("groups", "before", "expected"),
    [
        ([[1, 2, 3]], {1: "s", 2: "s"}, [("s", (), None)]),
        ([[1, 2], [3]], {1: "s", 2: "s", 3: "s"}, [("s", (), None), (None, (), "s")]),
        ([[1], [2, 3]], {1: "s", 2: "s", 3: "s"}, [(None, (), "s"), ("s", (), None)]),
        ([[1, 2, 3]], {1: "s", 2: "t"}, [("s", ("t",), None)]),
        ([[4]], {}, [(None, (), None)]),
    ],
)
def test_the_larger_part_keeps_the_id_and_the_older_id_stays(groups, before, expected) -> None:  # type: ignore[no-untyped-def]
    found = naming.name(groups, before, {})
    assert [(named.keeps, named.ends, named.parted) for named in found] == expected
