"""A desk of every released version opens in this one, with everything in it; a later one is refused."""

import logging
import sqlite3
from pathlib import Path

import pytest
import version1
from deskrecords import put, reading

from crosswire.base.errors import RunFailed
from crosswire.model.report import Given, Received
from crosswire.store import folder, migrations
from crosswire.store.base import Placed
from crosswire.store.embedded import EmbeddedDesk
from crosswire.store.schema import VERSION
from crosswire.store.search import Asked


def shape(path: Path) -> dict[str, object]:
    """Every table's columns and every index, whatever words made them."""
    with sqlite3.connect(path / "desk.sqlite") as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = {n: sorted(row[1:4] + row[5:] for row in connection.execute(f"PRAGMA table_info({n})")) for n in names}
        listed = connection.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'index'")
        indexes = sorted(row for row in listed if not row[0].startswith("sqlite_"))
    return {"tables": tables, "indexes": indexes}


@pytest.mark.parametrize("left_in_log", [False, True])
def test_a_version_1_desk_becomes_a_folder_of_this_version(
    left_in_log: bool, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "old.desk"
    reports = version1.write(path, left_in_log=left_in_log)
    with caplog.at_level(logging.WARNING):
        desk = EmbeddedDesk(path)
    assert "is a folder now" in caplog.text
    assert f"from version 1 to version {VERSION}" in caplog.text
    assert path.is_dir()
    assert desk.counts() == {"failed": 1, "pending": 1, "read": 3}
    assert sorted(one.report.id for one in desk.readings(None)) == sorted(reports)
    assert desk.recall("epoch") == "2025-02-28"
    assert desk.derived("sto-1") is not None
    assert desk.reports_at("https://post.example/1") == [reports[1]]
    assert [issue.reason for issue in desk.issues()] == ["binary"]
    desk.close()


def test_what_was_accepted_then_is_known_now(tmp_path: Path) -> None:
    version1.write(tmp_path / "old.desk")
    desk = EmbeddedDesk(tmp_path / "old.desk")
    again = Received("0.txt", "text", "Wall 0 fell at Ansel, Petra Ullman said.", Given(outlet="Harbour Post"))
    assert desk.accept([again]) == 0
    desk.close()


def test_a_migrated_desk_has_the_shape_of_a_new_one_and_checks_out(tmp_path: Path) -> None:
    version1.write(tmp_path / "old.desk")
    old, new = EmbeddedDesk(tmp_path / "old.desk"), EmbeddedDesk(tmp_path / "new.desk")
    assert shape(old.path) == shape(new.path)
    for one in list(old.unindexed()):
        old.index(one, ())
    assert old.search(Asked("wall")).total == 3
    assert old.check() == []
    old.close()
    new.close()


def test_a_version_2_desk_with_and_without_links_waits_to_be_linked(tmp_path: Path) -> None:
    """The first desks of version 2 kept nothing of linking; the later ones did, and keep it."""
    new = EmbeddedDesk(tmp_path / "new.desk")
    for linked in (False, True):
        path = tmp_path / f"{linked}.desk"
        version1.write(path)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("crosswire.store.embedded.VERSION", 2)
            desk = EmbeddedDesk(path)
        reports = [one.report.id for one in desk.readings(None)]
        if linked:
            desk.put_items(Placed(f"itm-{n}", report, "sto-1", 739_000, b"row") for n, report in enumerate(reports))
        desk.close()
        with sqlite3.connect(path / "desk.sqlite") as connection:
            for table in () if linked else ("to_link", "to_tell", "sketches", "buckets", "streamed", "copy_ends"):
                connection.execute(f"DROP TABLE IF EXISTS {table}")
            connection.execute("UPDATE facts SET value = '2' WHERE name = 'version'")
        desk = EmbeddedDesk(path)
        assert len(desk.to_link(10)) == (0 if linked else 3)
        assert len(list(desk.items_between(0, 10**6))) == (3 if linked else 0)
        assert shape(desk.path) == shape(new.path)
        desk.close()
    new.close()


def test_a_migration_cut_off_leaves_the_old_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.desk"
    version1.write(path)

    def fail(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(migrations, "_urls", fail)
        with pytest.raises(KeyboardInterrupt):
            EmbeddedDesk(path)
    with sqlite3.connect(path / "desk.sqlite") as connection:
        assert connection.execute("SELECT value FROM facts WHERE name = 'version'").fetchone() == ("1",)
    desk = EmbeddedDesk(path)
    assert desk.counts()["read"] == 3
    desk.close()


def test_a_takeover_cut_off_is_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.desk"
    version1.write(path)
    rename = Path.rename

    def once(self: Path, target: Path) -> Path:
        if self.is_dir():
            raise KeyboardInterrupt
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", once)
        with pytest.raises(KeyboardInterrupt):
            EmbeddedDesk(path)
    assert not path.exists()
    assert folder.present(path)
    desk = EmbeddedDesk(path)
    assert desk.counts()["read"] == 3
    desk.close()


def test_a_desk_of_a_later_version_is_refused(tmp_path: Path) -> None:
    opened = EmbeddedDesk(tmp_path / "x.desk")
    opened.remember("version", "99")
    opened.close()
    with pytest.raises(RunFailed, match="version 99"):
        EmbeddedDesk(tmp_path / "x.desk")


def test_a_file_that_is_no_desk_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(b"these are notes and no database, long enough to have a header of their own" * 20)
    with pytest.raises(RunFailed, match="cannot be used as a desk"):
        EmbeddedDesk(path)
    assert path.read_bytes().startswith(b"these are notes")


def test_another_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE birds (name)")
    before = path.read_bytes()
    with pytest.raises(RunFailed, match="not a desk"):
        EmbeddedDesk(path)
    assert path.read_bytes() == before


def test_a_folder_of_other_things_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text("The wall fell.")
    with pytest.raises(RunFailed, match="a folder of other things"):
        EmbeddedDesk(tmp_path / "reports")
    assert [one.name for one in (tmp_path / "reports").iterdir()] == ["a.txt"]


def test_the_database_inside_names_its_desk(tmp_path: Path) -> None:
    desk = EmbeddedDesk(tmp_path / "x.desk")
    put(desk, reading())
    desk.close()
    again = EmbeddedDesk(tmp_path / "x.desk" / "desk.sqlite")
    assert again.counts() == {"read": 1}
    again.close()
