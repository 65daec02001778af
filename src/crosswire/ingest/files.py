"""Files, folders and standard input: what arrives, one report at a time.

reads nothing → writes received, issues
"""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from crosswire.base.ids import make_id
from crosswire.ingest import formats, sources
from crosswire.ingest.place import LARGEST, Place, fill
from crosswire.model.account import Issue
from crosswire.model.report import Given, Received

METHOD = "files/2"
_SKIPPED = frozenset({sources.NAME, "Thumbs.db", "desktop.ini"})  # say nothing and are no reports


@dataclass(slots=True)
class _Run:
    """What one call remembers: options, the sources.toml files read, and the ids of issues given out."""

    given: Given
    known: dict[Path, sources.Sources | None] = field(default_factory=dict)
    issued: set[str] = field(default_factory=set)

    def issue(self, name: str, reason: str, message: str, *, fatal: bool, path: str | None = None) -> Issue:
        return self.once(Issue("", name, "ingest", reason, f"{name}: {message}", fatal), path)

    def once(self, issue: Issue, path: str | None = None) -> Issue:
        """The issue with an id of its own: files of one name in two folders have each their own, and so has the second
        of two drops that read alike."""
        parts = (issue.report, "ingest", issue.reason, issue.message)
        identifier = make_id("issue", *parts)
        if identifier in self.issued and path:
            identifier = make_id("issue", *parts, path)
        number = 2
        while identifier in self.issued:
            identifier = make_id("issue", *parts, path, number)
            number += 1
        self.issued.add(identifier)
        return replace(issue, id=identifier)


def receive(paths: Sequence[str], *, given: Given, stdin: BinaryIO | None = None) -> Iterator[Received | Issue]:
    """Each report under ``paths`` (files, folders, "-" for ``stdin``) as it is read, and an issue for what is not.

    Folders are read with all below them, in order of their names. ``given`` fills what neither front matter nor
    sources.toml nor the format itself says. Nothing is read before it is asked for; one file is in memory at a time.
    """
    run = _Run(given)
    for path in paths:
        if path == "-":
            yield from _standard_input(run, stdin)
        else:
            yield from _path(run, Path(path))


def _standard_input(run: _Run, stdin: BinaryIO | None) -> Iterator[Received | Issue]:
    if stdin is None:
        yield run.issue("-", "no-stdin", "nothing stands on standard input; give a file or pipe a text in.", fatal=True)
        return
    data = stdin.read(LARGEST + 1)
    yield from _read(run, BytesIO(data), len(data), Place("-"))


def _path(run: _Run, path: Path) -> Iterator[Received | Issue]:
    name = path.name or str(path)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        yield run.issue(
            name, "missing", f"there is no such file or folder ({path}); check the path.", fatal=True, path=str(path)
        )
        return
    except (OSError, ValueError) as error:
        yield run.issue(name, "unreadable", _why(error), fatal=True, path=str(path))
        return
    if stat.S_ISDIR(mode):
        yield from _folder(run, path)
    else:
        yield from _file(run, path, path.parent)


def _folder(run: _Run, root: Path) -> Iterator[Received | Issue]:
    empty = True
    for entry in _walk(run, root, frozenset()):
        if isinstance(entry, Issue):
            yield entry
            continue
        empty = False
        yield from _file(run, entry, root)
    if empty:
        message = f"nothing to read in this folder; Crosswire reads {formats.readable()}."
        yield run.issue(root.name or str(root), "empty-folder", message, fatal=True, path=str(root))


def _walk(run: _Run, folder: Path, above: frozenset[tuple[int, int]]) -> Iterator[Path | Issue]:
    """Files below a folder, sorted; hidden ones left out. A folder met again below itself is an issue."""
    try:
        here = folder.stat()
        with os.scandir(folder) as entries:
            names = sorted((entry.name, entry.is_dir()) for entry in entries if not entry.name.startswith("."))
    except OSError as error:
        yield run.issue(folder.name, "unreadable", _why(error), fatal=True, path=str(folder))
        return
    identity = (here.st_dev, here.st_ino)
    if identity in above:
        message = "this folder contains itself by a link; remove the link. It was read once."
        yield run.issue(folder.name, "directory-loop", message, fatal=True, path=str(folder))
        return
    for name, is_folder in names:
        if is_folder:
            yield from _walk(run, folder / name, above | {identity})
        elif name not in _SKIPPED:
            yield folder / name


def _file(run: _Run, path: Path, root: Path) -> Iterator[Received | Issue]:
    place = Place(path.name, path=str(path))
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if stat.S_ISREG(status.st_mode):
                yield from _sources_warnings(run, path, root)
                yield from _read(run, file, status.st_size, _from_sources(run, path, root, place))
            elif stat.S_ISFIFO(status.st_mode):
                data = file.read(LARGEST + 1)
                yield from _read(run, BytesIO(data), len(data), _from_sources(run, path, root, place))
            else:
                message = "this is no regular file; give a file, a folder or - for standard input."
                yield run.issue(path.name, "unreadable", message, fatal=True, path=str(path))
    except OSError as error:
        yield run.issue(path.name, "unreadable", _why(error), fatal=True, path=str(path))


def _read(run: _Run, file: BinaryIO, size: int, place: Place) -> Iterator[Received | Issue]:
    for entry in formats.read_stream(file, size, place):
        if isinstance(entry, Issue):
            yield run.once(entry, place.path)
        else:
            yield replace(entry, given=fill(entry.given, run.given))


def _why(error: Exception) -> str:
    reason = getattr(error, "strerror", None) or error
    return f"it cannot be opened ({reason}); check that it exists and may be read."


def _sources_for(run: _Run, path: Path, root: Path) -> Iterator[sources.Sources]:
    """The sources.toml files that may cover a path, nearest first: its folder's, then each one's above up to root."""
    folder = path.parent
    while True:
        if folder not in run.known:
            file = folder / sources.NAME
            run.known[folder] = sources.load(file) if file.is_file() else None
        if (found := run.known[folder]) is not None:
            yield found
        if folder == root or folder == folder.parent:
            return
        folder = folder.parent


def _from_sources(run: _Run, path: Path, root: Path, place: Place) -> Place:
    said, mapping, kind = Given(), dict[str, str](), place.kind
    for found in _sources_for(run, path, root):
        relative = path.relative_to(found.folder)
        said = fill(said, sources.given_by(found, relative))
        for entry in sources.covering(found, relative):
            mapping = {**dict(entry.mapping), **mapping}
            kind = kind or entry.kind
    return replace(place, given=said, mapping=mapping, kind=kind)


def _sources_warnings(run: _Run, path: Path, root: Path) -> Iterator[Issue]:
    for found in _sources_for(run, path, root):
        if found.warnings:
            run.known[found.folder] = replace(found, warnings=())  # told once
            for reason, message in found.warnings:
                yield run.issue(str(found.folder / sources.NAME), reason, message, fatal=False)
