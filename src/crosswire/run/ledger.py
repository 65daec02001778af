"""The ledger of figures: every figure of an account with its holder, its scope and the words it stands in.

Rows are flat, so that they are the same in JSON, CSV and Parquet. A figure that tells what another row already tells
(a copy, a translation, a headline that echoes its own text, an old report with a new date) stays in the ledger and
points at that row with ``repeats``: whoever counts or charts leaves such rows out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crosswire.language import weapons
from crosswire.language.figures import number_words
from crosswire.model.account import Account, Reading
from crosswire.model.claim import Attribution
from crosswire.model.mention import Figure
from crosswire.model.report import Item
from crosswire.reconcile.sequence import Placed, place


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure. Empty cells are None.

    ``value`` is the number in words, ``low`` to ``high`` its range (``high`` None: no upper end said), ``of`` the whole
    it is a part of. ``what`` and ``unit`` are classes ("killed", "people"); ``category`` the group of people; ``who``
    the words of the report. ``said`` is when the report was published and ``meant`` the time spoken of, both EDTF.
    ``start``, ``end`` and ``exact`` cite the report. ``question`` is shared by figures that answer one question;
    ``earlier`` is the figure before it that it answers and ``relation`` how; ``finding`` the finding it is in;
    ``repeats`` the row that already tells it; ``part_of`` the total in its own text that it is a part of. ``note`` says
    what is wrong with the number itself ("more than its whole").
    """

    id: str
    said: str | None
    meant: str | None
    holder: str
    holder_id: str | None
    chain: str | None
    own_voice: bool
    polarity: str
    certainty: str | None
    value: str
    low: float | None
    high: float | None
    of: float | None
    modifier: str
    what: str | None
    unit: str | None
    weapon: str | None
    category: str | None
    who: str | None
    where: str | None
    where_id: str | None
    relation: str | None
    earlier: str | None
    differs: str | None
    part_of: str | None
    repeats: str | None
    question: str | None
    finding: str | None
    story: str | None
    origin: str | None
    report: str
    report_name: str
    outlet: str | None
    url: str | None
    start: int
    end: int
    exact: str
    note: str | None = None


def ledger(account: Account, origins: Mapping[str, str]) -> tuple[Entry, ...]:
    """Every figure of the account, by the day it was said, then by its place in its report."""
    placed = place(account, origins)
    findings = {claim: f.id for f in reversed(account.findings) for answer in f.answers for claim in answer.claims}
    stories = {item: story.id for story in account.stories for item in story.items}
    names = {entity.id: entity.name for entity in account.entities}
    found = []
    for reading in account.readings:
        held = {a.id: a for a in reading.attributions}
        items = {item.id: item for item in reading.items}
        for figure in reading.figures:
            links = _Links(placed[figure.id], findings.get(figure.id), stories.get(figure.item), names)
            attribution = held.get(figure.attribution or "")
            entry = _entry(figure, reading, items.get(figure.item), attribution, links, origins.get(figure.id))
            found.append(entry)
    return tuple(sorted(found, key=lambda entry: (entry.said or "9999", entry.report, entry.start, entry.id)))


def choose(
    entries: Iterable[Entry], *, about: str | None = None, holder: str | None = None, repeats: bool = True
) -> tuple[Entry, ...]:
    """The entries about something (a class, a thing counted, a weapon, a place, by part of a word) and of a holder
    (by part of the name or chain); without those that repeat another, where ``repeats`` is false."""
    words, name = (about or "").casefold(), (holder or "").casefold()

    def wanted(entry: Entry) -> bool:
        topics = (entry.what, entry.unit, entry.weapon, entry.category, entry.who, entry.where)
        about_it = not words or any(words in topic.casefold() for topic in topics if topic)
        by_them = name in f"{entry.holder}\n{entry.chain or ''}".casefold()
        return about_it and by_them and (repeats or entry.repeats is None)

    return tuple(entry for entry in entries if wanted(entry))


@dataclass(frozen=True, slots=True)
class _Links:
    placed: Placed
    finding: str | None
    story: str | None
    names: Mapping[str, str]


def _entry(
    figure: Figure,
    reading: Reading,
    item: Item | None,
    attribution: Attribution | None,
    links: _Links,
    origin: str | None,
) -> Entry:
    report, placed = reading.report, links.placed
    said = (item.published.edtf if item else None) or report.published.edtf
    sure = attribution.certainty if attribution else None
    return Entry(
        id=figure.id,
        said=said,
        meant=figure.time,
        holder=placed.holder,
        holder_id=placed.entity,
        chain=placed.chain,
        own_voice=attribution is None,
        polarity=placed.polarity,
        certainty=sure.words if sure else None,
        value=number_words(figure),
        low=figure.low,
        high=figure.high,
        of=figure.of,
        modifier=figure.modifier,
        what=placed.what,
        unit=placed.unit,
        weapon=weapons.model(figure.who) or weapons.family(figure.unit),
        category=placed.category,
        who=figure.who,
        where=figure.place_name or links.names.get(figure.place or ""),
        where_id=figure.place,
        relation=placed.relation,
        earlier=placed.earlier,
        part_of=placed.part_of,
        differs=", ".join(placed.differs) or None,
        repeats=placed.repeats,
        question=placed.question,
        finding=links.finding,
        story=links.story,
        origin=origin,
        report=report.id,
        report_name=report.name,
        outlet=report.outlet,
        url=report.url,
        start=figure.start,
        end=figure.end,
        exact=figure.exact,
        note=_note(figure),
    )


def _note(figure: Figure) -> str | None:
    if figure.low is not None and figure.of is not None and figure.low > figure.of:
        return "more than its whole"
    return None
