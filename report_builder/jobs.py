"""Work in parallel: tasks over processes, in the order in which they were given.

The processes are forked once, from this one: they have everything that it has imported and read by
then, and nothing of it is sent round.
"""

from __future__ import annotations

import gc
import importlib
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar

Outcome = TypeVar("Outcome")
Task = tuple[Callable[..., Outcome], tuple[object, ...]]

_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_MANY_OBJECTS = 20_000
"""So many more objects than after the last look are worth looking for garbage among."""


class Ran(NamedTuple):
    """Where and when a task was done: the number of its process, and the clock in seconds."""

    process: int
    task: str
    start: float
    end: float


class Workers:
    """Runs tasks in up to `count` processes; with one, or where it cannot fork, in this process.

    `observe` is told of every task that was done.
    """

    def __init__(
        self, count: int | None = None, observe: Callable[[Ran], None] | None = None
    ) -> None:
        self.count = count or os.cpu_count() or 1
        self.observe = observe
        self.pool: ProcessPoolExecutor | None = None
        self.needed: list[str] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_failure: object) -> None:
        if self.pool is not None:
            if kind is not None:
                # Nobody waits any more for what they are doing.
                for worker in multiprocessing.active_children():
                    worker.kill()
            self.pool.shutdown(cancel_futures=True)

    def need(self, *modules: str) -> None:
        """Let modules that tasks import be there before the processes are forked, so that they are
        imported once.
        """
        self.needed += modules

    def start(self) -> None:
        """Fork the processes, if they are not there yet.

        They know what this process knows now: what tasks share has to be shared before.
        """
        if self.pool is not None or self.count == 1:
            return
        for module in self.needed:
            importlib.import_module(module)
        if not _is_alone():
            self.count = 1
            return
        try:
            self.pool = _fork(self.count)
        except OSError:
            # Without room for a pipe or leave to start a process, all is done here.
            self.count = 1

    def run(
        self, tasks: Sequence[Task[Outcome]], weights: Sequence[float] | None = None
    ) -> Iterator[Outcome]:
        """The outcomes of the tasks, in their order, each as soon as it and those before it are
        there. Those with the highest of the `weights` are begun first.

        A single task is done in this process, unless the others are there: then this one goes on.
        """
        if len(tasks) > 1:
            # Not when the first outcome is asked for: a bar on the terminal has a thread by then.
            self.start()
        if self.pool is None:
            return (self._told(_timed(task)) for task in tasks)
        order = range(len(tasks))
        heaviest = sorted(order, key=lambda number: -weights[number]) if weights else order
        futures = {number: self.pool.submit(_worked, tasks[number]) for number in heaviest}
        return (self._told(futures.pop(number).result()) for number in order)

    def _told(self, outcome: tuple[Outcome, Ran]) -> Outcome:
        if self.observe is not None:
            self.observe(outcome[1])
        return outcome[0]


def _timed(task: Task[Outcome]) -> tuple[Outcome, Ran]:
    """What comes of a task, and when and where it was done."""
    function, arguments = task
    start = time.monotonic()
    outcome = function(*arguments)
    return outcome, Ran(os.getpid(), function.__name__, start, time.monotonic())


def _worked(task: Task[Outcome]) -> tuple[Outcome, Ran]:
    """The same in a worker, which looks for garbage when tasks are done and left much behind."""
    outcome = _timed(task)
    if gc.get_count()[0] > _MANY_OBJECTS:
        gc.collect()
    return outcome


def _is_alone() -> bool:
    """Whether this process has a single thread. One with more cannot be forked: a lock that another
    thread holds would stay locked in the fork for ever.
    """
    try:
        # Those of libraries too, of which Python does not know.
        return sum(1 for _ in Path("/proc/self/task").iterdir()) == 1
    except OSError:
        return False


def _fork(count: int) -> ProcessPoolExecutor:
    """A pool whose processes are all there: with `fork` it starts them at its first task, before
    its own threads.
    """
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_begin)
    # What is there now is not looked through for garbage any more, and so stays shared.
    gc.collect()
    gc.freeze()
    with _without_signals():
        pool.submit(os.getpid)
    return pool


@contextmanager
def _without_signals() -> Iterator[None]:
    """Hold back the signals that end a program until the processes have said what they do with
    them.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Let a worker leave Ctrl-C to the program, as a terminal sends it to all of its processes; and
    let it end when the program does, also when that was killed. Garbage is taken out between tasks.
    """
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in _ENDING[1:]:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
