"""Which place of a name is meant, and where it lies."""

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.resolve import gazetteer, joining, places
from crosswire.resolve.places_near import haversine
from crosswire.resolve.places_resolve import resolve
from crosswire.resolve.places_scene import Query

sys.path.insert(0, str(Path(__file__).parent))
from build import read  # noqa: E402

MEANT = [
    # names of one report, index asked for, country, region, precision
    (["London", "England"], 0, "GB", None, "point"),
    (["London", "Ontario", "Toronto", "Windsor"], 0, "CA", None, "point"),
    (["Odessa", "Kyiv", "Ukraine"], 0, "UA", None, "point"),
    (["Odessa", "Texas", "Midland"], 0, "US", "TX", "point"),
    (["Georgia", "Tbilisi", "Russia"], 0, "GE", None, "country"),
    (["Georgia", "Atlanta", "Savannah", "Macon", "Athens"], 0, "US", "GA", "region"),
    (["Belgorod", "Russia"], 0, "RU", "09", "point"),
    (["Belgorod region", "Russia"], 0, "RU", "09", "region"),
    (["Харкові", "Україна"], 0, "UA", "07", "point"),
    (["Курской области"], 0, "RU", "41", "region"),
    (["Сумщині"], 0, "UA", "21", "region"),
    (["Kiev"], 0, "UA", "12", "point"),
    (["Great Britain"], 0, "GB", None, "country"),
    (["Africa"], 0, "", None, "region"),
]


@pytest.mark.parametrize(("names", "index", "country", "region", "precision"), MEANT)
def test_the_place_meant(names: list[str], index: int, country: str, region: str | None, precision: str) -> None:
    queries = [Query(name, gazetteer.split_kind(name)[1]) for name in names]
    choice = resolve(queries)[index]
    assert choice is not None
    assert choice.record.country == country, choice
    assert region in (None, choice.record.region)
    assert choice.precision == precision
    assert choice.why


@pytest.mark.parametrize("name", ["Qwxyzville", "", "White House", "the West"])
def test_no_place(name: str) -> None:
    assert resolve([Query(name)]) == [None]


def test_a_container_named_after_it_decides() -> None:
    choice = resolve([Query("Paris", None, ("Texas",)), Query("France")])[0]
    assert choice is not None and choice.record.region == "TX"


def test_a_misspelt_town_is_found_only_in_a_region_that_is_named() -> None:
    assert resolve([Query("Shebikyno", "district")]) == [None]
    found = resolve([Query("Shebikyno", "district"), Query("Belgorod region", "region")])[0]
    assert found is not None and found.record.name == "Shebekino"
    assert found.precision == "district"


def test_ids_are_geonames_or_our_own() -> None:
    kyiv, region = resolve([Query("Kyiv"), Query("Poltava Oblast", "region")])
    assert kyiv is not None and kyiv.record.id == "geonames:703448"
    assert region is not None and region.record.id == "crosswire:UA.18"


def test_locate_fills_places_only_and_keeps_the_order() -> None:
    found = [read("Governor Pavel Orlov left Poltava for the Kharkiv region of Ukraine.")]
    entities, _ = joining.join(found)
    located = places.locate(entities, found)
    assert [e.id for e in located] == [e.id for e in entities]
    by_name = {e.name: e.place for e in located}
    assert by_name["Pavel Orlov"] is None
    assert by_name["Poltava"] is not None and abs(by_name["Poltava"].lat - 49.59) < 0.1
    assert by_name["Kharkiv region"] is not None and by_name["Kharkiv region"].precision == "region"
    assert by_name["Ukraine"] is not None and by_name["Ukraine"].gazetteer_id == "geonames:690791"


def test_an_outlets_usual_region_helps_it() -> None:
    local = "The mayor of Springfield left Decatur, Illinois, for Peoria and Champaign."
    texts = [
        local,
        local.replace("Decatur", "Bloomington"),
        local.replace("mayor", "clerk"),
        local.replace("left", "quit"),
    ]
    found = [read(text, name=str(n)) for n, text in enumerate(texts)]
    found.append(read("The fair in Springfield opens on Monday, the town said.", name="x"))
    from dataclasses import replace

    found = [replace(r, report=replace(r.report, outlet="The Prairie Herald")) for r in found]
    groups = [{m.exact: [m] for m in r.mentions if m.type == "place"} for r in found]
    choice = places.choose_all(found, groups)[-1]["Springfield"]
    assert (choice.record.country, choice.record.region) == ("US", "IL")


@given(st.lists(st.text(max_size=12), max_size=6))
@settings(max_examples=60, deadline=None)
def test_any_names_get_an_answer_each(names: list[str]) -> None:
    assert len(resolve([Query(name) for name in names])) == len(names)


@given(st.floats(-89, 89), st.floats(-179, 179), st.floats(-89, 89), st.floats(-179, 179))
def test_distance(lat1: float, lon1: float, lat2: float, lon2: float) -> None:
    there = haversine(lat1, lon1, lat2, lon2)
    assert 0 <= there <= 20_020
    assert abs(there - haversine(lat2, lon2, lat1, lon1)) < 1e-6


@pytest.mark.parametrize(
    ("name", "base", "kind"),
    [
        ("Belgorod Oblast", "belgorod", "region"),
        ("region of Belgorod", "belgorod", "region"),
        ("Курской области", "kurskoy", "region"),
        ("Laurel County", "laurel", "district"),
        ("Oslo", "oslo", None),
    ],
)
def test_split_kind(name: str, base: str, kind: str | None) -> None:
    assert gazetteer.split_kind(name) == (base, kind)


@pytest.mark.parametrize(
    ("name", "form"), [("Бахмуті", "Бахмут"), ("Одеси", "Одеса"), ("Белгороде", "Белгород"), ("Москве", "Москва")]
)
def test_dictionary_forms(name: str, form: str) -> None:
    assert form in gazetteer.dictionary_forms(name)


TOLD = [
    # names of one report, index asked for, kind of place, country, region
    (["Kansas City", "Missouri"], 0, "P", "US", "MO"),
    (["Mexico City", "Mexico"], 0, "P", "MX", None),
    (["Washington", "Moscow", "Kyiv"], 0, "P", "US", "DC"),
    (["Washington", "Seattle", "Spokane", "Tacoma"], 0, "R", "US", "WA"),
    (["Devon", "Plymouth", "Exeter"], 0, "D", "GB", None),
    (["Lake Ontario"], 0, "A", "", None),
    (["Lake Tarvin"], 0, None, None, None),
    (["Southern California"], 0, "R", "US", "CA"),
    (["U.S. District"], 0, "C", "US", None),
    (["Phila.", "Pennsylvania"], 0, "P", "US", "PA"),
    (["W. Va."], 0, "R", "US", "WV"),
    (["Indian Ocean"], 0, "A", "", None),
    (["Lebanon", "Beirut", "Syria"], 0, "C", "LB", None),
]


@pytest.mark.parametrize(("names", "index", "kind", "country", "region"), TOLD)
def test_what_stands_in_a_name_tells_its_kind(
    names: list[str], index: int, kind: str | None, country: str | None, region: str | None
) -> None:
    choice = resolve([Query(name, gazetteer.split_kind(name)[1]) for name in names])[index]
    assert (choice.record.kind if choice else None) == kind
    if choice:
        assert choice.record.country == country
        assert region in (None, choice.record.region)


def test_names_before_counties_are_counties() -> None:
    found = read("Fires burned in Barrow, Jackson and Madison counties in Georgia.")
    kinds = {m.exact: m.entity for m in found.mentions}
    located = places.choose(found, {key: [m for m in found.mentions if m.entity == key] for key in kinds.values()})
    assert all(located[kinds[name]].record.kind == "D" for name in ("Barrow", "Jackson", "Madison") if name in kinds)


@pytest.mark.parametrize("name", ["New Jersey", "Northern Ireland", "British Columbia", "New Delhi", "Indian Ocean"])
def test_a_first_word_that_is_no_name_belongs_to_the_place(name: str) -> None:
    assert [m.exact for m in read(f"The ferry left {name} on Monday.").mentions] == [name]
