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
from report_builder.deliveries.workbook_safety import check_package
from report_builder.problems import Fault

_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
_SMALLEST = Decimal("1e-8")
_LONGEST = 32_767
"""The most characters that Excel keeps in a cell."""
_MOST_HIDDEN = 1000
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\[\]]*\]')


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
    # `_cells` has the cells that are in the file; the public names make those between them too.
    present: dict[tuple[int, int], Any] = page._cells
    if any(isinstance(cell.value, str) and len(cell.value) > _LONGEST for cell in present.values()):
        message = f"een cel op blad '{page.title[:31]}' heeft meer tekst dan Excel toelaat"
        raise Fault("te-groot", message, "vraag een nieuw exemplaar")
    with_formula = _formula_addresses(formulas) if formulas else set()
    return Grid(
        page.title,
        {
            address: _cell(cell)
            for address, cell in present.items()
            if _has_text(cell) or address in with_formula
        },
        merged=tuple(
            Area(area.min_row, area.min_col, area.max_row, area.max_col)
            for area in page.merged_cells.ranges
        ),
        hidden_rows=frozenset(number for number, row in page.row_dimensions.items() if row.hidden),
        hidden_columns=frozenset(_hidden_columns(page)),
        is_hidden=page.sheet_state != "visible",
    )


def _formula_addresses(formulas: Any) -> set[tuple[int, int]]:
    """Where formulas stand: one that was never worked out has no value, and is no empty cell."""
    return {address for address, cell in formulas._cells.items() if cell.data_type == "f"}


def _has_text(cell: Any) -> bool:
    return cell.value is not None and str(cell.value).strip() != ""


def _hidden_columns(page: Any) -> Iterator[int]:
    """The hidden columns; of a range to the edge of the sheet the first thousand."""
    for letters, column in page.column_dimensions.items():
        if column.hidden:
            first = column.min or column_index_from_string(letters)
            last = column.max or first
            yield from range(first, min(last, first + _MOST_HIDDEN) + 1)


def _cell(cell: Any) -> GridCell:
    """A cell with its value, or with what keeps it from being used."""
    value, fault = cell.value, _fault(cell)
    if fault:
        return GridCell(None, fault)
    if isinstance(value, datetime):
        return GridCell(value.date())
    if isinstance(value, int | float):
        # A percent sign in a text or a colour of the format is none.
        return _number(value, is_share="%" in _QUOTED.sub("", cell.number_format))
    return GridCell(value)


def _fault(cell: Any) -> str:
    value = cell.value
    if value is None:
        return "een formule zonder opgeslagen uitkomst: open het bestand in Excel en sla het op"
    if cell.data_type == "e":
        return f"de fout {value}: herstel de formule in het bestand"
    if isinstance(value, bool):
        return "waar of onwaar in plaats van een getal of tekst"
    if isinstance(value, datetime) and value.time() != time():
        return "een tijdstip in plaats van een datum"
    if not isinstance(value, str | date | int | float):
        return "een waarde die geen getal, tekst of datum is"
    return ""


def _number(value: float, is_share: bool) -> GridCell:
    """A number as Excel shows it: of a cell that is shown as a percentage, the percentage."""
    exact = Decimal(repr(value))
    if not exact.is_finite() or exact.adjusted() > 20:
        return GridCell(None, "een getal dat te groot is om te kloppen")
    amount = _DIGITS.create_decimal(exact) * (100 if is_share else 1)
    is_whole = amount == amount.to_integral_value()
    shown = amount.quantize(Decimal(1)) if is_whole else amount.quantize(_SMALLEST, ROUND_HALF_UP)
    return GridCell(shown, is_share=is_share)
