"""Byline, dateline and credit line at a text's head and foot; words that only look like them stay in the sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.extract.article import extract
from crosswire.extract.signed import find
from crosswire.model.report import Given, Received


def words(text: str) -> tuple[str | None, str | None, str | None]:
    found = find(text)
    spots = (found.byline, found.dateline, found.credit)
    return tuple(text[spot[0] : spot[1]] if spot else None for spot in spots)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "byline", "dateline", "credit"),
    [
        ("By Jo Lund\nThe dam burst.", "By Jo Lund", None, None),
        ("By Jo Lund and Al Moe, Harbour Post\n\nThe dam burst.", "By Jo Lund and Al Moe, Harbour Post", None, None),
        ("By JO LUND\nDORVIK (AP) — The dam burst.", "By JO LUND", "DORVIK (AP) —", None),
        ("By Jo Lund Two people were hurt.", "By Jo Lund", None, None),
        ("DORVIK (Agency) - Two people were hurt.", None, "DORVIK (Agency) -", None),
        ("DORVIK, March 3 (Reuters) — The dam burst.", None, "DORVIK, March 3 (Reuters) —", None),
        ("Dorvik (AFP) -- The dam burst.", None, "Dorvik (AFP) --", None),
        ("DORVIK – The dam burst.", None, "DORVIK –", None),
        ("Posted on 2 April 2031 by Jo Lund Two people were hurt.", "by Jo Lund", None, None),
        (
            "The dam burst. (Reporting by Al Moe; Editing by Bo Lund)",
            None,
            None,
            "(Reporting by Al Moe; Editing by Bo Lund)",
        ),
        ("The dam burst.\nSource: AFP", None, None, "Source: AFP"),
        ("The dam burst. - REUTERS", None, None, "- REUTERS"),
        ("The dam burst.\nJo Lund contributed to this report.", None, None, "Jo Lund contributed to this report."),
    ],
)
def test_found(text: str, byline: str | None, dateline: str | None, credit: str | None) -> None:
    assert words(text) == (byline, dateline, credit)


@pytest.mark.parametrize(
    "text",
    [
        "By Monday evening the dam had burst.",
        "By Lower Dorvik standards the flood was small.",
        "By Mayor Lund's order the schools stay closed.",
        "Analysis – What we know about the dam.",
        "The mayor (AP) fell.",
        "Dorvik – the town below the dam – was flooded.",
        "Two people, sources said, were hurt.",
        "The source: a broken pipe in the wall was found on Monday by the crew. It was old.",
        "",
    ],
)
def test_left_to_the_sentence(text: str) -> None:
    assert words(text) == (None, None, None)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("By JoLunD(AP)—-–:;.,\n \"'Є3й"), max_size=80))
def test_spans_lie_in_the_text_and_apart(text: str) -> None:
    spots = [spot for spot in (find(text).byline, find(text).dateline, find(text).credit) if spot]
    assert all(0 <= start < end <= len(text) for start, end in spots)
    assert all(a[1] <= b[0] or b[1] <= a[0] for a in spots for b in spots if a is not b)


def test_a_report_carries_them() -> None:
    text = "By Jo Lund\nDORVIK (AP) — Two people were hurt when the dam burst.\nSource: AFP"
    report, _ = extract(Received("a.txt", "text", text, Given(author="Jo Lund", updated="2031-05-03"), kind="post"))
    spans = (report.byline, report.dateline, report.credit)
    assert [span.exact if span else None for span in spans] == ["By Jo Lund", "DORVIK (AP) —", "Source: AFP"]
    assert (report.author, report.kind) == ("Jo Lund", "post")
    assert (report.updated.edtf, report.updated.evidence) == ("2031-05-03", "given")
