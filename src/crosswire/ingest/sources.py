"""``sources.toml``: what a person says of many reports at once, by patterns over their paths or addresses.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.files`. The file holds ``[[source]]`` tables with
``match`` (shell patterns over the path relative to the file's folder, over the base name, or over an address) or, for
what is polled, ``feed`` or ``url``; and any of ``outlet``, ``family``, ``language``, ``country``, ``published``,
``title``, ``kind``, ``reliability`` (A-F), ``every`` (the time between two polls, as "10m"), ``expected`` (how many
reports a day: a number or [least, most]) and ``mapping`` (a table: which field of a CSV or JSON file is the title, the
text, …).
"""

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import Any, get_args
from urllib.parse import urlsplit

from crosswire.model.report import Given, ReportKind
from crosswire.model.source import Reliability, SourceEntry

NAME = "sources.toml"
MAPPED = ("text", "title", "url", "published", "updated", "outlet", "author", "language", "id")  # keys of a mapping
_FIELDS = tuple(field.name for field in fields(SourceEntry))
_WORDS = (
    "outlet",
    "family",
    "url",
    "feed",
    "language",
    "country",
    "published",
    "title",
    "reliability",
    "kind",
    "every",
)
_ONE_OF = {"reliability": get_args(Reliability), "kind": get_args(ReportKind)}


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
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        message = f"{path.name} cannot be read ({error}); its reports are read without it."
        return Sources(path.parent, warnings=(("bad-sources", message),))
    rows = table.get("source", table.get("sources", []))
    if not isinstance(rows, list):
        return Sources(path.parent, warnings=(("bad-sources", f"{path.name}: write each entry under [[source]]."),))
    entries, warnings = [], []
    for number, row in enumerate(rows, start=1):
        entry, problems = _entry(row)
        if entry is not None:
            entries.append(entry)
        warnings += [("bad-sources", f"{path.name}, entry {number}: {problem}") for problem in problems]
    return Sources(path.parent, tuple(entries), tuple(warnings))


def _entry(row: object) -> tuple[SourceEntry | None, list[str]]:
    if not isinstance(row, Mapping):
        return None, ["it is no table."]
    problems = []
    if unknown := sorted(str(key) for key in row if key not in (*_FIELDS, "path")):
        problems.append(f"unknown keys: {', '.join(unknown)}.")
    values: dict[str, Any] = {}
    for key in _WORDS:
        value = row.get(key)
        if isinstance(value, dt.date):
            values[key] = value.isoformat()
        elif isinstance(value, str) and value.strip():
            values[key] = value.strip()
        elif value is not None:
            problems.append(f'the value of "{key}" is no word or date.')
        if key in _ONE_OF and values.get(key, _ONE_OF[key][0]) not in _ONE_OF[key]:
            problems.append(f'{key} "{values.pop(key)}" is not one of {", ".join(_ONE_OF[key])}.')
    match = row.get("match", row.get("path", _covered(values)))
    patterns = [match] if isinstance(match, str) else match
    if not isinstance(patterns, list) or not patterns or not all(isinstance(each, str) for each in patterns):
        return None, ['it needs "match", a pattern or a list of patterns, or a "feed" or "url" to poll.']
    values["mapping"], bad = _mapping(row.get("mapping"))
    values["expected"], worse = _expected(row.get("expected"))
    return SourceEntry(match=tuple(patterns), **values), [*problems, *bad, *worse]


def _covered(values: Mapping[str, str]) -> list[str]:
    """What an entry without patterns covers: its feed, its page, and every address of their hosts."""
    found = [values[key] for key in ("feed", "url") if key in values]
    hosts = [_host(address) for address in found]
    return [*found, *(f"*://{host}/*" for host in dict.fromkeys(hosts) if host)]


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""


def _mapping(value: object) -> tuple[tuple[tuple[str, str], ...], list[str]]:
    if value is None:
        return (), []
    if not isinstance(value, Mapping):
        return (), ['"mapping" is a table, such as { title = "headline", text = "body.plain" }.']
    kept = {str(key): each for key, each in value.items() if key in MAPPED and isinstance(each, str) and each.strip()}
    left = sorted(str(key) for key in value if key not in kept)
    problem = f'"mapping" knows {", ".join(MAPPED)}, each a field\'s name or path; not {", ".join(left)}.'
    return tuple(sorted(kept.items())), [problem] if left else []


def _expected(value: object) -> tuple[tuple[int, int] | None, list[str]]:
    """How many reports a day: [least, most], or one number for both."""
    pair = [value, value] if type(value) is int else value
    if value is None:
        return None, []
    if isinstance(pair, list) and len(pair) == 2 and all(type(each) is int and each >= 0 for each in pair):
        least, most = pair
        if least <= most:
            return (least, most), []
    return None, ['"expected" is the number of reports a day, or [least, most].']


def covering(sources: Sources, path: PurePath, *, url: str | None = None) -> Iterator[SourceEntry]:
    """The entries whose patterns fit a path, its base name or an address, in their order."""
    names = [path.as_posix(), path.name, *([url] if url else [])]
    for entry in sources.entries:
        if any(fnmatchcase(name, pattern) for pattern in entry.match for name in names):
            yield entry


def given_by(sources: Sources, path: PurePath, *, url: str | None = None) -> Given:
    """What the entries that cover a path or address say; of several, the first to say a thing counts.

    The ``url`` of an entry is its reports' own only where it covers files: of what is polled, it is the place to poll.
    """
    values: dict[str, str | None] = {}
    for entry in covering(sources, path, url=url):
        keys = ("outlet", "family", "title", "language", "published", *(() if url or entry.feed else ("url",)))
        for key in keys:
            values[key] = values.get(key) or getattr(entry, key)
    return Given(**values)
