"""Dates as war digests, posts of staffs and agency news write them: hours, nights, ranges, counts, zones, no anchor.

Each row: the text, the words that must be found, and their EDTF; None where the text does not say when. English is read
from Tuesday 23 May 2023, Ukrainian and Russian from Thursday 12 March 2026.
"""

import pytest

from crosswire.language import edtf
from crosswire.model.account import Reading
from crosswire.model.mention import Time
from crosswire.model.report import Dated, Item, Passage, Report
from crosswire.resolve import dates

TUESDAY, THURSDAY = "2023-05-23", "2026-03-12"


def find(text: str, published: str | None) -> tuple[Time, ...]:
    dated = Dated(published, "given") if published else Dated()
    report = Report("rep-1", "a.txt", None, "article", None, None, "en", dated, text)
    item = Item("itm-1", "rep-1", "article", None, 0, len(text), dated)
    passage = Passage(0, len(text), "sentence", "itm-1", "rep-1", 0)
    return dates.find(Reading(report, (item,), (passage,)))


Case = tuple[str, str, str | None]

ENGLISH: list[Case] = [
    # nights and parts of a day
    ("Sirens sounded overnight into Tuesday.", "overnight into Tuesday", "2023-05-22/2023-05-23"),
    ("Sirens sounded overnight on Monday.", "overnight on Monday", "2023-05-22"),
    ("Drones came overnight on May 20-21.", "overnight on May 20-21", "2023-05-20/2023-05-21"),
    ("Drones came overnight on 20–21 May.", "overnight on 20–21 May", "2023-05-20/2023-05-21"),
    ("Drones came on the night of May 20 to 21.", "the night of May 20 to 21", "2023-05-20/2023-05-21"),
    ("Drones came on the night of 20-21 May.", "the night of 20-21 May", "2023-05-20/2023-05-21"),
    ("Drones came overnight from Sunday to Monday.", "overnight from Sunday to Monday", "2023-05-21/2023-05-22"),
    ("Shells fell in the early hours of Tuesday.", "the early hours of Tuesday", "2023-05-23"),
    ("Shells fell at dawn on Monday.", "dawn on Monday", "2023-05-22"),
    ("Shells fell late on Monday evening.", "late on Monday evening", "2023-05-22"),
    ("Shells fell on Monday afternoon.", "Monday afternoon", "2023-05-22"),
    ("Shells fell on the evening of May 20.", "the evening of May 20", "2023-05-20"),
    # hours and zones
    ("Shells fell at about 3 a.m. local time.", "about 3 a.m. local time", "2023-05-23T03:00:00"),
    ("Shells fell at 0735 GMT.", "0735 GMT", "2023-05-23T07:35:00Z"),
    ("Shells fell at around 1130 am (0830 GMT).", "around 1130 am (0830 GMT)", "2023-05-23T11:30:00"),
    ("Shells fell at 15:30 EET on Monday.", "15:30 EET on Monday", "2023-05-22T15:30:00+02:00"),
    ("Shells fell at 3 p.m. Kyiv time on Monday.", "3 p.m. Kyiv time on Monday", "2023-05-22T15:00:00+03:00"),
    ("Shells fell at 3 p.m. Moscow time on Monday.", "3 p.m. Moscow time on Monday", "2023-05-22T15:00:00+03:00"),
    ("Shells fell at 9 p.m. ET on Monday.", "9 p.m. ET on Monday", "2023-05-22T21:00:00-04:00"),
    ("Shells fell at 3 o'clock on Monday.", "3 o'clock on Monday", "2023-05-22"),
    ("It fell at five o'clock on Monday morning.", "five o'clock on Monday morning", "2023-05-22T05:00:00"),
    ("As of 08:00 on 20 May, 12 fires burned.", "08:00 on 20 May", "2023-05-20T08:00:00"),
    ("It ran from 8 a.m. to 2 p.m.", "8 a.m. to 2 p.m.", "2023-05-23T08:00:00/2023-05-23T14:00:00"),
    ("It ran from 3 to 5 p.m. on Monday.", "3 to 5 p.m. on Monday", "2023-05-22T15:00:00/2023-05-22T17:00:00"),
    ("It ran between 10 a.m. and noon.", "10 a.m. and noon", "2023-05-23T10:00:00/2023-05-23T12:00:00"),
    (
        "It ran between 10 p.m. on Monday and 4 a.m. on Tuesday.",
        "10 p.m. on Monday and 4 a.m. on Tuesday",
        "2023-05-22T22:00:00/2023-05-23T04:00:00",
    ),
    ("It ran from 08:00 to 14:00 GMT.", "08:00 to 14:00 GMT", "2023-05-23T08:00:00Z/2023-05-23T14:00:00Z"),
    # ranges
    ("It ran from 3 to 5 May.", "3 to 5 May", "2023-05-03/2023-05-05"),
    ("It ran from May 5 to 9.", "May 5 to 9", "2023-05-05/2023-05-09"),
    ("It will run from Monday until Friday.", "Monday until Friday", "2023-05-29/2023-06-02"),
    ("It ran from Wednesday to Sunday.", "Wednesday to Sunday", "2023-05-17/2023-05-21"),
    ("It ran from Friday to Monday.", "Friday to Monday", "2023-05-19/2023-05-22"),
    ("It ran from Monday to Friday.", "Monday to Friday", "2023-05-15/2023-05-19"),
    ("It ran on 10–12 March.", "10–12 March", "2023-03-10/2023-03-12"),
    ("It ran between 10 and 12 March.", "10 and 12 March", "2023-03-10/2023-03-12"),
    ("It ran from April 30 to May 2.", "April 30 to May 2", "2023-04-30/2023-05-02"),
    ("It ran April 30–May 2.", "April 30–May 2", "2023-04-30/2023-05-02"),
    ("It ran from 30 April to 2 May 2019.", "30 April to 2 May 2019", "2019-04-30/2019-05-02"),
    ("It ran from December 30 to January 2, 2020.", "December 30 to January 2, 2020", "2019-12-30/2020-01-02"),
    ("It ran from May 5 through May 9, 2019.", "May 5 through May 9, 2019", "2019-05-05/2019-05-09"),
    ("It ran from March to May 2019.", "March to May 2019", "2019-03/2019-05"),
    ("It ran in 2019-21.", "2019-21", "2019/2021"),
    ("It has stood empty since 2014.", "2014", "2014/.."),
    ("It has burned since Monday.", "Monday", "2023-05-22/.."),
    ("It has burned since 6 p.m. on Monday.", "6 p.m. on Monday", "2023-05-22T18:00:00/.."),
    ("It has burned since last month.", "last month", "2023-04/.."),
    # counts of days
    ("Day 454 of the siege began.", "Day 454", None),
    ("It was the 1478th day of the siege.", "the 1478th day", None),
    ("It was Day 1,478 of the siege.", "Day 1,478", None),
    # lengths that run to the day of writing
    ("It fell 12 times in the last 24 hours.", "the last 24 hours", "2023-05-22/2023-05-23"),
    ("It fell 12 times in the past day.", "the past day", "2023-05-22/2023-05-23"),
    ("It fell over the past three years.", "the past three years", "2020-05-23/2023-05-23"),
    ("It fell in the previous 24 hours.", "the previous 24 hours", "2023-05-22/2023-05-23"),
    # years, quarters, decades
    ("It fell in the first half of 2019.", "the first half of 2019", "2019-01/2019-06"),
    ("It fell in the second half of last year.", "the second half of last year", "2022-07/2022-12"),
    ("It fell in the mid-2010s.", "the mid-2010s", "201X"),
    ("It fell in the mid-1980s.", "the mid-1980s", "198X"),
    ("It fell in the 21st century.", "the 21st century", "20XX"),
    ("It fell in fiscal 2019.", "fiscal 2019", "2019"),
    ("It fell in the quarter ended March 31, 2019.", "the quarter", "2019-01/2019-03"),
    ("It fell in the fall of 2019.", "the fall of 2019", "2019-23"),
    # tense and direction
    ("They meet again this Thursday.", "this Thursday", "2023-05-25"),
    ("They will meet on Monday.", "Monday", "2023-05-29"),
    ("On Monday, they will meet.", "Monday", "2023-05-29"),
    ("In September, he said it was over.", "September", "2022-09"),
    ("In July, they will leave.", "July", "2023-07"),
    ("It had been due to expire on Friday.", "Friday", "2023-05-19"),
    ("The tax fell in the latest fiscal year.", "the latest fiscal year", "2022"),
    ("They met on Monday, May 15.", "Monday, May 15", "2023-05-15"),
    ("He left last May.", "last May", "2022-05"),
    ("It fell a week ago on Monday.", "a week ago", "2023-05-15/2023-05-21"),
    ("It fell the previous day.", "the previous day", "2023-05-22"),
    ("It fell on Sunday, and the dam the same day.", "the same day", "2023-05-21"),
    ("It fell on Sunday, and the dam a day later.", "a day later", "2023-05-22"),
    ("It fell on Sunday, and the dam later that day.", "later that day", "2023-05-21"),
    ("It will fall in two weeks' time.", "two weeks' time", "2023-06-05/2023-06-11"),
    ("The vote is to be held from June 20 to July 2.", "June 20 to July 2", "2023-06-20/2023-07-02"),
    ("The vote is to be held on Monday.", "Monday", "2023-05-29"),
    ("He spoke in the 2010 census debate.", "2010", "2010"),
    ("It fell in the last week of March.", "the last week", None),
    ("It fell on the last day of the siege.", "the last day", None),
    ("She wept in the last five months of her life.", "the last five months", None),
    ("He went in 1651, and served over the next five years.", "the next five years", None),
    ("It fell in the early days of the siege.", "the early days", None),
    ("There were following weeks of quiet.", "following weeks", None),
    ("It happened at 4 in the morning.", "4 in the morning", "2023-05-23T04:00:00"),
    ("It happened at 11 at night on Monday.", "11 at night on Monday", "2023-05-22T23:00:00"),
    ("It fell on Saturday, and the dam the following morning.", "the following morning", "2023-05-21"),
]

UKRAINIAN: list[Case] = [
    ("Станом на 08:00 тихо.", "08:00", "2026-03-12T08:00:00"),
    ("Станом на 08:00 11 березня тихо.", "08:00 11 березня", "2026-03-11T08:00:00"),
    ("Станом на ранок 11 березня тихо.", "ранок 11 березня", "2026-03-11"),
    ("Протягом ночі на 11 березня ворог атакував.", "Протягом ночі на 11 березня", "2026-03-10/2026-03-11"),
    ("У ніч проти 11 березня ворог атакував.", "ніч проти 11 березня", "2026-03-10/2026-03-11"),
    ("У ніч проти середи ворог атакував.", "ніч проти середи", "2026-03-10/2026-03-11"),
    ("Уночі на 12 березня ворог атакував.", "Уночі на 12 березня", "2026-03-11/2026-03-12"),
    ("Минулої доби відбулося 98 боїв.", "Минулої доби", "2026-03-11/2026-03-12"),
    ("Протягом доби відбулося 98 боїв.", "доби", "2026-03-11/2026-03-12"),
    ("За минулу добу ворог втратив 12 танків.", "минулу добу", "2026-03-11/2026-03-12"),
    ("За останні 24 години ворог втратив 12 танків.", "останні 24 години", "2026-03-11/2026-03-12"),
    ("Цієї ночі лунали сирени.", "Цієї ночі", "2026-03-11/2026-03-12"),
    ("Сьогодні вранці лунали сирени.", "Сьогодні вранці", "2026-03-12"),
    ("Вчора ввечері лунали сирени.", "Вчора ввечері", "2026-03-11"),
    ("Напередодні лунали сирени.", "Напередодні", "2026-03-11"),
    (
        "З 20:00 11 березня до 06:00 12 березня було гучно.",
        "20:00 11 березня до 06:00 12 березня",
        "2026-03-11T20:00:00/2026-03-12T06:00:00",
    ),
    ("З 9:00 до 11:30 було гучно.", "9:00 до 11:30", "2026-03-12T09:00:00/2026-03-12T11:30:00"),
    ("З 20:00 11 березня ворог атакував.", "20:00 11 березня", "2026-03-11T20:00:00/.."),
    ("О 5 ранку пролунав вибух.", "5 ранку", "2026-03-12T05:00:00"),
    ("Об 11 вечора пролунав вибух.", "11 вечора", "2026-03-12T23:00:00"),
    ("О 14 годині пролунав вибух.", "14 годині", "2026-03-12T14:00:00"),
    ("О 08:30 за київським часом пролунав вибух.", "08:30 за київським часом", "2026-03-12T08:30:00+02:00"),
    ("1500-та доба облоги минула.", "1500-та доба", None),
    ("1478-ма доба облоги минула.", "1478-ма доба", None),
    ("Минула 1478 доба облоги.", "1478 доба", None),
    ("10–12 березня було тихо.", "10–12 березня", "2026-03-10/2026-03-12"),
    ("З 28 лютого по 3 березня було тихо.", "28 лютого по 3 березня", "2026-02-28/2026-03-03"),
    ("Від понеділка до середи було тихо.", "понеділка до середи", "2026-03-09/2026-03-11"),
    ("З 2014 року тут тихо.", "2014 року", "2014/.."),
    ("У 2014–2016 роках було тихо.", "2014–2016 роках", "2014/2016"),
    ("Наприкінці лютого було тихо.", "Наприкінці лютого", "2026-02"),
    ("У першому півріччі 2025 року було тихо.", "першому півріччі 2025 року", "2025-01/2025-06"),
    ("У третьому кварталі 2025 року було тихо.", "третьому кварталі 2025 року", "2025-07/2025-09"),
    ("Тиждень тому було тихо.", "Тиждень тому", "2026-03-02/2026-03-08"),
    ("Пів року тому було тихо.", "Пів року тому", "2025-09"),
    ("Минулої середи було тихо.", "Минулої середи", "2026-03-11"),
    ("Наступної середи відбудеться зустріч.", "Наступної середи", "2026-03-18"),
    ("Протягом вчорашньої доби було тихо.", "вчорашньої доби", "2026-03-11"),
    ("Скористатися програмою можна до 20 вересня.", "20 вересня", "2026-09-20"),
    ("Про це йдеться в листі від 10 березня.", "10 березня", "2026-03-10"),
    ("1485–та доба облоги минула.", "1485–та доба", None),
    ("Двадцять четвертого лютого було тихо.", "Двадцять четвертого лютого", "2026-02-24"),
    ("Свято триватиме у середу.", "середу", "2026-03-18"),
    ("У травні минулого року було тихо.", "травні минулого року", "2025-05"),
]

RUSSIAN: list[Case] = [
    (
        "С 8.00 мск до 14.00 мск сбиты 12 дронов.",
        "8.00 мск до 14.00 мск",
        "2026-03-12T08:00:00+03:00/2026-03-12T14:00:00+03:00",
    ),
    (
        "В период с 8.00 до 14.00 мск сбиты 12 дронов.",
        "8.00 до 14.00 мск",
        "2026-03-12T08:00:00+03:00/2026-03-12T14:00:00+03:00",
    ),
    (
        "В период с 23.00 мск 10 марта до 7.00 мск 11 марта сбиты 12 дронов.",
        "23.00 мск 10 марта до 7.00 мск 11 марта",
        "2026-03-10T23:00:00+03:00/2026-03-11T07:00:00+03:00",
    ),
    (
        "С 23.00 10 марта до 7.00 мск 11 марта сбиты 12 дронов.",
        "23.00 10 марта до 7.00 мск 11 марта",
        "2026-03-10T23:00:00+03:00/2026-03-11T07:00:00+03:00",
    ),
    (
        "С 20.00 до 23.00 мск 11 марта сбиты 12 дронов.",
        "20.00 до 23.00 мск 11 марта",
        "2026-03-11T20:00:00+03:00/2026-03-11T23:00:00+03:00",
    ),
    (
        "11 марта с 13.00 до 20.00 мск сбиты 12 дронов.",
        "13.00 до 20.00 мск",
        "2026-03-11T13:00:00+03:00/2026-03-11T20:00:00+03:00",
    ),
    (
        "С 23.38 минут восьмого марта до 1.26 девятого марта сбиты 12 дронов.",
        "23.38 минут восьмого марта до 1.26 девятого марта",
        "2026-03-08T23:38:00/2026-03-09T01:26:00",
    ),
    (
        "Начиная с 23 часов 47 минут 10 марта до 05 часов 08 минут 11 марта сбиты 12 дронов.",
        "23 часов 47 минут 10 марта до 05 часов 08 минут 11 марта",
        "2026-03-10T23:47:00/2026-03-11T05:08:00",
    ),
    ("С 8 до 14 часов сбиты 12 дронов.", "8 до 14 часов", "2026-03-12T08:00:00/2026-03-12T14:00:00"),
    ("В течение прошедшей ночи сбиты 12 дронов.", "прошедшей ночи", "2026-03-11/2026-03-12"),
    ("В течение ночи сбиты 12 дронов.", "В течение ночи", "2026-03-11/2026-03-12"),
    ("В ночь на среду сбиты 12 дронов.", "ночь на среду", "2026-03-10/2026-03-11"),
    ("Минувшей ночью сбиты 12 дронов.", "Минувшей ночью", "2026-03-11/2026-03-12"),
    ("За сутки сбиты 12 дронов.", "сутки", "2026-03-11/2026-03-12"),
    ("За прошедшие сутки сбиты 12 дронов.", "прошедшие сутки", "2026-03-11/2026-03-12"),
    ("Накануне прогремел взрыв.", "Накануне", "2026-03-11"),
    ("Около 6 утра прогремел взрыв.", "Около 6 утра", "2026-03-12T06:00:00"),
    ("В 3 часа ночи прогремел взрыв.", "3 часа ночи", "2026-03-12T03:00:00"),
    ("В 14 часов прогремел взрыв.", "14 часов", "2026-03-12T14:00:00"),
    ("В 9 вечера вторника прогремел взрыв.", "9 вечера вторника", "2026-03-10T21:00:00"),
    (
        "В 8:30 по московскому времени прогремел взрыв.",
        "8:30 по московскому времени",
        "2026-03-12T08:30:00+03:00",
    ),
    ("В 8:30 по местному времени прогремел взрыв.", "8:30 по местному времени", "2026-03-12T08:30:00"),
    ("Вечером 10 марта прогремел взрыв.", "Вечером 10 марта", "2026-03-10"),
    ("С 7 по 13 марта 2025 года было тихо.", "7 по 13 марта 2025 года", "2025-03-07/2025-03-13"),
    ("С 28 февраля по 3 марта было тихо.", "28 февраля по 3 марта", "2026-02-28/2026-03-03"),
    ("10 и 11 марта было тихо.", "10 и 11 марта", "2026-03-10/2026-03-11"),
    ("С понедельника по среду было тихо.", "понедельника по среду", "2026-03-09/2026-03-11"),
    ("С 2014 года здесь тихо.", "2014 года", "2014/.."),
    ("С 2014 по 2016 год было тихо.", "2014 по 2016 год", "2014/2016"),
    ("В начале марта было тихо.", "В начале марта", "2026-03"),
    ("В первом полугодии 2025 года было тихо.", "первом полугодии 2025 года", "2025-01/2025-06"),
    ("Полгода назад было тихо.", "Полгода назад", "2025-09"),
    ("Неделю назад было тихо.", "Неделю назад", "2026-03-02/2026-03-08"),
    ("В мае прошлого года было тихо.", "мае прошлого года", "2025-05"),
    ("По состоянию на 8:00 12 марта тихо.", "8:00 12 марта", "2026-03-12T08:00:00"),
    ("Весной 2022 года было тихо.", "Весной 2022 года", "2022-21"),
    ("На этой неделе было тихо.", "этой неделе", "2026-03-09/2026-03-15"),
    ("За неделю сбиты 120 дронов.", "неделю", "2026-03-05/2026-03-12"),
]

UNPLACED: list[tuple[str, tuple[str, ...]]] = [
    ("Shells fell on Thursday.", ("Thursday",)),
    ("Shells fell at 10 p.m.", ("10 p.m.",)),
    ("Shells fell from 8 a.m. to 2 p.m.", ("8 a.m.", "2 p.m.")),
    ("Shells fell on May 5.", ("May 5",)),
    ("Shells fell in the last 24 hours.", ("the last 24 hours",)),
    ("Протягом ночі на 11 березня було гучно.", ("Протягом ночі на 11 березня",)),
    ("Минулої доби було гучно.", ("Минулої доби",)),
    ("Накануне было тихо.", ("Накануне",)),
]

NOTHING = [
    "It follows Dovek Today.",
    "He reads the Dovek daily.",
    "Втрати склали 1520 осіб.",
    "The 2018 month drew 900 soldiers.",
    "Between 1000 and 1800 people fled.",
    "Now, he says, it is over.",
    "The quarter-to-quarter pace fell.",
    "Накануне выборов многие молчат.",
    "Напередодні свят багато хто мовчить.",
    "She bowls in the evenings.",
]

ROWS = [(TUESDAY, *case) for case in ENGLISH] + [(THURSDAY, *case) for case in UKRAINIAN + RUSSIAN]


@pytest.mark.parametrize(("written", "text", "exact", "expected"), ROWS)
def test_an_expression_is_found_whole_and_placed(written: str, text: str, exact: str, expected: str | None) -> None:
    found = {time.exact: time.edtf for time in find(text, written)}
    assert exact in found
    assert found[exact] == expected
    assert expected is None or edtf.valid(expected)


@pytest.mark.parametrize(("text", "exact"), UNPLACED)
def test_without_an_anchor_nothing_is_placed(text: str, exact: tuple[str, ...]) -> None:
    found = find(text, None)
    assert [(time.exact, time.edtf, time.anchor) for time in found] == [(words, None, None) for words in exact]


@pytest.mark.parametrize("text", NOTHING)
def test_words_that_only_look_like_times_are_left(text: str) -> None:
    assert find(text, THURSDAY) == ()


def test_a_zone_keeps_its_summer_and_its_winter() -> None:
    for day, offset in [("2023-03-25", "+02:00"), ("2023-03-26", "+03:00"), ("2023-10-29", "+02:00")]:
        (time,) = find("Shells fell at 3 p.m. Kyiv time.", day)
        assert time.edtf == f"{day}T15:00:00{offset}"
