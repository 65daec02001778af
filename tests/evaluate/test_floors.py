"""Floors: kept with a digest of their corpus, not lowered without a reason, and held where the corpus is present."""

from pathlib import Path

import pytest

from crosswire.base.errors import RunFailed
from crosswire.evaluate import floors
from crosswire.evaluate.floors import Measured
from crosswire.evaluate.tasks import TASKS, scorer


def measured(value: float, floor: float | None) -> Measured:
    return Measured("dates", "c0ffee", {"value": value}, None if floor is None else {"value": floor})


@pytest.mark.parametrize(
    ("value", "floor", "below"),
    [(80.0, 80.0, ()), (79.9, 80.0, ()), (79.0, 80.0, ("value",)), (10.0, None, ())],
)
def test_below(value: float, floor: float | None, below: tuple[str, ...]) -> None:
    assert measured(value, floor).below == below


@pytest.mark.parametrize(("value", "below"), [(0.5, ()), (0.501, ()), (0.52, ("error",)), (0.4, ())])
def test_the_floor_of_an_error_is_a_ceiling(value: float, below: tuple[str, ...]) -> None:
    assert Measured("dates", "c0ffee", {"error": value}, {"error": 0.5}, frozenset({"error"})).below == below


def test_a_metric_that_is_gone_is_below() -> None:
    assert Measured("dates", "c0ffee", {}, {"value": 80.0}).below == ("value",)


def test_a_floor_is_lowered_only_with_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floors, "path", lambda: tmp_path / "floors.json")
    floors.write(measured(80.0, None), lower=None)
    floors.write(measured(81.0, None), lower=None)
    with pytest.raises(RunFailed, match="lower"):
        floors.write(measured(70.0, None), lower=None)
    assert floors.committed()["dates"]["floors"] == {"value": 81.0}
    floors.write(measured(70.0, None), lower="the scorer counted twice")
    assert floors.committed()["dates"] == {
        "corpus": "c0ffee",
        "floors": {"value": 70.0},
        "lowered": "the scorer counted twice",
    }


def test_an_absent_corpus_is_said(tmp_path: Path) -> None:
    with pytest.raises(RunFailed, match="--data"):
        floors.digest("dates", tmp_path)


@pytest.mark.parametrize("task", TASKS)
def test_every_task_has_a_scorer(task: str) -> None:
    module = scorer(task)
    assert module.FILES or any(module.SETS.glob("*.toml")), "a set of its own, or files of the public ones"
    assert callable(module.score)


@pytest.mark.parametrize("task", TASKS)
def test_every_floor_holds(task: str, corpora: Path) -> None:
    if task not in floors.committed():
        pytest.skip(f"no floors for {task} yet")
    result = floors.measure(task, corpora)
    assert result.floors is not None, "the corpus is not the one the floors were set on"
    assert not result.below, floors.describe(result)
