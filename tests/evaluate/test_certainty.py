"""The scorer of certainty: reading factuality files and readers' numbers."""

from pathlib import Path

import pytest

from crosswire.evaluate import certainty

CONLL = "0\tIt\t_\t_\n1\tdid\tDEFAULT\t_\n2\tn't\t_\t_\n3\train\t-3.0\t_\n\n0\tIt\t_\t_\n1\trained\t3.0\t_\n"
NUMBERS = "Likely,Unlikely,Blue\n70,20,50\n80,25,50\n60,10,50\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name, content in zip(certainty.FILES, (CONLL, NUMBERS), strict=True):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path


def test_only_numbers_are_events(data: Path) -> None:
    read = list(certainty.sentences(data / certainty.FILES[0]))
    assert [(tokens, gold) for tokens, gold in read] == [
        (["It", "did", "n't", "rain"], {3: -3.0}),
        (["It", "rained"], {1: 3.0}),
    ]


def test_errors_are_means_over_events(data: Path) -> None:
    found = certainty.score(data)
    assert found["MAE"] == 0.5
    assert found["MAE of always +3"] == 3.0
    assert found["phrases in their band"] == pytest.approx(66.7)


def test_an_edge_belongs_to_the_upper_band() -> None:
    assert certainty.band_holds("unlikely", 20)
    assert not certainty.band_holds("unlikely", 19.9)
    assert not certainty.band_holds("likely", 80)


def test_every_phrase_of_the_readers_stands_in_its_band(corpora: Path) -> None:
    path = corpora / certainty.FILES[1]
    if not path.exists():
        pytest.skip("the readers' numbers are not beside this checkout")
    assert [
        phrase for phrase, median in certainty.medians(path).items() if not certainty.band_holds(phrase, median)
    ] == []
