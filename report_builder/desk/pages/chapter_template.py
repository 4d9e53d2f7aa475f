"""The template of a chapter: to take away, with or without what is wrong with it as comments; and
an edited one to put in its place, once it was seen what that changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from report_builder.desk.chapter_views import ADDRESS
from report_builder.desk.conflict_copies import find_copies
from report_builder.desk.context import Desk, desk_of, person_of
from report_builder.desk.given_forms import NOTHING_GIVEN, GivenForm, shown_again
from report_builder.desk.page_rendering import render
from report_builder.desk.pages.chapters_page import find_view
from report_builder.desk.template_proposals import VERSION_LENGTH
from report_builder.desk.uploads import Upload, read_text, read_uploads
from report_builder.editions.template_exchange import (
    FormerTemplate,
    former_templates,
    put_template,
    read_former,
    template_path,
)
from report_builder.fingerprint import is_owner_file, read_bytes
from report_builder.problems import Unusable
from report_builder.word.bind.problem_comments import with_problem_comments
from report_builder.workspace import today

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class TemplateState:
    """A template as it lies there: its sha256, whether somebody seems to have it open in Word, what
    is kept of before, and copies beside it.
    """

    version: str
    is_open: bool
    former: tuple[FormerTemplate, ...]
    copies: tuple[str, ...]


async def _template(request: Request) -> Response:
    desk, label = desk_of(request), request.path_params["label"]
    view = await run_in_threadpool(find_view, desk, label)
    state = await run_in_threadpool(_state, desk, view.entry.file)
    return render(request, "hoofdstuk_sjabloon.html", view=view, stored=state)


def _state(desk: Desk, file: str) -> TemplateState:
    path = template_path(desk.workspace, file)
    former = tuple(former_templates(desk.workspace, file))
    copies = find_copies(desk.workspace, file)
    return TemplateState(_version(path), _is_open(path), former, copies)


def _version(path: Path) -> str:
    return sha256(read_bytes(path)).hexdigest()


def _is_open(path: Path) -> bool:
    """Whether Word or LibreOffice put a file beside a template to say that somebody has it open; of
    a long name Word leaves out the first two characters.
    """
    beside = (each.name for each in path.parent.iterdir() if is_owner_file(each))
    return any(name.rstrip("#").endswith(path.name[2:]) for name in beside)


async def _download(request: Request) -> Response:
    desk = desk_of(request)
    entry = (await run_in_threadpool(find_view, desk, request.path_params["label"])).entry
    path = template_path(desk.workspace, entry.file)
    data = await run_in_threadpool(read_bytes, path)
    version = sha256(data).hexdigest()[:VERSION_LENGTH]
    return _word_file(data, f"{path.stem} (versie {version}).docx")


async def _download_with_comments(request: Request) -> Response:
    desk = desk_of(request)
    view = await run_in_threadpool(find_view, desk, request.path_params["label"])
    path = template_path(desk.workspace, view.entry.file)
    data = await run_in_threadpool(read_bytes, path)
    version = sha256(data).hexdigest()[:VERSION_LENGTH]
    commented = await run_in_threadpool(
        with_problem_comments, data, view.entry.file, view.problems, today()
    )
    return _word_file(commented, f"{path.stem} met meldingen (versie {version}).docx")


async def _download_former(request: Request) -> Response:
    desk = desk_of(request)
    entry = (await run_in_threadpool(find_view, desk, request.path_params["label"])).entry
    name = request.path_params["name"]
    data = await run_in_threadpool(read_former, desk.workspace, entry.file, name)
    return _word_file(data, f"{Path(entry.file).stem} eerder {name}")


def _word_file(data: bytes, name: str) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(data, media_type=_WORD, headers={"content-disposition": disposition})


async def _propose(request: Request) -> Response:
    """Take in an edited template, or one that lies beside it or was kept, to see what it
    changes.
    """
    desk, label = desk_of(request), request.path_params["label"]
    entry = (await run_in_threadpool(find_view, desk, label)).entry
    upload = await _read_chosen(request, desk, entry.file)
    proposal = await desk.proposals.make(entry.file, upload, await read_text(request, "versie"))
    return RedirectResponse(f"{ADDRESS}/{label}/sjabloon/voorstel/{proposal.name}", 303)


async def _read_chosen(request: Request, desk: Desk, file: str) -> Upload:
    former, copy = await read_text(request, "eerder"), await read_text(request, "kopie")
    if former:
        return Upload(former, await run_in_threadpool(read_former, desk.workspace, file, former))
    if copy:
        if copy not in await run_in_threadpool(find_copies, desk.workspace, file):
            raise Unusable(f"'{copy}' ligt niet meer naast {file}")
        path = template_path(desk.workspace, file).with_name(copy)
        return Upload(copy, await run_in_threadpool(read_bytes, path))
    uploads = await read_uploads(request, "bestand")
    if len(uploads) > 1:
        raise Unusable("kies één bestand: een hoofdstuk heeft één sjabloon")
    return uploads[0]


async def _proposal(
    request: Request, form: GivenForm = NOTHING_GIVEN, status: int = 200
) -> Response:
    desk = desk_of(request)
    view = await run_in_threadpool(find_view, desk, request.path_params["label"])
    name = request.path_params.get("name") or form.text("voorstel")
    proposal = desk.proposals.find(name, view.entry.file)
    path = template_path(desk.workspace, view.entry.file)
    is_open = await run_in_threadpool(_is_open, path)
    return render(
        request,
        "hoofdstuk_voorstel.html",
        status,
        view=view,
        proposal=proposal,
        is_open=is_open,
        form=form,
    )


async def _put(request: Request) -> Response:
    """Put a proposal in place, on the template that it was made on."""
    desk, label = desk_of(request), request.path_params["label"]
    entry = (await run_in_threadpool(find_view, desk, label)).entry
    proposal = desk.proposals.find(await read_text(request, "voorstel"), entry.file)
    if proposal.has_errors and not await read_text(request, "akkoord"):
        raise Unusable("dit sjabloon geeft fouten; vink aan dat u het toch terugzet")
    await run_in_threadpool(
        put_template,
        desk.workspace,
        entry.file,
        proposal.data,
        proposal.made_on,
        person_of(request),
    )
    desk.proposals.drop(proposal)
    return RedirectResponse(f"{ADDRESS}/{label}", 303)


_BASE = f"{ADDRESS}/{{label}}/sjabloon"
ROUTES = (
    Route(_BASE, _template),
    Route(_BASE, _propose, methods=["POST"]),
    Route(f"{_BASE}/bestand", _download),
    Route(f"{_BASE}/opmerkingen", _download_with_comments),
    Route(f"{_BASE}/eerder/{{name}}", _download_former),
    Route(f"{_BASE}/voorstel/{{name}}", _proposal),
    Route(f"{_BASE}/terugzetten", shown_again(_put, _proposal), methods=["POST"]),
)
