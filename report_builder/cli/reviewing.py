"""The commands of the round along reviewers: circulate and review."""

from __future__ import annotations

from pathlib import Path

from report_builder.build.filled_project import FilledProject, usable
from report_builder.build.inspection import inspect_project
from report_builder.cli.invocation import Invocation
from report_builder.cli.statuses import DONE, STOPPED
from report_builder.console import show, tell
from report_builder.exclusion import alone
from report_builder.jobs import Workers
from report_builder.model.edition import Release
from report_builder.problems import has_errors, in_order
from report_builder.rounds.outgoing_concept import circulate as note_circulation
from report_builder.rounds.review_round import take_back
from report_builder.wording.periods import date_text


def circulate(invocation: Invocation, version: str | None) -> int:
    """Note that a concept goes round."""
    workspace, edition = invocation.workspace, invocation.edition_file.stem
    with alone(workspace.root, "circulate"):
        noted = note_circulation(workspace, edition, invocation.output_folder, version)
    invocation.console.say(
        f"Klaar: versie {noted.version} gaat rond, genoteerd op {date_text(noted.date)} "
        f"in data/editions/{edition}; volgende concepten worden ermee vergeleken"
    )
    return DONE


def review(invocation: Invocation, files: tuple[Path, ...]) -> int:
    """Take in what reviewers and drafters sent back."""
    edition, output = invocation.edition_file, invocation.output_folder
    workspace, console = invocation.workspace, invocation.console

    def read_project() -> FilledProject:
        with Workers(invocation.jobs) as workers:
            release = Release.CONCEPT
            return usable(inspect_project(workspace, edition.stem, release, workers, console))

    with alone(workspace.root, "review"):
        result = take_back(workspace, edition, files, output, read_project)
    tell(in_order(result.problems))
    show(result.lines)
    if result.worklist is not None:
        console.say(f"Werklijst: {result.worklist}.html en .xlsx")
    if result.remarks is not None:
        count, total = sum(remark.is_open for remark in result.remarks), len(result.remarks)
        console.say(f"Nog te beantwoorden: {count} van {total} (data/editions/{edition.stem})")
    return STOPPED if has_errors(result.problems) else DONE
