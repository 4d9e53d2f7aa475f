"""How the cost of a build from nothing grows with the work.

python -m benchmarks.growth [--scales 1 3 10] [--runs N]
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections import defaultdict
from pathlib import Path

from benchmarks.__main__ import compile_all, say
from benchmarks.job import Size, write_job
from benchmarks.process_tree import Cost, measured
from benchmarks.rows import build_command
from benchmarks.table import growth_table, machine


def measure(folder: Path, scales: list[int], runs: int) -> dict[int, list[Cost]]:
    """The costs at each scale over the runs, in turn."""
    for scale in scales:
        write_job(folder / str(scale), Size(scale))
    costs: dict[int, list[Cost]] = defaultdict(list)
    for _ in range(runs):
        for scale in scales:
            store = folder / "store"
            shutil.rmtree(store, ignore_errors=True)
            root = folder / str(scale)
            cost = measured(build_command(root), REPORT_BUILDER_CACHE=str(store))
            costs[scale].append(cost)
            say(f"{scale} ×: {cost.wall:.2f} s, cpu {cost.cpu:.2f} s, {cost.peak:.0f} MiB")
    return costs


def main() -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser(description="Meet hoe de kosten groeien met het werk.")
    parser.add_argument("--scales", type=int, nargs="+", default=[1, 3, 10], help="hoe groot")
    parser.add_argument("--runs", type=int, default=1, help="hoe vaak (1)")
    asked = parser.parse_args()
    compile_all()
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        print(growth_table(measure(Path(folder), asked.scales, asked.runs)))


if __name__ == "__main__":
    main()
