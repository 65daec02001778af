"""The contract of a desk, held by every backend: what comes in, what became of it, looking at it."""

import dataclasses
import datetime as dt

import pytest
from deskrecords import failure, put, reading, received

from crosswire.base.ids import make_id
from crosswire.model.account import Issue
from crosswire.store.embedded import EmbeddedDesk
from crosswire.store.intake import key_of


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
    put(desk, reading())
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
    put(desk, reading(published=published))
    assert len(list(desk.readings(day))) == found
    assert desk.undated() == (published is None)


def test_two_spans_of_days_that_begin_together_are_both_kept(desk: EmbeddedDesk) -> None:
    short = reading(published="2025-03-11")
    item = dataclasses.replace(short.items[0], published=reading(published="2025-03").report.published)
    put(desk, dataclasses.replace(reading(published="2025-03-01"), items=(item,)))
    assert len(list(desk.readings(dt.date(2025, 3, 1)))) == 1
    assert len(list(desk.readings(dt.date(2025, 3, 30)))) == 1


def test_facts(desk: EmbeddedDesk) -> None:
    assert desk.recall("epoch") is None
    desk.remember("epoch", "2022-02-24")
    desk.remember("epoch", "2025-02-28")
    assert desk.recall("epoch") == "2025-02-28"


def test_raw_bytes_are_kept_once_and_are_no_part_of_the_key(desk: EmbeddedDesk) -> None:
    page = b"<p>The wall fell.</p>" * 50
    assert key_of(received(raw=page)) == key_of(received())
    assert desk.accept([received(raw=page), received("again.txt", raw=page)]) == 2
    (first, entry), (second, _) = desk.pending()
    assert entry.raw is None
    assert desk.received(first, raw=True) == received(raw=page)
    assert desk.received(second, raw=True) == received("again.txt", raw=page)
    assert desk.complete(first, reading()) == "read"
    assert desk.raw_of(reading().report.id) == page


def test_bytes_that_come_later_are_kept_then(desk: EmbeddedDesk) -> None:
    desk.accept([received()])
    assert desk.accept([received(raw=b"bytes")]) == 0
    ((key, _),) = desk.pending()
    kept = desk.received(key, raw=True)
    assert kept is not None
    assert kept.raw == b"bytes"


def test_a_new_empty_field_changes_no_key() -> None:
    entry = received()
    assert key_of(dataclasses.replace(entry, given=dataclasses.replace(entry.given, author=None))) == key_of(entry)
    assert key_of(dataclasses.replace(entry, given=dataclasses.replace(entry.given, author="X"))) != key_of(entry)


def test_versions_stand_under_one_url(desk: EmbeddedDesk) -> None:
    first, second = (reading(text, url="https://post.example/1") for text in ("Four hurt.", "Five hurt."))
    other = reading("Nobody hurt.", url="https://post.example/2")
    for one in (first, second, other):
        put(desk, one)
    assert desk.versions(second.report.id) == [first.report.id, second.report.id]
    assert desk.versions(other.report.id) == [other.report.id]
    assert desk.reports_at("https://post.example/1") == [first.report.id, second.report.id]


def test_reading_again_replaces_and_notes_what_vanished(desk: EmbeddedDesk) -> None:
    old = reading("“Nobody was warned,” she said.", quote="Nobody was warned,")
    key = put(desk, old)
    assert [found for found, _ in desk.unread_by("2")] == [key]
    assert desk.complete(key, reading("“Nobody was warned,” she said."), reader="2") == "read"
    claim = old.attributions[0].id
    assert desk.owner(claim) is None
    gone = desk.gone(claim)
    assert gone is not None
    assert gone.why == "reread"
    assert [change.kind for change in desk.changes()] == ["report-added", "reread"]
    assert list(desk.unread_by("2")) == []
    assert desk.counts() == {"read": 1}
    desk.unread_all()
    assert desk.count_unread_by("2") == 1


def test_reading_again_under_another_id(desk: EmbeddedDesk) -> None:
    key = put(desk, reading("The wall fell. Share this page"))
    desk.complete(key, reading("The wall fell."), reader="2")
    assert [one.report.text for one in desk.readings(None)] == ["The wall fell."]
    assert desk.gone(reading("The wall fell. Share this page").report.id) is not None


def test_what_failed_and_is_read_now_has_no_failure_left(desk: EmbeddedDesk) -> None:
    desk.accept([received("3.txt")])
    ((key, _),) = desk.pending()
    desk.fail(key, failure("3.txt"), reader="1")
    assert [issue.fatal for issue in desk.issues()] == [True]
    desk.complete(key, reading(), reader="2")
    assert list(desk.issues()) == []
    assert desk.counts() == {"read": 1}


def test_counts_by_reason_and_outlet(desk: EmbeddedDesk) -> None:
    put(desk, reading(outlet="Harbour Post"))
    put(desk, reading("Five hurt.", "2025-04-02", outlet="Harbour Post"))
    put(desk, reading("Six hurt.", None, language="uk"))
    desk.accept([failure("1.bin"), failure("2.bin")])
    desk.note([Issue(make_id("issue", "n"), "r", "extract", "future-date", "later than tomorrow")])
    assert desk.reasons() == {("failed", "binary"): 2, ("note", "future-date"): 1}
    assert desk.outlets() == {"": (1, None), "Harbour Post": (2, "2025-04-02")}
    assert desk.languages() == {"en": 2, "uk": 1}
    assert desk.latest_day() == dt.date(2025, 4, 2)


def test_a_transaction_is_kept_whole_or_not_at_all(desk: EmbeddedDesk) -> None:
    def cut_off() -> None:
        with desk.transaction():
            desk.remember("epoch", "2025-01-01")
            put(desk, reading())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cut_off()
    assert desk.recall("epoch") is None
    assert desk.counts() == {}
    with desk.transaction():
        desk.remember("epoch", "2025-01-01")
        assert desk.recall("epoch") == "2025-01-01"
    assert desk.recall("epoch") == "2025-01-01"
