"""Sheets from an Excel workbook, as openpyxl reads it; of formulas only the stored values.

A number is stored as a binary fraction of which Excel itself keeps and shows 15 digits: 0.1+0.2 is
stored as 0.30000000000000004. So the shortest text that stands for the stored number is rounded to
15 digits, which gives back what Excel shows, and then to the 8 decimals that observations can hold.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from report_builder.deliveries.grid import Area, Grid, GridCell
from report_builder.deliveries.safety import check_package
from report_builder.problems import Fault

_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
_SMALLEST = Decimal("1e-8")
_LONGEST = 32_767
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def read_workbook(data: bytes) -> list[Grid]:
    """The sheets of a workbook. Raises Fault when it is damaged, too large or not safe to open."""
    has_formula = check_package(data)
    stored = _load(data, values=True)
    if not stored.worksheets:
        raise Fault("beschadigd", "het bestand heeft geen bladen", "vraag een nieuw exemplaar")
    formulas = _load(data, values=False) if has_formula else None
    return [_sheet(page, formulas[page.title] if formulas else None) for page in stored.worksheets]


def _load(data: bytes, values: bool) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on what it leaves out, such as drawings
            return load_workbook(io.BytesIO(data), data_only=values, keep_links=False)
    except Exception as error:  # whatever a damaged workbook leads to
        raise Fault(
            "beschadigd",
            "het bestand is niet te lezen als Excel-werkmap",
            "vraag een nieuw exemplaar",
        ) from error


def _sheet(page: Any, formulas: Any) -> Grid:
    if any(
        isinstance(cell.value, str) and len(cell.value) > _LONGEST for cell in page._cells.values()
    ):
        hint = "vraag een nieuw exemplaar"
        raise Fault(
            "te-groot",
            f"een cel op blad '{page.title[:31]}' heeft meer tekst dan Excel toelaat",
            hint,
        )
    of_formula = (
        {address for address, cell in formulas._cells.items() if cell.data_type == "f"}
        if formulas
        else set()
    )
    cells = {
        address: _cell(cell)
        for address, cell in page._cells.items()  # the rectangle would make cells
        if (cell.value is not None and str(cell.value).strip()) or address in of_formula
    }
    areas = [
        Area(area.min_row, area.min_col, area.max_row, area.max_col)
        for area in page.merged_cells.ranges
    ]
    rows = frozenset(number for number, row in page.row_dimensions.items() if row.hidden)
    is_hidden = page.sheet_state != "visible"
    return Grid(page.title, cells, tuple(areas), rows, frozenset(_hidden_columns(page)), is_hidden)


def _hidden_columns(page: Any) -> Iterator[int]:
    for letters, column in page.column_dimensions.items():
        if column.hidden:
            first = column.min or column_index_from_string(letters)
            yield from range(first, min(column.max or first, first + 1000) + 1)


def _cell(cell: Any) -> GridCell:
    value = cell.value
    if value is None:
        return GridCell(
            None, "een formule zonder opgeslagen uitkomst: open het bestand in Excel en sla het op"
        )
    if cell.data_type == "e":
        return GridCell(None, f"de fout {value}: herstel de formule in het bestand")
    if isinstance(value, bool):
        return GridCell(None, "waar of onwaar in plaats van een getal of tekst")
    if isinstance(value, datetime):
        return (
            GridCell(value.date())
            if value.time() == time()
            else GridCell(None, "een tijdstip in plaats van een datum")
        )
    if isinstance(value, int | float):
        return _number(value, "%" in _QUOTED.sub("", cell.number_format))
    return (
        GridCell(value)
        if isinstance(value, str | date)
        else GridCell(None, "een waarde die geen getal, tekst of datum is")
    )


def _number(value: float, is_share: bool) -> GridCell:
    """A number as Excel shows it: of a cell that is shown as a percentage, the percentage."""
    exact = Decimal(repr(value))
    if not exact.is_finite() or exact.adjusted() > 20:
        return GridCell(None, "een getal dat te groot is om te kloppen")
    amount = _DIGITS.create_decimal(exact) * (100 if is_share else 1)
    is_whole = amount == amount.to_integral_value()
    shown = amount.quantize(Decimal(1)) if is_whole else amount.quantize(_SMALLEST, ROUND_HALF_UP)
    return GridCell(shown, is_share=is_share)
