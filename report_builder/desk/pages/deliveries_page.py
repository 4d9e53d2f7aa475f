"""Leveringen: how they stand by organisation, and what each one is asked: its form and its mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from report_builder.build.edition_status import mail_name, make_form_of, make_mail_to
from report_builder.desk.context import Desk, desk_of
from report_builder.desk.delivery_choices import DeliveryChoice, Organisation, read_organisations
from report_builder.desk.delivery_overview import (
    COLUMNS,
    DeliveryLog,
    OwnerTally,
    find_status,
    owner_tallies,
    read_log,
)
from report_builder.desk.downloads import file_answer
from report_builder.desk.given_forms import NOTHING_GIVEN, GivenForm
from report_builder.desk.page_rendering import render
from report_builder.model.state import EditionStatus
from report_builder.problems import Problem, Stopped, Unusable
from report_builder.registers.status_report import COUNT_WORDS
from report_builder.wording.awaiting import due_words
from report_builder.wording.periods import period_text

ADDRESS = "/leveringen"
UNDONE = "ongedaan"
"""The field of the address that says that the last delivery was just undone."""


@dataclass(frozen=True)
class Deliveries:
    """What the page tells; without `status` nothing is known of what is late."""

    organisations: Sequence[Organisation]
    log: DeliveryLog | None
    log_problems: tuple[Problem, ...]
    status: EditionStatus | None
    tallies: Sequence[OwnerTally]


@dataclass(frozen=True)
class ExpectedFigure:
    """One indicator of an organisation: up to when it runs, what is expected, and how that is
    counted.
    """

    title: str
    have: str
    expected: str
    counted: str
    is_late: bool
    due: str
    door: str
    documents: tuple[str, ...]


@dataclass(frozen=True)
class MailText:
    """A mail as it is read before it is sent."""

    receiver: str
    subject: str
    text: str
    attachments: tuple[str, ...]


async def deliveries_response(
    request: Request, form: GivenForm = NOTHING_GIVEN, status: int = 200
) -> Response:
    """The page, with how a file was to be read when it was refused."""
    found = await run_in_threadpool(_read, desk_of(request))
    is_undone = UNDONE in request.query_params
    return render(
        request,
        "leveringen.html",
        status,
        found=found,
        columns=COLUMNS,
        is_undone=is_undone,
        choice=DeliveryChoice.of(form.text("keuze")),
        form=form,
    )


def _read(desk: Desk) -> Deliveries:
    organisations = read_organisations(desk.workspace)
    status = find_status(desk)
    log, problems = _log(desk)
    tallies = owner_tallies(status) if status else []
    return Deliveries(organisations, log, problems, status, tallies)


def _log(desk: Desk) -> tuple[DeliveryLog | None, tuple[Problem, ...]]:
    try:
        return read_log(desk.workspace), ()
    except Stopped as stopped:
        return None, stopped.problems


async def _organisation(request: Request) -> Response:
    desk, owner = desk_of(request), request.path_params["owner"]
    found = await run_in_threadpool(_read, desk)
    organisation = next((one for one in found.organisations if one.owner == owner), None)
    if organisation is None:
        raise HTTPException(404)
    tally = next((one for one in found.tallies if one.owner == owner), None)
    figures = _figures(found.status, tally) if found.status and tally else ()
    return render(
        request,
        "leveringen_organisatie.html",
        found=found,
        organisation=organisation,
        tally=tally,
        figures=figures,
        choice=None,
    )


def _figures(status: EditionStatus, tally: OwnerTally) -> list[ExpectedFigure]:
    """What is expected of an organisation, what is late in front."""
    figures = [
        ExpectedFigure(
            state.title,
            f"t/m {period_text(state.last)}" if state.last else "nog niets",
            period_text(state.expected),
            COUNT_WORDS[state.counted_as(status.day)],
            state.is_late and not state.is_withheld,
            due_words(state.indicator),
            state.door,
            tuple(status.titles[document] for document in state.documents),
        )
        for state in tally.states
    ]
    return sorted(figures, key=lambda one: not one.is_late)


def _status(desk: Desk) -> EditionStatus:
    status = find_status(desk)
    if status is None:
        raise Unusable(
            "het project wordt nog gelezen, of er staan fouten in; zie Vandaag, en probeer het "
            "daarna opnieuw"
        )
    return status


async def _form(request: Request) -> Response:
    name, data = await run_in_threadpool(_make_form, desk_of(request), request.path_params["owner"])
    return file_answer(name, data)


def _make_form(desk: Desk, owner: str) -> tuple[str, bytes]:
    return make_form_of(desk.workspace, _status(desk), owner)


def _make_mail(desk: Desk, owner: str) -> bytes:
    status = _status(desk)
    return make_mail_to(status, owner, make_form_of(desk.workspace, status, owner))


async def _mail(request: Request) -> Response:
    owner = request.path_params["owner"]
    data = await run_in_threadpool(_make_mail, desk_of(request), owner)
    return render(request, "leveringen_mail.html", owner=owner, mail=_mail_text(data))


def _mail_text(data: bytes) -> MailText:
    mail = message_from_bytes(data, policy=default)
    body = mail.get_body(("plain",))
    attachments = tuple(part.get_filename() or "" for part in mail.iter_attachments())
    text = body.get_content() if body else ""
    return MailText(mail["to"] or "", mail["subject"] or "", text.rstrip(), attachments)


async def _mail_file(request: Request) -> Response:
    owner = request.path_params["owner"]
    return file_answer(
        mail_name(owner), await run_in_threadpool(_make_mail, desk_of(request), owner)
    )


ROUTES = (
    Route(ADDRESS, deliveries_response),
    Route(f"{ADDRESS}/organisatie/{{owner:path}}", _organisation),
    Route(f"{ADDRESS}/formulier/{{owner:path}}", _form),
    Route(f"{ADDRESS}/mail/{{owner:path}}", _mail),
    Route(f"{ADDRESS}/mailbestand/{{owner:path}}", _mail_file),
)
