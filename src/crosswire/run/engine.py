"""Where per-report work runs: here, or in a pool of processes. Same results, same order, from both."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")
# A worker loads the libraries anew: 0.7 s of a processor. With two, a pool saves about 16 ms an article of 500 words
# in full (the model alone already uses both cores) and half of 30 ms fast: it begins to pay at about 50 reports.
POOL_FROM = 50


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
        source = iter(inputs)
        with ProcessPoolExecutor(self._workers, mp_context=get_context("spawn"), initializer=_one_thread) as pool:
            waiting = [pool.submit(function, value) for value in islice(source, 4 * self._workers)]
            while waiting:
                yield waiting.pop(0).result()
                waiting.extend(pool.submit(function, value) for value in islice(source, 1))


def choose(*, count: int, workers: int) -> Engine:
    """A pool where there are enough reports for it to pay, else this process. ``workers`` 1 always means here."""
    cores = workers or os.cpu_count() or 1
    return Pool(workers=cores) if cores > 1 and count >= POOL_FROM else Here()


def _one_thread() -> None:
    os.environ["OMP_NUM_THREADS"] = "1"
