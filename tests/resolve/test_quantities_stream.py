"""Figures on the stream and the seeds, where they are at hand."""

from pathlib import Path

import pytest

from crosswire.evaluate import figures
from crosswire.resolve.quantities import in_text

SHARED = Path(__file__).parents[3] / "shared"


def test_nightly_counts_of_the_stream() -> None:
    data = SHARED / "data"
    if not (data / figures.FILES[0]).exists():
        pytest.skip(f"no corpus at {data}")
    scores = figures.score(data)
    assert scores["exact"] >= 0.96
    assert scores["held_out_exact"] >= 0.95
    assert scores["wrong"] <= 0.02


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("digest-short", 8, "injured"),
        ("digest-long", 2, "killed"),
        ("digest-long", 4, "injured"),
        ("digest-long", 22, "captured"),
        ("digest-long", 7, "injured"),
        ("article-translation-a", 25, "destroyed"),
        ("article-translation-b", 25, "destroyed"),
        ("article-translation-a", 224, None),
        ("live-blog", 10, "destroyed"),
    ],
)
def test_figures_of_the_seeds(name: str, value: float, what: str | None) -> None:
    path = SHARED / "seeds" / f"{name}.txt"
    if not path.exists():
        pytest.skip(f"no seeds at {path.parent}")
    drafts = [draft for line in path.read_text(encoding="utf-8").splitlines() for draft in in_text(line)]
    assert (value, what) in {(draft.low, draft.what) for draft in drafts}
