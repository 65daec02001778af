"""Spellings of name parts: folding to ASCII, and the quick answer beside the whole alignment."""

from anyascii import anyascii
from hypothesis import assume, example, given
from hypothesis import strategies as st

from crosswire.language.spelling import ascii_of, fold, from_cyrillic, is_within

NAMES = st.text(alphabet="abdehiklmnorstuvyz", min_size=1, max_size=11)


@given(st.text(max_size=12))
@example("Щастя’я")
@example("Gjerdø-Åsvær")
def test_characters_looked_up_once_are_as_the_library_gives_them(text: str) -> None:
    assert ascii_of(text) == anyascii(text)
    assert fold(text) == "".join(char for char in anyascii(text).lower() if char.isalnum())


@given(NAMES, NAMES, st.sampled_from((0.2, 0.35, 0.6, 1.1, 2.0)))
@example("orsa", "orsa", 0.2)
@example("belova", "bielova", 0.6)
@example("tarvyn", "tarvin", 0.6)
def test_the_quick_answer_is_that_of_the_whole_alignment(left: str, right: str, limit: float) -> None:
    cost = from_cyrillic(left, right)
    assume(abs(cost - limit) > 1e-6)
    assert is_within(left, right, limit) == (cost <= limit)


def test_nothing_is_within_reach_of_an_empty_name() -> None:
    assert not is_within("", "orsa", 100.0)
    assert not is_within("", "", 100.0)
