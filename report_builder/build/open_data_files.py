"""The open data set of a report: what its figures and tables show, for others to work with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_builder.build.figure_tasks import content_of
from report_builder.build.release_setup import Reference, Setup, load
from report_builder.model.data_table import DataTable
from report_builder.model.document import NumberedFigure
from report_builder.registers.open_data import FOLDER, DataSetOrigin, NamedTable, write_open_data
from report_builder.registers.register import Register
from report_builder.values.data_tables import data_table
from report_builder.values.dataset import Dataset


def make_open_data(
    reference: Reference, placed: Sequence[NumberedFigure], numbers: Register
) -> dict[str, bytes]:
    """The files of the data set by name: of every figure and table that the report places, and
    the `numbers` that it prints.
    """
    setup = load(*reference)
    origin = DataSetOrigin(
        edition=setup.project.edition,
        status=setup.release.value,
        version=setup.version,
        sources=setup.project.catalogue.sources,
    )
    files = write_open_data(_named_tables(setup, placed), numbers, origin)
    return {f"{FOLDER}/{name}": data for name, data in files.items()}


def _named_tables(setup: Setup, placed: Sequence[NumberedFigure]) -> Iterator[NamedTable]:
    """Each figure under the number of its first place; one that is placed twice stands there
    once.
    """
    dataset, seen = Dataset(setup.project), set[str]()
    for figure in placed:
        if figure.figure not in seen:
            seen.add(figure.figure)
            table = make_data_table(setup, figure.figure, dataset)
            yield NamedTable(f"{figure.noun} {figure.number}", table)


def make_data_table(setup: Setup, figure: str, dataset: Dataset) -> DataTable:
    """The data of a figure or table. Raises Fault when its figures are not there."""
    content = content_of(setup, figure, dataset)
    return data_table(setup.project.figures[figure], content, dataset, setup.uses)
