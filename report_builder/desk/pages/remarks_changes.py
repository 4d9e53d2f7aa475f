"""What is done on Reacties: a concept goes round, what came back is taken in, a remark is
answered.
"""

from __future__ import annotations

from functools import partial
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from report_builder.desk.chores import KIND
from report_builder.desk.context import Desk, desk_of, person_of
from report_builder.desk.given_forms import shown_again
from report_builder.desk.page_rendering import render
from report_builder.desk.pages.remarks_page import PATH, choice_of, page_of, remarks_response
from report_builder.desk.refusals import REFUSALS, reasons_of
from report_builder.desk.remark_intake import RemarkIntake, TakenIn
from report_builder.desk.round_views import concept_folder, find_concept
from report_builder.desk.uploads import Upload, read_text, read_uploads
from report_builder.exclusion import alone
from report_builder.model.remarks import Stand
from report_builder.problems import Unusable
from report_builder.rounds.filled_worklist import WorklistRow
from report_builder.rounds.given_answers import give_answer
from report_builder.rounds.outgoing_concept import circulate
from report_builder.rounds.passage_texts import legible

_LONGEST = 10_000
_SEE_OTHER, _CONFLICT, _WRONG = 303, 409, 422
_YES = "ja"
_answering = Lock()
"""Those who answer at one moment wait for each other: each of them alone holds the project."""


async def _circulate(request: Request) -> Response:
    version = await read_text(request, "versie")
    if await read_text(request, "zeker") != _YES:
        raise Unusable("vink eerst aan dat dit concept rondgaat")
    is_older = await read_text(request, "ouder") == _YES
    await run_in_threadpool(_send_round, desk_of(request), version, is_older)
    return RedirectResponse(f"{PATH}#ronde", _SEE_OTHER)


def _send_round(desk: Desk, version: str, is_older: bool) -> None:
    """Note that the concept goes round that somebody saw; `is_older` says that it may be another
    than the project makes now.
    """
    file = desk.edition_file
    with alone(desk.workspace.root, "circulate"):
        concept = find_concept(concept_folder(desk.output, file.stem), "")
        if concept is None or concept.version != version:
            raise Unusable(
                "er is intussen een ander concept gebouwd dan u zag; ga terug en bekijk het eerst"
            )
        circulate(desk.workspace, file.stem, desk.output, version if is_older else None)


async def _take_in(request: Request) -> Response:
    uploads = await read_uploads(request, "bestanden")
    return await _read(request, uploads)


async def _read_again(request: Request) -> Response:
    return await _read(request, [])


async def _read(request: Request, uploads: list[Upload]) -> Response:
    desk = desk_of(request)
    intake = RemarkIntake(
        desk.workspace,
        desk.edition_file,
        desk.output,
        desk.live.session,
        person_of(request),
        desk.describe_fault,
    )
    desk.readings.start(partial(intake.take_in, uploads), partial(_tell, desk))
    return RedirectResponse(f"{PATH}#ingelezen", _SEE_OTHER)


def _tell(desk: Desk, status: int | None) -> None:
    """Tell every page how far it is, as of other long work."""
    news = {"nummer": 0, "naam": "reacties", "titel": "Reacties inlezen", "regels": 0}
    desk.announcements.tell(KIND, {**news, "regel": "", "status": status})


async def _answer(request: Request) -> Response:
    row = WorklistRow(
        place="1",
        id=request.path_params["name"],
        stand_text=await read_text(request, "antwoord"),
        explanation=legible((await read_text(request, "toelichting")).replace("\r\n", "\n")),
        made_on=await read_text(request, "versie"),
    )
    fields = {name: await read_text(request, name) for name in ("hoofdstuk", "stand")}
    try:
        await run_in_threadpool(_keep, desk_of(request), row, person_of(request))
    except REFUSALS as refused:
        return await _refuse(request, row, fields, reasons_of(refused))
    return RedirectResponse(choice_of(fields).address(row.id), _SEE_OTHER)


def _keep(desk: Desk, row: WorklistRow, person: str) -> None:
    if not row.made_on:
        raise Unusable("het formulier is niet heel aangekomen; probeer het opnieuw")
    if len(row.explanation) > _LONGEST:
        raise Unusable(f"de toelichting heeft meer dan {_LONGEST} tekens; maak haar korter")
    with _answering, alone(desk.workspace.root, "review"):
        problems = give_answer(desk.workspace, desk.edition_file, desk.output, row, person)
    if problems:
        desk.readings.last = TakenIn((), problems=tuple(problems))


async def _refuse(
    request: Request, row: WorklistRow, fields: dict[str, str], reasons: list[str]
) -> Response:
    """The remark as it stands now, beside the answer that was not kept."""
    page = await run_in_threadpool(page_of, desk_of(request))
    view = page.overview.find(row.id)
    if view is None:
        raise Unusable("deze opmerking is er niet meer; iemand haalde haar intussen weg")
    is_overtaken = row.is_overtaken(view.remark)
    return render(
        request,
        "reacties_antwoord.html",
        _CONFLICT if is_overtaken else _WRONG,
        view=view,
        row=row,
        choice=choice_of(fields),
        stands=list(Stand),
        reasons=[] if is_overtaken else reasons,
        is_overtaken=is_overtaken,
    )


ROUTES = (
    Route(f"{PATH}/rondsturen", shown_again(_circulate, remarks_response), methods=["POST"]),
    Route(f"{PATH}/inlezen", _take_in, methods=["POST"]),
    Route(f"{PATH}/opnieuw", _read_again, methods=["POST"]),
    Route(f"{PATH}/antwoord/{{name}}", _answer, methods=["POST"]),
)
