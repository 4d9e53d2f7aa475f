"""Undoing a new edition: what goes when nothing was done in it yet, or what keeps it, and undoing
it.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from report_builder.desk.context import Desk, desk_of
from report_builder.desk.page_rendering import render
from report_builder.desk.pages.edition_work import begin
from report_builder.desk.pages.new_edition_page import PATH
from report_builder.desk.uploads import read_text
from report_builder.editions.begun_edition import (
    find_begun,
    find_changes,
    find_list_changes,
    gone_files,
    plan_lists,
)
from report_builder.problems import Problem, Stopped, Unusable

UNDO_PATH = f"{PATH}/ongedaan"


@dataclass(frozen=True)
class UndoingView:
    """The newest edition with the one that it was begun from, the files that go with it, and what
    keeps it.
    """

    year: str
    former: str
    names: tuple[str, ...]
    problems: tuple[Problem, ...]
    is_fixed: bool
    """Whether the desk was started for one edition, and stays with it."""


async def _confirm(request: Request) -> Response:
    view = await run_in_threadpool(_view, desk_of(request))
    return render(request, "editie_ongedaan.html", view=view)


async def _undo(request: Request) -> Response:
    desk, year = desk_of(request), await read_text(request, "jaar")
    view = await run_in_threadpool(_view, desk)
    if year != view.year:
        raise Unusable(f"de nieuwste editie is nu {view.year}; kijk eerst of u die bedoelt")
    if view.problems:
        raise Stopped(view.problems)
    output = f"--output={desk.output.resolve()}"
    arguments = ["new-edition", year, "--undo", output]
    return begin(request, "ongedaan", f"Editie {year} ongedaan maken", arguments)


def _view(desk: Desk) -> UndoingView:
    workspace, output = desk.workspace, desk.output.resolve()
    year = workspace.choose_edition(None).stem
    if desk.edition == year:
        raise Unusable(
            f"dit bureau is gestart voor editie {year}, en kan niet zonder; vraag wie het startte "
            "om het opnieuw te starten zonder --edition"
        )
    begun = find_begun(workspace, year, None)
    lists = plan_lists(workspace, begun, output)
    changes = find_changes(workspace, begun, output)
    return UndoingView(
        year,
        begun.source.id,
        gone_files(workspace, begun, output),
        (*changes, *find_list_changes(workspace, begun, lists)),
        desk.edition is not None,
    )


ROUTES = (
    Route(UNDO_PATH, _confirm, methods=["GET"]),
    Route(UNDO_PATH, _undo, methods=["POST"]),
)
