from itertools import pairwise, product

import numpy as np
import pytest

from crosswire.language.chain import Chain, decode, spans

TAGS = ("O", "B-x", "I-x")
NEVER = -1e4


def links() -> Chain:
    step = np.array([[0.3, 0.1, NEVER], [0.0, -0.2, 0.5], [0.1, 0.2, 0.4]], dtype=np.float32)
    return Chain(TAGS, np.array([0.2, 0.0, NEVER], dtype=np.float32), step)


@pytest.mark.parametrize("seed", range(8))
def test_decode_finds_the_best_of_all_paths(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(6, 3)).astype(np.float32)
    chain = links()

    def total(path: tuple[int, ...]) -> float:
        own = sum(float(scores[i, tag]) for i, tag in enumerate(path))
        return own + float(chain.start[path[0]]) + sum(float(chain.step[a, b]) for a, b in pairwise(path))

    best = max(product(range(3), repeat=6), key=total)
    assert tuple(decode(scores, [0], chain).tolist()) == best


def test_paragraphs_are_decoded_apart_whatever_stands_beside_them() -> None:
    scores = np.random.default_rng(1).normal(size=(40, 3)).astype(np.float32)
    together = decode(scores, [0, 5, 30], links())
    apart = [decode(scores[a:b], [0], links()) for a, b in ((0, 5), (5, 30), (30, 40))]
    assert together.tolist() == np.concatenate(apart).tolist()


def test_a_paragraph_of_many_words_is_decoded_in_parts() -> None:
    scores = np.random.default_rng(2).normal(size=(5000, 3)).astype(np.float32)
    path = decode(scores, [0], links())
    assert len(path) == 5000
    assert decode(np.zeros((0, 3), dtype=np.float32), [], links()).shape == (0,)


def test_spans_of_a_path() -> None:
    path = ["B-x", "I-x", "B-x", "O", "I-x", "I-y", "I-y"]
    assert spans(path, [0, 6]) == [("x", 0, 2), ("x", 2, 3), ("x", 4, 5), ("y", 5, 6), ("y", 6, 7)]
    assert spans([], []) == []
