"""Crosswire's own output is no report."""

from pathlib import Path

import pytest

from crosswire.base.config import Options
from crosswire.ingest import formats
from crosswire.model.report import Given, Received
from crosswire.run.export import export
from crosswire.run.runner import run


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from crosswire.cli.app import run as crosswire

    folder = tmp_path_factory.mktemp("own")
    (folder / "wall.txt").write_text("The sea wall at Ostvik failed on Monday, harbour master Lene Brodal said.\n")
    assert crosswire(["brief", str(folder / "wall.txt"), "-o", str(folder), "--format", "html,md,txt,json"]) == 0
    assert crosswire(["analyze", str(folder / "wall.txt"), "-o", str(folder / "found.json")]) == 0
    return folder


@pytest.mark.parametrize("name", ["brief.html", "brief.md", "brief.txt", "brief.json", "found.json"])
def test_it_is_left_out_and_said_so(written: Path, name: str) -> None:
    (found,) = formats.read((written / name).read_bytes(), name=name)
    assert not isinstance(found, Received)
    assert (found.reason, found.fatal) == ("own-output", False)


def test_a_brief_beside_its_reports_changes_nothing(written: Path) -> None:
    from crosswire.ingest.files import receive

    alone = run(receive([str(written / "wall.txt")], given=Given()), options=Options(workers=1)).account
    beside = run(receive([str(written)], given=Given()), options=Options(workers=1)).account
    assert export(beside, origins={}).attributions == export(alone, origins={}).attributions
    assert len(beside.readings) == 1


@pytest.mark.parametrize(
    "text",
    [
        "A brief made by Crosswire from the reports that it cites. was sent to all editors on Monday.\n",
        '{"title": "Harbour closed", "text": "The harbour is closed, the port said.", "kind": "title"}',
        "<html><head><title>x</title></head><body><p>Made by hand, the mayor said on Monday evening.</p></body></html>",
    ],
)
def test_a_report_on_it_is_read(text: str) -> None:
    names = {"{": "a.json", "<": "a.html"}
    found = list(formats.read(text.encode(), name=names.get(text[0], "a.txt")))
    assert all(isinstance(one, Received) for one in found)
