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
