from hypothesis import given
from hypothesis import strategies as st

from crosswire.language.windows import LONGEST, layout, paragraphs, read, windows

QUOTED = "He said “we hold the city” on Monday.\nShe denied it."


def lines(text: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    for line in text.split("\n"):
        spans += [(at, at + len(line))] if line.strip() else []
        at += len(line) + 1
    return spans


def test_a_line_break_between_sentences_begins_a_paragraph_and_one_within_does_not() -> None:
    text = "One.\nTwo. Three\nfour."
    assert paragraphs(text, [(0, 4), (5, 9), (10, 21)]) == [(0, 4), (5, 21)]
    assert paragraphs("", []) == []


def test_straight_and_curly_quotes_look_alike_and_dashes_too() -> None:
    curly = read(QUOTED, lines(QUOTED))
    straight = read(QUOTED.replace("“", '"').replace("”", '"'), lines(QUOTED))
    assert [(w.ids, w.shape) for w in curly] == [(w.ids, w.shape) for w in straight]
    assert read("a – b", [(0, 5)])[1].ids == read("a — b", [(0, 5)])[1].ids


def test_words_within_quotes_are_marked_and_an_open_quote_ends_with_its_paragraph() -> None:
    words = read('He said "we hold\nthe city', [(0, 16), (17, 25)])
    assert [w.shape >= 11 for w in words] == [False, False, True, True, True, False, False]
    assert [w.opens for w in words] == [True, False, False, False, False, True, False]


@given(st.lists(st.sampled_from(["word ", "Kyiv. ", "antidisestablishmentarianism ", "— ", "\n"]), max_size=900))
def test_every_word_is_owned_once_and_windows_keep_their_limit(parts: list[str]) -> None:
    text = "".join(parts)
    sentences = lines(text)
    words = read(text, paragraphs(text, sentences))
    owned: list[int] = []
    for window in windows(words, [a for a, _ in sentences]):
        assert window.first <= window.own_first < window.own_last <= window.last
        ids, shapes, firsts = layout(words[window.first : window.last])
        assert len(ids) == len(shapes) <= LONGEST
        assert len(firsts) == window.last - window.first
        owned += range(window.own_first, window.own_last)
    assert owned == list(range(len(words)))
