"""What a reader of a format is told of the bytes it reads, and how it says what came of them.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.formats`.
"""

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import BinaryIO

from crosswire.base.ids import make_id
from crosswire.model.account import Issue
from crosswire.model.report import Given, Media, Received, ReportKind

LARGEST = 64 * 1024 * 1024  # bytes of one report, or of one file that is read as a whole
# What parsers raise on bytes that are not what they seem: the well-kept libraries too leak these on hostile input.
FAULTS = (
    *(ValueError, TypeError, AttributeError, LookupError, AssertionError, ArithmeticError, NotImplementedError),
    *(RecursionError, RuntimeError, EOFError, OSError, MemoryError, struct.error, zlib.error),
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LONGEST = 4_000  # code points of anything given of a report
UNSAID = Given()
_PART = re.compile(r"#(?:message|row|line|post|record|item|entry|part)-[^#]*\Z")


@dataclass(frozen=True, slots=True)
class Place:
    """Where bytes come from, and what is said of them: the name to give, what sources.toml or a feed says (``given``),
    the media type a server stated, a mapping of field names, the kind of report. ``depth`` counts containers."""

    name: str
    given: Given = UNSAID
    path: str | None = None
    media_type: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    kind: ReportKind | None = None
    depth: int = 0

    def part(self, label: str) -> str:
        """The name of a part: ``export.json#message-17``. A single part read again keeps its name."""
        return self.name if _PART.search(self.name) else f"{self.name}#{label}"

    def inside(self, label: str, *, given: Given | None = None, media_type: str | None = None) -> "Place":
        """The place of something a container holds."""
        return replace(
            self, name=f"{self.name}#{label}", given=given or self.given, media_type=media_type, depth=self.depth + 1
        )

    def issue(self, reason: str, message: str, *, fatal: bool = True, name: str | None = None) -> Issue:
        """An issue about these bytes, or about the part of them called ``name``."""
        called = _sound(_CONTROL.sub(" ", name or self.name))
        message = _sound(f"{called}: {message}")
        identifier = make_id("issue", called, "ingest", reason, message, *([self.path] if self.path else []))
        return Issue(identifier, called, "ingest", reason, message, fatal)

    def received(
        self,
        content: str,
        own: Given,
        *,
        raw: bytes | None,
        media: Media = "text",
        label: str | None = None,
        kind: ReportKind | None = None,
    ) -> Received:
        """A report of these bytes. ``own`` is what the format says of it: it comes before what is said from outside,
        but for the outlet, which a person or a feed names better than a file does."""
        given = fill(own, self.given)
        given = replace(given, outlet=self.given.outlet or own.outlet)
        name = self.part(label) if label else self.name
        return Received(name, media, content, given, self.path, raw, self.kind or kind)


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes that lie inside other bytes and are read in their turn; ``file`` in their stead where they are many."""

    data: bytes
    place: Place
    file: BinaryIO | None = None


Entries = Iterator[Received | Issue | Part]


def fill(first: Given, second: Given) -> Given:
    """What the first says, and where it is silent, the second."""
    return Given(**{each.name: getattr(first, each.name) or getattr(second, each.name) for each in fields(Given)})


def sound(entry: Received) -> Received:
    """A report that can be kept: no half characters (JSON can spell them), and what is given of it on one line."""
    given = {each.name: _sound_line(getattr(entry.given, each.name)) for each in fields(Given)}
    return replace(entry, name=_sound(entry.name), content=_sound(entry.content), given=Given(**given))


def _sound_line(words: str | None) -> str | None:
    return (" ".join(_sound(_CONTROL.sub(" ", words[:_LONGEST])).split()) or None) if words else None


def _sound(words: str) -> str:
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        return words.encode("utf-8", "replace").decode("utf-8")
    return words
