"""Time expressions: what is found, where it ends, and what it means from a given day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.language import edtf
from crosswire.model.account import Reading
from crosswire.model.mention import Time
from crosswire.model.report import Dated, Item, Passage, Report
from crosswire.resolve import dates

TUESDAY = "2023-05-23"
THURSDAY = "2023-06-01"
TIMEX = dict[str, str | None]


def reading(text: str, published: str | None = TUESDAY) -> Reading:
    dated = Dated(published, "given") if published else Dated()
    report = Report("rep-1", "a.txt", None, "article", None, None, "en", dated, text)
    item = Item("itm-1", "rep-1", "article", None, 0, len(text), dated)
    passage = Passage(0, len(text), "sentence", "itm-1", "rep-1", 0)
    return Reading(report, (item,), (passage,))


def find(text: str, published: str | None = TUESDAY) -> tuple[Time, ...]:
    return dates.find(reading(text, published))


# (sentence, the words found, EDTF) read from Tuesday 23 May 2023
ENGLISH = [
    ("The mayor left on Monday.", "Monday", "2023-05-22"),
    ("The dam burst on Tuesday.", "Tuesday", "2023-05-23"),
    ("Engineers warned on Wednesday that it leaked.", "Wednesday", "2023-05-17"),
    ("The council will meet on Thursday.", "Thursday", "2023-05-25"),
    ("The council will meet on Tuesday.", "Tuesday", "2023-05-23"),
    ("It is due to open Friday.", "Friday", "2023-05-26"),
    ("Repairs were put off until Saturday.", "Saturday", "2023-05-27"),
    ("They fled after Sunday's flood.", "Sunday", "2023-05-21"),
    ("The ferry sank last Friday.", "last Friday", "2023-05-19"),
    ("Talks start next Monday.", "next Monday", "2023-05-29"),
    ("A storm hit early Monday.", "early Monday", "2023-05-22"),
    ("It rained Monday night.", "Monday night", "2023-05-22"),
    ("On Monday, May 22, the bridge shut.", "Monday, May 22", "2023-05-22"),
    ("Yesterday's rain was heavy.", "Yesterday", "2023-05-22"),
    ("He resigned the day before yesterday.", "the day before yesterday", "2023-05-21"),
    ("It opens tomorrow.", "tomorrow", "2023-05-24"),
    ("It opens today.", "today", "2023-05-23"),
    ("Sirens sounded overnight.", "overnight", "2023-05-22/2023-05-23"),
    ("Sirens sounded last night.", "last night", "2023-05-22/2023-05-23"),
    ("Sirens sounded this morning.", "this morning", "2023-05-23"),
    ("They will march tonight.", "tonight", "2023-05-23"),
    ("It fell last weekend.", "last weekend", "2023-05-20/2023-05-21"),
    ("It fell over the weekend.", "the weekend", "2023-05-20/2023-05-21"),
    ("It will open this weekend.", "this weekend", "2023-05-27/2023-05-28"),
    ("It fell last week.", "last week", "2023-05-15/2023-05-21"),
    ("Earlier this week, it rained.", "Earlier this week", "2023-05-22/2023-05-28"),
    ("It will open next week.", "next week", "2023-05-29/2023-06-04"),
    ("It fell earlier this month.", "earlier this month", "2023-05"),
    ("Last month the river rose.", "Last month", "2023-04"),
    ("It opens next month.", "next month", "2023-06"),
    ("It fell last year.", "last year", "2022"),
    ("It will open early next year.", "early next year", "2024"),
    ("He came in February.", "February", "2023-02"),
    ("He came in May.", "May", "2023-05"),
    ("The summit is scheduled for July.", "July", "2023-07"),
    ("The summit opens next July.", "next July", "2023-07"),
    ("He left last November.", "last November", "2022-11"),
    ("He left in late April.", "late April", "2023-04"),
    ("He left at the end of April.", "the end of April", "2023-04"),
    ("He left in mid-March.", "mid-March", "2023-03"),
    ("He left in July last year.", "July last year", "2022-07"),
    ("He left on Feb. 24.", "Feb. 24", "2023-02-24"),
    ("It has run since February 24 last year.", "February 24 last year", "2022-02-24/.."),
    ("He left on 5 March.", "5 March", "2023-03-05"),
    ("It will open on June 3.", "June 3", "2023-06-03"),
    ("He left on May 5, 2019.", "May 5, 2019", "2019-05-05"),
    ("He left on 5 May 2019.", "5 May 2019", "2019-05-05"),
    ("He left on the 5th of May.", "the 5th of May", "2023-05-05"),
    ("Dated 2019-05-05.", "2019-05-05", "2019-05-05"),
    ("He left in October 2022.", "October 2022", "2022-10"),
    ("He left in 2014.", "2014", "2014"),
    ("Since 2014 it has stood empty.", "2014", "2014/.."),
    ("It ran between 2019 and 2028.", "2019 and 2028", "2019/2028"),
    ("It ran from 2019 to 2021.", "2019 to 2021", "2019/2021"),
    ("It ran from Monday to Tuesday.", "Monday to Tuesday", "2023-05-22/2023-05-23"),
    ("It ran from May 5 to May 12.", "May 5 to May 12", "2023-05-05/2023-05-12"),
    ("It ran on May 5-7.", "May 5-7", "2023-05-05/2023-05-07"),
    ("It fell in the 1990s.", "the 1990s", "199X"),
    ("It stood in the 17th century.", "the 17th century", "16XX"),
    ("It fell last summer.", "last summer", "2022-22"),
    ("It fell in the spring of 2019.", "the spring of 2019", "2019-21"),
    ("It fell in the third quarter of 2019.", "the third quarter of 2019", "2019-07/2019-09"),
    ("It fell three days ago.", "three days ago", "2023-05-20"),
    ("It fell two weeks ago.", "two weeks ago", "2023-05-08/2023-05-14"),
    ("It fell about two years ago.", "about two years ago", "2021"),
    ("It fell two decades ago.", "two decades ago", "2003"),
    ("It will rain at 10 p.m. on Friday.", "10 p.m. on Friday", "2023-05-26T22:00:00"),
    ("It began at 10:35 a.m.", "10:35 a.m.", "2023-05-23T10:35:00"),
    ("It began Monday at noon.", "Monday at noon", "2023-05-22T12:00:00"),
    ("They met on Christmas Day.", "Christmas Day", "2022-12-25"),
    ("They met on Thanksgiving.", "Thanksgiving", "2022-11-24"),
    ("It fell on July 4, 1976.", "July 4, 1976", "1976-07-04"),
    ("The company unveiled plans Friday to build.", "Friday", "2023-05-19"),
    ("It fell on Good Friday.", "Good Friday", "2023-04-07"),
    ("It fell in Q1 2019.", "Q1 2019", "2019-01/2019-03"),
    ("It fell in the week of March 6.", "the week of March 6", "2023-03-06/2023-03-12"),
    ("It fell in the early 90s.", "the early 90s", "199X"),
    ("It opens two weeks from now.", "two weeks from now", "2023-06-05/2023-06-11"),
    ("It will close by June.", "June", "2023-06"),
    ("The paper is to open in June.", "June", "2023-06"),
    ("It rained Sunday night into Monday.", "Sunday night into Monday", "2023-05-21/2023-05-22"),
]

UKRAINIAN_AND_RUSSIAN = [
    ("Станом на 08:00 12.03.2026 тихо.", "08:00 12.03.2026", "2026-03-12T08:00:00"),
    ("У ніч на 12 березня було гучно.", "ніч на 12 березня", "2026-03-11/2026-03-12"),
    ("Вночі лунали сирени.", "Вночі", "2026-03-11/2026-03-12"),
    ("Минулої ночі лунали сирени.", "Минулої ночі", "2026-03-11/2026-03-12"),
    ("Сили збили 5 дронів за ніч.", "за ніч", "2026-03-11/2026-03-12"),
    ("Вчора було тихо.", "Вчора", "2026-03-11"),
    ("Сьогодні тихо.", "Сьогодні", "2026-03-12"),
    ("У п'ятницю було тихо.", "п'ятницю", "2026-03-06"),
    ("У пʼятницю було тихо.", "пʼятницю", "2026-03-06"),
    ("Протягом минулої доби було тихо.", "минулої доби", "2026-03-11/2026-03-12"),
    ("Минулого тижня було тихо.", "Минулого тижня", "2026-03-02/2026-03-08"),
    ("Два дні тому було тихо.", "Два дні тому", "2026-03-10"),
    ("У лютому було тихо.", "лютому", "2026-02"),
    ("Вранці 10 березня було тихо.", "Вранці 10 березня", "2026-03-10"),
    ("У 2014 році було тихо.", "2014 році", "2014"),
    ("Втрати з 24.02.22 по 12.03.26.", "24.02.22 по 12.03.26", "2022-02-24/2026-03-12"),
    ("З 10 по 12 березня було тихо.", "10 по 12 березня", "2026-03-10/2026-03-12"),
    ("Торік було тихо.", "Торік", "2025"),
    ("У ніч із 10 на 11 березня було тихо.", "ніч із 10 на 11 березня", "2026-03-10/2026-03-11"),
    ("У ніч із суботи на неділю було тихо.", "ніч із суботи на неділю", "2026-03-07/2026-03-08"),
    ("З лютого 2022 року триває війна.", "лютого 2022 року", "2022-02/.."),
    ("З початку доби було тихо.", "початку доби", "2026-03-12"),
    ("На наступному тижні відбудеться зустріч.", "наступному тижні", "2026-03-16/2026-03-22"),
    ("Через два дні відбудеться зустріч.", "Через два дні", "2026-03-14"),
    ("За останній тиждень було тихо.", "останній тиждень", "2026-03-05/2026-03-12"),
    ("Близько 14:30 пролунав вибух.", "Близько 14:30", "2026-03-12T14:30:00"),
    ("У січні – лютому було тихо.", "січні – лютому", "2026-01/2026-02"),
    ("У 90-х роках було тихо.", "90-х роках", "199X"),
    ("К концу года будет тихо.", "К концу года", "2026"),
    ("За минувшие сутки было тихо.", "минувшие сутки", "2026-03-11/2026-03-12"),
    ("Сегодня ночью было тихо.", "Сегодня ночью", "2026-03-11/2026-03-12"),
    ("В ночь на 11 марта было тихо.", "ночь на 11 марта", "2026-03-10/2026-03-11"),
    ("В прошлом году было тихо.", "прошлом году", "2025"),
    ("Около 15.10 мск было тихо.", "Около 15.10 мск", "2026-03-12T15:10:00+03:00"),
    ("В пятницу состоится встреча.", "пятницу", "2026-03-13"),
    ("В августе 2025 года было тихо.", "августе 2025 года", "2025-08"),
]

LENGTHS = [
    ("The council meets once a week.", "once a week", "P1W", True),
    ("It rings three times a day.", "three times a day", "P1D", True),
    ("He votes every other week.", "every other week", "P2W", True),
    ("It took 224 days.", "224 days", "P224D", False),
    ("It took two weeks.", "two weeks", "P2W", False),
    ("It took two and a half years.", "two and a half years", "P2Y6M", False),
    ("It took an hour.", "an hour", "PT1H", False),
    ("It took 90 minutes.", "90 minutes", "PT90M", False),
    ("A three-month siege ended.", "three-month", "P3M", False),
    ("For decades it stood.", "decades", "PXE", False),
    ("It ran for several years.", "several years", "PXY", False),
    ("It took half an hour.", "half an hour", "PT30M", False),
    ("It runs daily.", "daily", "P1D", True),
    ("It runs every week.", "every week", "P1W", True),
    ("Щодня лунають сирени.", "Щодня", "P1D", True),
]

REFERENCES = [
    ("He recently resigned.", "recently", "past"),
    ("It is now closed.", "now", "present"),
    ("It may reopen in the future.", "the future", "future"),
    ("It happened in the past.", "the past", "past"),
    ("Зараз тихо.", "Зараз", "present"),
]

NOTHING = [
    "He may leave the house.",
    "They march on.",
    "She sat down, mon ami.",
    "The spring broke and the water would fall.",
    "He paid $2014 and 2000 soldiers came.",
    "It costs 40 a barrel, or 500 tonnes a week.",
    "The 27-year-old spoke.",
    "A second man spoke.",
    "Середа сказав, що все добре.",
    "Марта сказала, що все добре.",
    "The score was 2:1.",
    "It was in the 40s and the year of the flood.",
    "About three-quarters of it burned.",
]


@pytest.mark.parametrize(("text", "exact", "expected"), ENGLISH)
def test_an_english_expression_is_placed_from_the_day_of_writing(text: str, exact: str, expected: str) -> None:
    found = {time.exact: time.edtf for time in find(text)}
    assert found == {exact: expected}


@pytest.mark.parametrize(("text", "exact", "expected"), UKRAINIAN_AND_RUSSIAN)
def test_a_ukrainian_or_russian_expression_is_placed(text: str, exact: str, expected: str) -> None:
    found = {time.exact: time.edtf for time in find(text, "2026-03-12")}
    assert found == {exact: expected}


@pytest.mark.parametrize(("text", "exact", "length", "recurs"), LENGTHS)
def test_a_length_has_a_duration_and_no_date(text: str, exact: str, length: str, recurs: bool) -> None:
    assert [(t.exact, t.duration, t.recurs, t.edtf) for t in find(text)] == [(exact, length, recurs, None)]


@pytest.mark.parametrize(("text", "exact", "reference"), REFERENCES)
def test_a_vague_expression_refers(text: str, exact: str, reference: str) -> None:
    assert [(t.exact, t.reference, t.edtf) for t in find(text)] == [(exact, reference, None)]


@pytest.mark.parametrize("text", NOTHING)
def test_words_that_only_look_like_times_are_left(text: str) -> None:
    assert find(text) == ()


def test_a_length_up_to_today_covers_its_days() -> None:
    (time,) = find("It rained in the past two weeks.")
    assert (time.exact, time.duration, time.edtf) == ("the past two weeks", "P2W", "2023-05-09/2023-05-23")


def test_the_past_week_runs_back_from_today_and_last_week_does_not() -> None:
    (past,), (last,) = find("It rained over the past week."), find("It rained last week.")
    assert (past.edtf, past.duration) == ("2023-05-16/2023-05-23", "P1W")
    assert (last.edtf, last.duration) == ("2023-05-15/2023-05-21", None)


def test_a_story_of_another_year_stays_in_it() -> None:
    times = find("On June 20, 2014, the gate fell. On June 27 the mayor was taken, and two days later, he was freed.")
    assert [time.edtf for time in times] == ["2014-06-20", "2014-06-27", "2014-06-29"]


def test_without_an_anchor_what_hangs_on_it_stays_relative() -> None:
    times = find("On Thursday, a week after May 5, 2019, he left the town he reached last month.", None)
    by_words = {time.exact: (time.edtf, time.anchor) for time in times}
    assert by_words["Thursday"] == by_words["last month"] == (None, None)
    assert by_words["May 5, 2019"] == ("2019-05-05", None)


def test_a_day_of_a_count_is_a_time_that_its_text_does_not_place() -> None:
    for text, exact in [("Day 454 of the siege.", "Day 454"), ("On the 1478th day of the siege.", "the 1478th day")]:
        assert [(time.exact, time.edtf) for time in find(text)] == [(exact, None)]


def test_the_first_of_a_month_has_nothing_earlier_in_it() -> None:
    (time,) = find("Earlier this month he blamed the ministry.", THURSDAY)
    assert time.edtf == "2023-05"


def test_each_item_has_its_own_anchor() -> None:
    text = "It fell on Monday. It fell on Monday."
    days = ("2023-05-23", "2023-06-01")
    report = Report("rep-1", "a.txt", None, "live-blog", None, None, "en", Dated(), text)
    items = tuple(
        Item(f"itm-{n}", "rep-1", "update", None, 19 * n, 19 * n + 18, Dated(day, "printed"))
        for n, day in enumerate(days)
    )
    passages = tuple(Passage(item.start, item.end, "sentence", item.id, "rep-1", 0) for item in items)
    found = dates.find(Reading(report, items, passages))
    assert [(time.edtf, time.anchor, time.item) for time in found] == [
        ("2023-05-22", "2023-05-23", "itm-0"),
        ("2023-05-29", "2023-06-01", "itm-1"),
    ]


def test_a_clock_belongs_to_the_day_of_its_sentence() -> None:
    text = "The night to Tuesday was loud. It began at 11 p.m. on Monday and ended at 4 a.m. on Tuesday."
    assert [t.edtf for t in find(text) if "T" in (t.edtf or "")] == ["2023-05-22T23:00:00", "2023-05-23T04:00:00"]


PIECES = [text for text, _, _ in ENGLISH + UKRAINIAN_AND_RUSSIAN] + NOTHING


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5), st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)))
def test_every_time_is_words_of_the_text_and_its_edtf_can_be_read(pieces: list[str], day: dt.date) -> None:
    text = " ".join(pieces)
    last = 0
    for time in find(text, day.isoformat()):
        assert text[time.start : time.end] == time.exact
        assert time.start >= last
        last = time.end
        assert time.edtf is None or edtf.valid(time.edtf)
        assert time.edtf or time.duration or time.reference or time.exact


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("words", ["yesterday", "tomorrow", "last month", "next month", "in 900 years", "20 years ago"])
def test_the_ends_of_the_calendar_break_nothing(day: str, words: str) -> None:
    for time in find(f"It will fall {words}, next Friday, on May 5 and {'9' * 500} years later.", day):
        assert time.edtf is None or edtf.valid(time.edtf)


@given(st.text(max_size=200), st.one_of(st.none(), st.dates()))
def test_no_text_breaks_it(text: str, day: dt.date | None) -> None:
    for time in find(text, day.isoformat() if day else None):
        assert text[time.start : time.end] == time.exact


@given(st.sampled_from(list("0123456789.:/- ")), st.text(alphabet="0123456789.:/- thMay", max_size=40))
def test_no_run_of_digits_breaks_it(first: str, rest: str) -> None:
    for time in find(first + rest):
        assert time.edtf is None or edtf.valid(time.edtf)
