"""Everything a brief may say about a record, taken from the account and nowhere else.

reads account → writes nothing. ``compose`` fills its templates with these words and ``verify`` checks against them.
"""

import datetime as dt
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from crosswire.language import edtf
from crosswire.language.lexicon import load
from crosswire.language.setting import Setting
from crosswire.model.account import Account, Finding, Issue, Reading
from crosswire.model.claim import Assertion, Attribution
from crosswire.model.mention import Entity, Figure
from crosswire.model.report import Item, Passage, Report, Span
from crosswire.model.story import CopyLink, Story

LABEL = 8
ALIKE = 5
REDATED = "re-dated"
_RISEN = re.compile(r"\b(?:from|з|із|зі|с|со)\s+$", re.IGNORECASE)
_TO = re.compile(r"\s+(?:\w+\s+)?(?:to|до)\s+")
MARKS = re.compile(r"[^\w\"'“”„«‘(\[@#$€£₴₽+−-]*")


@dataclass(frozen=True, slots=True)
class Facts:
    """Look-ups by id. ``texts`` maps a report to the first report of its group of copies, ``holder`` a figure or an
    assertion to its attribution, ``by_item`` an item to its claims, ``revisions`` a figure to the values that its
    holder gave for one count on several days: a figure for each, the first first."""

    readings: Mapping[str, Reading]
    items: Mapping[str, Item]
    attributions: Mapping[str, Attribution]
    figures: Mapping[str, Figure]
    assertions: Mapping[str, Assertion]
    entities: Mapping[str, Entity]
    stories: Mapping[str, Story]
    findings: Mapping[str, Finding]
    copies: Mapping[str, CopyLink]
    issues: Mapping[str, Issue]
    texts: Mapping[str, str]
    holder: Mapping[str, str]
    by_item: Mapping[str, tuple[Attribution | Figure | Assertion, ...]]
    sentences: Mapping[str, tuple[Passage, ...]] = field(default_factory=dict)
    revisions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)
    old: frozenset[str] = frozenset()
    located: frozenset[tuple[str, int]] = frozenset()

    def report(self, identifier: str) -> Report:
        """The report with this id, or the report that an item, attribution or other record lies in."""
        return self.readings[identifier].report

    def place_in(self, figure: Figure) -> tuple[tuple[Figure, ...], int]:
        """The values that a figure's holder gave one after another, and which of them the figure is."""
        chain = tuple(self.figures[f] for f in self.revisions.get(figure.id, (figure.id,)))
        return chain, next(n for n, other in enumerate(chain) if _value(other) == _value(figure))

    def day_of(self, figure: Figure) -> dt.date | None:
        """The day on which the words of a figure were published."""
        item = self.items.get(figure.item)
        when = (item.published.edtf if item else None) or self.report(figure.report).published.edtf
        return edtf.bounds(when)[0] if when else None

    def entity(self, identifier: str | None) -> Entity | None:
        """The entity with this id, if the account has it."""
        return self.entities.get(identifier or "")

    def attributed_in(self, items: Iterable[str]) -> list[Attribution]:
        """The attributions of these items."""
        return [c for item in items for c in self.by_item.get(item, ()) if isinstance(c, Attribution)]

    def counted_in(self, items: Iterable[str]) -> list[Figure]:
        """The figures of these items."""
        return [c for item in items for c in self.by_item.get(item, ()) if isinstance(c, Figure)]

    def sentence(self, report: str, offset: int) -> Passage | None:
        """The sentence that an offset lies in, or the one before it where it lies between two."""
        known = self.sentences.get(report, ())
        place = bisect_right(known, offset, key=lambda passage: passage.start) - 1
        return known[place] if place >= 0 else None

    def after_date(self, report: str, start: int) -> int:
        """An offset moved past the printed date that a text's first sentence may run on from."""
        dated = self.report(report).published.span
        if dated is None or not 0 <= dated.start - start <= LABEL:
            return start
        text = self.report(report).text
        return len(text) - len(text[dated.end :].lstrip())

    def redated(self, report: str) -> bool:
        """Whether a report is an old text that was published again with a new date: no news."""
        return report in self.old

    def around(self, report: str, start: int, end: int) -> Span:
        """The sentences that a span lies in, whole; the span itself where no sentence is known."""
        first, last = self.sentence(report, start), self.sentence(report, max(start, end - 1))
        low = start
        if first and first.start <= start < first.end:
            after = self.after_date(report, first.start)
            low = after if after < end else first.start
        high = last.end if last and last.start < end <= last.end else end
        marked = self.past_marks(report, low)
        return self.report(report).span(marked if low > start else min(marked, start), high)

    def past_marks(self, report: str, start: int) -> int:
        """An offset moved past pictures and the marks of bold type that a sentence may begin with."""
        found = MARKS.match(self.report(report).text, start)
        return found.end() if found else start


def gather(account: Account, *, length: str = "full") -> Facts:
    """The look-ups of an account, and how much of each a brief of this length holds (KeyError for no known one)."""
    sentences = {
        reading.report.id: tuple(sorted(p for p in reading.passages if p.kind in ("sentence", "headline")))
        for reading in account.readings
    }
    facts = Facts(
        readings={reading.report.id: reading for reading in account.readings},
        items={item.id: item for reading in account.readings for item in reading.items},
        attributions={a.id: a for reading in account.readings for a in reading.attributions},
        figures={f.id: f for reading in account.readings for f in reading.figures},
        assertions={a.id: a for reading in account.readings for a in reading.assertions},
        entities={entity.id: entity for entity in account.entities},
        stories={story.id: story for story in account.stories},
        findings={finding.id: finding for finding in account.findings},
        copies={link.id: link for link in account.copies},
        issues={issue.id: issue for issue in account.issues},
        texts=_texts(account),
        holder=_holder(account),
        by_item=_by_item(account),
        sentences=sentences,
        limits=load("templates")["lengths"][length],
        located=frozenset((r.report.id, start) for r in account.readings for start in _located(r)),
        old=frozenset(issue.report for issue in account.issues if issue.reason == REDATED),
    )
    return replace(facts, revisions=_revisions(facts))


def _value(figure: Figure) -> float | None:
    return figure.high if figure.low is None else figure.low


def _revisions(facts: Facts) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for finding in facts.findings.values():
        if finding.slot.asks != "count":
            continue
        told: dict[str, dict[float | None, list[tuple[dt.date, str]]]] = defaultdict(lambda: defaultdict(list))
        for claim in (claim for answer in finding.answers for claim in answer.claims if claim in facts.figures):
            figure = facts.figures[claim]
            attribution, day = facts.attributions.get(figure.attribution or ""), facts.day_of(figure)
            if attribution is not None and day is not None:
                holder = attribution.source.entity or (attribution.source.name or "").casefold()
                told[holder][_value(figure)].append((day, claim))
        for values in told.values():
            chain = sorted(min(claims) for claims in values.values())
            if len({day for day, _ in chain}) == len(chain) > 1:
                ids = tuple(claim for _, claim in chain)
                found.update((claim, ids) for claims in values.values() for _, claim in claims)
    for reading in facts.readings.values():
        for old, new in _from_to(reading):
            found.update({claim: (old, new) for claim in (old, new) if claim not in found})
    return found


def _from_to(reading: Reading) -> list[tuple[str, str]]:
    """Two counts of one holder that one phrase gives as the old and the new one ("rose from four to seven")."""
    text, ordered = reading.report.text, sorted(reading.figures, key=lambda figure: figure.start)
    return [
        (one.id, two.id)
        for one, two in pairwise(ordered)
        if (one.attribution, one.what, one.item) == (two.attribution, two.what, two.item)
        and one.attribution is not None
        and _RISEN.search(text[max(0, one.start - 12) : one.start])
        and _TO.fullmatch(text[one.end : two.start].casefold())
    ]


def _holder(account: Account) -> dict[str, str]:
    claims: list[Figure | Assertion] = []
    for reading in account.readings:
        claims += [*reading.figures, *reading.assertions]
    return {claim.id: claim.attribution for claim in claims if claim.attribution}


def _by_item(account: Account) -> dict[str, tuple[Attribution | Figure | Assertion, ...]]:
    found: dict[str, list[Attribution | Figure | Assertion]] = defaultdict(list)
    for reading in account.readings:
        claims: list[Attribution | Figure | Assertion] = [*reading.attributions, *reading.figures]
        for claim in (*claims, *reading.assertions):
            found[claim.item].append(claim)
    return {item: tuple(claims) for item, claims in found.items()}


def _texts(account: Account) -> dict[str, str]:
    """Report to the smallest id of the reports that copy links tie it to."""
    owner = {item.id: reading.report.id for reading in account.readings for item in reading.items}
    ties: dict[str, set[str]] = defaultdict(set)
    for first, *others in _worded_alike(account).values():
        for other in others:
            ties[first].add(other)
            ties[other].add(first)
    for link in account.copies:
        left, right = owner.get(link.source, link.source), owner.get(link.target, link.target)
        ties[left].add(right)
        ties[right].add(left)
    found: dict[str, str] = {}
    for reading in sorted(account.readings, key=lambda r: r.report.id):
        queue = [reading.report.id]
        while queue:
            node = queue.pop()
            if node not in found:
                found[node] = reading.report.id
                queue += sorted(ties[node])
    return found


def _located(reading: Reading) -> list[int]:
    """Where the places stand that the words put something at."""
    if not reading.mentions:
        return []
    return [mention.start for mention in Setting(reading).located(0, len(reading.report.text))]


def _worded_alike(account: Account) -> dict[str, list[str]]:
    """Reports of the same words: a headline that many outlets carry is one text, though it is too short for a copy
    link. A few words may be a chance: those tie only the reports of one outlet."""
    found: dict[str, list[str]] = defaultdict(list)
    for reading in account.readings:
        words = re.findall(r"\w+", reading.report.text.casefold())
        outlet = "" if len(words) >= ALIKE else reading.report.outlet or reading.report.id
        if words:
            found[" ".join((outlet, *words))].append(reading.report.id)
    return found


def story_items(story: Story, facts: Facts) -> frozenset[str]:
    """The story's items with the posts that lie inside them."""
    found = set(story.items)
    for identifier in story.items:
        outer = facts.items.get(identifier)
        if outer is not None:
            found |= {
                item.id
                for item in facts.readings[outer.report].items
                if item.kind == "post" and outer.start <= item.start and item.end <= outer.end
            }
    return frozenset(found)


def texts_of(items: Iterable[str], facts: Facts) -> frozenset[str]:
    """Independent texts that these items come from: copies count once."""
    return frozenset(facts.texts[facts.items[item].report] for item in items if item in facts.items)


def covered(facts: Facts, day: str | None) -> frozenset[str]:
    """Items of the day (EDTF); all of them where no day is set. An item without a date takes its report's."""
    if day is None:
        return frozenset(facts.items)
    return frozenset(
        item.id
        for item in facts.items.values()
        if (when := item.published.edtf or facts.report(item.report).published.edtf) and edtf.overlap(when, day)
    )
