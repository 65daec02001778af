"""The scorer of time expressions: reading TimeML, pairing, and the field's three measures."""

from pathlib import Path

import pytest

from crosswire.evaluate import dates

TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>a</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2023-05-23">May 23</TIMEX3></DCT>
<TEXT>
The gate <EVENT>opened</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2023-05-22">Monday</TIMEX3> and ran
<TIMEX3 tid="t2" type="DURATION" value="P2D">two days</TIMEX3>. It rained
<TIMEX3 tid="t3" type="DATE" value="2022">last year</TIMEX3>, some <TIMEX3 value="P1D">day</TIMEX3>.
</TEXT></TimeML>
"""


@pytest.fixture
def text(tmp_path: Path) -> dates.Text:
    path = tmp_path / "a.tml"
    path.write_text(TIMEML, encoding="utf-8")
    return dates.read(path)


def test_gold_spans_are_words_of_the_text(text: dates.Text) -> None:
    assert [text.text[one.start : one.end] for one in text.gold] == ["Monday", "two days", "last year", "day"]
    assert text.written == "2023-05-23"


def test_the_three_measures(text: dates.Text) -> None:
    # four gold, three found, all three right
    assert dates.measure([text]) == pytest.approx({"strict": 600 / 7, "relaxed": 600 / 7, "value": 600 / 7})


def test_a_range_is_scored_as_its_two_ends() -> None:
    sentence = "It ran between 2019 and 2028, then from May 5 to May 12."
    found = [part for one in dates.dates.mark(sentence, [(0, len(sentence))], None) for part in dates.expressions(one)]
    assert [(sentence[part.start : part.end], part.value) for part in found[:2]] == [("2019", "2019"), ("2028", "2028")]


def test_the_floor_on_public_news(corpora: Path) -> None:
    if not any(corpora.glob(dates.FILES[0])):
        pytest.skip("the TimeML news is not beside this checkout")
    assert dates.score(corpora)["value F1"] >= 78
