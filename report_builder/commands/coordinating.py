"""The commands of data coordinators: import, request and refresh."""

from __future__ import annotations

import argparse
from pathlib import Path

from report_builder.commands.common import DONE, STOPPED, Options, add_output, output_folder
from report_builder.console import Console, show, tell
from report_builder.problems import Stopped, Unusable, has_errors
from report_builder.workspace import Workspace, put_beside


def add(options: Options) -> None:
    """The commands of data coordinators: import, request and refresh."""
    imported = options.commands.add_parser(
        "import", parents=[options.basic], help="lees een levering in, of maak de laatste ongedaan"
    )
    imported.add_argument(
        "file", nargs="?", type=Path, metavar="BESTAND", help="een Excel-werkmap of CSV"
    )
    imported.add_argument(
        "--from", dest="owner", metavar="LEVERANCIER", help="wie het leverde, bijvoorbeeld IND"
    )
    imported.add_argument(
        "--profile", metavar="NAAM", help="het profiel in data/deliveries/profiles/"
    )
    imported.add_argument(
        "--accept-revisions", action="store_true", help="neem herziene en vervallen cijfers over"
    )
    imported.add_argument(
        "--accept-doubts", action="store_true", help="neem twijfelachtige cijfers over, na navraag"
    )
    imported.add_argument(
        "--dry-run", action="store_true", help="toon wat er verandert, en schrijf niets"
    )
    imported.add_argument(
        "--undo", action="store_true", help="zet terug wat er voor de laatste levering stond"
    )
    imported.set_defaults(run=_import)
    requested = options.commands.add_parser(
        "request", parents=[options.basic], help="een formulier voor wie cijfers levert"
    )
    requested.add_argument(
        "--owner", required=True, metavar="LEVERANCIER", help="wie levert, bijvoorbeeld IND"
    )
    requested.add_argument("--edition", metavar="EDITIE", help="de editie waarvoor (de nieuwste)")
    add_output(requested, "waar het formulier komt (output)")
    requested.set_defaults(run=_request)
    refreshed = options.commands.add_parser(
        "refresh", parents=[options.basic], help="haal nieuwe cijfers op bij CBS en Eurostat"
    )
    refreshed.add_argument(
        "--source", action="append", default=[], metavar="BRON", help="alleen van deze bron"
    )
    refreshed.add_argument(
        "--indicator", action="append", default=[], metavar="ID", help="alleen deze indicator"
    )
    refreshed.add_argument(
        "--dry-run", action="store_true", help="toon wat er zou veranderen, schrijf niets"
    )
    refreshed.add_argument(
        "--accept-revisions", action="store_true", help="neem herziene en vervallen cijfers over"
    )
    refreshed.add_argument(
        "--accept-doubts", action="store_true", help="neem cijfers over die twijfelachtig lijken"
    )
    refreshed.set_defaults(run=_refresh)


def _import(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.deliveries.arrivals import Consent
    from report_builder.deliveries.delivered_file import import_file, undo_last
    from report_builder.deliveries.notice_lines import intake_lines

    console = Console(asked.quiet)
    if asked.undo:
        delivery, files = undo_last(workspace)
        show(files)
        console.say(
            f"Teruggezet: de levering van {delivery.owner} van {delivery.delivered_on} "
            f"({delivery.file})"
        )
        return DONE
    if asked.file is None or asked.owner is None:
        raise Unusable(
            "noem het bestand en wie het leverde: report-builder import BESTAND --from IND"
        )
    consent = Consent(asked.accept_revisions, asked.accept_doubts, asked.dry_run)
    imported = import_file(workspace, asked.file, asked.owner, asked.profile, consent)
    intake = imported.intake
    show(imported.notes)
    show(intake_lines(intake, imported.indicators))
    if intake.refusals and not asked.dry_run:
        raise Stopped(intake.refusals)
    tell(intake.refusals)
    console.say(_outcome(intake.is_written, asked.dry_run))
    return STOPPED if intake.refusals else DONE


def _outcome(is_written: bool, is_dry_run: bool) -> str:
    if is_written:
        return "Ingelezen en vastgelegd in data/deliveries.csv"
    return (
        "Niets geschreven (--dry-run)"
        if is_dry_run
        else "Niets geschreven: dit bestand is al eerder ingelezen"
    )


def _request(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.deliveries.delivery_request import write_request

    edition = workspace.choose_edition(asked.edition)
    name, data = write_request(workspace, edition, asked.owner)
    folder = output_folder(workspace, asked) / edition.stem
    put_beside(folder, {name: data})
    Console(asked.quiet).say(f"Klaar: {folder / name}")
    return DONE


def _refresh(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.deliveries.arrivals import Consent
    from report_builder.deliveries.service_refresh import plan, refresh, refreshed_lines
    from report_builder.services.connection import Connection

    consent = Consent(asked.accept_revisions, asked.accept_doubts, asked.dry_run)
    request = plan(workspace, asked.source, asked.indicator)
    console = Console(asked.quiet)
    is_stopped = False
    for made in console.follow(
        "Diensten vragen", refresh(request, consent, Connection()), len(request.tables)
    ):
        show(refreshed_lines(made, request.catalogue.indicators))
        tell(made.problems)
        is_stopped = is_stopped or has_errors(made.problems)
    return STOPPED if is_stopped else DONE
