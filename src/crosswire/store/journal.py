"""What is only ever added to: judgements, changes; and where an id went. See :class:`crosswire.store.base.Journal`."""

import json
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects.sqlite import insert

from crosswire.base.errors import RunFailed
from crosswire.model.story import Judgement
from crosswire.store.base import Change, Gone
from crosswire.store.database import Database, add_all, now
from crosswire.store.schema import CHANGES, GONE, JUDGEMENTS, REDIRECTS

_FIELDS = ("id", "relation", "left", "right", "verdict", "score", "method", "why", "by", "at")


class JournalPart(Database):
    """The logs of a desk."""

    def judge(self, edges: Iterable[Judgement]) -> int:
        """See :class:`crosswire.store.base.Journal`."""
        new = 0
        with self.writing() as connection:
            for edge in edges:
                if add_all(connection, JUDGEMENTS, [{name: getattr(edge, name) for name in _FIELDS}]):
                    new += 1
                    after = f"{edge.relation} {edge.verdict}"
                    write(connection, [Change("judgement", edge.id, None, after, (edge.left, edge.right))])
        return new

    def judgements(self) -> Iterator[Judgement]:
        """See :class:`crosswire.store.base.Journal`."""
        for row in self.pages(select(JUDGEMENTS), JUDGEMENTS.c.sequence, start=0):
            yield Judgement(*(getattr(row, name) for name in _FIELDS))

    def judgement(self, identifier: str) -> Judgement | None:
        """An edge by its id."""
        with self.reading_from() as connection:
            row = connection.execute(select(JUDGEMENTS).where(JUDGEMENTS.c.id == identifier)).first()
        return Judgement(*(getattr(row, name) for name in _FIELDS)) if row else None

    def log(self, changes: Iterable[Change]) -> int:
        """See :class:`crosswire.store.base.Journal`."""
        with self.writing() as connection:
            write(connection, changes)
            return int(connection.scalar(select(func.max(CHANGES.c.sequence))) or 0)

    def last_change(self) -> int:
        """The sequence number of the last change; 0 where there is none."""
        with self.reading_from() as connection:
            return int(connection.scalar(select(func.max(CHANGES.c.sequence))) or 0)

    def changes(self, *, since: int = 0, limit: int | None = None) -> Iterator[Change]:
        """See :class:`crosswire.store.base.Journal`."""
        for count, row in enumerate(self.pages(select(CHANGES), CHANGES.c.sequence, start=since), 1):
            yield Change(
                row.kind, row.subject, row.before, row.after, tuple(json.loads(row.evidence)), row.sequence, row.at
            )
            if count == limit:
                return

    def changes_of(self, identifier: str) -> list[Change]:
        """The changes whose subject is this id, in order."""
        query = select(CHANGES).where(CHANGES.c.subject == identifier).order_by(CHANGES.c.sequence)
        with self.reading_from() as connection:
            rows = connection.execute(query).all()
        return [
            Change(r.kind, r.subject, r.before, r.after, tuple(json.loads(r.evidence)), r.sequence, r.at) for r in rows
        ]

    def redirect(self, old: str, new: str) -> None:
        """See :class:`crosswire.store.base.Journal`. Chains are kept one step long."""
        with self.writing() as connection:
            lead(connection, old, new)

    def resolve(self, identifier: str) -> str:
        """See :class:`crosswire.store.base.Journal`."""
        with self.reading_from() as connection:
            return follow(connection, identifier)

    def gone(self, identifier: str) -> Gone | None:
        """See :class:`crosswire.store.base.Journal`."""
        with self.reading_from() as connection:
            row = connection.execute(select(GONE).where(GONE.c.id == identifier)).first()
        return Gone(row.id, row.why, row.at) if row else None


def write(connection: Connection, changes: Iterable[Change]) -> None:
    """Add changes to the log inside a transaction."""
    rows = [
        {
            "at": change.at or now(),
            "kind": change.kind,
            "subject": change.subject,
            "before": change.before,
            "after": change.after,
            "evidence": json.dumps(change.evidence),
        }
        for change in changes
    ]
    if rows:
        connection.execute(insert(CHANGES), rows)


def vanish(connection: Connection, ids: Iterable[str], why: str) -> None:
    """Note that the records of these ids are no longer there."""
    at = now()
    rows = [{"id": one, "why": why, "at": at} for one in ids]
    if rows:
        added = insert(GONE)
        changed = {"why": added.excluded.why, "at": added.excluded.at}
        connection.execute(added.on_conflict_do_update(index_elements=["id"], set_=changed), rows)


def lead(connection: Connection, old: str, new: str) -> None:
    """Let an id lead to another, inside a transaction. Raises RunFailed where that would go in a circle."""
    target = follow(connection, new)
    if target == old:
        raise RunFailed("redirect-circle", f"{old} cannot lead to {new}: {new} leads to {old} already")
    row = {"old": old, "new": target, "at": now()}
    added = insert(REDIRECTS).values(row)
    connection.execute(added.on_conflict_do_update(index_elements=["old"], set_=row))
    connection.execute(update(REDIRECTS).where(REDIRECTS.c.new == old).values(new=target))


def follow(connection: Connection, identifier: str) -> str:
    """Where an id's redirects lead, inside a transaction."""
    seen = {identifier}
    while True:
        to = connection.scalar(select(REDIRECTS.c.new).where(REDIRECTS.c.old == identifier))
        if to is None or to in seen:
            return identifier
        seen.add(to)
        identifier = to
