"""The work of this session: each command that the desk ran, with what it said; and ending one."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from report_builder.desk.chores import Chore
from report_builder.desk.context import desk_of
from report_builder.desk.page_rendering import render


def _chore_of(request: Request) -> Chore:
    chore = desk_of(request).chores.all.get(request.path_params["number"])
    if chore is None:
        raise HTTPException(404)
    return chore


async def _work(request: Request) -> Response:
    return render(request, "werk.html", shown=_chore_of(request))


async def _cancel(request: Request) -> Response:
    chore = _chore_of(request)
    desk_of(request).chores.cancel(chore.number)
    return RedirectResponse(f"/uitgave/werk/{chore.number}", 303)


ROUTES = (
    Route("/uitgave/werk/{number:int}", _work),
    Route("/uitgave/werk/{number:int}/stoppen", _cancel, methods=["POST"]),
)
