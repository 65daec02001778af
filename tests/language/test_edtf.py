"""Dates and intervals of EDTF."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.language import edtf

DAYS = st.dates(dt.date(1600, 1, 1), dt.date(2400, 1, 1))

BOUNDS = [
    ("2023-05-23", "2023-05-23", "2023-05-23", "day"),
    ("2023-05-23T08:00:00Z", "2023-05-23", "2023-05-23", "time"),
    ("2023-02", "2023-02-01", "2023-02-28", "month"),
    ("2024-02", "2024-02-01", "2024-02-29", "month"),
    ("2023", "2023-01-01", "2023-12-31", "year"),
    ("2023-21", "2023-03-01", "2023-05-31", "season"),
    ("2023-24", "2023-12-01", "2024-02-29", "season"),
    ("199X", "1990-01-01", "1999-12-31", "decade"),
    ("19XX", "1900-01-01", "1999-12-31", "century"),
    ("2023-05~", "2023-05-01", "2023-05-31", "month"),
    ("2014/..", "2014-01-01", None, "interval"),
    ("../2014-03", None, "2014-03-31", "interval"),
    ("2023-05-20/2023-05-21", "2023-05-20", "2023-05-21", "interval"),
    ("2019/2028", "2019-01-01", "2028-12-31", "interval"),
]


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@pytest.mark.parametrize(("text", "first", "last", "precision"), BOUNDS)
def test_bounds_and_precision(text: str, first: str | None, last: str | None, precision: str) -> None:
    assert edtf.bounds(text) == (day(first), day(last))
    assert edtf.precision(text) == precision


@pytest.mark.parametrize("text", ["", "yesterday", "2023-13", "2023-02-30", "../..", "2024/2023", "2023-5-1", "P3D"])
def test_what_is_no_edtf_is_refused(text: str) -> None:
    assert not edtf.valid(text)
    with pytest.raises(ValueError, match=r"."):
        edtf.bounds(text)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("2023-05", "2023-05-23", True),
        ("2014/..", "2023", True),
        ("2014/..", "2013", False),
        ("../2014", "2015/..", False),
        ("2023-05-20/2023-05-21", "2023-05-21", True),
        ("2023-05-20/2023-05-21", "2023-05-22", False),
    ],
)
def test_overlap(left: str, right: str, expected: bool) -> None:
    assert edtf.overlap(left, right) is edtf.overlap(right, left) is expected


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        ("2023-05-23", "2023-05", True),
        ("2023-05", "2023-05-23", False),
        ("2014/..", "2010/..", True),
        ("2014/..", "2010/2020", False),
    ],
)
def test_within(inner: str, outer: str, expected: bool) -> None:
    assert edtf.within(inner, outer) is expected


@pytest.mark.parametrize(
    ("text", "days", "expected"),
    [
        ("2023-05-23", -1, "2023-05-22"),
        ("2023-05-23T08:00:00", 9, "2023-06-01T08:00:00"),
        ("2023-02", 1, "2023-02-02/2023-03-01"),
        ("2014/..", 1, "2014-01-02/.."),
    ],
)
def test_shift(text: str, days: int, expected: str) -> None:
    assert edtf.shift(text, days) == expected


@given(DAYS, st.integers(-1000, 1000))
def test_a_shift_and_its_reverse_give_the_day_back(start: dt.date, days: int) -> None:
    assert edtf.shift(edtf.shift(edtf.of(start), days), -days) == edtf.of(start)


@given(DAYS, DAYS)
def test_an_interval_covers_its_ends_and_overlaps_itself(a: dt.date, b: dt.date) -> None:
    first, last = min(a, b), max(a, b)
    text = edtf.span(first, last)
    assert edtf.bounds(text) == (first, last)
    assert edtf.overlap(text, edtf.of(first))
    assert edtf.within(edtf.of(last), text)
    assert edtf.day(text) == (first if first == last else None)


@given(DAYS, st.integers(-60, 60))
def test_months_on_lands_in_the_right_month(start: dt.date, count: int) -> None:
    found = edtf.months_on(start, count)
    assert (found.year * 12 + found.month) - (start.year * 12 + start.month) == count
    assert found.day <= start.day


def test_an_interval_without_ends_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one end"):
        edtf.span(None, None)


def test_a_moment_keeps_its_offset() -> None:
    assert edtf.of(dt.datetime(2023, 5, 23, 8, 0, tzinfo=dt.UTC)) == "2023-05-23T08:00:00Z"
