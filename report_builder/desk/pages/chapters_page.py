"""Hoofdstukken: each document as it will be read, beside what is wrong with its template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from report_builder.desk.chapter_views import (
    ADDRESS,
    ChapterEntry,
    ChapterText,
    ChapterView,
    TextChanges,
    find_changes,
)
from report_builder.desk.conflict_copies import find_copies
from report_builder.desk.context import Desk, desk_of
from report_builder.desk.live_project import LiveState
from report_builder.desk.page_rendering import render
from report_builder.desk.paragraph_places import find_paragraph
from report_builder.model.dutch_time import dutch_clock
from report_builder.problems import Problem
from report_builder.store import digest
from report_builder.web.web_edition import STYLE

FOREVER = {"cache-control": "private, max-age=31536000, immutable"}
"""For what has a name that is another when its content is."""
_OF_PICTURES = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox"
)
"""What a picture that is opened by itself may do: nothing but show what is in it."""
_TYPES = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "gif": "image/gif"}


@dataclass(frozen=True)
class ChapterRow:
    """A document in the list: what is wrong with its template, how many of its figures are late,
    when the template was saved, and copies beside it that are in use nowhere.
    """

    entry: ChapterEntry
    errors: int
    warnings: int
    late: int
    saved: datetime | None
    copies: tuple[str, ...]


async def _list(request: Request) -> Response:
    rows = await run_in_threadpool(_rows, desk_of(request))
    return render(request, "hoofdstukken.html", rows=rows)


def _rows(desk: Desk) -> list[ChapterRow]:
    state = desk.live.state
    late = desk.chapters.late_counts(state.checked)
    entries = desk.chapters.entries(state.checked)
    return [_row(desk, entry, late.get(entry.label, 0), state.problems) for entry in entries]


def _row(desk: Desk, entry: ChapterEntry, late: int, problems: tuple[Problem, ...]) -> ChapterRow:
    own = [problem for problem in problems if problem.file == entry.file]
    errors = sum(problem.is_error for problem in own)
    saved, copies = _saved_at(desk, entry.file), find_copies(desk.workspace, entry.file)
    return ChapterRow(entry, errors, len(own) - errors, late, saved, copies)


def _saved_at(desk: Desk, file: str) -> datetime | None:
    """When a template was saved last, as the clock says in the Netherlands."""
    try:
        seconds = (desk.workspace.root / file).stat().st_mtime
    except OSError:
        return None  # between two steps of a save it is not there
    return dutch_clock(datetime.fromtimestamp(seconds, UTC))


async def _chapter(request: Request) -> Response:
    desk, label = desk_of(request), request.path_params["label"]
    if desk.live.state.checked is None:
        return render(request, "hoofdstuk_wacht.html")
    view = await run_in_threadpool(find_view, desk, label)
    copies = await run_in_threadpool(find_copies, desk.workspace, view.entry.file)
    place = request.query_params.get("plaats", "")
    begin = find_paragraph(view.text, place) if place and view.text else None
    return render(
        request,
        "hoofdstuk.html",
        view=view,
        copies=copies,
        style=_style()[0],
        place=place,
        begin=begin,
    )


def find_view(desk: Desk, label: str, state: LiveState | None = None) -> ChapterView:
    """A chapter as it stands now, or in a state. Raises HTTPException when there is none of that
    name.
    """
    checked = (state or desk.live.state).checked
    view = desk.chapters.view(checked, label) if checked is not None else None
    if view is None:
        raise HTTPException(404)
    return view


async def _text(request: Request) -> Response:
    """What a page that shows one version of a text needs to show the present one."""
    desk, label = desk_of(request), request.path_params["label"]
    state = desk.live.state
    view = await run_in_threadpool(find_view, desk, label, state)
    copies = await run_in_threadpool(find_copies, desk.workspace, view.entry.file)
    listing = render(request, "hoofdstuk_meldingen.html", view=view, copies=copies)
    answer = {"nummer": state.number, "meldingen": bytes(listing.body).decode(), "tekst": None}
    if view.text is not None:
        answer["tekst"] = _news(desk, label, request.query_params.get("van", ""), view.text)
    return JSONResponse(answer)


def _news(desk: Desk, label: str, version: str, text: ChapterText) -> dict[str, object]:
    before = desk.chapters.find_text(label, version)
    known = {block.key for block in before.blocks} if before else set()
    changes = find_changes(before, text) if before else TextChanges()
    return {
        "versie": text.version,
        "blokken": [{"sleutel": block.key, "alineas": block.numbers} for block in text.blocks],
        "inhoud": {block.key: block.html for block in text.blocks if block.key not in known},
        "gewijzigd": changes.changed,
        "vervallen": [{"tekst": gone.text, "voor": gone.before} for gone in changes.gone],
    }


async def _picture(request: Request) -> Response:
    name = request.path_params["name"]
    data = await run_in_threadpool(
        desk_of(request).chapters.picture, request.path_params["label"], name
    )
    if data is None:
        raise HTTPException(404)
    media_type = _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    policy = {"content-security-policy": _OF_PICTURES}
    return Response(data, media_type=media_type, headers={**FOREVER, **policy})


async def _reading_style(_: Request) -> Response:
    return Response(_style()[1], media_type="text/css", headers=FOREVER)


@cache
def _style() -> tuple[str, str]:
    """The address of how a document looks, and that look: of the web edition, for a part of a
    page.
    """
    text = STYLE.read_text(encoding="utf-8")
    for whole in (":root", "html", "body"):
        text = text.replace(f"{whole} {{", ":host {")
    return f"/lezen/{digest('stijl', text)[:16]}.css", text


ROUTES = (
    Route(ADDRESS, _list),
    Route("/lezen/{name}.css", _reading_style),
    Route(f"{ADDRESS}/{{label}}", _chapter),
    Route(f"{ADDRESS}/{{label}}/tekst", _text),
    Route(f"{ADDRESS}/{{label}}/beeld/{{name}}", _picture),
)
