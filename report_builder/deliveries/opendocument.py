"""Sheets from an OpenDocument spreadsheet, the standard of the Dutch government; of formulas only
the stored values.

No library tells what has to be known of its cells: what is merged or hidden, how a text looks, and
whether a formula was ever worked out.
"""

from __future__ import annotations

import io
import zipfile
from bisect import bisect_left
from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element, iterparse

from report_builder.deliveries.grid import MOST_CELLS, MOST_ROWS, Area, Grid, GridCell
from report_builder.deliveries.opendocument_cells import comment_of, opendocument_cell
from report_builder.deliveries.opendocument_safety import (
    CONTENT,
    KIND,
    STYLES,
    check_opendocument,
)
from report_builder.deliveries.opendocument_styles import CellStyles, expanded
from report_builder.deliveries.package_safety import damaged, too_many

_TABLE, _ROW, _COLUMN = map(expanded, ("table:table", "table:table-row", "table:table-column"))
_GROUP = expanded("table:table-row-group")
_CELL, _COVERED = expanded("table:table-cell"), expanded("table:covered-table-cell")
_STYLE = expanded("style:style")
_MOST_COLUMNS = 16_384


def read_opendocument(data: bytes) -> list[Grid]:
    """The sheets of a spreadsheet. Raises Fault when it is damaged, too large or not safe."""
    check_opendocument(data)
    styles = CellStyles()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if STYLES in package.namelist():
                with package.open(STYLES) as part:
                    list(_sheets(part, styles))
            with package.open(CONTENT) as part:
                sheets = list(_sheets(part, styles))
    except (ValueError, ArithmeticError, RecursionError, SyntaxError) as error:
        raise damaged(f"het bestand is niet te lezen als {KIND}") from error
    if not sheets:
        raise damaged("het bestand heeft geen bladen")
    return sheets


def _sheets(part: IO[bytes], styles: CellStyles) -> Iterator[Grid]:
    """The sheets of a part; its styles are added to those known."""
    sheet: _SheetCells | None = None
    for event, element in iterparse(part, ("start", "end")):  # noqa: S314 - it has no document type
        if event == "start":
            if element.tag == _TABLE:
                if sheet is not None:
                    raise damaged("een blad bevat een tabel in een cel")
                sheet = _SheetCells(element, styles)
            elif element.tag == _GROUP and sheet is not None:
                sheet.open_group(element)
        elif element.tag == _STYLE:
            styles.add(element)
        elif sheet is not None:
            sheet.end(element)
            if element.tag == _TABLE:
                yield sheet.grid()
                sheet = None


class _SheetCells:
    """A sheet while its rows come by."""

    def __init__(self, table: Element, styles: CellStyles) -> None:
        self.name = table.get(expanded("table:name"), "")
        self.styles = styles
        self.is_hidden = styles.is_hidden(table.get(expanded("table:style-name"), ""))
        self.cells: dict[tuple[int, int], GridCell] = {}
        self.comments: dict[tuple[int, int], str] = {}
        self.merged: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.last_columns: list[int] = []
        """The last column of each range of columns; `column_styles` has the style of its cells."""
        self.column_styles: list[str] = []
        self.row = 0
        self.count = 0
        self.groups: list[bool] = []
        """Of each group of rows that is open whether it is hidden."""

    def grid(self) -> Grid:
        """The sheet, when all of it came by."""
        return Grid(
            self.name,
            self.cells,
            merged=tuple(self.merged),
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            is_hidden=self.is_hidden,
            comments=self.comments,
        )

    def open_group(self, element: Element) -> None:
        """Note a group of rows, which can be hidden as a whole."""
        self.groups.append(element.get(expanded("table:display")) == "false")

    def end(self, element: Element) -> None:
        """Take in an element that is complete."""
        if element.tag == _GROUP:
            self.groups.pop()
        elif element.tag == _COLUMN:
            self._add_columns(element)
        elif element.tag == _ROW:
            self._add_rows(element)
            element.clear()

    def _add_columns(self, element: Element) -> None:
        before = self.last_columns[-1] if self.last_columns else 0
        last = before + _repeated(element, "table:number-columns-repeated")
        self.last_columns.append(last)
        self.column_styles.append(element.get(expanded("table:default-cell-style-name"), ""))
        if _is_hidden(element):
            self.hidden_columns.update(range(before + 1, min(last, _MOST_COLUMNS) + 1))

    def _add_rows(self, element: Element) -> None:
        """Add a row as often as it is repeated; that an empty one is costs nothing."""
        first = self.row + 1
        count = _repeated(element, "table:number-rows-repeated")
        self.row += count
        if found := list(self._row_cells(element)):
            if self.row > MOST_ROWS:
                raise too_many()
            for row in range(first, self.row + 1):
                self._add_cells(row, found)
        if _is_hidden(element) or any(self.groups):
            self.hidden_rows.update(range(first, min(self.row, MOST_ROWS) + 1))

    def _row_cells(self, row: Element) -> Iterator[tuple[int, int, Element]]:
        """The first and last column of each cell that holds something, with the cell."""
        column = 0
        for cell in row:
            if cell.tag in (_CELL, _COVERED):
                first = column + 1
                column += _repeated(cell, "table:number-columns-repeated")
                is_filled = len(cell) > 0 or expanded("office:value-type") in cell.attrib
                has_formula = expanded("table:formula") in cell.attrib
                if is_filled or has_formula or _span(cell) != (1, 1):
                    yield first, column, cell

    def _add_cells(self, row: int, found: list[tuple[int, int, Element]]) -> None:
        for first, last, element in found:
            height, width = _span(element)
            self.count += (last - first + 1) * height * width
            if self.count > MOST_CELLS:
                raise too_many()
            style = element.get(expanded("table:style-name"), self._column_style(first))
            cell = opendocument_cell(element, style, self.styles)
            comment = comment_of(element)
            for column in range(first, last + 1):
                if cell:
                    self.cells[row, column] = cell
                if comment:
                    self.comments[row, column] = comment
            if height * width > 1:
                self.merged.append(Area(row, first, row + height - 1, first + width - 1))

    def _column_style(self, column: int) -> str:
        place = bisect_left(self.last_columns, column)
        return self.column_styles[place] if place < len(self.column_styles) else ""


def _is_hidden(element: Element) -> bool:
    return element.get(expanded("table:visibility"), "visible") != "visible"


def _repeated(element: Element, name: str) -> int:
    return max(1, int(element.get(expanded(name), "1")[:9]))


def _span(cell: Element) -> tuple[int, int]:
    """Over how many rows and columns a cell stands."""
    return (
        _repeated(cell, "table:number-rows-spanned"),
        _repeated(cell, "table:number-columns-spanned"),
    )
