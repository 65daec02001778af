"""Which texts of two collections are translations of one another, by mutual best agreement of marks."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from crosswire.language import marks

METHOD = "copies.translated/1"
FLOOR = 0.14
MARGIN = 0.0


def agreement(left: Sequence[str], right: Sequence[str]) -> NDArray[np.float32]:
    """Likeness of every text of ``left`` with every one of ``right`` by marks, weighted over both collections."""
    ours, theirs = [marks.of(text) for text in left], [marks.of(text) for text in right]
    weight = marks.weights([*ours, *theirs])
    names = {name: n for n, name in enumerate(sorted(weight))}
    rows = [marks.bag(found, weight) for found in (*ours, *theirs)]
    table = np.zeros((len(rows), len(names)), dtype=np.float32)
    for row, bag in zip(table, rows, strict=True):
        for name, value in bag.items():
            row[names[name]] = value
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    table = np.divide(table, lengths, out=np.zeros_like(table), where=lengths > 1e-9)
    return np.asarray(table[: len(ours)] @ table[len(ours) :].T)


def pairs(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int, float]]:
    """Pairs that are each other's best, clear the floor and lead their rivals by a margin, with the agreement."""
    score = agreement(left, right)
    if not score.size:
        return []
    found = []
    for i in range(len(left)):
        j = int(score[i].argmax())
        value = float(score[i, j])
        if value < FLOOR or int(score[:, j].argmax()) != i:
            continue
        rivals = max(_second(score[i]), _second(score[:, j]))
        if value - rivals >= MARGIN:
            found.append((i, j, value))
    return found


def _second(values: NDArray[np.float32]) -> float:
    return float(np.partition(values, -2)[-2]) if len(values) > 1 else 0.0
