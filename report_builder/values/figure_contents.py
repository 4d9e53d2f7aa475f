"""Figures and tables from their specifications: what they say, with every value traced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from report_builder.model.catalogue import PERCENT
from report_builder.model.figure import FigureContent, FigureSpec, TableCell, TableContent
from report_builder.model.period import Frequency, Period
from report_builder.model.series import Status
from report_builder.model.tone import Tone
from report_builder.model.value import TracedValue
from report_builder.problems import Fault
from report_builder.values.alternative_texts import alternative
from report_builder.values.breaks import crosses_break
from report_builder.values.dataset import Dataset
from report_builder.values.figure_tones import FigureTones, figure_tones, is_rest, ordered
from report_builder.values.filters import procentueel
from report_builder.values.plotted_series import (
    TOTAL_NAME,
    Row,
    all_periods,
    freshness,
    names_without_inhabitants,
    select_rows,
)
from report_builder.values.quantity import Quantity
from report_builder.values.row_notes import RowNotes
from report_builder.values.shown_periods import common_last, shown_periods
from report_builder.values.source_lines import (
    EMPTY,
    MARKS,
    picture_source,
    sign_meanings,
    source_text,
)
from report_builder.values.stale_spans import stale_spans
from report_builder.wording.numbers import list_text
from report_builder.wording.periods import short_period_text

TableRow = tuple[TableCell, ...]

WIDEST = 8
"""A table with more periods than this has them as rows."""

_CORNERS = {"A": "Jaar", "S": "Halfjaar", "Q": "Kwartaal", "M": "Maand", "D": "Datum"}


def figure_content(
    spec: FigureSpec, dataset: Dataset, edition: FigureTones | None = None
) -> FigureContent:
    """Everything that a figure says, in the colours that it has in its edition. Raises Fault when
    its figures are not there.
    """
    rows = _in_order(spec, select_rows(spec, dataset))
    tones = (edition or figure_tones([spec], dataset)).get(spec.id, (Tone.SKY,) * len(rows))
    by_name = {row.name: tone for row, tone in zip(ordered(rows), tones, strict=True)}
    periods = shown_periods(spec, rows)
    alt, spoken = alternative(spec, rows, periods, dataset)
    note = _note(spec, dataset)
    return FigureContent(
        id=spec.id,
        kind=spec.kind,
        title=spec.title,
        unit=spec.unit or rows[0].unit,
        decimals=max(row.decimals for row in rows),
        periods=periods,
        lines=tuple(row.line(by_name[row.name]) for row in rows),
        freshness=freshness(rows),
        stale_spans=stale_spans(rows),
        source=picture_source(rows, note),
        note=note,
        alt=alt,
        spoken=spoken,
        signs=sign_meanings(_statuses(rows, periods)),
    )


def _note(spec: FigureSpec, dataset: Dataset) -> str:
    """The note of a figure or table, and what it had to leave out."""
    left_out = names_without_inhabitants(spec, dataset)
    said = f"Zonder {list_text(left_out)}: geen inwonertal." if left_out else ""
    return f"{spec.note} {said}".strip()


def _statuses(rows: list[Row], periods: tuple[Period, ...]) -> set[Status]:
    """What stands in a table of these rows over these periods; a period that is left out of a file
    is missing.
    """
    items = [row.at(period) for row in rows for period in periods]
    return {item.status if item else Status.MISSING for item in items}


def _in_order(spec: FigureSpec, rows: list[Row]) -> list[Row]:
    """The series as a figure shows them: over time in the order of the catalogue, else by their
    size, what is left over last.
    """
    if spec.traits.is_over_time:
        return ordered(rows)
    period = common_last(rows)

    def size(row: Row) -> Decimal:
        item = row.at(period)
        return (item and item.value) or Decimal(0)

    return sorted(rows, key=lambda row: (is_rest(row), -size(row)))


def _value(row: Row, period: Period, dataset: Dataset) -> TracedValue:
    return Quantity(dataset, row.reading(period)).printed()


def table_content(spec: FigureSpec, dataset: Dataset) -> TableContent:
    """A table, ready to be written. Raises Fault when its figures are not there."""
    rows = select_rows(spec, dataset)
    row_notes = RowNotes(rows, spec.row_notes)
    head, body = _grid(spec, rows, dataset, row_notes)
    values = [cell.value for row in body for cell in row if cell.value]
    is_marked = any(row[0].mark for row in body)
    note = _with_unit(_note(spec, dataset), rows)
    return TableContent(
        id=spec.id,
        title=spec.title,
        head=head,
        rows=body,
        freshness=freshness(rows),
        stale_spans=stale_spans(rows),
        opening=source_text(rows, note, _more_signs(body, values)),
        row_notes=row_notes.said(is_marked=is_marked),
    )


def _with_unit(note: str, rows: list[Row]) -> str:
    """The note of a table, before it what its numbers count where that is one thing."""
    counted = _units(rows)
    said = f"Eenheid: {counted[0]}." if len(counted) == 1 else ""
    return f"{said} {note}".strip()


def _units(rows: list[Row]) -> list[str]:
    """What the rows of a table count; a percentage says so itself."""
    units = dict.fromkeys(row.unit for row in rows)
    return [unit for unit in units if unit != PERCENT]


def _more_signs(body: tuple[TableRow, ...], values: list[TracedValue]) -> Iterator[Status]:
    """The signs of a table that no observation gives: the dot of a period left out of the file,
    and the break that a change lies over.
    """
    if any(cell.text == EMPTY[Status.MISSING] for row in body for cell in row[1:]):
        yield Status.MISSING
    if any(map(crosses_break, values)):
        yield Status.BREAK


def _grid(
    spec: FigureSpec, rows: list[Row], dataset: Dataset, notes: RowNotes
) -> tuple[tuple[str, ...], tuple[TableRow, ...]]:
    """The head and the rows: a row for each series, or for each period where these are many."""
    periods = all_periods(rows)
    heads = [short_period_text(period) for period in periods]
    cells = [[_cell(row, period, dataset) for period in periods] for row in rows]
    if len(periods) > WIDEST:
        by_period = [list(column) for column in zip(*cells, strict=True)]
        corner = _CORNERS[periods[0].frequency]
        return (corner, *(row.name for row in rows)), _named_rows(
            [TableCell(head) for head in heads], by_period
        )
    if spec.change:
        is_yearly = periods[0].frequency is Frequency.YEAR
        heads.append("Verandering" if is_yearly else "Verandering in een jaar")
        cells = [[*own, _change(row, dataset)] for own, row in zip(cells, rows, strict=True)]
    corner = (spec.split or "onderwerp").replace("_", " ").capitalize()
    is_mixed = len(_units(rows)) > 1
    names = [replace(_name_cell(row, is_mixed), mark=notes.mark_of(row)) for row in rows]
    return (corner, *heads), _named_rows(names, cells)


def _named_rows(names: list[TableCell], cells: list[list[TableCell]]) -> tuple[TableRow, ...]:
    """The rows with a cell in front that names each."""
    return tuple((name, *own) for name, own in zip(names, cells, strict=True))


def _name_cell(row: Row, is_mixed: bool) -> TableCell:
    """The cell that names a series: a part with what it is a part of, where more things have parts;
    and what it counts, where other rows count something else and its name does not say it.
    """
    opening, unit = f"{row.indicator.title}: ", row.unit
    counted = "" if not is_mixed or unit == PERCENT or unit in row.name.casefold() else f" ({unit})"
    part = row.name.removeprefix(opening)
    is_part = part != row.name
    return TableCell(
        row.name + counted,
        group=row.indicator.title + counted if is_part else "",
        part=part if is_part else "",
        is_total=row.is_total and part == TOTAL_NAME,
    )


def _cell(row: Row, period: Period, dataset: Dataset) -> TableCell:
    """One cell; of a stale series the last value is marked, and what should follow it."""
    item = row.at(period)
    is_awaited = row.freshness.is_stale and period >= row.last
    if item is None:
        return TableCell(".", is_stale=is_awaited, is_number=True)
    if item.value is None:
        return TableCell(EMPTY.get(item.status, "."), is_stale=is_awaited, is_number=True)
    value, mark = _value(row, period, dataset), MARKS.get(item.status, "")
    return TableCell(mark, value, is_awaited, is_number=True)


def _change(row: Row, dataset: Dataset) -> TableCell:
    """The change against a year before, or a sign that it has none."""
    try:
        value = procentueel(Quantity(dataset, row.reading(row.last)), teken=True).printed()
    except Fault:
        return TableCell("–", is_number=True)
    mark = MARKS[Status.BREAK] if crosses_break(value) else ""
    return TableCell(mark, value, row.freshness.is_stale, is_number=True)
