"""Readings made by hand for stories: reports with sections, dates and times."""

from crosswire.base.ids import make_id
from crosswire.model.account import Reading
from crosswire.model.mention import Time
from crosswire.model.report import UNDATED, Dated, Item, Report

FLOOD = (
    "The river Orsa broke its dyke at Velden on Tuesday and flooded four hundred houses, the district said.",
    "Rescuers took Velden's residents off their roofs in boats; governor Ilse Oram asked the army for help.",
)
FLOOD_AGAIN = (
    "Four hundred houses in Velden stand under water after the dyke of the Orsa broke, governor Ilse Oram said.",
    "Boats brought residents of Velden from the roofs, and the army sent two companies to the dyke.",
)
STRIKE = (
    "Bus drivers in Karsk will walk out for three days from Monday, their union said after talks on pay failed.",
    "The company called the strike of the drivers in Karsk unlawful and said a third of the buses would run.",
)
STRIKE_AGAIN = (
    "A three-day strike will stop most buses in Karsk from Monday: talks between the company and the union failed.",
    "Drivers want a tenth more pay; the company in Karsk offers half of that.",
)
SHELLING = (
    "Four people were injured when shells hit the market of Orlen, the mayor of Orlen, Pavel Drozd, said.",
    "Shelling from across the border damaged a school and nine houses in Orlen, Drozd said.",
)


def build(
    name: str, *sections: tuple[str, ...], date: str | None = None, times: tuple[tuple[str, str], ...] = ()
) -> Reading:
    """A reading whose items are the given sections (sentences each). ``times``: words of the text and their EDTF."""
    published = Dated(date, "given") if date else UNDATED
    text, bounds = "", []
    for section in sections:
        bounds.append((len(text), len(text) + len(" ".join(section))))
        text += " ".join(section) + "\n\n"
    text = text.rstrip()
    identifier = make_id("report", name, text, date)
    kind = "section" if len(sections) > 1 else "article"
    items = tuple(
        Item(make_id("item", identifier, n), identifier, kind, None, start, end, published)  # type: ignore[arg-type]
        for n, (start, end) in enumerate(bounds)
    )
    found = []
    for words, edtf in times:
        at = text.index(words)
        owner = next(item.id for item in items if item.start <= at < item.end)
        found.append(Time(at, at + len(words), identifier, words, make_id("time", identifier, at), owner, edtf))
    report = Report(
        identifier, name, None, "digest" if len(sections) > 1 else "article", None, None, "en", published, text
    )
    return Reading(report, items, times=tuple(found))
