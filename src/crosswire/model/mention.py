"""What texts name: entities and their mentions, places, times, figures."""

from dataclasses import dataclass
from typing import Literal

EntityType = Literal["person", "organisation", "place"]
Form = Literal["name", "nominal", "pronoun", "adjective"]
Precision = Literal["point", "district", "region", "country"]
Modifier = Literal["exactly", "at-least", "at-most", "about"]
Reference = Literal["past", "present", "future"]


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A span that names an entity. Titles and a leading "the" are outside the span; ``role`` holds the title or the
    role stated beside it ("Deputy Defense Minister"). ``entity`` is the id of the entity it was resolved to."""

    start: int
    end: int
    report: str
    exact: str
    type: EntityType
    form: Form
    entity: str
    item: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Coordinates in WGS 84 degrees with a precision and the gazetteer's id ("geonames:703448")."""

    lat: float
    lon: float
    precision: Precision
    gazetteer_id: str
    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Everything joined under one name. ``why`` gives the reason of each join of two spellings, in words."""

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]
    place: Place | None = None
    role: str | None = None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Time:
    """A time expression. ``edtf`` is None where it cannot be placed (no anchor): the expression stays relative.

    ``anchor`` is the EDTF date it was read from, ``duration`` an ISO 8601 duration for lengths of time, ``recurs``
    true for repeated times ("every Monday").
    """

    start: int
    end: int
    report: str
    exact: str
    id: str
    item: str
    edtf: str | None
    duration: str | None = None
    recurs: bool = False
    reference: Reference | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """A number of something, as written: ``low`` to ``high`` (equal when exact; ``high`` None where only a floor is
    said, ``low`` None where only a ceiling is), what was counted and what befell it, of whom, where, when, and the
    attribution it stands in (None: the outlet's own voice). ``place`` is an entity id, ``place_name`` its words."""

    start: int
    end: int
    report: str
    exact: str
    id: str
    item: str
    low: float | None
    high: float | None
    modifier: Modifier
    of: float | None
    unit: str | None
    what: str | None
    who: str | None
    place: str | None = None
    place_name: str | None = None
    time: str | None = None
    attribution: str | None = None
