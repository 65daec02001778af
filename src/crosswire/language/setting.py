"""Where and when: the place and time that the words around an event give it, inside one report.

Several stages ask this of the same reading, so it lives here. Inverted-pyramid order is the method: the sentence first,
then the paragraph before it, then the item's headline and lede, then the nearest earlier sentence of the item.
Word lists: ``data/setting.toml``.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from crosswire.language import edtf
from crosswire.language.lexicon import load, words
from crosswire.model.account import Reading
from crosswire.model.mention import Mention, Time
from crosswire.model.report import Item, Passage

METHOD = "setting/2"

# The town before a date line's date, and what stands between the date and the report.
_TOWN = re.compile(r"[A-ZА-ЯІЇЄҐ][^.!?;:\n]{1,40},\s*")
_DASH = re.compile(r"(?:,? \d{4})?\s*(?:[(/][^()\n]{2,40}[)/])?\s*[-–—]{1,2}\s")
_START = attrgetter("start")
_REACH = 6  # paragraphs that a place said once goes on for


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to read: offsets, its item and paragraph (-1: a headline)."""

    start: int
    end: int
    item: str
    paragraph: int
    headline: bool = False


def sentences(reading: Reading) -> tuple[Sentence, ...]:
    """Sentences and headlines of a reading in order, each stretch of text once. Where nothing was split, the items
    stand in, paragraph by paragraph."""
    chosen: list[Sentence] = []
    covered = -1
    for passage in sorted(reading.passages, key=lambda p: (p.start, -p.end)):
        if passage.kind not in ("sentence", "headline", "caption") or passage.end <= covered:
            continue
        if passage.start < covered:
            continue
        chosen.append(_sentence(passage))
        covered = passage.end
    return tuple(chosen) or _fallback(reading)


def _sentence(passage: Passage) -> Sentence:
    return Sentence(passage.start, passage.end, passage.item, passage.paragraph, passage.kind == "headline")


def _fallback(reading: Reading) -> tuple[Sentence, ...]:
    text = reading.report.text
    found = []
    for number, match in enumerate(re.finditer(r"[^\n]+", text)):
        item = _innermost(reading.items, match.start())
        found.append(Sentence(match.start(), match.end(), item.id if item else reading.report.id, number))
    return tuple(found)


def _innermost(items: Sequence[Item], offset: int) -> Item | None:
    inside = [item for item in items if item.start <= offset < item.end]
    return min(inside, key=lambda item: item.end - item.start) if inside else None


def _inside(found: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """Those of the mentions, which are sorted, that lie in a stretch of text."""
    first = bisect_left(found, start, key=_START)
    return [m for m in found[first : bisect_left(found, end, first, key=_START)] if m.end <= end]


class Setting:
    """Answers "where" and "when" for a span of one reading. Built once per reading; holds no state that changes."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.report.text
        self.sentences = sentences(reading)
        self._starts = [sentence.start for sentence in self.sentences]
        self._places = sorted(
            m
            for m in reading.mentions
            if m.type == "place" and m.form in ("name", "nominal") and m.exact.lower() not in words("setting", "seats")
        )
        self._located = [m for m in self._places if self._locative(m)]
        self._times = sorted(reading.times)
        self._of_item: dict[str, list[Sentence]] = {}
        for sentence in self.sentences:
            self._of_item.setdefault(sentence.item, []).append(sentence)
        dated = [reading.report.published, *(item.published for item in reading.items)]
        self._printed = {(d.span.start, d.span.end) for d in dated if d.span is not None}
        self._headlines = _headlines(reading, self.sentences)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence an offset lies in."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0 or self.sentences[at].end <= offset:
            return None
        return self.sentences[at]

    def places_in(self, start: int, end: int) -> list[Mention]:
        """Place mentions inside a stretch of text, in order."""
        return _inside(self._places, start, end)

    def located(self, start: int, end: int) -> list[Mention]:
        """Places inside a stretch of text that something is said to happen at: a locative word leads to them."""
        return _inside(self._located, start, end)

    def place(self, start: int, end: int, *, far: bool = True) -> Mention | None:
        """The place of what ``text[start:end]`` tells, or None where the report does not say it plainly. Without
        ``far`` only the sentence, its paragraph, the headline and the lede count."""
        sentence = self.sentence_at(start)
        if sentence is None:
            return None
        if here := self.located(sentence.start, sentence.end):
            return self._narrowest(self._nearest(here, start, end), here)
        before = [s for s in self._of_item[sentence.item] if s.start < sentence.start and not s.headline]
        near = [s for s in before if sentence.paragraph - s.paragraph <= _REACH]
        paragraph = [s for s in before if s.paragraph == sentence.paragraph]
        if (found := self._last_located(paragraph)) is not None:
            return found
        if (found := self._of_opening(sentence)) is not None:
            return found
        if not far:
            return None
        return self._last_located(near) or self._only(sentence)

    def event_place(self, start: int, end: int, *, here_only: bool = False) -> Mention | None:
        """The place of a count: one that its sentence puts things at, else the item's only event place where the same
        paragraph, the lede or the headline tells it and the sentence names no other. None where that is not plain."""
        sentence = self.sentence_at(start)
        if sentence is None:
            return None
        if here := self.located(sentence.start, sentence.end):
            return self._narrowest(self._nearest(here, start, end), here)
        if here_only:
            return None
        chosen = self._just_told(sentence) or self._told_of_all(sentence)
        others = [m for m in self.places_in(sentence.start, sentence.end) if not is_country(m)]
        return None if chosen is None or any(m.entity != chosen.entity for m in others) else chosen

    def _just_told(self, sentence: Sentence) -> Mention | None:
        """The one place of the sentence right before in the same paragraph."""
        before = [s for s in self._of_item[sentence.item] if s.start < sentence.start and not s.headline][-1:]
        if not before or before[0].paragraph != sentence.paragraph:
            return None
        found = [m for m in self.located(before[0].start, before[0].end) if not is_country(m)]
        if not found:
            return None
        narrow = self._narrowest(found[-1], found)
        return narrow if len({m.entity for m in found}) == 1 or narrow != found[-1] else None

    def _told_of_all(self, sentence: Sentence) -> Mention | None:
        """The place that the headline above and the first sentence after it agree on (a town and the region of its
        name are one here; a headline alone will do), else the item's only event place, told in the same paragraph."""
        before = [s for s in self._of_item[sentence.item] if s.start < sentence.start]
        heads = [*self._headlines.get(sentence.item, ()), *[s for s in before if s.headline][-1:]]
        since = max((s.start for s in before if s.headline), default=-1)
        body = [s for s in before if s.start > since and not s.headline]
        above = [m for s in heads for m in self.located(s.start, s.end) if not is_country(m)]
        opening = [m for s in body[:1] for m in self.located(s.start, s.end) if not is_country(m)]
        if above and len({_proper(m) for m in above}) == 1:
            agreed = [m for m in opening if _proper(m) == _proper(above[0])]
            if agreed or not opening:
                return (agreed or above)[0]
        told = [m for s in body if s.paragraph == sentence.paragraph for m in self.located(s.start, s.end)]
        if len(self._event_places(sentence.item)) == 1:
            return next((m for m in [*above, *opening, *told] if not is_country(m)), None)
        return None

    def _event_places(self, item: str) -> set[str]:
        """The places smaller than a country that an item's sentences and headline put things at."""
        told = [*self._headlines.get(item, ()), *self._of_item[item]]
        return {m.entity for s in told for m in self.located(s.start, s.end) if not is_country(m)}

    def _only(self, sentence: Sentence) -> Mention | None:
        """The one place that an item's sentences put anything at, where there is only one."""
        found = [m for s in self._of_item[sentence.item] for m in self.located(s.start, s.end) if not is_country(m)]
        return found[0] if len({m.entity for m in found}) == 1 else None

    def _last_located(self, before: Sequence[Sentence]) -> Mention | None:
        """The nearest earlier place of the sentences that is smaller than a country."""
        for other in reversed(before):
            found = [m for m in self.located(other.start, other.end) if not is_country(m)]
            if found:
                return self._narrowest(found[-1], found)
        return None

    def town(self, start: int, *, but: str = "") -> Mention | None:
        """What "the city" before or at an offset stands for: the last town of the sentence, else the one the item spoke
        of most in its last sentences ("the X region" speaks of the town X too). Regions and countries do not qualify,
        nor does a name that stands in the words ``but``."""
        sentence = self.sentence_at(start)
        if sentence is None:
            return None
        here = [m for m in self.places_in(sentence.start, start) if self._may_be_town(m) and m.exact not in but]
        if here:
            return here[-1]
        towns = {m.exact.lower(): m for m in self._places if m.item == sentence.item and self._may_be_town(m)}
        recent = [s for s in self._of_item[sentence.item] if s.start < sentence.start and not s.headline][-6:]
        weight: dict[str, float] = {}
        last: dict[str, Mention] = {}
        for distance, other in enumerate(reversed(recent)):
            for said in self.places_in(other.start, other.end):
                regional = " ".join(w for w in said.exact.lower().split() if w not in words("setting", "regional"))
                mention = said if self._may_be_town(said) else towns.get(regional)
                if mention is not None and mention.exact not in but:
                    gain = (2 if self._locative(said) else 1) / (1 + distance)
                    weight[mention.entity] = weight.get(mention.entity, 0.0) + gain
                    last.setdefault(mention.entity, mention)
        if not weight:
            return None
        best = max(weight, key=lambda entity: weight[entity])
        rivals = [w for entity, w in weight.items() if entity != best]
        return last[best] if not rivals or weight[best] > 1.2 * max(rivals) else None

    def _may_be_town(self, mention: Mention) -> bool:
        after = re.match(r"[’']?s?\s+(\w+)", self.text[mention.end : mention.end + 24])
        regional = words("setting", "regional")
        if after is not None and after[1].lower() in regional:
            return False
        return not is_country(mention) and not any(word in regional for word in mention.exact.lower().split())

    def time(self, start: int, end: int, *, far: bool = True) -> Time | None:
        """The time of what ``text[start:end]`` tells: of the sentence, else (``far``) of the nearest earlier one in
        the same or the previous paragraph, else the one time that all earlier sentences and the headline share. A time
        that dates the saying dates nothing else."""
        sentence = self.sentence_at(start)
        if sentence is None:
            return None
        if here := [t for t in self._dated(sentence) if not self._reporting(t)]:
            time = self._nearest_time(here, start, end)
            return None if self._begins(time) else time
        if not far:
            return None
        mine = self._of_item[sentence.item]
        before = [s for s in mine if s.start < sentence.start and not s.headline]
        for other in reversed(before):
            if sentence.paragraph - other.paragraph > 1:
                break
            if found := self._going_on(other):
                return found[-1]
        heads = [s for s in mine if s.headline]
        before = [s for s in before if sentence.paragraph - s.paragraph <= _REACH]
        return _shared([t for s in [*heads, *before] for t in self._going_on(s)])

    def _dated(self, sentence: Sentence) -> list[Time]:
        found = [t for t in self._times if sentence.start <= t.start and t.end <= sentence.end and t.edtf]
        return [t for t in found if not t.recurs and not _vague(t) and not self._prints(t)]

    def _going_on(self, sentence: Sentence) -> list[Time]:
        """Times of a sentence that the sentences after it may go on telling of: events near the day it was written."""
        found = [t for t in self._dated(sentence) if not self._reporting(t) and not self._begins(t)]
        return [t for t in found if t.anchor is None or _near(t.edtf or "", t.anchor)]

    def _prints(self, time: Time) -> bool:
        """Whether it is the report's own printed date, or that of a date line ("TARVIN, May 13 (Agency) - …")."""
        if any(low <= time.start < high for low, high in self._printed):
            return True
        line = self.text.rfind("\n", 0, time.start) + 1
        before = self.text[line : time.start] if time.start - line <= 60 else ""
        return bool(_TOWN.fullmatch(before) and _DASH.match(self.text, time.end))

    def _nearest_time(self, found: Sequence[Time], start: int, end: int) -> Time:
        def cost(time: Time) -> tuple[int, int]:
            if time.start >= end:
                gap, between = time.start - end, self.text[end : time.start]
            else:
                gap, between = max(0, start - time.end), self.text[time.end : start]
            crossed = len(re.findall(r"[;,:—–]|\b(?:and|but|after|when|while|although)\b", between))
            return crossed * 40 + gap, time.start

        return min(found, key=cost)

    def _begins(self, time: Time) -> bool:
        """Whether the time is only when something began ("since the war broke out in March")."""
        lead = re.split(r"[.,;:!?]", self.text[max(0, time.start - 160) : time.start])[-1].lower().split()
        return any(word in words("setting", "since") for word in lead)

    def _reporting(self, time: Time) -> bool:
        """Whether the time dates the saying ("said on Thursday") rather than the event."""
        lead = self.text[max(0, time.start - 24) : time.start].lower().split()
        if lead and any(word.strip(",.") in words("setting", "reporting") for word in lead[-3:]):
            return True
        after = re.match(r",?((?:\s+[\w’'.-]+){1,6})", self.text[time.end : time.end + 70])
        return after is not None and any(word.lower() in words("setting", "reporting") for word in after[1].split())

    def _locative(self, mention: Mention) -> bool:
        """Whether a word before the mention says that something is there; only its own phrase may stand between."""
        tail = self.text[mention.end : mention.end + 24].lower()
        if re.match(r"\s*,?\s*(?:where|де\b|где\b)", tail):
            return True
        lead = re.split(r"[.!?;:,\n()]", self.text[max(0, mention.start - 60) : mention.start])[-1].lower()
        for word in reversed(re.findall(r"[\w’']+|[^\w\s]", lead)[-6:]):
            if word in words("setting", "locative"):
                return True
            if word in words("setting", "breaks") or (word.endswith("ing") and word not in words("setting", "settled")):
                return False
        return False

    def _nearest(self, found: Sequence[Mention], start: int, end: int) -> Mention:
        def cost(mention: Mention) -> tuple[int, int]:
            if mention.start >= end:
                gap, between = mention.start - end, self.text[end : mention.start]
            else:
                gap, between = (start - mention.end) + 5, self.text[mention.end : start]
            crossed = len(re.findall(r"[;:—–]|,\s|\b(?:and|but|after|while|although)\b", between))
            return crossed * 50 + gap + (200 if is_country(mention) else 0), mention.start

        return min(found, key=cost)

    def _narrowest(self, chosen: Mention, found: Sequence[Mention]) -> Mention:
        """ "the town of X in Y's Z region": the first of a chain of places is the narrowest."""
        for mention in reversed([m for m in found if m.end <= chosen.start]):
            between = self.text[mention.end : chosen.start].lower()
            if len(between) > 30 or not re.fullmatch(
                r"(?:\W|in|of|the|s|russia|ukraine|region|district|province|[a-z]+['’]s)*", between
            ):
                break
            if "," in between and " in " not in between:
                break
            chosen = chosen if is_country(mention) else mention
        return chosen

    def _of_opening(self, sentence: Sentence) -> Mention | None:
        """The place the item's headline and lede agree on, else the lede's first, else the headline's only one."""
        mine = [s for s in self._of_item[sentence.item] if s.start != sentence.start]
        headlines = [*self._headlines.get(sentence.item, ()), *(s for s in mine if s.headline)]
        lede = next((s for s in self._of_item[sentence.item] if not s.headline), None)
        if lede is not None and sentence.paragraph - lede.paragraph > _REACH:
            return None
        in_lede = self.located(lede.start, lede.end) if lede is not None and lede.start < sentence.start else []
        in_head = [m for s in headlines for m in self.located(s.start, s.end)]
        in_lede = [m for m in in_lede if not is_country(m)] or in_lede
        both = [m for m in in_lede if m.entity in {h.entity for h in in_head} and not is_country(m)]
        if both:
            return both[0]
        if in_lede:
            return self._narrowest(in_lede[0], in_lede)
        return in_head[0] if len({m.entity for m in in_head}) == 1 else None


def _proper(place: Mention) -> str:
    """A place's name without "region" and the like, lower case."""
    return " ".join(word for word in place.exact.lower().split() if word not in words("setting", "regional"))


@cache
def _countries() -> frozenset[str]:
    return frozenset(name.lower() for entry in load("places")["countries"].values() for name in entry["names"])


@cache
def country_words() -> frozenset[str]:
    """Single words of country names, lower case."""
    return frozenset(word for name in _countries() for word in name.split())


def is_country(mention: Mention) -> bool:
    """Whether a mention names a country."""
    return mention.exact.lower().removeprefix("the ") in _countries()


def _headlines(reading: Reading, known: Sequence[Sentence]) -> dict[str, list[Sentence]]:
    """Headlines that stand elsewhere than above their item (a digest's list)."""
    found: dict[str, list[Sentence]] = {}
    for item in reading.items:
        span = item.headline_span
        if span is not None and not any(s.headline and s.item == item.id for s in known):
            found.setdefault(item.id, []).append(Sentence(span.start, span.end, item.id, -1, True))
    return found


def _shared(times: Sequence[Time]) -> Time | None:
    """The shortest of times that all overlap, else None."""
    if not times:
        return None
    best = min(times, key=lambda t: _length(t.edtf or ""))
    return best if all(edtf.overlap(best.edtf or "", t.edtf or "") for t in times) else None


def _near(value: str, anchor: str) -> bool:
    """Whether a date begins within about six weeks of the day it was told from."""
    first, day = edtf.bounds(value)[0], edtf.bounds(anchor)[0]
    return first is None or day is None or abs((first - day).days) <= 45


def _length(value: str) -> int:
    first, last = edtf.bounds(value)
    return (last - first).days if first and last else 10_000


def _vague(time: Time) -> bool:
    """Spans open at an end or longer than about a year date a period, not an event."""
    value = time.edtf or ""
    return ".." in value or not edtf.valid(value) or re.fullmatch(r"\d{4}(?:/\d{4})?", value) is not None
