"""Language by sample; short texts contradict nothing."""

import pytest

from crosswire.extract.language import agrees, detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Two people were hurt when the dam burst, the mayor of Dorvik said on Monday.", "en"),
        ("Двоє людей поранені внаслідок прориву дамби, повідомив мер міста.", "uk"),
        ("Два человека пострадали при прорыве дамбы, сообщил мэр города.", "ru"),
        ("Zwei Menschen wurden verletzt, als der Damm brach, sagte der Bürgermeister.", "de"),
        ("12345 !!! ???", None),
        ("", None),
    ],
)
def test_detect(text: str, language: str | None) -> None:
    assert detect(text) == language


def test_a_foreign_introduction_does_not_decide() -> None:
    text = "Ein kurzer Satz auf Deutsch zuvor. " + "The mayor of Dorvik said that two people were hurt on Monday. " * 60
    assert detect(text) == "en"


@pytest.mark.parametrize(
    ("said", "found", "length", "expected"),
    [("uk-UA", "uk", 500, True), ("uk", "en", 500, False), ("uk", "en", 20, True), ("EN_gb", "en", 500, True)],
)
def test_agrees(said: str, found: str, length: int, expected: bool) -> None:
    assert agrees(said, found, "x" * length) is expected
