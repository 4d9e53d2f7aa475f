"""Vandaag: how the edition stands, and where to mend what is not done."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from report_builder.build.edition_status import status_of
from report_builder.build.filled_project import FilledProject
from report_builder.desk.context import Desk, desk_of
from report_builder.desk.page_rendering import render
from report_builder.model.state import EditionStatus


async def _today(request: Request) -> Response:
    desk = desk_of(request)
    status = await run_in_threadpool(_status, desk)
    return render(request, "vandaag.html", status=status)


def _status(desk: Desk) -> EditionStatus | None:
    """How the edition stands; None while it has not been read, or cannot be."""
    checked = desk.live.state.checked
    if checked is None or not isinstance(checked.project, FilledProject):
        return None
    return status_of(desk.workspace, checked.project, None)


ROUTES = (Route("/", _today),)
