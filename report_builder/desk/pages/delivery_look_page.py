"""A delivery that was put in: what it would change, and its way in or back to who sent it."""

from __future__ import annotations

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from report_builder.deliveries.agreements import own_account
from report_builder.deliveries.arrivals import Consent, plain_name
from report_builder.desk.context import desk_of, person_of
from report_builder.desk.delivery_choices import DeliveryChoice, guess_choice, read_organisations
from report_builder.desk.delivery_looks import DeliveryLook
from report_builder.desk.delivery_tables import Agreements, indicator_tables, used_meanings
from report_builder.desk.downloads import file_answer, packed
from report_builder.desk.given_forms import shown_again
from report_builder.desk.page_rendering import render
from report_builder.desk.pages.deliveries_page import ADDRESS, deliveries_response
from report_builder.desk.uploads import read_text, read_uploads
from report_builder.problems import Unusable

_ANSWERED = "ja"
_MOST_PROBLEMS = 300
_REFUSED = 422
_MAIL = "mail.eml"


async def _put_in(request: Request) -> Response:
    """Keep a file and begin to look at it."""
    desk = desk_of(request)
    uploads = await read_uploads(request, "bestand")
    if len(uploads) > 1:
        raise Unusable("kies één bestand tegelijk: elke levering wordt apart bekeken")
    [upload] = uploads
    chosen = DeliveryChoice.of(await read_text(request, "keuze"))
    organisations = await run_in_threadpool(read_organisations, desk.workspace)
    choice = chosen or guess_choice(upload.name, organisations)
    return _shown(desk.looks.begin(upload, choice, is_guessed=chosen is None))


def _shown(look: DeliveryLook) -> Response:
    return RedirectResponse(f"{ADDRESS}/bekeken/{look.number}", 303)


async def _look(request: Request) -> Response:
    return await _render(request, _find(request))


def _find(request: Request) -> DeliveryLook:
    return desk_of(request).looks.find(request.path_params["number"])


async def _render(
    request: Request,
    look: DeliveryLook,
    faults: tuple[str, ...] = (),
    status: int = 200,
) -> Response:
    """The page of a look; `faults` say what is missing in what was filled in."""
    organisations = await run_in_threadpool(read_organisations, desk_of(request).workspace)
    imported = look.imported
    intake = imported.intake if imported else None
    return render(
        request,
        "levering_bekeken.html",
        status,
        look=look,
        organisations=organisations,
        imported=imported,
        intake=intake,
        tables=list(indicator_tables(intake, imported.indicators)) if imported and intake else [],
        meanings=used_meanings(intake) if intake else [],
        needed=Agreements.of(intake) if intake else None,
        most=_MOST_PROBLEMS,
        faults=faults,
        given=_given(request, look),
    )


def _given(request: Request, look: DeliveryLook) -> Consent:
    """What has not to be filled in again: what this person agreed to, while that is still the same,
    and the reason.
    """
    given = look.given.get(_giver(request), Consent())
    return given if given.seen == look.version else Consent(reason=given.reason)


def _giver(request: Request) -> str:
    return person_of(request) or own_account()


async def _read_otherwise(request: Request) -> Response:
    """Look at the same file as that of another, or by another profile."""
    look = _find(request)
    choice = DeliveryChoice.of(await read_text(request, "keuze"))
    if choice is None:
        raise Unusable("kies eerst van wie dit bestand is")
    desk_of(request).looks.look_again(look, choice)
    return _shown(look)


async def _take_in(request: Request) -> Response:
    """Take in what was looked at, once everything that needs it was agreed to."""
    look = _find(request)
    intake = look.imported.intake if look.imported else None
    consent = Consent(
        await read_text(request, "herzien") == _ANSWERED,
        await read_text(request, "twijfel") == _ANSWERED,
        await read_text(request, "breuk") == _ANSWERED,
        await read_text(request, "reden"),
        _giver(request),
        seen=await read_text(request, "versie"),
    )
    if intake is None or look.doing or look.is_taken_in:
        _require_own(look, consent)
        return _shown(look)
    if not consent.seen:
        raise Unusable("bekijk eerst wat deze levering verandert")
    if faults := tuple(_faults(Agreements.of(intake), consent)):
        look.given[consent.by] = consent
        return await _render(request, look, faults, _REFUSED)
    desk_of(request).looks.take_in(look, consent)
    return _shown(look)


def _require_own(look: DeliveryLook, consent: Consent) -> None:
    """Raise Unusable when another is taking a file in, or did: what somebody wrote with it is then
    not what is kept.
    """
    if consent.reason and look.given.get(consent.by) != consent:
        raise Unusable("een ander leest deze levering in, of deed dat al; uw reden is niet bewaard")


def _faults(needed: Agreements, consent: Consent) -> list[str]:
    """What has still to be filled in."""
    asked = {
        "Vink aan dat de herziene en vervallen cijfers kloppen.": (
            needed.revisions and not consent.revisions
        ),
        "Vink aan dat de twijfelachtige cijfers kloppen.": needed.doubts and not consent.doubts,
        "Vink aan dat de cijfers ook met fouten in de teksten binnenkomen.": (
            needed.breaks and not consent.breaks
        ),
        "Geef een reden.": needed.are_needed and not consent.reason,
    }
    return [text for text, is_missing in asked.items() if is_missing]


async def _drop(request: Request) -> Response:
    """Keep the file no longer."""
    desk_of(request).looks.drop(_find(request))
    return RedirectResponse(ADDRESS, 303)


async def _report(request: Request) -> Response:
    """What goes back to who delivered: all of it, or the mail alone, which has the workbook."""
    look, desk = _find(request), desk_of(request)
    files = await desk.looks.report(look, desk.edition_file)
    name = f"terugmelding-{plain_name(Path(look.upload.name).stem)}"
    if request.path_params["kind"] == "mail":
        return file_answer(f"{name}.eml", files[_MAIL])
    return file_answer(f"{name}.zip", packed(files))


_BASE = f"{ADDRESS}/bekeken"
ROUTES = (
    Route(_BASE, shown_again(_put_in, deliveries_response), methods=["POST"]),
    Route(f"{_BASE}/{{number}}", _look),
    Route(f"{_BASE}/{{number}}/anders", _read_otherwise, methods=["POST"]),
    Route(f"{_BASE}/{{number}}/inlezen", _take_in, methods=["POST"]),
    Route(f"{_BASE}/{{number}}/terugmelding/{{kind}}", _report),
    Route(f"{_BASE}/{{number}}/weg", _drop, methods=["POST"]),
)
