"""The desk as a folder: where its files are, and how a desk of one file (version 1) becomes one."""

import logging
import sqlite3
from pathlib import Path

from crosswire.base.errors import RunFailed

DATABASE = "desk.sqlite"
BACKUPS = "backups"
# What other parts of Crosswire keep beside the database: a folder with one of these is a desk that is being set up.
KNOWN = ("sources.toml", "polls.sqlite", "alerts.toml", BACKUPS)
_HEADER = b"SQLite format 3\x00"
_log = logging.getLogger("crosswire.store")


def open_folder(path: Path) -> Path:
    """The desk's folder for what a user named: made if absent, taken over if it is a desk of one file.

    The path of the database inside a desk names that desk. Raises RunFailed for a file that is no database, and for a
    folder of other things.
    """
    if path.name == DATABASE and (path.is_file() or path.parent.suffix == ".desk"):
        path = path.parent
    moving = path.with_name(f"{path.name}.taking-over")
    if moving.is_dir() and not path.exists():
        moving.rename(path)
    if path.is_file():
        _take_over(path, moving)
    if path.is_dir() and not (path / DATABASE).exists() and not _may_become(path):
        raise RunFailed(
            "not-a-desk", f"{path}: a folder of other things, not a desk; name another folder with --desk (it is made)"
        )
    path.mkdir(parents=True, exist_ok=True)
    return path


def present(path: Path) -> bool:
    """Whether there is a desk at ``path``: a folder or an old file, also one left in the middle of being taken over."""
    return path.exists() or path.with_name(f"{path.name}.taking-over").is_dir()


def size(path: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(one.stat().st_size for one in path.rglob("*") if one.is_file())


def _may_become(path: Path) -> bool:
    names = {one.name for one in path.iterdir()}
    return not names or path.suffix == ".desk" or any(name in names for name in KNOWN)


def _take_over(path: Path, moving: Path) -> None:
    """Two renames, so that a kill between them loses nothing: the next opening does the second."""
    with path.open("rb") as file:
        if file.read(len(_HEADER)) != _HEADER:
            raise RunFailed(
                "desk-unusable",
                f"{path}: cannot be used as a desk (file is not a database); name another folder with --desk, or "
                "restore this one from a copy",
            )
    _fold_log(path)
    moving.mkdir(exist_ok=True)
    path.rename(moving / DATABASE)
    moving.rename(path)
    _log.warning("%s was a desk of one file; it is a folder now, with the same reports in it", path)


def _fold_log(path: Path) -> None:
    """Bring the write-ahead log into the file, so that the file alone is the whole desk."""
    try:
        connection = sqlite3.connect(path, timeout=30, isolation_level=None)
        try:
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'received'").fetchone():
                raise RunFailed(
                    "not-a-desk", f"{path}: a database, but not a desk; name another folder with --desk (it is made)"
                )
            connection.execute("PRAGMA journal_mode=DELETE")
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise RunFailed(
            "desk-unusable",
            f"{path}: cannot be made a folder ({error}); close other programs that use it, or restore it from a copy",
        ) from error
