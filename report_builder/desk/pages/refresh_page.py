"""The services: what they have that is new, and taking that over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from report_builder.deliveries.agreements import own_account
from report_builder.deliveries.arrivals import Consent
from report_builder.deliveries.refresh_plan import plan
from report_builder.desk.context import Desk, desk_of, person_of
from report_builder.desk.given_forms import NOTHING_GIVEN, GivenForm, shown_again
from report_builder.desk.page_rendering import render
from report_builder.desk.pages.deliveries_page import ADDRESS
from report_builder.desk.refresh_trials import NAME, data_version
from report_builder.desk.uploads import read_text, read_texts
from report_builder.problems import Problem, Stopped, Unusable

_ANSWERED = "ja"
_SERVICES = f"{ADDRESS}/diensten"


@dataclass(frozen=True)
class ServiceSources:
    """The sources that can be asked, each with its tables and how many indicators these give; or
    why none can.
    """

    tables: Mapping[str, Sequence[tuple[str, int]]]
    problems: tuple[Problem, ...] = ()
    trouble: str = ""


def _read_sources(desk: Desk) -> ServiceSources:
    try:
        wanted = plan(desk.workspace, (), ())
    except Stopped as stopped:
        return ServiceSources({}, stopped.problems)
    except Unusable as unusable:
        return ServiceSources({}, trouble=str(unusable))
    tables: dict[str, list[tuple[str, int]]] = {}
    for (source, table), indicators in wanted.tables.items():
        tables.setdefault(source, []).append((table, len(indicators)))
    return ServiceSources(tables, tuple(wanted.others))


async def _services(
    request: Request, form: GivenForm = NOTHING_GIVEN, status: int = 200
) -> Response:
    desk = desk_of(request)
    sources = await run_in_threadpool(_read_sources, desk)
    return render(
        request,
        "leveringen_diensten.html",
        status,
        sources=sources,
        work=desk.chores.find_last(NAME),
        trial=desk.trials.last,
        form=form,
    )


async def _try(request: Request) -> Response:
    """Ask the services that were chosen, and write nothing."""
    desk = desk_of(request)
    chosen = await read_texts(request, "bron")
    if not chosen:
        raise Unusable("kies eerst een dienst")
    await run_in_threadpool(plan, desk.workspace, chosen, ())
    data = await run_in_threadpool(data_version, desk.workspace)
    desk.trials.begin(chosen, data, person_of(request))
    return RedirectResponse(_SERVICES, 303)


async def _take_over(request: Request) -> Response:
    """Take over what the trial showed."""
    desk = desk_of(request)
    consent = Consent(
        await read_text(request, "herzien") == _ANSWERED,
        await read_text(request, "twijfel") == _ANSWERED,
        await read_text(request, "breuk") == _ANSWERED,
        await read_text(request, "reden"),
        person_of(request) or own_account(),
    )
    if (consent.revisions or consent.doubts or consent.breaks) and not consent.reason:
        raise Unusable("wat u aanvaardt, wordt vastgelegd met de reden, en die ontbreekt")
    number = await read_text(request, "proef")
    data = await run_in_threadpool(data_version, desk.workspace)
    desk.trials.take_over(int(number) if number.isdecimal() else 0, data, consent)
    return RedirectResponse(_SERVICES, 303)


ROUTES = (
    Route(_SERVICES, _services),
    Route(f"{_SERVICES}/proef", shown_again(_try, _services), methods=["POST"]),
    Route(f"{_SERVICES}/overnemen", shown_again(_take_over, _services), methods=["POST"]),
)
