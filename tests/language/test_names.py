"""Names compared: one or two, with the reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.language import names
from crosswire.language.names import NameType, same_name

PERSONS_SAME = [
    ("Olena Kovalchuk", "Elena Kovalchuk"),  # not told apart by letters: e and o
    ("Viktor Melnyk", "Виктор Мельник"),
    ("Viktor Melnyk", "Melnyk"),
    ("Sergei Lavrentyev", "Serhii Lavrentiev"),
    ("Aleksandr Petrenko", "Oleksandr Petrenko"),
    ("Mykhailo Shevchenko", "Михаил Шевченко"),
    ("Dr. Robert Keller", "Bob Keller"),
    ("J. Halvorsen", "Jonas Halvorsen"),
    ("Yuriy Tkachuk", "Yuri Tkachuk"),
    ("Віталій Кравець", "Vitaliy Kravets"),
    ("Josip Barell", "Josip Barrell"),
    ("Khvorostov", "Hvorostov"),
    ("Viktor Petrovych Bondar", "Bondar Viktor Petrovych"),
]
PERSONS_APART = [
    ("Viktor Melnyk", "Olena Melnyk"),
    ("Andrei Sokolov", "Andrei Sokolova"),
    ("Ivan Petrov", "Ivan Pavlov"),
    ("Marta Lind", "Marta Lund"),
    ("John Harding", "John Hardy"),
    ("Bill Ashworth", "Hillary Ashworth"),
    ("Johnson", "Johnston"),
    ("Makarov", "Markov"),
    ("", "Melnyk"),
]
BODIES_SAME = [
    ("Ministry of Health of Poland", "Polish Health Ministry"),
    ("Polish Foreign Ministry", "Ministry of Foreign Affairs of Poland"),
    ("Norwegian Ministry of Defence", "Norway's Defense Ministry"),
    ("Free Karelia Legion", "Karelia Freedom Corps"),
    ("NATO", "НАТО"),
    ("EU", "European Union"),
    ("World Health Organization", "WHO"),
    ("Northland Rivers Authority", "Northland Rivers Authority"),
    ("Centre for Grain Studies", "Center for Grain Studies"),
]
BODIES_APART = [
    ("Polish Health Ministry", "Danish Health Ministry"),
    ("Polish Health Ministry", "Health Ministry"),
    ("14th Brigade", "15th Brigade"),
    ("Karelia Volunteer Corps", "Karelia Freedom Corps"),
    ("Bank of Norland", "Port of Norland"),
    ("Russian Ministry of Defence", "Ukrainian Ministry of Defence"),
    ("European Commission", "European Council"),
]
PLACES_SAME = [
    ("Kyiv", "Kiev"),
    ("Харків", "Kharkov"),
    ("Lviv Oblast", "Lviv region"),
    ("Russia", "Russian Federation"),
    ("Zaporizhzhia", "Zaporozhye"),
    ("St. Petersburg", "Saint Petersburg"),
]
PLACES_APART = [
    ("Odesa", "Odesa region"),
    ("Poltava district", "Poltava region"),
    ("Donetsk", "Dnipro"),
    ("Niger", "Nigeria"),
    ("Austria", "Australia"),
]
TABLE: list[tuple[NameType, list[tuple[str, str]], bool]] = [
    ("person", PERSONS_SAME, True),
    ("person", PERSONS_APART, False),
    ("organisation", BODIES_SAME, True),
    ("organisation", BODIES_APART, False),
    ("place", PLACES_SAME, True),
    ("place", PLACES_APART, False),
]
CASES = [(type, a, b, same) for type, rows, same in TABLE for a, b in rows]


@pytest.mark.parametrize(("type", "a", "b", "same"), CASES)
def test_same_name(type: NameType, a: str, b: str, same: bool) -> None:
    verdict, why = same_name(a, b, type=type)
    assert verdict is same, why
    assert why


@pytest.mark.parametrize(("type", "a", "b", "same"), CASES)
def test_the_order_does_not_matter(type: NameType, a: str, b: str, same: bool) -> None:
    assert same_name(b, a, type=type)[0] is same


@given(st.sampled_from(("person", "organisation", "place")), st.text(max_size=30), st.text(max_size=30))
def test_any_text_gets_a_verdict(type: NameType, a: str, b: str) -> None:
    verdict, why = same_name(a, b, type=type)
    assert same_name(b, a, type=type)[0] is verdict
    assert why


@given(st.from_regex(r"[A-Z][a-z]{3,9} [A-Z][a-z]{3,9}", fullmatch=True))
def test_a_name_is_itself(name: str) -> None:
    assert same_name(name, name, type="person")[0]
    assert same_name(name, name, type="place")[0]


def test_a_bare_surname_says_so() -> None:
    assert same_name("Tereza Novak", "Novak", type="person")[1].endswith("only")


@pytest.mark.parametrize(
    ("name", "given_parts", "surname"),
    [
        ("Mr. Tomas Berg", ("tomas",), "berg"),
        ("Ana de la Vega", ("ana",), "delavega"),
        ("Berg", (), "berg"),
        ("Tomas Berg Jr.", ("tomas",), "berg"),
        ("", (), ""),
    ],
)
def test_parts_of_a_person(name: str, given_parts: tuple[str, ...], surname: str) -> None:
    assert names.person_parts(name) == (given_parts, surname)


@pytest.mark.parametrize(
    ("word", "iso"),
    [("Ukrainian", "UA"), ("Kyiv", "UA"), ("Poland", "PL"), ("U.S.", "US"), ("Narnia", None), ("British", "GB")],
)
def test_country_of(word: str, iso: str | None) -> None:
    assert names.country_of(word) == iso
