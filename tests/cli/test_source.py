"""``crosswire source`` and ``crosswire watch`` as a user types them, without a network."""

from pathlib import Path

import pytest

from crosswire.cli.app import run

FEED = "http://news.example/rss"


@pytest.fixture
def desk(tmp_path: Path) -> str:
    return str(tmp_path / "x.desk")


def test_adding_unseen_and_listing(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = ["--outlet", "Harbour Post", "--reliability", "B", "--expect", "5..40", "--every", "10m", "--language", "en"]
    assert run(["source", "add", FEED, "--desk", desk, "--no-check", *said]) == 0
    assert run(["source", "add", FEED, "--desk", desk, "--no-check"]) == 0
    assert "watched already" in capsys.readouterr().err
    assert run(["source", "list", "--desk", desk]) == 0
    assert capsys.readouterr().out.strip() == f"{FEED}   Harbour Post, feed, en, B, 5..40 a day"
    assert run(["source", "list", "--desk", desk, "--health"]) == 0
    assert "not polled yet" in capsys.readouterr().out


def test_a_list_of_ones_own(tmp_path: Path, desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(f'[[source]]\nfeed = "{FEED}"\noutlet = "Harbour Post"\n')
    assert run(["source", "list", "--sources", str(mine)]) == 0
    assert run(["source", "add", str(mine), "--desk", desk]) == 0
    assert "Harbour Post" in (Path(desk) / "sources.toml").read_text()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["source", "add", FEED, "--expect", "many", "--no-check"], 2, "5..40"),
        (["source", "add", FEED, "--every", "often", "--no-check"], 2, "write it as 10m"),
        (["source", "add", FEED, "--reliability", "Z", "--no-check"], 2, "not one of A, B"),
        (["source", "add", "no-such-file.opml"], 3, "neither an address"),
        (["source", "add", "http://127.0.0.1:8080/"], 3, "loopback"),
        (["source", "add", "http://localhost/"], 3, "is not asked"),
        (["source", "remove", FEED], 2, "is not watched"),
        (["source", "import", "no-such-file.opml"], 3, "no-such-file.opml"),
        (["watch", "--once"], 2, "crosswire source add"),
        (["diff", FEED], 2, "there is no desk"),
    ],
)
def test_wrong_use_is_told_what_to_do(
    arguments: list[str],
    code: int,
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == code
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "command",
    ["watch", "diff", "source", "source add", "source list", "source remove", "source import", "source export"],
)
def test_help_has_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command.split(), "--help"]) == 0
    assert f"Example: crosswire {command}" in " ".join(capsys.readouterr().out.split())
