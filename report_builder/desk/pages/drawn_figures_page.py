"""Figuren en tabellen: each with its picture, its tag, where it stands and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from report_builder.build.figure_tasks import Content, content_of, figure_key, pictures_of
from report_builder.desk.context import desk_of
from report_builder.desk.figure_views import DrawnPlace, FigureBook, folded
from report_builder.desk.page_rendering import render
from report_builder.desk.pages.figures_page import ADDRESS
from report_builder.model.figure import DashboardContent, FigureContent, FigureSpec, TableContent
from report_builder.model.figure_kind import Form
from report_builder.problems import Fault, Problem
from report_builder.values.dataset import Dataset

_FIGURES = f"{ADDRESS}/figuren"
_FOREVER = {"cache-control": "private, max-age=31536000, immutable"}
"""For a picture whose address is another when its content is."""
_VERSION = 16
_KINDS = {
    "line": "lijndiagram",
    "bar": "staafdiagram",
    "stacked_bar": "gestapeld staafdiagram",
    "ranking": "rangschikking",
    "slope": "hellingdiagram",
    "small_multiples": "kleine lijndiagrammen",
    "table": "tabel",
    "dashboard": "dashboard",
    "key_figures": "overzicht van kerncijfers",
    "card": "beeld voor sociale media",
    "sources": "tabel van bronnen",
    "calendar": "tabel van publicaties",
    "definitions": "tabel van begrippen",
    "revisions": "tabel van revisies",
    "stale": "tabel van verouderde cijfers",
}
"""What each kind of figure is called."""


@dataclass(frozen=True)
class FigureEntry:
    """A figure or table in the list; `version` is another when it looks otherwise."""

    spec: FigureSpec
    kind: str
    tag: str
    version: str
    has_picture: bool
    places: tuple[DrawnPlace, ...]
    problems: tuple[Problem, ...]
    sought: str

    @property
    def file(self) -> str:
        """Its file in the project."""
        return _file(self.spec)


@dataclass(frozen=True)
class ShownFigure:
    """A figure or table with what it says."""

    entry: FigureEntry
    content: Content | None
    fault: str
    """Why there is nothing to show."""
    names: Mapping[str, str]
    """The titles of the indicators by their id."""

    @property
    def table(self) -> TableContent | None:
        """What a table says."""
        return self.content if isinstance(self.content, TableContent) else None

    @property
    def chart(self) -> FigureContent | None:
        """What a chart says."""
        return self.content if isinstance(self.content, FigureContent) else None

    @property
    def dashboard(self) -> DashboardContent | None:
        """What a dashboard says."""
        return self.content if isinstance(self.content, DashboardContent) else None


async def _figures(request: Request) -> Response:
    desk = desk_of(request)
    book = await run_in_threadpool(desk.figures.book, desk.live.state.checked)
    text = request.query_params.get("zoek", "")[:200]
    entries = await run_in_threadpool(_entries, book, text) if book else None
    known = [entry.file for entry, _ in entries or ()]
    broken = book.problems_in("figures", known) if book else ()
    return render(request, "figuren.html", entries=entries, sought=text, broken=broken)


def _entries(book: FigureBook, text: str) -> list[tuple[FigureEntry, bool]]:
    """Every figure and table, with whether it is among what is looked for."""
    words = folded(text).split()
    entries = [_entry(book, spec) for _, spec in sorted(book.filled.setup.project.figures.items())]
    return [(entry, all(word in entry.sought for word in words)) for entry in entries]


def _entry(book: FigureBook, spec: FigureSpec) -> FigureEntry:
    function = "tabel" if spec.traits.is_table else "figuur"
    kind = _KINDS.get(spec.kind.value, spec.traits.noun)
    return FigureEntry(
        spec,
        kind,
        f'{{{{ {function}("{spec.id}") }}}}',
        figure_key(book.filled.setup, spec.id)[:_VERSION],
        spec.traits.is_picture,
        book.drawn.get(spec.id, ()),
        tuple(problem for problem in book.problems if problem.file == _file(spec)),
        folded(" ".join((spec.id, spec.title, kind, *spec.ingredients))),
    )


def _file(spec: FigureSpec) -> str:
    return f"figures/{spec.id}.toml"


async def _figure(request: Request) -> Response:
    desk, name = desk_of(request), request.path_params["name"]
    book = await run_in_threadpool(desk.figures.book, desk.live.state.checked)
    if book is None:
        return render(request, "figuur.html", shown=None)
    shown = await run_in_threadpool(_shown, book, name)
    return render(request, "figuur.html", shown=shown)


def _shown(book: FigureBook, name: str) -> ShownFigure:
    """A figure with what it says. Raises HTTPException when there is none of that name."""
    setup = book.filled.setup
    spec = setup.project.figures.get(name)
    if spec is None:
        raise HTTPException(404)
    entry, dataset = _entry(book, spec), Dataset(setup.project)
    names = {key: row.indicator.title for key, row in book.rows.items()}
    try:
        content = content_of(setup, name, dataset)
    except Fault as fault:
        told = f"{fault.message} ({fault.hint})" if fault.hint else fault.message
        return ShownFigure(entry, None, told, names)
    return ShownFigure(entry, content, "", names)


async def _picture(request: Request) -> Response:
    desk, name = desk_of(request), request.path_params["name"]
    book = await run_in_threadpool(desk.figures.book, desk.live.state.checked)
    data = await run_in_threadpool(_drawn, book, name, request.path_params["number"])
    return Response(data, media_type="image/svg+xml", headers=_FOREVER)


def _drawn(book: FigureBook | None, name: str, number: int) -> bytes:
    """A picture of a figure. Raises HTTPException when there is none."""
    spec = book.filled.setup.project.figures.get(name) if book else None
    if book is None or spec is None or spec.traits.form in (Form.TABLE, Form.ACCOUNT):
        raise HTTPException(404)
    try:
        pictures = pictures_of(book.filled.setup, name, Dataset(book.filled.setup.project))
    except Fault as fault:
        raise HTTPException(404) from fault
    if number >= len(pictures):
        raise HTTPException(404)
    return pictures[number].svg


ROUTES = (
    Route(_FIGURES, _figures),
    Route(f"{_FIGURES}/{{name:path}}/beeld/{{number:int}}.svg", _picture),
    Route(f"{_FIGURES}/{{name:path}}", _figure),
)
