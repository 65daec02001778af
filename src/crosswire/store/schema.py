"""The desk's tables. ``VERSION`` is kept in the database; a desk of a later version is refused, not guessed at."""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

VERSION = 1
METADATA = MetaData()

FACTS = Table("facts", METADATA, Column("name", String, primary_key=True), Column("value", Text, nullable=False))

RECEIVED = Table(
    "received",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("key", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("payload", LargeBinary),
    Column("outcome", String, nullable=False, index=True),
    Column("report", String),
)

READINGS = Table(
    "readings",
    METADATA,
    Column("report", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("outlet", String),
    Column("language", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

DAYS = Table(
    "days",
    METADATA,
    Column("report", String, primary_key=True),
    Column("first", String, primary_key=True),
    Column("last", String, nullable=False),
)
Index("days_first_last", DAYS.c.first, DAYS.c.last)

RECORDS = Table(
    "records",
    METADATA,
    Column("id", String, primary_key=True),
    Column("report", String, nullable=False, index=True),
)

DERIVED = Table(
    "derived",
    METADATA,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("body", Text, nullable=False),
)

ISSUES = Table(
    "issues",
    METADATA,
    Column("id", String, primary_key=True),
    Column("report", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("message", Text, nullable=False),
    Column("fatal", Integer, nullable=False),
)
