"""What is to be refreshed: the tables of services, with the indicators that each of them gives, and
what is wrong with the catalogue there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from report_builder.intake.settings import CatalogueFiles, read_catalogue, read_sources
from report_builder.intake.toml_files import read_toml
from report_builder.model.catalogue import Catalogue, Indicator
from report_builder.problems import Problem, Stopped, Unusable, has_errors, nearest
from report_builder.workspace import Workspace


@dataclass(frozen=True)
class RefreshPlan:
    """The indicators that are refreshed, by source and table, with what is needed to ask for
    them.
    """

    workspace: Workspace
    catalogue: Catalogue
    read: CatalogueFiles
    tables: Mapping[tuple[str, str], Sequence[Indicator]]
    wrong: Mapping[str, Sequence[Problem]]
    """What is wrong with an indicator that is to be refreshed, by its id."""
    others: Sequence[Problem]
    """What is wrong elsewhere in the catalogue: it keeps no table out."""


def plan(workspace: Workspace, sources: Sequence[str], indicators: Sequence[str]) -> RefreshPlan:
    """What is to be refreshed: everything that comes from a service, or only these sources and
    indicators.

    Raises Unusable when one of these does not come from a service, and Stopped when there are
    errors in the sources, or in the catalogue so that nothing is left to ask.
    """
    known_sources, problems = read_sources(workspace)
    read, catalogue_problems = read_catalogue(workspace, None if problems else known_sources)
    if has_errors(problems):
        raise Stopped([*problems, *catalogue_problems])
    catalogue = Catalogue(known_sources, read.indicators)
    served = {key: one for key, one in read.indicators.items() if one.service}
    if not served and has_errors(catalogue_problems):
        raise Stopped(catalogue_problems)
    _check_sources(sources, served, catalogue)
    _check_indicators(indicators, served, catalogue)
    chosen = [
        indicator
        for key, indicator in served.items()
        if _is_chosen(indicator.source, sources) and _is_chosen(key, indicators)
    ]
    if not chosen:
        raise Unusable("er is geen indicator die van een dienst komt; zie docs/diensten.md")
    ordered = sorted(chosen, key=lambda indicator: (_table(indicator), indicator.id))
    tables = {table: list(group) for table, group in groupby(ordered, _table)}
    wrong, others = _by_indicator(workspace, chosen, catalogue_problems)
    return RefreshPlan(workspace, catalogue, read, tables, wrong, others)


def _is_chosen(name: str, wanted: Sequence[str]) -> bool:
    """Whether something is wanted: everything is, where nothing is named."""
    return not wanted or name in wanted


def _table(indicator: Indicator) -> tuple[str, str]:
    return indicator.source, indicator.service_table


def _check_sources(
    wanted: Sequence[str], served: Mapping[str, Indicator], catalogue: Catalogue
) -> None:
    with_service = sorted({indicator.source for indicator in served.values()})
    names = ", ".join(with_service)
    for source in wanted:
        if source not in catalogue.sources:
            hint = nearest(source, catalogue.sources) or f"bronnen met een dienst: {names}"
            raise Unusable(f"onbekende bron '{source}'; {hint}")
        if source not in with_service:
            message = f"van '{source}' komt niets van een dienst; wel van: {names or 'geen'}"
            raise Unusable(message)


def _check_indicators(
    wanted: Sequence[str], served: Mapping[str, Indicator], catalogue: Catalogue
) -> None:
    for key in wanted:
        if key not in catalogue.indicators:
            hint = nearest(key, catalogue.indicators) or "report-builder catalogue geeft de lijst"
            raise Unusable(f"onbekende indicator '{key}'; {hint}")
        if key not in served:
            door = catalogue.door(catalogue.indicators[key])
            raise Unusable(
                f"'{key}' komt niet van een dienst ({door}); gebruik report-builder import"
            )


def _by_indicator(
    workspace: Workspace, chosen: Sequence[Indicator], problems: Sequence[Problem]
) -> tuple[dict[str, list[Problem]], list[Problem]]:
    """The problems of each chosen indicator, by the line that they are at, and all others."""
    wrong: dict[str, list[Problem]] = defaultdict(list)
    others: list[Problem] = []
    starts = _starts(workspace, {problem.file for problem in problems})
    ids = {indicator.id for indicator in chosen}
    for problem in problems:
        lines = starts.get(problem.file, [])
        place = int(problem.place) if problem.place.isdecimal() else 0
        number = bisect_right([line for line, _ in lines], place)
        key = lines[number - 1][1] if number else ""
        (wrong[key] if key in ids else others).append(problem)
    return wrong, others


def _starts(workspace: Workspace, files: set[str]) -> dict[str, list[tuple[int, str]]]:
    """The line where each indicator begins, in each catalogue of these files."""
    starts = {}
    for folder in workspace.theme_folders():
        path = folder / "catalogue.toml"
        name = workspace.name(path)
        lines = read_toml(path, name)[0] if name in files and path.is_file() else None
        if lines:
            found = [(int(lines.line(key)), f"{folder.name}.{key}") for key in lines.data]
            starts[name] = sorted(found)
    return starts
