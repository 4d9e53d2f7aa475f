"""A file that was delivered, into the data of the project: read it, see what it changes, take it
in; and undo that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from report_builder.deliveries.admission import take_in
from report_builder.deliveries.arrivals import Consent, DeliveredFigures, Foresee, Intake, Origin
from report_builder.deliveries.cell_comments import add_comments
from report_builder.deliveries.delimited import read_delimited
from report_builder.deliveries.delivery_archive import log_version, undo
from report_builder.deliveries.delivery_form import find_forms, read_forms
from report_builder.deliveries.eurostat_download import FORMATS, DownloadReading
from report_builder.deliveries.explanation_notes import reservations, told_explanations
from report_builder.deliveries.form_explanations import unread_sheets
from report_builder.deliveries.grid import MOST_BYTES, Grid
from report_builder.deliveries.label_meanings import KnownNames
from report_builder.deliveries.opendocument import read_opendocument
from report_builder.deliveries.profile_file import ProfileFile
from report_builder.deliveries.profiled_tables import read_tables
from report_builder.deliveries.reply_marks import without_reply
from report_builder.deliveries.workbook import read_workbook
from report_builder.exclusion import alone
from report_builder.fingerprint import read_bytes
from report_builder.intake.observations import read_observations
from report_builder.intake.project_folder import read_deliveries
from report_builder.intake.settings import CatalogueFiles, read_catalogue, read_sources
from report_builder.intake.toml_files import make_record, read_toml
from report_builder.model.catalogue import Catalogue, Delivery, Indicator
from report_builder.model.profile import Profile
from report_builder.model.series import Series
from report_builder.problems import (
    Fault,
    Problem,
    Stopped,
    Unusable,
    has_errors,
    nearest,
    reason_of,
)
from report_builder.workspace import Workspace

_TEXT = (".csv", ".txt", ".tsv")
_WORKBOOK = (".xlsx",)
_OPENDOCUMENT = (".ods",)


@dataclass(frozen=True)
class Imported:
    """What a file holds and what became of it: how it was read, what was written in it, the intake,
    and the indicators that it can name. Where `problems` are wrong with it there is no intake.
    """

    origin: Origin
    indicators: Mapping[str, Indicator]
    sheets: tuple[Grid, ...] = ()
    notes: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    """What its deliverer wrote with the figures."""
    warnings: tuple[Problem, ...] = ()
    """What its deliverer seems to keep back."""
    intake: Intake | None = None
    problems: tuple[Problem, ...] = ()
    proposal: str = ""
    """What can be pasted into the profile to settle part of them."""


@dataclass(frozen=True)
class DeliveryReading:
    """The figures of a file, the sheets where it has any, and whether it may leave figures out."""

    figures: DeliveredFigures
    sheets: tuple[Grid, ...] = ()
    is_partial: bool = True


def import_file(
    workspace: Workspace,
    path: Path,
    owner: str,
    profile: str | None,
    consent: Consent,
    foresee: Foresee,
) -> Imported:
    """Take in the figures of a file, all of them or none; return also what is wrong with it.

    Raises Stopped when the catalogue or the profile has errors, and Unusable when there is no such
    file, owner or profile.
    """
    read, problems = read_catalogue(workspace, None)
    if has_errors(problems):
        raise Stopped(problems)
    _check_owner(workspace, owner, read.indicators)
    imported = Imported(Origin(owner, path.name, b""), read.indicators)
    try:
        imported = replace(imported, origin=replace(imported.origin, data=_content(path)))
        reading = _read(workspace, imported.origin, profile, read)
        imported = _told(imported, reading)
        _check_read(path.name, reading.figures)
        arrivals = reading.figures.arrivals
        intake = take_in(workspace, arrivals, imported.origin, consent, foresee)
    except Stopped as stopped:
        return replace(imported, problems=stopped.problems, proposal=stopped.proposal)
    return replace(imported, intake=intake)


def _told(imported: Imported, reading: DeliveryReading) -> Imported:
    """What is known of a file as soon as it was read. Comments are among the notes already; from
    here on they are with their figures.
    """
    figures, origin = reading.figures, imported.origin
    said = tuple(told_explanations(figures))
    add_comments(figures, reading.sheets, imported.indicators)
    explanations = tuple(figures.explanations)
    return replace(
        imported,
        origin=replace(origin, is_partial=reading.is_partial, explanations=explanations),
        sheets=reading.sheets,
        notes=tuple(figures.notes),
        said=said,
        warnings=tuple(reservations(figures, origin.file)),
    )


def _check_read(file: str, figures: DeliveredFigures) -> None:
    """Raise Stopped when something could not be read, or when there is nothing."""
    if figures.problems:
        raise Stopped(figures.problems, proposal=figures.proposal)
    if not figures.arrivals:
        hint = "vul cijfers in, of controleer het profiel"
        raise Stopped([Problem("leeg", file, "1", "er staat geen enkel cijfer in", hint)])


def _read(
    workspace: Workspace, origin: Origin, profile: str | None, read: CatalogueFiles
) -> DeliveryReading:
    """The figures of a file. A profile of the project goes before one that comes with the
    program.
    """
    name, owner = origin.file, origin.owner
    if profile and profile in FORMATS and not _profile_path(workspace, profile).is_file():
        downloaded = _read_download(workspace, read, origin.data, name, profile, owner)
        return DeliveryReading(downloaded, is_partial=False)
    layout = _read_profile(workspace, profile, owner) if profile else None
    delivered = _sheets(Path(name), origin.data, layout.profile if layout else None)
    sheets = list(without_reply(delivered))
    figures = _read_figures(workspace, name, sheets, layout, read, owner)
    is_partial = layout.profile.partial if layout else True
    return DeliveryReading(figures, tuple(sheets), is_partial)


def undo_last(workspace: Workspace, seen: str = "") -> tuple[Delivery, tuple[str, ...]]:
    """Bring back what was there before the last delivery; return it, with the files that changed
    back.

    `seen` is the version of the log in which somebody saw which one is the last. Raises Unusable
    when it is another now, when there is none, or when it cannot be undone.
    """
    with alone(workspace.root, "import --undo"):
        if seen and seen != log_version(workspace):
            raise Unusable(
                "er kwam of ging intussen een levering; kijk opnieuw welke de laatste is"
            )
        deliveries, problems = read_deliveries(workspace)
        if has_errors(problems):
            raise Stopped(problems)
        if not deliveries:
            raise Unusable("er is geen levering om ongedaan te maken")
        return deliveries[-1], undo(workspace, deliveries[-1])


def _check_owner(workspace: Workspace, owner: str, indicators: Mapping[str, Indicator]) -> None:
    sources, _ = read_sources(workspace)
    owners = sorted({*sources, *(indicator.deliverer for indicator in indicators.values())})
    if owner not in owners:
        hint = nearest(owner, owners) or f"kies uit: {', '.join(owners)}"
        raise Unusable(f"onbekende leverancier '{owner}'; {hint}")


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise Unusable(f"kan {path} niet lezen: {reason_of(error)}") from error
    if size > MOST_BYTES:
        message = f"het bestand is groter dan {MOST_BYTES // 1_000_000} MB"
        hint = "lever alleen de tabellen die nodig zijn"
        raise Stopped([Problem("te-groot", path.name, "1", message, hint)])
    return read_bytes(path)


def _sheets(path: Path, content: bytes, profile: Profile | None) -> list[Grid]:
    """The sheets of a file, by what it is called. Raises Stopped when it cannot be read."""
    suffix = path.suffix.casefold()
    try:
        if suffix in _TEXT:
            return [read_delimited(content, path.stem, profile.delimiter if profile else "")]
        if suffix in _WORKBOOK:
            return read_workbook(content)
        if suffix in _OPENDOCUMENT:
            return read_opendocument(content)
    except Fault as fault:
        raise Stopped([fault.at(path.name, "1")]) from fault
    message = f"een bestand van het soort '{path.suffix or path.name}' wordt niet gelezen"
    hint = "sla het op als Excel-werkmap (.xlsx), als OpenDocument (.ods) of als CSV"
    raise Stopped([Problem("soort", path.name, "1", message, hint)])


def _read_figures(
    workspace: Workspace,
    name: str,
    sheets: Sequence[Grid],
    profile: ProfileFile | None,
    read: CatalogueFiles,
    owner: str,
) -> DeliveredFigures:
    """The figures where the profile says that they stand, or else those of a form."""
    if profile is not None:
        return read_tables(sheets, profile, _known_names(read), name)
    if forms := find_forms(sheets):
        figures = read_forms(forms, read.indicators, name)
        figures.notes += unread_sheets(sheets, [form.sheet for form in forms])
        return figures
    hint = (
        f"noem een profiel met --profile{_present_profiles(workspace)}, of lever met "
        f"report-builder request --owner {owner}"
    )
    message = "niet bekend is waar de cijfers in dit bestand staan"
    raise Stopped([Problem("profiel", name, "1", message, hint)])


def _read_download(
    workspace: Workspace, read: CatalogueFiles, data: bytes, file: str, profile: str, owner: str
) -> DeliveredFigures:
    """The figures of a table that was downloaded, by a profile that comes with the program."""
    sources, problems = read_sources(workspace)
    if has_errors(problems):
        raise Stopped(problems)
    known, _ = read_observations(read.files, read.indicators)
    catalogue = Catalogue(sources, read.indicators)
    return DownloadReading(workspace, catalogue, known).read(data, file, profile, owner)


def _present_profiles(workspace: Workspace) -> str:
    own = {path.stem for path in _folder(workspace).glob("*.toml")}
    names = ", ".join(sorted({*own, *FORMATS}))
    return f" (aanwezig: {names}; maak een eigen profiel in {workspace.name(_folder(workspace))}/)"


def _folder(workspace: Workspace) -> Path:
    return workspace.deliveries / "profiles"


def _profile_path(workspace: Workspace, name: str) -> Path:
    return _folder(workspace) / f"{name}.toml"


def _read_profile(workspace: Workspace, name: str, owner: str) -> ProfileFile:
    path = _profile_path(workspace, name)
    if not re.fullmatch(r"[\w-]+", name) or not path.is_file():
        raise Unusable(f"er is geen profiel '{name}'{_present_profiles(workspace)}")
    file, problems = read_toml(path, workspace.name(path))
    if file is None:
        raise Stopped(problems)
    profile, profile_problems = make_record(Profile, file, (), file.data)
    problems = [*problems, *profile_problems]
    if profile and profile.owner != owner:
        message = f"het profiel is van {profile.owner}, niet van {owner}"
        hint = "controleer --from en --profile"
        problems.append(file.problem("eigenaar", ("owner",), message, hint))
    read = ProfileFile(profile, file) if profile else None
    if read is not None:
        problems += read.contradictions()
    if read is None or problems:
        raise Stopped(problems)
    return read


def _known_names(read: CatalogueFiles) -> KnownNames:
    """The names of the parts that indicators have now; a series with errors has none."""
    series, _ = read_observations(read.files, read.indicators)
    parts = {key: _part_names(indicator, series[key]) for key, indicator in read.indicators.items()}
    return KnownNames(read.indicators, parts)


def _part_names(indicator: Indicator, series: Series) -> dict[str, frozenset[str]]:
    """The names of the parts that a series has, by dimension."""
    return {
        dimension: frozenset(key[number] for key in series.slices)
        for number, dimension in enumerate(indicator.dimensions)
    }
