"""What was computed over many reports, kept by story. See :class:`crosswire.store.base.Graph`."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, delete, or_, select
from sqlalchemy.dialects.sqlite import insert

from crosswire.store.base import Derived, Member
from crosswire.store.database import Database, add_all
from crosswire.store.schema import DERIVED, STORY_ITEMS


class GraphPart(Database):
    """Stories, findings, copies and entities of a desk."""

    def keep(self, derived: Iterable[Derived]) -> None:
        """See :class:`crosswire.store.base.Graph`."""
        with self.writing() as connection:
            _keep(connection, derived)

    def derived(self, record: str) -> Derived | None:
        """See :class:`crosswire.store.base.Graph`."""
        with self.reading_from() as connection:
            row = connection.execute(select(DERIVED).where(DERIVED.c.id == record)).first()
        return Derived(row.id, row.kind, row.body, row.story) if row else None

    def derived_of_kind(self, kind: str) -> Iterator[Derived]:
        """See :class:`crosswire.store.base.Graph`."""
        for row in self.pages(select(DERIVED).where(DERIVED.c.kind == kind), DERIVED.c.id, start=""):
            yield Derived(row.id, row.kind, row.body, row.story)

    def derived_of_story(self, story: str) -> Sequence[Derived]:
        """See :class:`crosswire.store.base.Graph`."""
        own = or_(DERIVED.c.story == story, DERIVED.c.id == story)
        with self.reading_from() as connection:
            rows = connection.execute(select(DERIVED).where(own).order_by(DERIVED.c.id)).all()
        return [Derived(row.id, row.kind, row.body, row.story) for row in rows]

    def put_story(self, story: str, members: Iterable[Member], derived: Iterable[Derived] = ()) -> None:
        """See :class:`crosswire.store.base.Graph`."""
        with self.writing() as connection:
            _drop(connection, story)
            rows = [{"story": story, "item": one.item, "report": one.report} for one in members]
            add_all(connection, STORY_ITEMS, rows)
            _keep(connection, (Derived(d.id, d.kind, d.body, story) for d in derived))

    def drop_story(self, story: str) -> None:
        """See :class:`crosswire.store.base.Graph`."""
        with self.writing() as connection:
            _drop(connection, story)

    def members(self, story: str) -> Sequence[Member]:
        """See :class:`crosswire.store.base.Graph`."""
        query = select(STORY_ITEMS).where(STORY_ITEMS.c.story == story).order_by(STORY_ITEMS.c.item)
        with self.reading_from() as connection:
            return [Member(row.item, row.report) for row in connection.execute(query)]

    def stories_of(self, report: str) -> Sequence[str]:
        """See :class:`crosswire.store.base.Graph`."""
        query = select(STORY_ITEMS.c.story).where(STORY_ITEMS.c.report == report).distinct()
        with self.reading_from() as connection:
            return sorted(connection.scalars(query))

    def story_of(self, item: str) -> str | None:
        """See :class:`crosswire.store.base.Graph`."""
        query = select(STORY_ITEMS.c.story).where(STORY_ITEMS.c.item == item).order_by(STORY_ITEMS.c.story)
        with self.reading_from() as connection:
            return connection.scalar(query)


def _keep(connection: Connection, derived: Iterable[Derived]) -> None:
    rows = [{"id": d.id, "kind": d.kind, "body": d.body, "story": d.story} for d in derived]
    if rows:
        added = insert(DERIVED)
        changed = {name: added.excluded[name] for name in ("kind", "body", "story")}
        connection.execute(added.on_conflict_do_update(index_elements=["id"], set_=changed), rows)


def _drop(connection: Connection, story: str) -> None:
    connection.execute(delete(STORY_ITEMS).where(STORY_ITEMS.c.story == story))
    connection.execute(delete(DERIVED).where(or_(DERIVED.c.story == story, DERIVED.c.id == story)))
