"""Items in two languages: one event by its numbers and names, and never by its subject alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.stories import across, compact
from crosswire.stories.features import Text
from crosswire.stories.linking import Linker, When
from crosswire.stories.stream import Stream

DAY = When(740_000)
RAID = "Guards of Sandhaven shot down 114 of 141 gliders over the port overnight, commander Ilse Oram said."
RAID_UK = "Уночі варта Сандгавена збила 114 із 141 планерів над портом, повідомила командувачка Ілзе Орам."
RAID_DE = "In der Nacht schossen die Wachen von Sandhaven 114 von 141 Gleitern ab, sagte Kommandantin Ilse Oram."
OTHER_RAID_UK = "Уночі варта Меррика збила 87 із 93 планерів над портом, повідомив командувач Павел Дрозд."
LOCK_UK = "Міська рада Варнбі знову відкрила шлюз після 19 тижнів ремонту, який обійшовся у 114 мільйонів крон."
SAME_COUNT_RU = "Ночью стража Меррика сбила 114 лодок над заливом, сообщил командующий Павел Дрозд."
DATED_UK = "Головні новини за 6 травня 2031 року: погода, спорт, культура та навчання."
DATED = "Weekly report of the coast, 6 May 2031: what the guards did, and why it matters."


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (RAID, RAID_UK, True),
        (RAID, RAID_DE, True),
        (RAID_UK, RAID_DE, True),
        ("Guards down 114 of 141 gliders", RAID_UK, True),
        (RAID, OTHER_RAID_UK, False),
        ("Guards down 114 gliders overnight", SAME_COUNT_RU, False),
        (DATED, DATED_UK, False),
        (RAID, "", False),
    ],
)
def test_what_two_openings_share(one: str, two: str, same: bool) -> None:
    score = across.score(across.told(across.listed(one)), across.told(across.listed(two)))
    assert (score >= 0.52) == same
    assert 0 <= score <= across.MOST


def test_dates_clock_times_and_years_are_no_exact_numbers() -> None:
    exact = across.told(
        across.listed("At 14:30 on 12 May 2031 all 45 boats lay in the harbour, three of them new.")
    ).exact
    assert {name for name in exact if name[0] == "n"} == {"n45"}


def _texts() -> list[Text]:
    lines = {"en": RAID, "uk": RAID_UK, "de": RAID_DE}
    rows = [Text(f"raid-{language}", "", (line,), language=language) for language, line in lines.items()]
    return [*rows, Text("other", "", (LOCK_UK,), language="uk"), Text("week", "", (DATED,), language="en")]


@settings(max_examples=10, deadline=None)
@given(order=st.permutations(range(5)))
def test_reports_of_one_night_in_three_languages_are_one_story_in_any_order(order: list[int]) -> None:
    texts = [_texts()[n] for n in order]
    stream = Stream()
    found: dict[str, str] = {}
    for row in compact.rows(texts, [DAY] * 5):
        changes = stream.add([row])
        found |= {**changes.stories, **changes.moved}
    stories = {item: stream.resolve(story) for item, story in found.items()}
    assert stories["raid-en"] == stories["raid-uk"] == stories["raid-de"]
    assert len(set(stories.values())) == 3
    batch = Stream().add(compact.rows(texts, [DAY] * 5)).stories
    assert batch["raid-en"] == batch["raid-uk"] == batch["raid-de"] != batch["other"]


def test_the_reason_names_the_numbers() -> None:
    linker = Linker(_texts(), [DAY] * 5)
    assert (0, 1) in linker.pairs()
    assert "114" in linker.why(0, 1)
    assert "141" in linker.why(0, 1)
    assert (0, 3) not in linker.pairs()


def test_texts_without_a_language_are_compared_by_their_words() -> None:
    linker = Linker([Text("a", "", (RAID,)), Text("b", "", (RAID_UK,))], [DAY, DAY])
    assert linker.far == set()


def test_a_row_keeps_its_language_and_marks() -> None:
    (row,) = compact.rows(_texts()[:1], [DAY])
    again = compact.decode(compact.encode(row))
    assert (again.language, again.marks) == ("en", row.marks) != ("", ())
    seen = compact.glance(compact.encode(row))
    assert (seen.language, tuple(seen.marks)) == (row.language, row.marks)
    assert compact.rows([Text("a", "", (RAID,))], [DAY])[0].marks == ()
