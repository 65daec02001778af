"""The sources that are polled: the entries of a ``sources.toml`` with a ``feed`` or a page's ``url``.

A desk's own list is ``sources.toml`` in its folder. It is a file for people: adding and removing a source changes that
source's lines and leaves the others, comments too, as they are.
"""

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from crosswire.base.errors import RunFailed
from crosswire.ingest import sources
from crosswire.model.source import SourceEntry

EVERY = 600.0  # seconds between two polls where a source says nothing
SHORTEST = 30.0
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h|d)")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_WRITTEN = ("feed", "url", "outlet", "family", "language", "country", "reliability", "every")


@dataclass(frozen=True, slots=True)
class Subscription:
    """One source to poll: the address, whether it is a feed or a single page, how often, and what is said of it."""

    address: str
    kind: Literal["feed", "page"]
    entry: SourceEntry
    every: float = EVERY

    @property
    def name(self) -> str:
        """The outlet, or the address where none is named."""
        return self.entry.outlet or self.address


def file_of(desk: Path) -> Path:
    """Where a desk keeps its sources."""
    return desk / sources.NAME


def load(path: Path) -> tuple[list[Subscription], list[str]]:
    """What is polled after a file, in its order, each address once, and warnings in words. No file: nothing."""
    if not path.exists():
        return [], []
    found = sources.load(path)
    warnings = [message for _, message in found.warnings]
    listed: dict[str, Subscription] = {}
    for entry in found.entries:
        address = entry.feed or (entry.url if entry.url in entry.match else None)
        if address is None or address in listed:
            continue
        try:
            seconds = seconds_of(entry.every) if entry.every else EVERY
        except ValueError as error:
            warnings.append(f"{path.name}: {address}: {error}")
            seconds = EVERY
        listed[address] = Subscription(address, "feed" if entry.feed else "page", entry, seconds)
    return list(listed.values()), warnings


def seconds_of(length: str) -> float:
    """Seconds of a length such as "90s", "10m", "1.5h", "1d"; at least 30. Raises ValueError with what to write."""
    match = _LENGTH.fullmatch(length.strip().lower())
    if match is None:
        raise ValueError(f'"{length}" is no length of time; write it as 10m, 90s, 2h or 1d.')
    return max(SHORTEST, float(match[1]) * _SECONDS[match[2]])


def expected_of(words: str) -> tuple[int, int]:
    """The least and most of a range such as "5..40" (or "12"). Raises ValueError with what to write."""
    match = re.fullmatch(r"\s*(\d+)\s*(?:(?:\.\.|-|–)\s*(\d+))?\s*", words)
    if match is None or int(match[1]) > int(match[2] or match[1]):
        raise ValueError(f'"{words}" is no range; write the least and most reports a day as 5..40.')
    return int(match[1]), int(match[2] or match[1])


def add(path: Path, entry: SourceEntry) -> bool:
    """Put an entry at the end of a file, made if absent; False where its address is there already."""
    listed, _ = load(path)
    address = entry.feed or entry.url
    if any(each.address == address for each in listed):
        return False
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    _write(path, (text.rstrip() + "\n\n" if text.strip() else "") + block(entry))
    return True


def remove(path: Path, address: str) -> bool:
    """Take the entry of an address (or of an outlet that only one source has) out of a file; whether it was there."""
    listed, _ = load(path)
    named = [each for each in listed if address in (each.address, each.entry.outlet)]
    if len(named) != 1:
        return False
    text = path.read_text(encoding="utf-8-sig")
    starts = [match.start() for match in _TABLE.finditer(text)] + [len(text)]
    for start, end in zip(starts, starts[1:], strict=False):
        if _polls(text[start:end], named[0].address):
            _write(path, (text[:start].rstrip() + "\n\n" + text[end:]).lstrip() if text[:start].strip() else text[end:])
            return True
    return False


def block(entry: SourceEntry) -> str:
    """An entry as its lines in a file."""
    lines = ["[[source]]"]
    lines += [f"{key} = {_quoted(getattr(entry, key))}" for key in _WRITTEN if getattr(entry, key)]
    if entry.expected:
        lines.append(f"expected = [{entry.expected[0]}, {entry.expected[1]}]")
    return "\n".join(lines) + "\n"


def _quoted(value: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's, but for the control character DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _polls(lines: str, address: str) -> bool:
    try:
        rows = tomllib.loads(lines).get("source", [])
    except (tomllib.TOMLDecodeError, RecursionError):
        return False
    return isinstance(rows, list) and any(
        isinstance(row, dict) and address in (row.get("feed"), row.get("url")) for row in rows
    )


def _write(path: Path, text: str) -> None:
    """The file whole or as it was: written beside, then put in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise RunFailed("bad-sources", f"{path}: is not valid TOML ({error}); mend it first") from error
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
