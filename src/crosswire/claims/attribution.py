"""Who says what in a report: source, cue and content in every position, with the chain to the outlet.

reads passages, tags, mentions → writes attributions

Method: rules over cue words, quotation marks and noun phrases (docs/decisions/0020); the spans of the reader model
add what the rules miss.
"""

from collections.abc import Sequence
from dataclasses import replace

from crosswire.base.ids import make_id
from crosswire.claims import (
    agreed,
    chain,
    channel,
    headlines,
    nested,
    own,
    pointing,
    polarity,
    posts,
    running,
    signed,
    tagged,
    tallies,
)
from crosswire.claims.carried import carried, carry_back, gaps
from crosswire.claims.contents import drafts as clause_drafts
from crosswire.claims.contents import sound
from crosswire.claims.names import Names
from crosswire.claims.plans import Draft
from crosswire.claims.speakers import Speakers
from crosswire.claims.units import Unit, units
from crosswire.model.account import Reading
from crosswire.model.claim import Attribution, AttributionForm, Certainty, Hop, Speaker
from crosswire.model.reading import Tag
from crosswire.model.report import Report

METHOD = "attribution/4"


def find(reading: Reading) -> tuple[Attribution, ...]:
    """Every attribution of a report, in the order of their cues, each with its chain; the outlet's own voice has none.

    Where the speaker is not clear, ``source.name`` is None rather than a guess.
    """
    report = reading.report
    names = Names(reading.mentions)
    party = own.party(report)
    drafts = _drafts(reading, party)
    quotes = [(p.start, p.end) for p in reading.passages if p.kind == "quotation"]
    speakers = _speakers(Speakers(report, names, quotes, party), drafts)
    kept = [(d, s) for d, s in zip(drafts, speakers, strict=True) if not (d.inner and s.name is None)]
    drafts, speakers = [d for d, _ in kept], [s for _, s in kept]
    parents = nested.parents(drafts)
    mates: dict[int, list[Draft]] = {}
    for draft in drafts:
        mates.setdefault(draft.unit.start, []).append(draft)
    passed = [carried(report, names, d, s, mates[d.unit.start]) for d, s in zip(drafts, speakers, strict=True)]
    carry_back(drafts, passed)
    chains: dict[int, tuple[Hop, ...]] = {}
    ids = [_id(report, d) for d in drafts]
    found: list[Attribution] = []
    for number in nested.outer_first(parents):
        draft, parent = drafts[number], parents[number]
        speaker, carriers = passed[number]
        outer = chains[parent] if parent is not None else ()
        chains[number] = chain.hops(report, speaker, carriers, outer, names)
        found.append(
            _record(report, draft, speaker, chains[number], ids[number], ids[parent] if parent is not None else None)
        )
    unique = {attribution.id: attribution for attribution in found}
    return tuple(sorted(unique.values(), key=lambda a: (a.cue.start if a.cue else a.content[0].start, a.id)))


def _drafts(reading: Reading, party: str | None) -> list[Draft]:
    """Drafts of every unit in text order; what runs on points at the draft it follows by number."""
    nearby = running.Nearby()
    people = [m for m in reading.mentions if m.form == "name" and m.type in ("person", "organisation")]
    nearby.named = frozenset((m.start, m.end) for m in people)
    sentences = nested.sentences(reading)
    items = {each.id: each for each in reading.items}
    written: dict[str, list[Draft]] = {}
    plain: list[Unit] = []
    tags = sorted(reading.tags, key=lambda tag: tag.start)
    item = ""
    for unit in units(reading):
        if unit.item != item:
            nearby.settle(None)
            nearby.drafts += written.pop(item, ())
            item, nearby.units, nearby.last = unit.item, [], None
        last: int | None = None
        dropped: Draft | None = None
        for found in _with_tags(tags, unit, _of_unit(unit, nearby)):
            draft = sound(found)
            if draft is None:
                dropped = found
                continue
            if draft.how == "elided" and dropped is not None and dropped.source:
                draft = replace(draft, source=dropped.source, head=dropped.head, how="phrase")
            elif draft.how == "elided" and last is not None:
                draft = replace(draft, follows=last)
            dropped = None
            last = nearby.add(draft)
            for inner in filter(None, map(sound, nested.inside_quotes(sentences, draft))):
                if (kept := agreed.checked(inner, tags)) is not None:
                    nearby.add(kept)
        nearby.settle(unit)
        nearby.units.append(unit)
        nearby.last = unit
        if (post := posts.draft(reading.report, items[unit.item], unit)) or (
            post := posts.forwarded(reading.report, items[unit.item], unit)
        ):
            written[unit.item] = [post]
        elif party and not nearby.of(unit):
            plain.append(unit)
    nearby.settle(None)
    for left in written.values():
        nearby.drafts += left
    said = {draft.unit.start for draft in nearby.drafts}
    pasted = {draft.unit.item for draft in nearby.drafts if draft.how == "post"}
    mine = (unit for unit in plain if unit.start not in said and unit.item not in pasted)
    return [*nearby.drafts, *own.drafts(party, mine)]


def _with_tags(tags: Sequence[Tag], unit: Unit, own: list[Draft]) -> list[Draft]:
    """The drafts of a unit with those that only the model found, in the order of their clauses."""
    own = [draft for draft in (agreed.checked(d, tags) for d in own) if draft is not None]
    if not tags or unit.headline and own or any(d.how == "running" for d in own):
        return own
    more = tagged.drafts(unit, tags, own)
    return [*own, *more]


def _of_unit(unit: Unit, nearby: running.Nearby) -> list[Draft]:
    if unit.headline and (draft := headlines.draft(unit, nearby.named) or signed.signed(unit)):
        return [draft]
    before = [(u, len(nearby.of(u))) for u in nearby.units[-12:]]
    if draft := pointing.draft(unit, before):
        return [draft]
    own = clause_drafts(unit)
    if tally := tallies.draft(unit):
        own = tallies.beside(own, tally)
    if own:
        return _linked(unit, own, nearby)
    slavic = (signed.signed,) if unit.language != "en" else ()
    if several := signed.dashes(unit):
        return several
    for rule in (signed.read_in, signed.colon, signed.introduced, *slavic):
        if draft := rule(unit):
            return [draft]
    if draft := signed.announced(unit, nearby):
        return [draft]
    follow = running.follows(unit, nearby)
    if nearby.waits(unit):
        nearby.waiting.append((unit, follow))
        return []
    return [] if follow is None else [running.draft(unit, follow)]


def _linked(unit: Unit, own: list[Draft], nearby: running.Nearby) -> list[Draft]:
    """A unit's drafts, the first led back to the speaker before where it has no subject of its own."""
    out: list[Draft] = []
    for place, draft in enumerate(own):
        if draft.how == "elided" and not place:
            follow = nearby.speaker_of(nearby.last) if nearby.last is not None else None
            if follow is None:
                continue
            draft = replace(draft, follows=follow)
        out.append(draft)
    return out


def _speakers(resolver: Speakers, drafts: Sequence[Draft]) -> list[Speaker]:
    names = resolver.names
    out = []
    for draft in drafts:
        speaker = resolver.add(draft)
        if speaker.name and not speaker.anonymous:
            names.note(speaker.name, speaker.role, draft.unit.item)
        out.append(speaker)
    return out


def _record(
    report: Report, draft: Draft, speaker: Speaker, hops: tuple[Hop, ...], identifier: str, parent: str | None
) -> Attribution:
    spans = tuple(report.span(*span) for span in draft.content)
    return Attribution(
        id=identifier,
        report=report.id,
        item=draft.unit.item,
        content=spans,
        cue=report.span(*draft.cue) if draft.cue else None,
        source=speaker,
        chain=hops,
        channel=_channel(report, draft, hops),
        form=_form(draft),
        polarity=polarity.polarity(
            _stance(draft),
            [s.exact for s in spans] if draft.how != "post" else [],
            language=report.language if report.language in ("en", "uk", "ru") else "en",
        ),
        certainty=_certainty(report, draft),
        parent=parent,
    )


def _stance(draft: Draft) -> str:
    if draft.unit.language == "en" or draft.cue is None:
        return draft.lemma
    return draft.unit.text[slice(*draft.cue)].lower().split()[-1]


def _channel(report: Report, draft: Draft, hops: Sequence[Hop]) -> str | None:
    if draft.how == "post":
        return posts.network(report.text[slice(*draft.clause)])
    if draft.how == "running" or draft.cue is None and not draft.source:
        return None
    text = _without_carriers(report.text, hops)
    words = [
        text[a:b] for a, b in gaps(draft, draft.clause[0], max(draft.clause[1], draft.source[1] if draft.source else 0))
    ]
    if draft.source and draft.clause[0] <= draft.source[0] < draft.clause[1]:
        named = channel.channel(text[slice(*draft.source)], strong=True)
        words = [part.replace(text[slice(*draft.source)], named or " ") for part in words]
    elif draft.source:
        words.append(channel.channel(text[slice(*draft.source)], strong=True) or "")
    if draft.lemma == "tweet":
        words.append("Twitter")
    return channel.channel(" ; ".join(words))


def _without_carriers(text: str, hops: Sequence[Hop]) -> str:
    """The text with the names of those who pass the words on blanked: "told Radio X" was not said on the radio."""
    for hop in hops[1:-1]:
        if hop.span:
            text = text[: hop.span.start] + " " * (hop.span.end - hop.span.start) + text[hop.span.end :]
    return text


def _form(draft: Draft) -> AttributionForm:
    if draft.how in ("post", "own"):
        return "direct"
    quotes = [q for q in draft.unit.quotes if not q.name]
    if draft.inner:
        return "indirect"
    inside_ = [q for q in quotes if any(a < q.end and q.start < b for a, b in draft.content)]
    if not inside_:
        return "indirect"
    exact = all(any(q.start <= a and b <= q.end for q in inside_) for a, b in draft.content)
    return "direct" if exact and not all(q.scare for q in inside_) else "mixed"


def _certainty(report: Report, draft: Draft) -> Certainty | None:
    try:
        from crosswire.claims.certainty import assess
    except ImportError:
        return None
    spans = list(draft.content) + ([draft.cue] if draft.cue else [])
    return assess(report.text, spans, report=report.id)


def _id(report: Report, draft: Draft) -> str:
    cue = draft.cue or (-1, -1)
    source = draft.source or (-1, -1)
    return make_id("attribution", report.id, *cue, *source, *(n for span in draft.content for n in span))
