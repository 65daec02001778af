"""When something was: a date line dates the report, not what it tells."""

import pytest

from crosswire.language.setting import Setting
from crosswire.model.account import Reading
from crosswire.model.mention import Time
from crosswire.model.report import UNDATED, Item, Passage, Report

TOLD = [
    ("TARVIN, May 13 - Nine miners were killed in the mine on Monday.", "Monday"),
    ("TARVIN, May 13 (Agency) -- Nine miners were killed in the mine on Monday.", "Monday"),
    ("TARVIN, May 13 - Nine miners were killed in the mine.", None),
    ("On May 13 nine miners were killed in the mine.", "May 13"),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_a_date_line_dates_nothing_else(text: str, expected: str | None) -> None:
    report = Report("rep-1", "a.txt", None, "article", None, None, "en", UNDATED, text)
    item = Item("itm-1", "rep-1", "article", None, 0, len(text), UNDATED)
    passage = Passage(0, len(text), "sentence", "itm-1", "rep-1", 0)
    times = tuple(
        Time(at, at + len(word), "rep-1", word, f"tim-{at}", "itm-1", day, anchor="2031-05-13")
        for word, day in (("May 13", "2031-05-13"), ("Monday", "2031-05-12"))
        if (at := text.find(word)) >= 0
    )
    where = text.lower().index("nine")
    found = Setting(Reading(report, (item,), (passage,), (), times)).time(where, where + 4)
    assert (found.exact if found else None) == expected
