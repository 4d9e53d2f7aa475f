"""Uitgave: what keeps the definitive release, the lock, what was built, and what was done."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from report_builder.build.filled_project import FilledProject
from report_builder.desk.built_release import TITLES, BuiltRelease, find_built
from report_builder.desk.context import Desk, desk_of
from report_builder.desk.edition_extras import (
    ComparisonFile,
    FormerEdition,
    StoredFile,
    find_archive,
    find_comparisons,
    find_former,
    find_worklist,
)
from report_builder.desk.gate_views import ReleaseGates, view_gates
from report_builder.desk.given_forms import NOTHING_GIVEN, GivenForm
from report_builder.desk.page_rendering import render
from report_builder.editions.begun_edition import find_untouched
from report_builder.editions.comparison import known_editions
from report_builder.editions.rollover import propose_year
from report_builder.fingerprint import read_bytes
from report_builder.intake.lock_files import LOCK, lock_folder, read_lock
from report_builder.model.lock import Lock
from report_builder.problems import Problem, Unusable


@dataclass(frozen=True)
class LockView:
    """The lock of the edition, what is wrong with its file, and the hash that names this state of
    it; `indicators` are those that are locked, each with its title.
    """

    lock: Lock
    problems: tuple[Problem, ...]
    version: str
    indicators: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class EditionView:
    """What the page tells; there are no gates while the project cannot be read."""

    edition: str
    version: str
    """The state of the project that is shown."""
    gates: ReleaseGates | None
    is_usable: bool
    lock: LockView
    built: tuple[BuiltRelease, ...]
    archive: StoredFile | None
    editions: tuple[str, ...]
    comparisons: tuple[ComparisonFile, ...]
    worklist: tuple[StoredFile, ...]
    former: tuple[FormerEdition, ...]
    next_year: str
    newest: str
    """The newest edition: another one while it is read, or where the desk was started for one."""
    is_fixed: bool
    """Whether the desk was started for one edition."""
    undoable: str | None
    """The newest edition while nothing was done in it yet, and this desk can do without."""


async def edition_response(
    request: Request, form: GivenForm = NOTHING_GIVEN, status: int = 200
) -> Response:
    """The page, with what was filled in when that was refused."""
    desk = desk_of(request)
    view = await run_in_threadpool(_view, desk)
    if view is None and form.trouble:
        raise Unusable(form.trouble)
    chores = list(reversed(desk.chores.all.values()))
    return render(
        request, "uitgave.html", status, view=view, chores=chores, titles=TITLES, form=form
    )


def _view(desk: Desk) -> EditionView | None:
    """How the edition stands; None while the project is read for the first time."""
    checked = desk.live.state.checked
    if checked is None:
        return None
    edition, project = desk.edition_file.stem, checked.project
    is_filled = isinstance(project, FilledProject)
    return EditionView(
        edition,
        checked.state,
        view_gates(desk.workspace, project) if isinstance(project, FilledProject) else None,
        checked.is_usable,
        _view_lock(desk, project if is_filled else None),
        tuple(find_built(desk, edition)),
        find_archive(desk.output, edition),
        tuple(known_editions(desk.workspace)),
        tuple(find_comparisons(desk.output)),
        tuple(find_worklist(desk.output, edition)),
        tuple(find_former(desk.workspace, desk.output, edition)),
        propose_year(desk.workspace),
        desk.workspace.choose_edition(None).stem,
        desk.edition is not None,
        _find_undoable(desk),
    )


def _find_undoable(desk: Desk) -> str | None:
    untouched = find_untouched(desk.workspace, desk.output.resolve())
    return None if untouched == desk.edition else untouched


def _view_lock(desk: Desk, project: object) -> LockView:
    lock, problems = read_lock(desk.workspace, desk.edition_file)
    titles = {}
    if isinstance(project, FilledProject):
        indicators = project.setup.project.catalogue.indicators
        titles = {key: indicators[key].title for key in lock.rows if key in indicators}
    locked = tuple((key, titles.get(key, key)) for key in sorted(lock.rows))
    return LockView(lock, tuple(problems), lock_version(desk), locked)


def lock_version(desk: Desk) -> str:
    """What names this state of the lock; empty where there is none."""
    path = lock_folder(desk.edition_file) / LOCK
    return sha256(read_bytes(path)).hexdigest() if path.is_file() else ""


ROUTES = (Route("/uitgave", edition_response),)
