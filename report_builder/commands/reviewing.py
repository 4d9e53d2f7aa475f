"""The commands of the round along reviewers: circulate and review."""

from __future__ import annotations

import argparse
from pathlib import Path

from report_builder.commands.common import DONE, Options, add_output, output_folder, read_whole
from report_builder.console import Console, show
from report_builder.workspace import Workspace, put_beside


def add(options: Options) -> None:
    """The commands of the round along reviewers: circulate and review."""
    circulated = options.commands.add_parser(
        "circulate",
        parents=[options.edition],
        help="noteer dat dit concept rondgaat; het volgende wordt ermee vergeleken",
    )
    circulated.add_argument("--version", metavar="VERSIE", help="de versie die rondgaat (die het project nu maakt)")
    add_output(circulated, "waar het concept staat (output)")
    circulated.set_defaults(run=_circulate)
    review = options.commands.add_parser(
        "review", parents=[options.edition], help="lees wat reviewers terugstuurden in een werklijst"
    )
    review.add_argument("files", nargs="+", type=Path, metavar="BESTAND", help="Word- en reviewbestanden")
    add_output(review, "waar de uitvoer staat en de werklijst komt (output)")
    review.set_defaults(run=_review)


def _circulate(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.steps.circulating import circulate
    from report_builder.wording.periods import date_text

    edition = workspace.choose_edition(asked.edition).stem
    noted = circulate(workspace, edition, output_folder(workspace, asked), asked.version)
    Console(asked.quiet).say(
        f"Klaar: versie {noted.version} gaat rond, genoteerd op {date_text(noted.date)} in data/editions/{edition}; "
        "volgende concepten worden ermee vergeleken"
    )
    return DONE


def _review(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.checking import numbers_for, usable
    from report_builder.model.edition import Release
    from report_builder.review.feedback_tables import feedback_lines
    from report_builder.steps.reviewing import NAME, Handed, Issued, lay_all, write_reviewed

    console = Console(asked.quiet)
    checked = read_whole(workspace, asked, "concept", with_pictures=True)
    setup, _ = usable(checked)
    folder = output_folder(workspace, asked) / setup.project.edition.id
    firsts = [job for job in checked.all_jobs if job.label in (job.entry.id, "voorwerk")]
    handed = [Handed(job, checked.filled[job.label], numbers_for(checked, job)) for job in firsts]
    reviewed = lay_all(setup, handed, Issued(folder / Release.CONCEPT.value), asked.files)
    titles = {job.file: job.entry.title for job in firsts}
    put_beside(folder, write_reviewed(setup, reviewed, titles))
    show(feedback_lines(reviewed.found, reviewed.conflicts))
    console.say(f"Werklijst: {folder / NAME}.html en .xlsx")
    return DONE
