"""How every indicator stands, and every part of one that is printed while it lags behind."""

from __future__ import annotations

from collections.abc import Iterator

from report_builder.build.filled_project import FilledProject, printed_in
from report_builder.model.document import FilledDocument
from report_builder.model.figure import FigureSpec
from report_builder.model.state import IndicatorState
from report_builder.model.trace import Thing
from report_builder.problems import Fault
from report_builder.values.dataset import Dataset
from report_builder.values.indicator_states import indicator_states, part_states
from report_builder.values.plotted_series import ranking_warnings, select_rows


def states_of(project: FilledProject) -> list[IndicatorState]:
    """The state of every indicator by id, each with its parts that lag behind it: what is printed
    of them, and what a ranking that is printed had to do without.
    """
    dataset = Dataset(project.setup.project)
    states = [
        *indicator_states(dataset, printed_in(project)),
        *part_states(dataset, _late_parts(project)),
    ]
    return sorted(states, key=lambda state: (state.indicator.id, state.part))


def _late_parts(project: FilledProject) -> dict[Thing, list[str]]:
    """The documents that print a stale part, or a ranking without it, in reading order."""
    documents: dict[Thing, list[str]] = {}
    for job in project.all_jobs:
        document = project.filled.get(job.label)
        for thing in dict.fromkeys(_things(project, document) if document else ()):
            documents.setdefault(thing, []).append(job.label)
    return documents


def _things(project: FilledProject, document: FilledDocument) -> Iterator[Thing]:
    for printed in document.values:
        yield from (given.observed.thing for given in printed.value.stale_inputs)
    yield from sorted(document.absent)
    specs = project.setup.project.figures
    for figure in sorted(document.figures):
        yield from _things_in(specs[figure], Dataset(project.setup.project))


def _things_in(spec: FigureSpec, dataset: Dataset) -> Iterator[Thing]:
    """The stale series of a figure, also those that its words do not name, and what its ranking had
    to do without.
    """
    try:
        list(ranking_warnings(spec, dataset))
        rows = select_rows(spec, dataset)
    except Fault:  # told where figures are checked
        return
    for row in rows:
        if row.freshness.is_stale:
            yield row.indicator.id, row.indicator.slice_text(row.key)
    yield from sorted(dataset.absent)
