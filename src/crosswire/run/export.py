"""From an account to the JSON document of ``crosswire analyze``."""

from collections.abc import Mapping

import msgspec

from crosswire import __version__
from crosswire.model import claim, mention, report
from crosswire.model.account import Account, Finding
from crosswire.model.story import Story
from crosswire.run import document as doc


def export(
    account: Account, *, origins: Mapping[str, str] | None = None, counts: Mapping[str, int] | None = None
) -> doc.Document:
    """The account as a document. ``origins`` (claim id to origin key) and ``counts`` are added where given."""
    known = origins or {}
    stories = {item: story.id for story in account.stories for item in story.items}
    readings = sorted(account.readings, key=lambda reading: (reading.report.name, reading.report.id))
    return doc.Document(
        crosswire=__version__,
        schema=doc.SCHEMA_VERSION,
        methods=dict(account.methods),
        reports=[_report(r.report, r.items) for r in readings],
        attributions=[_attribution(a, stories, known) for r in readings for a in r.attributions],
        entities=[_entity(e) for e in account.entities],
        times=[_time(t) for r in readings for t in r.times],
        figures=[_figure(f, stories, known) for r in readings for f in r.figures],
        copies=[
            doc.Copy(
                id=c.id,
                source=c.source,
                target=c.target,
                kind=c.kind,
                share=round(c.share, 4),
                why="; ".join(c.why),
                directed=c.directed,
            )
            for c in account.copies
        ],
        stories=[_story(s) for s in account.stories],
        findings=[_finding(f) for f in account.findings],
        issues=[doc.IssueOut(i.id, i.report, i.stage, i.reason, i.message, i.fatal) for i in account.issues],
        counts=dict(counts) if counts is not None else msgspec.UNSET,
    )


def encode(document: doc.Document) -> bytes:
    """The document as indented UTF-8 JSON with a final line break."""
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def _dated(published: report.Dated) -> doc.Published:
    return doc.Published(published.edtf, published.evidence)


def _report(record: report.Report, items: tuple[report.Item, ...]) -> doc.Report:
    parts = [doc.Item(i.id, i.kind, i.headline, i.start, i.end, _dated(i.published), i.author) for i in items]
    return doc.Report(
        record.id,
        record.name,
        record.url,
        record.kind,
        record.outlet,
        record.title,
        record.language,
        _dated(record.published),
        record.text,
        parts,
        list(record.boilerplate),
        _dated(record.updated) if record.updated.edtf else None,
        record.author,
        record.byline,
        record.dateline,
        record.credit,
        list(record.captions),
        [doc.Link(link.span, link.url) for link in record.links],
    )


def _attribution(record: claim.Attribution, stories: Mapping[str, str], origins: Mapping[str, str]) -> doc.Attribution:
    source = record.source
    sure = record.certainty
    return doc.Attribution(
        id=record.id,
        report=record.report,
        item=record.item,
        content=list(record.content),
        cue=record.cue,
        source=doc.Source(source.name, source.entity, source.role, source.anonymous, source.span),
        chain=[doc.Hop(hop.name, hop.relation, hop.entity, hop.span) for hop in record.chain],
        channel=record.channel,
        form=record.form,
        polarity=record.polarity,
        certainty=doc.Certainty(sure.words, sure.band) if sure else None,
        story=stories.get(record.item),
        parent=record.parent,
        origin=origins.get(record.id),
    )


def _entity(record: mention.Entity) -> doc.Entity:
    place = record.place
    return doc.Entity(
        id=record.id,
        type=record.type,
        name=record.name,
        aliases=list(record.aliases),
        mentions=[doc.Mention(m.report, m.start, m.end, m.exact, m.form, m.role) for m in record.mentions],
        place=doc.Place(place.lat, place.lon, place.precision, place.gazetteer_id, place.name, place.country)
        if place
        else None,
        why=list(record.why),
    )


def _time(t: mention.Time) -> doc.Time:
    return doc.Time(t.id, t.report, t.start, t.end, t.exact, t.edtf, t.duration, t.recurs, t.reference, t.anchor)


def _figure(f: mention.Figure, stories: Mapping[str, str], origins: Mapping[str, str]) -> doc.Figure:
    return doc.Figure(
        f.id,
        f.report,
        f.start,
        f.end,
        f.exact,
        f.low,
        f.high,
        f.modifier,
        f.of,
        f.unit,
        f.what,
        f.who,
        f.place,
        f.time,
        f.attribution,
        stories.get(f.item),
        origins.get(f.id),
    )


def _finding(record: Finding) -> doc.Finding:
    slot = record.slot
    answers = [
        doc.AnswerOut(
            a.value,
            [doc.HolderOut(h.name, h.entity, h.chain, h.reliability) for h in a.holders],
            a.origins,
            list(a.claims),
            list(a.evidence),
        )
        for a in record.answers
    ]
    return doc.Finding(
        record.id,
        record.story,
        doc.SlotOut(slot.asks, slot.about, slot.who, slot.where, slot.when),
        record.relation,
        list(record.differs),
        answers,
        record.why,
        record.credibility,
        record.credibility_why,
    )


def _story(s: Story) -> doc.Story:
    edges = [
        doc.JudgementOut(j.relation, j.left, j.right, j.verdict, round(j.score, 4), j.method, j.why, j.by, j.at)
        for j in s.judgements
    ]
    return doc.Story(s.id, s.title, list(s.items), list(s.places), s.time, s.follows, edges)
