"""Bounded buckets: what shares a key is found, a key of everything does not grow, growing forgets nothing recent."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.base.buckets import Buckets, Rows, distinct

KEYS = st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=12, unique=True)


@settings(max_examples=40, deadline=None)
@given(st.lists(KEYS, min_size=1, max_size=30))
def test_a_text_finds_itself_by_all_its_keys(texts: list[list[int]]) -> None:
    table = Buckets(width=64, bits=4)
    rows = [distinct(text) for text in texts]
    for number, keys in enumerate(rows):
        table.add(number, keys)
    for number, keys in enumerate(rows):
        numbers, counts = table.found(keys)
        assert dict(zip(numbers.tolist(), counts.tolist(), strict=True))[number] >= len(keys)
    assert len(table) == sum(map(len, rows))


def test_a_key_of_everything_keeps_the_first_and_the_last() -> None:
    table = Buckets(width=8)
    key = np.array([7], dtype=np.uint32)
    for number in range(5000):
        table.add(number, key)
    numbers, _ = table.found(key)
    assert numbers.tolist() == [0, 1, 2, 3, 4996, 4997, 4998, 4999]
    assert table.times(key)[0] == 5000


def test_a_sliding_table_does_not_grow() -> None:
    table = Buckets(width=4, bits=6, sliding=True)
    before = table.nbytes
    for number in range(3000):
        table.add(number, np.array([number, number * 31 % 997], dtype=np.uint32))
    assert table.nbytes == before
    assert 2999 in table.found(np.array([2999], dtype=np.uint32))[0].tolist()


def test_weights_are_summed_by_number() -> None:
    table = Buckets(width=4)
    keys = np.array([1, 2, 3], dtype=np.uint32)
    table.add(0, keys)
    table.add(1, keys[:1])
    numbers, sums = table.weighed(keys, np.array([1.0, 2.0, 4.0]))
    assert dict(zip(numbers.tolist(), sums.tolist(), strict=True))[0] == 7.0


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 40), min_size=0, max_size=6, unique=True), min_size=1, max_size=60))
def test_a_table_that_has_grown_is_the_table_made_large_at_once(texts: list[list[int]]) -> None:
    small, large = Buckets(width=4, bits=1), Buckets(width=4, bits=12)
    rows = [np.array(sorted(text), dtype=np.uint32) for text in texts]
    for number, keys in enumerate(rows):
        small.add(number, keys)
    while int(small._shift) > 64 - 12:
        small._grow()
    for number, keys in enumerate(rows):
        large.add(number, keys)
    for keys in rows:
        for ours, theirs in zip(small.found(keys), large.found(keys), strict=True):
            assert ours.tolist() == theirs.tolist()
        assert small.times(keys).tolist() == large.times(keys).tolist()


def test_rows_are_kept_one_after_another() -> None:
    held = Rows()
    rows = [np.arange(number % 7, dtype=np.uint32) + number for number in range(2000)]
    for row in rows:
        held.append(row)
    assert all(held.row(number).tolist() == row.tolist() for number, row in enumerate(rows))
    numbers, keys = held.some(10, 13)
    assert numbers.tolist() == [10] * 3 + [11] * 4 + [12] * 5
    assert keys.tolist() == [*rows[10], *rows[11], *rows[12]]
    assert held.nbytes < 2 * (4 * sum(map(len, rows)) + 8 * len(rows)) + 8192
