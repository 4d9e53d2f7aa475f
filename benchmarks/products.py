"""A build of which the tasks are timed apart by what they make, or of the report alone.

python -m benchmarks.products PROJECT OUTPUT [--alone] [--times FILE]

For the report alone it takes functions of the build away; a test holds that they have the names
that it knows.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from report_builder.build import deliverables, pipeline
from report_builder.console import Console
from report_builder.jobs import Outcome, Task, Workers
from report_builder.model.edition import Release
from report_builder.workspace import Workspace

OTHERS = {
    deliverables: ("_tasks_apart",),
    pipeline: ("review_task", "workbook_tasks", "register_files", "posts_of"),
}
"""What makes everything beside the Word file and the PDF of the report."""
PRODUCTS = {
    "check_figure": "figuren tekenen en nakijken",
    "fill": "sjablonen vullen",
    "typeset": "pagina's opmaken, met de figuren",
    "measure_front": "voorwerk",
    "make_up": "voorwerk",
    "make_workbook": "gegevens in de PDF",
    "bind_pages": "PDF binden",
    "bind_docx": "Word binden",
    "bind_web": "webeditie",
    "bind_review": "reviewpagina",
    "write_register": "registers als werkboek",
    "find_rests": "nakijken wat uitgaat",
}
"""What comes of a task, by its function; one that is not here goes by its own name."""


class TimedWorkers(Workers):
    """Workers that write the processor seconds of each task to a file, a line each."""

    times: Path

    def run(
        self, tasks: Sequence[Task[Outcome]], weights: Sequence[float] | None = None
    ) -> Iterator[Outcome]:
        """What the tasks give, as of other workers."""
        timed = [(timed_task, (self.times, *task)) for task in tasks]
        return super().run(timed, weights)


def timed_task(
    times: Path, function: Callable[..., Outcome], arguments: tuple[object, ...]
) -> Outcome:
    """What a task gives; what it took becomes a line of the file."""
    start = time.process_time()
    outcome = function(*arguments)
    line = json.dumps([function.__name__, time.process_time() - start])
    with times.open("a") as file:
        file.write(f"{line}\n")
    return outcome


def read_times(times: Path, total: float) -> dict[str, float]:
    """The processor seconds by product, with the rest of the total of all processes."""
    spent: Counter[str] = Counter()
    for line in times.read_text().splitlines():
        function, seconds = json.loads(line)
        spent[PRODUCTS.get(function, function)] += seconds
    return {**spent, "de rest: starten, lezen, registers, controle": total - sum(spent.values())}


def leave_report_alone() -> None:
    """Let a build make the Word file and the PDF of the report, and nothing else."""
    for module, functions in OTHERS.items():
        for function in functions:
            vars(module)[function] = lambda *_arguments: {}


def main() -> None:
    """Build as was asked."""
    parser = argparse.ArgumentParser(description="Bouwt, en meet elk onderdeel apart.")
    parser.add_argument("project", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--alone", action="store_true", help="alleen Word en PDF van het rapport")
    parser.add_argument("--times", type=Path, help="waar de tijden komen")
    asked = parser.parse_args()
    if asked.alone:
        leave_report_alone()
    with TimedWorkers() if asked.times else Workers() as workers:
        if isinstance(workers, TimedWorkers):
            workers.times = asked.times
        pipeline.build(
            Workspace(asked.project), None, Release.CONCEPT, asked.output, workers, Console()
        )


if __name__ == "__main__":
    # Other processes find its tasks by the name of this module.
    from benchmarks.products import main as run

    run()
