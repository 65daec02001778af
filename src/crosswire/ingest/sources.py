"""``sources.toml``: what a person says of many reports at once, by patterns over their paths or addresses.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.files`. The file holds ``[[source]]`` tables:
``match`` (shell patterns over the path relative to the file's folder, or over the base name), and any of ``outlet``,
``family``, ``url``, ``language``, ``country``, ``published``, ``title``, ``reliability`` (A-F).
"""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import Any

from crosswire.model.report import Given
from crosswire.model.source import SourceEntry

NAME = "sources.toml"
_FIELDS = tuple(field.name for field in fields(SourceEntry))
_RELIABILITY = ("A", "B", "C", "D", "E", "F")


@dataclass(frozen=True, slots=True)
class Sources:
    """The entries of one ``sources.toml``, the folder it stands in, and warnings as (reason, message)."""

    folder: Path
    entries: tuple[SourceEntry, ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()


def load(path: Path) -> Sources:
    """The entries of a file; what cannot be read in it is warned of and left out."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"{path.name} cannot be read ({error}); its reports are read without it."
        return Sources(path.parent, warnings=(("bad-sources", message),))
    rows = table.get("source", table.get("sources", []))
    if not isinstance(rows, list):
        return Sources(path.parent, warnings=(("bad-sources", f"{path.name}: write each entry under [[source]]."),))
    entries, warnings = [], []
    for number, row in enumerate(rows, start=1):
        entry, problem = _entry(row)
        if entry is not None:
            entries.append(entry)
        if problem:
            warnings.append(("bad-sources", f"{path.name}, entry {number}: {problem}"))
    return Sources(path.parent, tuple(entries), tuple(warnings))


def _entry(row: object) -> tuple[SourceEntry | None, str | None]:
    if not isinstance(row, Mapping):
        return None, "it is no table."
    match = row.get("match", row.get("path"))
    patterns = [match] if isinstance(match, str) else match
    if not isinstance(patterns, list) or not patterns or not all(isinstance(each, str) for each in patterns):
        return None, 'it needs "match", a pattern or a list of patterns.'
    values: dict[str, Any] = {}
    unknown = sorted(str(key) for key in row if key not in (*_FIELDS, "path"))
    for key in _FIELDS[1:]:
        value = row.get(key)
        if isinstance(value, dt.date):
            values[key] = value.isoformat()
        elif isinstance(value, str) and value.strip():
            values[key] = value.strip()
    problem = f"unknown keys: {', '.join(unknown)}." if unknown else None
    if values.get("reliability", "A") not in _RELIABILITY:
        problem = f'reliability "{values.pop("reliability")}" is not one of A-F.'
    return SourceEntry(match=tuple(patterns), **values), problem


def given_by(sources: Sources, path: PurePath, *, url: str | None = None) -> Given:
    """What the entries that cover a path or address say; of several, the first to say a thing counts."""
    relative = path.as_posix()
    values: dict[str, str | None] = {}
    for entry in sources.entries:
        names = [relative, path.name, *([url] if url else [])]
        if any(fnmatchcase(name, pattern) for pattern in entry.match for name in names):
            for key in ("outlet", "title", "url", "language", "published"):
                values[key] = values.get(key) or getattr(entry, key)
    return Given(**values)
