"""Records that go to another process and back are the same."""

import dataclasses
import pickle
from multiprocessing.reduction import ForkingPickler

from crosswire.model.report import Received
from crosswire.run import passing, runner
from crosswire.run.engine import Pool

TEXT = "Governor Olena Marchuk said on 3 May 2024 that 12 bridges in Lviv had been closed.\nNobody was hurt, she said."


def test_a_reading_that_was_sent_is_the_same_and_takes_fewer_bytes() -> None:
    passing.prepare()
    report = runner.extract(Received("one.txt", "text", TEXT)).report
    assert report is not None
    reading = runner.read(report, epoch=None, published="2024-05-04")
    assert reading.mentions
    assert reading.attributions
    sent = bytes(ForkingPickler.dumps(reading))
    assert pickle.loads(sent) == reading
    assert len(sent) < len(pickle.dumps(reading))


def test_every_record_of_the_model_with_several_fields_goes_the_short_way() -> None:
    passing.prepare()
    table = ForkingPickler._extra_reducers  # type: ignore[attr-defined]
    kinds = set(passing._records())
    assert len(kinds) > 30
    assert {kind for kind in kinds if len(dataclasses.fields(kind)) > 1} <= set(table)


def test_a_pool_gives_records_back_as_they_were() -> None:
    report = runner.extract(Received("one.txt", "text", TEXT)).report
    assert report is not None
    assert list(Pool(workers=2).map(_same, [report] * 5)) == [report] * 5


def _same(value: object) -> object:
    return value
