"""Names found in a report, with their roles, and resolved inside it."""

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.model.reading import Tag
from crosswire.resolve import entities

sys.path.insert(0, str(Path(__file__).parent))
from build import groups, read, reading, together  # noqa: E402

FOUND = [
    # text, words of the mention, type, form, role
    ("Norland's Deputy Rivers Minister Ana Silva said so.", "Ana Silva", "person", "name", "Deputy Rivers Minister"),
    ("Kremlin spokesman Pavel Orlov said so.", "Pavel Orlov", "person", "name", "spokesman"),
    (
        "Pavel Orlov, the governor of the district, said so.",
        "Pavel Orlov",
        "person",
        "name",
        "governor of the district",
    ),
    (
        "It was said by the governor of the district, Pavel Orlov.",
        "Pavel Orlov",
        "person",
        "name",
        "governor of the district",
    ),
    ("Mr. Orlov and French President Marc Duval met.", "Marc Duval", "person", "name", "President"),
    ("US Secretary of State Robert Keller left.", "Robert Keller", "person", "name", "Secretary of State"),
    ("The “Institute for Grain Studies” closed.", "Institute for Grain Studies", "organisation", "name", None),
    ("The Ministry of Health of Poland closed it.", "Ministry of Health of Poland", "organisation", "name", None),
    ("He joined the Legion “Northern Dawn” in May.", "Legion “Northern Dawn”", "organisation", "name", None),
    ("Officials of NATO met.", "NATO", "organisation", "name", None),
    ("They met in Warsaw on Monday.", "Warsaw", "place", "name", None),
    ("They live in the Poltava region of the country.", "Poltava region", "place", "name", None),
    ("Polish officers met.", "Polish", "place", "adjective", None),
    ("The White House said no.", "White House", "place", "name", None),
    ("They come from the Ministry of Defence in Oslo.", "Ministry of Defence in Oslo", "organisation", "name", None),
]
CYRILLIC = [
    ("Над Курской областью сбиты три дрона.", "Курской областью", "place"),
    ("Про це повідомив міністр Віталій Кравець.", "Віталій Кравець", "person"),
    ("Вибухи чули в Полтаві.", "Полтаві", "place"),
    ("На Харківщині спокійно.", "Харківщині", "place"),
    ("Об этом сообщило Минобороны России.", "Минобороны России", "organisation"),
    ("Українські сили відійшли.", "Українські", "place"),
]
NONE = [
    "However, the storm passed on Monday.",
    "Three F-16 and two Iskander missiles were seen in March.",
    "The BTR-82A was taken.",
]


@pytest.mark.parametrize(("text", "exact", "type", "form", "role"), FOUND)
def test_a_name_is_found(text: str, exact: str, type: str, form: str, role: str | None) -> None:
    found = {m.exact: m for m in read(text).mentions}
    assert exact in found, sorted(found)
    mention = found[exact]
    assert (mention.type, mention.form) == (type, form)
    if role:
        assert role in (mention.role or "")


@pytest.mark.parametrize(("text", "exact", "type"), CYRILLIC)
def test_cyrillic_names(text: str, exact: str, type: str) -> None:
    language = "ru" if "ы" in text or "об" in text else "uk"
    found = {m.exact: m.type for m in read(text, language=language).mentions}
    assert found.get(exact) == type, found


@pytest.mark.parametrize("text", NONE)
def test_what_names_nobody(text: str) -> None:
    assert read(text).mentions == ()


def test_short_forms_are_one_person() -> None:
    found = read("Governor Pavel Orlov spoke on Monday. Orlov said no. He left. The governor was tired.")
    assert together(found, "Pavel Orlov", "Orlov", "He", "governor")


def test_a_letter_off_right_after_the_name_is_the_same_person() -> None:
    text = "Deputy Minister Ana Melgar spoke on Monday. Melgal said no."
    found = read(text, tags=(_tag("person", text.index("Melgal"), text.index(" said")),))
    assert together(found, "Ana Melgar", "Melgal")


def test_two_persons_of_one_surname_stay_two() -> None:
    found = read("Viktor Melnyk met Olena Melnyk in Warsaw.")
    assert len({m.entity for m in found.mentions if m.type == "person"}) == 2


def test_a_pronoun_agrees_in_gender() -> None:
    found = read("Viktor Bondar met Anna Kravets. She said no.")
    assert together(found, "Anna Kravets", "She")


def test_a_pronoun_inside_a_quotation_is_left_alone() -> None:
    found = read("Viktor Bondar left. “He is right,” Anna Kravets said.")
    assert "pronoun" not in {m.form for m in found.mentions}


def test_a_title_two_persons_bear_stays_apart() -> None:
    found = read("President Viktor Bondar and President Marc Duval met. The president said no.")
    title = next(m for m in found.mentions if m.form == "nominal")
    assert title.entity not in {m.entity for m in found.mentions if m.form == "name" and m.type == "person"}


def test_an_acronym_in_brackets_is_the_body() -> None:
    found = read("The Karelia Volunteer Corps (RKX) came. Later the RKX left.")
    assert together(found, "Karelia Volunteer Corps", "RKX")
    assert [m.exact for m in found.mentions].count("RKX") == 2


def test_a_city_and_its_region_are_two_places() -> None:
    found = read("They left Poltava. The Poltava region is calm.")
    assert not together(found, "Poltava", "Poltava region")


def test_the_region_is_one_under_its_names() -> None:
    found = read("They left the Poltava region. The Poltava Oblast is calm.")
    assert together(found, "Poltava region", "Poltava Oblast")


def test_an_adjective_means_its_country() -> None:
    found = read("Ukraine and Ukrainian officers agreed.")
    assert together(found, "Ukraine", "Ukrainian")


def test_a_bare_ministry_is_not_a_foreign_one() -> None:
    found = read("The British Ministry of Defense said so. The Ministry of Defense counted eight.")
    assert not together(found, "British Ministry of Defense", "Ministry of Defense")


def test_ragged_tags_are_mended() -> None:
    text = "Yesterday the “Grain Bank of Norland” said no."
    tag = _tag("organisation", text.index("the"), text.index("land”") + 3)
    assert "Grain Bank of Norland" in {m.exact for m in read(text, tags=(tag,)).mentions}


def _tag(label: str, start: int, end: int) -> Tag:
    return Tag(label, start, end, 0.9)


def roles(text: str, language: str = "en") -> list[tuple[str, str, str | None]]:
    found = read(text, language=language).mentions
    return [(m.type, m.exact, m.role) for m in found if m.form == "name" and m.type != "place"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Mayor Anna Brandt of Norhaven declared a day of mourning.", "en", [("person", "Anna Brandt", "Mayor")]),
        (
            "All are safe, said army spokeswoman Major Maria Holt.",
            "en",
            [("person", "Maria Holt", "army spokeswoman Major")],
        ),
        (
            "The list is with Emergency Minister Thomas Rey.",
            "en",
            [("person", "Thomas Rey", "Emergency Minister")],
        ),
        (
            "Це підтвердив міністр надзвичайних ситуацій Томас Рей.",
            "uk",
            [("person", "Томас Рей", "міністр надзвичайних ситуацій")],
        ),
        ("Об этом сообщил губернатор Иван Петров.", "ru", [("person", "Иван Петров", "губернатор")]),
        ("Компанія «Норд Вотер» заперечує провину.", "uk", [("organisation", "Компанія «Норд Вотер»", None)]),
    ],
)
def test_a_name_is_cut_where_it_ends(text: str, language: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert roles(text, language) == expected


def test_a_tag_is_not_cut_inside_quotation_marks() -> None:
    text = "Фонд «Синя Хвиля» просить допомоги."
    found = read(text, language="uk", tags=(Tag("organisation", 0, 16, 0.9),))
    assert [m.exact for m in found.mentions] == ["Фонд «Синя Хвиля»"]


def test_a_tagged_person_ends_before_its_place_and_a_common_noun_is_none() -> None:
    text = "Fighters met Anna Brandt of Norhaven."
    found = read(text, tags=(Tag("person", 0, 8, 0.8), Tag("person", 13, 36, 0.9)))
    assert [m.exact for m in found.mentions if m.type == "person"] == ["Anna Brandt"]


@pytest.mark.parametrize(
    ("text", "language", "pronoun"),
    [
        ("Про це заявив Томас Рей. За його словами, 19 людей зникли.", "uk", "його"),
        ("Об этом сообщила Анна Петрова. По её словам, ранены 12 человек.", "ru", "её"),
        ("Thomas Rey arrived late. According to him, 19 are missing.", "en", "him"),
    ],
)
def test_whose_words_a_possessive_gives(text: str, language: str, pronoun: str) -> None:
    found = read(text, language=language)
    (name,) = {m.entity for m in found.mentions if m.type == "person" and m.form == "name"}
    assert [m.entity for m in found.mentions if m.exact == pronoun] == [name]


@given(st.text(alphabet="Aa Bbеи.,'’“”\"\nЖж-1(", max_size=120))
@settings(max_examples=150, deadline=None)
def test_spans_hold_their_words_and_never_overlap(text: str) -> None:
    found = read(text)
    end = 0
    for mention in found.mentions:
        assert text[mention.start : mention.end] == mention.exact
        assert mention.start >= end
        assert mention.exact == mention.exact.strip()
        end = mention.end


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("person", "organisation", "place", "source")), st.integers(0, 60), st.integers(0, 60)
        ),
        max_size=5,
    )
)
@settings(max_examples=100, deadline=None)
def test_any_tags_are_survived(raw: list[tuple[str, int, int]]) -> None:
    text = "Governor Pavel Orlov left Warsaw (Poland) and met “them” twice."
    tags = tuple(Tag(label, min(a, b), max(a, b), 0.9) for label, a, b in raw)
    for mention in entities.find(reading(text, tags=tags)):
        assert text[mention.start : mention.end] == mention.exact


def test_the_same_text_gives_the_same_ids() -> None:
    assert groups(read("Pavel Orlov left Warsaw.")) == groups(read("Pavel Orlov left Warsaw."))


ROLES = [
    ("uk", "Про це повідомив керівник цивільного захисту Самір Долан.", "Самір Долан", "керівник цивільного захисту"),
    ("uk", "Керівник цивільного захисту Самір Долан прибув.", "Самір Долан", "Керівник цивільного захисту"),
    ("ru", "Губернатор Северной области Иван Петров сообщил.", "Иван Петров", "Губернатор Северной области"),
    ("ru", "Мэр Тарвина Анна Белова уехала.", "Анна Белова", "Мэр Тарвина"),
]


@pytest.mark.parametrize(("language", "text", "name", "role"), ROLES)
def test_a_cyrillic_role_ends_before_the_given_name(language: str, text: str, name: str, role: str) -> None:
    persons = [(m.exact, m.role) for m in read(text, language=language).mentions if m.type == "person"]
    assert persons == [(name, role)]


def test_a_person_in_another_case_is_one_and_named_in_the_nominative() -> None:
    text = "Слова належать Олегові Синьку. За словами Олега Синька, це так. Олег Синько додав деталі."
    found = read(text, language="uk")
    assert together(found, "Олегові Синьку", "Олега Синька", "Олег Синько")
    assert {m.entity for m in found.mentions} == {m.entity for m in read("Олег Синько.", language="uk").mentions}


def test_a_surname_that_two_bear_is_nobody_in_particular() -> None:
    found = read("Lana Orsa met Petr Orsa on Monday. Orsa left.")
    assert len({m.entity for m in found.mentions}) == 3


def test_a_company_that_speaks_is_no_person() -> None:
    assert [m.type for m in read("Kestrel Water said the plant was closed.").mentions] == ["organisation"]


def test_kansas_city_is_not_kansas() -> None:
    assert not together(read("She left Kansas City for Kansas on Monday."), "Kansas City", "Kansas")
