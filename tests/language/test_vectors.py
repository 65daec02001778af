import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from crosswire.language.vectors import DIMENSIONS, embed


def test_like_sentences_are_nearer_than_unlike_ones() -> None:
    rows = embed(
        [
            "Air defence shot down forty drones overnight",
            "Forty UAVs were downed during the night, the air force said",
            "The town council put off its vote on the new swimming pool",
        ]
    )
    likeness = rows @ rows.T
    assert likeness[0, 1] > likeness[0, 2] + 0.2


def test_empty_texts_are_zero_rows() -> None:
    rows = embed(["", "   ", "word"])
    assert not rows[:2].any()
    assert np.isclose(np.linalg.norm(rows[2]), 1, atol=1e-5)
    assert embed([]).shape == (0, DIMENSIONS)


@given(st.lists(st.text(max_size=60), max_size=5))
def test_shape_type_and_length(texts: list[str]) -> None:
    rows = embed(texts)
    assert rows.shape == (len(texts), DIMENSIONS)
    assert rows.dtype == np.float32
    norms = np.linalg.norm(rows, axis=1)
    assert all(np.isclose(norm, 1, atol=1e-4) or norm == 0 for norm in norms)


@given(st.lists(st.text(max_size=40), min_size=2, max_size=4))
def test_a_row_does_not_depend_on_its_neighbours(texts: list[str]) -> None:
    assert np.allclose(embed(texts)[0], embed(texts[:1])[0], atol=1e-6)
