"""How every indicator stands, and every part of one that is printed while it lags behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from report_builder.build.filled_project import FilledProject, printed_in
from report_builder.model.document import FilledDocument
from report_builder.model.edition_prints import EditionPrints
from report_builder.model.figure import FigureSpec
from report_builder.model.state import IndicatorState
from report_builder.model.trace import Thing
from report_builder.model.value import Freshness
from report_builder.problems import Fault
from report_builder.values.dataset import Dataset
from report_builder.values.indicator_states import indicator_states, part_states
from report_builder.values.plotted_series import ranking_warnings, select_rows

IsMeant = Callable[[Freshness], bool]


def states_of(project: FilledProject) -> list[IndicatorState]:
    """The state of every indicator by id, each with its parts that lag behind it: what is printed
    of them, and what a ranking that is printed had to do without.
    """
    dataset = Dataset(project.setup.project)
    stale = _places(project, lambda freshness: freshness.is_stale)
    states = [
        *indicator_states(dataset, printed_in(project), stale),
        *part_states(dataset, stale),
    ]
    return sorted(states, key=lambda state: (state.indicator.id, state.part))


def prints_of(project: FilledProject, states: Sequence[IndicatorState]) -> EditionPrints:
    """What the edition prints as it stands now, and what of that is late by these states."""
    current = _places(project, lambda freshness: freshness is not Freshness.HISTORY)
    late = {state.name: state.stale_in for state in states if state.is_late}
    return EditionPrints(
        {thing: _titles(project, labels) for thing, labels in current.items()},
        {name: _titles(project, labels) for name, labels in late.items()},
    )


def _titles(project: FilledProject, labels: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(project.titles[label] for label in labels))


def _places(project: FilledProject, is_meant: IsMeant) -> dict[Thing, list[str]]:
    """The documents that print something that is as fresh as is meant, or a ranking without it, in
    reading order.
    """
    documents: dict[Thing, list[str]] = {}
    for job in project.all_jobs:
        document = project.filled.get(job.label)
        for thing in dict.fromkeys(_things(project, document, is_meant) if document else ()):
            documents.setdefault(thing, []).append(job.label)
    return documents


def _things(project: FilledProject, document: FilledDocument, is_meant: IsMeant) -> Iterator[Thing]:
    for printed in document.values:
        inputs = (*printed.value.inputs, *printed.value.chosen_by)
        yield from (given.observed.thing for given in inputs if is_meant(given.freshness))
    yield from sorted(document.absent)
    specs = project.setup.project.figures
    for figure in sorted(document.figures):
        yield from _things_in(specs[figure], Dataset(project.setup.project), is_meant)


def _things_in(spec: FigureSpec, dataset: Dataset, is_meant: IsMeant) -> Iterator[Thing]:
    """The series of a figure, also those that its words do not name, and what its ranking had to do
    without.
    """
    try:
        list(ranking_warnings(spec, dataset))
        rows = select_rows(spec, dataset)
    except Fault:  # told where figures are checked
        return
    for row in rows:
        if is_meant(row.freshness):
            yield from row.things
    yield from sorted(dataset.absent)
