"""Work in parallel: tasks over processes, in the order in which they were given."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TypeVar

Outcome = TypeVar("Outcome")
Task = tuple[Callable[..., Outcome], tuple[object, ...]]

PRELOADED = ["report_builder.steps"]
"""Imported once, in the process that the workers are forked from."""


class Workers:
    """Runs tasks in up to `count` processes; with one, in this process. Processes start when there is work."""

    def __init__(self, count: int | None = None) -> None:
        self.count = count or os.cpu_count() or 1
        self.pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *failure: object) -> None:
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)

    def start(self) -> None:
        """Let the processes start while this one has other things to do."""
        if self.pool is None and self.count > 1:
            context = multiprocessing.get_context("forkserver")
            context.set_forkserver_preload(PRELOADED)
            self.pool = ProcessPoolExecutor(self.count, mp_context=context)
            self.pool.submit(os.getpid)

    def run(self, tasks: Sequence[Task[Outcome]]) -> Iterator[Outcome]:
        """The outcomes of the tasks, in their order, each as soon as it and those before it are there."""
        if self.count == 1 or (len(tasks) == 1 and self.pool is None):
            yield from (function(*arguments) for function, arguments in tasks)
            return
        self.start()
        assert self.pool is not None
        futures: list[Future[Outcome]] = [self.pool.submit(function, *arguments) for function, arguments in tasks]
        yield from _results(futures)


def _results(futures: Iterable[Future[Outcome]]) -> Iterator[Outcome]:
    for future in futures:
        yield future.result()
