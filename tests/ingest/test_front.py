"""Front matter: what is read, what is warned of, what stays in the text."""

import pytest

from crosswire.ingest import front
from crosswire.model.report import Given


def test_all_fields() -> None:
    found = front.split(
        "---\npublished: 2031-05-02\noutlet: The Harbour Post\ntitle: 'Dam: what we know'\n"
        "url: https://example.org/a\nlanguage: en\n---\n\nText.\n"
    )
    assert found.given == Given("The Harbour Post", "Dam: what we know", "https://example.org/a", "en", "2031-05-02")
    assert found.text == "Text.\n"
    assert not found.warnings


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("---\npublished: 2031-05-02T10:30:00Z\n---\nText", "2031-05-02T10:30:00+00:00"),
        ("---\r\npublished: 2 May 2031\r\n---\r\nText", "2 May 2031"),
        ("---\npublished: 2031\n...\nText", "2031"),
    ],
)
def test_dates(text: str, published: str) -> None:
    found = front.split(text)
    assert (found.given.published, found.text) == (published, "Text")


def test_unknown_keys_are_warned_of() -> None:
    found = front.split("---\noutlet: A\nmood: B\nfrom: x\ntags: [x]\n---\nText")
    assert found.given.outlet == "A"
    assert [reason for reason, _ in found.warnings] == ["unknown-front-matter-key"] * 2


def test_names_other_programs_give() -> None:
    head = "title: Dam\ndate: 2031-05-02\nsource: https://hp.example/1\nauthor: ['[[Pia Holt]]']\nlastmod: 2031-05-03\n"
    found = front.split(f"---\n{head}lang: en\nsite: Harbour Post\ntags: [x]\nlayout: post\n---\nText")
    assert not found.warnings
    assert found.given == Given(
        "Harbour Post", "Dam", "https://hp.example/1", "en", "2031-05-02", "2031-05-03", "Pia Holt"
    )
    assert front.split("---\ndate: 2031-05-02\npublished: 2031-05-01\n---\nText").given.published == "2031-05-01"


def test_values_that_are_no_words() -> None:
    found = front.split("---\noutlet: [a, b]\ntitle: true\n---\nText")
    assert found.given == Given()
    assert [reason for reason, _ in found.warnings] == ["bad-front-matter-value"] * 2


def test_bad_yaml_is_kept_as_text() -> None:
    text = "---\noutlet: [The Post: late edition\n---\nText"
    found = front.split(text)
    assert found.text == text
    assert [reason for reason, _ in found.warnings] == ["bad-front-matter"]


@pytest.mark.parametrize(
    "text",
    [
        "No front matter.",
        "Text\n---\noutlet: A\n---\n",
        "---\nA rule above a text\n---\nand below.",
        "---\nnever closed",
        "",
    ],
)
def test_what_is_no_front_matter(text: str) -> None:
    assert front.split(text) == front.Front(text)


def test_empty_front_matter() -> None:
    assert front.split("---\n\n---\nText").text == "Text"


@pytest.mark.parametrize(
    "title",
    [
        "Toll rises: nine dead",
        "Minister: 'no warning' at Ostvik: report",
        "Day 12: the water falls: what we know",
    ],
)
def test_a_headline_with_a_colon_needs_no_quotes(title: str) -> None:
    found = front.split(f"---\noutlet: Ostvik Post\ntitle: {title}\npublished: 2025-03-04\n---\nThe wall fell.\n")
    assert (found.given.title, found.given.outlet, found.given.published) == (title, "Ostvik Post", "2025-03-04")
    assert found.text == "The wall fell.\n"
    assert found.warnings == ()
