"""Spans of names: runs, edges, kinds, and one type for one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.model.reading import Tag
from crosswire.resolve import names_agreement, names_kinds, names_spans, names_tags, names_words
from crosswire.resolve.names_words import Found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The mayor of Brod met Ana de la Vega.", ["The", "Brod", "Ana de la Vega"]),
        ("Norland's Ana Silva left.", ["Norland", "Ana Silva"]),
        ("Gov. Pavel Orlov left.", ["Gov. Pavel Orlov"]),
        ("He saw “Ana Silva”, not Brod.", ["He", "Ana Silva", "Brod"]),
    ],
)
def test_runs(text: str, words: list[str]) -> None:
    assert [text[a:b] for a, b in names_spans.runs(text, 0, len(text))] == words


@pytest.mark.parametrize(
    ("ragged", "mended"),
    [
        ("the “Brod Bank”", "Brod Bank"),
        ("Brod's", "Brod"),
        ("(Brod", "Brod"),
        ("the U.S.", "U.S."),
        (" Brod, ", "Brod"),
    ],
)
def test_trim(ragged: str, mended: str) -> None:
    start, end = names_spans.trim(ragged, 0, len(ragged))
    assert ragged[start:end] == mended


@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_trim_stays_inside_the_text(text: str, a: int, b: int) -> None:
    low, high = sorted((min(a, len(text)), min(b, len(text))))
    start, end = names_spans.trim(text, low, high)
    assert 0 <= start <= len(text) and end <= len(text)


@pytest.mark.parametrize(
    ("text", "name", "kind", "exact"),
    [
        ("the Poltava region.", "Poltava", "region", "Poltava region"),
        ("the Shebekino district.", "Shebekino", "district", "Shebekino"),
        ("the Shebekino region.", "Shebekino", "district", "Shebekino"),
        ("the province of Belgorod.", "Belgorod", "region", "province of Belgorod"),
        ("the town of Belgorod.", "Belgorod", None, "Belgorod"),
        ("Laurel County fair", "Laurel", "district", "Laurel County"),
    ],
)
def test_kinds_of_place(text: str, name: str, kind: str | None, exact: str) -> None:
    at = text.index(name)
    found = names_kinds.with_kind(text, Found(at, at + len(name), "place", "name", 1.0))
    assert (found.kind, text[found.start : found.end]) == (kind, exact)


def test_a_role_inside_a_tag_is_taken_off() -> None:
    text = "President Viktor Bondar left."
    found = names_tags.from_tags(text, [Tag("person", 0, 23, 0.9)])
    assert [(text[f.start : f.end], f.role) for f in found] == [("Viktor Bondar", "President")]


def test_one_spelling_gets_one_type() -> None:
    text = "Viktor Zorin left. Zorin said no. Zorin slept."
    spans = [(0, 12, "person", 0.85), (19, 24, "person", 0.8), (34, 39, "organisation", 0.6)]
    found = [Found(a, b, type, "name", score) for a, b, type, score in spans]  # type: ignore[arg-type]
    assert {f.type for f in names_agreement.agree(text, found)} == {"person"}


def test_settle_keeps_the_likelier_of_rivals() -> None:
    short, long = Found(0, 4, "place", "name", 0.6), Found(0, 9, "person", "name", 0.9)
    assert names_agreement.settle([short, long]) == [long]


@pytest.mark.parametrize(
    ("word", "iso"),
    [("Ukrainian", "UA"), ("українського", "UA"), ("Russians", "RU"), ("russian", None), ("table", None)],
)
def test_adjectives_of_countries(word: str, iso: str | None) -> None:
    assert names_words.adjective_country(word) == iso


@pytest.mark.parametrize(
    ("word", "is_one"), [("minister", True), ("губернатора", True), ("table", False), ("Gov.", True)]
)
def test_roles(word: str, is_one: bool) -> None:
    assert names_words.is_role(word) is is_one
