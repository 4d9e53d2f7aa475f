"""A new edition from an earlier one: its settings, its own copies of the templates, and the work
list.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from report_builder.editions.rolled_settings import Years, roll_edition
from report_builder.editions.worklist import find_items, write_worklist
from report_builder.fingerprint import read_bytes
from report_builder.half_made import half_until
from report_builder.intake.settings import read_edition
from report_builder.intake.toml_files import TomlFile
from report_builder.model.edition import Edition
from report_builder.model.overview import WorkItem
from report_builder.problems import Stopped, Unusable, has_errors, in_order, reason_of
from report_builder.workspace import Workspace, put_beside, replaced


@dataclass(frozen=True)
class NewEdition:
    """What a new edition consists of, before anything is written."""

    edition: Edition
    text: str
    templates: Mapping[str, bytes]
    """Each template by its path below templates/."""
    copied: Mapping[str, str]
    """The template that each of them is a copy of; empty where they are there already."""
    source: Edition
    items: tuple[WorkItem, ...] = ()
    """What is left to do in it, once that was looked up."""

    @property
    def own_templates(self) -> dict[str, bytes]:
        """Each template by its path in the folder of the edition."""
        folder = f"{self.edition.id}/"
        return {path.removeprefix(folder): data for path, data in self.templates.items()}


def roll_over(workspace: Workspace, year: str, source: str | None, output: Path) -> NewEdition:
    """Make the edition of a year from another one, by default the newest: all of it or nothing.

    Raises Unusable when the year cannot be made, and Stopped when the files of the other edition
    hold errors.
    """
    new_edition = prepare_edition(workspace, year, source)
    _put(workspace, new_edition, output)
    return new_edition


def propose_year(workspace: Workspace) -> str:
    """The year after that of the newest edition. Raises Unusable when there is no edition."""
    newest, _, _ = workspace.choose_edition(None).stem.partition("-")
    return str(int(newest) + 1)


def prepare_edition(workspace: Workspace, year: str, source: str | None) -> NewEdition:
    """The edition of a year as it would be made from another one, by default the newest, with
    nothing written. Raises what `roll_over` does.
    """
    require_year(year)
    _check_not_there(workspace, year)
    new_edition = with_items(workspace, plan_edition(workspace, year, source))
    _check_in_the_way(workspace, new_edition)
    return new_edition


def plan_edition(workspace: Workspace, year: str, source: str | None) -> NewEdition:
    """The same, whatever is there of it already, and without its work list."""
    file, old = _read(workspace, source)
    years = Years.between(old, year)
    if years.step < 1:
        raise Unusable(
            f"editie {year} ligt niet na editie {old.id}; kies een later jaar, of een eerdere "
            "editie met --from"
        )
    rolled, problems = roll_edition(file, old, years, lambda path: _new_path(path, old.id, year))
    if rolled is None:
        raise Stopped(problems)
    text, edition = rolled
    copied = {
        new.template: entry.template
        for new, entry in zip(edition.documents, old.documents, strict=True)
    }
    templates = {new: read_bytes(workspace.templates / path) for new, path in copied.items()}
    return NewEdition(edition, text, templates, copied, old)


def list_again(workspace: Workspace, year: str, source: str | None, output: Path) -> NewEdition:
    """Write the work list of an edition that exists: what is still left of the edition
    before it.
    """
    file, edition = _read(workspace, year)
    before = workspace.editions_before(year)
    if source is None and not before:
        raise Unusable(f"voor editie {year} is er geen eerdere om naast te leggen")
    _, old = _read(workspace, source or before[0])
    templates = {
        entry.template: read_bytes(workspace.templates / entry.template)
        for entry in edition.documents
    }
    existing = NewEdition(edition, file.text, templates, {}, old)
    listed = with_items(workspace, existing)
    put_beside(output / year, worklist_files(listed))
    return listed


def require_year(year: str) -> None:
    """Raises Unusable when an edition that is begun cannot be called so."""
    if not re.fullmatch(r"(19|20|21)\d\d", year):
        raise Unusable(f"'{year}' is geen jaar; schrijf bijvoorbeeld 2027")


def _check_not_there(workspace: Workspace, year: str) -> None:
    path = workspace.data / "editions" / f"{year}.toml"
    if path in workspace.stray_editions():
        raise Unusable(f"{workspace.name(path)} staat in de weg: het is geen bestand")
    if path.exists():
        raise Unusable(
            f"editie {year} bestaat al ({workspace.name(path)}); haal haar werklijst op met "
            "--worklist"
        )


def _read(workspace: Workspace, name: str | None) -> tuple[TomlFile, Edition]:
    """An edition that can be built on. Raises Stopped with everything that is wrong with its
    file.
    """
    path = workspace.choose_edition(name)
    try:
        edition, file, problems = read_edition(workspace, path)
    except OSError as error:
        raise Unusable(f"kan {path} niet lezen: {reason_of(error)}") from error
    if edition is None or file is None or has_errors(problems):
        raise Stopped(in_order(problems))
    return file, edition


def _new_path(path: str, old: str, new: str) -> str:
    """Where a template of the new edition stands: in the folder of that edition."""
    return posixpath.join(new, posixpath.normpath(path).removeprefix(f"{old}/"))


def with_items(workspace: Workspace, plan: NewEdition) -> NewEdition:
    """The edition with its work list. Raises Stopped with the templates that cannot be read, as
    they are there now.
    """
    items, problems = find_items(workspace, plan.edition, plan.text, plan.templates, plan.source)
    if problems:
        names = {f"templates/{new}": f"templates/{path}" for new, path in plan.copied.items()}
        raise Stopped(
            [replace(problem, file=names.get(problem.file, problem.file)) for problem in problems]
        )
    return replace(plan, items=tuple(items))


def worklist_files(new_edition: NewEdition) -> dict[str, bytes]:
    """The work list of an edition, by file name."""
    return write_worklist(new_edition.edition, new_edition.source.id, new_edition.items)


def _put(workspace: Workspace, new_edition: NewEdition, output: Path) -> None:
    """Write templates, work list and settings. The edition exists when its settings do, so these
    come last.
    """
    folder, copies = workspace.templates / new_edition.edition.id, new_edition.own_templates
    settings = workspace.data / "editions" / f"{new_edition.edition.id}.toml"
    lists, list_folder = worklist_files(new_edition), output / new_edition.edition.id
    paths = {list_folder / name: data for name, data in lists.items()}
    own_lists = {path: data for path, data in paths.items() if not path.exists()}
    with half_until(workspace.root, folder, settings, copies, own_lists):
        with replaced(folder) as draft:
            put_beside(draft, copies)
        put_beside(list_folder, lists)
        put_beside(settings.parent, {settings.name: new_edition.text.encode()})


def _check_in_the_way(workspace: Workspace, new_edition: NewEdition) -> None:
    """What stands where the templates go may only be what a run that was broken off left there."""
    folder, copies = workspace.templates / new_edition.edition.id, new_edition.own_templates
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        name = path.relative_to(folder).as_posix()
        if path.is_file() and copies.get(name) != read_bytes(path):
            raise Unusable(
                f"{workspace.name(path)} staat in de weg: editie {folder.name} bestaat nog "
                "niet; verplaats dat bestand"
            )
    if folder.exists() and not folder.is_dir():
        raise Unusable(f"{workspace.name(folder)} staat in de weg; verplaats dat bestand")
