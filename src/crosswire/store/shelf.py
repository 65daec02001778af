"""What is on the desk: readings by day and id, issues, counts, facts. See :class:`crosswire.store.base.Desk`."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert

from crosswire.model.account import Issue, Reading
from crosswire.store.database import Database, unpack
from crosswire.store.schema import DAYS, FACTS, ISSUES, READINGS, RECEIVED, RECORDS


class ShelfPart(Database):
    """Looking at a desk."""

    def readings(self, day: dt.date | None) -> Iterator[Reading]:
        """See :class:`crosswire.store.base.Desk`."""
        wanted = select(READINGS.c.report)
        if day is not None:
            on_day = select(DAYS.c.report).where(DAYS.c.first <= day.isoformat(), DAYS.c.last >= day.isoformat())
            wanted = wanted.where(READINGS.c.report.in_(on_day))
        for row in self.pages(wanted, READINGS.c.report, start=""):
            reading = self.reading(row.report)
            if reading is not None:
                yield reading

    def latest_day(self) -> dt.date | None:
        """See :class:`crosswire.store.base.Desk`."""
        with self.reading_from() as connection:
            last = connection.scalar(select(func.max(DAYS.c.last)))
        return dt.date.fromisoformat(last) if last else None

    def undated(self) -> int:
        """See :class:`crosswire.store.base.Desk`."""
        dated = select(DAYS.c.report).where(DAYS.c.report == READINGS.c.report).exists()
        with self.reading_from() as connection:
            return int(connection.scalar(select(func.count()).select_from(READINGS).where(~dated)) or 0)

    def reading(self, report: str) -> Reading | None:
        """See :class:`crosswire.store.base.Desk`."""
        with self.reading_from() as connection:
            body = connection.scalar(select(READINGS.c.body).where(READINGS.c.report == report))
        return None if body is None else unpack(self.path, body, Reading)

    def owner(self, record: str) -> str | None:
        """See :class:`crosswire.store.base.Desk`."""
        with self.reading_from() as connection:
            return connection.scalar(select(RECORDS.c.report).where(RECORDS.c.id == record))

    def versions(self, report: str) -> Sequence[str]:
        """See :class:`crosswire.store.base.Desk`."""
        url = select(READINGS.c.url).where(READINGS.c.report == report).scalar_subquery()
        same = select(READINGS.c.report).where(READINGS.c.url == url).order_by(READINGS.c.sequence, READINGS.c.report)
        with self.reading_from() as connection:
            return list(connection.scalars(same)) or [report]

    def reports_at(self, url: str) -> Sequence[str]:
        """The reports that stand under a URL, oldest first."""
        same = select(READINGS.c.report).where(READINGS.c.url == url).order_by(READINGS.c.sequence)
        with self.reading_from() as connection:
            return list(connection.scalars(same))

    def issues(self) -> Iterator[Issue]:
        """See :class:`crosswire.store.base.Desk`."""
        return (_issue(row) for row in self.pages(select(ISSUES), ISSUES.c.id, start=""))

    def first_issues(self, most: int, *, fatal: bool = False) -> tuple[list[Issue], int]:
        """The first issues by what they cost and their report, and how many there are; ``fatal``: of those alone."""
        query = select(ISSUES).where(ISSUES.c.fatal == 1) if fatal else select(ISSUES)
        ordered = query.order_by(ISSUES.c.fatal.desc(), ISSUES.c.report, ISSUES.c.id)
        with self.reading_from() as connection:
            rows = connection.execute(ordered.limit(most)).all()
            count = connection.scalar(select(func.count()).select_from(query.subquery()))
        return [_issue(row) for row in rows], int(count or 0)

    def counts(self) -> Mapping[str, int]:
        """See :class:`crosswire.store.base.Desk`."""
        with self.reading_from() as connection:
            grouped = select(RECEIVED.c.outcome, func.count()).group_by(RECEIVED.c.outcome)
            return {str(outcome): int(count) for outcome, count in connection.execute(grouped)}

    def reasons(self) -> Mapping[tuple[str, str], int]:
        """How many issues there are of each reason: ("failed" or "note", reason) to a count."""
        grouped = select(ISSUES.c.fatal, ISSUES.c.reason, func.count()).group_by(ISSUES.c.fatal, ISSUES.c.reason)
        with self.reading_from() as connection:
            rows = connection.execute(grouped).all()
        return {("failed" if fatal else "note", str(reason)): int(count) for fatal, reason, count in rows}

    def outlets(self) -> Mapping[str, tuple[int, str | None]]:
        """Per outlet ("" where it is not known): how many reports, and the last day any of them is dated on."""
        last = select(DAYS.c.report, func.max(DAYS.c.last).label("last")).group_by(DAYS.c.report).subquery()
        query = select(READINGS.c.outlet, func.count(), func.max(last.c.last))
        query = query.outerjoin(last, last.c.report == READINGS.c.report).group_by(READINGS.c.outlet)
        with self.reading_from() as connection:
            return {outlet or "": (int(count), newest) for outlet, count, newest in connection.execute(query)}

    def languages(self) -> Mapping[str, int]:
        """How many reports there are in each language."""
        grouped = select(READINGS.c.language, func.count()).group_by(READINGS.c.language)
        with self.reading_from() as connection:
            return {str(language): int(count) for language, count in connection.execute(grouped)}

    def remember(self, name: str, value: str) -> None:
        """See :class:`crosswire.store.base.Desk`."""
        added = insert(FACTS).values(name=name, value=value)
        with self.writing() as connection:
            connection.execute(added.on_conflict_do_update(index_elements=["name"], set_={"value": value}))

    def recall(self, name: str) -> str | None:
        """See :class:`crosswire.store.base.Desk`."""
        with self.reading_from() as connection:
            return connection.scalar(select(FACTS.c.value).where(FACTS.c.name == name))


def _issue(row: Any) -> Issue:
    return Issue(row.id, row.report, row.stage, row.reason, row.message, bool(row.fatal))
