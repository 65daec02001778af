"""The items of a batch as stories see them: their words, their days, and which of them belong together beforehand."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crosswire.model.account import Reading
from crosswire.model.mention import Entity, Mention
from crosswire.model.report import Item, Passage
from crosswire.model.story import CopyLink
from crosswire.stories.features import LEAD, Text
from crosswire.stories.linking import When

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’»)]*\s+|\n+")
LONGEST_TELLING = 3
"""Days of a time expression up to which it says when the event was; longer ones ("in May") tell of a background."""


@dataclass(frozen=True, slots=True)
class Member:
    """One item: the reading it is of, its sentences in order, the item it lies inside (posts only), and its lead's
    end as an offset."""

    item: Item
    reading: Reading
    sentences: tuple[tuple[int, int], ...]
    lead_end: int
    inside: str | None = None

    @property
    def day(self) -> int | None:
        """The day the item is of, counted from year 1."""
        published = self.item.published if self.item.published.edtf else self.reading.report.published
        return _ordinal(published.edtf)

    @property
    def order(self) -> tuple[bool, int, str, int, str]:
        """Earlier items first, the undated last; then by report and place in it: input order does not matter."""
        return self.day is None, self.day or 0, self.reading.report.name, self.item.start, self.item.id

    @property
    def title(self) -> str:
        """The headline, or the report's title where the item is all of it, or the first sentence's words."""
        report = self.reading.report
        alone = len(self.reading.items) < 2 or self.item.kind == "article"
        headline = self.item.headline or (report.title if alone else None)
        if headline or not self.sentences:
            return headline or report.title or report.name
        start, end = self.sentences[0]
        words = report.text[start:end]
        return words if len(words) <= 160 else words[: words.rfind(" ", 0, 160)]


def members(readings: Sequence[Reading]) -> list[Member]:
    """Every item of the readings, in an order that does not depend on the input's."""
    found = {}
    for reading in readings:
        sentences = _sentences(reading)
        for item in reading.items:
            own = sorted(span for span in sentences[item.id] if span[1] > begins(reading, item))
            lead = own[min(LEAD, len(own)) - 1][1] if own else item.end
            found[item.id] = Member(item, reading, tuple(own), lead, _inside(item, reading.items))
    return sorted(found.values(), key=lambda member: member.order)


def begins(reading: Reading, item: Item) -> int:
    """Where an item's own words begin: 0, but for a digest's section, to which its reading gives the digest's title
    and introduction, too. Two digests would be one story for the words "main news" alone."""
    if reading.report.kind != "digest" or item.kind == "article":
        return 0
    return min(item.start, item.headline_span.start) if item.headline_span else item.start


def text(member: Member, names: Mapping[tuple[str, int, int], str]) -> Text:
    """What a member says, with the names its mentions were resolved to (``names``: by report, start, end)."""
    report = member.reading.report
    known = [
        names[key]
        for mention in member.reading.mentions
        if mention.item == member.item.id
        and mention.start >= begins(member.reading, member.item)
        and (key := (report.id, mention.start, mention.end)) in names
    ]
    lines = tuple(report.text[start:end] for start, end in member.sentences)
    headline = member.item.headline or (report.title if member.item.kind == "article" else None) or ""
    return Text(member.item.id, headline, lines, tuple(known), report.language)


def when(member: Member) -> When:
    """The day a member is of, and the days its headline and lead tell of."""
    told: set[int] = set()
    for time in member.reading.times:
        inside = time.item == member.item.id and begins(member.reading, member.item) <= time.start < member.lead_end
        if inside and time.edtf and not time.recurs:
            told |= days(time.edtf)
    return When(member.day, frozenset(told))


def days(edtf: str) -> set[int]:
    """The days of an EDTF date or short interval; empty for what is longer than three days or open."""
    ends = [_ordinal(part) for part in edtf.split("/")]
    if any(end is None for end in ends):
        return set()
    first, last = ends[0] or 0, ends[-1] or 0
    return set(range(first, last + 1)) if 0 <= last - first < LONGEST_TELLING else set()


def names(entities: Sequence[Entity]) -> dict[tuple[str, int, int], str]:
    """The name of the entity behind each mention."""
    return {(m.report, m.start, m.end): entity.name for entity in entities for m in entity.mentions}


def together(listed: Sequence[Member], copies: Sequence[CopyLink]) -> list[list[int]]:
    """Positions that belong to one story beforehand: items that are copies of one another."""
    place = {member.item.id: i for i, member in enumerate(listed)}
    of_report: dict[str, list[int]] = defaultdict(list)
    for i, member in enumerate(listed):
        if member.inside is None:
            of_report[member.reading.report.id].append(i)
    groups = []
    for link in copies:
        if link.kind == "excerpt":
            continue
        ours = [place[link.source]] if link.source in place else of_report.get(link.source, [])
        theirs = [place[link.target]] if link.target in place else of_report.get(link.target, [])
        groups += _matching(link, ours, theirs, listed)
    return groups


def _matching(link: CopyLink, ours: Sequence[int], theirs: Sequence[int], listed: Sequence[Member]) -> list[list[int]]:
    if len(ours) == 1 and len(theirs) == 1:
        return [[ours[0], theirs[0]]]
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for aligned in link.aligned:
        left = _holder(ours, listed, aligned.from_start)
        right = _holder(theirs, listed, aligned.to_start)
        if left is not None and right is not None:
            length = min(aligned.from_end - aligned.from_start, aligned.to_end - aligned.to_start)
            shared[left, right] += length
    size = {i: sum(end - start for start, end in listed[i].sentences) for i in {*ours, *theirs}}
    return [[i, j] for (i, j), length in sorted(shared.items()) if length >= 0.5 * min(size[i], size[j])]


def _holder(among: Iterable[int], listed: Sequence[Member], offset: int) -> int | None:
    return next((i for i in among if any(start <= offset < end for start, end in listed[i].sentences)), None)


def _sentences(reading: Reading) -> dict[str, list[tuple[int, int]]]:
    """Sentences by the innermost item they lie in; cut by a plain rule where nothing has cut them yet."""
    out: dict[str, list[tuple[int, int]]] = defaultdict(list)
    marked = [passage for passage in reading.passages if passage.kind == "sentence"]
    if marked:
        furniture = [p for p in reading.passages if p.kind == "boilerplate"]
        for passage in marked:
            if not any(_holds(other, passage) for other in furniture):
                out[passage.item].append((passage.start, passage.end))
        return out
    for item in reading.items:
        start = item.start
        body = reading.report.text[item.start : item.end]
        for piece in _SENTENCE.split(body):
            at = reading.report.text.find(piece, start, item.end) if piece.strip() else -1
            if at >= 0:
                out[item.id].append((at, at + len(piece)))
                start = at + len(piece)
    return out


def _holds(outer: Passage, inner: Passage) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _inside(item: Item, items: Sequence[Item]) -> str | None:
    """The item a post stands inside."""
    if item.kind != "post":
        return None
    holding = [o for o in items if o.id != item.id and o.start <= item.start and item.end <= o.end]
    return min(holding, key=lambda other: other.end - other.start).id if holding else None


def _ordinal(edtf: str | None) -> int | None:
    match = _DAY.search(edtf) if edtf else None
    try:
        return dt.date.fromisoformat(match.group()).toordinal() if match else None
    except ValueError:
        return None


def in_lead(member: Member, mention: Mention) -> bool:
    """Whether a mention stands in the member's headline or lead."""
    start = begins(member.reading, member.item)
    return mention.item == member.item.id and start <= mention.start < member.lead_end
