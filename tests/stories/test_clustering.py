"""Items to stories: what joins, what stays apart, what does not depend on order; the seeds' stories."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stories.conftest import FLOOD, FLOOD_AGAIN, SHELLING, STRIKE, STRIKE_AGAIN, build

from crosswire.model.account import Reading
from crosswire.model.report import Item
from crosswire.model.story import CopyLink, Story
from crosswire.stories import clustering
from crosswire.stories.average import average_link


def grouped(stories: tuple[Story, ...]) -> set[frozenset[str]]:
    return {frozenset(story.items) for story in stories}


def ids(*readings: Reading) -> list[list[str]]:
    return [[item.id for item in reading.items] for reading in readings]


def test_two_reports_of_one_event_are_one_story() -> None:
    readings = [build("a", FLOOD, date="2024-05-07"), build("b", FLOOD_AGAIN, date="2024-05-08")]
    readings += [build("c", STRIKE, date="2024-05-07")]
    (a,), (b,), (c,) = ids(*readings)
    assert grouped(clustering.group(readings, (), ())) == {frozenset({a, b}), frozenset({c})}


def test_sections_of_digests_join_their_stories_one_by_one() -> None:
    one = build("Day 1", FLOOD, STRIKE, date="2024-05-07")
    two = build("Day 2", STRIKE_AGAIN, FLOOD_AGAIN, date="2024-05-08")
    (flood, strike), (strike_again, flood_again) = ids(one, two)
    found = grouped(clustering.group([one, two], (), ()))
    assert found == {frozenset({flood, flood_again}), frozenset({strike, strike_again})}


def test_the_same_kind_of_event_at_one_place_on_other_days_is_another_story() -> None:
    early = build("a", SHELLING, date="2024-05-01", times=(("Shelling", "2024-05-01"),))
    late = build(
        "b",
        (
            "Two men were hurt early on Friday as shells fell on Orlen again, mayor Pavel Drozd said.",
            "A power line and six houses were damaged by shelling in Orlen.",
        ),
        date="2024-05-10",
        times=(("Friday", "2024-05-10"),),
    )
    stories = clustering.group([early, late], (), ())
    assert len(stories) == 2


def test_every_item_is_in_one_story_and_ids_come_from_the_first_item() -> None:
    readings = [build("a", FLOOD, STRIKE, date="2024-05-07"), build("b", FLOOD_AGAIN, date="2024-05-08")]
    stories = clustering.group(readings, (), ())
    listed = [item for story in stories for item in story.items]
    assert sorted(listed) == sorted(item for found in ids(*readings) for item in found)
    alone = clustering.group(readings[:1], (), ())
    assert {story.id for story in alone} <= {story.id for story in stories}


def test_copies_are_one_story_whatever_they_say() -> None:
    left, right = build("a", FLOOD, date="2024-05-07"), build("b", STRIKE, date="2024-05-07")
    link = CopyLink("cpy-1", left.report.id, right.report.id, "translation", 0.9, ())
    (story,) = clustering.group([left, right], (), (link,))
    assert len(story.items) == 2
    assert story.judgements[0].why == "one is a copy of the other"
    excerpt = CopyLink("cpy-1", left.report.id, right.report.id, "excerpt", 0.3, ())
    assert len(clustering.group([left, right], (), (excerpt,))) == 2


def test_a_post_goes_with_the_item_it_stands_in() -> None:
    reading = build("a", FLOOD, STRIKE, date="2024-05-07")
    outer = reading.items[1]
    post = Item("itm-post", reading.report.id, "post", None, outer.start + 5, outer.end - 5, outer.published)
    whole = Reading(reading.report, (*reading.items, post))
    story = next(s for s in clustering.group([whole], (), ()) if post.id in s.items)
    assert outer.id in story.items
    assert any(judgement.why == "the post stands inside the item" for judgement in story.judgements)


def test_judgements_hold_a_story_together_and_say_why() -> None:
    readings = [build("a", FLOOD, date="2024-05-07"), build("b", FLOOD_AGAIN, date="2024-05-08")]
    (story,) = clustering.group(readings, (), ())
    (judgement,) = story.judgements
    assert {judgement.left, judgement.right} == set(story.items)
    assert judgement.method == clustering.METHOD
    assert "velden" in judgement.why.lower()
    assert 0.4 < judgement.score <= 1


def test_a_story_says_its_days_and_has_a_verbatim_title() -> None:
    reading = build("a", FLOOD, date="2024-05-08", times=(("Tuesday", "2024-05-07"),))
    (story,) = clustering.group([reading], (), ())
    assert story.time == "2024-05-07"
    assert story.title in reading.report.text


def test_a_follow_up_is_a_thread() -> None:
    first = build("a", STRIKE, date="2024-05-01")
    later = build(
        "b",
        (
            "Bus drivers in Karsk went back to work after their union and the company agreed on pay.",
            "The strike of the bus drivers in Karsk had lasted three days.",
        ),
        date="2024-05-08",
    )
    stories = clustering.group([first, later, build("c", FLOOD, date="2024-05-08")], (), ())
    by_item = clustering.by_item(stories)
    if by_item[first.items[0].id] != by_item[later.items[0].id]:
        story = next(s for s in stories if later.items[0].id in s.items)
        assert story.follows == by_item[first.items[0].id]
    flood = next(s for s in stories if s.title.startswith("The river"))
    assert flood.follows is None


def test_nothing_gives_nothing() -> None:
    assert clustering.group([], (), ()) == ()


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(range(5)))
def test_the_order_of_reports_does_not_matter(order: list[int]) -> None:
    texts = (FLOOD, FLOOD_AGAIN, STRIKE, STRIKE_AGAIN, SHELLING)
    readings = [build(f"r{n}", text, date=f"2024-05-0{n + 1}") for n, text in enumerate(texts)]
    assert clustering.group([readings[i] for i in order], (), ()) == clustering.group(readings, (), ())


@settings(max_examples=60, deadline=None)
@given(
    count=st.integers(1, 9),
    scores=st.dictionaries(st.tuples(st.integers(0, 8), st.integers(0, 8)), st.floats(0, 1), max_size=30),
)
def test_average_link_is_a_partition_and_keeps_together(count: int, scores: dict[tuple[int, int], float]) -> None:
    scored = {(i, j): s for (i, j), s in scores.items() if i < j < count}
    kept = [[0, count - 1]]
    groups = average_link(count, scored, threshold=0.5, together=kept)
    assert sorted(i for found in groups for i in found) == list(range(count))
    assert any(0 in found and count - 1 in found for found in groups)


@pytest.mark.parametrize(
    ("scored", "groups"),
    [
        ({(0, 1): 0.9, (1, 2): 0.9}, [[0, 1], [2]]),
        ({(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.3}, [[0, 1, 2]]),
        ({(0, 1): 0.4}, [[0], [1], [2]]),
    ],
)
def test_average_link_counts_the_pairs_that_are_missing(
    scored: dict[tuple[int, int], float], groups: list[list[int]]
) -> None:
    assert average_link(3, scored, threshold=0.5) == groups


def test_the_seeds_sections_make_the_stories_of_the_day(seeds: Path) -> None:
    from tests.copies.conftest import build as plain

    from crosswire.segment import items, sentences

    readings = []
    for path in sorted(seeds.glob("*.txt")):
        date = "2023-06-01" if path.stem == "live-blog" else None
        made = plain(path.stem, path.read_text(encoding="utf-8"), date=date)
        report, cut = items.cut(made.report, epoch=dt.date(2022, 2, 24))
        reading = Reading(report, cut)
        readings.append(Reading(report, cut, sentences.split(reading)))
    stories = clustering.group(readings, (), ())
    home = clustering.by_item(stories)
    named = {(r.report.name, item.headline or ""): home[item.id] for r in readings for item in r.items}

    def story(report: str, words: str) -> str:
        return next(found for (name, headline), found in named.items() if name == report and words in headline)

    raid = story("digest-long", "Freedom of Russia Legion continues")
    assert story("digest-long", "Federal Security Service") == raid == story("digest-short", "Federal Security")
    assert story("digest-long", "NATO considers") == story("digest-short", "NATO considers")
    apart = {
        raid,
        story("digest-long", "22 Moscow"),
        story("digest-long", "NATO cons"),
        story("digest-long", "Borrell"),
    }
    assert len(apart) == 4
    assert story("live-blog", "At least 2 people injured") not in apart
    assert story("live-blog", "all 10 missiles") == story("live-blog", "ground-launched missiles")
