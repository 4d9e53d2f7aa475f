"""What was measured, as a table for the README."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.process_tree import Cost
from benchmarks.rows import OTHER, Row

HEAD = (
    "| | tijd | spreiding | van de keten | moet | streven | cpu | piek |\n"
    "|---|---|---|---|---|---|---|---|"
)


def rows_table(rows: Sequence[Row], costs: Mapping[str, Sequence[Cost]]) -> str:
    """The median of each row with its spread, and what it is of the other chain."""
    chain = costs.get(OTHER)
    other = statistics.median(cost.wall for cost in chain) if chain else None
    return "\n".join([HEAD, *(_line(row, costs.get(row.name, ()), other) for row in rows)])


def _line(row: Row, costs: Sequence[Cost], other: float | None) -> str:
    if not costs:
        return f"| {row.name} | niet gemeten: {row.refused} | | | {row.must} | {row.aim} | | |"
    walls = [cost.wall for cost in costs]
    wall = statistics.median(walls)
    cells = [
        row.name,
        seconds(wall),
        f"{number(min(walls))}–{seconds(max(walls))}",
        number(wall / other, 2) if other else "",
        row.must,
        row.aim,
        seconds(statistics.median(cost.cpu for cost in costs)),
        f"{statistics.median(cost.peak for cost in costs):.0f} MiB",
    ]
    return f"| {' | '.join(cells)} |"


def products_table(times: Sequence[Mapping[str, float]]) -> str:
    """The median of the processor seconds of each stage and product, over the runs."""
    names = list(dict.fromkeys(name for run in times for name in run))
    lines = ["| | cpu |", "|---|---|"]
    for name in names:
        spent = statistics.median(run[name] for run in times if name in run)
        lines.append(f"| {name} | {seconds(spent, 2)} |")
    return "\n".join(lines)


def growth_table(costs: Mapping[int, Sequence[Cost]]) -> str:
    """What a job of each size costs, and how much more that is than the smallest."""
    lines = ["| omvang | tijd | cpu | piek | tijd × | cpu × |", "|---|---|---|---|---|---|"]
    first = _medians(costs[min(costs)])
    for scale, measured in costs.items():
        wall, cpu, peak = _medians(measured)
        more = f"{number(wall / first[0])} | {number(cpu / first[1])}"
        lines.append(f"| {scale} | {seconds(wall)} | {seconds(cpu)} | {peak:.0f} MiB | {more} |")
    return "\n".join(lines)


def _medians(costs: Sequence[Cost]) -> tuple[float, float, float]:
    return (
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.cpu for cost in costs),
        statistics.median(cost.peak for cost in costs),
    )


def seconds(value: float, decimals: int = 1) -> str:
    """A time as Dutch writes it."""
    return f"{number(value, decimals)} s"


def number(value: float, decimals: int = 1) -> str:
    """A number with a comma."""
    return f"{value:.{decimals}f}".replace(".", ",")


def machine() -> str:
    """The processors, memory and software of this machine, in a sentence."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = number(os.getloadavg()[0])
    return (
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{_processor()}, {os.cpu_count()} processoren, {memory:.0f} GiB; belasting bij de start "
        f"{load}. De piek is de som van de PSS van alle processen, tien keer per seconde bekeken."
    )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "onbekende processor")
