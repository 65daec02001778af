"""The commands as a user types them: what they write, print and exit with."""

import json
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest

from crosswire.cli.app import run

STORY = """---
published: 2025-03-11
outlet: Harbour Post
---
Wall fails above Marrow Bridge

The sea wall failed early on Tuesday, Mayor Petra Ullman said. At least four people were injured, she said.

"We had very little time," Ullman said.
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "wall.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_brief_writes_its_three_files(story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert run(["brief", str(story), "-o", str(out)]) == 0
    assert sorted(p.name for p in out.iterdir()) == ["brief.html", "brief.json", "brief.md"]
    assert "“We had very little time,”" in (text := (out / "brief.md").read_text(encoding="utf-8")) or (
        '"We had very little time,"' in text
    )
    assert "brief.html" in capsys.readouterr().err


def test_brief_prints_json(story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["brief", str(story), "-o", str(tmp_path / "out"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)


class Page(HTMLParser):
    """Collects ids, in-page links and anything that would load or run."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.active: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids.add(values.get("id") or "")
        if tag == "a" and (values.get("href") or "").startswith("#"):
            self.links.add((values["href"] or "")[1:])
        if tag in ("script", "iframe", "object", "link", "img") or any(name.startswith("on") for name in values):
            self.active.append(tag)


def test_every_citation_opens_in_the_page(examples: Path, tmp_path: Path) -> None:
    run(["brief", str(examples), "-o", str(tmp_path), "--workers", "1"])
    page = Page()
    page.feed((tmp_path / "brief.html").read_text(encoding="utf-8"))
    assert len(page.links) > 50
    assert page.links <= page.ids
    assert page.active == []


def test_analyze_keeps_to_its_schema(examples: Path, tmp_path: Path, root: Path) -> None:
    out = tmp_path / "found.json"
    assert run(["analyze", str(examples), "-o", str(out), "--workers", "1"]) == 0
    document = json.loads(out.read_text(encoding="utf-8"))
    schema = json.loads((root / "src/crosswire/data/analysis.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(document, schema)
    assert document["counts"]["read"] == len(document["reports"]) >= 18


def test_the_order_of_reports_does_not_matter(examples: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    names = sorted(str(p) for p in examples.glob("*.txt"))[:6]
    outputs = []
    for order in (names, names[::-1]):
        run(["analyze", *order, "--workers", "1"])
        outputs.append(capsysbinary.readouterr().out)
    assert outputs[0] == outputs[1]


def test_the_desk(story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = str(tmp_path / "x.desk")
    assert run(["add", str(story), "--desk", desk]) == 0
    assert "1 new; 1 read" in capsys.readouterr().err
    assert run(["add", str(story), "--desk", desk]) == 0
    assert "0 new; 0 read" in capsys.readouterr().err
    out = tmp_path / "out"
    assert run(["brief", "--day", "2025-03-11", "--desk", desk, "-o", str(out)]) == 0
    assert run(["brief", "--day", "2025-04-01", "--desk", desk, "-o", str(out)]) == 3
    assert "no report on the desk is dated 2025-04-01" in capsys.readouterr().err


def test_show_and_explain(examples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = tmp_path / "found.json"
    run(["analyze", str(examples), "-o", str(found), "--workers", "1"])
    document = json.loads(found.read_text(encoding="utf-8"))
    capsys.readouterr()
    for kind in ("reports", "attributions", "entities", "times", "figures", "copies", "stories", "findings"):
        record = document[kind][0]
        assert run(["show", record["id"], "--from", str(found)]) == 0
        assert record["id"] in capsys.readouterr().out
        assert run(["explain", record["id"], "--from", str(found)]) == 0
        assert "method " in capsys.readouterr().out, kind
    assert run(["show", "att-nothing", "--from", str(found)]) == 3
    assert "nothing called att-nothing" in capsys.readouterr().err


def test_show_and_explain_on_a_desk(examples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = str(tmp_path / "x.desk")
    run(["add", str(examples), "--desk", desk, "--workers", "1"])
    run(["brief", "--desk", desk, "--day", "2025-03-12", "-o", str(tmp_path / "out")])
    run(["analyze", str(examples / "valley-radio-gates.txt")])
    document = json.loads(capsys.readouterr().out)
    for kind in ("reports", "attributions"):
        assert run(["show", document[kind][0]["id"], "--desk", desk]) == 0


def test_verify_accepts_its_own_brief_and_refuses_a_changed_one(story: Path, tmp_path: Path) -> None:
    run(["brief", str(story), "-o", str(tmp_path)])
    made = tmp_path / "brief.json"
    assert run(["verify", str(made), str(story)]) == 0
    made.write_text(made.read_text(encoding="utf-8").replace("At least four", "At least nine"), encoding="utf-8")
    assert run(["verify", str(made), str(story)]) == 4


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["analyze"], 2, "name at least one file"),
        (["brief", "x.txt", "--day", "yesterday"], 2, "write it as 2023-05-23"),
        (["brief", "x.txt", "--epoch", "24.2.22"], 2, "write it as 2023-05-23"),
        (["brief", "no-such-file.txt"], 3, "no-such-file.txt"),
        (["show", "att-1", "--desk", "no.desk"], 2, "there is no desk"),
        (["status", "--desk", "no.desk"], 2, "there is no desk"),
        (["brief", "--desk", "no.desk"], 2, "crosswire add"),
        (["evaluate", "poetry"], 2, "no task 'poetry'"),
        (["nonsense"], 2, "No such command"),
    ],
)
def test_wrong_use_is_told_what_to_do(
    arguments: list[str],
    code: int,
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == code
    assert said in capsys.readouterr().err


def test_an_output_that_cannot_be_written_is_said(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("a file where a folder should be", encoding="utf-8")
    assert run(["analyze", str(story), "-o", str(tmp_path / "taken" / "found.json")]) == 3
    assert "taken" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["brief", "analyze", "add", "show", "explain", "verify", "status", "evaluate"])
def test_every_command_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"]) == 0
    assert f"Example: crosswire {command}" in " ".join(capsys.readouterr().out.split())
