"""How long it takes in a process that stays warm until a saved word has been checked and is seen:
what `report-builder watch` does, without the wait for the save to be noticed.

python -m benchmarks.warm FOLDER STORE TIMES [--saves N]
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from benchmarks.real_edition import DOCUMENT, RealEdition
from report_builder.build.session import Session
from report_builder.cli import GARBAGE
from report_builder.workspace import Workspace, put_beside

WARM_UP = 2
"""The first saves fill what the process keeps, and do not count."""


class Save(NamedTuple):
    """Seconds on the clock after a save, and of the processor, until all problems were known and
    until the chapter lay there as Word, PDF and HTML.
    """

    checked: float
    checked_cpu: float
    seen: float
    seen_cpu: float


class Changing(Protocol):
    """A project in a folder, of which a document can be changed and saved."""

    root: Path

    def change_a_word(self) -> None:
        """Change the document, and save it."""


def saves(edition: Changing, document: str) -> Iterator[Save]:
    """What each save costs, for as long as more are asked for."""
    session = Session(Workspace(edition.root))
    session.make(session.check(), (document,))
    session.warm()
    while True:
        edition.change_a_word()
        wall, cpu = time.perf_counter(), time.process_time()
        checked = session.check()
        known = time.perf_counter() - wall, time.process_time() - cpu
        made = session.make(checked, (document,))
        put_beside(edition.root / "output", made.files)
        yield Save(*known, time.perf_counter() - wall, time.process_time() - cpu)


def read_saves(times: Path) -> list[Save]:
    """What was written of each save that counts."""
    return [Save(*json.loads(line)) for line in times.read_text().splitlines()]


def main() -> None:
    """Save as often as was asked, and write what it cost."""
    parser = argparse.ArgumentParser(description="Meet een hoofdstuk in een warm proces.")
    parser.add_argument("folder", type=Path, help="waar een kopie van de editie komt")
    parser.add_argument("store", type=Path, help="de opslag, waarin de editie gebouwd is")
    parser.add_argument("times", type=Path, help="waar de tijden komen")
    parser.add_argument("--saves", type=int, default=5, help="hoe vaak (5)")
    asked = parser.parse_args()
    os.environ["REPORT_BUILDER_CACHE"] = str(asked.store)
    # As the command line does.
    gc.set_threshold(GARBAGE, 25, 25)
    measuring = saves(RealEdition(asked.folder, "warm"), DOCUMENT)
    for _ in range(WARM_UP):
        next(measuring)
    lines = [json.dumps(next(measuring)) for _ in range(asked.saves)]
    asked.times.write_text("\n".join(lines))


if __name__ == "__main__":
    main()
