"""Where and when a figure is: from its sentence, its paragraph, the headline and lede - or not said."""

import re

import pytest

from crosswire.model.account import Reading
from crosswire.model.mention import Figure, Mention, Time
from crosswire.model.report import UNDATED, Item, Passage, Report
from crosswire.resolve.quantities import find

PLACES = ("Orlen region", "Orlen", "Tarvin", "Velin", "Germany")
DAYS = {"Monday": "2031-03-03", "Tuesday": "2031-03-04", "2027": "2027", "March 2027": "2027-03"}


def reading(*paragraphs: str, headline: str | None = None) -> Reading:
    text = "\n\n".join(([headline] if headline else []) + list(paragraphs))
    report = Report("rep-1", "a.txt", None, "article", None, None, "en", UNDATED, text)
    item = Item("itm-1", "rep-1", "article", headline, 0, len(text), UNDATED)
    passages, at = [], 0
    for number, paragraph in enumerate(text.split("\n\n")):
        if headline and number == 0:
            passages.append(Passage(0, len(headline), "headline", "itm-1", "rep-1", 0))
        else:
            spans = [(at + m.start(), at + m.end()) for m in re.finditer(r"[^\s.][^.]*\.?", paragraph)]
            passages.extend(Passage(*span, "sentence", "itm-1", "rep-1", number) for span in spans)
        at += len(paragraph) + 2
    mentions = tuple(
        Mention(s, e, "rep-1", n, "place", "name", f"ent-{n}", "itm-1") for s, e, n in _named(text, PLACES)
    )
    times = tuple(
        Time(s, e, "rep-1", n, f"tim-{s}", "itm-1", DAYS[n], anchor="2031-03-05")
        for s, e, n in _named(text, tuple(DAYS))
    )
    return Reading(report, (item,), tuple(passages), (), times, mentions)


def _named(text: str, names: tuple[str, ...]) -> list[tuple[int, int, str]]:
    taken = set[int]()
    found = []
    for name in sorted(names, key=len, reverse=True):
        for match in re.finditer(rf"\b{name}\b", text):
            if taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                found.append((*match.span(), name))
    return sorted(found)


def only(reading_: Reading) -> Figure:
    (figure,) = find(reading_)
    return figure


@pytest.mark.parametrize(
    ("paragraphs", "place"),
    [
        (("Nine guests were injured in Tarvin.",), "Tarvin"),
        (("Nine guests were injured in the town of Tarvin in Germany.",), "Tarvin"),
        (("In Velin calm returned, while in Tarvin nine guests were injured.",), "Tarvin"),
        (("Shells fell on targets in Tarvin, where 6 guests were hurt.",), "Tarvin"),
        (("A fire broke out in Tarvin. Nine guests were injured.",), "Tarvin"),
        (("A fire broke out in Tarvin.", "The roof is gone.", "Nine guests were injured."), "Tarvin"),
        (("Nine guests from Velin were injured.",), None),
        (("A fire broke out in Tarvin.", "Later a wall fell in Velin.", "Nine guests were injured."), None),
        (("A fire broke out in Tarvin.", "A wall fell in Velin. Nine guests were injured."), "Velin"),
        (("A fire broke out in Tarvin. Nine guests from Velin were injured.",), None),
        (("Nine guests were injured, the mayor of Velin said.",), None),
        (("Germany sent word. Nine guests were injured.",), None),
    ],
)
def test_place(paragraphs: tuple[str, ...], place: str | None) -> None:
    assert only(reading(*paragraphs)).place_name == place


def test_headline_and_lede_agree_on_the_place() -> None:
    told = reading(
        "Two men were seen in the Tarvin district of the Orlen region.", "More followed.", "Nine guests were injured.",
        headline="Raid in the Orlen region",
    )  # fmt: skip
    assert next(f for f in find(told) if f.what == "injured").place_name == "Orlen region"


@pytest.mark.parametrize(
    ("paragraphs", "time"),
    [
        (("On Tuesday nine guests were injured.",), "2031-03-04"),
        (("The roof fell on Tuesday. Nine guests were injured.",), "2031-03-04"),
        (("The roof fell on Tuesday.", "Nine guests were injured."), "2031-03-04"),
        (("Nine guests were injured on Monday and the road was closed on Tuesday.",), "2031-03-03"),
        (("Nine guests were injured, the mayor said on Tuesday.",), None),
        (("Nine guests were injured.",), None),
        (("More than 900 people have been killed since the war began in March 2027.",), None),
        (("The war broke out in March 2027. Nine guests were injured.",), None),
    ],
)
def test_time(paragraphs: tuple[str, ...], time: str | None) -> None:
    assert only(reading(*paragraphs)).time == time


def test_a_number_of_a_date_is_no_figure() -> None:
    assert find(reading("In 2027 people voted.")) == ()


def test_figures_are_spans_of_the_text_with_their_item() -> None:
    told = reading("Shells hit Tarvin.", "Three sailors were killed and six more people were injured.")
    for figure in find(told):
        assert told.report.text[figure.start : figure.end] == figure.exact
        assert figure.item == "itm-1"
        assert figure.id.startswith("fig-")
    assert len({figure.id for figure in find(told)}) == 2


def test_boilerplate_has_no_figures() -> None:
    told = reading("Join 3 million readers.")
    told = Reading(
        Report("rep-1", "a", None, "article", None, None, "en", UNDATED, told.report.text, (told.report.span(0, 23),)),
        told.items, told.passages,
    )  # fmt: skip
    assert find(told) == ()
