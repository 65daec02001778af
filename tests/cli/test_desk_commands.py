"""The commands of the desk as a user types them."""

import json
from pathlib import Path

import pytest

from crosswire.cli.app import run

WALL = """---
published: 2025-03-11
outlet: Harbour Post
url: https://post.example/wall
---
Wall fails above Marrow Bridge

The sea wall failed early on Tuesday, Mayor Petra Ullman said. At least four people were injured, she said.
"""
GATES = """---
published: 2025-03-12
outlet: Coast Live
---
The flood gates at Marrow Bridge were opened late, engineer Tomas Reiland said on Wednesday.
"""


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    for name, text in (("wall.txt", WALL), ("gates.txt", GATES)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    made = str(tmp_path / "x.desk")
    assert run(["add", str(tmp_path / "wall.txt"), str(tmp_path / "gates.txt"), "--desk", made]) == 0
    capsys.readouterr()
    return made


def ids(desk: str, kind: str, capsys: pytest.CaptureFixture[str], *query: str) -> list[str]:
    assert run(["search", *query, "--in", kind, "--desk", desk, "--json"]) == 0
    return [hit["id"] for hit in json.loads(capsys.readouterr().out)["hits"]]


def test_search_prints_ids_that_show_opens(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    for kind in ("reports", "items", "claims", "entities"):
        (found, *_) = ids(desk, kind, capsys, "Ullman")
        assert run(["show", found, "--desk", desk]) == 0
        assert found in capsys.readouterr().out


def test_search_marks_by_offsets(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["search", "sea wall", "--desk", desk, "--json"])
    (hit,) = json.loads(capsys.readouterr().out)["hits"]
    run(["show", hit["id"], "--desk", desk, "--json"])
    text = json.loads(capsys.readouterr().out)["text"]
    marks = [mark for mark in hit["highlights"] if mark["field"] == "text"]
    assert marks
    assert all(text[mark["start"] : mark["end"]] == mark["exact"] for mark in marks)


def test_search_for_people(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "flood OR wall", "--source", "Coast Live", "--desk", desk]) == 0
    printed = capsys.readouterr()
    assert "Coast Live" in printed.out
    assert "flood gates" in printed.out
    assert "1 found" in printed.err
    assert run(["search", "nothing-like-it", "--desk", desk]) == 0
    assert "nothing found" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["search", '"sea wall'], "is not closed"),
        (["search"], "say what to search for"),
        (["search", "wall", "--in", "poems"], "--in takes reports"),
        (["search", "wall", "--place", "95,0,10"], "no place on Earth"),
        (["search", "wall", "--since", "Monday"], "write it as 2023-05-23"),
        (["judge", "rate", "Harbour Post", "Z", "--by", "X", "--why", "y"], "the Admiralty scale"),
        (["judge", "same", "A", "A", "--by", "X", "--why", "y"], "one and the same"),
        (["judge", "same", "A", "B", "--by", " ", "--why", "y"], "may not be empty"),
        (["forget", "rep-1"], "--why"),
    ],
)
def test_wrong_use(desk: str, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*arguments, "--desk", desk]) == 2
    assert said in " ".join(capsys.readouterr().err.replace("│", " ").split())


@pytest.mark.parametrize(
    "arguments",
    [
        ["judge", "undo", "jdg-000000000000000", "--by", "X", "--why", "y"],
        ["judge", "join", "itm-000000000000000", "itm-000000000000001", "--by", "X", "--why", "y"],
        ["judge", "rate", "fnd-000000000000000", "2", "--by", "X", "--why", "y"],
        ["forget", "rep-000000000000000", "--why", "y"],
        ["forget", "https://nowhere.example", "--why", "y"],
        ["show", "sto-000000000000000"],
    ],
)
def test_an_unknown_id_is_said(desk: str, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*arguments, "--desk", desk]) == 3
    assert capsys.readouterr().err.startswith("crosswire: ")


def test_judgements_are_made_listed_and_undone(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    one, other = ids(desk, "items", capsys, "wall OR gates")
    person = ["--by", "R. Ito", "--why", "read both", "--desk", desk]
    assert run(["judge", "join", one, other, *person]) == 0
    edge = capsys.readouterr().out.strip()
    assert run(["judge", "rate", "Harbour Post", "b", *person]) == 0
    assert run(["judge", "same", "Petra Ullman", "P. Ullmann", *person]) == 0
    capsys.readouterr()
    assert run(["judge", "list", "--json", "--desk", desk]) == 0
    listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["relation"], row["by"]) for row in listed] == [(r, "R. Ito") for r in ("story", "source", "entity")]
    assert run(["explain", edge, "--desk", desk]) == 0
    assert "read both" in capsys.readouterr().out
    assert run(["judge", "undo", edge, *person]) == 0
    run(["judge", "list", "--desk", desk])
    printed = capsys.readouterr()
    assert edge not in printed.out.split("\n", 1)[1]
    assert "2 in force, 4 in the log" in printed.err
    run(["judge", "list", "--all", "--desk", desk])
    assert f"{edge}" in capsys.readouterr().out


def test_a_judgement_on_a_story_is_kept_on_its_items(
    desk: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["brief", "--desk", desk, "--day", "2025-03-11", "-o", str(tmp_path / "out")])
    run(["brief", "--desk", desk, "--day", "2025-03-12", "-o", str(tmp_path / "out")])
    capsys.readouterr()
    (wall,), (gates,) = ids(desk, "items", capsys, "wall"), ids(desk, "items", capsys, "gates")
    run(["analyze", str(tmp_path / "wall.txt")])
    story = json.loads(capsys.readouterr().out)["stories"][0]["id"]
    assert run(["judge", "split", gates, story, "--by", "X", "--why", "y", "--desk", desk]) == 0
    capsys.readouterr()
    run(["judge", "list", "--json", "--desk", desk])
    edge = json.loads(capsys.readouterr().out)
    assert (edge["left"], edge["right"], edge["verdict"]) == (*sorted((wall, gates)), "negative")


def test_changes_go_on_from_a_number(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["changes", "--desk", desk, "--json"]) == 0
    listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["kind"] for row in listed] == ["report-added"] * 2 + ["story-new"] * 2
    assert run(["changes", "--since", "4", "--desk", desk]) == 0
    assert "nothing after 4" in capsys.readouterr().err


def test_backup_check_and_forget(desk: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = str(tmp_path / "copy.desk")
    assert run(["backup", copy, "--desk", desk]) == 0
    assert run(["check", "--desk", copy]) == 0
    assert "sound" in capsys.readouterr().err
    assert run(["backup", copy, "--desk", desk]) == 3
    assert run(["forget", "https://post.example/wall", "--why", "asked for", "--desk", desk]) == 0
    assert "1 report(s) forgotten" in capsys.readouterr().err
    assert run(["search", "Ullman", "--desk", desk]) == 0
    assert "nothing found" in capsys.readouterr().err
    assert run(["add", str(tmp_path / "wall.txt"), "--desk", desk]) == 0
    capsys.readouterr()
    assert ids(desk, "reports", capsys, "Ullman") == []
    assert run(["add", str(tmp_path / "wall.txt"), "--desk", desk, "--allow-forgotten"]) == 0
    capsys.readouterr()
    assert len(ids(desk, "reports", capsys, "Ullman")) == 1
    assert run(["check", "--desk", desk]) == 0


def test_status_says_everything(desk: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b.txt").write_bytes(bytes(range(256)) * 9)
    run(["add", str(tmp_path / "b.txt"), "--desk", desk])
    capsys.readouterr()
    assert run(["status", "--desk", desk, "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["outcomes"] == {"failed": 1, "read": 2}
    assert facts["failed"] == {"binary": 1}
    assert facts["outlets"]["Coast Live"] == {"reports": 1, "newest": "2025-03-12"}
    assert facts["damage"] == []
    assert run(["status", "--desk", desk]) == 0
    assert "Coast Live: 1 report(s), newest 2025-03-12" in capsys.readouterr().out


def test_reread(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reread", "--desk", desk]) == 0
    assert "has read everything" in capsys.readouterr().err
    assert run(["reread", "--all", "--desk", desk, "--workers", "1"]) == 0
    assert "2 read again: 2 read" in capsys.readouterr().err
    assert run(["reread", "--index", "--desk", desk]) == 0
    assert "2 report(s) put into the search index anew" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["search", "backup", "check", "forget", "changes", "reread"])
def test_every_command_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"]) == 0
    assert f"Example: crosswire {command}" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("command", ["join", "split", "same", "different", "rate", "undo", "list"])
def test_every_judgement_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["judge", command, "--help"]) == 0
    assert f"Example: crosswire judge {command}" in " ".join(capsys.readouterr().out.split())
