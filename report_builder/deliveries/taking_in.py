"""The door that all figures come in by, from a file or from a service: look, refuse, or write all
of it and log it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from report_builder.deliveries.arrivals import (
    DOUBTS,
    REVISIONS,
    Arrival,
    Consent,
    Intake,
    Notice,
    NoticeKind,
    Origin,
)
from report_builder.deliveries.checks import check_arrivals
from report_builder.deliveries.differences import Cell, cells_of, compare
from report_builder.deliveries.doubts import find_doubts, find_new_parts
from report_builder.deliveries.keeping import alone, keep
from report_builder.deliveries.merging import merged_csv
from report_builder.deliveries.suppression import protected
from report_builder.deliveries.totals import check_hidden, check_totals
from report_builder.intake.observations import read_observations
from report_builder.intake.project_folder import read_deliveries
from report_builder.intake.settings import CatalogueFiles, read_catalogue
from report_builder.intake.toml_files import read_text
from report_builder.model.catalogue import Indicator
from report_builder.model.series import Observation
from report_builder.problems import Problem, Stopped, has_errors, nearest
from report_builder.workspace import Workspace, today

_NO_CONSENT = Consent()


def take_in(
    workspace: Workspace,
    arrivals: Mapping[str, Sequence[Arrival]],
    origin: Origin,
    consent: Consent = _NO_CONSENT,
) -> Intake:
    """Take in figures by indicator, all of them or none; return what they change and what kept them
    out.

    Each arrival is told of at its place. Nothing is written on a dry run, when something found
    needs a consent that was not given (then `refusals` says so), or when the same file came in
    before and changes nothing. Raises Stopped with every figure that cannot be right, and Unusable
    when the data folder cannot be written or somebody else is taking in figures.
    """
    with alone(workspace):
        return _take_in(workspace, arrivals, origin, consent)


def _take_in(
    workspace: Workspace,
    arrivals: Mapping[str, Sequence[Arrival]],
    origin: Origin,
    consent: Consent,
) -> Intake:
    read, _ = read_catalogue(workspace, None)
    problems = list(_check_known(arrivals, read, origin))
    problems += [
        problem
        for key, found in arrivals.items()
        if key in read.indicators
        for problem in check_arrivals(read.indicators[key], found, origin.file)
    ]
    if problems:
        raise Stopped(problems)
    intake = _compared(workspace, read, arrivals, origin)
    intake = replace(intake, refusals=tuple(_refusals(intake, consent)))
    if intake.refusals or consent.is_dry_run or _is_known(workspace, intake):
        return intake
    keep(workspace, intake, today())
    return replace(intake, is_written=True)


def _is_known(workspace: Workspace, intake: Intake) -> bool:
    """Whether there is nothing to log: no figures at all, or nothing changes and this very file
    came in before.
    """
    deliveries, problems = read_deliveries(workspace)
    if has_errors(problems):
        raise Stopped(problems)
    came = any(delivery.sha256 == intake.origin.sha256 for delivery in deliveries)
    return not intake.equal or (came and not intake.files)


def _check_known(
    arrivals: Mapping[str, Sequence[Arrival]], read: CatalogueFiles, origin: Origin
) -> Iterator[Problem]:
    for key, found in arrivals.items():
        place = found[0].place if found else "1"
        if key not in read.indicators:
            hint = nearest(key, read.indicators) or "voeg haar toe aan de catalogus, met een CSV"
            yield Problem("indicator", origin.file, place, f"onbekende indicator '{key}'", hint)
            continue
        indicator = read.indicators[key]
        if origin.owner not in (indicator.deliverer, indicator.source):
            message = f"{key} wordt geleverd door {indicator.deliverer}, niet door {origin.owner}"
            yield Problem(
                "eigenaar",
                origin.file,
                place,
                message,
                "controleer --from, of owner in de catalogus",
            )


def _compared(
    workspace: Workspace,
    read: CatalogueFiles,
    arrivals: Mapping[str, Sequence[Arrival]],
    origin: Origin,
) -> Intake:
    """What a delivery changes, before anybody agreed to it. Raises Stopped when figures known have
    errors.
    """
    wanted = {key: read.files[key] for key in sorted(arrivals) if arrivals[key]}
    series, problems = read_observations(wanted, read.indicators)
    if has_errors(problems):
        raise Stopped(problems)
    notices: list[Notice] = []
    files: dict[str, bytes] = {}
    equal: dict[str, int] = {}
    for key, (path, name) in wanted.items():
        known, shown = (
            cells_of(series[key]),
            [protected(read.indicators[key], found) for found in arrivals[key]],
        )
        changes, cells = compare(key, known, shown, origin.is_partial)
        delivered = {
            (arrival.slice, arrival.observation.period): arrival.observation for arrival in shown
        }
        equal[key] = sum(known.get(cell) == seen for cell, seen in delivered.items())
        notices += [
            *changes,
            *_hidden(key, arrivals[key], shown),
            *_doubts(read.indicators[key], known, cells, changes, origin.is_partial),
        ]
        if changes:
            text, _ = read_text(path, name)
            merged = merged_csv(text or "", read.indicators[key], known, cells)
            _check_merged(merged, name, read.indicators[key])
            files[path.relative_to(workspace.data).as_posix()] = merged.encode()
    return Intake(origin, tuple(notices), equal, files)


def _doubts(
    indicator: Indicator,
    known: Mapping[Cell, Observation],
    cells: Mapping[Cell, Observation],
    changes: list[Notice],
    is_partial: bool,
) -> Iterator[Notice]:
    changed = {change.period for change in changes if change.kind is not NoticeKind.STATUS}
    yield from find_new_parts(indicator, known, changes)
    yield from find_doubts(indicator, cells, changes)
    yield from check_totals(indicator, known, cells, changed, is_partial)
    yield from check_hidden(indicator, cells, changed)


def _hidden(key: str, arrivals: Sequence[Arrival], shown: Sequence[Arrival]) -> Iterator[Notice]:
    """What came in with a value and may not be shown."""
    for came, made in zip(arrivals, shown, strict=True):
        if came.observation.value is not None and made.observation.value is None:
            yield Notice(
                NoticeKind.SUPPRESSED,
                key,
                made.slice,
                made.observation.period,
                new=made.observation,
            )


def _check_merged(text: str, name: str, indicator: Indicator) -> None:
    """What will be written is read once more by the rules of the project. Raises Stopped when it
    breaks one.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "series.csv"
        path.write_text(text, newline="")
        _, problems = read_observations({indicator.id: (path, name)}, {indicator.id: indicator})
    if has_errors(problems):
        raise Stopped(problems)


def _refusals(intake: Intake, consent: Consent) -> Iterator[Problem]:
    """One problem for each indicator and kind of finding that needs a consent that was not
    given.
    """
    for kinds, is_given, flag in (
        (REVISIONS, consent.revisions, "revisions"),
        (DOUBTS, consent.doubts, "doubts"),
    ):
        found = [notice for notice in intake.notices if notice.kind in kinds]
        for key in dict.fromkeys(notice.indicator for notice in found):
            if not is_given:
                count = sum(notice.indicator == key for notice in found)
                yield _refusal(intake.origin.file, key, count, flag)


def _refusal(file: str, indicator: str, count: int, flag: str) -> Problem:
    hint = f"bekijk ze hierboven; klopt het, gebruik dan --accept-{flag}"
    if flag == "revisions":
        message = f"{count} {'cijfer is' if count == 1 else 'cijfers zijn'} herzien of vervallen"
        return Problem("herziening", file, indicator, message, hint)
    message = f"{count} {'cijfer is' if count == 1 else 'cijfers zijn'} twijfelachtig"
    return Problem(
        "twijfel",
        file,
        indicator,
        message,
        hint.replace("klopt het", "klopt het volgens de leverancier"),
    )
