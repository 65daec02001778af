"""What is new since an earlier brief, what was revised, what is not told twice; and how long a brief is."""

from dataclasses import replace

import pytest

from crosswire.base.config import Options
from crosswire.brief import render
from crosswire.brief.compose import compose
from crosswire.brief.since import line_key, past_of
from crosswire.brief.verify import verify

HEAD = "Flood at Ansel"


def day(build, when, value, *, holder="Mara Holt", place="Ansel", extra="", unit="drones", what="destroyed"):
    """A brief of one report in which a holder gives a count."""
    world = build()
    text = f"{HEAD}\n\n{holder} said {value} drones were shot down near Ansel. The river fell fast.{extra}"
    report = world.report(f"{when}.txt", text, published=when, items=[(0, len(text), HEAD, when)])
    where = world.place("Ansel")
    world.mention(report, "Ansel", where)
    by = world.says(report, f"{value} drones were shot down near {place}", holder)
    world.count(report, str(value), value, what, unit=unit, by=by, place=where, time="2025-03-10")
    if extra:
        world.says(report, "“We will rebuild all of it soon,”", "Lars Brok", cue="told")
    world.story(HEAD, report)
    return world.found()


@pytest.fixture
def build(world):
    return type(world)


@pytest.fixture
def dam(request):
    return request.getfixturevalue("made")


def made_of(build, since=None, **options):
    account, origins = day(build, options.pop("when"), options.pop("value"), **options)
    brief = compose(account, origins, options=Options(), since=since)
    assert verify(brief, account) == ()
    return brief, account


def test_a_count_that_the_same_source_raised_says_so(build):
    first, _ = made_of(build, when="2025-03-11", value=105)
    second, account = made_of(build, since=first, when="2025-03-12", value=117)
    notes = [n.text for n in second.stories[0].notes]
    assert notes[0] == (
        "drones destroyed: raised from 105 to 117 by the same source (Mara Holt), since “Brief of 11 March 2025”."
    )
    wrong = replace(second, earlier=tuple(replace(e, number="104") for e in second.earlier))
    assert {p.reason for p in verify(wrong, account)} == {"record-differs"}


@pytest.mark.parametrize(("value", "word"), [(117, "raised from 105 to 117"), (90, "lowered from 105 to 90")])
def test_which_way_it_went(build, value, word):
    first, _ = made_of(build, when="2025-03-11", value=105)
    second, _ = made_of(build, since=first, when="2025-03-12", value=value)
    assert word in second.stories[0].notes[0].text


def test_another_holders_count_is_no_revision(build):
    first, _ = made_of(build, when="2025-03-11", value=105)
    second, _ = made_of(build, since=first, when="2025-03-12", value=117, holder="Lars Brok")
    assert [n for n in second.stories[0].notes if "same source" in n.text] == []


def test_new_lines_are_marked_and_old_ones_are_not(build):
    first, _ = made_of(build, when="2025-03-11", value=105)
    extra = " “We will rebuild all of it soon,” Lars Brok told reporters."
    second, account = made_of(build, since=first, when="2025-03-12", value=105, extra=extra)
    lines = {line.text: line.new for line in second.lines()}
    assert [text for text, new in lines.items() if new and "rebuild" in text]
    assert not second.stories[0].heading.new
    assert not any(row.new for row in second.stories[0].figures)
    assert ">new</span>" in render.html(second, account)
    assert "(new) " in render.markdown(second, account)
    assert second.since == "Brief of 11 March 2025"


def test_a_story_without_news_is_only_listed(build):
    first, _ = made_of(build, when="2025-03-11", value=105)
    second, _ = made_of(build, since=first, when="2025-03-12", value=105)
    assert second.stories == ()
    assert [HEAD in line.text for line in second.others] == [True]


def test_without_an_earlier_brief_nothing_is_marked(build):
    brief, account = made_of(build, when="2025-03-11", value=105)
    assert not any(line.new for line in brief.lines())
    assert 'class="new"' not in render.html(brief, account)


def test_keys_do_not_depend_on_counts_of_holders(build):
    brief, _ = made_of(build, when="2025-03-11", value=105)
    key, other = brief.key[0], brief.stories[0].heading
    assert line_key(key) == line_key(other)
    assert past_of(None).known is False


@pytest.mark.parametrize("length", ["short", "standard", "full"])
def test_lengths_verify_and_keep_disputes_whole(world, length):
    for number in range(8):
        text = f"Fire {number} at mill {number}\n\nThe mill number {number} burned down near the river, Mara Holt said."
        report = world.report(f"{number}.txt", text, items=[(0, len(text), text.split("\n")[0], "2025-03-12")])
        world.says(report, f"The mill number {number} burned down near the river", "Mara Holt")
        world.story(text.split("\n")[0], report)
    account, origins = world.found()
    brief = compose(account, origins, options=Options(), length=length)
    assert verify(brief, account) == ()
    assert len(brief.stories) == {"short": 4, "standard": 8, "full": 8}[length]
    assert len(brief.stories) + len(brief.others) == 8


def test_dissent_is_told_at_every_length(dam):
    _, account, origins = dam
    told = []
    for length in ("short", "standard", "full"):
        brief = compose(account, origins, options=Options(), length=length)
        told.append([[row.text for row in d.answers] for story in brief.stories for d in story.disputes])
        assert any("denies" in line.text for line in brief.stories[0].says)
    assert told[0] == told[1] == told[2]
