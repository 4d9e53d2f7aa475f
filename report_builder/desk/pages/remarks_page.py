"""Reacties: the round along reviewers, and the work list of what came back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from report_builder.desk.context import Desk, desk_of
from report_builder.desk.given_forms import NOTHING_GIVEN, GivenForm
from report_builder.desk.page_rendering import render
from report_builder.desk.remark_views import RemarkOverview, overview_of
from report_builder.desk.round_views import RoundView, concept_folder, round_view
from report_builder.desk.text_now import TextNow
from report_builder.intake.remark_files import read_remarks
from report_builder.intake.settings import read_edition
from report_builder.intake.worklist_file import read_worklist_file
from report_builder.model.remarks import Remark, Stand
from report_builder.model.returned import Received
from report_builder.problems import Problem, Stopped
from report_builder.rounds.returned_folder import kept_files, round_folder
from report_builder.rounds.round_worklist import NAME, counts_text
from report_builder.rounds.standing_worklist import standing

PATH = "/reacties"
_ALL = "alle"
_ENDINGS = ("html", "xlsx")
_NOT_THERE = 404


@dataclass(frozen=True)
class RemarkChoice:
    """Which remarks are looked at: those of a document, and those that stand so; empty for all."""

    label: str = ""
    stand: str = Stand.OPEN

    @property
    def fields(self) -> dict[str, str]:
        """The choice as an address or a form says it."""
        return {"hoofdstuk": self.label, "stand": self.stand or _ALL}

    def address(self, given: str = "") -> str:
        """Where these remarks are shown, with one that was just answered among them."""
        more = {"gegeven": given} if given else {}
        anchor = f"#{given}" if given else "#werklijst"
        return f"{PATH}?{urlencode({**self.fields, **more})}{anchor}"


def choice_of(fields: dict[str, str]) -> RemarkChoice:
    """What an address or a form says of it; open remarks where it says nothing."""
    stand = fields.get("stand") or Stand.OPEN
    is_known = stand in list(Stand)
    return RemarkChoice(fields.get("hoofdstuk", ""), stand if is_known else "")


@dataclass(frozen=True)
class RemarksPage:
    """What the page tells; `remarks` are those that the edition keeps, None when it keeps none."""

    round: RoundView
    remarks: tuple[Remark, ...] | None
    overview: RemarkOverview
    received: tuple[Received, ...]
    files: tuple[str, ...]
    """The files that came back in this round."""
    lists: tuple[str, ...]
    """The endings of the work list that can be downloaded."""
    problems: tuple[Problem, ...]
    version: str
    """That of the concept that the project makes now; empty where that cannot be told."""
    is_readable: bool
    edition_file: str

    @property
    def unread(self) -> tuple[str, ...]:
        """The files of this round that the last list does not name: reading them was cut short."""
        listed = {file.file for file in self.received}
        return tuple(name for name in self.files if name not in listed)


def page_of(desk: Desk) -> RemarksPage:
    """The page as everything stands now. Raises Stopped when the edition cannot be read."""
    file = desk.edition_file
    edition, _, found = read_edition(desk.workspace, file)
    if edition is None:
        raise Stopped(found)
    remarks, problems = read_remarks(desk.workspace, file) if edition.review else (None, [])
    folder = desk.output / file.stem
    kept = read_worklist_file(folder)
    worklist = standing(kept, remarks) if kept else None
    text = desk.texts.of(desk.live.state.checked)
    return RemarksPage(
        round=round_view(desk.workspace, file, desk.output, edition.name),
        remarks=remarks,
        overview=overview_of(remarks, worklist, text),
        received=kept.received if kept else (),
        files=_file_names(desk, file),
        lists=tuple(one for one in _ENDINGS if (folder / f"{NAME}.{one}").is_file()),
        problems=tuple(problems),
        version=_version(text),
        is_readable=text is not None,
        edition_file=desk.workspace.name(file),
    )


def _version(text: TextNow | None) -> str:
    return text.project.setup.version if text else ""


def _file_names(desk: Desk, edition_file: Path) -> tuple[str, ...]:
    try:
        folder = round_folder(desk.workspace, edition_file)
    except Stopped:
        return ()  # told of with the round itself
    return tuple(path.name for path in kept_files(folder))


async def remarks_response(
    request: Request, form: GivenForm = NOTHING_GIVEN, status: int = 200
) -> Response:
    """The page, with what was filled in to send a concept round when that was refused."""
    desk = desk_of(request)
    # Asked first: what is shown as done is on the page.
    is_reading = desk.readings.is_running
    page = await run_in_threadpool(page_of, desk)
    fields = dict(request.query_params)
    choice, given = choice_of(fields), fields.get("gegeven", "")
    return render(
        request,
        "reacties.html",
        status,
        form=form,
        page=page,
        views=page.overview.chosen(choice.label, choice.stand, given),
        choice=choice,
        given=given,
        RemarkChoice=RemarkChoice,
        stands=list(Stand),
        reading=desk.readings.last,
        is_reading=is_reading,
        counts_text=counts_text,
    )


async def _worklist(request: Request) -> Response:
    desk, ending = desk_of(request), request.path_params["ending"]
    if ending not in _ENDINGS:
        raise HTTPException(_NOT_THERE)
    name = f"{NAME}.{ending}"
    return _download(desk.output / desk.edition_file.stem / name)


async def _concept(request: Request) -> Response:
    """The concept in Word, or its review page, as it was built."""
    desk = desk_of(request)
    page = await run_in_threadpool(page_of, desk)
    concept = page.round.concept
    names = {"review.html": concept.page, "concept.docx": concept.word} if concept else {}
    name = names.get(request.path_params["name"], "")
    if not name:
        raise HTTPException(_NOT_THERE)
    return _download(concept_folder(desk.output, desk.edition_file.stem) / name)


def _download(path: Path) -> Response:
    """A file to keep: a page of it never opens here, where only pages of the desk may."""
    if not path.is_file():
        raise HTTPException(_NOT_THERE)
    return FileResponse(path, filename=path.name, content_disposition_type="attachment")


ROUTES = (
    Route(PATH, remarks_response),
    Route(PATH + "/werklijst.{ending}", _worklist),
    Route(PATH + "/rond/{name}", _concept),
)
