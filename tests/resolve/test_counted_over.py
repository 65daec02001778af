"""Where the counts of a list are, over which hours, and what is repelled: invented posts."""

import re

import pytest

from crosswire.language import edtf
from crosswire.model.account import Reading
from crosswire.model.mention import Figure, Mention, Time
from crosswire.model.report import UNDATED, Item, Passage, Report
from crosswire.resolve.quantities import find, in_text

PLACES = ("Тарвинской области", "Велинской области", "Орленского края", "Лосинки", "Дубне", "Садове")
CLOCK = {"8.00 мск": "2031-03-04T08:00:00", "12.00 мск": "2031-03-04T12:00:00"}


def reading(text: str) -> Reading:
    report = Report("rep-1", "a.txt", None, "post", None, None, "ru", UNDATED, text)
    item = Item("itm-1", "rep-1", "post", None, 0, len(text), UNDATED)
    passage = Passage(0, len(text), "sentence", "itm-1", "rep-1", 0)
    mentions = tuple(
        Mention(m.start(), m.end(), "rep-1", name, "place", "name", f"ent-{name}", "itm-1")
        for name in PLACES
        for m in re.finditer(name, text)
    )
    times = tuple(
        Time(m.start(), m.end(), "rep-1", words, f"tim-{m.start()}", "itm-1", when)
        for words, when in CLOCK.items()
        for m in re.finditer(rf"(?<!\d){words}", text)
    )
    return Reading(report, (item,), (passage,), (), times, mentions)


def figures(text: str) -> list[Figure]:
    return [f for f in find(reading(text)) if f.unit == "drones"]


LIST = (
    "В период с 8.00 мск до 12.00 мск уничтожены **34 беспилотных летательных аппарата** самолетного типа: "
    "▫️ **21** БПЛА – над территорией Тарвинской области, ▫️ **9** БПЛА – над акваторией Лунного моря, "
    "▫️ **4** БПЛА – территорией Орленского края."
)


def test_each_part_of_a_list_is_where_its_own_words_say_and_the_total_is_nowhere():
    found = [(f.low, f.place, f.place_name, f.what) for f in figures(LIST)]
    assert found == [
        (34, None, None, "destroyed"),
        (21, "ent-Тарвинской области", "Тарвинской области", "destroyed"),
        (9, None, "Лунного моря", "destroyed"),
        (4, "ent-Орленского края", "Орленского края", "destroyed"),
    ]


def test_the_hours_of_a_list_are_a_window():
    (when,) = {f.time for f in figures(LIST)}
    assert when == "2031-03-04T08:00:00/2031-03-04T12:00:00"
    assert edtf.valid(when)


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("С 10.50 до 12.00 мск уничтожены 3 БПЛА.", "2031-03-04T10:50:00/2031-03-04T12:00:00"),
        ("К 12.00 мск уничтожены 3 БПЛА.", "2031-03-04T12:00:00"),
        ("С 14.50 до 12.00 мск уничтожены 3 БПЛА.", "2031-03-04T12:00:00"),
    ],
)
def test_a_window_has_a_beginning_before_its_end(text, window):
    assert [f.time for f in figures(text)] == [window]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Два беспилотных летательных аппарата уничтожены над территорией Тарвинской области и один – "
            "над территорией Велинской области.",
            ["Тарвинской области", "Велинской области"],
        ),
        ("Уничтожены 7 БПЛА над территориями Тарвинской области и Велинской области.", [None]),
        ("Четыре БПЛА сбиты над территорией Тарвинской области, два БПЛА сб", ["Тарвинской области", None]),
        ("Збито 5 дронів у районах населених пунктів Лосинки, Дубне та Садове.", [None]),
    ],
)
def test_a_count_takes_no_place_of_another(text, places):
    assert [f.place_name for f in figures(text)] == places


@pytest.mark.parametrize(
    ("text", "what", "unit"),
    [
        ("Защитники отбили 31 атаку.", "repelled", "attacks"),
        ("Наші захисники зупинили шість спроб окупантів просунутися вперед.", "repelled", "attempts"),
        ("The guards repelled 31 attacks near Tarvin.", "repelled", "attacks"),
        ("31 attacks were repelled near Tarvin.", "repelled", "attacks"),
        ("Ліквідовано 40 окупантів.", "killed", "fighters"),
        ("Для ураження застосовано 50 дронів.", "launched", "drones"),
        ("Ворог втратив 10 бойових броньованих машин.", "lost", "armoured vehicles"),
    ],
)
def test_what_is_repelled_is_neither_killed_nor_destroyed(text, what, unit):
    (draft,) = in_text(text)
    assert (draft.what, draft.unit) == (what, unit)


def test_people_who_stay_where_an_evacuation_fails_are_not_evacuated():
    drafts = in_text("Відсутні їжа, ліки та евакуація, як повідомив голова громади, у місті залишаються 2000 людей.")
    assert [draft.what for draft in drafts] == [None]


def test_the_counted_phrase_is_whole():
    (draft,) = in_text("Знищено чотири одиниці автомобільної техніки.")
    assert draft.who == "одиниці автомобільної техніки"
