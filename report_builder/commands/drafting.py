"""The commands of those who write: build, check, catalogue, print and text."""

from __future__ import annotations

import argparse
from pathlib import Path

from report_builder.commands.common import (
    DONE,
    STOPPED,
    Options,
    add_output,
    output_folder,
    read_whole,
)
from report_builder.console import Console, show, tell, tell_stopped
from report_builder.fingerprint import find_record, keep_record, project_files, read_bytes, stamp
from report_builder.problems import Stopped
from report_builder.store import Store, default_folder
from report_builder.workspace import Workspace, put_beside


def add(options: Options) -> None:
    """The commands of drafters: build, check, catalogue, print and text."""
    build = options.commands.add_parser(
        "build", parents=[options.release], help="maak het rapport, de brief en de nota"
    )
    build.add_argument(
        "--document", action="append", default=[], metavar="ID", help="maak alleen dit document"
    )
    add_output(build)
    build.set_defaults(run=_build)
    check = options.commands.add_parser(
        "check", parents=[options.release], help="controleer alles zonder te bouwen"
    )
    check.set_defaults(run=_check)
    catalogue = options.commands.add_parser(
        "catalogue", parents=[options.release], help="lijst van alle cijfers en figuren met hun tag"
    )
    add_output(catalogue)
    catalogue.set_defaults(run=_catalogue)
    printed = options.commands.add_parser(
        "print", help="een bewerkt Word-bestand als PDF van dezelfde kwaliteit"
    )
    printed.add_argument("file", type=Path, metavar="BESTAND", help="het Word-bestand")
    printed.add_argument(
        "--accept-changes", action="store_true", help="aanvaard bijgehouden wijzigingen"
    )
    printed.add_argument(
        "--output", type=Path, metavar="PDF", help="de PDF (naast het Word-bestand)"
    )
    printed.set_defaults(run_alone=_print)
    text = options.commands.add_parser(
        "text", help="een Word-bestand als leesbare tekst, om te vergelijken"
    )
    text.add_argument("file", type=Path, metavar="BESTAND", help="het Word-bestand")
    text.set_defaults(run_alone=_text)


def _build(workspace: Workspace, asked: argparse.Namespace) -> int:
    edition = workspace.choose_edition(asked.edition)
    output: Path = output_folder(workspace, asked)
    store, console = Store(default_folder()), Console(asked.quiet)
    key = stamp(project_files(workspace), edition.stem, asked.release, output)
    folder = output / edition.stem / asked.release
    if not asked.document and (record := find_record(store, key, folder)):
        _publish(workspace, edition.stem, asked.release, folder)
        tell(record.problems)
        console.say(f"Niets gewijzigd: {folder}")
        return DONE
    # What builds is slow to import, and not needed when nothing changed.
    from report_builder.build.pipeline import build, build_documents
    from report_builder.jobs import Workers
    from report_builder.model.edition import Release

    release = Release(asked.release)
    with Workers(asked.jobs) as workers:
        if asked.document:
            built = build_documents(
                workspace, edition.stem, release, output, asked.document, workers, console
            )
        else:
            built = build(workspace, edition.stem, release, output, workers, console)
            _publish(workspace, edition.stem, asked.release, built.folder)
            if stamp(project_files(workspace), edition.stem, asked.release, output) == key:
                keep_record(store, key, built.manifest, built.problems)
    tell(built.problems)
    console.say(f"Klaar: {built.folder}")
    return DONE


def _publish(workspace: Workspace, edition: str, release: str, folder: Path) -> None:
    """Keep the numbers of the definitive release with the project, where later editions are
    compared with them.
    """
    path, made = workspace.published / f"{edition}.csv", read_bytes(folder / "numbers.csv")
    if release == "definitief" and not (path.is_file() and read_bytes(path) == made):
        put_beside(path.parent, {path.name: made})


def _check(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.build.filled_project import stop_of

    checked = read_whole(workspace, asked, asked.release)
    tell_stopped(stop_of(checked))
    errors = sum(problem.is_error for problem in checked.problems)
    warnings = len(checked.problems) - errors
    Console(asked.quiet).say(
        f"{errors} {'fout' if errors == 1 else 'fouten'}, "
        f"{warnings} {'waarschuwing' if warnings == 1 else 'waarschuwingen'}"
    )
    return STOPPED if errors else DONE


def _catalogue(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.build.filled_project import printed_in, usable
    from report_builder.editions.catalogue_listing import write_catalogue
    from report_builder.values.dataset import Dataset
    from report_builder.values.indicator_states import indicator_states

    checked = usable(read_whole(workspace, asked, asked.release))
    setup = checked.setup
    states = indicator_states(Dataset(setup.project), printed_in(checked))
    house = checked.house or setup.house
    folder = output_folder(workspace, asked) / setup.project.edition.id
    put_beside(folder, write_catalogue(setup, house, states))
    Console(asked.quiet).say(f"Klaar: {folder}")
    return DONE


def _print(asked: argparse.Namespace) -> int:
    from report_builder.build.edited_pdf import print_file
    from report_builder.registers.numbers import read_texts

    register = asked.file.with_name("numbers.csv")
    numbers = read_texts(read_bytes(register)) if register.is_file() else {}
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
    from report_builder.word.read.plain_text import text_lines

    document, problems = open_docx(read_bytes(asked.file), str(asked.file))
    if document is None:
        raise Stopped(problems)
    show(text_lines(document))
    return DONE
