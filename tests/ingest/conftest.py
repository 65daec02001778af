"""Bytes read as a file would be, for the tests of formats."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from crosswire.ingest import formats
from crosswire.model.account import Issue
from crosswire.model.report import Given, Received


@dataclass(frozen=True)
class Read:
    """What came of some bytes."""

    reports: list[Received]
    issues: list[Issue]

    @property
    def reasons(self) -> list[str]:
        return [issue.reason for issue in self.issues]

    @property
    def texts(self) -> list[str]:
        return [report.content for report in self.reports]

    @property
    def one(self) -> Received:
        assert len(self.reports) == 1, (self.reports, self.issues)
        return self.reports[0]


def _again(report: Received) -> None:
    """The bytes kept with a report read as that report again."""
    assert report.raw is not None
    entries = formats.read(report.raw, name=report.name, given=report.given, path=report.path, kind=report.kind)
    found = [each for each in entries if isinstance(each, Received)]
    assert [(each.name, each.content, each.given) for each in found] == [(report.name, report.content, report.given)]


@pytest.fixture(scope="session")
def read() -> Callable[..., Read]:
    """Reads bytes under a name; every report's own bytes are held to read as it again."""

    def run(data: bytes | str, name: str, *, again: bool = True, given: Given | None = None, **told: object) -> Read:
        data = data.encode() if isinstance(data, str) else data
        found = list(formats.read(data, name=name, given=given or Given(), **told))  # type: ignore[arg-type]
        reports = [each for each in found if isinstance(each, Received)]
        for report in reports if again else ():
            _again(report)
        return Read(reports, [each for each in found if isinstance(each, Issue)])

    return run
