"""The pages of a chapter as pictures, with its PDF: made when somebody looks at them."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from report_builder.build.filled_project import FilledProject
from report_builder.build.screen_documents import find_job
from report_builder.desk.chapter_views import ADDRESS
from report_builder.desk.context import Desk, desk_of
from report_builder.desk.page_rendering import render
from report_builder.desk.pages.chapters_page import FOREVER, find_view
from report_builder.desk.printed_chapters import PrintedChapter


async def _pages(request: Request) -> Response:
    """The page; with `maak` it comes once the pages of the chapter are there."""
    desk, label = desk_of(request), request.path_params["label"]
    view = await run_in_threadpool(find_view, desk, label)
    if "maak" in request.query_params:
        printed = await _make(desk, label)
    else:
        printed = _find(desk, label)
    return render(request, "hoofdstuk_bladen.html", view=view, printed=printed)


def _find(desk: Desk, label: str) -> PrintedChapter | None:
    checked = desk.live.state.checked
    return desk.pages.find(label, checked.state) if checked else None


async def _make(desk: Desk, label: str) -> PrintedChapter | None:
    checked = desk.live.state.checked
    if checked is None or not isinstance(checked.project, FilledProject):
        return desk.pages.find_last(label)
    document = find_job(checked.project, label).entry.id
    return await desk.pages.make(document, label, checked.state)


async def _picture(request: Request) -> Response:
    label, name, page = (request.path_params[part] for part in ("label", "name", "page"))
    data = await desk_of(request).pages.draw(label, name, page)
    if data is None:
        raise HTTPException(404)
    return Response(data, media_type="image/png", headers=FOREVER)


async def _pdf(request: Request) -> Response:
    label, name = (request.path_params[part] for part in ("label", "name"))
    printed = desk_of(request).pages.find_last(label)
    if printed is None or printed.name != name or not printed.pdf:
        raise HTTPException(404)
    disposition = {"content-disposition": f'inline; filename="{label}.pdf"'}
    return Response(printed.pdf, media_type="application/pdf", headers=disposition)


ROUTES = (
    Route(f"{ADDRESS}/{{label}}/bladen", _pages),
    Route(f"{ADDRESS}/{{label}}/bladen/{{name}}.pdf", _pdf),
    Route(f"{ADDRESS}/{{label}}/bladen/{{name}}/{{page:int}}.png", _picture),
)
