"""The commands of the round along reviewers: circulate and review."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from report_builder.commands.common import DONE, Options, add_output, output_folder, read_whole
from report_builder.console import Console, show
from report_builder.problems import Stopped, Unusable
from report_builder.workspace import Workspace, put_beside

if TYPE_CHECKING:
    from report_builder.build.release_setup import Setup
    from report_builder.model.remarks import Remark
    from report_builder.rounds.returned_files import Reviewed


def add(options: Options) -> None:
    """The commands of the round along reviewers: circulate and review."""
    circulated = options.commands.add_parser(
        "circulate",
        parents=[options.edition],
        help="noteer dat dit concept rondgaat; het volgende wordt ermee vergeleken",
    )
    circulated.add_argument(
        "--version", metavar="VERSIE", help="de versie die rondgaat (die het project nu maakt)"
    )
    add_output(circulated, "waar het concept staat (output)")
    circulated.set_defaults(run=_circulate)
    review = options.commands.add_parser(
        "review",
        parents=[options.edition],
        help="lees wat reviewers terugstuurden in een werklijst",
    )
    review.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="BESTAND",
        help="Word- en reviewbestanden, of de ingevulde opmerkingen.xlsx",
    )
    add_output(review, "waar de uitvoer staat en de werklijst komt (output)")
    review.set_defaults(run=_review)


def _circulate(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.rounds.circulating import circulate
    from report_builder.wording.periods import date_text

    edition = workspace.choose_edition(asked.edition).stem
    noted = circulate(workspace, edition, output_folder(workspace, asked), asked.version)
    Console(asked.quiet).say(
        f"Klaar: versie {noted.version} gaat rond, genoteerd op {date_text(noted.date)} "
        f"in data/editions/{edition}; "
        "volgende concepten worden ermee vergeleken"
    )
    return DONE


def _review(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.intake.remark_files import write_remarks
    from report_builder.rounds.answered_worklist import SUFFIX, answered

    file = workspace.choose_edition(asked.edition)
    books = [path for path in asked.files if path.suffix.lower() == SUFFIX]
    remarks = _remarks(workspace, file, books)
    if remarks is not None:
        remarks = answered(remarks, books)
    if files := [path for path in asked.files if path not in books]:
        remarks = _lay(workspace, asked, files, remarks)
    elif remarks is not None:
        write_remarks(file, remarks)
    if remarks is not None:
        count = sum(remark.is_open for remark in remarks)
        Console(asked.quiet).say(
            f"Nog te beantwoorden: {count} van {len(remarks)} (data/editions/{file.stem})"
        )
    return DONE


def _remarks(workspace: Workspace, file: Path, books: Sequence[Path]) -> Sequence[Remark] | None:
    """The remarks that an edition keeps; None when it keeps none. Raises Stopped when they cannot
    be read.
    """
    from report_builder.intake.remark_files import read_remarks
    from report_builder.intake.settings import read_edition

    edition, _, problems = read_edition(workspace, file)
    if edition is None:
        raise Stopped(problems)
    if not edition.review:
        if books:
            name = workspace.name(file)
            raise Unusable(
                f"editie {file.stem} houdt geen opmerkingen bij; zet review = true in {name}"
            )
        return None
    remarks, problems = read_remarks(workspace, file)
    if problems:
        raise Stopped(problems)
    return remarks


def _lay(
    workspace: Workspace,
    asked: argparse.Namespace,
    files: Sequence[Path],
    remarks: Sequence[Remark] | None,
) -> Sequence[Remark] | None:
    """Lay what came back on the report, and write the work list; return the remarks with those that
    came in.
    """
    from report_builder.intake.remark_files import write_remarks
    from report_builder.rounds.answered_worklist import check_written
    from report_builder.rounds.remark_tables import remark_lines
    from report_builder.rounds.returned_files import NAME, kept_remarks, still_open, write_reviewed

    setup, reviewed, titles = _read_back(workspace, asked, files)
    folder = output_folder(workspace, asked) / setup.project.edition.id
    ledger, takers = None, {}
    if remarks is not None:
        reviewed, ledger = kept_remarks(setup, reviewed, remarks)
        book = folder / f"{NAME}.xlsx"
        takers = check_written(book, str(book), ledger.remarks)
        write_remarks(workspace.choose_edition(asked.edition), ledger.remarks.values())
    put_beside(folder, write_reviewed(setup, reviewed, titles, ledger, takers))
    show(remark_lines(still_open(reviewed, ledger), reviewed.conflicts))
    Console(asked.quiet).say(f"Werklijst: {folder / NAME}.html en .xlsx")
    return tuple(ledger.remarks.values()) if ledger else None


def _read_back(
    workspace: Workspace, asked: argparse.Namespace, files: Sequence[Path]
) -> tuple[Setup, Reviewed, dict[str, str]]:
    """The project, what came back laid on it, and the title of the document that each template
    makes.
    """
    from report_builder.build.filled_project import numbers_for, usable
    from report_builder.model.edition import Release
    from report_builder.rounds.returned_files import Handed, Issued, lay_all

    checked = usable(read_whole(workspace, asked, "concept", with_pictures=True))
    setup = checked.setup
    firsts = [job for job in checked.all_jobs if job.label in (job.entry.id, "voorwerk")]
    handed = [Handed(job, checked.filled[job.label], numbers_for(checked, job)) for job in firsts]
    concept = output_folder(workspace, asked) / setup.project.edition.id / Release.CONCEPT.value
    titles = {job.file: job.entry.title for job in firsts}
    return setup, lay_all(setup, handed, Issued(concept), files), titles
