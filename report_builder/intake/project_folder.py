"""The whole project folder into one record, with every problem that its settings and figures
have.
"""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

from report_builder.intake.ended_series import check_ended
from report_builder.intake.figure_settings import read_figures
from report_builder.intake.lock_files import check_lock, later_figures, read_lock
from report_builder.intake.observations import read_observations
from report_builder.intake.part_settings import check_parts
from report_builder.intake.published_locks import check_published_lock
from report_builder.intake.release_rules import check_acceptances
from report_builder.intake.settings import (
    CatalogueFiles,
    read_catalogue,
    read_edition,
    read_sources,
)
from report_builder.intake.toml_files import read_text, read_toml
from report_builder.model.catalogue import Catalogue, Delivery
from report_builder.model.edition import Release
from report_builder.model.project import Project, Vintage
from report_builder.problems import Problem, Unusable, reason_of
from report_builder.workspace import Workspace

DELIVERY_COLUMNS = ["delivered_on", "owner", "file", "sha256", "indicators"]


def read_project(
    workspace: Workspace, edition_file: Path, release: Release = Release.CONCEPT
) -> tuple[Project | None, list[Problem]]:
    """The project for one edition and all problems; None when the edition itself cannot be used.

    Raises Unusable when a file cannot be read.
    """
    try:
        return _read_project(workspace, edition_file, release)
    except OSError as error:
        raise Unusable(f"kan {error.filename} niet lezen: {reason_of(error)}") from error


def _read_project(
    workspace: Workspace, edition_file: Path, release: Release
) -> tuple[Project | None, list[Problem]]:
    sources, problems = read_sources(workspace)
    read, found = read_catalogue(workspace, None if problems else sources)
    problems += found
    rows, found = _locked_rows(workspace, edition_file, read)
    files = read.files | rows
    problems += found
    series, found = read_observations(files, read.indicators)
    problems += found
    problems += check_parts(workspace, read.indicators.values(), series)
    wrong = {problem.file for problem in found if problem.is_error}
    broken = read.broken | {key for key, (_, name) in files.items() if name in wrong}
    wrong_ends = list(check_ended(workspace, read.indicators.values(), series))
    problems += [problem for _, problem in wrong_ends]
    broken |= {key for key, problem in wrong_ends if problem.is_error}
    deliveries, found = read_deliveries(workspace)
    problems += found
    catalogue = Catalogue(sources, read.indicators, deliveries)
    figures, found = read_figures(workspace, catalogue, broken)
    problems += found
    edition, file, found = read_edition(workspace, edition_file)
    problems += found
    if edition is None or file is None:
        return None, problems
    problems += check_acceptances(edition, file, catalogue, broken)
    lock, damaged = read_lock(workspace, edition_file)
    problems += damaged or [
        *check_lock(workspace, edition_file, lock),
        *check_published_lock(workspace, edition_file, lock),
    ]
    if edition_file == workspace.choose_edition(None):
        problems += later_figures(workspace, edition, lock, read, series)
    vintages, found = _read_vintages(workspace, edition_file, read)
    problems += found
    return Project(
        edition.released_as(release), catalogue, series, figures, frozenset(broken), vintages
    ), problems


def _read_vintages(
    workspace: Workspace, edition_file: Path, read: CatalogueFiles
) -> tuple[tuple[Vintage, ...], list[Problem]]:
    """What the earlier editions locked; one whose settings cannot be read is told of where it is
    built itself.
    """
    vintages, problems = [], []
    for path in reversed(
        [workspace.edition_files()[name] for name in workspace.editions_before(edition_file.stem)]
    ):
        files, found = _locked_rows(workspace, path, read)
        settings, _ = read_toml(path, workspace.name(path))
        if files and settings:
            series, wrong = read_observations(files, read.indicators)
            vintages.append(Vintage(str(settings.data.get("title", path.stem)), series))
            problems += [*found, *wrong]
    return tuple(vintages), problems


def _locked_rows(
    workspace: Workspace, edition_file: Path, read: CatalogueFiles
) -> tuple[dict[str, tuple[Path, str]], list[Problem]]:
    """The files that an edition holds itself, which in that edition go before the current ones."""
    problems = []
    locked: dict[str, tuple[Path, str]] = {}
    for path in sorted(edition_file.with_suffix("").glob("*/*.csv")):
        key = f"{path.parent.name}.{path.stem}"
        if key in read.indicators:
            locked[key] = (path, workspace.name(path))
        elif key not in read.broken:
            hint = f"voeg [{path.stem}] toe aan data/{path.parent.name}/catalogue.toml"
            problems.append(
                Problem(
                    "ingang", workspace.name(path), "1", f"'{key}' staat niet in de catalogus", hint
                )
            )
    return locked, problems


def read_deliveries(workspace: Workspace) -> tuple[tuple[Delivery, ...], list[Problem]]:
    """The deliveries that were logged; none when there is no log."""
    path = workspace.data / "deliveries.csv"
    if not path.is_file():
        return (), []
    name = workspace.name(path)
    text, problems = read_text(path, name)
    reader = csv.DictReader((text or "").splitlines(keepends=True))
    if text is not None and reader.fieldnames != DELIVERY_COLUMNS:
        hint = f"verwacht: {','.join(DELIVERY_COLUMNS)}"
        return (), [
            Problem("kolom", name, "1", "onjuiste kolommen in het leveringenregister", hint)
        ]
    deliveries = []
    for row in reader:
        try:
            deliveries.append(_delivery(row))
        except (ValueError, AttributeError):
            hint = (
                "schrijf datum (2026-03-01), eigenaar, bestand, sha256 en indicatoren, "
                "gescheiden door ;"
            )
            problems.append(
                Problem("levering", name, str(reader.line_num), "onjuiste levering", hint)
            )
    return tuple(deliveries), problems


def _delivery(row: dict[str, str]) -> Delivery:
    day = date.fromisoformat(row["delivered_on"])
    if not re.fullmatch(r"[0-9a-f]{64}", row["sha256"]) or not row["owner"] or None in row:
        raise ValueError("incomplete delivery")
    return Delivery(
        day, row["owner"], row["file"], row["sha256"], tuple(row["indicators"].split(";"))
    )
