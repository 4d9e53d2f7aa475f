"""The commands of who edits: new-edition, lock, unlock and archive."""

from __future__ import annotations

import argparse
from pathlib import Path

from report_builder.commands.common import DONE, Options, add_output, output_folder, read_whole
from report_builder.console import Console, show
from report_builder.workspace import Workspace


def add(options: Options) -> None:
    """The commands of the editor: new-edition, lock, unlock and archive."""
    rolled = options.commands.add_parser(
        "new-edition", parents=[options.basic], help="begin de editie van een volgend jaar"
    )
    rolled.add_argument(
        "year", metavar="JAAR", help="het jaar van de nieuwe editie, bijvoorbeeld 2027"
    )
    rolled.add_argument(
        "--from",
        dest="source",
        metavar="EDITIE",
        help="de editie waarvan zij uitgaat (de nieuwste)",
    )
    rolled.add_argument(
        "--worklist",
        action="store_true",
        help="maak alleen de werklijst van een editie die er al is",
    )
    add_output(rolled, "waar de werklijst komt (output)")
    rolled.set_defaults(run=_new_edition)
    locked = options.commands.add_parser(
        "lock", parents=[options.edition], help="leg de gegevens van een editie vast"
    )
    locked.set_defaults(run=_lock)
    unlocked = options.commands.add_parser(
        "unlock",
        parents=[options.edition],
        help="geef vastgelegde gegevens weer vrij, met een reden",
    )
    unlocked.add_argument(
        "--reason", required=True, metavar="REDEN", help="waarom; dit wordt bewaard"
    )
    unlocked.add_argument(
        "--indicator",
        action="append",
        default=[],
        metavar="ID",
        help="geef alleen dit cijfer vrij (alle)",
    )
    unlocked.set_defaults(run=_unlock)
    archived = options.commands.add_parser(
        "archive", parents=[options.edition], help="bewaar een verstuurde editie in één bestand"
    )
    add_output(archived, "waar de definitieve versie staat (output)")
    archived.set_defaults(run=_archive)


def _new_edition(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.editions.rollover import list_again, roll_over
    from report_builder.editions.worklist import NAME, worklist_lines

    output: Path = output_folder(workspace, asked)
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
    from report_builder.build.filled_project import usable
    from report_builder.editions.edition_lock import close_lock, open_lock

    edition = workspace.choose_edition(asked.edition).stem
    lock = open_lock(workspace, edition)
    checked = usable(read_whole(workspace, asked, "concept"))
    made = close_lock(workspace, edition, lock, checked)
    Console(asked.quiet).say(
        f"Klaar: editie {edition} is vergrendeld; {len(made.rows)} reeksen staan in "
        f"data/editions/{edition}"
    )
    return DONE


def _unlock(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.editions.edition_lock import release_lock

    edition = workspace.choose_edition(asked.edition).stem
    _, kept = release_lock(workspace, edition, asked.reason, asked.indicator)
    console = Console(asked.quiet)
    for key in kept:
        console.say(f"{key}: de eigen rijen van editie {edition} blijven staan")
    console.say(f"Klaar: editie {edition} is ontgrendeld")
    return DONE


def _archive(workspace: Workspace, asked: argparse.Namespace) -> int:
    from report_builder.editions.archive import archive
    from report_builder.jobs import Workers

    edition, console = workspace.choose_edition(asked.edition).stem, Console(asked.quiet)
    with Workers(asked.jobs) as workers:
        path = archive(workspace, edition, output_folder(workspace, asked), workers, console)
    console.say(f"Klaar: {path}")
    return DONE
