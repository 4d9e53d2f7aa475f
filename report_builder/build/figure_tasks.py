"""Figures and tables: what they say and how they look, made once for as long as their figures do
not change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from report_builder.build.release_setup import Reference, Setup, load
from report_builder.model.document import NumberedFigure
from report_builder.model.figure import (
    DashboardContent,
    FigureContent,
    Picture,
    TableContent,
)
from report_builder.model.figure_kind import Form
from report_builder.model.period import Period
from report_builder.problems import Fault, Problem
from report_builder.registers.tables_workbook import Sheet, write_figures
from report_builder.store import digest
from report_builder.values.cards import card_content
from report_builder.values.dataset import Dataset
from report_builder.values.figure_contents import figure_content, table_content
from report_builder.values.metadata_tables import account_content
from report_builder.values.plotted_series import Row, select_rows
from report_builder.values.tiles import dashboard_content

Content = FigureContent | TableContent | DashboardContent


class DrawnFigure(NamedTuple):
    """What a figure says, and its picture."""

    content: FigureContent
    picture: Picture


class DrawnTiles(NamedTuple):
    """What a dashboard says, and the small picture of each tile that has one."""

    content: DashboardContent
    pictures: tuple[Picture | None, ...]


Outcome = TypeVar("Outcome", DrawnFigure, DrawnTiles, TableContent)


def figure_key(setup: Setup, figure: str) -> str:
    """A hash of everything that a figure is made from."""
    spec = setup.project.figures[figure]
    indicators = [setup.indicator_digests[key] for key in spec.ingredients]
    account = setup.account_digest if spec.traits.is_account else ""
    tones = setup.tones.get(figure, ())
    # A card bears the title of the edition.
    title = setup.project.edition.title if spec.traits.form is Form.CARD else ""
    return digest(
        "figuur",
        setup.base,
        spec.model_dump_json(),
        indicators,
        setup.style_digest,
        account,
        title,
        tones,
    )


def make_any(setup: Setup, figure: str, dataset: Dataset) -> Content:
    """What a figure, table or dashboard says. Raises Fault when its figures are not there."""
    spec = setup.project.figures[figure]
    match spec.traits.form:
        case Form.CHART:
            return figure_content(spec, dataset, setup.tones)
        case Form.CARD:
            return card_content(spec, dataset)
        case Form.TABLE:
            return table_content(spec, dataset)
        case Form.ACCOUNT:
            return account_content(spec, dataset, setup.uses)
        case Form.DASHBOARD:
            return dashboard_content(spec, dataset)


def make_content(setup: Setup, figure: str, dataset: Dataset) -> FigureContent:
    """What a figure says, which a template places with `figuur()`. Raises Fault when its figures
    are not there.
    """
    content = make_any(setup, figure, dataset)
    assert isinstance(content, FigureContent)
    return content


def make_table(setup: Setup, table: str, dataset: Dataset) -> TableContent:
    """What a table says, which a template places with `tabel()`; kept in the store, but for an
    account. Raises Fault when its figures are not there.
    """

    def make() -> TableContent:
        content = make_any(setup, table, dataset)
        assert isinstance(content, TableContent)
        return content

    return _kept(setup, table, dataset, TableContent, make) if _is_kept(setup, table) else make()


def _is_kept(setup: Setup, figure: str) -> bool:
    """Whether the key of a figure holds all that it is made from: an account tells of any
    indicator.
    """
    return not setup.project.figures[figure].traits.is_account


def stale_lines(setup: Setup, figure: str) -> dict[str, Period]:
    """The stale indicators of a figure, each with the last period of what is shown of it."""
    return stale_ends(select_rows(setup.project.figures[figure], setup.dataset))


def stale_ends(rows: Iterable[Row]) -> dict[str, Period]:
    """The same of rows that were selected."""
    lasts = dict[str, Period]()
    for row in rows:
        for indicator, _, until in row.stale_ends:
            lasts[indicator.id] = min(until, lasts.get(indicator.id, until))
    return lasts


def make_figure(setup: Setup, figure: str, dataset: Dataset) -> DrawnFigure:
    """What a figure says, and its picture; kept in the store. Raises Fault when its figures are not
    there.
    """

    def make() -> DrawnFigure:
        content = make_content(setup, figure, dataset)
        return DrawnFigure(content, _drawn(setup, content))

    return _kept(setup, figure, dataset, DrawnFigure, make)


def make_tiles(setup: Setup, dashboard: str, dataset: Dataset) -> DrawnTiles:
    """What a dashboard says, and the small picture of each tile that has one; kept in the store.

    Raises Fault when its figures are not there.
    """

    def make() -> DrawnTiles:
        content = make_any(setup, dashboard, dataset)
        assert isinstance(content, DashboardContent)
        trends = (tile.trend for tile in content.tiles)
        pictures = (_drawn(setup, trend) if trend else None for trend in trends)
        return DrawnTiles(content, tuple(pictures))

    return _kept(setup, dashboard, dataset, DrawnTiles, make)


def _drawn(setup: Setup, content: FigureContent) -> Picture:
    from report_builder.charts.drawing import draw  # matplotlib is slow to import

    return draw(content, setup.style, setup.is_concept, setup.look.drawn, setup.look.logo)


def _kept(
    setup: Setup,
    figure: str,
    dataset: Dataset,
    kind: type[Outcome],
    make: Callable[[], Outcome],
) -> Outcome:
    """What became of a figure, from the store where nothing changed."""
    key = figure_key(setup, figure)
    stored = setup.store.get(key, kind)
    if stored is not None:
        dataset.used.update(setup.project.figures[figure].ingredients)
        return stored
    return setup.store.put(key, make())


def content_of(setup: Setup, figure: str, dataset: Dataset) -> Content:
    """What a figure, table or dashboard says, as it was kept when it was drawn. Raises Fault when
    its figures are not there.
    """
    match setup.project.figures[figure].traits.form:
        case Form.CHART | Form.CARD:
            return make_figure(setup, figure, dataset).content
        case Form.TABLE | Form.ACCOUNT:
            return make_table(setup, figure, dataset)
        case Form.DASHBOARD:
            return make_tiles(setup, figure, dataset).content


def pictures_of(setup: Setup, figure: str, dataset: Dataset) -> list[Picture]:
    """The pictures that a figure or dashboard places; a table has none."""
    match setup.project.figures[figure].traits.form:
        case Form.CHART | Form.CARD:
            return [make_figure(setup, figure, dataset)[1]]
        case Form.DASHBOARD:
            return [picture for picture in make_tiles(setup, figure, dataset)[1] if picture]
        case Form.TABLE | Form.ACCOUNT:
            return []


def check_figure(reference: Reference, figure: str) -> Problem | None:
    """Make a figure, table or dashboard, which is kept for the documents that place it; or return
    the problem that hinders it.
    """
    setup = load(*reference)
    try:
        content_of(setup, figure, Dataset(setup.project))
    except Fault as fault:
        return fault.at(f"figures/{figure}.toml", "1")
    return None


def make_workbook(reference: Reference, placed: Sequence[NumberedFigure]) -> bytes:
    """The data of figures and tables, a sheet each, named as in the report; a figure that is placed
    twice has one.
    """
    setup = load(*reference)
    dataset, sheets = Dataset(setup.project), dict[str, Sheet]()
    for figure in placed:
        content = content_of(setup, figure.figure, dataset)
        sheets.setdefault(figure.figure, Sheet(f"{figure.noun} {figure.number}", content))
    edition = setup.project.edition
    about = (edition.title, edition.date)
    return write_figures(sheets.values(), *about, is_yellow=setup.is_concept)


def unmade(setup: Setup) -> list[str]:
    """The figures, tables and dashboards that are not in the store yet; nothing is wrong with the
    others.
    """
    return [
        figure
        for figure in setup.project.figures
        if not (_is_kept(setup, figure) and setup.store.has(figure_key(setup, figure)))
    ]
