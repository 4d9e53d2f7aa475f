"""The commands that answer questions: status, trace and compare."""

from __future__ import annotations

import argparse

from report_builder.commands.common import DONE, Options, add_output, output_folder, read_whole
from report_builder.console import Console, show
from report_builder.problems import Unusable
from report_builder.workspace import Workspace, put_beside, today


def add(options: Options) -> None:
    """The commands that answer questions: status, trace and compare."""
    status = options.commands.add_parser(
        "status", parents=[options.release], help="wat is actueel, wat is te laat, wie moet leveren"
    )
    status.set_defaults(run=_status)
    trace = options.commands.add_parser(
        "trace", parents=[options.release], help="waar een cijfer staat en waar het vandaan komt"
    )
    trace.add_argument("text", nargs="+", metavar="TEKST", help="een gedrukt cijfer of een indicator")
    trace.set_defaults(run=_trace)
    compared = options.commands.add_parser(
        "compare", parents=[options.basic], help="wat veranderde er tussen twee edities"
    )
    compared.add_argument("old", metavar="OUD", help="de oudste editie, bijvoorbeeld 2025")
    compared.add_argument("new", metavar="NIEUW", help="de nieuwste editie, bijvoorbeeld 2026")
    add_output(compared)
    compared.set_defaults(run=_compare)


def _status(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.checking import printed_in, usable
    from report_builder.intake.lock import read_lock
    from report_builder.intake.release_rules import under_embargo
    from report_builder.review.overview import status_lines
    from report_builder.review.route import route_lines
    from report_builder.values.observed import Observed
    from report_builder.values.states import indicator_states

    checked = read_whole(workspace, asked, asked.release)
    setup, _ = usable(checked)
    project = setup.project
    states = indicator_states(Observed(project), printed_in(checked))
    late = [state for state in states if state.documents and state.state in ("stale", "missing")]
    lock, _ = read_lock(workspace, workspace.choose_edition(project.edition.id))
    embargoed = under_embargo(project.catalogue, checked.prints.used())
    show(route_lines(project.edition, lock, late, embargoed, today()))
    show(status_lines(states, checked.titles, project.catalogue.deliveries))
    return DONE


def _trace(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.checking import printed_in, usable
    from report_builder.intake.own_rows import own_files, read_today
    from report_builder.model.state import OwnRows
    from report_builder.review.overview import find_printed, indicator_lines, trace_lines
    from report_builder.values.observed import Observed
    from report_builder.values.revised import revised
    from report_builder.values.states import indicator_states

    checked = read_whole(workspace, asked, asked.release)
    setup, _ = usable(checked)
    text = " ".join(asked.text)
    catalogue = setup.project.catalogue
    known = [
        state for state in indicator_states(Observed(setup.project), printed_in(checked)) if state.indicator.id == text
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
    from report_builder.comparing import compare_editions
    from report_builder.jobs import Workers
    from report_builder.review.comparison_tables import comparison_lines
    from report_builder.steps.comparison import write_comparison

    console = Console(asked.quiet)
    with Workers(asked.jobs) as workers:
        made = compare_editions(workspace, asked.old, asked.new, workers, console)
    folder = output_folder(workspace, asked) / asked.new
    files = write_comparison(made, today())
    put_beside(folder, files)
    show(comparison_lines(made))
    console.say(f"Klaar: {', '.join(str(folder / name) for name in files)}")
    return DONE
