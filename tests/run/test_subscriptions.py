"""The list of what is watched: a file for people, changed without spoiling it."""

from pathlib import Path

import pytest

from crosswire.base.errors import RunFailed
from crosswire.model.source import SourceEntry
from crosswire.run import subscriptions

FEED = "http://a.example/rss"
HAND = """# my sources
[[source]]
match = "wire-*"   # files
outlet = "Northern Wire"

# the harbour
[[source]]
feed = "http://a.example/rss"
outlet = 'Harbour Post'
every = "2m"
expected = [5, 40]

[[source]]
url = "http://b.example/live"
"""


def entry(feed: str = FEED, **said: object) -> SourceEntry:
    return SourceEntry((feed,), feed=feed, **said)  # type: ignore[arg-type]


def test_what_is_polled(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(HAND)
    listed, warnings = subscriptions.load(file)
    assert [(each.address, each.kind, each.every) for each in listed] == [
        (FEED, "feed", 120),
        ("http://b.example/live", "page", subscriptions.EVERY),
    ]
    assert listed[0].entry.expected == (5, 40)
    assert warnings == []
    assert subscriptions.load(tmp_path / "none.toml") == ([], [])


def test_adding_and_removing_leave_the_rest_alone(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(HAND)
    added = entry("http://c.example/rss", outlet='The "C"\n', reliability="B", expected=(1, 2), every="1h")
    assert subscriptions.add(file, added)
    assert not subscriptions.add(file, added)
    assert file.read_text().startswith(HAND.rstrip())
    listed, warnings = subscriptions.load(file)
    assert (listed[-1].entry.outlet, listed[-1].entry.reliability, listed[-1].every) == ('The "C"', "B", 3600)
    assert warnings == []
    assert subscriptions.remove(file, "http://c.example/rss")
    assert file.read_text().strip() == HAND.strip()
    assert subscriptions.remove(file, "Harbour Post")
    assert "Northern Wire" in file.read_text() and "# my sources" in file.read_text()
    assert [each.address for each in subscriptions.load(file)[0]] == ["http://b.example/live"]
    assert not subscriptions.remove(file, "http://a.example/rss")


def test_a_broken_file_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text("[[source]\n")
    with pytest.raises(RunFailed, match="mend it"):
        subscriptions.add(file, entry())
    assert file.read_text() == "[[source]\n"


@pytest.mark.parametrize(("words", "seconds"), [("90s", 90), ("10m", 600), ("1.5h", 5400), ("1d", 86400), ("1s", 30)])
def test_lengths(words: str, seconds: float) -> None:
    assert subscriptions.seconds_of(words) == seconds


@pytest.mark.parametrize("words", ["", "m", "10", "-5m", "ten minutes", "10 weeks"])
def test_what_is_no_length(words: str) -> None:
    with pytest.raises(ValueError, match="write it as"):
        subscriptions.seconds_of(words)


def test_ranges() -> None:
    assert [subscriptions.expected_of(each) for each in ("5..40", "5-40", "12", " 0..0 ")] == [
        (5, 40),
        (5, 40),
        (12, 12),
        (0, 0),
    ]
    for bad in ("", "40..5", "a..b", "-3", "1...2"):
        with pytest.raises(ValueError, match=r"5\.\.40"):
            subscriptions.expected_of(bad)
