"""What is remembered of the sources that are polled: polls, validators, and the pages they listed.

The tables stand in the desk's own database, so that a copy of the desk has them. What a poll found is kept in one
transaction with the validators it came with: killed in between, the next poll asks for the same list again. A page is
marked done after the desk has accepted it: killed in between, it is fetched again and found to be there.
"""

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    delete,
    func,
    select,
)
from sqlalchemy.dialects.sqlite import insert

from crosswire.model.source import Listing, Poll, PollState
from crosswire.store.database import Database
from crosswire.store.schema import METADATA

POLLS = Table(
    "polls",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("source", String, nullable=False),
    Column("at", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("message", Text, nullable=False),
    Column("status", Integer),
    *[Column(name, Integer, nullable=False) for name in ("entries", "new", "undated", "future", "empty")],
    Column("same", Boolean, nullable=False),
    Column("newest", String),
    Column("changed", Boolean, nullable=False),
    Column("moved", String),
    Column("first", Boolean, nullable=False),
)
Index("polls_source_at", POLLS.c.source, POLLS.c.at)

POLL_STATES = Table(
    "poll_states",
    METADATA,
    Column("source", String, primary_key=True),
    *[Column(name, String) for name in ("etag", "last_modified", "digest", "due", "failing_since")],
    Column("failures", Integer, nullable=False),
    Column("gone", Boolean, nullable=False),
)

LISTINGS = Table(
    "listings",
    METADATA,
    Column("key", String, primary_key=True),
    Column("source", String, nullable=False, index=True),
    Column("mark", String, nullable=False),
    Column("url", String),
    Column("state", String, nullable=False),
    Column("payload", LargeBinary),
    *[Column(name, String) for name in ("first", "done", "due", "reason", "etag", "last_modified", "digest")],
    Column("attempts", Integer, nullable=False),
    Column("checks", Integer, nullable=False),
)
Index("listings_due", LISTINGS.c.due)
_TABLES = (POLLS, POLL_STATES, LISTINGS)
_POLL_FIELDS = tuple(field.name for field in dataclasses.fields(Poll))


class Polls:
    """The polls of a desk. Raises RunFailed as the desk does."""

    def __init__(self, desk: Database) -> None:
        self._desk = desk
        with desk.writing() as connection:
            METADATA.create_all(connection, tables=list(_TABLES))

    def state(self, source: str) -> PollState:
        """What is remembered of a source; of a new one, that nothing is."""
        with self._desk.reading_from() as connection:
            row = connection.execute(select(POLL_STATES).where(POLL_STATES.c.source == source)).mappings().first()
        return PollState(**row) if row else PollState(source)

    def record(self, poll: Poll, state: PollState, listed: Iterable[Listing] = ()) -> None:
        """Keep a poll with what it found and the state after it, together."""
        with self._desk.writing() as connection:
            connection.execute(insert(POLLS).values(dataclasses.asdict(poll)))
            _upsert(connection, POLL_STATES, dataclasses.asdict(state), "source")
            for listing in listed:
                _upsert(connection, LISTINGS, dataclasses.asdict(listing), "key")

    def known(self, keys: Sequence[str]) -> dict[str, Listing]:
        """The listings of these keys that are there."""
        found = {}
        with self._desk.reading_from() as connection:
            for start in range(0, len(keys), 500):
                wanted = select(LISTINGS).where(LISTINGS.c.key.in_(keys[start : start + 500]))
                found.update({row["key"]: Listing(**row) for row in connection.execute(wanted).mappings()})
        return found

    def due(self, now: str, *, besides: Sequence[str] = ()) -> list[Listing]:
        """Of each source the page that waits longest and is to be asked for now, but for the keys ``besides``."""
        waits = LISTINGS.c.due, LISTINGS.c.key
        place = func.row_number().over(partition_by=LISTINGS.c.source, order_by=waits).label("place")
        late = select(LISTINGS.c.key, place).where(LISTINGS.c.due <= now, LISTINGS.c.key.not_in(besides)).subquery()
        wanted = select(LISTINGS).join(late, late.c.key == LISTINGS.c.key).where(late.c.place == 1)
        with self._desk.reading_from() as connection:
            return [Listing(**row) for row in connection.execute(wanted.order_by(*waits)).mappings()]

    def settle(self, listing: Listing) -> None:
        """Keep how far a page is."""
        with self._desk.writing() as connection:
            _upsert(connection, LISTINGS, dataclasses.asdict(listing), "key")

    def polls(self, source: str, *, since: str = "") -> list[Poll]:
        """The polls of a source since a moment, oldest first."""
        wanted = select(*(POLLS.c[name] for name in _POLL_FIELDS)).where(POLLS.c.source == source, POLLS.c.at >= since)
        with self._desk.reading_from() as connection:
            return [Poll(**row) for row in connection.execute(wanted.order_by(POLLS.c.id)).mappings()]

    def states(self, source: str) -> dict[tuple[str, str], int]:
        """How many pages of a source have each state and reason."""
        grouped = select(LISTINGS.c.state, LISTINGS.c.reason, func.count()).where(LISTINGS.c.source == source)
        with self._desk.reading_from() as connection:
            rows = connection.execute(grouped.group_by(LISTINGS.c.state, LISTINGS.c.reason)).all()
        return {(str(state), str(reason or "")): int(count) for state, reason, count in rows}

    def forget_before(self, moment: str) -> int:
        """Drop polls older than a moment; how many. Pages and states stay."""
        with self._desk.writing() as connection:
            return connection.execute(delete(POLLS).where(POLLS.c.at < moment)).rowcount


def _upsert(connection: Connection, table: Table, row: dict[str, Any], key: str) -> None:
    added = insert(table).values(row)
    changed = {name: value for name, value in row.items() if name != key}
    connection.execute(added.on_conflict_do_update(index_elements=[key], set_=changed))
