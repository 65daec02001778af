"""What a run gives: the reading of one report, and the account of many."""

from dataclasses import dataclass
from typing import Literal

from crosswire.model.claim import Asks, Assertion, Attribution
from crosswire.model.mention import Entity, Figure, Mention, Time
from crosswire.model.reading import Tag
from crosswire.model.report import Item, Passage, Report, Span
from crosswire.model.story import CopyLink, Story

FindingRelation = Literal["agree", "refine", "update", "other-scope", "conflict", "denial"]
Differs = Literal["who", "where", "when", "what", "value"]


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that could not be read or was read with a caveat. ``report`` is an id, or the file's name where no
    report came of it. ``fatal`` issues mean that the report is not in the account."""

    id: str
    report: str
    stage: str
    reason: str
    message: str
    fatal: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one report by itself. Stages fill it from the left to the right."""

    report: Report
    items: tuple[Item, ...] = ()
    passages: tuple[Passage, ...] = ()
    tags: tuple[Tag, ...] = ()
    times: tuple[Time, ...] = ()
    mentions: tuple[Mention, ...] = ()
    figures: tuple[Figure, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """The question a claim answers. ``where`` and ``who`` are words for a reader; ``when`` EDTF."""

    asks: Asks
    about: str
    who: str | None = None
    where: str | None = None
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds an answer: the name with its chain in words ("Caution News, on Telegram, quoted by UNIAN").
    ``reliability`` is the Admiralty letter A-F that a person gave this source; None where nobody did."""

    name: str
    entity: str | None = None
    chain: str | None = None
    reliability: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a slot. ``origins`` counts independent origins, never outlets; ``origin_ids`` are their keys, so
    that answers can be added up without counting one twice. ``claims`` are ids of attributions and figures."""

    value: str
    holders: tuple[Holder, ...]
    origins: int
    claims: tuple[str, ...]
    evidence: tuple[Span, ...]
    origin_ids: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The answers to one slot and how they relate. ``differs`` names what keeps the answers apart. ``why`` is the
    reason of the relation in words; ``credibility`` the proposed Admiralty information rating 1-6 with its reason."""

    id: str
    story: str
    slot: Slot
    relation: FindingRelation
    differs: tuple[Differs, ...]
    answers: tuple[Answer, ...]
    why: str = ""
    credibility: int | None = None
    credibility_why: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """Everything found in a set of reports. ``methods`` maps a method's name to its version."""

    methods: tuple[tuple[str, str], ...]
    readings: tuple[Reading, ...]
    entities: tuple[Entity, ...] = ()
    copies: tuple[CopyLink, ...] = ()
    stories: tuple[Story, ...] = ()
    findings: tuple[Finding, ...] = ()
    issues: tuple[Issue, ...] = ()
