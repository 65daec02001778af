"""The desk in one folder, with one SQLite file in it."""

import logging
from pathlib import Path

from sqlalchemy import Connection, inspect, select
from sqlalchemy.dialects.sqlite import insert

from crosswire.base.errors import RunFailed
from crosswire.store import migrations, search_index
from crosswire.store.database import WAIT_SECONDS
from crosswire.store.graph import GraphPart
from crosswire.store.intake import IntakePart
from crosswire.store.journal import JournalPart
from crosswire.store.links import LinksPart
from crosswire.store.schema import FACTS, METADATA, VERSION
from crosswire.store.search import SearchPart
from crosswire.store.upkeep import UpkeepPart

_log = logging.getLogger("crosswire.store")


class EmbeddedDesk(IntakePart, SearchPart, JournalPart, GraphPart, LinksPart, UpkeepPart):
    """A desk in the folder ``path``, made if absent; a desk of one file is taken over, an older schema migrated.

    Raises RunFailed where the folder is no desk, or the database is of a later version or cannot be opened. ``wait`` is
    how many seconds a writer waits for another program.
    """

    def __init__(self, path: Path, *, wait: float = WAIT_SECONDS) -> None:
        super().__init__(path, wait=wait)
        prepared = False
        try:
            self._prepare()
            prepared = True
        finally:
            if not prepared:
                self.close()

    def _prepare(self) -> None:
        with self.reading_from() as connection:
            found = _version(connection)
        if found == str(VERSION):
            return
        with self.writing() as connection:
            found = _version(connection)
            if found is None:
                METADATA.create_all(connection)
                connection.execute(insert(FACTS).values(name="version", value=str(VERSION)).on_conflict_do_nothing())
            elif found != str(VERSION):
                self._migrate(connection, found)
            search_index.create(connection)

    def _migrate(self, connection: Connection, found: str) -> None:
        if not found.isdecimal() or not 0 < int(found) < VERSION:
            raise RunFailed(
                "desk-version",
                f"{self.path}: a desk of version {found}; this program reads versions 1 to {VERSION}: use the program "
                "that wrote it, or a new desk",
            )
        migrations.migrate(connection, int(found), VERSION)
        METADATA.create_all(connection)  # the tables that other parts of the desk add for themselves
        _log.warning("%s: brought from version %s to version %d", self.path, found, VERSION)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("facts"):
        return None
    return connection.scalar(select(FACTS.c.value).where(FACTS.c.name == "version"))
