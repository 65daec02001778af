"""The JSON of ``crosswire analyze``: its shape. Version 1; the schema is ``data/analysis.schema.json``.

Other programs rely on these names. Fields may be added; a change of meaning takes a new version. docs/fields.md says
what each field means.
"""

from typing import Any

import msgspec
from msgspec import UNSET, Struct, UnsetType, field

from crosswire.model.claim import Asks, AttributionForm, Polarity, Relation
from crosswire.model.mention import EntityType, Form, Modifier, Precision, Reference
from crosswire.model.report import Evidence, ItemKind, ReportKind, Span
from crosswire.model.story import CopyKind, Verdict

SCHEMA_VERSION = "1"


class Published(Struct, frozen=True):
    edtf: str | None
    evidence: Evidence


class Item(Struct, frozen=True):
    id: str
    kind: ItemKind
    headline: str | None
    start: int
    end: int
    published: Published
    author: str | None = None


class Link(Struct, frozen=True):
    span: Span
    url: str


class Report(Struct, frozen=True):
    id: str
    name: str
    url: str | None
    kind: ReportKind
    outlet: str | None
    title: str | None
    language: str
    published: Published
    text: str
    items: list[Item]
    boilerplate: list[Span]
    updated: Published | None = None
    author: str | None = None
    byline: Span | None = None
    dateline: Span | None = None
    credit: Span | None = None
    captions: list[str] = []
    links: list[Link] = []


class Source(Struct, frozen=True):
    name: str | None
    entity: str | None
    role: str | None
    anonymous: bool
    span: Span | None


class Hop(Struct, frozen=True):
    name: str
    relation: Relation
    entity: str | None = None
    span: Span | None = None


class Certainty(Struct, frozen=True):
    words: str
    band: str


class Attribution(Struct, frozen=True):
    id: str
    report: str
    item: str
    content: list[Span]
    cue: Span | None
    source: Source
    chain: list[Hop]
    channel: str | None
    form: AttributionForm
    polarity: Polarity
    certainty: Certainty | None
    story: str | None
    parent: str | None = None
    origin: str | None = None


class Mention(Struct, frozen=True):
    report: str
    start: int
    end: int
    exact: str
    form: Form
    role: str | None = None


class Place(Struct, frozen=True):
    lat: float
    lon: float
    precision: Precision
    gazetteer_id: str
    name: str | None = None
    country: str | None = None


class Entity(Struct, frozen=True):
    id: str
    type: EntityType
    name: str
    aliases: list[str]
    mentions: list[Mention]
    place: Place | None
    why: list[str] = []


class Time(Struct, frozen=True):
    id: str
    report: str
    start: int
    end: int
    exact: str
    edtf: str | None
    duration: str | None
    recurs: bool
    reference: Reference | None
    anchor: str | None


class Figure(Struct, frozen=True):
    id: str
    report: str
    start: int
    end: int
    exact: str
    low: float | None
    high: float | None
    modifier: Modifier
    of: float | None
    unit: str | None
    what: str | None
    who: str | None
    place: str | None
    time: str | None
    attribution: str | None
    story: str | None = None
    origin: str | None = None


class Copy(Struct, frozen=True):
    id: str
    source: str = field(name="from")
    target: str = field(name="to")
    kind: CopyKind
    share: float
    why: str
    directed: bool = True


class JudgementOut(Struct, frozen=True):
    relation: str
    left: str
    right: str
    verdict: Verdict
    score: float
    method: str
    why: str
    by: str
    at: str | None = None


class Story(Struct, frozen=True):
    id: str
    title: str
    items: list[str]
    places: list[str]
    time: str | None
    follows: str | None = None
    judgements: list[JudgementOut] = []


class SlotOut(Struct, frozen=True):
    asks: Asks
    about: str
    who: str | None
    where: str | None
    when: str | None


class HolderOut(Struct, frozen=True):
    name: str
    entity: str | None
    chain: str | None = None
    reliability: str | None = None


class AnswerOut(Struct, frozen=True):
    value: str
    holders: list[HolderOut]
    origins: int
    claims: list[str]
    evidence: list[Span]


class Finding(Struct, frozen=True):
    id: str
    story: str
    slot: SlotOut
    relation: str
    differs: list[str]
    answers: list[AnswerOut]
    why: str = ""
    credibility: int | None = None
    credibility_why: str | None = None


class IssueOut(Struct, frozen=True):
    id: str
    report: str
    stage: str
    reason: str
    message: str
    fatal: bool = False


class Document(Struct, frozen=True):
    """The whole output. ``schema`` is the version of this shape, ``crosswire`` the program's."""

    crosswire: str
    schema: str
    methods: dict[str, str]
    reports: list[Report]
    attributions: list[Attribution]
    entities: list[Entity]
    times: list[Time]
    figures: list[Figure]
    copies: list[Copy]
    stories: list[Story]
    findings: list[Finding]
    issues: list[IssueOut]
    counts: dict[str, int] | UnsetType = UNSET


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the document."""
    made = msgspec.json.schema(Document)
    title = f"Crosswire analysis, version {SCHEMA_VERSION}"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **made}
