"""Pages of the desk from their templates; what a template does not get is an error, not a gap."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from report_builder.desk.context import desk_of, person_of
from report_builder.desk.desk_wording import in_desk_words
from report_builder.desk.page_addresses import page_address
from report_builder.desk.problem_places import ProblemPlaces
from report_builder.model.dutch_time import dutch_clock
from report_builder.wording.periods import date_text, period_text

NAVIGATION = (
    ("/", "Vandaag"),
    ("/hoofdstukken", "Hoofdstukken"),
    ("/cijfers", "Cijfers"),
    ("/leveringen", "Leveringen"),
    ("/reacties", "Reacties"),
    ("/uitgave", "Uitgave"),
)


def render(
    request: Request, template: str, status_code: int = 200, **context: object
) -> HTMLResponse:
    """A page; every template can also ask who looks, how the project stands and where it is."""
    desk = desk_of(request)
    edition = desk.shown_edition
    file = desk.workspace.edition_files().get(edition)
    page = _environment().get_template(template)
    text = page.render(
        navigation=NAVIGATION,
        path=request.url.path,
        address=page_address(request) if request.method == "POST" else "",
        person=person_of(request),
        state=desk.live.state,
        chore=desk.chores.running,
        project=desk.workspace.root.name,
        shown_edition=edition,
        places=ProblemPlaces(desk.live.state.checked, desk.workspace.name(file) if file else ""),
        **context,
    )
    return HTMLResponse(text, status_code)


def _moment_text(moment: datetime) -> str:
    """A day and a time by the clock of Amsterdam; a moment without an offset is one of it."""
    local = dutch_clock(moment) if moment.tzinfo else moment
    return f"{date_text(local.date())}, {local:%H.%M} uur"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("report_builder.desk", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["dag"] = date_text
    environment.filters["moment"] = _moment_text
    environment.filters["op_bureau"] = in_desk_words
    environment.filters["periode"] = period_text
    return environment
