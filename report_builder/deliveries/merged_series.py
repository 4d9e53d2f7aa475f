"""The CSV of a series with figures that changed: lines that did not change stay as they are, in
their order.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from report_builder.deliveries.differences import Cells, SeriesCell
from report_builder.model.catalogue import Indicator
from report_builder.model.period import Period
from report_builder.model.series import Slice

_PERIOD, _VALUE, _STATUS = "time_period", "obs_value", "obs_status"


@dataclass(frozen=True)
class SeriesRow:
    """A line of the file: its cell, and what it holds."""

    cell: SeriesCell
    fields: Sequence[str]


def merged_csv(text: str, indicator: Indicator, known: Cells, cells: Cells) -> str:
    """The text of a CSV in which every cell is as `cells` says. `text` must be a sound CSV of the
    indicator.

    A new line comes behind the earlier ones of its own slice, or of all slices when the file is in
    order of period.
    """
    lines = csv.reader(io.StringIO(text, newline=""))
    head, *present = [fields for fields in lines if fields]
    rows: list[SeriesRow] = []
    for fields in present:
        cell = _cell(dict(zip(head, fields, strict=True)), indicator)
        is_changed = known[cell] != cells[cell]
        rows.append(_row(head, indicator, cell, cells) if is_changed else SeriesRow(cell, fields))
    added = sorted(cells.keys() - known.keys(), key=lambda cell: (cell.period, cell.slice))
    rows = _with_added(rows, [_row(head, indicator, cell, cells) for cell in added])
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(row.fields for row in rows)
    return written.getvalue()


def _cell(fields: Mapping[str, str], indicator: Indicator) -> SeriesCell:
    key = tuple(fields[dimension] for dimension in indicator.dimensions)
    return SeriesCell(key, Period.parse(fields[_PERIOD]))


def _with_added(rows: Sequence[SeriesRow], added: Sequence[SeriesRow]) -> list[SeriesRow]:
    """The rows with new ones, which are in order of period, at their place."""
    periods = [row.cell.period for row in rows]
    if all(above <= below for above, below in pairwise(periods)):
        return sorted([*rows, *added], key=lambda row: row.cell.period)
    waiting: dict[Slice, list[SeriesRow]] = defaultdict(list)
    for row in added:
        waiting[row.cell.slice].append(row)
    last_numbers = {row.cell.slice: number for number, row in enumerate(rows)}
    merged: list[SeriesRow] = []
    for number, row in enumerate(rows):
        own = waiting[row.cell.slice]
        while own and own[0].cell.period < row.cell.period:
            merged.append(own.pop(0))
        merged.append(row)
        if last_numbers[row.cell.slice] == number:
            merged += own
            own.clear()
    # What is left is of slices that the file did not have.
    return [*merged, *(row for own in waiting.values() for row in own)]


def _row(head: Sequence[str], indicator: Indicator, cell: SeriesCell, cells: Cells) -> SeriesRow:
    observation = cells[cell]
    fields = {
        **dict(zip(indicator.dimensions, cell.slice, strict=True)),
        _PERIOD: str(cell.period),
        _VALUE: value_text(observation.value),
        _STATUS: str(observation.status),
    }
    return SeriesRow(cell, [fields[column] for column in head])


def value_text(value: Decimal | None) -> str:
    """A value as the observations hold it: a point, no zeros at the end; empty without a value."""
    if value is None:
        return ""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
