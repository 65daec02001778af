"""Which sentence stands for a story, what is shown once, what is worth repeating; dates in words."""

import pytest

from crosswire.base.config import Options
from crosswire.brief import choose
from crosswire.brief.choose import leaning
from crosswire.brief.compose import compose
from crosswire.brief.dates import phrase
from crosswire.brief.facts import gather
from crosswire.brief.naming import name_of
from crosswire.brief.verify import verify
from crosswire.model.account import Issue


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025-03-11", "11 March 2025"),
        ("2025-03-11/2025-03-12", "11–12 March 2025"),
        ("2025-02-28/2025-03-01", "28 February – 1 March 2025"),
        ("2024-12-31/2025-01-01", "31 December 2024 – 1 January 2025"),
        ("2025-03", "March 2025"),
        ("2025", "2025"),
        ("2019/2028", "2019–2028"),
        ("2014/..", "since 2014"),
        ("../2014", "until 2014"),
        ("2025-03-11/2025-03-11", "11 March 2025"),
        ("2025-03-11T17:20:00Z", "11 March 2025, 17:20"),
        (None, None),
        ("soon", None),
    ],
)
def test_dates_in_words(edtf, words):
    assert phrase(edtf) == words


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("He said so.", True),
        ("This was announced by the mayor.", True),
        ("According to them, it fell.", True),
        ("The dam fell.", False),
        ("Thessaly is far.", False),
        ("Heather said so.", False),
    ],
)
def test_sentences_that_lean_on_the_one_before(text, leans):
    assert leaning(text) is leans


def brief_of(world, **options):
    account, origins = world.found()
    brief = compose(account, origins, options=Options(**options))
    assert verify(brief, account) == ()
    return brief


def test_the_lede_names_whose_words_it_is(world):
    text = "The dam above Ansel gave way in the night. This was announced by the mayor, Mara Holt. It had been raining."
    report = world.report("a.txt", text)
    world.says(report, "The dam above Ansel gave way in the night.", "Mara Holt", cue="was announced by")
    world.story("Dam above Ansel gave way", report)
    (line,) = brief_of(world).stories[0].lede or (brief_of(world).stories[0].heading,)
    assert "This was announced by the mayor, Mara Holt." in line.text or "Mara Holt" in line.text


def test_a_source_elsewhere_is_added_to_the_lede(world):
    text = "Flood hits the town of Ansel\n\nThe dam above Ansel gave way in the night. Rain fell. Mara Holt said so."
    report = world.report("a.txt", text, items=[(0, len(text), text[:28], "2025-03-12")])
    world.says(report, "The dam above Ansel gave way in the night.", "Mara Holt")
    world.story("Flood hits the town of Ansel", report)
    (lede,) = brief_of(world).stories[0].lede
    assert lede.text == "The dam above Ansel gave way in the night. — Mara Holt"


def test_a_printed_date_is_no_part_of_the_first_sentence(world):
    from dataclasses import replace

    from crosswire.model.report import Dated

    report = world.report("a.txt", "date 2025-03-12 The dam above Ansel gave way in the night. People fled the town.")
    reading = world.readings[report.id]
    dated = replace(report, published=Dated("2025-03-12", "printed", world.find(report, "2025-03-12")))
    world.readings[report.id] = replace(reading, report=dated)
    world.story("The dam above Ansel gave way", report)
    assert brief_of(world).key[0].text.startswith("The dam above Ansel gave way in the night. — a.txt")


def test_a_figure_told_in_two_copies_is_one_row_that_cites_both(world):
    text = "Some 1,200 people were evacuated from Ansel, Mara Holt said."
    reports = []
    for name in ("a.txt", "b.txt"):
        report = world.report(name, text)
        by = world.says(report, "Some 1,200 people were evacuated from Ansel", "Mara Holt")
        world.count(report, "1,200", 1200, "evacuated", modifier="about", by=by)
        reports.append(report)
    world.copy(*reports, "identical", aligned=[(text, text)])
    world.story("S", *reports)
    brief = brief_of(world)
    (row,) = brief.stories[0].figures
    assert row.text == "about 1,200 evacuated\tpeople\t—\tMara Holt"
    assert {brief.citations[n - 1].span.report for n in row.citations} == {r.id for r in reports}


def test_an_update_says_who_gave_which_value_when(world):
    for number, (name, day) in enumerate((("a.txt", "2025-03-11"), ("b.txt", "2025-03-12"))):
        value = 4 + 3 * number
        report = world.report(name, f"The minister, Mara Holt, said {value} people died.", published=day)
        by = world.says(report, f"{value} people died", "Mara Holt")
        world.count(report, str(value), value, "killed", by=by)
    world.story("S", *(r.report for r in world.readings.values()))
    (note,) = brief_of(world).stories[0].notes
    assert note.text == "Raised from 4 to 7 killed by the same source (Mara Holt)."


def test_a_later_count_of_another_is_not_put_into_the_first_ones_mouth(world):
    for number, holder in enumerate(("Mara Holt", "Lars Brok")):
        value = 4 + 3 * number
        report = world.report(
            f"{number}.txt", f"{holder} said {value} people died.", published=f"2025-03-1{number + 1}"
        )
        world.count(report, str(value), value, "killed", by=world.says(report, f"{value} people died", holder))
    world.story("S", *(r.report for r in world.readings.values()))
    (note,) = brief_of(world).stories[0].notes
    assert note.text == "4 killed, according to Mara Holt; later 7 killed, according to Lars Brok."


def toll(world, day, value, holder, headline):
    text = f"{headline}\n\n{holder} said {value} people died in the flood at Ansel. The river is falling now."
    report = world.report(f"{day}.txt", text, published=day, items=[(0, len(text), headline, day)])
    by = world.says(report, f"{value} people died in the flood at Ansel", holder)
    world.count(report, str(value), value, "killed", by=by)
    return report


def test_the_lede_is_the_headlines_own_and_never_a_revised_figure(world):
    reports = [
        toll(world, "2025-03-11", 4, "Mara Holt", "Flood at Ansel: four people died"),
        toll(world, "2025-03-12", 7, "Mara Holt", "Toll at Ansel rises"),
    ]
    world.story("Toll at Ansel rises", *reports)
    (lede,) = brief_of(world).stories[0].lede
    assert lede.text.startswith("Mara Holt said 7 people died")


def test_a_revised_figure_is_shown_with_what_it_was_before(world):
    reports = [toll(world, "2025-03-11", 4, "Mara Holt", "A"), toll(world, "2025-03-12", 7, "Mara Holt", "B")]
    world.story("B", *reports)
    rows = [row.cells for row in brief_of(world).stories[0].figures]
    assert ["".join(s.text for s in cells[0]) for cells in rows] == ["7 killed (earlier 4)"]


def test_a_title_cites_the_first_and_the_last_report_only(world):
    for day in range(1, 8):
        world.report(f"{day}.txt", f"Report number {day} is about the flood.", published=f"2025-03-0{day}")
    world.story("S", *(r.report for r in world.readings.values()))
    brief = brief_of(world)
    assert brief.title.text == "Brief of 1–7 March 2025"
    named = {brief.citations[n - 1].name for n in brief.title.citations}
    assert named == {"1.txt", "7.txt"}
    assert len(brief.standing[0].citations) <= 3


def test_one_headline_in_many_outlets_is_one_text(world):
    words = "Bats set free after the hard winter"
    reports = [world.report(f"{n}.txt", words, outlet=f"Outlet {n}") for n in range(4)]
    other = world.report("short.txt", "Valley news", outlet="Outlet 1")
    world.report("short-too.txt", "Valley news", outlet="Outlet 2")
    world.story(words, *reports, other)
    assert brief_of(world).stories[0].origins.text.startswith("Behind this: 2 texts.")


def test_an_old_text_with_a_new_date_heads_no_story_and_is_named_last(world):
    old = world.report("old.txt", "The dam above Ansel gave way, and seven people were killed in the night.")
    new = world.report("new.txt", "A school above Ansel has opened its doors again on Wednesday morning.")
    world.issues.append(Issue("iss-9", old.id, "copies", "re-dated", "old.txt: old report with a new date"))
    world.story("Dam gives way", old)
    world.story("School opens", new)
    brief = brief_of(world)
    assert [story.heading.text.split(" —")[0] for story in brief.stories] == [new.text]
    assert [line.text.split(" —")[0] for line in brief.others] == [old.text]
    assert len(brief.key) == 1


def test_a_heading_begins_with_words_and_ends_before_a_list(world):
    text = "**⚡️ Over the valley 34 kites were seen in the night: ▫️ 21 above Ansel, ▫️ 13 above the Kestrel dam."
    report = world.report("a.txt", text)
    world.story("S", report)
    story = brief_of(world).stories[0]
    assert story.heading.text == "Over the valley 34 kites were seen in the night — a.txt"
    assert story.lede == ()


def test_counts_of_two_windows_are_two_rows(world):
    report = world.report("a.txt", "Nine kites were brought down above Ansel. Then 9 kites were brought down again.")
    for words, when in (("Nine", "2025-03-11T08:00/2025-03-11T12:00"), ("9", "2025-03-11T12:00/2025-03-11T15:00")):
        world.count(report, words, 9, "destroyed", unit="drones", time=when)
    world.story("S", report)
    assert [row.text.split("\t")[2] for row in brief_of(world).stories[0].figures] == [
        "11 March 2025, 08:00–12:00",
        "11 March 2025, 12:00–15:00",
    ]


def test_a_denied_count_is_no_figure(world):
    report = world.report("a.txt", "Mara Holt denied that 100 people were killed in Ansel.")
    by = world.says(report, "that 100 people were killed in Ansel", "Mara Holt", cue="denied", polarity="denies")
    world.count(report, "100", 100, "killed", by=by)
    world.story("S", report)
    assert brief_of(world).stories[0].figures == ()


def test_a_section_label_is_no_part_of_a_holder(world):
    report = world.report("a.txt", "Нестача палива Президент сказав: «Ми готові до зими, і всі це знають». Кінець.")
    said = {"cue": "сказав", "anonymous": True}
    world.says(report, "«Ми готові до зими, і всі це знають»", "Нестача палива Президент", **said)
    world.story("S", report)
    facts = gather(world.account())
    assert [name_of(attribution, facts) for attribution in facts.attributions.values()] == ["Президент"]


@pytest.mark.parametrize(
    ("text", "placed"),
    [
        ("Two barges sank in Ostvik on Monday.", True),
        ("Two barges sank in the Ostvik harbour.", True),
        ("Rockets hit Ostvik overnight.", True),
        ("У місті Оствік пролунали вибухи.", True),
        ("Ostvik expects talks next week.", False),
        ("Talks are on hold because of the Ostvik war.", False),
        ("Оствік очікує на переговори.", False),
    ],
)
def test_a_place_is_what_something_is_put_at(text: str, placed: bool) -> None:
    name = "Ostvik" if "Ostvik" in text else "Оствік"
    assert choose._placing(text, text.index(name)) is placed
