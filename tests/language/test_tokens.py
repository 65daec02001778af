from hypothesis import given
from hypothesis import strategies as st

from crosswire.language import tokens
from crosswire.language.tokens import words


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in words(text)]


def test_clitics_acronyms_numbers_and_hyphens() -> None:
    assert cut("He didn't say it’s the U.S.-led F-16.") == [
        "He", "did", "n't", "say", "it", "’s", "the", "U.S.", "-", "led", "F", "-", "16", ".",
    ]  # fmt: skip
    assert cut("O’Malley's 1,200.5 at 10:30") == ["O’Malley", "'s", "1,200.5", "at", "10:30"]


def test_other_scripts_stay_whole() -> None:
    assert cut("Губернатор сказал: нет") == ["Губернатор", "сказал", ":", "нет"]
    assert cut("e\u0301te\u0301 fini") == ["e\u0301te\u0301", "fini"]


def test_a_part_of_the_text() -> None:
    text = "one two three"
    assert words(text, 4, 7) == [(4, 7)]
    assert words(text, 8) == [(8, 13)]
    assert words("") == []


@given(st.text(max_size=200))
def test_words_lie_in_the_text_in_order_and_leave_only_space_and_marks(text: str) -> None:
    found = words(text)
    edge = 0
    for start, end in found:
        assert edge <= start < end <= len(text)
        assert not text[start:end].isspace()
        assert not any(char.isalnum() for char in text[edge:start])
        edge = end
    assert not any(char.isalnum() for char in text[edge:])


@given(st.text(alphabet="ab’'nts.UO1,2 -é\u0301\n", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_a_stretch_of_a_text_is_cut_as_if_it_stood_alone_from_its_start(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    assert words(text, start, end) == [m.span() for m in tokens._WORD.finditer(text, start, end)]


def test_what_is_given_back_may_be_changed() -> None:
    text = "one two three four"
    words(text, 4, 13).clear()
    assert words(text, 4, 13) == [(4, 7), (8, 13)]
