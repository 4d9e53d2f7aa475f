"""Nieuwe editie: what beginning the edition of a later year makes and leaves, and beginning it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from report_builder.desk.context import Desk, desk_of
from report_builder.desk.page_rendering import render
from report_builder.desk.pages.edition_work import begin, require_same
from report_builder.desk.uploads import read_text
from report_builder.editions.rolled_settings import SETTING
from report_builder.editions.rollover import NewEdition, prepare_edition, propose_year
from report_builder.intake.lock_files import read_lock
from report_builder.model.overview import WorkItem
from report_builder.problems import Unusable

PATH = "/uitgave/nieuwe-editie"
_YES = "ja"


@dataclass(frozen=True)
class CopiedTemplate:
    """A template of the new edition: the title of its document, what it is copied from and to."""

    title: str
    source: str
    target: str


@dataclass(frozen=True)
class NewEditionView:
    """What the page tells before anything is made; `version` is the state of the project that it
    was told of, and `unfinished` what the former edition still waits for.
    """

    version: str
    plan: NewEdition
    settings: str
    copies: tuple[CopiedTemplate, ...]
    left_open: tuple[WorkItem, ...]
    """What the new settings leave to be filled in."""
    unfinished: tuple[str, ...]
    is_fixed: bool
    """Whether the desk was started for one edition, and stays with it."""


async def _confirm(request: Request) -> Response:
    desk = desk_of(request)
    year = request.query_params.get("jaar")
    view = await run_in_threadpool(_view, desk, year.strip() if year is not None else None)
    return render(request, "nieuwe_editie.html", view=view)


async def _begin(request: Request) -> Response:
    desk, year = desk_of(request), await read_text(request, "jaar")
    version, is_sure = await read_text(request, "versie"), await read_text(request, "toch") == _YES
    view = await run_in_threadpool(_view, desk, year)
    require_same(version, view.version)
    if view.unfinished and not is_sure:
        raise Unusable(
            f"editie {view.plan.source.id} is nog niet klaar; vink aan dat u editie {year} toch "
            "begint"
        )
    output = f"--output={desk.output.resolve()}"
    arguments = ["new-edition", year, f"--from={view.plan.source.id}", output]
    return begin(request, "nieuwe-editie", f"Editie {year} beginnen", arguments)


def _view(desk: Desk, year: str | None) -> NewEditionView:
    """What the edition of a year would be, by default the next. Raises Unusable when that cannot be
    made, and Stopped when the project cannot be read.
    """
    version = desk.live.session.check().state
    workspace = desk.workspace
    plan = prepare_edition(workspace, propose_year(workspace) if year is None else year, None)
    settings = workspace.name(workspace.data / "editions" / f"{plan.edition.id}.toml")
    return NewEditionView(
        version,
        plan,
        settings,
        tuple(_copies(plan)),
        tuple(item for item in plan.items if item.kind == SETTING and item.file == settings),
        tuple(_unfinished(desk, plan.source.id)),
        desk.edition is not None,
    )


def _copies(plan: NewEdition) -> list[CopiedTemplate]:
    entries = {entry.template: entry for entry in plan.edition.documents}
    return [
        CopiedTemplate(entries[new].title, f"templates/{old}", f"templates/{new}")
        for new, old in plan.copied.items()
    ]


def _unfinished(desk: Desk, edition: str) -> list[str]:
    """What has not been done of an edition; after this the desk shows it no more."""
    lock, _ = read_lock(desk.workspace, desk.workspace.choose_edition(edition))
    waiting = []
    if not lock.rows:
        waiting.append("haar gegevens zijn niet vastgelegd")
    if edition not in desk.workspace.published_editions():
        waiting.append("haar definitieve versie is niet gemaakt")
    return waiting


async def _list_again(request: Request) -> Response:
    desk = desk_of(request)
    edition = desk.edition_file.stem
    output = f"--output={desk.output.resolve()}"
    arguments = ["new-edition", edition, "--worklist", output]
    title = f"De werklijst van editie {edition} opnieuw maken"
    return begin(request, "werklijst", title, arguments, "werklijst")


ROUTES = (
    Route(PATH, _confirm, methods=["GET"]),
    Route(PATH, _begin, methods=["POST"]),
    Route("/uitgave/werklijst", _list_again, methods=["POST"]),
)
