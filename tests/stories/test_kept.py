"""A week restored as bytes: the same stories as one restored by scoring everything, at a fraction of the work."""

import random

from tests.stories.conftest import FLOOD, FLOOD_AGAIN, SHELLING, STRIKE, STRIKE_AGAIN, build

from crosswire.stories import compact
from crosswire.stories.compact import Row
from crosswire.stories.kept import HashedRarity
from crosswire.stories.stream import Stream
from crosswire.stories.words import Rarity

LATE = 10**6


def many(count: int, seed: int = 3) -> list[Row]:
    rng, made = random.Random(seed), []
    for number in range(count):
        kind = rng.choice((FLOOD, FLOOD_AGAIN, STRIKE, STRIKE_AGAIN, SHELLING))
        lines = tuple(line for line in kind if rng.random() < 0.8) or kind
        made.append(compact.of_reading(build(f"r{number}", lines, date=f"2024-05-{rng.randint(6, 9):02d}"))[0])
    return sorted(made, key=lambda row: (row.when.day or 0, row.id))


def groups(stream: Stream) -> set[frozenset[str]]:
    return {frozenset(items) for items in stream.open_stories().values()}


def restored(rows: list[Row]) -> tuple[Stream, Stream]:
    """A stream that had the rows, and one that got them as bytes."""
    first = Stream()
    for row in rows:
        first.add([row])
    home = {item: story for story, items in first.open_stories().items() for item in items}
    again = Stream(lazily=True)
    again.restore_kept((compact.encode(row), LATE, home[row.id]) for row in rows)
    return first, again


def test_what_comes_joins_the_same_stories() -> None:
    rows = many(40)
    first, again = restored(rows[:25])
    assert len(again.window) == len(first.window) == 25
    for row in rows[25:]:
        assert again.add([row]).stories[row.id] == first.add([row]).stories[row.id]
    assert groups(again) == groups(first)


def test_nothing_is_weighed_until_something_comes_near() -> None:
    (flood, other) = (compact.of_reading(build(n, t, date="2024-05-07"))[0] for n, t in (("a", FLOOD), ("b", STRIKE)))
    stream = Stream(lazily=True)
    stream.restore_kept([(compact.encode(flood), LATE, "sto-1"), (compact.encode(other), LATE, "sto-2")])
    assert dict.__len__(stream.window.bags) == 0  # type: ignore[arg-type]
    (again,) = compact.of_reading(build("c", FLOOD_AGAIN, date="2024-05-08"))
    assert stream.add([again]).stories[again.id] == "sto-1"


def test_what_rests_is_woken_alike(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("crosswire.stories.kept.Kept.rest.__kwdefaults__", {"awake": 2})
    rows = many(30, seed=5)
    first, again = restored(rows[:10])
    for row in rows[10:]:
        assert again.add([row]).stories[row.id] == first.add([row]).stories[row.id]
        assert len(again.window.bags) <= 3


def test_items_leave_the_window_as_bytes_too() -> None:
    rows = many(12)
    _, again = restored(rows)
    (late,) = compact.of_reading(build("late", SHELLING, date="2024-06-20"))
    changes = again.add([late])
    assert len(again.window) == 1 and len(again.open_stories()) == 1
    assert changes.closed and again.closed_like(late)


def test_a_date_to_come_is_taken_for_none() -> None:
    (row,) = compact.of_reading(build("a", FLOOD, date="2024-05-07"))
    stream = Stream(lazily=True)
    stream.restore_kept([(compact.encode(row), (row.when.day or 0) - 30, "sto-1")])
    assert stream.window.when[0].day is None


def test_a_glance_sees_what_the_row_has() -> None:
    (row,) = many(1)
    seen = compact.glance(compact.encode(row))
    assert (seen.id, seen.when, seen.words) == (row.id, row.when, row.bags.words)
    assert set(seen.pairs) == set(row.bags.pairs) and set(seen.numbers) == set(row.bags.numbers)
    assert (compact.vector(compact.encode(row)) == row.vector).all()


def test_pairs_under_hashes_are_as_rare() -> None:
    bags = [[f"{a} {b}" for a in "abc" for b in "xyz"], ["a x", "b x"], ["a x"]]
    plain, hashed = Rarity(bags, common=False), HashedRarity()
    for bag in bags:
        hashed.add(bag)
    hashed.add(["gone z"])
    hashed.drop(["gone z"])
    terms = ["a x", "b x", "c z", "nowhere"]
    assert all(abs(plain.all_of(terms)[term] - value) < 1e-9 for term, value in hashed.all_of(terms).items())
