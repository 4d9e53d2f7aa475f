"""Where a number is printed and what it was made from, out of a whole project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from report_builder.build.filled_project import printed_in, usable
from report_builder.build.inspection import inspect_project
from report_builder.console import Console
from report_builder.intake.own_rows import own_files, read_today
from report_builder.jobs import Workers
from report_builder.model.catalogue import Catalogue
from report_builder.model.document import PrintedValue
from report_builder.model.edition import Release
from report_builder.model.state import IndicatorState, OwnRows
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

    def __bool__(self) -> bool:
        return bool(self.states or self.printed)

    def lines(self) -> Iterator[str]:
        """What is known of the indicator, and of each printed value."""
        for state in self.states:
            yield from indicator_lines(state, self.catalogue, self.own)
        yield from trace_lines(self.printed, self.catalogue, self.titles, self.own)


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
    states = indicator_states(Dataset(project), printed_in(filled))
    files = own_files(workspace, workspace.choose_edition(edition))
    return Traces(
        tuple(state for state in states if state.indicator.id == text),
        tuple(find_printed(text, filled.values)),
        project.catalogue,
        filled.titles,
        OwnRows(files, revised(project, read_today(workspace, files))),
    )
