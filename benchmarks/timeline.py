"""Builds a project and shows what each process did when.

python -m benchmarks.timeline PROJECT [--jobs N]
"""

from __future__ import annotations

import argparse
import os
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from report_builder.cli.function_names import load
from report_builder.console import Console
from report_builder.jobs import Ran, Workers
from report_builder.model.edition import Release
from report_builder.workspace import Workspace


def timeline(ran: Sequence[Ran], start: float, end: float) -> list[str]:
    """A line for each task, by process, in seconds from the start; below those of a process how
    long it was idle.
    """
    processes: dict[int, list[Ran]] = defaultdict(list)
    for task in sorted(ran, key=lambda task: task.start):
        processes[task.process].append(task)
    lines = []
    for number, tasks in processes.items():
        lines.append("dit proces" if number == os.getpid() else f"werkproces {number}")
        lines += [
            f"  {task.start - start:7.2f} {task.end - start:7.2f}  {task.task}" for task in tasks
        ]
        busy = sum(task.end - task.start for task in tasks)
        lines.append(f"  {busy:.2f} s aan het werk, {end - start - busy:.2f} s niet")
    return lines


def main() -> None:
    """Build, print."""
    parser = argparse.ArgumentParser(description="Toon wat elk proces wanneer deed.")
    parser.add_argument("project", type=Path, help="de projectmap")
    parser.add_argument("--jobs", type=int, help="hoeveel processen tegelijk")
    asked = parser.parse_args()
    # As the command line does, before numpy is there: a process with its threads is not forked.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    ran: list[Ran] = []
    start = time.monotonic()
    with Workers(asked.jobs, observe=ran.append) as workers:
        workspace = Workspace(asked.project)
        output, console = workspace.root / "output", Console(is_quiet=True)
        build = load("report_builder.build.pipeline:build")
        build(workspace, None, Release.CONCEPT, output, workers, console)
    print("\n".join(timeline(ran, start, time.monotonic())))


if __name__ == "__main__":
    main()
