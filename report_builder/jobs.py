"""Work in parallel: tasks over processes, in the order in which they were given."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import forkserver
from typing import TypeVar

Outcome = TypeVar("Outcome")
Task = tuple[Callable[..., Outcome], tuple[object, ...]]

PRELOADED = ["report_builder.build.pipeline"]
"""Imported once, in the process that the workers are forked from."""


class Workers:
    """Runs tasks in up to `count` processes; with one, or before it has been started, in this
    process.
    """

    def __init__(self, count: int | None = None) -> None:
        self.count = count or os.cpu_count() or 1
        self.pool: ProcessPoolExecutor | None = None
        self.first: Future[int] | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_failure: object) -> None:
        if self.pool is not None:
            if kind is not None:
                # Nobody waits any more for what they are doing.
                for worker in multiprocessing.active_children():
                    worker.kill()
            self.pool.shutdown(cancel_futures=True)

    def start(self) -> None:
        """Let the processes start while this one has other things to do."""
        if self.pool is None and self.count > 1:
            try:
                self.pool = self._make_pool()
                self.first = self.pool.submit(os.getpid)
            except OSError:
                # Without room for a socket, or leave to start a program, all is done here.
                self.pool, self.count = None, 1

    def _make_pool(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(PRELOADED)
        with _deaf_to_interrupts():
            forkserver.ensure_running()
        return ProcessPoolExecutor(self.count, mp_context=context, initializer=_end_with_parent)

    @property
    def _are_ready(self) -> bool:
        return self.first is not None and self.first.done()

    def run(self, tasks: Sequence[Task[Outcome]]) -> Iterator[Outcome]:
        """The outcomes of the tasks, in their order, each as soon as it and those before it are
        there.

        This process works itself until the others are ready, and does a single task without sending
        it round.
        """
        left = list(tasks)
        while left and (len(left) == 1 or not self._are_ready):
            function, arguments = left.pop(0)
            yield function(*arguments)
        if left:
            assert self.pool is not None
            yield from _results(
                [self.pool.submit(function, *arguments) for function, arguments in left]
            )


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let processes that start now, and their children, leave Ctrl-C to this one: a terminal sends
    it to all of them.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _end_with_parent() -> None:
    """Let a worker end when the program does, also when that was killed."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _results(futures: Iterable[Future[Outcome]]) -> Iterator[Outcome]:
    for future in futures:
        yield future.result()
