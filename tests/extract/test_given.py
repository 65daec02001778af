"""Given dates in the forms people and pages write them."""

import pytest

from crosswire.extract.given import date
from crosswire.language import edtf


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2031-05-02", "2031-05-02"),
        (" 2031-05-02 ", "2031-05-02"),
        ("2031-05", "2031-05"),
        ("2031", "2031"),
        ("2031-05-02/2031-05-04", "2031-05-02/2031-05-04"),
        ("2031-05-02T10:30:00Z", "2031-05-02T10:30:00Z"),
        ("2031-05-02T10:30:00.123+0200", "2031-05-02T10:30:00+02:00"),
        ("2031-05-02 10:30", "2031-05-02T10:30:00"),
        ("2 May 2031", "2031-05-02"),
        ("May 2, 2031", "2031-05-02"),
        ("2 травня 2031", "2031-05-02"),
        ("2 мая 2031 г.", "2031-05-02"),
        ("02.05.2031", "2031-05-02"),
        ("Fri, 02 May 2031 10:30:00 +0200", "2031-05-02T10:30:00+02:00"),
        ("yesterday", None),
        ("2031-13-40", None),
        ("2 May 2031 or so", None),
        ("", None),
    ],
)
def test_date(words: str, expected: str | None) -> None:
    assert date(words) == expected
    assert expected is None or edtf.valid(expected)
