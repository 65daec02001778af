"""What goes into a brief: the weight of stories, the sentence that stands for one, the words that are worth repeating.

reads account, origins → writes nothing
"""

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from crosswire.brief.facts import Facts, texts_of
from crosswire.brief.figures import earnest, revised, withdrawn
from crosswire.brief.naming import holder_key, name_of
from crosswire.brief.same import alike, words_of
from crosswire.language import edtf
from crosswire.language.lexicon import load
from crosswire.model.account import Finding
from crosswire.model.claim import Attribution
from crosswire.model.mention import Entity, Figure
from crosswire.model.origin import independent
from crosswire.model.report import Passage, Span
from crosswire.model.story import Story

_DISPUTED = ("conflict", "denial")
MANY, SHARE, OPENING = 3, 0.5, 160
BARE = 9
"""Words below which a sentence with a number that counts nothing only numbers the report ("Day 12 of the flood.")."""
OPENS = 2
"""Sentences from the start of an item that may stand for a story. Where the first count was revised since, a later
item's opening tells the news better than what the same item says further down."""
_FIRST = re.compile(r"[\w']+")


@dataclass(frozen=True, slots=True)
class Weighed:
    """A story with what its weight is made of. ``items`` are those that this brief covers."""

    story: Story
    items: frozenset[str]
    texts: int
    holders: int
    origins: int
    disputes: tuple[Finding, ...]
    people: int
    weight: float


def weigh(story: Story, items: frozenset[str], facts: Facts, origins: Mapping[str, str]) -> Weighed:
    """A story's weight: its disputes, holders, independent origins, and the people affected (decision 0043)."""
    keys = {origins[c.id] for item in items for c in facts.by_item.get(item, ()) if c.id in origins}
    texts = len(texts_of(items, facts))
    holders = len(named_holders(items, facts))
    disputes = disputes_of(story.id, facts)
    news = frozenset(item for item in items if item not in facts.items or not facts.redated(facts.items[item].report))
    people = people_affected(news, facts, story.time)
    total = independent(keys) or min(1, texts)
    weight = 3 * len(disputes) + holders + 2 * total + texts + 2 * math.log10(1 + people)
    if items and not news:
        weight = 0.0  # an old text with a new date: named among the others
    return Weighed(story, items, texts, holders, total, disputes, people, round(weight, 2))


def named_holders(items: Collection[str], facts: Facts) -> set[str]:
    """Keys of the named holders who speak in these items."""
    return {holder_key(a, facts) for a in facts.attributed_in(items) if not a.source.anonymous and name_of(a, facts)}


def people_affected(items: Collection[str], facts: Facts, when: str | None = None) -> int:
    """The greatest count of people killed, hurt or missing in these items; the toll of long before is background."""
    harm = load("slots")["harm"]["classes"]
    counted = [f for f in facts.counted_in(items) if f.what in harm and not background(f, facts, when)]
    counted = [f for f in counted if earnest(f, facts) and not withdrawn(f, facts)]
    return int(max((f.low or f.high or 0 for f in counted), default=0))


def background(figure: Figure, facts: Facts, when: str | None) -> bool:
    """Whether a figure is of a time that began long before the story (EDTF) did: a whole war's toll, last year's."""
    sentence = facts.around(figure.report, figure.start, figure.end).exact.lower()
    if any(re.search(pattern, sentence) for pattern in load("slots")["lasting"]["patterns"]):
        return True
    first = edtf.bounds(figure.time)[0] if figure.time else None
    start = edtf.bounds(when)[0] if when else None
    return (
        first is not None
        and start is not None
        and (start - first).days > load("templates")["length"]["background-days"]
    )


def disputes_of(story: str, facts: Facts) -> tuple[Finding, ...]:
    """The findings of a story that a reader must see as differing, without those that another one contains."""
    found = [f for f in facts.findings.values() if f.story == story and disputed(f)]
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda f: -len(_claims(f))):
        if not any(_claims(finding) <= _claims(other) for other in kept):
            kept.append(finding)
    return tuple(sorted(kept, key=lambda f: (f.slot.asks in ("count", "victims"), -len(f.answers), f.id)))


def disputed(finding: Finding) -> bool:
    """Conflicts and denials. Harm over all kinds is none by itself: of each kind there is a finding of its own."""
    mixed = finding.slot.asks == "victims" and any(answer.low is not None for answer in finding.answers)
    return finding.relation in _DISPUTED and not mixed


def _claims(finding: Finding) -> set[str]:
    return {claim for answer in finding.answers for claim in answer.claims}


def _named(entity: Entity, items: Collection[str], facts: Facts, *, located: bool) -> list[int]:
    """Where these items name a place: where they put something at it, else only at their beginning."""
    mentions = [m for m in entity.mentions if m.item in items and m.form != "adjective"]
    if located:
        return [m.start for m in mentions if (m.report, m.start) in facts.located]
    near = [m for m in mentions if m.start - facts.items[m.item].start < OPENING]
    return [m.start for m in near if _placing(facts.report(m.report).text, m.start)]


def _placing(text: str, start: int) -> bool:
    """Whether the words before a name put something there: "in Ostvik"; not "Ostvik expects", "the Ostvik war"."""
    before = _FIRST.findall(text[max(0, start - 24) : start].lower())
    words = load("templates")["placing"]
    if before and before[-1] in words["between"]:
        before.pop()
    return bool(before) and before[-1] in words["before"]


def _first_named(entity: Entity, items: Collection[str]) -> int:
    """How far into its report an entity is first named in these items."""
    return min((m.start for m in entity.mentions if m.item in items and m.form != "adjective"), default=0)


def lede_of(weighed: Weighed, facts: Facts) -> tuple[Passage, ...]:
    """The sentence that stands for a story, and the next one where only that says whose words the first are."""
    groups = _ledes(weighed, facts)
    for deep in (OPENS, OPENS * 3):
        for items in groups:
            if chosen := _best_of(items, weighed, facts, deep):
                return chosen
    return ()


def _ledes(weighed: Weighed, facts: Facts) -> list[list[str]]:
    """Items that may give the lede, the better ones first: whose headline heads the story; then day by day from the
    latest one, so that no old report speaks for a story that went on."""
    items = [facts.items[i] for i in sorted(weighed.items) if facts.items[i].kind != "post" or len(weighed.items) == 1]
    old = [item.id for item in items if facts.redated(item.report)]
    items = [item for item in items if item.id not in old]
    heads = [item.id for item in items if item.headline == weighed.story.title]
    days: dict[str, list[str]] = {}
    for item in items:
        days.setdefault(item.published.edtf or facts.report(item.report).published.edtf or "", []).append(item.id)
    return [heads, *(days[day] for day in sorted(days, reverse=True)), old]


def _best_of(items: Collection[str], weighed: Weighed, facts: Facts, deep: int) -> tuple[Passage, ...]:
    best: tuple[float, tuple[Passage, ...]] | None = None
    for item in items:
        bodies = [p for p in facts.sentences[facts.items[item].report] if p.item == item and p.kind == "sentence"]
        for place, passage in enumerate(bodies[:deep]):
            score = _lede_score(place, passage, weighed, facts)
            chosen = (passage, *_completing(passage, bodies[place + 1 : place + 2], facts))
            if best is None or score > best[0]:
                best = (score, chosen)
    return best[1] if best and best[0] > 0 else ()


def _lede_score(place: int, passage: Passage, weighed: Weighed, facts: Facts) -> float:
    text = facts.report(passage.report).text[passage.start : passage.end]
    count = len(text.split())
    if count < 6 or leaning(text) or text[:1] in '"“‘«' or _date_line(passage, facts):
        return -1.0
    inside = [f for f in facts.counted_in((passage.item,)) if passage.start <= f.start < passage.end]
    if any(revised(f, facts) for f in inside):
        return -1.0
    figures = any(f.what for f in inside)
    if count < BARE and not figures and re.search(r"\d", text):
        return -1.0
    return 2 * alike(text, weighed.story.title) + 1.5 - 0.3 * place + 0.4 * figures - 0.02 * max(0, count - 35)


def _date_line(passage: Passage, facts: Facts) -> bool:
    """Whether a short sentence is the one that dates the report ("Day 12 of the flood.")."""
    dated = facts.report(passage.report).published.span
    if dated is None or not (passage.start <= dated.start and dated.end <= passage.end):
        return False
    return len(facts.report(passage.report).text[dated.end : passage.end].split()) <= 6


def main_place(story: Story, items: Collection[str], facts: Facts) -> Entity | None:
    """Of the story's places the one its items name most; a country only where nothing closer is named. None where
    they only speak of what belongs there ("Russian drones"), or name many places and none of them often."""
    places = [facts.entities[p] for p in story.places if p in facts.entities and not _speaks(facts.entities[p], facts)]
    told = {e.id: len(_named(e, items, facts, located=True)) for e in places}
    if not any(told.values()):
        told = {e.id: len(_named(e, items, facts, located=False)) for e in places}
    known = [facts.entities[place] for place, times in told.items() if times]
    close = [e for e in known if e.place is None or e.place.precision != "country"]
    if not close:
        return known[0] if len(known) == 1 else None
    best = max(close, key=lambda entity: (told[entity.id], -_first_named(entity, items)))
    if len(close) >= MANY and told[best.id] < SHARE * sum(told[e.id] for e in close):
        return None
    return best


def _speaks(entity: Entity, facts: Facts) -> bool:
    """Whether what was taken for a place that no gazetteer knows is somebody who speaks ("Kestrel Water")."""
    if entity.place is not None:
        return False
    name = entity.name.casefold()
    return any(name == (a.source.name or "").casefold() for a in facts.attributions.values())


def leaning(text: str) -> bool:
    """Whether a sentence leans on the one before it ("He added …")."""
    first = load("templates")["leaning"]["first"]
    words = " ".join(_FIRST.findall(text.lower())[:4]) + " "
    return any(words.startswith(f"{start} ") for start in first)


def _completing(passage: Passage, following: Sequence[Passage], facts: Facts) -> tuple[Passage, ...]:
    for attribution in facts.attributed_in((passage.item,)):
        source = attribution.source.span
        if source is None:
            continue
        if any(passage.start <= span.start < passage.end for span in attribution.content):
            for after in following:
                if after.start <= source.start < after.end:
                    return (after,)
    return ()


def score_said(group: Sequence[Attribution], facts: Facts, used: Sequence[Span], told: Collection[str] = ()) -> float:
    """How much a group of like attributions is worth repeating. Dissent is always worth it; what is shown already is
    not, unless as a quotation. ``told`` are the claims that the disputes show."""
    first = group[0]
    words = len(words_of(first).split())
    if (
        name_of(first, facts) is None
        or words < 3
        or first.parent is not None
        or in_headline(first.report, first.content[0].start, facts)
    ):
        return -1.0
    if any(_inside(span, other) for a in group for span in a.content for other in used):
        return -1.0
    if first.form != "direct" and any(attribution.id in told for attribution in group):
        return -1.0
    score = 1.0 + (first.form == "direct") + 0.5 * (first.form == "mixed") - first.source.anonymous
    score += 4.0 * (first.polarity in ("denies", "doubts")) + 0.5 * (first.certainty is not None)
    score += 0.7 * any(figure.attribution == first.id for figure in facts.counted_in((first.item,)))
    score += 0.3 * (len({facts.texts[a.report] for a in group}) - 1)
    return score - 0.02 * max(0, words - 45) - 0.8 * (words < 6) - _distance(first, facts)


def in_headline(report: str, start: int, facts: Facts) -> bool:
    """Whether words stand in a headline, which the brief shows as one."""
    passage = facts.sentence(report, start)
    if passage is not None and passage.kind == "headline" and start < passage.end:
        return True
    spans = (item.headline_span for item in facts.readings[report].items)
    return any(span is not None and span.start <= start < span.end for span in spans)


def _distance(attribution: Attribution, facts: Facts) -> float:
    item = facts.items.get(attribution.item)
    return 0.0 if item is None else min(1.0, (attribution.content[0].start - item.start) / 6000)


def _inside(inner: Span, outer: Span) -> bool:
    shared = min(inner.end, outer.end) - max(inner.start, outer.start)
    return inner.report == outer.report and shared > 0.6 * (inner.end - inner.start)
