"""Old reports with a new date, and what is not one: the next morning, an update, an excerpt in a new report."""

import pytest
from tests.copies.conftest import OTHER, STORM, build

from crosswire.copies import lineage, redated

CHANGED = STORM.replace("Fourteen people", "Twenty people").replace("12 million", "19 million")


@pytest.mark.parametrize(
    ("other", "date", "marked"),
    [
        (STORM, "2024-05-09", 1),
        (STORM, "2024-05-02", 0),
        (STORM, None, 0),
        (CHANGED, "2024-05-09", 0),
        (f"{OTHER} {STORM} {OTHER}", "2024-05-09", 0),
        (OTHER, "2024-05-09", 0),
        (f"{OTHER} (Published 2019)", "2024-05-09", 1),
        (f"{OTHER} Originally published on 3 March 2021.", "2024-05-09", 1),
        (f"{OTHER} (Published 2024)", "2024-05-09", 0),
    ],
)
def test_old_reports_are_marked(other: str, date: str | None, marked: int) -> None:
    readings = [build("early", STORM, date="2024-05-01"), build("late", other, date=date)]
    found = redated.find(readings, lineage.link(readings))
    assert [issue.report for issue in found] == [readings[1].report.id] * marked
    assert all(issue.reason == "re-dated" and not issue.fatal for issue in found)


def test_the_oldest_is_named() -> None:
    readings = [build(f"on the {day}th", STORM, date=f"2024-05-{day:02d}") for day in (4, 7, 12)]
    found = redated.find(readings, lineage.link(readings))
    assert len(found) == 2
    assert all("on the 4th" in issue.message for issue in found)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2024/03/12/flood-in-velden", "2024-03-12"),
        ("https://a.example/news/2024/3/2/flood.html", "2024-03-02"),
        ("https://a.example/2024-03-12-flood", "2024-03-12"),
        ("https://a.example/flood-20240312.html", "2024-03-12"),
        ("https://a.example/2024/13/45/flood", None),
        ("https://a.example/story/20243", None),
        ("https://a.example/12345678901", None),
        (None, None),
    ],
)
def test_the_day_of_an_address(url: str | None, day: str | None) -> None:
    found = redated.address_day(url)
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("date", "marked"), [("2024-03-12", 0), ("2024-03-14", 0), ("2024-03-15", 1), ("2025-03-12", 1)]
)
def test_an_address_that_names_an_earlier_day_shows_an_old_report(date: str, marked: int) -> None:
    reading = build("late", STORM, date=date, url="https://a.example/2024/03/12/storm")
    assert len(redated.find([reading], ())) == marked


RAID = "Raiders sent 126 gliders against the coast: guards brought down 105 of them"


@pytest.mark.parametrize(
    ("text", "date", "marked"),
    [
        ("Coast guards brought down 105 of the 126 gliders that raiders sent overnight", "2024-03-09", 1),
        ("Coast guards brought down 105 of the 126 gliders that raiders sent overnight", "2024-03-02", 0),
        ("Coast guards brought down 99 of the 126 gliders that raiders sent overnight", "2024-03-09", 0),
        ("School of Velden has 126 pupils and 105 of them walk there every morning in all weathers", "2024-03-09", 0),
        ("In 2024 guards fought raiders more often than in 2023, says the yearly book of the coast", "2024-03-09", 0),
    ],
)
def test_the_figures_of_an_earlier_report_show_an_old_one(text: str, date: str, marked: int) -> None:
    readings = [build("early", RAID, date="2024-03-01"), build("late", text, date=date)]
    found = redated.find(readings, ())
    assert [issue.report for issue in found] == [readings[1].report.id] * marked
