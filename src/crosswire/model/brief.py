"""The cited account as records: every line is made of segments that are words of a report or a filled template."""

from dataclasses import dataclass, field
from typing import Literal

from crosswire.model.report import Span

SegmentKind = Literal["verbatim", "template"]
LineKind = Literal[
    "title",
    "standing",
    "key",
    "heading",
    "place",
    "lede",
    "question",
    "answer",
    "note",
    "figure",
    "says",
    "origins",
    "other",
    "relation",
    "unknown",
    "unread",
]


@dataclass(frozen=True, slots=True)
class Citation:
    """The words of a report that a line rests on. ``number`` counts from 1 in order of first use; ``name`` is the
    report's name and ``paragraph`` its paragraph, counted from 1 over lines that are not blank."""

    number: int
    span: Span
    name: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line. Verbatim: ``text`` is the words of each cited span (its first citation's exactly).
    Template: ``text`` is the named template with ``values`` in its slots."""

    kind: SegmentKind
    text: str
    cites: tuple[int, ...] = ()
    template: str | None = None
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or one row of a table (then with a cell per column). ``text`` is all segments joined, cells by a tab.
    ``claims`` are the ids of the records it rests on; ``citations`` the numbers of all spans it cites. ``new``: the
    earlier brief did not have it."""

    id: str
    kind: LineKind
    text: str
    cells: tuple[tuple[Segment, ...], ...]
    citations: tuple[int, ...]
    claims: tuple[str, ...]
    new: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """A figure that an earlier brief held, in the words of its row: ``scope`` is where and when, ``place`` the words
    under its story's headline."""

    holder: str
    number: str
    what: str
    counted: str
    scope: str
    place: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """A question that is answered differently: the question, an answer in each row, and why they differ."""

    finding: str
    question: Line
    answers: tuple[Line, ...]
    note: Line


@dataclass(frozen=True, slots=True)
class BriefStory:
    """One story of the brief. ``notes`` say which figures were revised or agree; ``weight`` puts the story in order and
    ``why`` says what the weight was made of."""

    story: str
    heading: Line
    place: Line | None
    lede: tuple[Line, ...]
    disputes: tuple[Dispute, ...]
    figures: tuple[Line, ...]
    notes: tuple[Line, ...]
    says: tuple[Line, ...]
    origins: Line
    weight: float
    why: str


@dataclass(frozen=True, slots=True)
class Brief:
    """The cited account of a set of reports, in the order it is read. ``others`` are stories of little weight, by
    their headlines; ``day`` is the day it is limited to, as EDTF. ``since`` is the title of the earlier brief that it
    was compared with, ``earlier`` that one's figures. ``rewritten`` are lines (by id) as a language model worded them,
    each of which passed ``verify``: the lines themselves stay as they are."""

    title: Line
    standing: tuple[Line, ...]
    key: tuple[Line, ...]
    stories: tuple[BriefStory, ...]
    others: tuple[Line, ...]
    relations: tuple[Line, ...]
    unknown: tuple[Line, ...]
    unread: tuple[Line, ...]
    citations: tuple[Citation, ...]
    day: str | None = None
    schema: int = 1
    language: str = field(default="en")
    length: str = "standard"
    since: str | None = None
    earlier: tuple[Earlier, ...] = ()
    rewritten: tuple[tuple[str, str], ...] = ()

    def lines(self) -> tuple[Line, ...]:
        """Every line, in reading order."""
        found = [self.title, *self.standing, *self.key]
        for story in self.stories:
            found += [story.heading, *([story.place] if story.place else []), *story.lede]
            for dispute in story.disputes:
                found += [dispute.question, *dispute.answers, dispute.note]
            found += [*story.figures, *story.notes, *story.says, story.origins]
        return (*found, *self.others, *self.relations, *self.unknown, *self.unread)
