"""Figures and tables from their specifications: what they say, with every value traced."""

from __future__ import annotations

from decimal import Decimal

from report_builder.model.figure import FigureContent, FigureSpec, TableCell, TableContent
from report_builder.model.period import Frequency, Period
from report_builder.model.value import TracedValue
from report_builder.problems import Fault
from report_builder.values.dataset import Dataset
from report_builder.values.filters import procentueel
from report_builder.values.plotted_series import (
    EMPTY,
    MARKS,
    Row,
    all_periods,
    freshness,
    select_rows,
    source_text,
    stale_until,
)
from report_builder.values.quantity import Quantity
from report_builder.wording.numbers import list_text
from report_builder.wording.periods import period_text, short_period_text

TableRow = tuple[TableCell, ...]

WIDEST = 8
"""A table with more periods than this has them as rows."""
SPOKEN_LINES = 6
"""An alternative text names the figures of so many series; the data table has the rest."""

_CORNERS = {"A": "Jaar", "S": "Halfjaar", "Q": "Kwartaal", "M": "Maand", "D": "Datum"}


def figure_content(spec: FigureSpec, dataset: Dataset) -> FigureContent:
    """Everything that a figure says. Raises Fault when its figures are not there."""
    rows = select_rows(spec, dataset)
    periods = (_common_last(rows),) if spec.traits.has_one_period else all_periods(rows)
    alt, spoken = _alternative(spec, rows, periods, dataset)
    return FigureContent(
        id=spec.id,
        kind=spec.kind,
        title=spec.title,
        unit=spec.unit or rows[0].indicator.unit,
        decimals=max(row.indicator.decimals for row in rows),
        periods=periods,
        lines=tuple(row.line() for row in rows),
        freshness=freshness(rows),
        stale_until=stale_until(rows),
        source=source_text(rows, spec.note),
        note=spec.note,
        alt=alt,
        spoken=spoken,
    )


def _common_last(rows: list[Row]) -> Period:
    """The last period of which all rows have a value: what a ranking compares."""
    common = set.intersection(
        *({item.period for item in row.observations if item.value is not None} for row in rows)
    )
    if moments := [row.ranked for row in rows if row.ranked]:
        common = {period for period in common if period <= min(moments)}
    if not common:
        raise Fault(
            "periode",
            "de delen van deze figuur hebben geen periode gemeen",
            "gebruik top, of een andere soort",
        )
    return max(common)


def _value(row: Row, period: Period, dataset: Dataset) -> TracedValue:
    return Quantity(dataset, row.reading(period)).printed()


def _alternative(
    spec: FigureSpec, rows: list[Row], periods: tuple[Period, ...], dataset: Dataset
) -> tuple[str, tuple[TracedValue, ...]]:
    """What the picture shows, in sentences, and the values that these name."""
    opening = spec.alt.strip().rstrip(".") or f"{spec.traits.picture}: {spec.title}"
    if spec.traits.has_one_period:
        values = [_value(row, periods[0], dataset) for row in rows]
        named = list_text(
            f"{row.name} {value.text}" for row, value in zip(rows, values, strict=True)
        )
        return f"{opening}. {period_text(periods[0]).capitalize()}: {named}.", tuple(values)
    span = period_text(periods[0])
    if len(periods) > 1:
        span += f" tot en met {period_text(periods[-1])}"
    sentences, spoken = [f"{opening}.", f"Periode: {span}."], []
    for row in rows[:SPOKEN_LINES]:
        text, values = spoken_row(row, dataset)
        sentences.append(text)
        spoken += values
    if left := rows[SPOKEN_LINES:]:
        sentences.append(f"Verder: {list_text(row.name for row in left)}.")
    return " ".join(sentences), tuple(spoken)


def spoken_row(row: Row, dataset: Dataset) -> tuple[str, list[TracedValue]]:
    """One sentence on a series: its first, last, highest and lowest value."""
    observations = [item for item in row.observations if item.value is not None]
    by_amount = sorted(observations, key=lambda item: item.value or Decimal(0))
    chosen = {
        "eerste": observations[0],
        "laatste": observations[-1],
        "hoogste": by_amount[-1],
        "laagste": by_amount[0],
    }
    values = {word: _value(row, item.period, dataset) for word, item in chosen.items()}
    if len(observations) == 1:
        return f"{row.name}: {values['eerste'].text} ({period_text(observations[0].period)}).", [
            values["eerste"]
        ]
    parts = [
        f"{word} {value.text} ({period_text(chosen[word].period)})"
        for word, value in values.items()
    ]
    return f"{row.name}: {', '.join(parts)}.", list(values.values())


def table_content(spec: FigureSpec, dataset: Dataset) -> TableContent:
    """A table, ready to be written. Raises Fault when its figures are not there."""
    rows = select_rows(spec, dataset)
    head, body = _grid(spec, rows, dataset)
    return TableContent(
        id=spec.id,
        title=spec.title,
        head=head,
        rows=body,
        freshness=freshness(rows),
        stale_until=stale_until(rows),
        source=source_text(rows, spec.note),
        note=spec.note,
    )


def _grid(
    spec: FigureSpec, rows: list[Row], dataset: Dataset
) -> tuple[tuple[str, ...], tuple[TableRow, ...]]:
    """The head and the rows: a row for each series, or for each period where these are many."""
    periods = all_periods(rows)
    heads = [short_period_text(period) for period in periods]
    cells = [[_cell(row, period, dataset) for period in periods] for row in rows]
    if len(periods) > WIDEST:
        by_period = [list(column) for column in zip(*cells, strict=True)]
        corner = _CORNERS[periods[0].frequency]
        return (corner, *(row.name for row in rows)), _named_rows(heads, by_period)
    if spec.change:
        is_yearly = periods[0].frequency is Frequency.YEAR
        heads.append("Verandering" if is_yearly else "Verandering in een jaar")
        cells = [[*own, _change(row, dataset)] for own, row in zip(cells, rows, strict=True)]
    corner = (spec.split or "onderwerp").replace("_", " ").capitalize()
    return (corner, *heads), _named_rows([row.name for row in rows], cells)


def _named_rows(names: list[str], cells: list[list[TableCell]]) -> tuple[TableRow, ...]:
    """The rows with a cell in front that names each."""
    return tuple((TableCell(name), *own) for name, own in zip(names, cells, strict=True))


def _cell(row: Row, period: Period, dataset: Dataset) -> TableCell:
    """One cell; of a stale series the last value is marked, and what should follow it."""
    observation = row.at(period)
    is_awaited = row.freshness.is_stale and period >= row.last
    if observation is None or observation.value is None:
        return TableCell(
            EMPTY.get(observation.status, ".") if observation else ".",
            is_stale=is_awaited,
            is_number=True,
        )
    return TableCell(
        MARKS.get(observation.status, ""), _value(row, period, dataset), is_awaited, is_number=True
    )


def _change(row: Row, dataset: Dataset) -> TableCell:
    """The change against a year before, or a sign that it has none."""
    try:
        value = procentueel(Quantity(dataset, row.reading(row.last)), teken=True).printed()
    except Fault:
        return TableCell("–", is_number=True)
    return TableCell("", value, row.freshness.is_stale, is_number=True)
