"""Whose count a figure is."""

import dataclasses
import re
from typing import Any

import pytest
from claimcases import reading

from crosswire.claims import attribution, holders
from crosswire.model.account import Reading
from crosswire.model.mention import Figure

# text, the number, who holds it (None: the outlet itself)
CASES: list[tuple[str, str, str | None]] = [
    ("Anton Kreel said that 8 people were hurt.", "8", "Anton Kreel"),
    ("“8 people were hurt,” Anton Kreel said.", "8", "Anton Kreel"),
    ("According to Anton Kreel, 8 people were hurt.", "8", "Anton Kreel"),
    ("8 people were hurt, according to Anton Kreel.", "8", "Anton Kreel"),
    ("8 people were hurt. This was announced by Anton Kreel.", "8", "Anton Kreel"),
    ("8 people were hurt in the fire.", "8", None),
    ("Anton Kreel came to Velm. In the fire 8 people were hurt.", "8", None),
    ("Anton Kreel said that the wall had fallen. In all, 8 people were hurt.", "8", None),
    ("Anton Kreel said the wall fell, adding that 8 people were hurt.", "8", "Anton Kreel"),
    ("Anton Kreel praised the crews, who he said had found 8 people.", "8", "Anton Kreel"),
    ("Anton Kreel said that, according to the Harbour Institute, 8 people were hurt.", "8", "Harbour Institute"),
    (
        "“The town is calm. According to the Harbour Institute, 8 people were hurt,” said Anton Kreel.",
        "8",
        "Harbour Institute",
    ),  # noqa: E501
    ("Anton Kreel said the wall fell, and 8 people were hurt, the Harbour Institute reported.", "8", "Anton Kreel"),
    ("Anton Kreel described the night.\n\n“It was dark. 8 people were hurt.”", "8", None),
    ("“It was dark,” Anton Kreel said. “In the end 8 people were hurt.”", "8", "Anton Kreel"),
    ("Anton Kreel denied that 8 people were hurt.", "8", "Anton Kreel"),
    ("Harbour Institute also reported fires on the quay, where 8 people were hurt.", "8", "Harbour Institute"),
]


def _with_figure(text: str, number: str, **given: Any) -> Reading:
    found = reading(text, persons=["Anton Kreel"], organisations=["Harbour Institute"], **given)
    match = re.search(rf"\b{number}\b", found.report.text)
    assert match
    value = float(number)
    figure = Figure(
        match.start(), match.end(), found.report.id, number, "fig-1", found.items[0].id, value, value, "exactly",
        None, "people", "injured", None,
    )  # fmt: skip
    found = dataclasses.replace(found, figures=(figure,))
    return dataclasses.replace(found, attributions=attribution.find(found))


@pytest.mark.parametrize(("text", "number", "holder"), CASES, ids=[text[:60] for text, _, _ in CASES])
def test_holder(text: str, number: str, holder: str | None) -> None:
    found = _with_figure(text, number)
    (figure,) = holders.attribute(found)
    by_id = {a.id: a for a in found.attributions}
    assert (by_id[figure.attribution].source.name if figure.attribution else None) == holder


def test_nothing_else_changes() -> None:
    found = _with_figure("Anton Kreel said that 8 people were hurt.", "8")
    (figure,) = holders.attribute(found)
    assert dataclasses.replace(figure, attribution=None) == found.figures[0]


def test_no_figures_give_none() -> None:
    assert holders.attribute(dataclasses.replace(_with_figure("8 men.", "8"), figures=())) == ()
