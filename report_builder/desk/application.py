"""The desk as one application: its pages behind the doorkeeper, and what they say when it fails."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from report_builder.desk.context import Desk, desk_of
from report_builder.desk.desk_wording import in_desk_words
from report_builder.desk.doorkeeper import ANSWER_HEADERS, Doorkeeper
from report_builder.desk.live_project import LiveState
from report_builder.desk.page_addresses import page_address
from report_builder.desk.page_rendering import render
from report_builder.desk.pages import ROUTES
from report_builder.desk.uploads import BodyBound, typed_texts
from report_builder.problems import Problem, Stopped, Unusable, refusal_of

_NOT_FOUND = "Deze pagina is er niet. Kies hierboven waar u heen wilt."
_NOT_WHOLE = (
    "Wat u stuurde, is niet aangekomen zoals het hoort, of er zaten te veel bestanden in. Er is "
    "niets veranderd; probeer het opnieuw, met minder bestanden tegelijk."
)
_BAD, _NO_SUCH_METHOD, _TOO_LARGE, _SEE_OTHER = 400, 405, 413, 303
_LOOKING = ("GET", "HEAD")


def make_application(desk: Desk) -> Starlette:
    """The pages of a desk."""

    @asynccontextmanager
    async def open_desk(_: Starlette) -> AsyncIterator[None]:
        desk.live.listen(partial(_tell_of_state, desk))
        desk.live.start()
        yield
        desk.live.stop()
        desk.pages.side.stop()
        desk.looks.side.stop()
        await desk.chores.stop()

    application = Starlette(
        routes=[
            *ROUTES,
            Route("/gebeurtenissen", _events),
            Mount("/vast", StaticFiles(packages=[("report_builder.desk", "static")])),
            Mount("/letters", StaticFiles(packages=[("report_builder", "fonts")])),
        ],
        middleware=[Middleware(Doorkeeper, doorway=desk.doorway), Middleware(BodyBound)],
        exception_handlers={
            HTTPException: _tell_of_refusal,
            ClientDisconnect: _tell_nobody,
            Stopped: _tell_of_problems,
            Unusable: _tell_of_misuse,
            OSError: _tell_of_system,
            Exception: _tell_of_fault,
        },
        lifespan=open_desk,
    )
    application.state.desk = desk
    return application


def _tell_of_state(desk: Desk, state: LiveState) -> None:
    errors = sum(problem.is_error for problem in state.problems)
    desk.announcements.tell(
        "stand",
        {
            "nummer": state.number,
            "editie": desk.shown_edition,
            "leest": state.is_reading,
            "bestanden": state.files,
            "fouten": errors,
            "waarschuwingen": len(state.problems) - errors,
            "hinder": in_desk_words(state.trouble),
        },
    )


async def _events(request: Request) -> Response:
    stream = desk_of(request).announcements.stream()
    return StreamingResponse(stream, media_type="text/event-stream")


async def _told(
    request: Request, status: int, title: str, texts: list[str], problems: tuple[Problem, ...] = ()
) -> Response:
    return render(
        request,
        "melding.html",
        status,
        title=title,
        texts=texts,
        problems=problems,
        typed=await typed_texts(request),
    )


async def _tell_of_refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == _NO_SUCH_METHOD and request.method in _LOOKING:
        return RedirectResponse(page_address(request), _SEE_OTHER)
    if error.status_code == _TOO_LARGE:
        return await _told(request, error.status_code, "Te groot", [f"Dit is {error.detail}."])
    if error.status_code == _BAD:
        return await _told(request, error.status_code, "Niet goed aangekomen", [_NOT_WHOLE])
    return await _told(request, error.status_code, "Niet gevonden", [_NOT_FOUND])


async def _tell_nobody(_: Request, __: Exception) -> Response:
    """Who broke off what was being sent hears nothing any more, and that is no fault."""
    return Response(status_code=_BAD)


async def _tell_of_problems(request: Request, error: Exception) -> Response:
    assert isinstance(error, Stopped)
    texts = ["Er is niets veranderd. Verbeter eerst het volgende."]
    return await _told(request, 422, "Dit houdt het tegen", texts, error.problems)


async def _tell_of_misuse(request: Request, error: Exception) -> Response:
    return await _told(request, 409, "Dit kan nu niet", [f"Er is niets veranderd: {error}."])


async def _tell_of_system(request: Request, error: Exception) -> Response:
    assert isinstance(error, OSError)
    return await _told(request, 500, "Dit lukt niet", [f"Het bureau {refusal_of(error)}."])


async def _tell_of_fault(request: Request, error: Exception) -> Response:
    text = await run_in_threadpool(desk_of(request).describe_fault, error)
    response = await _told(request, 500, "Er ging iets mis", [text])
    # A fault is told outside the doorkeeper, which puts these on every other answer.
    response.headers.update(ANSWER_HEADERS)
    return response
