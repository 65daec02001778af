"""The pieces under lineage: sketches, marks, order of sentences, plain sentences."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.copies.conftest import OTHER, RETOLD, STORM, build

from crosswire.copies import alignment, fingerprint, grams
from crosswire.copies.units import day_of, fold, plain_sentences, units
from crosswire.language import lexicon, marks


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Kharkiv", "Харків"),
        ("Zelensky", "Зеленського"),
        ("Mariupol", "Маріуполі"),
        ("Szymański", "Шиманський"),
        ("Gladkov", "Гладков"),
    ],
)
def test_skeletons_survive_scripts_and_endings(left: str, right: str) -> None:
    assert marks.skeleton(left) == marks.skeleton(right) != ""


@pytest.mark.parametrize(("left", "right"), [("Kharkiv", "Kherson"), ("Putin", "Biden"), ("Dnipro", "Donetsk")])
def test_skeletons_keep_names_apart(left: str, right: str) -> None:
    assert marks.skeleton(left) != marks.skeleton(right)


@pytest.mark.parametrize(
    ("word", "concept"),
    [("ракетами", "missile"), ("Raketen", "missile"), ("missiles", "missile"), ("warm", None), ("war", "war")],
)
def test_concepts(word: str, concept: str | None) -> None:
    assert marks.concept(word) == concept


@pytest.mark.parametrize(
    ("written", "number"), [("5,200", "5200"), ("5.200", "5200"), ("3.5", "3.5"), ("3,5", "3.5"), ("007", "7")]
)
def test_numbers_lose_their_separators(written: str, number: str) -> None:
    assert marks.number(written) == number


def test_every_concept_has_english_and_a_second_language() -> None:
    for concept, languages in lexicon.load("concepts").items():
        assert languages.get("en"), concept
        assert len(languages) >= 2, concept
        for stems in languages.values():
            assert all(len(stem.rstrip(".")) >= 2 for stem in stems.split()), concept


def test_a_part_of_a_text_shares_most_of_its_sketch_with_the_whole() -> None:
    part, whole = fold(STORM), fold(f"{OTHER} {STORM} {OTHER[::-1]}")
    ours, theirs = fingerprint.sketch(part), fingerprint.sketch(whole)
    assert len(set(ours.tolist()) & set(theirs.tolist())) >= 0.2 * len(ours)
    assert not set(fingerprint.sketch(fold(OTHER)).tolist()) & set(ours.tolist())


def test_the_same_sentences_align_in_order() -> None:
    left, right = units([build("a", STORM), build("b", RETOLD)])
    found = alignment.align(left, right)
    assert found.ordered == 1.0
    assert [pair.left for pair in found.pairs] == [pair.right for pair in found.pairs]
    assert len(found.pairs) >= 6


def test_a_sentence_that_moved_is_still_found() -> None:
    sentences = STORM.split(". ")
    moved = ". ".join([*sentences[3:], *sentences[:3]]) + "."
    left, right = units([build("a", STORM), build("b", moved)])
    assert alignment.align(left, right).left_verbatim > 0.9


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=300))
def test_plain_sentences_are_trimmed_spans_in_order(text: str) -> None:
    end = 0
    for start, stop in plain_sentences(text):
        assert end <= start < stop <= len(text)
        assert text[start:stop] == text[start:stop].strip()
        end = stop


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(alphabet="abc de", min_size=4, max_size=40), min_size=1, max_size=5))
def test_gram_likeness_of_a_text_with_itself_is_one(texts: list[str]) -> None:
    found = grams.likeness(texts, texts)
    assert found.shape == (len(texts), len(texts))
    assert all(0.99 <= found[i, i] <= 1.01 for i in range(len(texts)))


@pytest.mark.parametrize(
    ("edtf", "known"),
    [("2024-03-01", True), ("2024-03-01T10:30", True), ("2024-03", False), (None, False), ("2024-13-40", False)],
)
def test_days(edtf: str | None, known: bool) -> None:
    assert (day_of(edtf) is not None) == known
