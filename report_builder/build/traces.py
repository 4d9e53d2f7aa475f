"""Where a number is printed and what it was made from, out of a whole project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from report_builder.build.filled_project import printed_in, usable
from report_builder.build.inspection import inspect_project
from report_builder.console import Console
from report_builder.deliveries.cell_histories import (
    KeptDelivery,
    find_history,
    read_kept,
    read_remarks,
)
from report_builder.deliveries.differences import SeriesCell, cells_of
from report_builder.deliveries.history_lines import history_lines, remark_text
from report_builder.intake.own_rows import own_files, read_today
from report_builder.jobs import Workers
from report_builder.model.catalogue import Catalogue
from report_builder.model.document import PrintedValue
from report_builder.model.edition import Release
from report_builder.model.project import Project
from report_builder.model.series import Observation
from report_builder.model.state import IndicatorState, OwnRows
from report_builder.model.trace import Observed
from report_builder.registers.trace_report import find_printed, indicator_lines, trace_lines
from report_builder.values.dataset import Dataset
from report_builder.values.indicator_states import indicator_states
from report_builder.values.revised import revised
from report_builder.workspace import Workspace


@dataclass(frozen=True)
class Traces:
    """What a text names: an indicator, printed values, or nothing."""

    states: tuple[IndicatorState, ...]
    printed: tuple[PrintedValue, ...]
    catalogue: Catalogue
    titles: Mapping[str, str]
    own: OwnRows
    histories: Mapping[Observed, Sequence[str]]
    """Which delivery brought each observation of the printed values."""
    explanations: Mapping[str, Sequence[str]]
    """What deliverers wrote about an indicator."""

    def __bool__(self) -> bool:
        return bool(self.states or self.printed)

    def lines(self) -> Iterator[str]:
        """What is known of the indicator, and of each printed value."""
        for state in self.states:
            said = self.explanations[state.indicator.id]
            yield from indicator_lines(state, self.catalogue, self.own, said)
        yield from trace_lines(self.printed, self.catalogue, self.titles, self.own, self.histories)


def find_traces(
    workspace: Workspace,
    edition: str | None,
    release: Release,
    text: str,
    workers: Workers,
    console: Console,
) -> Traces:
    """What a text names in an edition. Raises Stopped when the project's files hold errors."""
    filled = usable(inspect_project(workspace, edition, release, workers, console))
    project = filled.setup.project
    states = [
        state
        for state in indicator_states(Dataset(project), printed_in(filled))
        if state.indicator.id == text
    ]
    printed = find_printed(text, filled.values)
    files = own_files(workspace, workspace.choose_edition(edition))
    observed = {input_.observed for one in printed for input_ in one.value.inputs}
    return Traces(
        tuple(states),
        tuple(printed),
        project.catalogue,
        filled.titles,
        OwnRows(files, revised(project, read_today(workspace, files))),
        tell_histories(workspace, project, observed, files),
        {
            state.indicator.id: tell_remarks(workspace, project.catalogue, state.indicator.id)
            for state in states
        },
    )


def tell_remarks(workspace: Workspace, catalogue: Catalogue, indicator: str) -> tuple[str, ...]:
    """What deliverers wrote about an indicator and is with no figure."""
    found = read_remarks(workspace, catalogue, indicator)
    return tuple(remark_text(delivery, said) for delivery, said in found)


def tell_histories(
    workspace: Workspace, project: Project, observed: Set[Observed], own: Mapping[str, str]
) -> dict[Observed, tuple[str, ...]]:
    """Which delivery brought each of these observations, in lines; `own` are the files with rows of
    the edition itself, by indicator. Of an indicator without a delivery there is nothing to tell.
    """
    keys = {one.indicator for one in observed}
    cells = {key: _wanted_cells(project, key, observed) for key in keys}
    kept = read_kept(
        workspace, project.catalogue, {key: set(wanted) for key, wanted in cells.items()}
    )
    return dict(_histories(project, cells, kept, own))


def _wanted_cells(
    project: Project, key: str, observed: Set[Observed]
) -> dict[SeriesCell, Observation]:
    """The cells of an indicator that are asked about, with what they hold."""
    indicator = project.catalogue.indicators[key]
    return {
        cell: observation
        for cell, observation in cells_of(project.series[key]).items()
        if Observed.of(indicator, *cell) in observed
    }


def _histories(
    project: Project,
    cells: Mapping[str, Mapping[SeriesCell, Observation]],
    kept: Mapping[str, Sequence[KeptDelivery]],
    own: Mapping[str, str],
) -> Iterator[tuple[Observed, tuple[str, ...]]]:
    for key in [key for key in cells if kept[key]]:
        for cell, now in cells[key].items():
            observed = Observed.of(project.catalogue.indicators[key], *cell)
            history = find_history(kept[key], cell, now, key in own)
            yield observed, tuple(history_lines(history, str(observed), now))
