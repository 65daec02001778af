import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from crosswire.evaluate.attribution import f1, gold, measure, predicted
from crosswire.evaluate.untokenise import untokenise
from crosswire.model.reading import Tag


def test_tokens_become_running_text() -> None:
    line = "`` We do n't know , '' the mayor 's aide -LRB- Ann -RRB- said ."
    text, spans = untokenise(line.split())
    assert text == "“We don't know,” the mayor's aide (Ann) said."
    assert [text[a:b] for a, b in spans][:4] == ["“", "We", "do", "n't"]
    assert untokenise([]) == ("", [])


def test_gold_spans_of_labels() -> None:
    labels = ["B-source", "I-source", "B-cue", "B-content", "I-content", "O", "B-content", "B-content"]
    assert gold(labels) == [
        ("source", 0, 2), ("cue", 2, 3), ("content", 3, 5), ("content", 6, 7), ("content", 7, 8),
    ]  # fmt: skip


def test_f1_counts_exact_spans() -> None:
    true = {(1, "cue", 0, 1), (1, "source", 1, 3)}
    assert f1(true, true) == 100
    assert f1(true, {(1, "cue", 0, 1), (1, "source", 1, 2)}) == pytest.approx(50)
    assert f1(set(), set()) == 0


def test_a_tagger_is_measured_on_token_lines(tmp_path: Path) -> None:
    folder = tmp_path / "polnear_tokens"
    folder.mkdir()
    rows = [
        {"id": "a", "tokens": ["Ann", "said", "no", "."], "labels": ["B-source", "B-cue", "B-content", "O"]},
        {"id": "a", "tokens": ["Rain", "fell", "."], "labels": ["O", "O", "O"]},
    ]
    (folder / "valid.txt").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    def tagger(text: str, sentences: Sequence[tuple[int, int]]) -> tuple[Tag, ...]:
        assert [text[a:b] for a, b in sentences] == ["Ann said no.", "Rain fell."]
        return (Tag("source", 0, 3, 0.9), Tag("cue", 4, 8, 0.9), Tag("content", 9, 12, 0.9))

    assert measure(tmp_path, tagger) == {"source": 100.0, "cue": 100.0, "content": 0.0}


def test_tags_touch_whole_tokens() -> None:
    def tagger(text: str, sentences: Sequence[tuple[int, int]]) -> tuple[Tag, ...]:
        return (Tag("place", 0, 4, 1.0),)

    assert predicted([["Kyiv-based", "group"]], tagger) == [[("place", 0, 1)]]
