"""Where per-report work runs: here, or in a pool of processes. Same results, same order, from both."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from typing import Protocol, TypeVar

from crosswire.run import passing

T = TypeVar("T")
R = TypeVar("R")
# A worker loads the libraries anew: 0.7 s of a processor. With two, a pool saves about 16 ms an article of 500 words
# in full (the model alone already uses both cores) and half of 30 ms fast: it begins to pay at about 50 reports.
POOL_FROM = 50
# Reading and comparing make many records that live on and next to no cycles: with Python's own thresholds (700 new
# objects, 10, 10) a sixth of the time goes into looking for cycles, and two thirds of that of unpacking readings.
_COLLECT = (50_000, 20, 50)
_TOGETHER = 2  # inputs sent to a worker at once: halves what passing them costs


class Engine(Protocol):
    """What a runner needs of an engine: a map that keeps order and takes its input lazily."""

    def map(self, function: Callable[[T], R], inputs: Iterable[T]) -> Iterator[R]:
        """``function`` over ``inputs``, results in the order of the inputs."""
        ...


class Here:
    """Runs everything in this process."""

    def map(self, function: Callable[[T], R], inputs: Iterable[T]) -> Iterator[R]:
        """``function`` over ``inputs``, one after the other."""
        return map(function, inputs)


class Pool:
    """A pool of ``workers`` processes (0: one per core). At most four inputs per worker are in flight, so memory does
    not grow with their number."""

    def __init__(self, *, workers: int = 0) -> None:
        self._workers = workers or os.cpu_count() or 1

    def map(self, function: Callable[[T], R], inputs: Iterable[T]) -> Iterator[R]:
        """``function`` over ``inputs`` in the pool, in order. ``function`` and its results must be picklable."""
        passing.prepare()
        source = iter(inputs)
        parts = iter(lambda: list(islice(source, _TOGETHER)), [])
        with ProcessPoolExecutor(self._workers, mp_context=get_context("spawn"), initializer=_prepared) as pool:
            waiting = [pool.submit(_each, function, part) for part in islice(parts, 4 * self._workers // _TOGETHER)]
            while waiting:
                with seldom_collecting():
                    done = waiting.pop(0).result()
                yield from done
                waiting.extend(pool.submit(_each, function, part) for part in islice(parts, 1))


def choose(*, count: int, workers: int) -> Engine:
    """A pool where there are enough reports for it to pay, else this process. ``workers`` 1 always means here."""
    cores = workers or os.cpu_count() or 1
    return Pool(workers=cores) if cores > 1 and count >= POOL_FROM else Here()


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Within, Python looks for cyclic garbage seldom (see ``_COLLECT``); afterwards as before."""
    before = gc.get_threshold()
    gc.set_threshold(*_COLLECT)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _prepared() -> None:
    """In a worker: one thread, records sent the short way, and cyclic garbage seldom looked for."""
    passing.prepare()
    os.environ["OMP_NUM_THREADS"] = "1"
    gc.set_threshold(*_COLLECT)


def _each(function: Callable[[T], R], part: list[T]) -> list[R]:
    return [function(value) for value in part]
