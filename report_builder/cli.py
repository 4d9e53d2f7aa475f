"""The command line: what is asked, what is said, and the exit status (contract, section 4)."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from report_builder import __version__
from report_builder.console import Console, show, tell
from report_builder.fingerprint import find_record, keep_record, project_files, read_bytes, stamp
from report_builder.problems import Stopped, Unusable, has_errors
from report_builder.store import Store, default_folder
from report_builder.workspace import Workspace, put_beside, today

DONE, STOPPED, WRONG = 0, 1, 2
_RELEASES = ("concept", "definitief")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit status: 0 done, 1 stopped by problems in the project's files, 2 wrong usage."""
    asked = _parser().parse_args(arguments)
    try:
        if asked.command in _WITHOUT_PROJECT:
            return _WITHOUT_PROJECT[asked.command](asked)
        workspace = Workspace.open(asked.project)
        status: int = asked.run(workspace, asked)
        return status
    except Stopped as stopped:
        tell(stopped.problems)
        return STOPPED
    except Unusable as unusable:
        print(f"report-builder: {unusable}", file=sys.stderr)
        return WRONG
    except BrokenPipeError:  # who reads the result has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130


def _build(workspace: Workspace, asked: argparse.Namespace) -> int:
    edition = workspace.choose_edition(asked.edition)
    output: Path = asked.output or workspace.root / "output"
    store, console = Store(default_folder()), Console(asked.quiet)
    key = stamp(project_files(workspace), edition.stem, asked.release, output)
    folder = output / edition.stem / asked.release
    if not asked.document and (record := find_record(store, key, folder)):
        _publish(workspace, edition.stem, asked.release, folder)
        tell(record.problems)
        console.say(f"Niets gewijzigd: {folder}")
        return DONE
    # What builds is slow to import, and not needed when nothing changed.
    from report_builder.build import build, build_documents
    from report_builder.jobs import Workers
    from report_builder.model.edition import Release

    release = Release(asked.release)
    with Workers(asked.jobs) as workers:
        if asked.document:
            folder, problems = build_documents(
                workspace, edition.stem, release, output, asked.document, workers, console
            )
        else:
            folder, manifest, problems = build(workspace, edition.stem, release, output, workers, console)
            _publish(workspace, edition.stem, asked.release, folder)
            keep_record(store, key, manifest, problems)
    tell(problems)
    console.say(f"Klaar: {folder}")
    return DONE


def _publish(workspace: Workspace, edition: str, release: str, folder: Path) -> None:
    """Keep the numbers of the definitive release with the project, where later editions are compared with them."""
    path, made = workspace.published / f"{edition}.csv", read_bytes(folder / "numbers.csv")
    if release == "definitief" and not (path.is_file() and read_bytes(path) == made):
        put_beside(path.parent, {path.name: made})


def _checked(workspace: Workspace, asked: argparse.Namespace):  # type: ignore[no-untyped-def]
    from report_builder.checking import check
    from report_builder.jobs import Workers
    from report_builder.model.edition import Release

    with Workers(asked.jobs) as workers:
        return check(workspace, asked.edition, Release(asked.release), workers, Console(asked.quiet))


def _check(workspace: Workspace, asked: argparse.Namespace) -> int:
    checked = _checked(workspace, asked)
    tell(checked.problems)
    errors = sum(problem.is_error for problem in checked.problems)
    warnings = len(checked.problems) - errors
    Console(asked.quiet).say(
        f"{errors} {'fout' if errors == 1 else 'fouten'}, "
        f"{warnings} {'waarschuwing' if warnings == 1 else 'waarschuwingen'}"
    )
    return STOPPED if errors else DONE


def _status(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.checking import printed_in
    from report_builder.intake.lock import read_lock
    from report_builder.intake.settings import under_embargo
    from report_builder.review.overview import status_lines
    from report_builder.review.route import route_lines
    from report_builder.values.observed import Observed
    from report_builder.values.states import indicator_states

    checked = _checked(workspace, asked)
    if checked.setup is None or has_errors(checked.problems):
        raise Stopped(checked.problems)
    project = checked.setup.project
    states = indicator_states(Observed(project), printed_in(checked))
    late = [state for state in states if state.documents and state.state in ("stale", "missing")]
    lock, _ = read_lock(workspace, workspace.choose_edition(project.edition.id))
    embargoed = under_embargo(project.catalogue, checked.prints.used())
    show(route_lines(project.edition, lock, late, embargoed, today()))
    show(status_lines(states, checked.titles, project.catalogue.deliveries))
    return DONE


def _trace(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.checking import printed_in
    from report_builder.intake.own_rows import own_files, read_today
    from report_builder.model.state import OwnRows
    from report_builder.review.overview import find_printed, indicator_lines, trace_lines
    from report_builder.values.observed import Observed
    from report_builder.values.revised import revised
    from report_builder.values.states import indicator_states

    checked = _checked(workspace, asked)
    if checked.setup is None or has_errors(checked.problems):
        raise Stopped(checked.problems)
    text = " ".join(asked.text)
    catalogue = checked.setup.project.catalogue
    known = [
        state
        for state in indicator_states(Observed(checked.setup.project), printed_in(checked))
        if state.indicator.id == text
    ]
    found = find_printed(text, checked.values)
    files = own_files(workspace, workspace.choose_edition(asked.edition))
    own = OwnRows(files, revised(checked.setup.project, read_today(workspace, files)))
    for state in known:
        show(indicator_lines(state, catalogue, own))
    show(trace_lines(found, catalogue, checked.titles, own))
    if not found and not known:
        raise Unusable(f"'{text}' staat in geen enkel document, en is geen indicator")
    return DONE


def _catalogue(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.checking import printed_in
    from report_builder.steps.listing import write_catalogue
    from report_builder.values.observed import Observed
    from report_builder.values.states import indicator_states

    checked = _checked(workspace, asked)
    if checked.setup is None or has_errors(checked.problems):
        raise Stopped(checked.problems)
    states = indicator_states(Observed(checked.setup.project), printed_in(checked))
    house = checked.filled[checked.front.label].data if checked.front else checked.setup.house
    folder = (asked.output or workspace.root / "output") / checked.setup.project.edition.id
    put_beside(folder, write_catalogue(checked.setup, house, states))
    Console(asked.quiet).say(f"Klaar: {folder}")
    return DONE


def _new_edition(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.steps.rollover import list_again, roll_over
    from report_builder.steps.worklist import NAME, worklist_lines

    output: Path = asked.output or workspace.root / "output"
    make = list_again if asked.worklist else roll_over
    made = make(workspace, asked.year, asked.source, output)
    show(worklist_lines(made.items))
    console = Console(asked.quiet)
    if not asked.worklist:
        settings = workspace.data / "editions" / f"{asked.year}.toml"
        console.say(f"Klaar: {workspace.name(settings)}, met sjablonen in templates/{asked.year}/")
    console.say(f"Werklijst ({len(made.items)} punten): {output / asked.year / NAME}.html en .xlsx")
    return DONE


def _lock(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.checking import usable
    from report_builder.steps.locking import close_lock, open_lock

    edition = workspace.choose_edition(asked.edition).stem
    lock = open_lock(workspace, edition)
    checked = _checked(workspace, asked)
    setup, _ = usable(checked)
    made = close_lock(workspace, edition, lock, checked.prints, setup.project.catalogue.indicators)
    Console(asked.quiet).say(
        f"Klaar: editie {edition} is vergrendeld; {len(made.rows)} reeksen staan in data/editions/{edition}"
    )
    return DONE


def _unlock(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.steps.locking import release_lock

    edition = workspace.choose_edition(asked.edition).stem
    _, kept = release_lock(workspace, edition, asked.reason, asked.indicator)
    console = Console(asked.quiet)
    for key in kept:
        console.say(f"{key}: de eigen rijen van editie {edition} blijven staan")
    console.say(f"Klaar: editie {edition} is ontgrendeld")
    return DONE


def _archive(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.archiving import archive
    from report_builder.jobs import Workers

    edition, console = workspace.choose_edition(asked.edition).stem, Console(asked.quiet)
    with Workers(asked.jobs) as workers:
        path = archive(workspace, edition, asked.output or workspace.root / "output", workers, console)
    console.say(f"Klaar: {path}")
    return DONE


def _compare(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.comparing import compare_editions
    from report_builder.jobs import Workers
    from report_builder.review.comparison_tables import comparison_lines
    from report_builder.steps.comparison import write_comparison

    console = Console(asked.quiet)
    with Workers(asked.jobs) as workers:
        made = compare_editions(workspace, asked.old, asked.new, workers, console)
    folder = (asked.output or workspace.root / "output") / asked.new
    files = write_comparison(made, today())
    put_beside(folder, files)
    show(comparison_lines(made))
    console.say(f"Klaar: {', '.join(str(folder / name) for name in files)}")
    return DONE


def _import(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.deliveries.arrivals import Consent
    from report_builder.deliveries.importing import import_file, undo_last
    from report_builder.deliveries.telling import intake_lines

    console = Console(asked.quiet)
    if asked.undo:
        delivery, files = undo_last(workspace)
        show(files)
        console.say(f"Teruggezet: de levering van {delivery.owner} van {delivery.delivered_on} ({delivery.file})")
        return DONE
    if asked.file is None or asked.owner is None:
        raise Unusable("noem het bestand en wie het leverde: report-builder import BESTAND --from IND")
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
    return "Niets geschreven (--dry-run)" if is_dry_run else "Niets geschreven: dit bestand is al eerder ingelezen"


def _request(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.deliveries.request import write_request

    edition = workspace.choose_edition(asked.edition)
    name, data = write_request(workspace, edition, asked.owner)
    folder = (asked.output or workspace.root / "output") / edition.stem
    put_beside(folder, {name: data})
    Console(asked.quiet).say(f"Klaar: {folder / name}")
    return DONE


def _refresh(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.deliveries.arrivals import Consent
    from report_builder.services.connection import Connection
    from report_builder.steps.refreshing import plan, refresh, refreshed_lines

    consent = Consent(asked.accept_revisions, asked.accept_doubts, asked.dry_run)
    request = plan(workspace, asked.source, asked.indicator)
    console = Console(asked.quiet)
    is_stopped = False
    for made in console.follow("Diensten vragen", refresh(request, consent, Connection()), len(request.tables)):
        show(refreshed_lines(made, request.catalogue.indicators))
        tell(made.problems)
        is_stopped = is_stopped or has_errors(made.problems)
    return STOPPED if is_stopped else DONE


def _review(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.checking import check, numbers_for, usable
    from report_builder.jobs import Workers
    from report_builder.model.edition import Release
    from report_builder.review.feedback_tables import feedback_lines
    from report_builder.steps.reviewing import NAME, Handed, Issued, lay_all, write_reviewed

    console = Console(asked.quiet)
    with Workers(asked.jobs) as workers:
        checked = check(workspace, asked.edition, Release.CONCEPT, workers, console, with_pictures=True)
    setup, _ = usable(checked)
    folder = (asked.output or workspace.root / "output") / setup.project.edition.id
    firsts = [job for job in checked.all_jobs if job.label in (job.entry.id, "voorwerk")]
    handed = [Handed(job, checked.filled[job.label], numbers_for(checked, job)) for job in firsts]
    reviewed = lay_all(setup, handed, Issued(folder / Release.CONCEPT.value), asked.files)
    titles = {job.file: job.entry.title for job in firsts}
    put_beside(folder, write_reviewed(setup, reviewed, titles))
    show(feedback_lines(reviewed.found, reviewed.conflicts))
    console.say(f"Werklijst: {folder / NAME}.html en .xlsx")
    return DONE


def _print(asked: argparse.Namespace) -> int:
    from report_builder.review.registers import read_numbers
    from report_builder.steps.printing import print_file

    register = asked.file.with_name("numbers.csv")
    numbers = read_numbers(read_bytes(register)) if register.is_file() else {}
    data, problems = print_file(read_bytes(asked.file), asked.file, numbers, asked.accept_changes)
    if data is None:
        raise Stopped(problems)
    tell(problems)
    target: Path = asked.output or asked.file.with_suffix(".pdf")
    put_beside(target.parent, {target.name: data})
    print(target)
    return DONE


def _text(asked: argparse.Namespace) -> int:
    from report_builder.word.package import open_docx
    from report_builder.word.plain import text_lines

    document, problems = open_docx(read_bytes(asked.file), str(asked.file))
    if document is None:
        raise Stopped(problems)
    show(text_lines(document))
    return DONE


_WITHOUT_PROJECT = {"print": _print, "text": _text}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="report-builder", description="Schrijft de Staat van Migratie uit cijfers en sjablonen."
    )
    parser.add_argument("--version", action="version", version=f"report-builder {__version__}")
    commands = parser.add_subparsers(title="opdrachten", required=True, metavar="opdracht", dest="command")
    basic = argparse.ArgumentParser(add_help=False)
    basic.add_argument("--project", type=Path, default=Path(), metavar="MAP", help="de projectmap (deze map)")
    basic.add_argument(
        "--jobs", type=_count, metavar="N", help="hoeveel processen tegelijk (zoveel als er processoren zijn)"
    )
    basic.add_argument("--quiet", action="store_true", help="zeg niets over de voortgang")
    common = argparse.ArgumentParser(add_help=False, parents=[basic])
    common.add_argument("--edition", metavar="EDITIE", help="de editie, bijvoorbeeld 2026 (de nieuwste)")
    common.add_argument("--release", choices=_RELEASES, default="concept", help="waarvoor (concept)")
    build = commands.add_parser("build", parents=[common], help="maak het rapport, de brief en de nota")
    build.add_argument("--document", action="append", default=[], metavar="ID", help="maak alleen dit document")
    build.add_argument("--output", type=Path, metavar="MAP", help="waar de uitvoer komt (output)")
    build.set_defaults(run=_build)
    check = commands.add_parser("check", parents=[common], help="controleer alles zonder te bouwen")
    check.set_defaults(run=_check)
    status = commands.add_parser("status", parents=[common], help="wat is actueel, wat is te laat, wie moet leveren")
    status.set_defaults(run=_status)
    trace = commands.add_parser("trace", parents=[common], help="waar een cijfer staat en waar het vandaan komt")
    trace.add_argument("text", nargs="+", metavar="TEKST", help="een gedrukt cijfer of een indicator")
    trace.set_defaults(run=_trace)
    catalogue = commands.add_parser("catalogue", parents=[common], help="lijst van alle cijfers en figuren met hun tag")
    catalogue.add_argument("--output", type=Path, metavar="MAP", help="waar de uitvoer komt (output)")
    catalogue.set_defaults(run=_catalogue)
    rolled = commands.add_parser("new-edition", parents=[basic], help="begin de editie van een volgend jaar")
    rolled.add_argument("year", metavar="JAAR", help="het jaar van de nieuwe editie, bijvoorbeeld 2027")
    rolled.add_argument("--from", dest="source", metavar="EDITIE", help="de editie waarvan zij uitgaat (de nieuwste)")
    rolled.add_argument("--worklist", action="store_true", help="maak alleen de werklijst van een editie die er al is")
    rolled.add_argument("--output", type=Path, metavar="MAP", help="waar de werklijst komt (output)")
    rolled.set_defaults(run=_new_edition)
    _add_release(commands, basic)
    compared = commands.add_parser("compare", parents=[basic], help="wat veranderde er tussen twee edities")
    compared.add_argument("old", metavar="OUD", help="de oudste editie, bijvoorbeeld 2025")
    compared.add_argument("new", metavar="NIEUW", help="de nieuwste editie, bijvoorbeeld 2026")
    compared.add_argument("--output", type=Path, metavar="MAP", help="waar de uitvoer komt (output)")
    compared.set_defaults(run=_compare)
    _add_deliveries(commands, basic)
    _add_services(commands, basic)
    review = commands.add_parser("review", parents=[basic], help="lees wat reviewers terugstuurden in een werklijst")
    review.add_argument("files", nargs="+", type=Path, metavar="BESTAND", help="Word- en reviewbestanden")
    review.add_argument("--edition", metavar="EDITIE", help="de editie, bijvoorbeeld 2026 (de nieuwste)")
    review.add_argument(
        "--output", type=Path, metavar="MAP", help="waar de uitvoer staat en de werklijst komt (output)"
    )
    review.set_defaults(run=_review)
    printed = commands.add_parser("print", help="een bewerkt Word-bestand als PDF van dezelfde kwaliteit")
    printed.add_argument("file", type=Path, metavar="BESTAND", help="het Word-bestand")
    printed.add_argument("--accept-changes", action="store_true", help="aanvaard bijgehouden wijzigingen")
    printed.add_argument("--output", type=Path, metavar="PDF", help="de PDF (naast het Word-bestand)")
    text = commands.add_parser("text", help="een Word-bestand als leesbare tekst, om te vergelijken")
    text.add_argument("file", type=Path, metavar="BESTAND", help="het Word-bestand")
    return parser


def _add_deliveries(commands: Any, basic: argparse.ArgumentParser) -> None:
    """The commands for what organisations deliver."""
    imported = commands.add_parser("import", parents=[basic], help="lees een levering in, of maak de laatste ongedaan")
    imported.add_argument("file", nargs="?", type=Path, metavar="BESTAND", help="een Excel-werkmap of CSV")
    imported.add_argument("--from", dest="owner", metavar="LEVERANCIER", help="wie het leverde, bijvoorbeeld IND")
    imported.add_argument("--profile", metavar="NAAM", help="het profiel in data/deliveries/profiles/")
    imported.add_argument("--accept-revisions", action="store_true", help="neem herziene en vervallen cijfers over")
    imported.add_argument("--accept-doubts", action="store_true", help="neem twijfelachtige cijfers over, na navraag")
    imported.add_argument("--dry-run", action="store_true", help="toon wat er verandert, en schrijf niets")
    imported.add_argument("--undo", action="store_true", help="zet terug wat er voor de laatste levering stond")
    imported.set_defaults(run=_import)
    requested = commands.add_parser("request", parents=[basic], help="een formulier voor wie cijfers levert")
    requested.add_argument("--owner", required=True, metavar="LEVERANCIER", help="wie levert, bijvoorbeeld IND")
    requested.add_argument("--edition", metavar="EDITIE", help="de editie waarvoor (de nieuwste)")
    requested.add_argument("--output", type=Path, metavar="MAP", help="waar het formulier komt (output)")
    requested.set_defaults(run=_request)


def _add_services(commands: Any, basic: argparse.ArgumentParser) -> None:
    """The command for what sources give by themselves."""
    refreshed = commands.add_parser("refresh", parents=[basic], help="haal nieuwe cijfers op bij CBS en Eurostat")
    refreshed.add_argument("--source", action="append", default=[], metavar="BRON", help="alleen van deze bron")
    refreshed.add_argument("--indicator", action="append", default=[], metavar="ID", help="alleen deze indicator")
    refreshed.add_argument("--dry-run", action="store_true", help="toon wat er zou veranderen, schrijf niets")
    refreshed.add_argument("--accept-revisions", action="store_true", help="neem herziene en vervallen cijfers over")
    refreshed.add_argument("--accept-doubts", action="store_true", help="neem cijfers over die twijfelachtig lijken")
    refreshed.set_defaults(run=_refresh)


def _add_release(commands: Any, basic: argparse.ArgumentParser) -> None:
    """The commands around a release: lock, unlock and archive."""
    of_edition = argparse.ArgumentParser(add_help=False, parents=[basic])
    of_edition.add_argument("--edition", metavar="EDITIE", help="de editie, bijvoorbeeld 2026 (de nieuwste)")
    locked = commands.add_parser("lock", parents=[of_edition], help="leg de gegevens van een editie vast")
    locked.set_defaults(run=_lock, release="concept")
    unlocked = commands.add_parser(
        "unlock", parents=[of_edition], help="geef vastgelegde gegevens weer vrij, met een reden"
    )
    unlocked.add_argument("--reason", required=True, metavar="REDEN", help="waarom; dit wordt bewaard")
    unlocked.add_argument(
        "--indicator", action="append", default=[], metavar="ID", help="geef alleen dit cijfer vrij (alle)"
    )
    unlocked.set_defaults(run=_unlock)
    archived = commands.add_parser("archive", parents=[of_edition], help="bewaar een verstuurde editie in één bestand")
    archived.add_argument("--output", type=Path, metavar="MAP", help="waar de definitieve versie staat (output)")
    archived.set_defaults(run=_archive)


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError("kies 1 of meer")
    return count


if __name__ == "__main__":
    sys.exit(main())
