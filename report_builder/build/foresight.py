"""What goes wrong in the templates once new figures or another template are in: found before they
are written.

The project is copied, with links where the file system has these, and looked at with the new files
in it; for new figures also as it is. What was made before is taken from the store, so that only the
documents that print these figures are filled again.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from report_builder.build.inspection import inspect_project
from report_builder.console import Console
from report_builder.drafts import scratch_folder
from report_builder.jobs import Workers
from report_builder.model.edition import Release
from report_builder.problems import Problem, Unusable
from report_builder.workspace import Workspace, linked, put_beside

_SILENT = Console(is_quiet=True)


def foresee(workspace: Workspace, jobs: int | None, files: Mapping[str, bytes]) -> list[Problem]:
    """The problems that the newest edition gets from new content of files, by path below data/, and
    does not have now; none where the project has no edition. It is looked at in up to `jobs`
    processes.
    """
    if not workspace.edition_files():
        return []
    with _copied(workspace) as trial:
        before = {_identity(problem) for problem in _problems(trial, None, jobs)}
        _put(trial, trial.data, files)
        after = _problems(trial, None, jobs)
    return [problem for problem in after if _identity(problem) not in before]


def problems_with(
    workspace: Workspace, edition: str | None, file: str, data: bytes
) -> tuple[Problem, ...]:
    """Every problem of an edition were this the content of a file of the project: what `check`
    would say of it.
    """
    with _copied(workspace) as trial:
        _put(trial, trial.root, {file: data})
        return _problems(trial, edition, 1)


def _put(trial: Workspace, folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files in the copy. Raises Unusable when one would come in the project itself, behind a
    link to a folder.
    """
    for name in files:
        if not (folder / name).parent.resolve().is_relative_to(trial.root):
            raise Unusable(f"{name} ligt achter een koppeling naar een andere map")
    put_beside(folder, files)


def _problems(trial: Workspace, edition: str | None, jobs: int | None) -> tuple[Problem, ...]:
    # Processes know the project that there was when they were forked: each look has its own.
    with Workers(jobs) as workers:
        return inspect_project(trial, edition, Release.CONCEPT, workers, _SILENT).problems


def _identity(problem: Problem) -> tuple[str, str, str, bool]:
    """What makes a problem the same one: its message may name figures, which change."""
    return problem.code, problem.file, problem.place, problem.is_error


@contextmanager
def _copied(workspace: Workspace) -> Iterator[Workspace]:
    """A copy of what a build reads of a project, to change at will. Raises Unusable when there is
    no room for it.
    """
    with scratch_folder() as folder:
        root = folder.resolve()
        try:
            for path in (workspace.data, workspace.templates, workspace.figures):
                _copy(workspace, path, root / path.name)
        except (OSError, shutil.Error) as error:
            raise Unusable(f"kan niet schrijven in {folder}: {error}") from error
        yield Workspace(root)


def _copy(workspace: Workspace, path: Path, target: Path) -> None:
    if path.is_dir():
        shutil.copytree(
            path,
            target,
            symlinks=True,
            ignore=lambda parent, names: _unread(workspace, parent, names),
            copy_function=linked,
        )


def _unread(workspace: Workspace, parent: str, names: list[str]) -> list[str]:
    """What no build reads, and can be large: the originals of deliveries."""
    is_data = Path(parent) == workspace.data
    return [workspace.deliveries.name] if is_data and workspace.deliveries.name in names else []
