"""The rows that an edition holds itself, and what the sources say today beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from report_builder.intake.observations import read_observations
from report_builder.intake.settings import read_catalogue
from report_builder.model.series import Series
from report_builder.workspace import Workspace


def own_files(workspace: Workspace, edition_file: Path) -> dict[str, str]:
    """The file with the edition's own rows, by indicator, as it is shown."""
    found = sorted(edition_file.with_suffix("").glob("*/*.csv"))
    return {f"{path.parent.name}.{path.stem}": workspace.name(path) for path in found}


def read_today(workspace: Workspace, indicators: Iterable[str]) -> Mapping[str, Series]:
    """The current series of indicators, whatever an edition holds itself; what is wrong with them
    is left out.
    """
    read, _ = read_catalogue(workspace, None)
    series, _ = read_observations(
        {key: read.files[key] for key in indicators if key in read.files}, read.indicators
    )
    return series
