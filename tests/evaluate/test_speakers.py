"""What counts as the right speaker of a quotation, on an invented text; and that the judged set is whole."""

import dataclasses
import hashlib

import pytest

from crosswire.evaluate import speakers
from crosswire.evaluate.speakers import Judged

TEXT = "The wall leaks. “It will not hold through the winter,” said Lena Harrow, the mayor.\n\n“Nobody asked us.”\n"
QUOTE = "“It will not hold through the winter,”"


def judged(quotation: str, *named: str) -> Judged:
    start = TEXT.index(quotation)
    places = tuple((TEXT.index(words), TEXT.index(words) + len(words)) for words in named)
    digest = hashlib.sha256(quotation.encode()).hexdigest()[:8]
    return Judged("invented", 0, start, start + len(quotation), digest, places)


@pytest.fixture(scope="module")
def reading():
    found = speakers.read("invented", TEXT, "Daily Sample", "2031-05-02")
    assert found is not None and found.report.text.startswith("The wall leaks.")
    return found


@pytest.mark.parametrize(
    ("named", "outcome"),
    [(("Lena Harrow",), "right"), (("the mayor", "Harrow"), "right"), (("wall",), "wrong"), ((), "wrong")],
)
def test_a_speaker_is_held_to_the_places_that_name_one(reading, named, outcome):
    assert speakers.outcome(reading, judged(QUOTE, *named)) == outcome


def test_nobody_is_right_where_the_text_names_nobody(reading):
    silent = dataclasses.replace(reading, attributions=())
    assert speakers.outcome(silent, judged(QUOTE)) == "right"
    assert speakers.outcome(silent, judged(QUOTE, "Lena Harrow")) == "none"


def test_other_words_at_the_offsets_are_left_out(reading):
    assert speakers.outcome(reading, dataclasses.replace(judged(QUOTE, "Lena Harrow"), digest="00000000")) == "moved"


def test_the_judged_set_is_whole():
    rows = speakers.load()
    assert len(rows) == len(set(rows)) >= 400
    assert all(0 <= one.start < one.end and len(one.digest) == 8 for one in rows)
    assert all(start < end for one in rows for start, end in one.named)
    assert {one.source for one in rows} <= {"gdelt", "fakes", "uk_news", "telegram"}
