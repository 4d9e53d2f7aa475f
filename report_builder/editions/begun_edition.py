"""Undoing an edition that was begun by mistake: as long as nothing was done in it, everything is
again as it was before.

What its beginning would write is worked out anew. Where a byte differs, or anything came of the
edition since, nothing is undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from report_builder.drafts import draft_folder, sync
from report_builder.editions.rollover import (
    NewEdition,
    plan_edition,
    require_year,
    with_items,
    worklist_files,
)
from report_builder.editions.worklist import NAME
from report_builder.fingerprint import read_bytes
from report_builder.half_made import half_until
from report_builder.problems import Problem, Stopped, Unusable
from report_builder.workspace import REMARKS, Workspace

_CODE = "ongedaan"
_LISTS = (f"{NAME}.html", f"{NAME}.xlsx")
_KEPT = {
    "lock.toml": "de gegevens van deze editie zijn vastgelegd, of waren dat",
    REMARKS: "hier staan reacties op deze editie in",
}
_STAYS = "deze editie blijft zolang dit er is; verplaats het als u het niet meer nodig hebt"


def find_begun(workspace: Workspace, year: str, source: str | None) -> NewEdition:
    """The newest edition as it was begun from another one, by default the one before it; without
    its work list. Raises Unusable where it is not the newest, or was not begun from another, and
    Stopped when the files of that one hold errors.
    """
    require_year(year)
    newest = workspace.choose_edition(None).stem
    if workspace.choose_edition(year).stem != newest:
        raise Unusable(f"alleen de nieuwste editie is ongedaan te maken, en dat is editie {newest}")
    before = workspace.editions_before(year)
    if not before:
        raise Unusable(f"voor editie {year} is er geen eerdere, waar zij uit begonnen kan zijn")
    return plan_edition(workspace, year, source or before[0])


def find_untouched(workspace: Workspace, output: Path) -> str | None:
    """The newest edition, when it was begun from the one before it and neither its settings nor its
    templates were changed since; None otherwise. Its work list is not looked at: that takes long.
    """
    try:
        begun = find_begun(workspace, workspace.choose_edition(None).stem, None)
        change = next(find_changes(workspace, begun, output), None)
    except (Stopped, Unusable, OSError):
        return None
    return None if change else begun.edition.id


def find_changes(workspace: Workspace, begun: NewEdition, output: Path) -> Iterator[Problem]:
    """What was done in an edition since it was begun, but for its work list: why it cannot be
    undone. What takes least to find comes first.
    """
    yield from _what_came_of_it(workspace, begun.edition.id, output)
    yield from _changed_files(workspace, begun)
    yield from _added_files(workspace, begun)


def _what_came_of_it(workspace: Workspace, year: str, output: Path) -> Iterator[Problem]:
    for path in _inside(workspace.data / "editions" / year):
        message = _KEPT.get(path.name, "dit is sinds het begin bij deze editie gekomen")
        yield _problem(workspace, path, message, _STAYS)
    places = {
        workspace.returned / year: "hier staat wat er bij deze editie terugkwam of besloten is",
        workspace.earlier / "templates" / year: "hier staan eerdere versies van haar sjablonen",
        workspace.published / f"{year}.csv": "van deze editie is de definitieve versie gemaakt",
        workspace.published_lock(year): "van deze editie is de definitieve versie gemaakt",
    }
    for path, message in places.items():
        if path.exists():
            yield _problem(workspace, path, message, _STAYS)
    for path in _inside(output / year):
        if path.name not in _LISTS:
            yield _problem(workspace, path, "dit is van deze editie gemaakt", _STAYS)


def _changed_files(workspace: Workspace, begun: NewEdition) -> Iterator[Problem]:
    settings = _settings(workspace, begun.edition.id)
    if read_bytes(settings) != begun.text.encode():
        source = f"data/editions/{begun.source.id}.toml"
        message = f"dit bestand is gewijzigd sinds de editie begon, of {source} is dat"
        yield _problem(workspace, settings, message, _way_out(begun))
    for name, data in begun.templates.items():
        path = workspace.templates / name
        if not path.is_file():
            message = "dit sjabloon is weg sinds de editie begon"
            yield _problem(workspace, path, message, _way_out(begun))
        elif read_bytes(path) != data:
            original = f"templates/{begun.copied[name]}"
            message = f"dit sjabloon is gewijzigd sinds de editie begon, of {original} is dat"
            yield _problem(workspace, path, message, _way_out(begun))


def _added_files(workspace: Workspace, begun: NewEdition) -> Iterator[Problem]:
    templates = {workspace.templates / name for name in begun.templates}
    for path in sorted((workspace.templates / begun.edition.id).rglob("*")):
        if path not in templates and not path.is_dir():
            yield _problem(workspace, path, "dit is er sinds het begin bij gekomen", _STAYS)


def _way_out(begun: NewEdition) -> str:
    year = begun.edition.id
    return (
        f"hebt u de editie niet nodig, verplaats dan zelf data/editions/{year}.toml en "
        f"templates/{year}/"
    )


def plan_lists(workspace: Workspace, begun: NewEdition, output: Path) -> dict[Path, bytes]:
    """What each form of the work list that is there would hold now. Raises Stopped where that
    cannot be told.
    """
    folder = output / begun.edition.id
    if not any((folder / name).is_file() for name in _LISTS):
        return {}
    files = worklist_files(with_items(workspace, begun))
    paths = {folder / name: data for name, data in files.items()}
    return {path: data for path, data in paths.items() if path.is_file()}


def find_list_changes(
    workspace: Workspace, begun: NewEdition, lists: Mapping[Path, bytes]
) -> Iterator[Problem]:
    """Which form of the work list is not as it would be made now."""
    hint = (
        f"verplaats dit bestand, of maak het opnieuw met new-edition {begun.edition.id} "
        "--worklist; wat u erin afvinkte, is dan weg"
    )
    for path, data in lists.items():
        if read_bytes(path) != data:
            message = "deze werklijst is gewijzigd, of er zou nu iets anders in staan"
            yield _problem(workspace, path, message, hint)


def undo_edition(
    workspace: Workspace, year: str, source: str | None, output: Path
) -> tuple[str, ...]:
    """Undo the newest edition, all of it or nothing; return the names of what went.

    Raises Stopped with everything that was done in the edition since, and what `find_begun` does.
    A work list outside the project stays where the program is killed.
    """
    begun = find_begun(workspace, year, source)
    lists = plan_lists(workspace, begun, output)
    changes = [
        *find_changes(workspace, begun, output),
        *find_list_changes(workspace, begun, lists),
    ]
    if changes:
        raise Stopped(changes)
    names = gone_files(workspace, begun, output)
    _take_away(workspace, begun, lists)
    _take_lists_away(output / year, lists)
    return names


def gone_files(workspace: Workspace, begun: NewEdition, output: Path) -> tuple[str, ...]:
    """The names of what goes with an edition that is undone."""
    folder = output / begun.edition.id
    lists = (folder / name for name in _LISTS if (folder / name).is_file())
    templates = (workspace.templates / name for name in begun.templates)
    paths = (_settings(workspace, begun.edition.id), *templates, *lists)
    return tuple(_shown(workspace, path) for path in paths)


def _take_away(workspace: Workspace, begun: NewEdition, lists: Mapping[Path, bytes]) -> None:
    """Remove the settings; the rest is half of a whole by then, and goes with them."""
    year = begun.edition.id
    folder, settings = workspace.templates / year, _settings(workspace, year)
    with half_until(workspace.root, folder, settings, begun.own_templates, lists):
        # Where no draft can be made the templates could not go, and so the settings stay too.
        with draft_folder(workspace.templates):
            settings.unlink()
        sync(settings.parent)


def _take_lists_away(folder: Path, lists: Iterable[Path]) -> None:
    """Remove what is still there of a work list, outside the project, and its folder when that is
    empty then.
    """
    for path in lists:
        path.unlink(missing_ok=True)
    if folder.is_dir() and not _inside(folder):
        folder.rmdir()


def _settings(workspace: Workspace, year: str) -> Path:
    return workspace.data / "editions" / f"{year}.toml"


def _inside(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _problem(workspace: Workspace, path: Path, message: str, hint: str) -> Problem:
    return Problem(_CODE, _shown(workspace, path), "1", message, hint)


def _shown(workspace: Workspace, path: Path) -> str:
    return workspace.name(path) if path.is_relative_to(workspace.root) else str(path)
