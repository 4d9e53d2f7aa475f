"""The commands of the editor: lock, unlock, archive and new-edition."""

from __future__ import annotations

from pathlib import Path

from report_builder.cli.invocation import Invocation
from report_builder.cli.statuses import DONE
from report_builder.console import show
from report_builder.editions.archive import archive as write_archive
from report_builder.editions.begun_edition import undo_edition
from report_builder.editions.edition_lock import lock_edition, release_lock
from report_builder.editions.rollover import list_again, roll_over
from report_builder.editions.starter import write_starter
from report_builder.editions.worklist import NAME, worklist_lines
from report_builder.exclusion import alone
from report_builder.jobs import Workers
from report_builder.problems import Unusable


def init(invocation: Invocation, folder: Path) -> int:
    """Write a small project to begin with."""
    write_starter(folder)
    invocation.console.say(f"Klaar: {folder}; lees verder in {folder / 'LEESMIJ.md'}")
    return DONE


def lock(invocation: Invocation, by: str | None) -> int:
    """Freeze the figures of an edition."""
    workspace, edition = invocation.workspace, invocation.edition_file.stem
    with alone(workspace.root, "lock"), Workers(invocation.jobs) as workers:
        closed = lock_edition(workspace, edition, workers, invocation.console, by or "")
    invocation.console.say(
        f"Klaar: editie {edition} is vergrendeld; {len(closed.rows)} reeksen staan in "
        f"data/editions/{edition}"
    )
    return DONE


def unlock(invocation: Invocation, reason: str, indicators: tuple[str, ...], by: str | None) -> int:
    """Let frozen figures go again."""
    edition, console = invocation.edition_file.stem, invocation.console
    workspace = invocation.workspace
    with alone(workspace.root, "unlock"):
        _, kept = release_lock(workspace, edition, reason, indicators, by or "")
    for key in kept:
        console.say(f"{key}: de eigen rijen van editie {edition} blijven staan")
    console.say(f"Klaar: editie {edition} is ontgrendeld")
    return DONE


def archive(invocation: Invocation) -> int:
    """Write an edition that was sent into one file."""
    edition, output = invocation.edition_file.stem, invocation.output_folder
    workspace, console = invocation.workspace, invocation.console
    with Workers(invocation.jobs) as workers:
        path = write_archive(workspace, edition, output, workers, console)
    console.say(f"Klaar: {path}")
    return DONE


def new_edition(
    invocation: Invocation, year: str, source: str | None, only_worklist: bool, undo: bool
) -> int:
    """Begin the edition of a later year, list again what is left to do in it, or undo it."""
    if undo and only_worklist:
        raise Unusable("--undo en --worklist gaan niet samen; kies een van beide")
    if undo:
        return _undo_edition(invocation, year, source)
    workspace, output = invocation.workspace, invocation.output_folder
    make = list_again if only_worklist else roll_over
    with alone(workspace.root, f"new-edition {year}"):
        edition = make(workspace, year, source, output)
    show(worklist_lines(edition.items))
    if not only_worklist:
        settings = workspace.name(workspace.data / "editions" / f"{year}.toml")
        invocation.console.say(f"Klaar: {settings}, met sjablonen in templates/{year}/")
    path = f"{output / year / NAME}.html en .xlsx"
    invocation.console.say(f"Werklijst ({len(edition.items)} punten): {path}")
    return DONE


def _undo_edition(invocation: Invocation, year: str, source: str | None) -> int:
    workspace, output = invocation.workspace, invocation.output_folder
    with alone(workspace.root, f"new-edition {year} --undo"):
        names = undo_edition(workspace, year, source, output)
    show(names)
    newest = workspace.choose_edition(None).stem
    invocation.console.say(f"Ongedaan gemaakt: editie {year}; de nieuwste is weer editie {newest}")
    return DONE
