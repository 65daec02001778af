"""Builds accounts by hand for the tests of reconcile and brief: reports, who says what in them, places, copies."""

import re
from dataclasses import replace

from crosswire.base.ids import make_id
from crosswire.model.account import Account, Issue, Reading
from crosswire.model.claim import Assertion, Attribution, Certainty, Hop, Speaker
from crosswire.model.mention import Entity, Figure, Mention, Place
from crosswire.model.report import UNDATED, Dated, Item, Passage, Report, Span
from crosswire.model.story import Aligned, CopyLink, Story

SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?][”\"’]?(?=\s|$)|(?=\n|$))")


class World:
    """Everything is found by its words: ``find(report, "eight")`` is the span of the first "eight" in the report."""

    def __init__(self) -> None:
        self.readings: dict[str, Reading] = {}
        self.entities: dict[str, Entity] = {}
        self.copies: list[CopyLink] = []
        self.stories: list[Story] = []
        self.issues: list[Issue] = []

    def report(
        self,
        name,
        text,
        *,
        outlet=None,
        published="2025-03-12",
        evidence="given",
        kind="article",
        items=None,
        family=None,
        language="en",
    ):
        identifier = make_id("report", name, text, outlet)
        dated = Dated(published, evidence) if published else UNDATED
        report = Report(identifier, name, None, kind, outlet, None, language, dated, text, family=family)
        parts = []
        for number, (start, end, headline, when) in enumerate(items or [(0, len(text), None, published)]):
            item_date = Dated(when, evidence) if when else UNDATED
            span = report.span(start, start + len(headline)) if headline else None
            item_kind = "article" if items is None else "update"
            parts.append(
                Item(make_id("item", identifier, number), identifier, item_kind, headline, start, end, item_date, span)
            )
        passages = []
        for item in parts:
            for match in SENTENCE.finditer(text, item.start, item.end):
                head = item.headline is not None and match.start() == item.start
                passages.append(
                    Passage(match.start(), match.end(), "headline" if head else "sentence", item.id, identifier, 0)
                )
        self.readings[identifier] = Reading(report, tuple(parts), tuple(sorted(passages)))
        return report

    def find(self, report, words, start=0) -> Span:
        at = report.text.index(words, start)
        return report.span(at, at + len(words))

    def item(self, report, span=None):
        items = self.readings[report.id].items
        return next(i.id for i in items if span is None or i.start <= span.start < i.end)

    def entity(self, name, kind="person", **place):
        identifier = make_id("entity", name, kind)
        if identifier not in self.entities:
            where = Place(place["lat"], place["lon"], place["precision"], f"t:{name}", name, "AM") if place else None
            self.entities[identifier] = Entity(identifier, kind, name, (name,), (), where)
        return identifier

    def place(self, name, lat=10.0, lon=10.0, precision="point"):
        return self.entity(name, "place", lat=lat, lon=lon, precision=precision)

    def mention(self, report, name, entity, words=None):
        span = self.find(report, words or name)
        kind = self.entities[entity].type
        mention = Mention(span.start, span.end, report.id, span.exact, kind, "name", entity, self.item(report, span))
        known = self.entities[entity]
        self.entities[entity] = replace(known, mentions=(*known.mentions, mention))
        self._add(report, mentions=mention)
        return span

    def says(self, report, content, source, *, words=None, cue="said", polarity="asserts", anonymous=False, **more):
        parts = tuple(self.find(report, part) for part in ([content] if isinstance(content, str) else content))
        span = self.find(report, words or source) if (words or source) in report.text else None
        entity = None if anonymous or more.get("entity") is False else self.entity(source, more.get("type", "person"))
        if entity and span is not None:
            self.mention(report, source, entity, words or source)
        chain = [Hop(source, "says")] + [Hop(name, relation) for name, relation in more.get("via", [])]
        chain.append(Hop(report.outlet or report.name, "publishes"))
        sure = None
        if more.get("sure"):
            sure = Certainty(more["sure"], "likely", self.find(report, more["sure"]))
        speaker = Speaker(source, entity, more.get("role"), anonymous, span)
        attribution = Attribution(
            make_id("attribution", report.id, parts[0].start, source, polarity),
            report.id,
            self.item(report, parts[0]),
            parts,
            self.find(report, cue) if cue and cue in report.text else None,
            speaker,
            tuple(chain),
            more.get("channel"),
            "direct" if parts[0].exact[:1] in '“"«' else "indirect",
            polarity,
            sure,
        )
        self._add(report, attributions=attribution)
        return attribution

    def count(self, report, words, number, what, *, unit="people", who=None, by=None, place=None, time=None, **more):
        span = self.find(report, words)
        low, high = more.get("low", number), more.get("high", number)
        modifier = more.get("modifier", "exactly")
        high = None if modifier == "at-least" else high
        where = self.place(place) if place and place not in self.entities else place
        figure = Figure(
            span.start,
            span.end,
            report.id,
            span.exact,
            make_id("figure", report.id, span.start, number, what),
            self.item(report, span),
            low,
            high,
            modifier,
            more.get("of"),
            unit,
            what,
            who,
            where,
            None,
            time,
            by.id if by else None,
        )
        self._add(report, figures=figure)
        return figure

    def claim(self, report, words, asks, about, value, *, by=None, where=None, when=None, denies=False, who=None):
        span = self.find(report, words)
        place = self.place(where) if where and where not in self.entities else where
        assertion = Assertion(
            make_id("assertion", report.id, span.start, asks, value),
            report.id,
            self.item(report, span),
            span,
            asks,
            about,
            value,
            who,
            place,
            when,
            denies,
            by.id if by else None,
        )
        self._add(report, assertions=assertion)
        return assertion

    def copy(self, source, target, kind="contained", share=1.0, aligned=()):
        pairs = tuple(
            Aligned(a.start, a.end, b.start, b.end, 1.0)
            for a, b in ((self.find(source, x), self.find(target, y)) for x, y in aligned)
        )
        link = CopyLink(make_id("copy", source.id, target.id), source.id, target.id, kind, share, ("made",), pairs)
        self.copies.append(link)
        return link

    def story(self, title, *reports, items=(), places=(), time=None):
        members = [i.id for r in reports for i in self.readings[r.id].items] + list(items)
        story = Story(make_id("story", title), title, tuple(members), tuple(places), time)
        self.stories.append(story)
        return story

    def account(self) -> Account:
        return Account(
            (("made", "by-hand/1"),),
            tuple(sorted(self.readings.values(), key=lambda r: r.report.id)),
            tuple(self.entities.values()),
            tuple(self.copies),
            tuple(self.stories),
            (),
            tuple(self.issues),
        )

    def found(self):
        """The account with its findings, and the origins of its claims."""
        from crosswire.reconcile import findings, origins

        account = self.account()
        traced = origins.trace(account.readings, account.copies, account.entities)
        return replace(account, findings=findings.find(account, traced)), traced

    def _add(self, report, **records):
        reading = self.readings[report.id]
        self.readings[report.id] = replace(
            reading, **{name: (*getattr(reading, name), record) for name, record in records.items()}
        )
