"""The runner: one outcome per report, and a stage that fails costs its own field only."""

import pytest

from crosswire.base.config import Options
from crosswire.model.account import Issue, Reading
from crosswire.model.report import Given, Received
from crosswire.run import flow, runner

TEXT = "The dam at Ansel broke on Tuesday, Mayor Petra Ullman said. Six people died, she added."


def received(name: str, *, outlet: str | None = None, content: str = TEXT) -> Received:
    return Received(name, "text", content, Given(outlet=outlet, published="2025-03-11"))


def test_the_same_text_twice_is_one_and_from_two_outlets_is_two() -> None:
    inputs = [received("a.txt"), received("b.txt"), received("c.txt", outlet="Post")]
    result = runner.run(inputs, options=Options(workers=1))
    assert result.counts == {"received": 3, "failed": 0, "duplicate": 1, "read": 2}
    assert {copy.kind for copy in result.account.copies} == {"identical"}


def test_every_report_has_one_outcome() -> None:
    failure = runner.failed("x.bin", "ingest", "binary", "x.bin: not text")
    result = runner.run([received("a.txt"), failure], options=Options(workers=1))
    assert result.counts["received"] == result.counts["read"] + result.counts["failed"] + result.counts["duplicate"]
    assert failure in result.account.issues


def test_a_stage_that_fails_costs_its_own_field_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Reading) -> tuple[()]:
        raise RuntimeError("no such month")

    stages = tuple(
        flow.Stage(s.name, broken, s.reads, s.writes) if s.name == "resolve.dates" else s for s in flow._PER_REPORT
    )
    monkeypatch.setattr(flow, "_PER_REPORT", stages)
    (reading,) = runner.run([received("a.txt")], options=Options(workers=1)).account.readings
    assert reading.times == ()
    assert reading.attributions
    assert [(i.reason, i.fatal) for i in reading.issues if isinstance(i, Issue)] == [("fault-resolve.dates", False)]


def test_a_date_by_option_is_for_reports_that_say_none() -> None:
    dated = received("a.txt")
    undated = Received("b.txt", "text", "Nine houses burned in Ansel on Monday, firefighters said.")
    result = runner.run([dated, undated], options=Options(published="2025-04-02", workers=1))
    published = {r.report.name: (r.report.published.edtf, r.report.published.evidence) for r in result.account.readings}
    assert published == {"a.txt": ("2025-03-11", "given"), "b.txt": ("2025-04-02", "given")}
