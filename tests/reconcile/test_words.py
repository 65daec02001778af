"""Paths, figures, answers and ratings in words."""

import pytest

from crosswire.language.figures import figure_words, number_words
from crosswire.language.path import path_words
from crosswire.model.account import Answer
from crosswire.reconcile.answers import alike, extent_of
from crosswire.reconcile.credibility import propose


@pytest.mark.parametrize(
    ("channel", "via", "expected"),
    [
        (None, [], "Hill News"),
        ("Telegram", [], "Hill News, on Telegram"),
        ("Telegram", [("Fen Wire", "quoted-by")], "Hill News, on Telegram, quoted by Fen Wire"),
        (
            None,
            [("Fen Wire", "quoted-by"), ("Dale Agency", "quoted-by")],
            "Hill News, quoted by Fen Wire and Dale Agency",
        ),
        (None, [("A", "quoted-by"), ("B", "quoted-by"), ("C", "quoted-by")], "Hill News, quoted by A, B and C"),
        (None, [("Mara Holt", "cited-by")], "Hill News, cited by Mara Holt"),
        ("interview", [], "Hill News, in an interview"),
        ("news conference", [], "Hill News, at a news conference"),
        (None, [("Hill News", "quoted-by")], "Hill News"),
        ("Telegram", [("Telegram", "quoted-by")], "Hill News, on Telegram"),
    ],
)
def test_paths(world, channel, via, expected):
    report = world.report("a.txt", "Two died, Hill News said.")
    made = world.says(report, "Two died", "Hill News", channel=channel, via=via, type="organisation")
    assert path_words(made, "Hill News") == expected


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ({"number": 8}, "8"),
        ({"number": 8, "modifier": "at-least"}, "at least 8"),
        ({"number": 8, "modifier": "at-most"}, "at most 8"),
        ({"number": 1200, "modifier": "about"}, "about 1,200"),
        ({"number": 10, "low": 10, "high": 12}, "10–12"),
        ({"number": 25, "of": 25}, "25 of 25"),
        ({"number": 2.5}, "2.5"),
        ({"number": 24, "low": 24, "high": 99, "modifier": "about"}, "dozens"),
    ],
)
def test_numbers(world, figure, expected):
    report = world.report("a.txt", "Dozens were hurt.")
    made = world.count(report, "Dozens", figure.pop("number"), "injured", **figure)
    assert number_words(made) == expected


def test_figures_in_words(world):
    report = world.report("a.txt", "Two soldiers were killed.")
    made = world.count(report, "Two", 2, "killed", unit="soldiers", who="border soldiers")
    assert figure_words(made) == "2 killed (border soldiers)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("full control of the town", "full"),
        ("our men hold some of the streets", "partial"),
        ("the battle goes on", "contested"),
        ("we do not hold any of it", None),
        ("they have lost the town", "none"),
    ],
)
def test_extents(text, expected):
    assert extent_of(text) == expected


def test_likeness():
    assert alike("Rebels from the hills", "the hill rebels") > 0.4
    assert alike("Rebels", "Agents of the north") == 0


def answers(*origins):
    return [Answer(str(n), (), 0, (), (), keys) for n, keys in enumerate(origins)]


@pytest.mark.parametrize(
    ("relation", "origins", "rating"),
    [
        ("agree", [("a", "b", "c")], 1),
        ("agree", [("a", "b")], 2),
        ("refine", [("a",), ("b",)], 2),
        ("agree", [("a",)], 3),
        ("conflict", [("a",), ("b",)], 4),
        ("conflict", [("a", "b", "c"), ("d",)], 4),
        ("denial", [("a",), ("b",)], 4),
        ("other-scope", [("a",), ("b",)], 3),
        ("agree", [("?own:x",), ("?own:y",)], 6),
    ],
)
def test_ratings(relation, origins, rating):
    number, why = propose(relation, answers(*origins))
    assert number == rating
    assert why
