"""The commands that answer questions: status, trace and compare."""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from typing import TYPE_CHECKING

from report_builder.commands.common import DONE, Options, add_output, output_folder, read_whole
from report_builder.console import Console, show
from report_builder.problems import Unusable
from report_builder.workspace import Workspace, put_beside, replaced, today

if TYPE_CHECKING:
    from report_builder.model.state import EditionStatus


def add(options: Options) -> None:
    """The commands that answer questions: status, trace and compare."""
    status = options.commands.add_parser(
        "status", parents=[options.release], help="wat is actueel, wat is te laat, wie moet leveren"
    )
    status.add_argument(
        "--since",
        type=_day,
        metavar="DATUM",
        help="toon wat er sinds die dag binnenkwam (een week)",
    )
    status.add_argument(
        "--mails", action="store_true", help="schrijf een mail met formulier voor wie te laat is"
    )
    status.add_argument(
        "--json", action="store_true", help="toon alles als JSON, voor andere programma's"
    )
    add_output(status)
    status.set_defaults(run=_status)
    trace = options.commands.add_parser(
        "trace", parents=[options.release], help="waar een cijfer staat en waar het vandaan komt"
    )
    trace.add_argument(
        "text", nargs="+", metavar="TEKST", help="een gedrukt cijfer of een indicator"
    )
    trace.set_defaults(run=_trace)
    compared = options.commands.add_parser(
        "compare", parents=[options.basic], help="wat veranderde er tussen twee edities"
    )
    compared.add_argument("old", metavar="OUD", help="de oudste editie, bijvoorbeeld 2025")
    compared.add_argument("new", metavar="NIEUW", help="de nieuwste editie, bijvoorbeeld 2026")
    add_output(compared)
    compared.set_defaults(run=_compare)


def _day(text: str) -> date:
    """A day as people write it: 2026-06-14, 14-6-2026 or 14 juni 2026."""
    from report_builder.deliveries.period_notation import read_period
    from report_builder.model.period import Frequency
    from report_builder.problems import Fault

    try:
        return read_period(text, Frequency.DAY)[0].first
    except Fault as fault:
        raise argparse.ArgumentTypeError(
            f"'{text}' is geen dag; schrijf bijvoorbeeld 2026-06-14"
        ) from fault


def _status(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.model.edition import Release
    from report_builder.registers.status_json import status_json
    from report_builder.registers.status_report import status_lines

    status = _edition_status(workspace, asked)
    show([status_json(status, Release(asked.release))] if asked.json else status_lines(status))
    if asked.mails:
        _write_mails(workspace, status, asked)
    return DONE


def _edition_status(workspace: Workspace, asked: argparse.Namespace) -> EditionStatus:
    from report_builder.build.filled_project import printed_in, usable
    from report_builder.build.gates import gate_states
    from report_builder.intake.lock_files import read_lock
    from report_builder.intake.release_rules import under_embargo
    from report_builder.intake.remark_files import read_remarks
    from report_builder.model.state import EditionStatus
    from report_builder.values.dataset import Dataset
    from report_builder.values.indicator_states import indicator_states

    checked = usable(read_whole(workspace, asked, asked.release))
    setup = checked.setup
    project, day = setup.project, today()
    lock, _ = read_lock(workspace, workspace.choose_edition(project.edition.id))
    remarks, _ = read_remarks(workspace, workspace.choose_edition(project.edition.id))
    return EditionStatus(
        project.edition,
        project.catalogue,
        tuple(indicator_states(Dataset(project), printed_in(checked))),
        checked.titles,
        lock,
        tuple(under_embargo(project.catalogue, checked.prints.used())),
        sum(remark.is_open for remark in remarks) if project.edition.review else 0,
        day,
        asked.since or day - timedelta(days=7),
        gate_states(workspace, checked),
    )


def _write_mails(workspace: Workspace, status: EditionStatus, asked: argparse.Namespace) -> None:
    """A mail for each owner that is late, with the form where it delivers; those of an earlier time
    go.
    """
    from report_builder.deliveries.arrivals import plain_name
    from report_builder.deliveries.delivery_request import write_request
    from report_builder.registers.mails import delivers, mail_text, owners_to_ask

    edition = workspace.choose_edition(status.edition.id)
    folder = output_folder(workspace, asked) / status.edition.id / "mails"
    files: dict[str, bytes] = {}
    for owner, states in owners_to_ask(status).items():
        form = ""
        if delivers(states):
            form, files[form] = write_request(workspace, edition, owner)
        files[f"{plain_name(owner)}.txt"] = mail_text(status, owner, states, form).encode()
    with replaced(folder) as draft:
        put_beside(draft, files)
    mails = sum(name.endswith(".txt") for name in files)
    Console(asked.quiet).say(f"Klaar: {mails} {'mail' if mails == 1 else 'mails'} in {folder}")


def _trace(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.build.filled_project import printed_in, usable
    from report_builder.intake.own_rows import own_files, read_today
    from report_builder.model.state import OwnRows
    from report_builder.registers.trace_report import find_printed, indicator_lines, trace_lines
    from report_builder.values.dataset import Dataset
    from report_builder.values.indicator_states import indicator_states
    from report_builder.values.revised import revised

    checked = usable(read_whole(workspace, asked, asked.release))
    setup = checked.setup
    text = " ".join(asked.text)
    catalogue = setup.project.catalogue
    known = [
        state
        for state in indicator_states(Dataset(setup.project), printed_in(checked))
        if state.indicator.id == text
    ]
    found = find_printed(text, checked.values)
    files = own_files(workspace, workspace.choose_edition(asked.edition))
    own = OwnRows(files, revised(setup.project, read_today(workspace, files)))
    for state in known:
        show(indicator_lines(state, catalogue, own))
    show(trace_lines(found, catalogue, checked.titles, own))
    if not found and not known:
        raise Unusable(f"'{text}' staat in geen enkel document, en is geen indicator")
    return DONE


def _compare(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.build.edition_differences import write_comparison
    from report_builder.editions.comparison import compare_editions
    from report_builder.jobs import Workers
    from report_builder.registers.comparison_tables import comparison_lines

    console = Console(asked.quiet)
    with Workers(asked.jobs) as workers:
        made = compare_editions(workspace, asked.old, asked.new, workers, console)
    folder = output_folder(workspace, asked) / asked.new
    files = write_comparison(made, today())
    put_beside(folder, files)
    show(comparison_lines(made))
    console.say(f"Klaar: {', '.join(str(folder / name) for name in files)}")
    return DONE
