"""What the web edition has beside the text of the report: data to take away, words for what is
yellow, and what search engines are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from report_builder.build.figure_tasks import content_of, make_figure
from report_builder.build.open_data_files import make_data_table
from report_builder.build.release_setup import Setup
from report_builder.model.document import NumberedFigure
from report_builder.registers.open_data import FOLDER, PACKAGE, table_csv
from report_builder.registers.tables_workbook import Sheet, write_figures
from report_builder.values.dataset import Dataset
from report_builder.web.page_account import PageAccount
from report_builder.web.take_away import FigureData
from report_builder.web.web_edition import WebExtras
from report_builder.wording.staleness import stale_words


def web_extras(
    setup: Setup, placed: Iterable[NumberedFigure], until: Mapping[str, str]
) -> WebExtras:
    """What a whole report has; `until` is what `stale_until` says of its values."""
    dataset, placed = Dataset(setup.project), list(placed)
    contents = {figure.figure: content_of(setup, figure.figure, dataset) for figure in placed}
    return WebExtras(
        account=_account(setup, contents),
        pictures={
            figure.bookmark: make_figure(setup, figure.figure, dataset).picture
            for figure in placed
            if setup.project.figures[figure.figure].traits.is_picture
        },
        data={figure.bookmark: _data(setup, figure, dataset) for figure in placed},
        captions={
            figure.bookmark: stale_words(contents[figure.figure].stale_spans) for figure in placed
        },
        until=until,
    )


def _data(setup: Setup, figure: NumberedFigure, dataset: Dataset) -> FigureData:
    table = make_data_table(setup, figure.figure, dataset)
    content, edition = content_of(setup, figure.figure, dataset), setup.project.edition
    sheet = Sheet(f"{figure.noun} {figure.number}", content)
    book = write_figures([sheet], edition.title, edition.date, is_yellow=setup.is_concept)
    return FigureData(table_csv(table), book)


def _account(setup: Setup, contents: Mapping[str, object]) -> PageAccount:
    edition, catalogue = setup.project.edition, setup.project.catalogue
    indicators = (key for figure in contents for key in setup.project.figures[figure].ingredients)
    sources = dict.fromkeys(catalogue.indicators[key].source for key in indicators)
    return PageAccount(
        title=edition.title,
        year=edition.reporting_year,
        published=None if setup.is_concept else edition.date,
        figures=len(contents),
        sources=[catalogue.sources[key].name for key in sources],
        files=(
            (f"{FOLDER}/{PACKAGE}", "application/json"),
            (f"{FOLDER}/numbers.csv", "text/csv"),
        ),
    )
