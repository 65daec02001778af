"""Claims as answers: each figure and assertion with its holder, its place and its time, ready to be compared.

reads items, figures, attributions, assertions, entities, stories, origins → writes nothing
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from crosswire.language.lexicon import load
from crosswire.language.path import path_words
from crosswire.model.account import Account, Holder, Reading
from crosswire.model.claim import Assertion, Attribution, Polarity
from crosswire.model.mention import Figure
from crosswire.model.report import Item, Passage, Report, Span
from crosswire.reconcile.index import Index, fold
from crosswire.reconcile.means import means
from crosswire.reconcile.parts import parts_of
from crosswire.reconcile.places import exactness, nesting
from crosswire.reconcile.sectors import sector
from crosswire.reconcile.timing import clock, moment
from crosswire.reconcile.windows import Window, window


@dataclass(frozen=True, slots=True)
class Said:
    """One claim that answers a question. Exactly one of ``figure`` and ``assertion`` is set. ``voice`` tells holders
    apart; ``said`` is the day it was published, ``meant`` the time it speaks of (both may be unknown). ``twins`` are
    ids and evidence of the same claim in other reports. ``further``: a count of more than were counted before ("two
    more people"), which no total is set against. ``dated``:
    the sentence itself says when, so that the day is not only taken from the report's. ``clock``: the time of day of
    a count's window; ``moment``: when it was published, where that is known to the minute. ``part_of``: the total in
    the same text that a count is a part of. ``polarity``: of the saying, for a figure that somebody denies; what is
    said in jest is doubted. ``withdrawn``: the report says that its earlier version had it. ``of_saying``: a denial
    of words. ``sector``: the part of a country that a count is of. ``lasting``: a count of a whole war or the like
    ("since the war began"). ``headed``: it stands in a headline."""

    id: str
    report: str
    item: str
    story: str
    origin: str
    voice: str
    holder: Holder
    evidence: Span
    where: str | None
    meant: Window | None
    said: Window | None
    order: tuple[str, int]
    figure: Figure | None = None
    assertion: Assertion | None = None
    twins: tuple[tuple[str, Span], ...] = ()
    further: bool = False
    dated: bool = False
    clock: str | None = None
    moment: dt.datetime | None = None
    part_of: str | None = None
    polarity: Polarity = "asserts"
    withdrawn: bool = False
    of_saying: bool = False
    sector: str | None = None
    lasting: bool = False
    headed: bool = False
    means: str | None = None


def gather(account: Account, origins: Mapping[str, str], index: Index) -> tuple[Said, ...]:
    """Every figure and assertion of the account, in order of the day it was said, then of its place in its report."""
    stories = stories_of(account)
    found: list[Said] = []
    for reading in account.readings:
        items = {item.id: item for item in reading.items}
        parts = parts_of(reading.figures, reading.report.text)
        for figure in reading.figures:
            span = reading.report.span(figure.start, figure.end)
            claim = make(figure, span, reading, items, stories, origins, index)
            found.append(_in_list(claim, parts, reading))
        found += [make(a, a.span, reading, items, stories, origins, index) for a in reading.assertions]
    return in_order(found)


def in_order(found: Iterable[Said]) -> tuple[Said, ...]:
    """Claims by the day they were said, then by their place in their report."""
    return tuple(sorted(found, key=lambda claim: (claim.order, claim.report, claim.id)))


def _in_list(claim: Said, parts: Mapping[str, str], reading: Reading) -> Said:
    """A part of a total knows it; a total is not of the place of one of its parts."""
    own = [figure for figure in reading.figures if parts.get(figure.id) == claim.id]
    if own and claim.figure and claim.figure.place in {figure.place for figure in own}:
        return replace(claim, where=None)
    return replace(claim, part_of=parts[claim.id]) if claim.id in parts else claim


def stories_of(account: Account) -> dict[str, str]:
    found = {item: story.id for story in account.stories for item in story.items}
    for reading in account.readings:
        for item in reading.items:
            holder = next(
                (o for o in reading.items if o.id in found and o.start <= item.start and item.end <= o.end), None
            )
            if item.id not in found and holder is not None:
                found[item.id] = found[holder.id]
    return found


def make(
    claim: Figure | Assertion,
    span: Span,
    reading: Reading,
    items: Mapping[str, Item],
    stories: Mapping[str, str],
    origins: Mapping[str, str],
    index: Index,
) -> Said:
    """A figure or assertion as a claim, with its holder, place and time."""
    attribution = index.attributions.get(claim.attribution or "")
    item = items.get(claim.item)
    published = (item.published.edtf if item else None) or reading.report.published.edtf
    voice, holder = voice_of(attribution, claim.item, reading.report, index, origins.get(claim.id, ""))
    where = claim.place if isinstance(claim, Figure) else claim.where
    when = claim.time if isinstance(claim, Figure) else claim.when
    said = window(published)
    return Said(
        id=claim.id,
        report=claim.report,
        item=claim.item,
        story=stories.get(claim.item, ""),
        origin=origins.get(claim.id, f"?own:{claim.item}"),
        voice=voice,
        holder=holder,
        evidence=span,
        where=_there(index.entity(where) or where, span, reading, index),
        meant=window(when),
        said=said,
        order=(published or "", span.start),
        figure=claim if isinstance(claim, Figure) else None,
        assertion=claim if isinstance(claim, Assertion) else None,
        further=_further(span, reading.report),
        dated=_dated(span, reading),
        clock=clock(when, span, reading) if isinstance(claim, Figure) else None,
        moment=moment(published),
        polarity=polarity_of(attribution),
        withdrawn=_withdrawn(attribution),
        lasting=_lasting(span, reading),
        headed=(sentence := _sentence(span, reading)) is not None and sentence.kind == "headline",
        means=means(span, reading.report, _sentence(span, reading)) if isinstance(claim, Figure) else None,
        sector=sector(span, reading.report, _sentence(span, reading)) if isinstance(claim, Figure) else None,
    )


def polarity_of(attribution: Attribution | None) -> Polarity:
    """How the holder stands to the words: the report's own voice asserts; what was said in jest is doubted."""
    if attribution is None:
        return "asserts"
    jest = attribution.cue is not None and attribution.cue.exact.lower() in load("slots")["unserious"]["cues"]
    return "doubts" if jest else attribution.polarity


def _withdrawn(attribution: Attribution | None) -> bool:
    name = (attribution.source.name or "").lower() if attribution else ""
    return any(words in name for words in load("slots")["corrections"]["sources"])


def _further(span: Span, report: Report) -> bool:
    """Whether the words around a number make it an addition: "two more people", "another three"."""
    table = load("slots")["further"]
    after = report.text[span.end : span.end + 30].lower().split()[:1]
    before = report.text[max(0, span.start - 30) : span.start].lower().split()[-1:]
    return bool(set(after) & set(table["after"]) or set(before) & set(table["before"]))


def _dated(span: Span, reading: Reading) -> bool:
    sentence = _sentence(span, reading)
    return sentence is not None and any(
        time.edtf is not None and sentence.start <= time.start < sentence.end for time in reading.times
    )


def _lasting(span: Span, reading: Reading) -> bool:
    """Whether the sentence of a count says that it is of a whole war: no toll of one event is set against it."""
    sentence = _sentence(span, reading)
    words = reading.report.text[sentence.start : sentence.end].lower() if sentence else ""
    return any(re.search(pattern, words) for pattern in load("slots")["lasting"]["patterns"])


def _sentence(span: Span, reading: Reading) -> Passage | None:
    passages = (p for p in reading.passages if p.kind in ("sentence", "headline"))
    return next((p for p in passages if p.start <= span.start < p.end), None)


def _there(where: str | None, span: Span, reading: Reading, index: Index) -> str | None:
    """The place of a claim. Where its own sentence names exact places and not this one, the nearest of those: a place
    carried over from elsewhere must not set two claims against each other."""
    sentence = _sentence(span, reading)
    if sentence is None:
        return where
    named = [
        (abs(start - span.start), entity)
        for start, end, entity in index.mentions.get(span.report, ())
        if sentence.start <= start and end <= sentence.end and exactness(entity, index.entities) > 1
        if index.entities[entity].place is not None
    ]
    if not named or any(nesting(where, entity, index.entities) not in ("apart", "unknown") for _, entity in named):
        return where
    return min(named)[1]


def voice_of(
    attribution: Attribution | None, item: str, report: Report, index: Index, origin: str
) -> tuple[str, Holder]:
    """A key that tells holders apart, and the holder with the chain in words. Without an attribution: the outlet.

    Two entities of one full name are one holder, and so is a name that was not resolved: that they were not joined is
    no second voice.
    """
    if attribution is None or _withdrawn(attribution):
        name = report.outlet or report.name
        if attribution is not None:
            earlier = load("slots")["chain"]["earlier"].format(name=name)
            return f"{origin}:earlier", Holder(name, None, earlier)
        return origin or f"own:{index.texts.find(item)}", Holder(
            name, None, load("slots")["chain"]["own"].format(name=name)
        )
    source = attribution.source
    entity = index.speaker(source) if not source.anonymous else None
    known = index.entities.get(entity or "")
    name = known.name if known else source.name or (source.span.exact if source.span else "")
    if not name:
        name = load("slots")["chain"]["nobody"]
    if len(name.split()) > 1 and (known is not None or not source.anonymous and source.name):
        shown = _whole_name(name, source.span.exact if source.span else None)
        return f"named:{fold(name)}", Holder(shown, entity, path_words(attribution, shown))
    key = entity or f"{fold(name)}:{index.texts.find(attribution.item) if source.anonymous else ''}"
    return key, Holder(name, entity, path_words(attribution, name))


def _whole_name(name: str, written: str | None) -> str:
    """A body's name as this text writes it, where it goes on with further words of a name ("Bay Geological Survey")."""
    more = (written or "").removeprefix(f"{name} ").split() if (written or "").startswith(f"{name} ") else []
    return written if written and more and all(word[:1].isupper() for word in more) else name
