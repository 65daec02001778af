"""What changed between two versions, from real readings."""

import pytest

from crosswire.model.account import Reading
from crosswire.model.report import Given, Received
from crosswire.run import runner
from crosswire.run.versions import Step, compare, describe

FIRST = """The sea wall above Marrow Bridge failed early on Tuesday, Mayor Petra Ullman said.
At least three people were injured, Ullman said.

Harbour master Jonas Veld denied that the gates had been left open overnight.

Rescue services closed the road to the harbour."""


def reading(text: str, *, published: str = "2025-03-11", title: str = "Wall fails") -> Reading:
    outcome = runner.extract(Received("a.txt", "text", text, Given(published=published, title=title, outlet="Post")))
    assert outcome.report is not None
    return runner.read(outcome.report, epoch=None, published=None)


def step(*changes: tuple[str, str], **said: str) -> Step:
    text = FIRST
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return compare(reading(FIRST), reading(text, **said))


def found(made: Step, kind: str) -> list[tuple[str, str | None, str | None]]:
    return [(each.how, each.before, each.after) for each in made.differences if each.kind == kind]


def test_nothing_changed() -> None:
    made = step()
    assert made.differences == ()
    assert "  the words are the same" in list(describe(made, number=2))


def test_white_space_is_no_change() -> None:
    assert step(("road to the", "road  to the")).differences == ()


def test_a_figure() -> None:
    made = step(("three", "nine"))
    assert found(made, "figure") == [("changed", "three", "nine")]
    ((how, before, after),) = found(made, "sentence")
    assert how == "changed" and "three" in (before or "") and "nine" in (after or "")
    assert [how for how, *_ in found(made, "claim")] == ["changed"]


def test_a_denial_that_becomes_an_admission() -> None:
    made = step(("denied that", "said that"))
    ((how, before, after),) = found(made, "claim")
    assert how == "changed"
    assert (before or "").startswith("denies: ") and (after or "").startswith("asserts: ")


@pytest.mark.parametrize(
    ("old", "new", "how"),
    [
        ("\n\nRescue services closed the road to the harbour.", "", "removed"),
        ("harbour.", "harbour.\n\nTwo boats sank off Pell Island.", "added"),
    ],
)
def test_a_sentence_comes_or_goes(old: str, new: str, how: str) -> None:
    assert [each for each, *_ in found(step((old, new)), "sentence")] == [how]


def test_title_and_date() -> None:
    made = step(published="2025-03-12", title="Wall fails; nine hurt")
    assert found(made, "title") == [("changed", "Wall fails", "Wall fails; nine hurt")]
    assert found(made, "date") == [("changed", "2025-03-11", "2025-03-12")]


def test_every_span_quotes_its_version() -> None:
    before, after = reading(FIRST), reading(FIRST.replace("three", "nine"))
    for each in compare(before, after).differences:
        for span, side in ((each.before_span, before), (each.after_span, after)):
            if span is not None:
                assert span.report == side.report.id
                assert side.report.text[span.start : span.end] == span.exact
