"""Paragraphs as laid out, and lines that look like headlines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.segment.blocks import announces, blocks, is_caption, is_headline, stems, unbulleted


def lines(text: str) -> list[str]:
    return [text[block.start : block.end] for block in blocks(text)]


def test_paragraphs_and_gaps() -> None:
    text = " One.\nTwo. \n\nThree.\n\n\n\nFour."
    assert lines(text) == ["One.", "Two.", "Three.", "Four."]
    assert [block.gap for block in blocks(text)] == [0, 1, 2, 4]


def test_hard_wrapped_text_is_joined() -> None:
    text = (
        "Two people were hurt when the Maren dam burst on\nMonday, the mayor of Dorvik said. Water reached\n"
        "the market place and the old harbour by noon,\nand the school was closed.\n\n"
        "The ministry said that it had warned the town of\nthe danger twice since the spring, and that\n"
        "the wall was old."
    )
    assert [line.replace("\n", " ")[-12:] for line in lines(text)] == [" was closed.", "all was old."]


@pytest.mark.parametrize(
    "text",
    [
        "Dam bursts near Dorvik\nTwo people hurt\nSchool closed\nMarket under water",
        "- Dam bursts near the town of Dorvik\n- Two people hurt in the flood here\n- School closed",
        "The mayor said one thing about the dam and the people of the town of Dorvik on Monday at the harbour.\n"
        "Then she said another thing, about the market place, and left.\nThe ministry did not answer.",
    ],
)
def test_lists_and_one_line_paragraphs_keep_their_breaks(text: str) -> None:
    assert lines(text) == text.split("\n")


@given(st.text("ab .\n", max_size=300))
def test_blocks_cover_every_word_in_order(text: str) -> None:
    found = blocks(text)
    assert "".join("".join(line.split()) for line in lines(text)) == "".join(text.split())
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("Dam bursts near Dorvik", True),
        ("Mayor: “We had no warning”", True),
        ("Who broke the dam?", True),
        ("3 hurt in flood", True),
        ("Two people were hurt.", False),
        ("“We had no warning.”", False),
        ("“Greetings from Dorvik”", False),
        ("Summary of the day:", False),
        ("See pic.twitter.com/abc", False),
        ("Ann (@ann) wrote this", False),
        ("• a bullet", False),
        ("word " * 40 + "end", False),
        ("The wall in spring (Coast Agency – Archive)", False),
    ],
)
def test_headlines(line: str, headline: bool) -> None:
    assert is_headline(line) is headline


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("The broken wall at Maren (Coast – Archive)", True),
        ("The mayor at the harbour on Monday. Photo: Coast Pictures", True),
        ("Residents leave the market [Jo Lund/AFP]", True),
        ("The mayor went to the archive.", False),
        ("The agency (AFP) said so on Monday.", False),
    ],
)
def test_captions(line: str, caption: bool) -> None:
    assert is_caption(line) is caption


def test_bullets() -> None:
    for text in ("• Dam bursts", "- Dam bursts", "1. Dam bursts", "🔹 Dam bursts"):
        block = unbulleted(text, blocks(text)[0])
        assert text[block.start : block.end] == "Dam bursts"


def test_announcements() -> None:
    assert announces("digest", "Summary of key events in the last 24 hours:")
    assert announces("digest", "Головне за добу")
    assert announces("live", "Flood: live updates from Dorvik")
    assert not announces("digest", "The dam burst on Monday")


def test_stems_meet_across_forms_and_numbers() -> None:
    assert set(stems("seven scouts captured")) & set(stems("7 scouts, capturing")) == {"7", "scout", "captu"}
