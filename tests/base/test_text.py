import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.base.text import Selector, locate, normalise, select, trim


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("\ufeffword", "word"),
        ("nul\x00l", "null"),
        ("tab\tstays", "tab\tstays"),
        ("“curly” – stays\u00a0so", "“curly” – stays\u00a0so"),
        ("e\u0301", "é"),
        ("line\u2028separator", "line\nseparator"),
    ],
)
def test_normalise(raw: str, expected: str) -> None:
    assert normalise(raw) == expected


@given(st.text())
def test_normalise_is_idempotent(raw: str) -> None:
    assert normalise(normalise(raw)) == normalise(raw)


@given(st.text(min_size=1), st.data())
def test_a_selector_finds_its_own_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, len(text)))
    assert locate(text, select(text, start, end)) == (start, end)


def test_a_selector_survives_an_insertion_before_it() -> None:
    text = "The bridge fell. Then the other bridge fell too."
    selector = select(text, 32, 38)
    assert selector.exact == "bridge"
    longer = "On Monday it rained. " + text
    assert locate(longer, selector) == (53, 59)


def test_a_selector_whose_words_are_gone_finds_nothing() -> None:
    assert locate("quite another text", Selector(3, 9, "bridge", "The ", " fell")) is None


def test_select_refuses_a_span_outside_the_text() -> None:
    with pytest.raises(ValueError, match="outside"):
        select("short", 2, 9)


@given(st.text(alphabet=" \n\tab"))
def test_trim_leaves_no_white_space_at_the_ends(text: str) -> None:
    start, end = trim(text, 0, len(text))
    assert text[start:end] == text.strip()
