"""Ukrainian and Russian names in any case: forms proposed, countries told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.language.cases import by_last_letter, country_in_case, dictionary_forms, surname_in_nominative


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Одесу", "Одеса"),
        ("Вашингтоні", "Вашингтон"),
        ("Запоріжжю", "Запоріжжя"),
        ("Києві", "Київ"),
        ("Чернівцях", "Чернівці"),
        ("Лозовій", "Лозова"),
        ("Белгороде", "Белгород"),
        ("Великому Бурлуку", "Великий Бурлук"),
        ("Нової Гаті", "Нова Гать"),
    ],
)
def test_a_case_leads_to_the_dictionary_form(name: str, form: str) -> None:
    assert form in dictionary_forms(name)


@given(st.text(max_size=20))
def test_a_name_is_its_own_first_form(name: str) -> None:
    assert dictionary_forms(name)[0] == name


@pytest.mark.parametrize(
    ("name", "iso"),
    [
        ("Португалії", "PT"),
        ("Португалии", "PT"),
        ("Іраном", "IR"),
        ("В’єтнамі", "VN"),
        ("ОАЭ", "AE"),
        ("Тарвині", None),
        ("Portugal", None),
        ("Портфель", None),
    ],
)
def test_countries_in_any_case(name: str, iso: str | None) -> None:
    assert country_in_case(name) == iso


@pytest.mark.parametrize(
    ("word", "gender", "nominative"),
    [
        ("Орловим", "male", "Орлов"),
        ("Тарвінського", "male", "Тарвінський"),
        ("Мельниченка", "male", "Мельниченко"),
        ("Орлової", "female", "Орлова"),
        ("Тарвинской", "female", "Тарвинская"),
        ("Орел", "male", "Орел"),
    ],
)
def test_surnames(word: str, gender: str, nominative: str) -> None:
    assert surname_in_nominative(word, gender) == nominative


@given(st.lists(st.text(alphabet="aeiu", max_size=3), max_size=8), st.text(alphabet="aeiux", max_size=6))
def test_endings_by_their_last_letter_are_those_of_the_whole_list(endings: list[str], word: str) -> None:
    pairs = [(ending, number) for number, ending in enumerate(endings)]
    table = by_last_letter(pairs)
    chosen = table.get(word[-1:], table[""])
    assert [pair for pair in chosen if word.endswith(pair[0])] == [pair for pair in pairs if word.endswith(pair[0])]
