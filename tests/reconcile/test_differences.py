"""Which fact differs between two versions of a text, read by the real flow; invented names and places."""

import pytest

from crosswire.base.ids import make_id
from crosswire.model.report import Dated, Report
from crosswire.reconcile.differences import compare, facts
from crosswire.run import flow

TEXT = (
    "At least 12 civilians were killed in an airstrike on a market in Dunmere on Monday, a hospital said. "
    "The northern army carried out the attack, officials said. Rescuers worked through the night."
)


def read(text):
    return flow.read(Report(make_id("report", text), "t", None, "article", None, None, "en", Dated(), text))


def differing(one, two):
    return facts(compare(read(one), read(two)))


@pytest.mark.parametrize(
    ("fact", "old", "new"),
    [
        ("casualties", "12 civilians", "12 soldiers"),
        ("casualties", "12 civilians", "31 civilians"),
        ("cause", "an airstrike on", "a poison gas attack on"),
        ("place", "in Dunmere", "in Ansel"),
        ("date", "on Monday", "on Thursday"),
        ("date", "on Monday", "on 3 March 2021"),
        ("actor", "The northern army carried", "Rebel groups carried"),
    ],
)
def test_one_change_is_told_by_its_kind(fact, old, new):
    assert differing(TEXT, TEXT.replace(old, new)) == (fact,)


@pytest.mark.parametrize(
    "other",
    [TEXT, TEXT[: TEXT.rindex("Rescuers")], TEXT.replace("12", "twelve"), TEXT.replace("officials", "officials'")],
)
def test_no_change_is_none(other):
    assert differing(TEXT, other) == ()


def test_two_changes_are_both_told():
    changed = TEXT.replace("Dunmere", "Ansel").replace("Monday", "Friday")
    assert set(differing(TEXT, changed)) == {"place", "date"}


def test_a_difference_cites_both_texts():
    one, two = read(TEXT), read(TEXT.replace("Monday", "Friday"))
    (difference,) = compare(one, two)
    for span, reading in ((difference.before, one), (difference.after, two)):
        assert reading.report.text[span.start : span.end] == span.exact
    assert (difference.before.exact, difference.after.exact) == ("Monday", "Friday")


def test_march_beside_a_day_is_a_date_wherever_it_stands():
    """A dateline without a comma that no time is read in."""
    assert differing(f"April 6 2021 {TEXT}", f"March 20 2021 {TEXT}") == ("date",)
