"""What a brief holds and in which order; what it must never say."""

import datetime as dt

import pytest

from crosswire.base.config import Options
from crosswire.brief.compose import compose
from crosswire.brief.verify import verify


def texts(lines):
    return [line.text for line in lines]


def test_every_line_cites_and_verifies(made):
    brief, account, _ = made
    assert verify(brief, account) == ()
    for line in brief.lines():
        assert line.citations or line.text.startswith("empty.txt")
        assert all(brief.citations[n - 1].number == n for n in line.citations)


def test_the_order_of_a_brief(made):
    kinds = [line.kind for line in made[0].lines()]
    order = [
        "title",
        "standing",
        "key",
        "heading",
        "lede",
        "question",
        "says",
        "origins",
        "relation",
        "unknown",
        "unread",
    ]
    assert [kinds.index(kind) for kind in order] == sorted(kinds.index(kind) for kind in order)


def test_counts_are_of_texts_and_origins_never_of_copies(made):
    brief = made[0]
    assert brief.standing[0].text == "3 reports · 2 independent texts"
    assert "(2 texts, 5 named sources)" in brief.key[0].text
    assert (
        brief.stories[0].origins.text
        == "Behind this: 2 texts, 5 named sources. The lines above have 4 independent origins."
    )


def test_both_disputes_are_shown_with_every_holder(made):
    (story,) = made[0].stories
    asked = {d.question.text: [row.cells[1][0].values[0][1] for row in d.answers] for d in story.disputes}
    assert asked["Disputed: who is behind it (Ansel)"] == ["interior ministry", "Petra Ullman, mayor"]
    hurt = asked["Disputed: how many people injured (Ansel)"]
    assert set(hurt) == {"Petra Ullman, mayor, on Telegram", "Hill News, quoted by Valley Wire"}


def test_a_denial_is_kept_and_not_turned(made):
    (story,) = made[0].stories
    assert "Kestrel Water denies any fault in the gates." in texts(story.says)


def test_a_copied_saying_is_shown_once_and_cites_both(made):
    brief = made[0]
    said = [line for line in brief.stories[0].says if "lower bridge" in line.text]
    assert len(said) == 1
    reports = {brief.citations[n - 1].span.report for n in said[0].citations}
    assert len(reports) == 2


def test_hedges_stay(made):
    brief = made[0]
    said = next(line for line in brief.stories[0].says if "gate left open" in line.text)
    assert "probably" in said.text
    row = next(row for d in brief.stories[0].disputes for row in d.answers if "Saboteurs" in row.text)
    assert "(“believes”)" in row.text


def test_what_is_not_known_is_said(made):
    unknown = "\n".join(texts(made[0].unknown))
    assert "When “alpha-copy.txt” was published is not established" in unknown
    assert "Who published “alpha-copy.txt”, “alpha.txt” is not stated." in unknown
    assert "How many people are missing was not immediately clear." in unknown
    assert "A number is missing from the text of “alpha.txt”: The dam cost the valley to billion" in unknown


def test_what_was_not_read_is_said_with_the_reason_and_a_remark_is_not(made):
    assert texts(made[0].unread) == ["empty.txt: the file is empty; remove it"]
    assert len(made[1].issues) == 2


def test_how_reports_relate(made):
    assert "“alpha-copy.txt” is contained in “alpha.txt” (100 % of it). Together they count as one text." in texts(
        made[0].relations
    )


@pytest.mark.parametrize(
    ("options", "title", "expected"),
    [
        (Options(), None, "Brief of 12 March 2025"),
        (Options(), "The dam", "The dam · 12 March 2025"),
        (Options(title="The dam"), None, "The dam · 12 March 2025"),
        (Options(day=dt.date(2025, 3, 12)), None, "Brief of 12 March 2025"),
        (Options(epoch=dt.date(2025, 3, 1)), None, "Brief of 12 March 2025"),
    ],
)
def test_titles(made, options, title, expected):
    _, account, origins = made
    brief = compose(account, origins, options=options, title=title)
    assert brief.title.text == expected
    assert verify(brief, account) == ()


def test_a_day_count_that_a_report_prints_is_the_title(world):
    report = world.report("digest.txt", "Day 12 of the flood. What is known:\n\nThe river is falling, Ada Lund said.")
    world.says(report, "The river is falling", "Ada Lund")
    world.story("Day 12 of the flood. What is known:", report)
    account, origins = world.found()
    brief = compose(account, origins, options=Options(epoch=dt.date(2025, 3, 1)))
    assert brief.title.text == "Day 12 · 12 March 2025"
    assert verify(brief, account) == ()


def test_another_day_has_no_stories(made):
    _, account, origins = made
    brief = compose(account, origins, options=Options(day=dt.date(2025, 1, 1)))
    assert brief.stories == brief.key == ()
    assert verify(brief, account) == ()


def test_an_empty_account_makes_a_brief(world):
    account, origins = world.found()
    brief = compose(account, origins, options=Options())
    assert brief.title.text == "Brief of reports without a date"


def test_a_report_without_claims_still_has_its_words(world):
    report = world.report("a.txt", "The market in Dunmere opened again on Friday after the flood.", outlet="Hill News")
    world.story("Market opens", report)
    account, origins = world.found()
    brief = compose(account, origins, options=Options())
    assert "The market in Dunmere opened again" in brief.key[0].text
    assert verify(brief, account) == ()


def test_composing_is_deterministic(made):
    brief, account, origins = made
    assert compose(account, origins, options=Options()) == brief
