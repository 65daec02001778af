"""Markdown becomes reading text: the words stay, the marks go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.extract.markdown import render


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("The mayor said **two** people were _hurt_.", "The mayor said two people were hurt."),
        ("See [the list](https://example.org/a_(b) 'x').", "See the list."),
        ("See [the list][1].\n\n[1]: https://example.org", "See the list."),
        ("![A dam](dam.png) Water rose.", " Water rose."),
        ("> “We are safe,” she said.\n> — mayor", "“We are safe,” she said.\n— mayor"),
        ("Text\n\n---\n\nMore", "Text\n\nMore"),
        ("5 * 3 and snake_case_name", "5 * 3 and snake_case_name"),
        ("**Headline. **Text goes on.", "Headline. Text goes on."),
        ("It cost \\$5 \\*more\\*", "It cost $5 *more*"),
        ("- one\n- two", "- one\n- two"),
        ("`code` and <b>bold</b>", "code and bold"),
        ("A <!-- hidden --> B", "A  B"),
        ("She wrote <https://example.org/x>.", "She wrote https://example.org/x."),
    ],
)
def test_marks_go(source: str, text: str) -> None:
    assert render(source)[0] == text


def test_headings_become_lines_and_the_first_is_the_title() -> None:
    text, title = render("# Dam bursts\n\nWater rose.\n\n## Background\nOld dam.")
    assert title == "Dam bursts"
    assert [line for line in text.split("\n") if line] == ["Dam bursts", "Water rose.", "Background", "Old dam."]


@given(st.text("abc \n.,“”'", max_size=200))
def test_plain_words_keep_their_order(source: str) -> None:
    assert "".join(render(source)[0].split()) == "".join(source.split())
