"""One contract for every engine: same results, same order, input taken lazily."""

import gc
from collections.abc import Iterator

import pytest

from crosswire.run.engine import POOL_FROM, Engine, Here, Pool, choose, seldom_collecting


@pytest.fixture(params=["here", "pool"])
def engine(request: pytest.FixtureRequest) -> Engine:
    return Here() if request.param == "here" else Pool(workers=2)


def test_results_come_in_the_order_of_the_inputs(engine: Engine) -> None:
    assert list(engine.map(str, range(25))) == [str(n) for n in range(25)]


def test_input_is_taken_lazily(engine: Engine) -> None:
    taken = []

    def numbers() -> Iterator[int]:
        for n in range(1000):
            taken.append(n)
            yield n

    results = engine.map(str, numbers())
    assert next(results) == "0"
    assert len(taken) < 100
    results.close() if hasattr(results, "close") else None


def test_a_failure_is_raised(engine: Engine) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        list(engine.map(int, ["1", "two"]))


def test_few_reports_stay_in_this_process() -> None:
    assert isinstance(choose(count=5, workers=0), Here)
    assert isinstance(choose(count=10_000, workers=1), Here)
    assert isinstance(choose(count=POOL_FROM, workers=2), Pool)


def test_garbage_is_sought_as_often_as_before_once_the_work_is_done(engine: Engine) -> None:
    before = gc.get_threshold()
    with pytest.raises(ZeroDivisionError), seldom_collecting():
        assert gc.get_threshold()[0] > before[0]
        raise ZeroDivisionError
    assert gc.get_threshold() == before
    for _ in engine.map(str, range(5)):
        assert gc.get_threshold() == before
