"""The commands of data coordinators: import, request and refresh."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from report_builder.build.edition_status import make_form
from report_builder.build.foresight import foresee as foresee_problems
from report_builder.cli.fault_log import describe_fault
from report_builder.cli.invocation import Invocation
from report_builder.cli.statuses import DONE, STOPPED
from report_builder.console import show, tell
from report_builder.deliveries.agreements import own_account
from report_builder.deliveries.arrivals import Consent, Foresee
from report_builder.deliveries.delivered_file import Imported, import_file, undo_last
from report_builder.deliveries.deliverer_report import make_report, own_problems, report_folder
from report_builder.deliveries.notice_lines import intake_lines
from report_builder.deliveries.refresh_plan import plan
from report_builder.deliveries.same_faults import gathered
from report_builder.deliveries.service_refresh import refresh as refresh_tables
from report_builder.deliveries.service_refresh import refreshed_lines
from report_builder.jobs import Workers
from report_builder.problems import Stopped, Unusable, has_errors
from report_builder.services.connection import Connection
from report_builder.workspace import put_beside, replaced


def import_delivery(
    invocation: Invocation,
    file: Path | None,
    owner: str | None,
    profile: str | None,
    undo: bool,
    reason: str | None,
    by: str | None,
) -> int:
    """Take in a delivery, or undo the last one."""
    if undo:
        return _undo(invocation)
    if file is None or owner is None:
        message = "noem het bestand en wie het leverde: report-builder import BESTAND --from IND"
        raise Unusable(message)
    consent, is_dry_run = _consent(invocation, reason, by), invocation.dry_run
    foresee = _foresight(invocation)
    imported = import_file(invocation.workspace, file, owner, profile, consent, foresee)
    show((*imported.notes, *imported.said))
    tell(imported.warnings)
    intake = imported.intake
    if invocation.with_report:
        _write_report(invocation, imported)
    if intake is None:
        raise Stopped(gathered(imported.problems), proposal=imported.proposal)
    show(intake_lines(intake, imported.indicators))
    tell(intake.consequences)
    if intake.refusals and not is_dry_run:
        raise Stopped(intake.refusals)
    tell(intake.refusals)
    invocation.console.say(_outcome(intake.is_written, is_dry_run))
    return STOPPED if intake.refusals else DONE


def _write_report(invocation: Invocation, imported: Imported) -> None:
    """What goes back to who delivered, in a folder of its own; that of an earlier time goes."""
    edition = invocation.edition_file
    files = make_report(invocation.workspace, edition, imported)
    if not files:
        invocation.console.say(
            "Geen terugmelding: dit is in het profiel of de catalogus op te lossen"
        )
        return
    folder = invocation.output_folder / edition.stem / report_folder(imported)
    with replaced(folder) as draft:
        put_beside(draft, files)
    invocation.console.say(f"Terugmelding voor de leverancier: {folder}")
    if own := own_problems(imported):
        invocation.console.say(f"Niet in de terugmelding: {own} meldingen die u zelf oplost")


def _consent(invocation: Invocation, reason: str | None, by: str | None) -> Consent:
    """What may be taken over, why and by whom, and whether anything is written."""
    return Consent(
        invocation.accept_revisions,
        invocation.accept_doubts,
        invocation.accept_breaks,
        reason or "",
        by or own_account(),
        invocation.dry_run,
    )


def _foresight(invocation: Invocation) -> Foresee:
    """Finds what goes wrong in the templates with new figures."""
    return partial(foresee_problems, invocation.workspace, invocation.jobs)


def _undo(invocation: Invocation) -> int:
    delivery, files = undo_last(invocation.workspace)
    show(files)
    invocation.console.say(
        f"Teruggezet: de levering van {delivery.owner} van {delivery.delivered_on} "
        f"({delivery.file})"
    )
    return DONE


def _outcome(is_written: bool, is_dry_run: bool) -> str:
    if is_written:
        return "Ingelezen en vastgelegd in data/deliveries.csv"
    if is_dry_run:
        return "Niets geschreven (--dry-run)"
    return "Niets geschreven: dit bestand is al eerder ingelezen"


def request(invocation: Invocation, owner: str) -> int:
    """Write the form for an owner."""
    edition, workspace = invocation.edition_file, invocation.workspace
    with Workers(invocation.jobs) as workers:
        name, data = make_form(workspace, edition.stem, owner, workers, invocation.console)
    folder = invocation.output_folder / edition.stem
    put_beside(folder, {name: data})
    invocation.console.say(f"Klaar: {folder / name}")
    return DONE


def refresh(
    invocation: Invocation,
    sources: tuple[str, ...],
    indicators: tuple[str, ...],
    reason: str | None,
    by: str | None,
) -> int:
    """Fetch new figures from services, table by table."""
    wanted = plan(invocation.workspace, sources, indicators)
    tell(wanted.others)
    is_stopped = has_errors(wanted.others)
    foresee, consent = _foresight(invocation), _consent(invocation, reason, by)
    fetched = refresh_tables(wanted, consent, Connection(), foresee, describe_fault)
    for table in invocation.console.follow("Diensten vragen", fetched, len(wanted.tables)):
        show(refreshed_lines(table, wanted.catalogue.indicators))
        tell(table.problems)
        is_stopped = is_stopped or table.is_refused
    return STOPPED if is_stopped else DONE
