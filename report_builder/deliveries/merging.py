"""The CSV of a series with figures that changed: lines that did not change stay as they are, in
their order.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

from report_builder.deliveries.differences import Cell
from report_builder.model.catalogue import Indicator
from report_builder.model.period import Period
from report_builder.model.series import Observation, Slice

Row = tuple[Cell, list[str]]

_PERIOD, _VALUE, _STATUS = "time_period", "obs_value", "obs_status"


def merged_csv(
    text: str,
    indicator: Indicator,
    known: Mapping[Cell, Observation],
    cells: Mapping[Cell, Observation],
) -> str:
    """The text of a CSV in which every cell is as `cells` says. `text` must be a sound CSV of the
    indicator.

    A new line comes behind the earlier ones of its own slice, or of all slices when the file is in
    order of period.
    """
    head, *lines = [fields for fields in csv.reader(io.StringIO(text, newline="")) if fields]
    rows = [(_cell(dict(zip(head, fields, strict=True)), indicator), fields) for fields in lines]
    rows = [
        (cell, fields if known[cell] == cells[cell] else _fields(head, indicator, cell, cells))
        for cell, fields in rows
    ]
    new = sorted(cells.keys() - known.keys(), key=lambda cell: (cell[1], cell[0]))
    rows = _with_new(rows, [(cell, _fields(head, indicator, cell, cells)) for cell in new])
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([head, *(fields for _, fields in rows)])
    return written.getvalue()


def _cell(row: Mapping[str, str], indicator: Indicator) -> Cell:
    return tuple(row[dimension] for dimension in indicator.dimensions), Period.parse(row[_PERIOD])


def _with_new(rows: list[Row], new: list[Row]) -> list[Row]:
    """The rows with new ones, which are in order of period, at their place."""
    if all(above[0][1] <= below[0][1] for above, below in pairwise(rows)):
        return sorted([*rows, *new], key=lambda row: row[0][1])
    waiting: dict[Slice, list[Row]] = {}
    for row in new:
        waiting.setdefault(row[0][0], []).append(row)
    last = {key: place for place, ((key, _), _) in enumerate(rows)}
    made: list[Row] = []
    for place, ((key, period), fields) in enumerate(rows):
        own = waiting.get(key, [])
        while own and own[0][0][1] < period:
            made.append(own.pop(0))
        made.append(((key, period), fields))
        if last[key] == place:
            made += waiting.pop(key, [])
    return [*made, *(row for own in waiting.values() for row in own)]


def _fields(
    head: list[str], indicator: Indicator, cell: Cell, cells: Mapping[Cell, Observation]
) -> list[str]:
    key, period = cell
    seen = cells[cell]
    named = {_PERIOD: str(period), _VALUE: value_text(seen.value), _STATUS: str(seen.status)}
    named |= dict(zip(indicator.dimensions, key, strict=True))
    return [named[column] for column in head]


def value_text(value: Decimal | None) -> str:
    """A value as the observations hold it: a point, no zeros at the end; empty without a value."""
    if value is None:
        return ""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
