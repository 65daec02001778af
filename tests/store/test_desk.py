"""The contract of a desk, held by every backend."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from crosswire.base.errors import RunFailed
from crosswire.base.ids import make_id
from crosswire.model.account import Issue, Reading
from crosswire.model.report import Dated, Given, Item, Received, Report
from crosswire.store.base import Derived
from crosswire.store.embedded import EmbeddedDesk


@pytest.fixture(params=["embedded"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EmbeddedDesk]:
    opened = EmbeddedDesk(tmp_path / "test.desk")
    yield opened
    opened.close()


def received(name: str = "a.txt", content: str = "The wall fell.") -> Received:
    return Received(name, "text", content, Given(outlet="Harbour Post"))


def reading(text: str = "The wall fell.", published: str | None = "2025-03-11") -> Reading:
    dated = Dated(published, "given") if published else Dated()
    report = Report(make_id("report", text), "a.txt", None, "article", None, None, "en", dated, text)
    item = Item(make_id("item", report.id), report.id, "article", None, 0, len(text), dated)
    return Reading(report, (item,))


def failure(name: str = "b.bin") -> Issue:
    return Issue(make_id("issue", name, "ingest", "binary"), name, "ingest", "binary", f"{name}: not text", True)


def test_what_is_accepted_twice_is_there_once(desk: EmbeddedDesk) -> None:
    assert desk.accept([received(), failure()]) == 2
    assert desk.accept([received(), failure()]) == 0
    assert desk.counts() == {"pending": 1, "failed": 1}


def test_what_is_pending_comes_back_as_it_was(desk: EmbeddedDesk) -> None:
    desk.accept([received(), received("c.txt", "Дамба «Кестрел» прорвана 🌊")])
    assert [entry for _, entry in desk.pending()] == [received(), received("c.txt", "Дамба «Кестрел» прорвана 🌊")]


def test_every_accepted_report_has_one_outcome(desk: EmbeddedDesk) -> None:
    desk.accept([received("1.txt"), received("2.txt"), received("3.txt")])
    keys = [key for key, _ in desk.pending()]
    assert desk.complete(keys[0], reading()) == "read"
    assert desk.complete(keys[1], reading()) == "duplicate"
    desk.fail(keys[2], failure("3.txt"))
    assert desk.counts() == {"read": 1, "duplicate": 1, "failed": 1}
    assert list(desk.pending()) == []


def test_a_reading_comes_back_as_it_was(desk: EmbeddedDesk) -> None:
    desk.accept([received()])
    ((key, _),) = desk.pending()
    desk.complete(key, reading())
    assert desk.reading(reading().report.id) == reading()
    assert desk.owner(reading().items[0].id) == reading().report.id
    assert desk.owner("itm-unknown") is None


@pytest.mark.parametrize(
    ("published", "day", "found"),
    [
        ("2025-03-11", dt.date(2025, 3, 11), 1),
        ("2025-03-11", dt.date(2025, 3, 12), 0),
        ("2025-03-10/2025-03-12", dt.date(2025, 3, 11), 1),
        ("2025-03", dt.date(2025, 3, 31), 1),
        ("2025-03-11T06:30", dt.date(2025, 3, 11), 1),
        (None, dt.date(2025, 3, 11), 0),
    ],
)
def test_readings_by_day(desk: EmbeddedDesk, published: str | None, day: dt.date, found: int) -> None:
    desk.accept([received()])
    ((key, _),) = desk.pending()
    desk.complete(key, reading(published=published))
    assert len(list(desk.readings(day))) == found
    assert desk.undated() == (published is None)


def test_kept_records_are_replaced_by_later_ones(desk: EmbeddedDesk) -> None:
    desk.keep([Derived("sto-1", "story", "{}")])
    desk.keep([Derived("sto-1", "story", '{"title":"x"}')])
    assert desk.derived("sto-1") == Derived("sto-1", "story", '{"title":"x"}')
    assert desk.derived("sto-2") is None


def test_facts(desk: EmbeddedDesk) -> None:
    assert desk.recall("epoch") is None
    desk.remember("epoch", "2022-02-24")
    desk.remember("epoch", "2025-02-28")
    assert desk.recall("epoch") == "2025-02-28"


def test_a_file_that_is_no_desk_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(b"these are notes and no database, long enough to have a header of their own" * 20)
    with pytest.raises(RunFailed, match="cannot be used as a desk"):
        EmbeddedDesk(path)
    assert path.read_bytes().startswith(b"these are notes")


def test_a_desk_of_a_later_version_is_refused(tmp_path: Path) -> None:
    opened = EmbeddedDesk(tmp_path / "x.desk")
    opened.remember("version", "99")
    opened.close()
    with pytest.raises(RunFailed, match="version 99"):
        EmbeddedDesk(tmp_path / "x.desk")


def test_a_sound_desk_checks_out(desk: EmbeddedDesk) -> None:
    assert desk.check() == []
