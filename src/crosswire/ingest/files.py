"""Files, folders and standard input: what arrives, one report at a time.

reads nothing → writes received, issues
"""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import BinaryIO

from crosswire.base.ids import make_id
from crosswire.ingest import front, pages, sources
from crosswire.ingest.decode import Decoded, decode, is_binary
from crosswire.language import calendar
from crosswire.model.account import Issue
from crosswire.model.report import Given, Media, Received

METHOD = "files/1"
LARGEST = 64 * 1024 * 1024  # bytes of one file
MEDIA: dict[str, Media] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_READABLE = "plain text (.txt), Markdown (.md) and HTML (.html)"
_SKIPPED = frozenset({sources.NAME, "Thumbs.db", "desktop.ini"})  # say nothing and are no reports


@dataclass(slots=True)
class _Run:
    """What one call remembers: options, the sources.toml files read, and the ids of issues given out."""

    given: Given
    known: dict[Path, sources.Sources | None] = field(default_factory=dict)
    issued: set[str] = field(default_factory=set)

    def issue(self, name: str, reason: str, message: str, *, fatal: bool, path: str | None = None) -> Issue:
        identifier = make_id("issue", name, "ingest", reason)
        if identifier in self.issued:
            identifier = make_id("issue", name, "ingest", reason, path or message)
        self.issued.add(identifier)
        return Issue(identifier, name, "ingest", reason, f"{name}: {message}", fatal)


def receive(paths: Sequence[str], *, given: Given, stdin: BinaryIO | None = None) -> Iterator[Received | Issue]:
    """Each report under ``paths`` (files, folders, "-" for ``stdin``) as it is read, and an issue for what is not.

    Folders are read with all below them, in order of their names. ``given`` fills what neither front matter nor
    sources.toml nor the page itself says. Nothing is read before it is asked for; one report is in memory at a time.
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
    head = data[:512].lstrip().lower()
    media: Media = "html" if head.startswith((b"<!doctype html", b"<html", b"<?xml")) else "text"
    yield from _report(run, "-", None, data, media, Given())


def _path(run: _Run, path: Path) -> Iterator[Received | Issue]:
    name = path.name or str(path)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        yield run.issue(
            name, "missing", f"there is no such file or folder ({path}); check the path.", fatal=True, path=str(path)
        )
        return
    except OSError as error:
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
        message = f"nothing to read in this folder; Crosswire reads {_READABLE}."
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
    media = MEDIA.get(path.suffix.lower())
    if media is None and path.suffix:
        message = f"files of kind {path.suffix} are not read; Crosswire reads {_READABLE}."
        yield run.issue(path.name, "unsupported-format", message, fatal=True, path=str(path))
        return
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) and not stat.S_ISFIFO(status.st_mode):
            message = "this is no regular file; give a file, a folder or - for standard input."
            yield run.issue(path.name, "unreadable", message, fatal=True, path=str(path))
            return
        with path.open("rb") as file:
            data = file.read(LARGEST + 1) if status.st_size <= LARGEST else b" " * (LARGEST + 1)
    except OSError as error:
        yield run.issue(path.name, "unreadable", _why(error), fatal=True, path=str(path))
        return
    yield from _sources_warnings(run, path, root)
    yield from _report(run, path.name, path, data, media or "text", _from_sources(run, path, root))


def _why(error: OSError) -> str:
    return f"it cannot be opened ({error.strerror or error}); check that it exists and may be read."


def _report(
    run: _Run, name: str, path: Path | None, data: bytes, media: Media, said: Given
) -> Iterator[Received | Issue]:
    place = str(path) if path else None
    problem = _unusable(data)
    if problem:
        yield run.issue(name, problem[0], problem[1], fatal=True, path=place)
        return
    decoded = decode(data, html=media == "html")
    if not decoded.text.strip():
        yield run.issue(
            name, "empty", "there is nothing but white space in it; check that it was saved.", fatal=True, path=place
        )
        return
    for reason, message in _decoding(decoded):
        yield run.issue(name, reason, message, fatal=False, path=place)
    text, head, page = decoded.text, Given(), Given()
    if media == "html":
        page = pages.metadata(text)
    else:
        found = front.split(text)
        text, head = found.text, found.given
        for reason, message in found.warnings:
            yield run.issue(name, reason, message, fatal=False, path=place)
        if not text.strip():
            yield run.issue(name, "empty", "there is no text below its front matter.", fatal=True, path=place)
            return
    for message in (*_contradictions(head, said), *_page_contradictions(said, page)):
        yield run.issue(name, "contradictory-metadata", message, fatal=False, path=place)
    merged = _fill(_fill(_fill(head, said), page), run.given)
    yield Received(name=name, media=media, content=text, given=merged, path=place)


def _unusable(data: bytes) -> tuple[str, str] | None:
    if not data:
        return "empty", "the file is empty; check that it was saved."
    if len(data) > LARGEST:
        return "too-large", f"it is larger than {LARGEST // (1024 * 1024)} MB; split it into single reports."
    if is_binary(data):
        return "binary", f"it is no text (a picture, document or archive?); save it as {_READABLE}."
    return None


def _decoding(decoded: Decoded) -> Iterator[tuple[str, str]]:
    if decoded.mixed:
        yield "mixed-encoding", "some lines are in another encoding than the rest; they were read as best could be."
    elif decoded.guessed:
        yield (
            "guessed-encoding",
            f"it is not UTF-8; it was read as {decoded.encoding}. Save it as UTF-8 if letters look wrong.",
        )
    if decoded.repaired:
        yield "repaired-encoding", "letters garbled by an earlier conversion were put right."
    if decoded.destroyed:
        yield "destroyed-characters", 'some letters were lost before it came here ("????"); the rest is read.'


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


def _from_sources(run: _Run, path: Path, root: Path) -> Given:
    said = Given()
    for found in _sources_for(run, path, root):
        said = _fill(said, sources.given_by(found, path.relative_to(found.folder)))
    return said


def _sources_warnings(run: _Run, path: Path, root: Path) -> Iterator[Issue]:
    for found in _sources_for(run, path, root):
        if found.warnings:
            run.known[found.folder] = replace(found, warnings=())  # told once
            for reason, message in found.warnings:
                yield run.issue(str(found.folder / sources.NAME), reason, message, fatal=False)


def _fill(first: Given, second: Given) -> Given:
    """What the first says, and where it is silent, the second."""
    return Given(**{each.name: getattr(first, each.name) or getattr(second, each.name) for each in fields(Given)})


def _contradictions(head: Given, said: Given) -> Iterator[str]:
    for key in ("published", "outlet", "url", "language"):
        left, right = getattr(head, key), getattr(said, key)
        if left and right and _plain(key, left) != _plain(key, right):
            yield f'its front matter says {key} "{left}", sources.toml says "{right}"; the front matter is taken.'


def _page_contradictions(said: Given, page: Given) -> Iterator[str]:
    left, right = (calendar.parse(each.published or "") for each in (said, page))
    if left and right and min(len(left), len(right)) >= 10 and left[:10] != right[:10]:
        yield f"sources.toml says it was published {left[:10]}, the page itself {right[:10]}; sources.toml is taken."


def _plain(key: str, value: str) -> str:
    return (calendar.parse(value) or value)[:10] if key == "published" else value.casefold().strip()
