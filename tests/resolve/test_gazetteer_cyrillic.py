"""What Ukrainian and Russian names of places may mean, in any case."""

import pytest

from crosswire.resolve.gazetteer_cyrillic import meant, people, region_noun, town_of_adjective, town_of_region_noun


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("Одесу", "Odesa"),
        ("Вашингтоні", "Washington"),
        ("Запоріжжю", "Zaporizhzhya"),
        ("Великому Бурлуку", "Velykyi Burluk"),
        ("Португалії", "Portugal"),
    ],
)
def test_a_place_in_any_case(name: str, record: str) -> None:
    assert record in {one.name for one in meant(name)}


def test_only_near_countries_have_villages() -> None:
    assert {one.country for one in meant("Лиману")} <= {"UA", "RU", "BY", "MD"}
    assert not [one for one in meant("Панда") if one.population < 100_000]


def test_a_town_that_goes_by_the_name_excludes_what_was_once_called_so() -> None:
    assert "Donetsk" not in {one.name for one in meant("Олександрівка")}
    assert "Rodynske" not in {one.name for one in meant("Лиману")}


def test_the_name_as_written_comes_first() -> None:
    assert {one.name for one in meant("Покровське")} == {"Pokrovske"}
    assert people("Київ")[0] > people("Київ")[1]


@pytest.mark.parametrize(
    ("word", "town"),
    [
        ("Лиманському", "Лиман"),
        ("Краматорському", "Краматорськ"),
        ("Костянтинівському", "Костянтинівка"),
        ("Гуляйпільському", "Гуляйполе"),
        ("Львівській", "Львів"),
        ("Краснолиманском", "Лиман"),
        ("Слобожанському", None),
        ("Лиман", None),
    ],
)
def test_towns_that_adjectives_are_made_of(word: str, town: str | None) -> None:
    assert town_of_adjective(word) == town


@pytest.mark.parametrize(
    ("word", "noun"), [("Харківщині", "Харківщина"), ("Курщини", "Курщина"), ("Угорщині", None), ("щині", None)]
)
def test_nouns_for_the_land_around_a_town(word: str, noun: str | None) -> None:
    assert region_noun(word) == noun


def test_the_town_of_such_a_noun() -> None:
    town = town_of_region_noun("Уманщині")
    assert town is not None and "Uman" in {one.name for one in meant(town)}
