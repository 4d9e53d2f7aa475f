"""What other programs ask of the desk: the JSON of `status --json` and `check --json`."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from report_builder.build.filled_project import usable
from report_builder.desk.context import Desk, desk_of
from report_builder.model.edition import Release
from report_builder.problems import Stopped
from report_builder.registers.problems_json import problem_lines
from report_builder.registers.status_json import status_json

_JSON, _JSON_LINES = "application/json", "application/x-ndjson"
_STOPPED = 422


async def _status(request: Request) -> Response:
    return await run_in_threadpool(_status_of, desk_of(request))


def _status_of(desk: Desk) -> Response:
    """How the edition stands; when the project holds errors, these, with a status that says so."""
    checked = desk.live.session.check()
    try:
        usable(checked.project)
    except Stopped as stopped:
        return _lines(problem_lines(stopped.problems), _STOPPED)
    status = desk.live.session.status(checked)
    assert status is not None
    return PlainTextResponse(status_json(status, Release.CONCEPT), media_type=_JSON)


async def _problems(request: Request) -> Response:
    checked = await run_in_threadpool(desk_of(request).live.session.check)
    return _lines(problem_lines(checked.problems), 200)


def _lines(lines: Iterable[str], status: int) -> Response:
    text = "".join(f"{line}\n" for line in lines)
    return PlainTextResponse(text, status, media_type=_JSON_LINES)


ROUTES = (Route("/api/status", _status), Route("/api/problems", _problems))
