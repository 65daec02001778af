"""Absolute dates at the start of a string, in three languages."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.language import calendar, edtf

CASES = [
    ("2023-05-23", "2023-05-23"),
    ("2023-05", "2023-05"),
    ("2023", "2023"),
    ("20230523", "2023-05-23"),
    ("2023-05-23T14:05:11Z", "2023-05-23T14:05:11Z"),
    ("2023-05-23T14:05:11.123+03:00", "2023-05-23T14:05:11+03:00"),
    ("2023-05-23 14:05", "2023-05-23T14:05:00"),
    ("23 May 2023", "2023-05-23"),
    ("May 23, 2023", "2023-05-23"),
    ("May 23rd 2023", "2023-05-23"),
    ("1st of May 2020", "2020-05-01"),
    ("Sept. 5, 2023", "2023-09-05"),
    ("Tuesday, May 23, 2023", "2023-05-23"),
    ("Tue, 23 May 2023 14:05:00 +0300", "2023-05-23T14:05:00+03:00"),
    ("May 23, 2023 at 2:05 p.m. ET", "2023-05-23T14:05:00"),
    ("May 23, 2023 | 12:30 AM EST", "2023-05-23T00:30:00-05:00"),
    ("May 2023", "2023-05"),
    ("12.03.2026", "2026-03-12"),
    ("12.03.26", "2026-03-12"),
    ("08:00 12.03.2026", "2026-03-12T08:00:00"),
    ("23/05/2023", "2023-05-23"),
    ("05/05/2023", "2023-05-05"),
    ("23 травня 2023 року", "2023-05-23"),
    ("12 березня 2026 р., 08:00", "2026-03-12T08:00:00"),
    ("четвер, 12 березня 2026", "2026-03-12"),
    ("Травень 2023", "2023-05"),
    ("23 мая 2023 г.", "2023-05-23"),
    ("  23 May 2023 and on", "2023-05-23"),
]

NONE = [
    "",
    "05/06/2023",
    "31 February 2023",
    "33.03.2026",
    "Mayor 2023",
    "May",
    "May 23",
    "2023 soldiers",
    "2023-13",
    "x",
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_date_is_read(text: str, expected: str) -> None:
    assert calendar.parse(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_what_cannot_be_told_is_none(text: str) -> None:
    assert calendar.parse(text) is None


def test_the_stamp_says_how_far_it_goes() -> None:
    stamp = calendar.read("May 23, 2023 — the dam broke")
    assert stamp is not None
    assert "May 23, 2023 — the dam broke"[: stamp.end] == "May 23, 2023"


@pytest.mark.parametrize(("word", "number"), [("Sept.", 9), ("лютого", 2), ("марта", 3), ("May", 5), ("maybe", None)])
def test_months(word: str, number: int | None) -> None:
    assert calendar.month(word) == number


@pytest.mark.parametrize(
    ("word", "number"), [("Thurs.", 4), ("пʼятницю", 5), ("п’ятниці", 5), ("среду", 3), ("sunny", None)]
)
def test_weekdays(word: str, number: int | None) -> None:
    assert calendar.weekday(word) == number


@given(st.dates(dt.date(1970, 1, 1), dt.date(2069, 12, 31)))
def test_every_day_is_read_in_every_form(day: dt.date) -> None:
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%Y/%m/%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y", "%Y%m%d"):
        assert calendar.parse(day.strftime(form)) == day.isoformat()


@given(st.text(max_size=60))
def test_whatever_is_read_is_edtf(text: str) -> None:
    found = calendar.parse(text)
    assert found is None or edtf.valid(found)


@given(st.text(alphabet="0123456789.:/- TZ+may", max_size=40))
def test_no_run_of_digits_breaks_it(text: str) -> None:
    found = calendar.parse(text)
    assert found is None or edtf.valid(found)
