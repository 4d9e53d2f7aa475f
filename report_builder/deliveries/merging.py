"""The CSV of a series with figures that changed: lines that did not change stay as they are, in their order."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

from report_builder.deliveries.differences import Cell
from report_builder.model.catalogue import Indicator
from report_builder.model.period import Period
from report_builder.model.series import Observation

_PERIOD, _VALUE, _STATUS = "time_period", "obs_value", "obs_status"


def merged_csv(
    text: str, indicator: Indicator, known: Mapping[Cell, Observation], cells: Mapping[Cell, Observation]
) -> str:
    """The text of a CSV in which every cell is as `cells` says. `text` must be a sound CSV of the indicator.

    A new line comes behind the earlier ones of its own slice, or of all slices when the file is in order of period.
    """
    head, *lines = [fields for fields in csv.reader(io.StringIO(text, newline="")) if fields]
    rows = [(_cell(dict(zip(head, fields, strict=True)), indicator), fields) for fields in lines]
    rows = [
        (cell, fields if known[cell] == cells[cell] else _fields(head, indicator, cell, cells)) for cell, fields in rows
    ]
    by_period = all(a[0][1] <= b[0][1] for a, b in pairwise(rows))
    for cell in sorted(cells.keys() - known.keys(), key=lambda cell: (cell[1], cell[0])):
        rows.insert(
            _place([found for found, _ in rows], cell, by_period), (cell, _fields(head, indicator, cell, cells))
        )
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([head, *(fields for _, fields in rows)])
    return written.getvalue()


def _cell(row: Mapping[str, str], indicator: Indicator) -> Cell:
    return tuple(row[dimension] for dimension in indicator.dimensions), Period.parse(row[_PERIOD])


def _place(rows: list[Cell], cell: Cell, by_period: bool) -> int:
    """Where a new line goes."""
    key, period = cell
    own = [place for place, (other, _) in enumerate(rows) if other == key]
    if by_period:
        return next((place for place, (_, when) in enumerate(rows) if when > period), len(rows))
    later = next((place for place in own if rows[place][1] > period), None)
    return later if later is not None else own[-1] + 1 if own else len(rows)


def _fields(head: list[str], indicator: Indicator, cell: Cell, cells: Mapping[Cell, Observation]) -> list[str]:
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
