"""Generates the reference job and times it: cold, after one change, without change, and by the
other chain.

python -m benchmarks [--scale N] [--runs N]
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pikepdf

from benchmarks.job import Size, write_job

AIMS = {"koud": 0.6, "één wijziging": 0.2}


def timed(command: list[str], **environment: str) -> float:
    """The seconds that a command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **environment})
    return time.perf_counter() - start


def measure(root: Path, runs: int) -> dict[str, list[float]]:
    """The seconds of each way, over the runs, taken in turn so that a slow spell of the machine
    hits all.
    """
    store = root / "store"
    build = [sys.executable, "-m", "report_builder", "build", "--project", str(root), "--quiet"]
    chain = [sys.executable, "-m", "benchmarks.chain", str(root), str(root / "uit")]

    def ours() -> float:
        return timed(build, REPORT_BUILDER_CACHE=str(store))

    def cold() -> float:
        shutil.rmtree(store, ignore_errors=True)
        shutil.rmtree(root / "output", ignore_errors=True)
        return ours()

    def changed() -> float:
        path = root / "data/b/x1.csv"
        head, last = path.read_text().rstrip().rsplit("\n", 1)
        year, value, status = last.split(",")
        path.write_text(f"{head}\n{year},{int(value) + 1},{status}\n")
        return ours()

    ways: dict[str, Callable[[], float]] = {
        "koud": cold,
        "één wijziging": changed,
        "niets gewijzigd": ours,
    }
    if shutil.which("soffice"):
        ways["andere keten"] = lambda: timed(chain)
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, way in ways.items():
            times[name].append(way())
            print(f"  {name}: {times[name][-1]:.2f} s", file=sys.stderr)
    return times


def pages(path: Path) -> int:
    """The number of pages of a PDF."""
    with pikepdf.open(path) as opened:
        return len(opened.pages)


def report(times: dict[str, list[float]]) -> None:
    """The medians, and what each is of the other chain."""
    other = statistics.median(times["andere keten"]) if "andere keten" in times else None
    for name, found in times.items():
        median = statistics.median(found)
        ratio = (
            f"  {median / other:.2f} van de andere keten"
            if other and name != "andere keten"
            else ""
        )
        aim = f" (streven: {AIMS[name]})" if name in AIMS and ratio else ""
        print(f"{name:16} {median:7.2f} s{ratio}{aim}")
    if other is None:
        print("LibreOffice (soffice) is niet gevonden: de andere keten is niet gemeten.")


def main() -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser(description="Meet hoe lang het referentierapport kost.")
    parser.add_argument("--scale", type=int, default=1, help="hoeveel keer zo groot (1)")
    parser.add_argument("--runs", type=int, default=3, help="hoe vaak (3)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        write_job(root, Size(asked.scale))
        times = measure(root, asked.runs)
        print(
            f"Ons rapport: {pages(root / 'output/2026/concept/rapport.pdf')} pagina's; "
            f"{os.cpu_count()} processoren"
        )
        report(times)


if __name__ == "__main__":
    main()
