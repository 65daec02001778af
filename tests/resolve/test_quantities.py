"""Figures read from sentences: a table of cases, each "value unit what" as a careful reader writes it down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.language.lexicon import load
from crosswire.language.numerals import figures, parse
from crosswire.resolve.quantities import in_text
from crosswire.resolve.quantity_drafts import Draft


def said(draft: Draft) -> str:
    """ "12 people killed", "10+ …" at least, "<=10 …" at most, "~10 …" about, "2-3 …" a range, "5/7 …" of seven."""
    low, high = draft.low, draft.high
    if draft.modifier == "at-least":
        value = f"{low:g}+"
    elif draft.modifier == "at-most":
        value = f"<={high:g}"
    elif low != high:
        value = f"{low:.10g}-{high:.10g}"
    else:
        value = f"{'~' if draft.modifier == 'about' else ''}{low:.12g}"
    whole = f"/{draft.of:g}" if draft.of is not None else ""
    return " ".join(part for part in (value + whole, draft.unit or "?", draft.what or "-"))


ENGLISH = [
    # headlines without commas
    ("Rockets hit Marrow Bay Kills 3 Wounds 20", ["3 people killed", "20 people injured"]),
    ("Blast kills 12 injures 40 others in Ansel", ["12 people killed", "40 people injured"]),
    ("one killed 9 people injured 3 missing", ["1 people killed", "9 people injured", "3 people missing"]),
    # tallies: the level that a count stands at
    ("Rain hampered the search, bringing the number of dead to nine.", ["9 people killed"]),
    (
        "The number of people killed in the mudslide has risen from four to seven.",
        ["4 people killed", "7 people killed"],
    ),
    ("Wednesday's find brings the toll to 14.", ["14 people killed"]),
    ("The toll now stands at 31, the prefect said.", ["31 people killed"]),
    ("The death toll has climbed to 45.", ["45 people killed"]),
    ("The injury toll rose to 52.", ["52 people injured"]),
    ("On Monday he had put the number of missing at 30.", ["30 people missing"]),
    ("The number of injured stood at about 17.", ["~17 people injured"]),
    ("The number of homes destroyed rose to 300.", ["300 homes destroyed"]),
    ("The number of displaced people has doubled to 4,000.", ["4000 people displaced"]),
    ("The toll on the bridge rose to 5 dollars.", ["5 dollars -"]),
    ("The number of people in the hall is a matter for the 12 judges.", []),
    ("Six bodies were recovered from the river.", ["6 people killed"]),
    ("Crews pulled three bodies from the mud.", ["3 people killed"]),
    ("Another 21 were still being looked for.", ["21 people missing"]),
    ("The search for 21 more persons goes on.", ["21 people missing"]),
    ("Seven people are now known to have died.", ["7 people killed"]),
    # casualties, passive and active
    ("Nine guests were injured.", ["9 guests injured"]),
    ("Four firefighters have been wounded in the blast.", ["4 workers injured"]),
    ("At least 12 people were killed when the roof fell in.", ["12+ people killed"]),
    ("The landslide killed 31 people and injured dozens.", ["31 people killed", "24-99 people injured"]),
    ("A gas leak killed two miners.", ["2 workers killed"]),
    ("Twenty-two villagers died in the flood.", ["22 residents killed"]),
    ("Five rescuers drowned on Sunday.", ["5 workers killed"]),
    ("Six killed, 37 injured in bus crash", ["6 people killed", "37 people injured"]),
    ("Strike kills four, wounds 16", ["4 people killed", "16 people injured"]),
    ("Landslide leaves seven dead in Tarvin", ["7 people killed"]),
    ("The storm left nine people dead.", ["9 people killed"]),
    ("Three sailors were killed and six more people were injured.", ["3 soldiers killed", "6 people injured"]),
    ("Two soldiers were killed and four wounded.", ["2 soldiers killed", "4 soldiers injured"]),
    ("Five hikers, including two girls, were killed.", ["5 drivers killed", "2 children killed"]),
    (
        "The day ended with five guests — including two girls — killed and at least 12 guests hurt.",
        ["5 guests killed", "2 children killed", "12+ guests injured"],
    ),
    ("The death toll rose to 37 on Monday.", ["37 people killed"]),
    ("The death toll stands at 1,204.", ["1204 people killed"]),
    ("Officials reported 15 deaths and 40 injuries.", ["15 people killed", "40 people injured"]),
    ("Twelve civilians who were hurt in the raid were taken away.", ["12 civilians injured"]),
    ("Ten people in the village were killed.", ["10 people killed"]),
    ("Some 40 protesters were arrested.", ["~40 protesters arrested"]),
    ("Police arrested three men.", ["3 men arrested"]),
    ("Six suspects were detained near the border.", ["6 suspects arrested"]),
    ("The convoy captured 22 fighters.", ["22 fighters captured"]),
    ("Fourteen miners are still missing.", ["14 workers missing"]),
    ("Nine hikers remain missing after the avalanche.", ["9 drivers missing"]),
    ("Both sides freed 200 prisoners.", ["200 prisoners released"]),
    ("Rescuers saved 17 passengers.", ["17 passengers released"]),
    ("More than 2,000 residents were evacuated.", ["2000+ residents evacuated"]),
    ("The evacuation of 300 children began.", ["300 children evacuated"]),
    ("About 500 families were displaced.", ["~500 families displaced"]),
    ("Tens of thousands of people fled.", ["20000-99999 people displaced"]),
    ("Some 450 pupils had already been evacuated to the coast.", ["~450 students evacuated"]),
    ("200 people, mothers with small children among them, would be evacuated.", ["200 people evacuated"]),
    ("The dam burst killed at least two dozen workers.", ["24+ workers killed"]),
    ("Half a dozen passengers were hurt.", ["~6 passengers injured"]),
    # air attacks
    ("The frigate shot down all 14 rockets fired at it.", ["14/14 rockets destroyed"]),
    ("It had shot down 19 out of 19 combat drones.", ["19/19 drones destroyed"]),
    ("They shot down all 19 of the attacking drones.", ["19/19 drones destroyed"]),
    ("Six drones were shot down and two diverted over the bay.", ["6 drones destroyed", "2 drones diverted"]),
    ("Air defence downs 51 of 64 drones", ["51/64 drones destroyed"]),
    ("38 out of 47 drones neutralised overnight", ["38/47 drones destroyed"]),
    ("61 out of 70 drones launched by rebels neutralised over the bay", ["61/70 drones destroyed"]),
    (
        "Navy attacks port with 83 drones: coast guard intercepts 71 UAVs, 9 locations hit",
        ["83 drones launched", "71 drones destroyed", "9 locations hit"],
    ),
    ("47 drones target the capital overnight", ["47 drones launched"]),
    ("The air force launched 40 missiles at the coast.", ["40 missiles launched"]),
    ("A barrage of 60 rockets hit the town.", ["60 rockets launched"]),
    ("Two Iskander missiles were fired.", ["2 ballistic missiles launched"]),
    ("Seven drones crashed in the sea.", ["7 drones diverted"]),
    ("One drone was shot down over the bay.", ["1 drones destroyed"]),
    ("Night raid: 161 targets shot down out of 199", ["161 targets destroyed"]),
    ("They shot down 161 targets out of 199 vehicles.", ["161/199 targets destroyed"]),
    # buildings and things
    ("Hail damaged a chapel, two schools and a bakery.", ["2 schools damaged"]),
    (
        "Seven hangars, five homes and two offices were damaged.",
        ["7 hangars damaged", "5 homes damaged", "2 offices damaged"],
    ),
    ("The fire destroyed some 1,200 homes.", ["~1200 homes destroyed"]),
    ("Three bridges collapsed.", ["3 bridges -"]),
    ("Storm knocks out power: 5,400 homes without electricity", ["5400 homes affected"]),
    ("Airlines cancelled 120 flights.", ["120 flights -"]),
    ("The rebels moved 8 kilometers inland and seized two villages.", ["8 km advanced", "2 settlements captured"]),
    ("The first line runs 2 km from the river.", ["2 km -"]),
    ("The positions had been shelled 212 times.", ["212 times shelled"]),
    ("There were only two or three clashes.", ["2-3 clashes -"]),
    ("The siege ended after 151 days of fighting.", ["151 days -"]),
    ("Floods affected between 30 and 40 villages.", ["30-40 settlements affected"]),
    # money, shares, ranges, modifiers
    ("The new package is worth $300 million.", ["300000000 dollars -"]),
    ("It will send an estimated $1.5bn in aid.", ["~1500000000 dollars -"]),
    ("The bank pledged €20 million.", ["20000000 euros -"]),
    ("Turnout was 54 percent.", ["54 percent -"]),
    ("Turnout fell to 54%.", ["54 percent -"]),
    ("Up to 40 people were injured.", ["<=40 people injured"]),
    ("As many as 15 people were killed.", ["<=15 people killed"]),
    ("Fewer than 20 people were hurt.", ["<=20 people injured"]),
    ("Over 50 people were hurt.", ["50+ people injured"]),
    ("Nearly 90 sailors drowned.", ["~90 soldiers killed"]),
    ("10 to 15 people were injured.", ["10-15 people injured"]),
    ("Some 10–15 people were injured.", ["10-15 people injured"]),
    ("500+ people were arrested.", ["500+ people arrested"]),
    ("The city has 70,000 people.", ["70000 people -"]),
    ("More than 1.2 million people were left without power.", ["1.2e+06+ people affected"]),
    ("Hundreds of people were arrested.", ["200-999 people arrested"]),
    ("5 of 7 crew members were rescued.", ["5/7 members released"]),
    # headlines without commas, things that only look like a count
    ("Child killed 9 civilians injured in market blast", ["9 civilians injured"]),
    ("More than 100 civilians killed 700 injured in shelling", ["100+ civilians killed", "700 people injured"]),
    ("They set fire to 12 houses.", ["12 homes -"]),
    (
        "Three command posts eight tanks and two depots were destroyed.",
        ["3 posts destroyed", "8 tanks destroyed", "2 businesses destroyed"],
    ),
    ("Two hospital staffers were killed.", ["2 staffers killed"]),
    ("Seven field commanders were killed.", ["7 commanders killed"]),
    ("More than 170 members of the militia had died.", ["170+ members killed"]),
    ("Five of the injured are in a serious condition.", []),
    ("Some 73 civilians, mostly women and children, were killed.", ["~73 civilians killed"]),
    ("More than a quarter of a million people were displaced.", ["250000+ people displaced"]),
    ("The town trapped nearly 300,000 residents.", ["~300000 residents trapped"]),
    ("The world's two largest ports grew.", []),
    ("The plan covers 1,000 square km.", ["1000 square km -"]),
    ("The raid eliminated 12 gunmen.", ["12 fighters killed"]),
    ("More than 700 troops have been killed or wounded.", ["700+ soldiers casualties"]),
    # suppositions and nonsense
    ("Even if 100 missiles were fired, the dam would hold.", []),
    ("A quake could kill 5,000 people.", ["5000 people -"]),
    ("They shot down 12 of 10 drones.", ["12/10 drones destroyed"]),
    # nobody
    ("There had been no casualties among the civilians there.", ["0 people casualties"]),
    ("Nobody was hurt.", ["0 people injured"]),
    ("No one was killed in the fire.", ["0 people killed"]),
    ("No civilians were killed.", ["0 people killed"]),
    ("The fire was put out without casualties.", ["0 people casualties"]),
    ("No injuries were reported.", ["0 people injured"]),
    # not the counted one's fate
    ("Seven scouts captured 22 fighters.", ["7 fighters -", "22 fighters captured"]),
    ("Two gunmen killed the guard.", ["2 fighters -"]),
    ("The two soldiers were not injured.", []),
]

NOT_COUNTED = [
    "An F-16 and a MiG-29 landed.",
    "Day 311 of the war began.",
    "It happened on May 22, 2023.",
    "It happened on 22 May.",
    "In 2019 the party lost.",
    "The man, 34, was from Tarvin.",
    "A 34-year-old man spoke.",
    "The G7 met in June.",
    "The Group of 7 met.",
    "The 59th brigade and the 5th corps agreed.",
    "They took a BTR-82A.",
    "At 10:30 the sirens stopped.",
    "At 5 p.m. the sirens stopped.",
    "The 10-month siege is over.",
    "Call +380 44 123 45 67 now.",
    "Flight 370 was late.",
    "Article 5 was invoked.",
    "Resolution 2231 was adopted.",
    "Boeing 737 jets are older.",
    "Covid-19 spread.",
    "One of the best units stayed.",
    "One day the road will open.",
    "The two sides agreed.",
    "It was the seventh attempt.",
    "Their 17-year rule ended.",
    "Children aged 5 or 6 played.",
    "They won 3-1.",
    "Listen on 1220 AM.",
]

CYRILLIC = [
    ("Кількість загиблих унаслідок повені зросла до семи.", ["7 people killed"]),
    ("Кількість поранених збільшилася до 23 осіб.", ["23 people injured"]),
    ("Число погибших при взрыве выросло до 12.", ["12 people killed"]),
    ("Число погибших увеличилось с четырех до семи.", ["4 people killed", "7 people killed"]),
    ("Число жертв достигло 15.", ["15 people killed"]),
    ("Уночі сили ППО знешкодили 51/64 дронів.", ["51/64 drones destroyed"]),
    ("ЗБИТО/ПОДАВЛЕНО 42 ВОРОЖИХ БПЛА", ["42 drones destroyed"]),
    (
        'У ніч на 3 березня противник атакував 51 ударним БпЛА типу Shahed, близько 30 із них – "шахеди".',
        ["51 drones launched", "~30 drones launched"],
    ),
    (
        "Є влучання 13 ударних БпЛА на 5 локаціях і падіння уламків на 8 локаціях.",
        ["13 drones hit", "5 locations hit", "8 locations fell"],
    ),
    (
        "Усього зафіксовано 79 засобів нападу: - 10 балістичних ракет Іскандер-М; - 25 крилатих ракет Х-101;",
        ["79 targets launched", "10 ballistic missiles launched", "25 cruise missiles launched"],
    ),
    ("Збито 3 ракети Х-59.", ["3 missiles destroyed"]),
    ("Ворог запустив 34 ракети та 92 дрони.", ["34 missiles launched", "92 drones launched"]),
    ("Загинули двоє людей, ще 11 постраждали.", ["2 people killed", "11 people injured"]),
    ("Поранено восьмеро цивільних.", ["8 civilians injured"]),
    ("Пошкоджено 12 будинків.", ["12 buildings damaged"]),
    ("Дістали поранень троє людей: жінки 22, 46, 59 років.", ["3 people injured"]),
    (
        "Вчора противник завдав 31 авіаудару, скинув 62 авіабомби.",
        ["31 strikes launched", "62 guided bombs launched"],
    ),
    ("Розпочалася 811-та доба.", []),
    ("Бійці 59 бригади зупинили наступ.", []),
    ("Понад 70 тисяч людей без світла.", ["70000+ people -"]),
    ("Дежурными средствами ПВО уничтожены два беспилотника.", ["2 drones destroyed"]),
    (
        "Ночью перехвачены и уничтожены 57 беспилотников: 23 – над Орловой областью, 34 – над морем.",
        ["57 drones destroyed", "23 drones destroyed", "34 drones destroyed"],
    ),
    ("С 20.00 мск 8 апреля сбито сорок семь БПЛА.", ["47 drones destroyed"]),
    ("Ранены не менее 15 человек.", ["15+ people injured"]),
    ("В результате взрыва погибли трое мужчин.", ["3 men killed"]),
    ("Эвакуированы 300 детей.", ["300 children evacuated"]),
    ("Збито 5 дронів. Уражено кілька буровиків.", ["5 drones destroyed"]),
    ("Уряд купить 15 тисяч дронів-перехоплювачів.", ["15000 drones -"]),
    ("Двоє дівчат дістали травми.", ["2 children injured"]),
    ("Одна людина загинула, четверо - дістали поранень.", ["1 people killed", "4 people injured"]),
    ("Знешкоджено близько 480 окупантів убитими та пораненими.", ["~480 fighters casualties"]),
    ("Протиповітряна оборона збила 99 з них.", []),
    (
        "Уничтожены 9 беспилотников: 5 – над морем, по два – над областями.",
        ["9 drones destroyed", "5 drones destroyed"],
    ),
    ("Зафіксовано 37 влучань по 18 локаціях.", ["37 hits detected", "18 locations hit"]),
    ("Обійшлося без жертв.", ["0 people casualties"]),
]


@pytest.mark.parametrize(("sentence", "expected"), ENGLISH)
def test_english(sentence: str, expected: list[str]) -> None:
    assert [said(draft) for draft in in_text(sentence)] == expected


@pytest.mark.parametrize("sentence", NOT_COUNTED)
def test_numbers_that_count_nothing(sentence: str) -> None:
    assert [said(draft) for draft in in_text(sentence)] == []


@pytest.mark.parametrize(("sentence", "expected"), CYRILLIC)
def test_ukrainian_and_russian(sentence: str, expected: list[str]) -> None:
    assert [said(draft) for draft in in_text(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Two northern soldiers were killed.", "northern soldiers"),
        ("There had been no casualties among the civilians there.", "civilians"),
        ("Nine guests were injured.", None),
        ("The fire injured 12 local residents.", "local residents"),
        ("Three children were hurt.", "children"),
        ("The army shot down 25 combat drones.", "combat drones"),
        ("Збито 42 ворожих БпЛА типу Shahed.", "ворожих БпЛА типу Shahed"),
        ("Збито 10 балістичних ракет Іскандер-М.", "балістичних ракет Іскандер-М"),
        ("Поранено вісім людей.", None),
    ],
)
def test_of_whom(sentence: str, who: str | None) -> None:
    assert in_text(sentence)[0].who == who


@given(st.integers(0, 99_999), st.sampled_from(["people were injured", "drones were shot down", "homes burned down"]))
def test_a_number_in_figures_is_read_as_written(value: int, rest: str) -> None:
    sentence = f"In all, {value:,} {rest}."
    (draft,) = in_text(sentence)
    assert (draft.low, draft.high) == (value, value)
    assert sentence[draft.start : draft.end] == f"{value:,}"


@given(st.text(alphabet="0123456789 .,-–/$%()“”abcоі№killed peodrnsшт", max_size=80))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    for draft in in_text(text):
        assert 0 <= draft.start < draft.end <= len(text)
        assert draft.unit is not None
        assert draft.low is not None or draft.high is not None


def spell(value: int) -> str:
    """The English words of a whole number below a billion."""
    words = {int(k): v[0] for k, v in load("numbers")["cardinals"]["en"].items()}
    if value < 21:
        return words[value]
    if value < 100:
        return words[value - value % 10] + (f"-{words[value % 10]}" if value % 10 else "")
    for scale, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= scale:
            rest = f" {spell(value % scale)}" if value % scale else ""
            return f"{spell(value // scale)} {name}{rest}"
    raise AssertionError


@given(st.integers(0, 999_999_999))
def test_number_words_round_trip(value: int) -> None:
    assert parse(spell(value).replace("-", " - ").split()) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("двадцять два", 22),
        ("сто п'ять", 105),
        ("сорок семь", 47),
        ("триста двадцать один", 321),
        ("19 тис", 19_000),
        ("1.5 million", 1_500_000),
        ("two three", None),
        ("five hundred hundred", None),
        ("the", None),
        ("and five", None),
        ("двох", 2),
        ("п’ятьма", 5),
        ("", None),
    ],
)
def test_parse(words: str, value: float | None) -> None:
    assert parse(words.split()) == value


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("1,200", 1200),
        ("1,200.5", 1200.5),
        ("70 000", 70_000),
        ("1,4", 1.4),
        ("12.03.2026", None),
        ("08:30", None),
        ("7", 7),
    ],
)
def test_figures(word: str, value: float | None) -> None:
    assert figures(word) == value
