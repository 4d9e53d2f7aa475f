"""How long it takes until a chapter that was saved is seen on the page of the desk, through the
real server and as a browser asks: what the events tell, and then the text. Also the first page
after a start, and the memory of the server over many saves in a row.

python -m benchmarks.desk_saves FOLDER STORE [--saves N]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx

from benchmarks.real_edition import DOCUMENT, RealEdition

WARM_UP = 3
"""The first saves fill what the process keeps, and do not count."""
_PATIENCE = 300.0
_MIB = 1024


class SeenSave(NamedTuple):
    """A save: seconds on the clock until its text was there, seconds of the processor that the
    server spent on it, and the memory of the server then, in MiB.
    """

    wall: float
    cpu: float
    memory: float


class ServerClock:
    """What a server has used: seconds of the processor, and memory."""

    def __init__(self, process: int) -> None:
        self.folder = Path("/proc") / str(process)

    def cpu(self) -> float:
        """Seconds of the processor so far, of all its threads."""
        fields = (self.folder / "stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Its memory now, in MiB."""
        lines = (self.folder / "status").read_text().splitlines()
        [size] = (line.split()[1] for line in lines if line.startswith("VmRSS"))
        return int(size) / _MIB


class SeenChapter:
    """A chapter as a page shows it, that is told when there is another."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client
        self.version = ""

    def follow(self) -> Iterator[str]:
        """The version of the text, each time that it is another."""
        with self.client.stream("GET", "/gebeurtenissen", timeout=_PATIENCE) as events:
            for line in events.iter_lines():
                if line.startswith("data:") and '"leest": false' in line and self._is_other():
                    yield self.version

    def _is_other(self) -> bool:
        answer = self.client.get(f"/hoofdstukken/{DOCUMENT}/tekst", params={"van": self.version})
        text = answer.json()["tekst"] if answer.is_success else None
        if text is None or text["versie"] == self.version:
            return False
        self.version = text["versie"]
        return True


@contextmanager
def served(root: Path, store: Path) -> Iterator[tuple[httpx.Client, int]]:
    """A desk over a project: a client that was let in, and the number of its process."""
    command = [sys.executable, "-m", "report_builder", "serve", "--port", "0"]
    environment = {**os.environ, "REPORT_BUILDER_CACHE": str(store)}
    with subprocess.Popen(
        [*command, "--project", str(root)], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            assert process.stdout is not None
            origin, _, token = process.stdout.readline().strip().partition("/?token=")
            with httpx.Client(base_url=origin, timeout=_PATIENCE, follow_redirects=True) as client:
                client.get(f"/?token={token}").raise_for_status()
                yield client, process.pid
        finally:
            process.terminate()


def measured_saves(
    edition: RealEdition, client: httpx.Client, clock: ServerClock
) -> Iterator[SeenSave]:
    """What each save costs, for as long as more are asked for."""
    seen = SeenChapter(client).follow()
    next(seen)
    while True:
        edition.change_a_word()
        wall, cpu = time.perf_counter(), clock.cpu()
        next(seen)
        yield SeenSave(time.perf_counter() - wall, clock.cpu() - cpu, clock.memory())


def summary(saves: list[SeenSave]) -> str:
    """The middle and the 95th percentile of what saves cost, and how the memory went."""
    walls, cpus = sorted(save.wall for save in saves), sorted(save.cpu for save in saves)
    late = min(len(saves) - 1, round(0.95 * len(saves)))
    return (
        f"{len(saves)} keer bewaard: gezien na {statistics.median(walls):.2f} s "
        f"(95e percentiel {walls[late]:.2f} s), cpu {statistics.median(cpus):.2f} s "
        f"(95e percentiel {cpus[late]:.2f} s); geheugen {saves[0].memory:.0f} MiB in het begin, "
        f"{saves[-1].memory:.0f} MiB aan het eind, "
        f"{max(save.memory for save in saves):.0f} MiB op zijn hoogst"
    )


def main() -> None:
    """Start a desk, save as often as was asked, and print what it cost."""
    parser = argparse.ArgumentParser(description="Meet een hoofdstuk in het bureau.")
    parser.add_argument("folder", type=Path, help="waar een kopie van de editie komt")
    parser.add_argument("store", type=Path, help="de opslag, waarin de editie gebouwd is")
    parser.add_argument("--saves", type=int, default=50, help="hoe vaak (50)")
    asked = parser.parse_args()
    edition = RealEdition(asked.folder, f"bureau{os.getpid()}w")
    start = time.perf_counter()
    with served(asked.folder, asked.store) as (client, process):
        clock = ServerClock(process)
        reached = f"{time.perf_counter() - start:.2f} s, cpu {clock.cpu():.2f} s"
        measuring = measured_saves(edition, client, clock)
        warm = [next(measuring)]
        read = f"{time.perf_counter() - start:.2f} s, cpu {clock.cpu():.2f} s"
        print(f"eerste pagina na {reached}; gelezen, bewaard en gezien na {read}", flush=True)
        warm += [next(measuring) for _ in range(WARM_UP - 1)]
        saves = []
        for number in range(1, asked.saves + 1):
            saves.append(next(measuring))
            if number % 50 == 0:
                print(summary(saves), flush=True)
        print(summary(saves))
    print(f"belasting van de machine: {os.getloadavg()}")


if __name__ == "__main__":
    main()
