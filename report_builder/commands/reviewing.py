"""The commands of the round along reviewers: circulate and review."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from report_builder.commands.common import DONE, Options, add_output, output_folder
from report_builder.console import Console, show
from report_builder.workspace import Workspace

if TYPE_CHECKING:
    pass


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
    from report_builder.rounds.outgoing_concept import circulate
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
    from report_builder.jobs import Workers
    from report_builder.rounds.review_round import take_back

    edition, console = workspace.choose_edition(asked.edition), Console(asked.quiet)
    output = output_folder(workspace, asked)
    with Workers(asked.jobs) as workers:
        result = take_back(workspace, edition, asked.files, output, workers, console)
    show(result.lines)
    if result.worklist is not None:
        console.say(f"Werklijst: {result.worklist}.html en .xlsx")
    if result.remarks is not None:
        count, total = sum(remark.is_open for remark in result.remarks), len(result.remarks)
        console.say(f"Nog te beantwoorden: {count} van {total} (data/editions/{edition.stem})")
    return DONE
