"""What arrives: every kind of file, folder and trouble gives a report or a named issue, and the rest goes on."""

import io
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from crosswire.ingest import files, formats
from crosswire.model.account import Issue
from crosswire.model.report import Given, Received

TEXT = "Two people were hurt when the Maren dam burst, the mayor of Dorvik said.\n"


def gather(paths: Iterable[Path | str], **given: str) -> tuple[list[Received], list[Issue]]:
    found = list(files.receive([str(path) for path in paths], given=Given(**given)))
    return [each for each in found if isinstance(each, Received)], [each for each in found if isinstance(each, Issue)]


def reasons(issues: Iterable[Issue], *, fatal: bool | None = None) -> list[str]:
    return [issue.reason for issue in issues if fatal is None or issue.fatal == fatal]


@pytest.mark.parametrize(
    ("name", "media"),
    [("a.txt", "text"), ("a.md", "markdown"), ("a.MARKDOWN", "markdown"), ("a.html", "html"), ("a.htm", "html")],
)
def test_kinds_of_files(tmp_path: Path, name: str, media: str) -> None:
    (tmp_path / name).write_text(TEXT)
    reports, issues = gather([tmp_path / name])
    assert [(report.name, report.media) for report in reports] == [(name, media)]
    assert not issues


def test_folders_are_read_deep_and_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c/z.txt", "c/y.md", ".hidden/x.txt", ".secret.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT)
    reports, issues = gather([tmp_path])
    assert [report.name for report in reports] == ["a.txt", "b.txt", "y.md", "z.txt"]
    assert not issues


def test_other_formats_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "report.xlsx").write_bytes(b"PK\x03\x04")
    (tmp_path / "report.log").write_bytes(b"hello")
    reports, issues = gather([tmp_path])
    assert len(reports) == 1
    assert reasons(issues) == ["unsupported-format", "unsupported-format"]
    assert "report.log" in issues[0].message and ".txt" in issues[0].message
    assert "report.xlsx" in issues[1].message and ".csv" in issues[1].message


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t \n", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        (b"%PDF-1.7\n", "broken"),
        (b"abc\x00\x01\x02\x00def" * 50, "binary"),
        (b"---\noutlet: The Harbour Post\n---\n\n", "empty"),
    ],
)
def test_files_without_a_text(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "bad.txt").write_bytes(data)
    (tmp_path / "good.txt").write_text(TEXT)
    reports, issues = gather([tmp_path])
    assert [report.name for report in reports] == ["good.txt"]
    assert reasons(issues, fatal=True) == [reason]
    assert issues[0].message.startswith("bad.txt: ")


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "LARGEST", 10)
    (tmp_path / "a.txt").write_text(TEXT)
    _, issues = gather([tmp_path / "a.txt"])
    assert reasons(issues) == ["too-large"]


def test_missing_paths_name_themselves() -> None:
    _, issues = gather(["nowhere/at-all.txt"])
    assert reasons(issues, fatal=True) == ["missing"]
    assert "at-all.txt" in issues[0].message


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    path.chmod(0)
    _, issues = gather([path])
    assert reasons(issues) == ["unreadable"]


def test_a_folder_that_contains_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    reports, issues = gather([tmp_path])
    assert len(reports) == 1
    assert reasons(issues) == ["directory-loop"]


def test_broken_links(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    _, issues = gather([tmp_path])
    assert reasons(issues, fatal=True) == ["unreadable"]


def test_an_empty_folder(tmp_path: Path) -> None:
    _, issues = gather([tmp_path])
    assert reasons(issues, fatal=True) == ["empty-folder"]


def test_standard_input() -> None:
    found = list(files.receive(["-"], given=Given(outlet="The Harbour Post"), stdin=io.BytesIO(TEXT.encode())))
    assert isinstance(found[0], Received)
    assert (found[0].name, found[0].media, found[0].content, found[0].given.outlet) == (
        "-",
        "text",
        TEXT,
        "The Harbour Post",
    )
    page = list(files.receive(["-"], given=Given(), stdin=io.BytesIO(b"<!DOCTYPE html><p>x</p>")))
    assert isinstance(page[0], Received) and page[0].media == "html"
    none = list(files.receive(["-"], given=Given()))
    assert isinstance(none[0], Issue) and none[0].reason == "no-stdin"


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    stream = files.receive([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], given=Given())
    assert isinstance(next(iter(stream)), Received)
    (tmp_path / "b.txt").write_text(TEXT)
    assert [each.name for each in stream if isinstance(each, Received)] == ["b.txt"]


def test_precedence_of_what_is_said(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(
        '[[source]]\nmatch = "*.txt"\noutlet = "Sources"\nlanguage = "en"\nurl = "https://example.org/s"\n'
    )
    (tmp_path / "a.txt").write_text(f"---\noutlet: Front\n---\n{TEXT}")
    reports, issues = gather([tmp_path], outlet="Option", published="2031-05-01", url="https://example.org/o")
    assert reports[0].given == Given("Front", None, "https://example.org/s", "en", "2031-05-01")
    assert reports[0].content == TEXT
    assert reasons(issues) == ["contradictory-metadata"]


def test_sources_of_the_nearest_folder_come_first(tmp_path: Path) -> None:
    below = tmp_path / "north"
    below.mkdir()
    (tmp_path / "sources.toml").write_text('[[source]]\nmatch = "north/*"\noutlet = "Far"\nlanguage = "en"\n')
    (below / "sources.toml").write_text('[[source]]\nmatch = ["*.txt"]\noutlet = "Near"\n')
    (below / "a.txt").write_text(TEXT)
    reports, issues = gather([tmp_path])
    assert (reports[0].given.outlet, reports[0].given.language) == ("Near", "en")
    assert not issues


def test_bad_sources_are_told_once(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text("not toml at all = = =")
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(TEXT)
    reports, issues = gather([tmp_path])
    assert len(reports) == 3
    assert reasons(issues) == ["bad-sources"]


def test_the_page_outranks_the_options(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<html><head><meta property="og:site_name" content="The Harbour Post">'
        '<meta property="article:published_time" content="2031-05-02T10:00:00Z"></head><body><p>x</p></body></html>'
    )
    reports, _ = gather([tmp_path], outlet="Option", published="2031-06-01", title="Option title")
    assert reports[0].given == Given("The Harbour Post", "Option title", None, None, "2031-05-02T10:00:00Z")


def test_a_page_against_sources(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text('[[source]]\nmatch = "*"\npublished = 2031-05-09\n')
    (tmp_path / "a.html").write_text('<meta name="date" content="2031-05-02"><p>x</p>')
    reports, issues = gather([tmp_path])
    assert reports[0].given.published == "2031-05-09"
    assert reasons(issues) == ["contradictory-metadata"]


def test_issue_ids_differ_within_a_run_and_hold_between_runs(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_bytes(b"")
    _, first = gather([tmp_path])
    _, second = gather([tmp_path])
    assert len({issue.id for issue in first}) == 2
    assert [issue.id for issue in first] == [issue.id for issue in second]


def test_sources_toml_maps_the_fields_of_a_table(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(
        '[[source]]\nmatch = "*.csv"\noutlet = "Caution News"\nkind = "post"\n'
        'mapping = { text = "said", published = "when" }\n'
    )
    (tmp_path / "a.csv").write_text("id,said,when\n4,Two people were hurt.,2031-05-02\n")
    reports, issues = gather([tmp_path], language="en")
    assert not issues
    assert [(report.content, report.kind, report.path) for report in reports] == [
        ("Two people were hurt.", "post", str(tmp_path / "a.csv"))
    ]
    assert reports[0].given == Given("Caution News", None, None, "en", "2031-05-02")


def test_one_name_in_two_folders_is_two_issues(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.json").write_text("{")
    _, issues = gather([tmp_path])
    assert len({issue.id for issue in issues}) == 2
