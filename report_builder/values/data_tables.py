"""Figures and tables as data: each observation that they show, by the names of the catalogue."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from report_builder.model.catalogue import Indicator
from report_builder.model.data_table import DataCell, DataColumn, DataTable
from report_builder.model.document import Use
from report_builder.model.figure import (
    DashboardContent,
    FigureContent,
    FigureSpec,
    TableCell,
    TableContent,
)
from report_builder.model.figure_kind import Form
from report_builder.model.period import Period
from report_builder.model.population import opening_day, population_slice
from report_builder.model.series import Observation, Slice, Status
from report_builder.model.value import Freshness
from report_builder.values.dataset import Dataset
from report_builder.values.metadata_tables import account_rows
from report_builder.values.operations import MOST_DECIMALS
from report_builder.values.plotted_series import Row, select_rows
from report_builder.values.row_notes import RowNotes
from report_builder.values.tiles import recent
from report_builder.wording.numbers import rounded

UNDIVIDED = "_Z"
"""What SDMX writes where a dimension does not apply."""

_INDICATOR = DataColumn("indicator", "Cijfer", "De vaste naam van het cijfer.", is_key=True)
_TITLE = DataColumn("title", "Titel", "Hoe het cijfer in het rapport heet.")
_PERIOD = DataColumn(
    "time_period",
    "Periode",
    "2024, 2024-S1 (halfjaar), 2024-Q3 (kwartaal), 2024-11 (maand) of 2024-12-31 (peildatum).",
    is_key=True,
)
_VALUE = DataColumn(
    "obs_value",
    "Waarde",
    "Niet afgerond (per duizend inwoners: zes decimalen); leeg waar geen waarde is.",
    is_number=True,
)
_UNIT = DataColumn("unit", "Eenheid", "De eenheid van de waarde.")
_STATUS = DataColumn(
    "obs_status",
    "Status",
    "SDMX CL_OBS_STATUS. A: gewoon; P: voorlopig; E: raming; B: reeksbreuk; O: ontbreekt; "
    "M: kan niet voorkomen; Q: te klein om te tonen.",
    choices=tuple(status.value for status in Status),
)
_FRESHNESS = DataColumn(
    "freshness",
    "Actualiteit",
    "fresh: de nieuwste waarde, actueel; stale: de nieuwste waarde, nog geen update beschikbaar; "
    "accepted: hetzelfde, en zo in de definitieve versie opgenomen; history: een eerdere periode.",
    choices=tuple(freshness.value for freshness in Freshness),
)
_SOURCE = DataColumn("source", "Bron", "De bron van het cijfer, zoals in datapackage.json.")


def data_table(
    spec: FigureSpec,
    content: FigureContent | TableContent | DashboardContent,
    dataset: Dataset,
    uses: Sequence[Use],
) -> DataTable:
    """What a figure or table shows. Raises Fault when its figures are not there."""
    if spec.traits.is_account:
        return _account(spec, content, dataset, uses)
    rows = _shown_rows(spec, dataset)
    dimensions = tuple(dict.fromkeys(name for row in rows for name in row.indicator.dimensions))
    periods = content.periods if isinstance(content, FigureContent) else ()
    cells = (line for row in rows for line in _lines(row, dimensions, periods, dataset))
    return DataTable(
        id=spec.id,
        title=spec.title,
        columns=(
            *(_INDICATOR, _TITLE, *map(_dimension, dimensions), _PERIOD),
            *(_VALUE, _UNIT, _STATUS, _FRESHNESS, _SOURCE),
        ),
        rows=tuple(dict.fromkeys(cells)),
        sources=tuple(dict.fromkeys(one.source for row in rows for one in _counted(row))),
        units=tuple(dict.fromkeys(row.unit for row in rows)),
        line=_said_below(spec, content, rows),
        stale_spans=content.stale_spans,
    )


def _said_below(
    spec: FigureSpec, content: FigureContent | TableContent | DashboardContent, rows: Sequence[Row]
) -> str:
    """What stands below it. A note on rows names what it is about: no line of data has a letter."""
    if not isinstance(content, TableContent):
        return content.source
    row_notes = RowNotes(rows, spec.row_notes).said(is_marked=False)
    return replace(content, row_notes=row_notes).source


def _shown_rows(spec: FigureSpec, dataset: Dataset) -> list[Row]:
    """The series of a figure; a dashboard and a card go back some years and no further."""
    rows = select_rows(spec, dataset)
    is_short = spec.traits.form in (Form.DASHBOARD, Form.CARD)
    return [recent(row, spec) for row in rows] if is_short else rows


def _dimension(name: str) -> DataColumn:
    title = name.replace("_", " ").capitalize()
    meaning = f"TOTAL: het totaal; {UNDIVIDED}: dit cijfer is hier niet naar uitgesplitst."
    return DataColumn(name, title, meaning, is_key=True)


def _lines(
    row: Row, dimensions: Sequence[str], periods: Collection[Period], dataset: Dataset
) -> Iterator[tuple[DataCell, ...]]:
    """A line for each observation, of those periods alone where there are any; and one for the
    inhabitants that it was laid beside, so that the count can be worked out again.
    """
    shown = [item for item in row.observations if not periods or item.period in periods]
    for item in shown:
        value = item.value if row.population is None else _shortened(item.value)
        cells = (value, row.unit, item.status.value, _freshness_of(row, item).value)
        yield _line(row.indicator, row.key, dimensions, item.period, cells)
    if row.population is None:
        return
    key = population_slice(row.indicator, row.key, row.population)
    known = dataset.all(row.population, key)
    days = {opening_day(item.period) for item in shown}
    for among in (item for item in known if item.period in days):
        status = (among.status.value, Freshness.HISTORY.value)
        cells = (among.value, row.population.unit, *status)
        yield _line(row.population, key, dimensions, among.period, cells)


def _line(
    indicator: Indicator,
    key: Slice,
    dimensions: Sequence[str],
    period: Period,
    cells: tuple[DataCell, ...],
) -> tuple[DataCell, ...]:
    parts = dict(zip(indicator.dimensions, key, strict=True))
    slice_cells = (parts.get(name, UNDIVIDED) for name in dimensions)
    opening = (indicator.id, indicator.title, *slice_cells, str(period))
    return (*opening, *cells, indicator.source)


def _shortened(value: Decimal | None) -> Decimal | None:
    """A quotient with as many decimals as anything is printed with."""
    return None if value is None else rounded(value, MOST_DECIMALS)


def _counted(row: Row) -> list[Indicator]:
    return [row.indicator, row.population] if row.population else [row.indicator]


def _freshness_of(row: Row, item: Observation) -> Freshness:
    """That of its series from where that stands on; what lies before it is history."""
    return row.freshness if item.period >= row.stands_until else Freshness.HISTORY


def _account(
    spec: FigureSpec,
    content: FigureContent | TableContent | DashboardContent,
    dataset: Dataset,
    uses: Sequence[Use],
) -> DataTable:
    """A table that gives account, as it stands; one that has nothing to tell has no rows."""
    assert isinstance(content, TableContent)
    rows = tuple(account_rows(spec, dataset, uses))
    numbers = {place for row in rows for place, cell in enumerate(row) if cell.value}
    columns = tuple(
        DataColumn(_column_name(title), title, is_number=place in numbers)
        for place, title in enumerate(content.head)
    )
    return DataTable(
        id=spec.id,
        title=spec.title,
        columns=columns,
        rows=tuple(tuple(map(_account_cell, row)) for row in rows),
        sources=(),
        units=(),
        line=content.source,
        stale_spans=content.stale_spans,
    )


def _column_name(title: str) -> str:
    return title.lower().replace(" ", "_")


def _account_cell(cell: TableCell) -> DataCell:
    return cell.value.amount if cell.value else cell.text
