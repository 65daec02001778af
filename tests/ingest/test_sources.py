"""sources.toml: entries, patterns, and what cannot be read in it."""

from pathlib import Path, PurePosixPath

import pytest

from crosswire.ingest import sources
from crosswire.model.report import Given


def load(tmp_path: Path, text: str) -> sources.Sources:
    path = tmp_path / sources.NAME
    path.write_text(text)
    return sources.load(path)


def test_entries(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        '[[source]]\nmatch = ["post/*.txt"]\noutlet = "The Harbour Post"\nreliability = "B"\npublished = 2031-05-02\n'
        '[[source]]\nmatch = "*.txt"\nlanguage = "en"\nfamily = "Coast Media"\n',
    )
    assert not found.warnings
    assert [entry.reliability for entry in found.entries] == ["B", None]
    assert found.entries[1].family == "Coast Media"
    given = sources.given_by(found, PurePosixPath("post/a.txt"))
    assert given == Given("The Harbour Post", None, None, "en", "2031-05-02", family="Coast Media")
    assert sources.given_by(found, PurePosixPath("other/a.md")) == Given()


def test_addresses_match_too(tmp_path: Path) -> None:
    found = load(tmp_path, '[[source]]\nmatch = "https://example.org/*"\noutlet = "Example"\n')
    assert sources.given_by(found, PurePosixPath("a.txt"), url="https://example.org/x").outlet == "Example"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("= broken", 0),
        ('source = "x"', 0),
        ('[[source]]\noutlet = "A"\n', 0),
        ("[[source]]\nmatch = 3\n", 0),
        ('[[source]]\nmatch = "*"\nreliability = "Z"\n', 1),
        ('[[source]]\nmatch = "*"\ncolour = "blue"\n', 1),
    ],
)
def test_problems_are_told(tmp_path: Path, text: str, kept: int) -> None:
    found = load(tmp_path, text)
    assert len(found.entries) == kept
    assert [reason for reason, _ in found.warnings] == ["bad-sources"]


def test_a_bad_reliability_is_dropped(tmp_path: Path) -> None:
    found = load(tmp_path, '[[source]]\nmatch = "*"\noutlet = "A"\nreliability = "Z"\n')
    assert (found.entries[0].outlet, found.entries[0].reliability) == ("A", None)


def test_what_is_polled(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        '[[source]]\nfeed = "https://harbour.example/rss"\noutlet = "The Harbour Post"\nexpected = [4, 40]\n'
        '[[source]]\nurl = "https://coast.example/live"\nexpected = 3\nkind = "live-blog"\n',
    )
    assert not found.warnings
    first, second = found.entries
    assert (first.feed, first.expected, second.url, second.expected, second.kind) == (
        "https://harbour.example/rss", (4, 40), "https://coast.example/live", (3, 3), "live-blog"
    )  # fmt: skip
    said = sources.given_by(found, PurePosixPath("-"), url="https://harbour.example/2031/dam")
    assert said == Given(outlet="The Harbour Post")
    assert sources.given_by(found, PurePosixPath("-"), url="https://coast.example/live").url is None


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ('mapping = "text"', ()),
        ('mapping = { text = "body", colour = "blue" }', (("text", "body"),)),
        ("mapping = { text = 3 }", ()),
        ("expected = [5, 1]", ()),
        ("expected = [-1, 1]", ()),
        ('expected = "many"', ()),
        ("expected = true", ()),
        ('kind = "rumour"', ()),
        ("outlet = 3", ()),
    ],
)
def test_problems_of_values(tmp_path: Path, line: str, kept: tuple[tuple[str, str], ...]) -> None:
    found = load(tmp_path, f'[[source]]\nmatch = "*"\n{line}\n')
    (entry,) = found.entries
    assert (entry.mapping, entry.expected, entry.kind, entry.outlet) == (kept, None, None, None)
    assert [reason for reason, _ in found.warnings] == ["bad-sources"]
