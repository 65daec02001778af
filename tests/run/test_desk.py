"""Reports into the desk and read again: nothing twice, nothing lost, completed after an interruption."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from crosswire.base.config import Options
from crosswire.base.errors import RunFailed
from crosswire.model import judged
from crosswire.model.report import Given, Received
from crosswire.run import desk as run_desk
from crosswire.run import flow, lookup
from crosswire.store.embedded import EmbeddedDesk
from crosswire.store.search import Asked

OPTIONS = Options(workers=1)
TEXT = "The dam at Ansel broke on Tuesday, Mayor Petra Ullman said. Six people died, she added."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[EmbeddedDesk]:
    opened = EmbeddedDesk(tmp_path / "x.desk")
    yield opened
    opened.close()


def received(name: str, content: str = TEXT, *, url: str | None = None, raw: bytes | None = None) -> Received:
    return Received(name, "text", content, Given(outlet="Post", published="2025-03-11", url=url), raw=raw)


def test_what_is_added_is_read_once_and_can_be_found(desk: EmbeddedDesk) -> None:
    entries = [received("a.txt"), received("b.txt")]
    assert run_desk.add(desk, entries, options=OPTIONS) == {"new": 2, "read": 1, "duplicate": 1, "failed": 0}
    assert run_desk.add(desk, entries, options=OPTIONS)["new"] == 0
    (claim,) = desk.search(Asked("broke", "claims", holder="Ullman")).hits
    assert lookup.from_desk(desk, claim.id).find(claim.id) is not None
    (entity,) = desk.search(Asked("ullman", "entities")).hits
    kind, record = lookup.from_desk(desk, entity.id).find(entity.id) or ("", {})
    assert (kind, record["name"]) == ("named", "Petra Ullman")
    assert "named in rep-" in lookup.explain(kind, record, {})[0]
    assert desk.check() == []


def test_reading_again_does_nothing_twice(desk: EmbeddedDesk) -> None:
    run_desk.add(desk, [received("a.txt"), received("b.txt"), received("c.txt", "")], options=OPTIONS)
    before = (desk.counts(), list(desk.readings(None)), desk.search(Asked("dam")))
    assert sum(run_desk.reread(desk, options=OPTIONS).values()) == 0
    assert run_desk.reread(desk, options=OPTIONS, everything=True) == {"new": 0, "read": 1, "duplicate": 1, "failed": 1}
    assert (desk.counts(), list(desk.readings(None)), desk.search(Asked("dam"))) == before
    assert desk.check() == []


def test_reading_again_is_completed_after_an_interruption(desk: EmbeddedDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    run_desk.add(desk, [received(f"{n}.txt", f"{TEXT} No {n}.") for n in range(5)], options=OPTIONS)
    complete = EmbeddedDesk.complete

    def third_fails(self: EmbeddedDesk, *args: object, **named: object) -> object:
        if desk.count_unread_by(run_desk.reader()) == 3:
            raise KeyboardInterrupt
        return complete(self, *args, **named)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(EmbeddedDesk, "complete", third_fails)
        with pytest.raises(KeyboardInterrupt):
            run_desk.reread(desk, options=OPTIONS, everything=True)
    assert desk.counts() == {"read": 5}
    assert desk.count_unread_by(run_desk.reader()) == 3
    assert run_desk.reread(desk, options=OPTIONS)["read"] == 3
    assert desk.check() == []


def test_what_was_read_fast_is_told_apart(desk: EmbeddedDesk) -> None:
    full, fast = run_desk.reader("full"), run_desk.reader("fast")
    assert full != fast and run_desk.reader() == full
    run_desk.add(desk, [received("a.txt", TEXT)], options=dataclasses.replace(OPTIONS, profile="fast"))
    assert (desk.count_unread_by(full), desk.count_unread_by(fast), desk.count_unread_by(full, fast)) == (1, 0, 0)
    assert run_desk.reread(desk, options=OPTIONS)["read"] == 1
    assert desk.count_unread_by(full) == 0


def test_bytes_are_decoded_again_by_this_version(desk: EmbeddedDesk) -> None:
    old = received("a.txt", "badly decoded by the version before, and long enough to read", raw=TEXT.encode())
    run_desk.add(desk, [old], options=OPTIONS)
    run_desk.reread(desk, options=OPTIONS, everything=True)
    assert [one.report.text for one in desk.readings(None)] == [TEXT]
    assert "reread" in [change.kind for change in desk.changes()]


def test_a_new_version_of_the_methods_reads_again(desk: EmbeddedDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    run_desk.add(desk, [received("a.txt")], options=OPTIONS)
    monkeypatch.setattr(flow, "methods", lambda: (("claims.attribution", "cues/99"),))
    assert run_desk.reread(desk, options=OPTIONS)["read"] == 1


def test_versions_are_shown_with_what_changed(desk: EmbeddedDesk) -> None:
    url = "https://post.example/dam"
    for number, words in enumerate(["Four people died.", "Six people died."]):
        run_desk.add(desk, [received(f"{number}.txt", f"{TEXT}\n\n{words}", url=url)], options=OPTIONS)
    _, latest = desk.reports_at(url)
    kind, record = lookup.from_desk(desk, latest).find(latest) or ("", {})
    assert record["since_last_version"] == ["- Four people died.", "+ Six people died."]
    assert any("version 2 of 2" in line for line in lookup.explain(kind, record, {}))


def test_judgements_changes_and_merged_ids_are_shown(desk: EmbeddedDesk) -> None:
    run_desk.add(desk, [received("a.txt")], options=OPTIONS)
    run_desk.account_of(desk, day=desk.latest_day())
    edge = judged.by_person(
        "source", "Post", "B", "positive", by="R. Ito", at="2025-03-12T00:00:00Z", why="often right"
    )
    desk.judge([edge])
    kind, record = lookup.from_desk(desk, edge.id).find(edge.id) or ("", {})
    assert any("often right" in line for line in lookup.explain(kind, record, {}))
    kind, record = lookup.from_desk(desk, "1").find("1") or ("", {})
    assert lookup.explain(kind, record, {})[0].startswith("report-added of rep-")
    (story,) = desk.derived_of_kind("story")
    desk.redirect("sto-000000000000000", story.id)
    kind, record = lookup.from_desk(desk, "sto-000000000000000").find("sto-000000000000000") or ("", {})
    assert (kind, record["merged_into"]) == ("stories", story.id)


def test_what_is_gone_says_so(desk: EmbeddedDesk) -> None:
    run_desk.add(desk, [received("a.txt")], options=OPTIONS)
    (reading,) = desk.readings(None)
    desk.forget([reading.report.id], "asked for")
    with pytest.raises(RunFailed, match="was forgotten"):
        lookup.from_desk(desk, reading.report.id)
    assert run_desk.add(desk, [received("a.txt")], options=OPTIONS)["read"] == 0
    assert run_desk.add(desk, [received("a.txt")], options=OPTIONS, allow_forgotten=True)["read"] == 1
