"""Lists of feeds, in and out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.base.errors import RunFailed
from crosswire.ingest import opml
from crosswire.model.source import SourceEntry

LIST = b"""<?xml version="1.0"?><opml version="1.1"><head/><body><outline text="North"><outline type="rss"
title="Harbour Post" xmlUrl="http://a.example/rss"/><outline text="A page" url="http://b.example/"/></outline>
<outline text="Bad" xmlUrl="file:///etc/passwd"/><outline text="Twice" xmlUrl="http://a.example/rss"/></body></opml>"""


def test_a_list_is_read() -> None:
    (entry,) = opml.parse(LIST)
    assert (entry.feed, entry.outlet, entry.family) == ("http://a.example/rss", "Harbour Post", "North")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"words",
        b"<html/>",
        b'<!DOCTYPE opml [<!ENTITY x "y">]><opml/>',
        b"<opml><body>",
        b" " * (opml.LARGEST + 1),
    ],
)
def test_what_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(RunFailed) as error:
        opml.parse(data)
    assert error.value.reason == "bad-opml"


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=5))
def test_what_is_written_is_read_again(names: list[tuple[str, str]]) -> None:
    entries = [
        SourceEntry((f"http://{n}.example/",), outlet=outlet, family=family, feed=f"http://{n}.example/")
        for n, (outlet, family) in enumerate(names)
    ]
    found = opml.parse(opml.write(entries, title="<&>"))
    assert sorted(entry.feed or "" for entry in found) == sorted(entry.feed or "" for entry in entries)
