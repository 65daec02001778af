"""Quotations without a cue of their own, which go on from a speaker before them."""

from collections.abc import Collection

from crosswire.claims.cues import listed
from crosswire.claims.plans import Chars, Draft
from crosswire.claims.units import Unit

_TITLE = 12  # words of a quotation without a full stop that may be a heading
_BACK = 40  # units that anything looks back


def follows(unit: Unit, nearby: "Nearby") -> int | None:
    """The number of the draft whose speaker goes on in a unit that is nothing but a quotation; None where unclear."""
    quote = unit.quotes[0] if unit.quotes else None
    if quote is None or not unit.wholly_quoted or quote.clear:
        return None
    if not any(t.quote and len(t.text.split()) > 1 for t in unit.tokens):
        return None
    text = unit.text[quote.start : quote.end].strip('"“”«»„ ')
    same = nearby.last is not None and nearby.last.paragraph == unit.paragraph
    if len(text.split()) < (2 if same else 4):
        return None
    carried = nearby.holding(quote.start, quote.end)
    if carried is not None:
        return carried
    last = nearby.last
    if last is None or last.lows.count("(") > last.lows.count(")"):
        return None
    if last.paragraph != unit.paragraph and text[-1:] not in ".,!?…;:—–" and len(text.split()) <= _TITLE:
        return None  # a line in marks without a full stop is a heading
    if last.paragraph == unit.paragraph or last.wholly_quoted and unit.paragraph - last.paragraph <= 1:
        return nearby.speaker_of(last)
    if unit.paragraph - last.paragraph > 2:
        return None
    return nearby.speaker_of_paragraph(last.paragraph)


def draft(unit: Unit, follow: int) -> Draft:
    """A unit's quotations as the words of the speaker of an earlier draft."""
    spans = tuple((t.start, t.end) for t in unit.tokens if t.quote)
    return Draft(unit, spans, None, None, "", (unit.start, unit.start), how="running", follows=follow)


def _aside(found: Draft) -> bool:
    """Whether a draft is only a participle that tells what somebody did: "..., promising to help"."""
    if found.cue is None or found.how != "phrase" or found.source is None or found.lemma in listed("en", "plain"):
        return False
    text = found.unit.text
    return text[slice(*found.cue)].lower().endswith("ing") and not any(text[a] in '"“«' for a, _ in found.content)


def _has(found: Draft, start: int, end: int) -> bool:
    """Whether a draft says itself who speaks the words between two offsets."""
    return found.how == "phrase" and any(a < end and start < b for a, b in found.content)


def left_open(unit: Unit) -> int | None:
    """Where the quotation ends that a unit is and that goes on in a later paragraph; None for any other unit."""
    if not unit.wholly_quoted or not unit.quotes:
        return None
    last = unit.quotes[-1]
    return last.end if last.end > unit.end and "\n" in unit.text[unit.end : last.end] else None


class Nearby:
    """The units and drafts of an item so far, as a quotation that runs on looks back at them.

    ``waiting`` holds the parts of a quotation over several paragraphs until its last one says who speaks, each with
    the draft it follows if that says nothing.
    """

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.waiting: list[tuple[Unit, int | None]] = []
        self.drafts: list[Draft] = []
        self.last: Unit | None = None
        self.numbers: dict[int, list[int]] = {}
        self.named: Collection[Chars] = ()

    def add(self, draft: Draft) -> int:
        """Take in a draft; its number."""
        self.drafts.append(draft)
        if not draft.inner:
            self.numbers.setdefault(draft.unit.start, []).append(len(self.drafts) - 1)
        return len(self.drafts) - 1

    def waits(self, unit: Unit) -> bool:
        """Whether a unit without a speaker is part of a quotation whose last paragraph may name one."""
        if self.waiting and unit.start < self.end:
            return True
        return left_open(unit) is not None and self.holding(unit.start, unit.end) is None

    @property
    def end(self) -> int:
        """Where the quotation ends whose parts wait."""
        return left_open(self.waiting[0][0]) or 0

    def settle(self, unit: Unit | None) -> None:
        """Give the parts that wait to whom a unit gives the rest of their quotation, else to whom they follow."""
        if not self.waiting or unit is self.waiting[-1][0] and unit.end < self.end:
            return
        speaker = None
        if unit is not None and unit.start < self.end:
            own = self.of(unit)
            speaker = next((n for n in own if _has(self.drafts[n], unit.start, min(self.end, unit.end))), None)
        before = next((follow for _, follow in self.waiting if follow is not None), None)
        follow = before if speaker is None else self.root(speaker)
        parts, self.waiting = self.waiting, []
        if follow is not None:
            for part, _ in parts:
                self.add(draft(part, follow))

    def of(self, unit: Unit) -> list[int]:
        """Numbers of the drafts of a unit that are not inside its quotations."""
        return self.numbers.get(unit.start, [])

    def root(self, number: int) -> int:
        """The draft that first names the speaker of a draft."""
        follows_ = self.drafts[number].follows
        return number if follows_ is None else self.root(follows_)

    def holding(self, start: int, end: int) -> int | None:
        """The draft that already has a part of a quotation running over paragraphs."""
        for number in range(len(self.drafts) - 1, max(-1, len(self.drafts) - 12), -1):
            if any(a < end and start < b for a, b in self.drafts[number].content) and not self.drafts[number].inner:
                return self.root(number)
        return None

    def speaker_of(self, unit: Unit) -> int | None:
        """The one who speaks last in a unit, its quotations first."""
        numbers = [n for n in self.of(unit) if not _aside(self.drafts[n])]
        if not numbers:
            return None
        quoted = [
            n
            for n in numbers
            if any(q.start < b and a < q.end for q in unit.quotes if not q.clear for a, b in self.drafts[n].content)
        ]
        return self.root((quoted or numbers)[-1])

    def speaker_of_paragraph(self, paragraph: int) -> int | None:
        """The one speaker of the paragraph before, where its last sentence is theirs and nobody else speaks in it."""
        own = [u for u in self.units[-_BACK:] if u.paragraph == paragraph]
        if not own or own[-1].headline:
            return None
        last = self.speaker_of(own[-1])
        if last is None or self.drafts[last].cue is None and self.drafts[last].how == "phrase":
            return None
        roots = {self.root(n) for u in own for n in self.of(u)}
        spans = [span for n in roots if (span := self.drafts[n].source)]
        named = {own[0].text[a:b].lower() for a, b in spans}
        others = {name for name in named if name not in ("he", "she", "they", "it", "who")}
        return last if len(others) <= 1 else None
