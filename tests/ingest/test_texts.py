"""Text with front matter, and front matter without a text."""

from crosswire.ingest import formats
from crosswire.model.account import Issue
from crosswire.model.report import Received

HEAD = "---\noutlet: Ostvik Post\npublished: 2025-03-04\n{title}---\n\n"


def test_a_title_without_a_text_is_the_text_and_said_so() -> None:
    data = HEAD.format(title="title: Barges break loose in Ostvik harbour\n").encode()
    remark, report = formats.read(data, name="a.md")
    assert isinstance(remark, Issue)
    assert (remark.reason, remark.fatal) == ("headline-only", False)
    assert isinstance(report, Received)
    assert report.content == "Barges break loose in Ostvik harbour\n"
    assert report.given.outlet == "Ostvik Post"


def test_without_a_title_there_is_nothing_to_read() -> None:
    (found,) = formats.read(HEAD.format(title="").encode(), name="a.md")
    assert isinstance(found, Issue)
    assert (found.reason, found.fatal) == ("empty", True)
