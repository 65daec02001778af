"""Persons' names in the nominative, where their endings say it without doubt."""

import pytest

from crosswire.language.nominative import person_in_nominative, public_surname


@pytest.mark.parametrize(
    ("name", "nominative"),
    [
        ("Віктора Орлова", "Віктор Орлов"),
        ("Володимиром Тарвінським", "Володимир Тарвінський"),
        ("Олександра Тарвінського", "Олександр Тарвінський"),
        ("Тараса Мельниченка", "Тарас Мельниченко"),
        ("Анны Беловой", "Анна Белова"),
        ("Марії Орлової", "Марія Орлова"),
        ("Дональда Бранта", "Дональд Брант"),
        ("Дональдом Брантом", "Дональд Брант"),
        # as written: another case than the given name's, no ending that says it, the nominative, another script
        ("Сергея Барду", "Сергея Барду"),
        ("Степана Банди", "Степана Банди"),
        ("Олександра Мельниченко", "Олександра Мельниченко"),
        ("Людмила Брант", "Людмила Брант"),
        ("Viktor Orlov", "Viktor Orlov"),
        ("Орлову", "Орлову"),
    ],
)
def test_persons(name: str, nominative: str) -> None:
    assert person_in_nominative(name) == nominative


@pytest.mark.parametrize(("word", "name"), [("Путину", "Путин"), ("Зеленським", "Зеленський"), ("Орлову", None)])
def test_surnames_known_by_themselves(word: str, name: str | None) -> None:
    assert public_surname(word) == name
