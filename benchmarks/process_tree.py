"""What a command costs: the wall time, the processor time of the process and of all that it starts,
and the most memory that these hold together.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import subprocess
import threading
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
BETWEEN_LOOKS = 0.1


class CommandFailed(RuntimeError):
    """A command that was to be measured ended with an error; the message is what it said last."""


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of processors, and the peak of memory in MiB: the sum of the
    proportional set sizes of all processes, looked at ten times a second.
    """

    wall: float
    cpu: float
    peak: float


def measured(command: Sequence[str], **environment: str) -> Cost:
    """What a command costs, with all that it started, also what outlived it.

    Raises CommandFailed when it ends with an error.
    """
    adopt_orphans()
    others = frozenset(_tree(os.getpid())[1:])
    before, start = _used(), time.perf_counter()
    with (
        _watched(others) as peak,
        subprocess.Popen(
            command,
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as process,
    ):
        _, said = process.communicate()
        _reap(others)
    wall = time.perf_counter() - start
    if process.returncode:
        raise CommandFailed((said.strip().splitlines() or ["zonder melding"])[-1])
    return Cost(wall, _used() - before, peak[0] / 1024)


def adopt_orphans() -> None:
    """Become the parent of what our processes leave behind, so that its time counts here."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _used() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _reap(others: Collection[int]) -> None:
    """Wait for what is left of a command; `others` ran before it, and go on."""
    while left := _children().difference(others):
        for process in left:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(process, 0)


def _children() -> set[int]:
    return {process for process, parent in _parents().items() if parent == os.getpid()}


@contextlib.contextmanager
def _watched(others: Collection[int]) -> Iterator[list[int]]:
    """The peak in KiB of the processes below this one but for some others, while the block runs."""
    peak, ended = [0], threading.Event()

    def watch() -> None:
        while not ended.wait(BETWEEN_LOOKS):
            below = set(_tree(os.getpid())[1:]).difference(others)
            peak[0] = max(peak[0], sum(_proportional(process) for process in below))

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        ended.set()
        thread.join()


def _tree(root: int) -> list[int]:
    """A process and all below it."""
    children: dict[int, list[int]] = {}
    for process, parent in _parents().items():
        children.setdefault(parent, []).append(process)
    tree = [root]
    for process in tree:
        tree += children.get(process, [])
    return tree


def _parents() -> Mapping[int, int]:
    processes = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    statuses = {process: _status(process) for process in processes}
    return {process: int(status[1]) for process, status in statuses.items() if status}


def _status(process: int) -> list[str]:
    """The fields of a process from its state on, none when it has gone."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _proportional(process: int) -> int:
    """The KiB of a process, with its share of what it holds together with others."""
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in rollup.splitlines() if line[:4] == "Pss:"), 0)
