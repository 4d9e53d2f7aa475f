"""A file that was delivered, into the data of the project: read it, see what it changes, take it
in; and undo that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from report_builder.deliveries.arrivals import Consent, Intake, Origin
from report_builder.deliveries.delimited import read_delimited
from report_builder.deliveries.form import find_form, read_form
from report_builder.deliveries.grid import MOST_BYTES, Grid
from report_builder.deliveries.keeping import alone, undo
from report_builder.deliveries.tables import Found, Known, read_tables
from report_builder.deliveries.taking_in import take_in
from report_builder.deliveries.workbook import read_workbook
from report_builder.fingerprint import read_bytes
from report_builder.intake.observations import read_observations
from report_builder.intake.project_folder import read_deliveries
from report_builder.intake.settings import CatalogueFiles, read_catalogue, read_sources
from report_builder.intake.toml_files import make_record, read_toml
from report_builder.model.catalogue import Delivery, Indicator
from report_builder.model.profile import Profile
from report_builder.problems import Fault, Problem, Stopped, Unusable, has_errors, nearest
from report_builder.workspace import Workspace

_TEXT = (".csv", ".txt", ".tsv")
_WORKBOOK = (".xlsx",)


@dataclass(frozen=True)
class Imported:
    """What a file holds and changes: how it was read, the intake, and the indicators that it can
    name.
    """

    notes: tuple[str, ...]
    intake: Intake
    indicators: Mapping[str, Indicator]


def import_file(
    workspace: Workspace, path: Path, owner: str, profile: str | None, consent: Consent
) -> Imported:
    """Take in the figures of a file, all of them or none.

    Raises Stopped with everything that is wrong with it, and Unusable when there is no such file,
    owner or profile.
    """
    read, problems = read_catalogue(workspace, None)
    if has_errors(problems):
        raise Stopped(problems)
    _check_owner(workspace, owner, read.indicators)
    layout = _read_profile(workspace, profile, owner) if profile else None
    data = _content(path)
    found = _found(workspace, path.name, _sheets(path, data, layout), layout, read, owner)
    if not found.problems and not found.arrivals:
        hint = "vul cijfers in, of controleer het profiel"
        found.problems.append(
            Problem("leeg", path.name, "1", "er staat geen enkel cijfer in", hint)
        )
    if found.problems:
        raise Stopped(found.problems)
    is_partial = layout.partial if layout else True
    intake = take_in(workspace, found.arrivals, Origin(owner, path.name, data, is_partial), consent)
    return Imported(tuple(found.notes), intake, read.indicators)


def undo_last(workspace: Workspace) -> tuple[Delivery, tuple[str, ...]]:
    """Bring back what was there before the last delivery; return it, with the files that changed
    back.
    """
    with alone(workspace):
        deliveries, problems = read_deliveries(workspace)
        if has_errors(problems):
            raise Stopped(problems)
        if not deliveries:
            raise Unusable("er is geen levering om ongedaan te maken")
        return deliveries[-1], undo(workspace, deliveries[-1])


def _check_owner(workspace: Workspace, owner: str, indicators: Mapping[str, Indicator]) -> None:
    sources, _ = read_sources(workspace)
    known = sorted({*sources, *(indicator.deliverer for indicator in indicators.values())})
    if owner not in known:
        raise Unusable(
            f"onbekende leverancier '{owner}'; "
            f"{nearest(owner, known) or 'kies uit: ' + ', '.join(known)}"
        )


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise Unusable(f"kan {path} niet lezen: {error.strerror}") from error
    if size > MOST_BYTES:
        message = f"het bestand is groter dan {MOST_BYTES // 1_000_000} MB"
        raise Stopped(
            [
                Problem(
                    "te-groot", path.name, "1", message, "lever alleen de tabellen die nodig zijn"
                )
            ]
        )
    return read_bytes(path)


def _sheets(path: Path, data: bytes, profile: Profile | None) -> list[Grid]:
    """The sheets of a file, by what it is called. Raises Stopped when it cannot be read."""
    try:
        if path.suffix.casefold() in _TEXT:
            return [read_delimited(data, path.stem, profile.delimiter if profile else "")]
        if path.suffix.casefold() in _WORKBOOK:
            return read_workbook(data)
        hint = "sla het op als Excel-werkmap (.xlsx) of als CSV"
        raise Fault(
            "soort",
            f"een bestand van het soort '{path.suffix or path.name}' wordt niet gelezen",
            hint,
        )
    except Fault as fault:
        raise Stopped([fault.at(path.name, "1")]) from fault


def _found(
    workspace: Workspace,
    name: str,
    sheets: Sequence[Grid],
    profile: Profile | None,
    read: CatalogueFiles,
    owner: str,
) -> Found:
    if profile is not None:
        return read_tables(sheets, profile, _known(read), name)
    if (form := find_form(sheets)) is not None:
        return read_form(form, read.indicators, name)
    hint = (
        f"noem een profiel met --profile{_present(workspace)}, of lever met "
        f"report-builder request --owner {owner}"
    )
    raise Stopped(
        [Problem("profiel", name, "1", "niet bekend is waar de cijfers in dit bestand staan", hint)]
    )


def _present(workspace: Workspace) -> str:
    names = sorted(path.stem for path in _folder(workspace).glob("*.toml"))
    return (
        f" (aanwezig: {', '.join(names)})"
        if names
        else f" (maak er een in {workspace.name(_folder(workspace))}/)"
    )


def _folder(workspace: Workspace) -> Path:
    return workspace.deliveries / "profiles"


def _read_profile(workspace: Workspace, name: str, owner: str) -> Profile:
    path = _folder(workspace) / f"{name}.toml"
    if not re.fullmatch(r"[\w-]+", name) or not path.is_file():
        raise Unusable(f"er is geen profiel '{name}'{_present(workspace)}")
    file, problems = read_toml(path, workspace.name(path))
    profile, wrong = make_record(Profile, file, (), file.data) if file else (None, [])
    if file and profile and profile.owner != owner:
        message = f"het profiel is van {profile.owner}, niet van {owner}"
        wrong.append(
            file.problem("eigenaar", ("owner",), message, "controleer --from en --profile")
        )
    if profile is None or problems or wrong:
        raise Stopped([*problems, *wrong])
    return profile


def _known(read: CatalogueFiles) -> Known:
    """The names of the parts that indicators have now; a series with errors has none."""
    series, _ = read_observations(read.files, read.indicators)
    parts = {
        key: {
            dimension: frozenset(found[place] for found in series[key].slices)
            for place, dimension in enumerate(indicator.dimensions)
        }
        for key, indicator in read.indicators.items()
    }
    return Known(read.indicators, parts)
