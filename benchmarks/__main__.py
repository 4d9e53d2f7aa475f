"""Generates the reference job and measures it: by the chain that people use, by us, after one
change, without change, and after one word changed in the real edition, also in a warm process.

python -m benchmarks [--runs N]
"""

from __future__ import annotations

import argparse
import compileall
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pikepdf

import benchmarks
import report_builder
from benchmarks.job import Size, write_job
from benchmarks.process_tree import CommandFailed, Cost, measured
from benchmarks.products import read_times
from benchmarks.rows import (
    CHECKED,
    ONE_THREAD,
    SEEN,
    Row,
    build_command,
    chain_rows,
    edition_rows,
    our_rows,
    python,
    warm_rows,
)
from benchmarks.table import machine, products_table, rows_table
from benchmarks.warm import read_saves


def measure(rows: Sequence[Row], runs: int) -> dict[str, list[Cost]]:
    """The costs of each row over the runs, taken in turn so that a slow spell of the machine hits
    all; of a row that cannot run there are none.
    """
    costs: dict[str, list[Cost]] = defaultdict(list)
    for _ in range(runs):
        for row in rows:
            if row.refused:
                continue
            row.prepare()
            try:
                cost = measured(row.command, **row.environment)
            except CommandFailed as failure:
                say(f"{row.name}: MISLUKT, {failure}")
                continue
            costs[row.name].append(cost)
            say(f"{row.name}: {cost.wall:.2f} s, cpu {cost.cpu:.2f} s, {cost.peak:.0f} MiB")
    return costs


def measure_products(root: Path, output: Path, runs: int) -> list[dict[str, float]]:
    """The processor seconds of each stage and product of a build from nothing, of each run."""
    all_times = []
    for run in range(runs):
        times, store = output / f"times{run}", output / f"store{run}"
        command = python("benchmarks.products", root, output / "timed", "--times", times)
        cost = measured(command, REPORT_BUILDER_CACHE=str(store), **ONE_THREAD)
        all_times.append(read_times(times, cost.cpu))
    return all_times


def measure_warm(output: Path, count: int) -> dict[str, list[Cost]]:
    """The costs of a save in a process that stays warm, each measured by that process itself."""
    times, store = output / "saves", output / "edition_store"
    command = python("benchmarks.warm", output / "warm", store, times, "--saves", str(count))
    peak = measured(command, **ONE_THREAD).peak
    costs: dict[str, list[Cost]] = {CHECKED: [], SEEN: []}
    for save in read_saves(times):
        costs[CHECKED].append(Cost(save.checked, save.checked_cpu, peak))
        costs[SEEN].append(Cost(save.seen, save.seen_cpu, peak))
    return costs


def compile_all() -> None:
    """Write the bytecode, which an installation does once; the environment may forbid the commands
    themselves to.
    """
    for package in (report_builder, benchmarks):
        compileall.compile_dir(Path(str(package.__file__)).parent, quiet=1)
    libraries = Path(pikepdf.__file__).parent.parent
    subprocess.run([sys.executable, "-m", "compileall", "-q", libraries], check=False)


def pages(path: Path) -> int:
    """The number of pages of a PDF, 0 where there is none."""
    if not path.is_file():
        return 0
    with pikepdf.open(path) as opened:
        return len(opened.pages)


def say(line: str) -> None:
    """How far it is."""
    print(line, file=sys.stderr, flush=True)


def main() -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser(description="Meet hoe lang het referentierapport kost.")
    parser.add_argument("--runs", type=int, default=5, help="hoe vaak (5)")
    asked = parser.parse_args()
    compile_all()
    about = machine()
    with tempfile.TemporaryDirectory() as folder:
        output, root = Path(folder), Path(folder) / "project"
        write_job(root, Size())
        rows = [*chain_rows(root, output), *our_rows(root, output), *edition_rows(output)]
        fill_edition_store(output)
        costs = measure(rows, asked.runs)
        costs |= measure_warm(output, asked.runs)
        times = measure_products(root, output, asked.runs)
        print(f"{about} {asked.runs} keer, om beurten.\n")
        for maker, path in (
            ("wij", root / "output/2026/concept/rapport.pdf"),
            ("de keten", output / "chain/rapport.pdf"),
            ("typst", output / "typst/rapport.pdf"),
        ):
            print(f"- {maker}: {pages(path)} pagina's")
    print(f"\n{rows_table([*rows, *warm_rows()], costs)}\n\n{products_table(times)}")


def fill_edition_store(output: Path) -> None:
    """Build the real edition once, as a drafter has done before changing a word."""
    measured(build_command(output / "edition"), REPORT_BUILDER_CACHE=str(output / "edition_store"))


if __name__ == "__main__":
    main()
