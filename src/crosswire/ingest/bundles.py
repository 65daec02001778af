"""Archives of files: zip (and what is zip inside: WACZ, Word), tar, gzip. Bounded, whatever they claim.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.formats`. Nothing is unpacked to disk; a path that
climbs out of its archive ("../") or a link in it is refused and told. Limits: MOST files, LARGEST bytes a file and
TOTAL bytes an archive, counted as they are unpacked and not as the archive states them.
"""

import gzip
import stat
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from crosswire.ingest import sniff
from crosswire.ingest.place import FAULTS, LARGEST, Entries, Part, Place
from crosswire.language import lexicon
from crosswire.model.account import Issue

METHOD = "bundles/1"
MOST = 100_000  # files of one archive
TOTAL = 2 * 1024**3  # bytes of one archive, unpacked
LONGEST = 16 * 1024**3  # bytes of a web archive inside an archive, which is read as a stream
RATIO = 200  # times that a file of more than 1 MB may grow when unpacked
_SMALL = 1024 * 1024
_DOCUMENTS = frozenset({"word/document.xml", "mimetype", "[Content_Types].xml"})
_SKIPPED = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini", "sources.toml")


def zipped(file: BinaryIO, place: Place) -> Entries:
    """The files of a zip archive, in its order; a Word or OpenDocument file as the document it is."""
    try:
        archive = zipfile.ZipFile(file)
        entries = archive.infolist()
    except (zipfile.BadZipFile, *FAULTS) as error:
        yield place.issue("broken", f"it cannot be read as a zip archive ({error}); check that it was saved whole.")
        return
    names = {entry.filename for entry in entries[:MOST]}
    if names & _DOCUMENTS:
        file.seek(0)
        yield from _document(file, names, archive, place)
        return
    if len(entries) > MOST:
        yield place.issue("too-many", f"it holds more than {MOST:,} files; the first ones are read.", fatal=False)
    wacz = "datapackage.json" in names and any(name.startswith("archive/") for name in names)
    budget = TOTAL
    for entry in entries[:MOST]:
        if not entry.filename or entry.is_dir() or (wacz and not entry.filename.startswith("archive/")):
            continue
        refused = _refused(entry.filename) or _claims(entry)
        if refused:
            yield place.issue(*refused, name=f"{place.name}#{entry.filename[:200]}")
        elif _is_read(entry.filename) and entry.file_size > LARGEST:
            yield Part(b"", place.inside(entry.filename), cast(BinaryIO, archive.open(entry)))
        elif _is_read(entry.filename):
            found = _unzip(archive, entry, place, budget)
            budget -= len(found.data) if isinstance(found, Part) else 0
            yield found
            if budget <= 0:
                yield _spent(place)
                return


def _document(file: BinaryIO, names: set[str], archive: zipfile.ZipFile, place: Place) -> Entries:
    from crosswire.ingest import word

    if "word/document.xml" in names:
        if sum(entry.file_size for entry in archive.infolist()) > 4 * LARGEST:
            yield place.issue("bomb", "it unpacks to far more than a document is; it was not opened.")
            return
        yield from word.read(file.read(), place)
    else:
        told = lexicon.load("formats")["unread"]["office" if "[Content_Types].xml" in names else "odt"]
        yield place.issue("unsupported-format", told)


def _claims(entry: zipfile.ZipInfo) -> tuple[str, str] | None:
    """Why a zip entry is not opened, by what the archive states of it."""
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "link", "it is a link inside an archive; links are not followed."
    if entry.flag_bits & 1:
        return "encrypted", "it is locked with a password; unpack it first."
    if entry.file_size > (LONGEST if _is_stream(entry.filename) else LARGEST):
        return "too-large", f"it is larger than {LARGEST // 2**20} MB; split it into single reports."
    if entry.file_size > _SMALL and entry.file_size > RATIO * max(entry.compress_size, 1):
        return "bomb", f"it grows more than {RATIO} times when unpacked; it was not opened."
    return None


def _is_stream(name: str) -> bool:
    return sniff.suffix(name) in (".warc", ".warc.gz")


def _unzip(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: Place, budget: int) -> Part | Issue:
    name = f"{place.name}#{entry.filename}"
    most = min(budget, LARGEST)
    try:
        with archive.open(entry) as inner:
            data = _bounded(inner, most)
    except (zipfile.BadZipFile, *FAULTS) as error:
        return place.issue("broken", f"it cannot be unpacked ({error}); the archive is damaged.", name=name)
    if data is None:
        return place.issue(
            "bomb", f"it unpacks to more than {most // 2**20} MB, more than the archive said.", name=name
        )
    return Part(data, place.inside(entry.filename))


def _bounded(inner: IO[bytes], most: int) -> bytes | None:
    """All of a stream, or None where it holds more than ``most`` bytes."""
    data = inner.read(most + 1)
    return data if len(data) <= most else None


def _refused(name: str) -> tuple[str, str] | None:
    """Why a path inside an archive is refused."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in (path.parts[0] if path.parts else "") or "\0" in name:
        return "climbing-path", "its path leads out of the archive; it was not read."
    return None


def _is_read(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return not any(part in _SKIPPED or part.startswith(".") for part in parts)


def _spent(place: Place) -> Issue:
    return place.issue("too-large", f"it unpacks to more than {TOTAL // 2**30} GB; the rest was left.", fatal=False)


def tar(file: BinaryIO, place: Place) -> Entries:
    """The files of a tar archive, as a stream."""
    yield from _members(file, place, "r|")


def tar_gz(file: BinaryIO, place: Place) -> Entries:
    """The files of a tar archive in gzip, as a stream."""
    yield from _members(file, place, "r|gz")


def _members(file: BinaryIO, place: Place, mode: str) -> Entries:
    budget, count = TOTAL, 0
    try:
        with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
            for member in archive:
                count += 1
                if count > MOST:
                    yield place.issue(
                        "too-many", f"it holds more than {MOST:,} files; the first ones are read.", fatal=False
                    )
                    return
                budget -= member.size
                if budget < 0:
                    yield _spent(place)
                    return
                yield from _member(archive, member, place)
    except (tarfile.TarError, *FAULTS) as error:
        message = f"it breaks off or is damaged after {count:,} files ({error}); what stood before was read."
        yield place.issue("truncated", message, fatal=not count)


def _member(archive: tarfile.TarFile, member: tarfile.TarInfo, place: Place) -> Iterator[Part | Issue]:
    name = f"{place.name}#{member.name[:200]}"
    if member.isdir():
        return
    if not member.isfile():
        yield place.issue("link", "it is a link or device inside an archive; such are not followed.", name=name)
    elif refused := _refused(member.name):
        yield place.issue(*refused, name=name)
    elif member.size > LARGEST:
        yield place.issue(
            "too-large", f"it is larger than {LARGEST // 2**20} MB; split it into single reports.", name=name
        )
    elif _is_read(member.name) and (inner := archive.extractfile(member)) is not None:
        yield Part(inner.read(), place.inside(member.name))


def gzipped(file: BinaryIO, place: Place) -> Entries:
    """The one file in a gzip stream, under its name without ".gz"."""
    try:
        with gzip.open(file) as inner:
            data = _bounded(cast(IO[bytes], inner), LARGEST)
    except FAULTS as error:
        yield place.issue("truncated", f"it breaks off or is damaged ({error}); check that it was saved whole.")
        return
    if data is None:
        yield place.issue("bomb", f"it unpacks to more than {LARGEST // 2**20} MB; unpack it first.")
        return
    name = place.name[:-3] if place.name.lower().endswith(".gz") else place.name
    yield Part(data, place.inside(PurePosixPath(name).name))
