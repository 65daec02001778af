"""The scorers of copies and stories: labels are well formed, measures count as they should."""

from pathlib import Path

import pytest

from crosswire.evaluate import days, redated, stories, streamed
from crosswire.stories.features import Text
from crosswire.stories.linking import When


def test_labels_of_days_name_each_row_once(corpora: Path) -> None:
    for day in days.days(corpora):
        sizes = [list(day.gold.values()).count(story) for story in set(day.gold.values())]
        assert len(day.gold) > 80
        assert 1 in sizes
        assert max(sizes) >= 5
        assert len(day.texts) == len(day.when) == len(day.arrival)


def test_labels_of_redated_rows_do_not_overlap() -> None:
    listed = [row for rows in redated.labels().values() for row in rows]
    assert len(listed) == len(set(listed))


def test_every_redated_row_that_the_stream_shows_is_marked(corpora: Path) -> None:
    found = redated.score(corpora)
    assert found["recall"] == 1.0
    assert found["false_alarms"] == 0.0


def test_pairs_and_b_cubed_count_labelled_items_only() -> None:
    found = {"a": "s", "b": "s", "c": "t", "d": "s"}
    gold = {"a": "1", "b": "1", "c": "1"}
    assert streamed.pair_f1(found, gold) == pytest.approx((1.0, 1 / 3, 0.5))
    assert streamed.b_cubed(found, gold) == pytest.approx(2 * 1.0 * (5 / 9) / (1 + 5 / 9))
    assert stories.chain_f1({"a": "s", "b": "s"}, {frozenset("ab")}) == 1.0


def test_streamed_and_at_once_agree_on_a_plain_case() -> None:
    flood = ("The river Orsa broke its dyke at Velden on Tuesday and flooded four hundred houses, Ilse Oram said.",)
    again = ("Four hundred houses in Velden stand under water after the dyke of the Orsa broke, Ilse Oram said.",)
    strike = ("Bus drivers in Karsk will walk out for three days from Monday, their union said after talks failed.",)
    texts = [Text(name, "", lines) for name, lines in (("a", flood), ("b", again), ("c", strike))]
    when = [When(700_000)] * 3
    for found in (streamed.at_once(texts, when), streamed.streamed(texts, when, [0, 1, 2])):
        assert found["a"] == found["b"] != found["c"]
