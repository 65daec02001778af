"""Readings made by hand: one report with one item, or a composite with sections."""

from collections.abc import Callable

import pytest

from crosswire.base.ids import make_id
from crosswire.model.account import Reading
from crosswire.model.report import UNDATED, Dated, Item, Report

STORM = (
    "A storm tore the roof off the town hall of Velden late on Tuesday, the fire service said. "
    "Fourteen people were taken to hospital, three of them children, according to the district nurse Ilse Oram. "
    "“We have never seen water rise this fast in the old quarter,” said the mayor, Pavel Drozd. "
    "The dam above the town held, but engineers opened two of its five gates before midnight. "
    "Trains between Velden and Karsk will not run until Friday at the earliest. "
    "The river is expected to fall below the 4-metre mark by Thursday evening, the weather office said. "
    "Insurance adjusters put the damage to the market square at 12 million crowns."
)
RETOLD = (
    "In Velden, a storm ripped away the town hall's roof on Tuesday night, firefighters reported. "
    "14 persons, among them three children, were brought to a clinic, district nurse Ilse Oram stated. "
    "“Never before did the water in our old quarter climb so quickly,” Mayor Pavel Drozd declared. "
    "Above the town the dam withstood the flood, though by midnight engineers had two of five gates open. "
    "No trains will travel from Velden to Karsk before Friday. "
    "By Thursday evening the river should drop under the mark of four metres, said the weather service. "
    "Loss adjusters “reckon the bill for the market square will come to twelve million crowns”."
)
OTHER = (
    "Parliament in Karsk voted on Wednesday to raise the price of rail tickets by a tenth from next spring. "
    "The opposition called the step a tax on commuters and left the chamber before the final count. "
    "Transport minister Oto Belan said the money would pay for forty new carriages and safer crossings. "
    "Passenger groups want the fares of students and pensioners left as they are. "
    "A second reading is planned for the end of the month."
)
Make = Callable[..., Reading]


def build(name: str, text: str = "", **given: object) -> Reading:
    """A reading: ``build(name, text, date=…, outlet=…, language=…, title=…, url=…, sections=[…])``."""
    sections = list(given.get("sections") or [text])  # type: ignore[call-overload]
    whole = "\n\n".join(sections)
    date = given.get("date")
    published = Dated(str(date), "given") if date else UNDATED
    identifier = make_id("report", name, whole, str(given.get("outlet")), str(date))
    items, at = [], 0
    for number, section in enumerate(sections):
        kind = "section" if len(sections) > 1 else "article"
        items.append(
            Item(make_id("item", identifier, number), identifier, kind, None, at, at + len(section), published)  # type: ignore[arg-type]
        )
        at += len(section) + 2
    report = Report(
        identifier,
        name,
        given.get("url"),  # type: ignore[arg-type]
        "digest" if len(sections) > 1 else "article",
        given.get("outlet"),  # type: ignore[arg-type]
        given.get("title"),  # type: ignore[arg-type]
        str(given.get("language", "en")),
        published,
        whole,
    )
    return Reading(report, tuple(items))


@pytest.fixture
def make() -> Make:
    """The function :func:`build`."""
    return build
