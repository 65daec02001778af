"""The desk's tables, as this version of the program makes and reads them.

``VERSION`` is kept in the database. A desk of an earlier version is brought here by :mod:`crosswire.store.migrations`;
one of a later version is refused, not guessed at.
"""

from sqlalchemy import Column, Float, Index, Integer, LargeBinary, MetaData, String, Table, Text

VERSION = 3
METADATA = MetaData()

FACTS = Table("facts", METADATA, Column("name", String, primary_key=True), Column("value", Text, nullable=False))

# What came in. ``raw`` is the hash of the bytes it was decoded from, ``reader`` which methods read it last.
RECEIVED = Table(
    "received",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("key", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("payload", LargeBinary),
    Column("outcome", String, nullable=False, index=True),
    Column("report", String, index=True),
    Column("raw", String, index=True),
    Column("at", String),
    Column("reader", String),
)

RAWS = Table(
    "raws",
    METADATA,
    Column("hash", String, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# ``sequence`` is that of the entry it was read from; ``indexed`` the version of the search index that has it.
READINGS = Table(
    "readings",
    METADATA,
    Column("report", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("outlet", String),
    Column("language", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("url", String, index=True),
    Column("sequence", Integer),
    Column("indexed", Integer, index=True),
)

DAYS = Table(
    "days",
    METADATA,
    Column("report", String, primary_key=True),
    Column("first", String, primary_key=True),
    Column("last", String, primary_key=True),
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
    Column("kind", String, nullable=False, index=True),
    Column("body", Text, nullable=False),
    Column("story", String, index=True),
)

STORY_ITEMS = Table(
    "story_items",
    METADATA,
    Column("story", String, primary_key=True),
    Column("item", String, primary_key=True, index=True),
    Column("report", String, nullable=False, index=True),
)

ISSUES = Table(
    "issues",
    METADATA,
    Column("id", String, primary_key=True),
    Column("report", String, nullable=False, index=True),
    Column("stage", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("message", Text, nullable=False),
    Column("fatal", Integer, nullable=False),
)

JUDGEMENTS = Table(
    "judgements",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("relation", String, nullable=False),
    Column("left", String, nullable=False),
    Column("right", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("method", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String),
    sqlite_autoincrement=True,
)

CHANGES = Table(
    "changes",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("at", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False, index=True),
    Column("before", Text),
    Column("after", Text),
    Column("evidence", Text, nullable=False),
    sqlite_autoincrement=True,
)

REDIRECTS = Table(
    "redirects",
    METADATA,
    Column("old", String, primary_key=True),
    Column("new", String, nullable=False, index=True),
    Column("at", String, nullable=False),
)

GONE = Table(
    "gone",
    METADATA,
    Column("id", String, primary_key=True),
    Column("why", String, nullable=False),
    Column("at", String, nullable=False),
)

# What was forgotten, by hash only: it is known when it comes again, and cannot be read back. ``what`` is the report's
# id, so that all its hashes go together when somebody allows it again.
FORGOTTEN = Table(
    "forgotten",
    METADATA,
    Column("hash", String, primary_key=True),
    Column("what", String, nullable=False, index=True),
    Column("at", String, nullable=False),
)

# One row per thing that can be found; its words stand in the full-text table of its kind under the same number. An
# entity has one row for all reports (``report`` empty); which reports name it stands in NAMED.
ENTRIES = Table(
    "entries",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("record", String, nullable=False, index=True),
    Column("report", String, nullable=False, index=True),
    Column("item", String),
    Column("outlet", String),
    Column("language", String),
    Column("first", String),
    Column("last", String),
)

# Who and what is named in which item, under which spellings (``aliases``: JSON), and where places lie (WGS 84 degrees).
NAMED = Table(
    "named",
    METADATA,
    Column("report", String, primary_key=True),
    Column("item", String, primary_key=True),
    Column("entity", String, primary_key=True),
    Column("type", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("aliases", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
)
Index("named_entity_aliases", NAMED.c.entity, NAMED.c.aliases)
Index("named_lat_lon", NAMED.c.lat, NAMED.c.lon)
