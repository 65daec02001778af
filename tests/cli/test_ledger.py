"""``crosswire ledger`` as a user types it."""

import csv
import io
import json

import pytest

from crosswire.cli.app import run

TEXT = """---
published: 2025-03-11
outlet: Harbour Post
---
Wall fails above Marrow Bridge

At least four people were injured and 12 houses were damaged on Tuesday, Mayor Petra Ullman said.
"""


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "wall.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_ledger_goes_to_standard_output_as_csv(story, capsys):
    assert run(["ledger", str(story)]) == 0
    printed = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(printed.out)))
    assert {(row["value"], row["holder"]) for row in rows} == {("at least 4", "Petra Ullman"), ("12", "Petra Ullman")}
    assert "2 figure(s)" in printed.err


def test_about_keeps_only_what_is_asked_for(story, tmp_path):
    out = tmp_path / "out" / "figures.json"
    assert run(["ledger", str(story), "--about", "injured", "-o", str(out)]) == 0
    assert [row["what"] for row in json.loads(out.read_text(encoding="utf-8"))] == ["injured"]


def test_a_series_is_one_line_a_holder(story, capsys):
    assert run(["ledger", str(story), "--series", "--about", "injured"]) == 0
    assert "Petra Ullman: at least 4 (2025-03-11)" in capsys.readouterr().out


def test_a_series_as_a_file(story, tmp_path):
    out = tmp_path / "series.csv"
    assert run(["ledger", str(story), "--series", "-o", str(out)]) == 0
    assert {row["about"] for row in csv.DictReader(out.open(encoding="utf-8"))} >= {"people injured"}


def test_the_ledger_of_a_desk(story, tmp_path, capsys):
    desk = str(tmp_path / "a.desk")
    assert run(["add", str(story), "--desk", desk]) == 0
    assert run(["ledger", "--desk", desk, "--holder", "ullman"]) == 0
    assert "Petra Ullman" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["-o", "figures.xls"], []])
def test_wrong_use_says_what_to_do(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(["ledger", *arguments]) == 2
