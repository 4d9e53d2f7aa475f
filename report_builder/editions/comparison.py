"""Two editions of a project, read for comparison: as they would be built now, or as they were
published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from report_builder.build.edition_differences import compare_sides
from report_builder.build.figure_tasks import make_any
from report_builder.build.filled_project import FilledProject, printed_in
from report_builder.build.inspection import inspect_project
from report_builder.build.plan import UnreadProject
from report_builder.console import Console
from report_builder.fingerprint import read_bytes
from report_builder.intake.project_folder import read_project
from report_builder.jobs import Workers
from report_builder.model.edition import Release
from report_builder.model.project import Project
from report_builder.model.value import Freshness, worst
from report_builder.problems import Stopped, Unusable, has_errors
from report_builder.registers.edition_pair import Comparison, Side, Standing
from report_builder.registers.number_register import PrintedRow, printed_rows, read_numbers
from report_builder.values.dataset import Dataset
from report_builder.values.indicator_states import indicator_states
from report_builder.workspace import Workspace


def compare_editions(
    workspace: Workspace, old: str, new: str, workers: Workers, console: Console
) -> Comparison:
    """What changed from one edition to a later one.

    Raises Unusable when there is no such edition, and Stopped when the files of one hold errors.
    """
    if old == new:
        raise Unusable("noem twee verschillende edities, de oudste eerst: compare 2025 2026")
    before, after = (_read_side(workspace, name, workers, console) for name in (old, new))
    if before.year > after.year:
        raise Unusable(f"noem de oudste editie eerst: compare {new} {old}")
    # A document that was published goes by the title that it has now, where its own is not known.
    return compare_sides(replace(before, titles={**after.titles, **before.titles}), after)


def _read_side(workspace: Workspace, name: str, workers: Workers, console: Console) -> Side:
    published = workspace.published / f"{name}.csv"
    files = workspace.edition_files()
    is_known = re.fullmatch(r"[\w-]+", name) is not None
    if is_known and published.is_file():
        rows, problems = read_numbers(read_bytes(published), workspace.name(published))
        project = None
        if name in files:
            project, found = read_project(workspace, files[name])
            problems += [problem for problem in found if problem.is_error]
        if problems:
            raise Stopped(problems)
        return _published_side(workspace, name, tuple(rows), project)
    if name not in files:
        raise Unusable(
            f"onbekende editie '{name}'; aanwezig: {', '.join(known_editions(workspace))}"
        )
    inspected = inspect_project(workspace, name, Release.CONCEPT, workers, console)
    return _filled_side(workspace, name, _sound(workspace, inspected))


def known_editions(workspace: Workspace) -> list[str]:
    """The editions that can be compared, oldest first."""
    return sorted({*workspace.edition_files(), *workspace.published_editions()})


def _sound(workspace: Workspace, inspected: FilledProject | UnreadProject) -> FilledProject:
    """The filled project. Raises Stopped when the files that the edition uses hold errors.

    What is wrong with a figure that it does not place is left for those who do.
    """
    if isinstance(inspected, UnreadProject):
        raise Stopped(inspected.problems)
    placed = {key for document in inspected.filled.values() for key in document.figures}
    others = {f"figures/{key}.toml" for key in workspace.figure_files() if key not in placed}
    problems = [problem for problem in inspected.problems if problem.file not in others]
    if has_errors(problems):
        raise Stopped(problems)
    return inspected


def _filled_side(workspace: Workspace, name: str, filled: FilledProject) -> Side:
    """An edition as it would be built now."""
    placed = {key for document in filled.filled.values() for key in document.figures}
    setup, project = filled.setup, filled.setup.project
    dataset = Dataset(project)
    states = indicator_states(dataset, printed_in(filled))
    standings = {
        state.indicator.id: Standing(str(state.last or ""), state.state)
        for state in states
        if state.documents
    }
    figures = {}
    for key in sorted(placed):
        content = make_any(setup, key, dataset)
        figures[key] = Standing(content.stale_until, content.freshness.value)
    return Side(
        id=name,
        year=project.edition.reporting_year,
        rows=tuple(printed_rows(filled.values)),
        titles=filled.titles,
        standings=standings,
        figures=figures,
        project=project,
        is_published=False,
        has_own=_has_own(workspace, name),
    )


def _published_side(
    workspace: Workspace, name: str, rows: tuple[PrintedRow, ...], project: Project | None
) -> Side:
    """An edition as it was published; its settings, where they are still there, tell its year and
    titles.
    """
    edition = project.edition if project else None
    year = re.match(r"\d{4}", name)
    if edition is None and year is None:
        raise Unusable(
            f"data/published/{name}.csv zegt niet van welk jaar het is; noem het naar de "
            "editie: 2025.csv"
        )
    return Side(
        id=name,
        year=edition.reporting_year if edition else int(year[0]) - 1 if year else 0,
        rows=rows,
        titles={entry.id: entry.title for entry in edition.documents} if edition else {},
        standings=_standings(rows),
        figures=None,
        project=project,
        is_published=True,
        has_own=_has_own(workspace, name),
    )


def _has_own(workspace: Workspace, name: str) -> bool:
    return any((workspace.data / "editions" / name).glob("*/*.csv"))


def _standings(rows: Iterable[PrintedRow]) -> dict[str, Standing]:
    """How the indicators stood, from the numbers that rest on one of them alone."""
    by_indicator: dict[str, list[PrintedRow]] = {}
    for row in rows:
        names = {observed.indicator for observed in row.observed}
        if len(names) == 1:
            by_indicator.setdefault(names.pop(), []).append(row)
    standings = {}
    for key, printed in by_indicator.items():
        current = [row for row in printed if row.freshness is not Freshness.HISTORY]
        periods = [observed.period for row in current for observed in row.observed]
        if periods:
            state = worst([row.freshness for row in current]).value
            standings[key] = Standing(str(max(periods)), state)
        else:
            standings[key] = Standing("", "")
    return standings
