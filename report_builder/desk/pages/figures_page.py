"""Cijfers: every indicator with its value, how it went, how it stands and where it is printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from report_builder.desk.context import Desk, desk_of
from report_builder.desk.figure_views import FigureBook, ListedFigure, folded
from report_builder.desk.page_rendering import render
from report_builder.model.state import CountedAs
from report_builder.problems import Problem
from report_builder.registers.status_report import COUNT_WORDS

ADDRESS = "/cijfers"
_MOST_ROWS = 600
"""A page holds so many rows; of more a search on the server shows the first."""
_LONGEST_SEARCH = 200
_PRINTED = {"ja": "in een document", "nee": "in geen enkel document"}


@dataclass(frozen=True)
class FigureSearch:
    """What somebody looks for in the list; an empty text asks nothing."""

    text: str = ""
    theme: str = ""
    owner: str = ""
    state: str = ""
    printed: str = ""

    @classmethod
    def of(cls, request: Request) -> FigureSearch:
        """What the address asks for."""
        names = ("zoek", "thema", "eigenaar", "stand", "gedrukt")
        return cls(*(request.query_params.get(name, "")[:_LONGEST_SEARCH] for name in names))

    def holds_for(self, row: ListedFigure) -> bool:
        """Whether a row is among what is looked for."""
        indicator, words = row.indicator, folded(self.text).split()
        asked = (
            (self.theme, indicator.theme == self.theme),
            (self.owner, indicator.deliverer == self.owner),
            (self.state, self.state in row.kinds),
            (self.printed, bool(row.documents) == (self.printed == "ja")),
        )
        return all(word in row.sought for word in words) and all(
            holds for choice, holds in asked if choice
        )


@dataclass(frozen=True)
class FigureList:
    """What the list shows: each row with whether it is among what is looked for, and how many are;
    `is_whole` says that every row is in the page, so that it can be searched there.
    """

    rows: tuple[tuple[ListedFigure, bool], ...]
    count: int
    total: int
    is_whole: bool
    themes: tuple[str, ...]
    owners: tuple[tuple[str, str], ...]
    states: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    """What is wrong with the figures themselves, also with those that cannot be shown."""


async def _figures(request: Request) -> Response:
    wanted = FigureSearch.of(request)
    listed = await run_in_threadpool(_listed, desk_of(request), wanted)
    return render(request, "cijfers.html", listed=listed, wanted=wanted, printed=_PRINTED)


def _listed(desk: Desk, wanted: FigureSearch) -> FigureList | None:
    """The list; None while the project cannot be read."""
    book = desk.figures.book(desk.live.state.checked)
    return list_figures(book, wanted) if book else None


def list_figures(book: FigureBook, wanted: FigureSearch, most: int = _MOST_ROWS) -> FigureList:
    """The rows of a book; of more than fit only those that are looked for, the first of them."""
    rows = [(row, wanted.holds_for(row)) for row in book.rows.values()]
    count = sum(holds for _, holds in rows)
    is_whole = len(rows) <= most
    shown = rows if is_whole else [(row, holds) for row, holds in rows if holds][:most]
    indicators = [row.indicator for row in book.rows.values()]
    kinds = {kind for row in book.rows.values() for kind in row.kinds}
    return FigureList(
        tuple(shown),
        count,
        len(rows),
        is_whole,
        _once(indicator.theme for indicator in indicators),
        _named(book, _once(indicator.deliverer for indicator in indicators)),
        tuple((kind.value, COUNT_WORDS[kind]) for kind in CountedAs if kind in kinds),
        book.problems_in("data"),
    )


def _named(book: FigureBook, owners: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Owners with the names that the sources give them."""
    sources = book.filled.setup.project.catalogue.sources
    return tuple((key, sources[key].name if key in sources else key) for key in owners)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


ROUTES = (Route(ADDRESS, _figures),)
