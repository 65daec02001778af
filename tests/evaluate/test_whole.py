"""The scorer of whole events: each mark can be lost."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from crosswire.evaluate import whole
from crosswire.model.account import Account

TEXT = "The wall fell, mayor Ada Brook said. Nobody had warned them, Carl Dunn said."
EVENT: Mapping[str, Any] = {
    "name": "wall",
    "stories": [["one", "two"]],
    "copies": [["one", "two"]],
    "disputed": [{"how": ["conflict"], "answers": [["Brook", "3"], ["Dunn", "5"]]}],
    "says": [{"in": "one", "who": "Ada Brook", "what": "The wall fell"}],
    "report": [
        {"id": "one", "outlet": "Post", "published": "2025-03-04T08:00:00Z", "text": TEXT},
        {"id": "two", "outlet": "Echo", "published": "2025-03-04T12:00:00Z", "text": TEXT},
    ],
}


@cache
def account() -> Account:
    return whole.told(EVENT)


def saying(**wanted: str) -> str:
    reading = next(reading for reading in account().readings if reading.report.name == "one")
    return whole.saying(reading, account(), {"in": "one", **wanted})


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"who": "Ada Brook", "what": "The wall fell"}, "right"),
        ({"who": "mayor", "what": "The wall fell"}, "right"),
        ({"who": "Carl Dunn", "what": "The wall fell"}, "wrong"),
        ({"who": "Nobody else|Brook", "what": "the WALL fell"}, "right"),
        ({"who": "Ada Brook", "what": "The wall fell", "how": "denies"}, "wrong"),
        ({"who": "Ada Brook", "what": "Dunn said"}, "missing"),
        ({"who": "Dunn", "what": "had warned", "after": "Brook said"}, "right"),
    ],
)
def test_a_saying_is_right_wrong_or_missing(wanted: dict[str, str], said: str) -> None:
    assert saying(**wanted) == said


def test_words_that_are_not_there_are_an_error_of_the_set() -> None:
    with pytest.raises(ValueError, match="does not say"):
        saying(who="Brook", what="The wall stands")


def test_marks_count_what_is_found_and_what_is_missed() -> None:
    got = whole.marks(EVENT, account())
    assert got["stories recall"] == (1, 1)
    assert got["copies recall"] == (1, 1)
    assert got["disputes found"] == (0, 1)
    alone = whole.marks({**EVENT, "stories": [["one"], ["two"]], "copies": []}, account())
    assert alone["stories precision"] == (0, 1)
    assert alone["copies precision"] == (0, 1)


def test_a_link_against_the_order_of_telling_is_seen() -> None:
    assert whole.marks(EVENT, account())["copies turned round"] == (0, 1)
    assert whole.marks({**EVENT, "copies": [["two", "one"]]}, account())["copies turned round"] == (1, 1)


@pytest.mark.parametrize("name", ["a", "b"])
def test_the_sets_are_whole(name: str) -> None:
    for event in whole.events(name):
        texts = {report["id"]: report["text"] for report in event["report"]}
        assert sorted(texts) == sorted(one for story in event["stories"] for one in story)
        assert all(one in texts for pair in event["copies"] for one in pair)
        for one in event["says"]:
            assert whole._place(texts[one["in"]], one)
