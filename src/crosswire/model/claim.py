"""Who says what: attributions with their chains, and the assertions that answer questions."""

from dataclasses import dataclass
from typing import Literal

from crosswire.model.report import Span

Relation = Literal["says", "quoted-by", "cited-by", "publishes"]
AttributionForm = Literal["direct", "indirect", "mixed"]
Polarity = Literal["asserts", "denies", "doubts", "asks", "promises"]
Asks = Literal["count", "actor", "place", "date", "cause", "victims", "control", "happened", "other"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """The source of an attribution: the party whose words or mind are reported.

    ``name`` is the resolved name ("Vyacheslav Gladkov" where the text says "he"), ``span`` the noun phrase as written
    there (a name with its role), ``entity`` its id. ``anonymous``: unnamed as such ("a US official").
    """

    name: str | None
    entity: str | None = None
    role: str | None = None
    anonymous: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """One carrier on the way from source to outlet, with the words that say so (None for the outlet itself)."""

    name: str
    relation: Relation
    span: Span | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure, as the source worded it: the words and their band (ICD 203 / PHIA names, or "unstated")."""

    words: str
    band: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content (PolNeAR, PARC3). ``content`` keeps its quotation marks and is split around the cue.

    ``chain`` runs from the source to the outlet. ``parent`` is the attribution this one is nested in.
    """

    id: str
    report: str
    item: str
    content: tuple[Span, ...]
    cue: Span | None
    source: Speaker
    chain: tuple[Hop, ...]
    channel: str | None
    form: AttributionForm
    polarity: Polarity
    certainty: Certainty | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Assertion:
    """An answer to a question that is not a count: who did it, who holds the place, did it happen.

    ``about`` is the thing asked about in words of the text (the event or place), ``value`` the answer in words of the
    text, ``span`` the clause it stands in. ``attribution`` None means the outlet's own voice. ``where`` is an entity
    id or None; ``when`` EDTF or None. ``denies``: the value is denied, not asserted.
    """

    id: str
    report: str
    item: str
    span: Span
    asks: Asks
    about: str
    value: str
    who: str | None = None
    where: str | None = None
    when: str | None = None
    denies: bool = False
    attribution: str | None = None
