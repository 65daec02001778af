"""The fast profile has floors of its own, at most a few points under the full one's."""

from pathlib import Path

import pytest

from crosswire.evaluate import floors
from crosswire.language import encoder

# How many points the fast profile may lie under the full one. Content is worse than asked (5): docs/models/fast.md.
APART = {"attribution": {"source": 5.0, "cue": 5.0, "content": 7.5}, "entities": {"all": 5.0, "newswire_all": 5.0}}


@pytest.mark.parametrize("task", APART)
def test_the_floors_of_the_profiles_lie_close(task: str) -> None:
    full = floors.committed()[task]["floors"]
    with encoder.using("fast"):
        fast = floors.committed()[task]["floors"]
    assert fast != full
    for metric, points in APART[task].items():
        assert fast[metric] >= full[metric] - points


@pytest.mark.parametrize("task", APART)
def test_every_fast_floor_holds(task: str, corpora: Path) -> None:
    with encoder.using("fast"):
        result = floors.measure(task, corpora)
    assert result.floors is not None, "the corpus is not the one the floors were set on"
    assert not result.below, floors.describe(result)
