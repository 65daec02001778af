"""Markup of messengers in a text: what goes, what stays, and where links lead."""

# ruff: noqa: E501  (tables of cases)

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.base.text import normalise
from crosswire.extract.marks import Plain, settled, strip

LINK = "https://t.me/dorvik/7"


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**Two drones** were shot down.", "Two drones were shot down."),
        ("Two drones were **destroye**d near the 5**4-th mile** post.", "Two drones were destroyed near the 54-th mile post."),
        ("**Mayor: **b**oth bridges** are closed.", "Mayor: both bridges are closed."),
        ("**__Forty streets__** are closed.", "Forty streets are closed."),
        ("__🔹____ __[Dorvik Watch](https://t.me/dorvik)", "🔹 Dorvik Watch"),
        ("**News of the day  **▫️ The ferry **sails agai", "News of the day  ▫️ The ferry sails agai"),
        ("**The ferry** sails. 🔹 [Dorvik Watch](https://t.m", "The ferry sails. 🔹 Dorvik Watch"),
        ("**The ferry** sails. 🔹 [Dorvik Wat", "The ferry sails. 🔹 Dorvik Wat"),
        ("The **ferry** sails on **Monday*", "The ferry sails on Monday"),
        ("[\u200b](https://t.me/file/1.jpg)**Dam burst** near Dorvik", "Dam burst near Dorvik"),
        ("The man was ||Jo Lund|| of Dorvik.", "The man was Jo Lund of Dorvik."),
        ("The dam ~~held~~ burst.", "The dam held burst."),
        ("Send to `5168 7422 0001`, please.", "Send to 5168 7422 0001, please."),
        ("***Dam burst*** near Dorvik", "Dam burst near Dorvik"),
        ("Nor\u200bhaven and 1\u200c2 boats", "Norhaven and 12 boats"),
        ("soft\u00adly", "softly"),
        ("\u200e15 people", "15 people"),
    ],
)  # fmt: skip
def test_marks_go(marked: str, plain: str) -> None:
    assert strip(marked).text == plain


@pytest.mark.parametrize(
    "text",
    [
        "That f**king dam and its s**tty wall.",
        "a ** b ** c, or 2**3 and 4**5",
        "Prices** rose.\n** Without tax.",
        "It stands in __init__.py and x_y__z.",
        "Use __name__ and __file__ here.",
        "п`ять і дев`ять будинків",
        "a || b || c",
        "Name: ______ Age: ______",
        "The wall [sic] (see p. 4) fell.",
        "See https://dorvik.example/a__b__c and https://dorvik.example/a**b**c.",
        "👨\u200d👩\u200d👧 of Dorvik",
        "می\u200cخواهم",
        "שלום \u200f15",
        "* * *",
        "5 * 4 * 3",
    ],
)
def test_what_is_no_markup_stays(text: str) -> None:
    assert strip(text).text == text


def test_links_keep_their_words() -> None:
    found = strip(f"**See [part 2]({LINK})**, [the dam (old)](https://a.example/b_(c)) and [\u200b]({LINK}).")
    assert found.text == "See part 2, the dam (old) and ."
    assert [(found.text[a:b], url) for a, b, url in found.links] == [
        ("part 2", LINK),
        ("the dam (old)", "https://a.example/b_(c)"),
        ("", LINK),
    ]


def test_links_move_with_the_text() -> None:
    found = settled(Plain("A\r\nDo\u200brvik\r\nB", ((3, 10, LINK),)))
    assert found == Plain("A\nDorvik\nB", ((2, 8, LINK),))


PIECES = st.lists(st.sampled_from(["**", "__", "[w](https://a.b/c)", "[", "](", ")", "||", "`", "~~", "*", "word", "Б", " ", "\n", "https://a.b", ".", "\u200b", "e\u0301", "\u0301"]), max_size=30)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(PIECES)
def test_any_mess_settles(pieces: list[str]) -> None:
    found = strip("".join(pieces))
    assert strip(found.text).text == found.text
    assert all(0 <= a <= b <= len(found.text) for a, b, _ in found.links)
    still = settled(found)
    assert still.text == normalise(still.text)
    assert all(0 <= a <= b <= len(still.text) for a, b, _ in still.links)
