"""The command for what reviewers send back."""

from __future__ import annotations

import argparse
from pathlib import Path

from report_builder.commands.common import DONE, Options, add_output, output_folder, read_whole
from report_builder.console import Console, show
from report_builder.workspace import Workspace, put_beside


def add(options: Options) -> None:
    """The command for what reviewers send back: review."""
    review = options.commands.add_parser(
        "review", parents=[options.edition], help="lees wat reviewers terugstuurden in een werklijst"
    )
    review.add_argument("files", nargs="+", type=Path, metavar="BESTAND", help="Word- en reviewbestanden")
    add_output(review, "waar de uitvoer staat en de werklijst komt (output)")
    review.set_defaults(run=_review)


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
