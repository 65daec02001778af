"""Floors under the scores: committed with a digest of the corpus, checked by the tests where the corpus is present."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from crosswire.base.errors import RunFailed
from crosswire.evaluate.tasks import scorer
from crosswire.language import encoder

# Scores vary in the last digits with the processor (int8 kernels differ): a floor is missed by more than this only.
TOLERANCE = 0.003


@dataclass(frozen=True, slots=True)
class Measured:
    """Scores of a task on a corpus, beside the committed floors. ``below`` are metrics that miss their floor.

    ``floors`` is None where the corpus is not the one the floors were set on. For metrics in ``lower_is_better`` (an
    error) the floor is a ceiling.
    """

    task: str
    corpus: str
    scores: Mapping[str, float]
    floors: Mapping[str, float] | None
    lower_is_better: frozenset[str] = frozenset()

    @property
    def below(self) -> tuple[str, ...]:
        """Metrics whose score lies under the floor by more than the tolerance (relative)."""
        if self.floors is None:
            return ()
        return tuple(m for m, floor in self.floors.items() if self._worse(m, floor, TOLERANCE))

    def worse_than(self, floors: Mapping[str, float]) -> tuple[str, ...]:
        """Metrics whose score is worse than in ``floors`` by any amount."""
        return tuple(m for m, floor in floors.items() if self._worse(m, floor, 0.0))

    def _worse(self, metric: str, floor: float, tolerance: float) -> bool:
        better = -1 if metric in self.lower_is_better else 1
        return better * (self.scores.get(metric, -better * float("inf")) - floor) < -abs(floor) * tolerance


def path() -> Path:
    """Where the floors are kept: each profile has its own."""
    name = "floors.json" if encoder.in_use() == "full" else f"floors_{encoder.in_use()}.json"
    return Path(str(files("crosswire") / "evaluate" / name))


def committed() -> dict[str, dict[str, Any]]:
    """Task → {"corpus": digest, "floors": {metric: value}}."""
    where = path()
    loaded: dict[str, dict[str, Any]] = json.loads(where.read_text(encoding="utf-8")) if where.exists() else {}
    return loaded


def corpus_files(task: str, data: Path) -> list[Path]:
    """The set's files. Raises RunFailed where any pattern of the task finds nothing under ``data``."""
    found: list[Path] = []
    for pattern in scorer(task).FILES:
        matched = sorted(p for p in data.glob(pattern) if p.is_file())
        if not matched:
            raise RunFailed(
                "no-corpus", f"{data}: the set for '{task}' is not there ({pattern}); name its folder with --data"
            )
        found.extend(matched)
    return found


def digest(task: str, data: Path) -> str:
    """A digest of the set's file names and contents."""
    whole = hashlib.blake2b(digest_size=16)
    for name in corpus_files(task, data):
        whole.update(name.relative_to(data).as_posix().encode())
        whole.update(name.read_bytes())
    return whole.hexdigest()


def measure(task: str, data: Path) -> Measured:
    """Score a task. A scorer may name metrics in ``LOWER_IS_BETTER``, and in ``NO_FLOOR`` those that are no quality."""
    corpus = digest(task, data)
    known = committed().get(task)
    floors = known["floors"] if known and known["corpus"] == corpus else None
    module = scorer(task)
    return Measured(task, corpus, module.score(data), floors, getattr(module, "LOWER_IS_BETTER", frozenset()))


def describe(result: Measured) -> list[str]:
    """One line a metric: its score, its floor, and whether it holds."""
    lines = []
    for metric, value in result.scores.items():
        floor = (result.floors or {}).get(metric)
        note = "" if floor is None else f"   floor {floor:.2f}" + ("   BELOW" if metric in result.below else "")
        lines.append(f"{result.task} {metric}: {value:.2f}{note}")
    if result.floors is None:
        lines.append(f"{result.task}: no floors for this corpus ({result.corpus})")
    return lines


def write(result: Measured, *, lower: str | None) -> None:
    """Set the floors of a task to its scores. Raises RunFailed where one would be lowered without a reason."""
    known = committed()
    before: Mapping[str, float] = known.get(result.task, {}).get("floors", {})
    lowered = result.worse_than(before)
    if lowered and not lower:
        raise RunFailed(
            "floor-lowered", f"this would lower {', '.join(lowered)}; say why with --lower, and in the commit"
        )
    unfloored: frozenset[str] = getattr(scorer(result.task), "NO_FLOOR", frozenset())
    kept = {m: round(v, 4) for m, v in result.scores.items() if m not in unfloored}
    known[result.task] = {"corpus": result.corpus, "floors": kept, **({"lowered": lower} if lower else {})}
    path().write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")
