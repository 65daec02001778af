"""Paragraphs aligned to listed headlines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.segment.alignment import align

HEADLINES = ["Dam bursts near Dorvik", "Ferry strike enters second week", "Minister visits flooded museum"]
BODY = [
    "The Maren dam burst near Dorvik on Monday night.",
    "Engineers had warned that the wall was old.",
    "The strike of ferry crews went into its second week.",
    "Harbour workers joined the crews on Tuesday.",
    "Culture minister Ann Moe visited the museum that was flooded.",
    "She promised money for its paintings.",
]


def test_sections_begin_where_headlines_are_said_again() -> None:
    assert align(HEADLINES, BODY) == [0, 2, 4]


def test_a_section_does_not_begin_with_meanwhile() -> None:
    body = [
        *BODY[:2],
        "Crews of the northern ferry stayed ashore in the second week.",
        "Meanwhile, the ferry strike goes on.",
        *BODY[3:],
    ]
    assert align(HEADLINES, body)[1] == 2


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text("abc de", min_size=1, max_size=30), min_size=1, max_size=5), st.integers(0, 6))
def test_sections_are_in_order_and_hold_at_least_one_paragraph(headlines: list[str], more: int) -> None:
    body = ["".join(reversed(text)) for text in headlines] + ["x"] * more
    cuts = align(headlines, body)
    assert cuts[0] == 0
    assert all(a < b for a, b in zip(cuts, [*cuts[1:], len(body)], strict=True))


def test_too_few_paragraphs() -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        align(HEADLINES, BODY[:2])
    assert align([], BODY) == []
