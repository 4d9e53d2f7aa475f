"""The delivered workbook with what was found at its cells, as a comment and a colour.

It is made anew from what was checked: values and looks of cells. No formula, link, chart or pivot
table of the original is in it, and no name of who worked on it.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet._reader import WorksheetReader
from openpyxl.writer.excel import ExcelWriter

from report_builder.deliveries.findings import Finding, FindingKind, FoundCell
from report_builder.deliveries.findings_page import FindingsPage
from report_builder.deliveries.grid import Grid, Value
from report_builder.deliveries.reply_marks import REPLY
from report_builder.deliveries.request_sheet import row_height
from report_builder.deliveries.workbook import open_reader
from report_builder.workspace import today

MOST_COMMENTS = 1000
"""So many cells have a comment; the others have their colour only."""
_FILLS = {kind: PatternFill("solid", fgColor=kind.colour) for kind in FindingKind}
_THEME = "xl/theme/theme1.xml"
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_MOST_DIGITS = 15
_WIDTH, _LINE, _LINE_LENGTH = 320, 18, 48
_MOST_LINES = 25
_PLAIN_WIDTH = 16


class MarkedWorkbook:
    """A copy of what was delivered, to be marked; `is_copy` tells that it has the values only."""

    def __init__(self, sheets: Sequence[Grid], data: bytes | None) -> None:
        self.sheets = {sheet.name: sheet for sheet in sheets}
        book = _loaded(data) if data else None
        self.is_copy = book is None
        self.book = book or _copied(sheets)
        self._clear()
        for sheet in sheets:
            for at, text in sheet.comments.items():
                self.book[sheet.name].cell(*sheet.spread.get(at, at)).comment = _comment(text, "")
        self.shown: list[str] = []
        """What was hidden and had to be shown."""

    def _clear(self) -> None:
        """Take away what an earlier answer to the deliverer put in."""
        earlier = [page for page in self.book.worksheets if page.title not in self.sheets]
        for page in earlier:
            self.book.remove(page)
        colours = {f"00{kind.colour}" for kind in FindingKind}
        for sheet in self.sheets.values() if earlier else ():
            for at in sheet.cells:
                cell = self.book[sheet.name].cell(*at)
                if cell.fill.fgColor.rgb in colours:
                    cell.fill = PatternFill()

    def mark(self, findings: Sequence[Finding]) -> None:
        """Give each cell that something was found at its colour and its comment, behind what the
        deliverer wrote there.
        """
        by_cell: dict[FoundCell, list[Finding]] = defaultdict(list)
        for finding in findings:
            if finding.cell:
                by_cell[finding.cell].append(finding)
        order = list(FindingKind)
        for number, (at, found) in enumerate(by_cell.items()):
            page = self.book[at.sheet]
            cell = page.cell(at.row, at.column)
            worst = min((one.kind for one in found), key=order.index)
            cell.fill = _FILLS[worst]
            if number < MOST_COMMENTS:
                own = self.sheets[at.sheet].comments.get((at.row, at.column), "")
                cell.comment = _comment(own, "\n\n".join(map(_said, found)))
        for at in by_cell:
            self._show(at)

    def add_page(self, page: FindingsPage) -> None:
        """Put the list of findings in front."""
        sheet = self.book.create_sheet(page.name, 0)
        for row, line in enumerate(page.lines, start=1):
            for column, text in enumerate(line.texts, start=1):
                cell = sheet.cell(row, column)
                _put(cell, text)
                cell.font = Font(bold=line.is_head)
                cell.alignment = Alignment(vertical="top", wrap_text=line.is_row)
            if line.is_row:
                sheet.row_dimensions[row].height = row_height(line.texts, page.widths)
            if line.kind:
                sheet.cell(row, line.kind_column).fill = _FILLS[line.kind]
        for number, width in enumerate(page.widths, start=1):
            sheet.column_dimensions[sheet.cell(1, number).column_letter].width = width
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        self.book.active = 0
        for other in self.book.worksheets:
            other.sheet_view.tabSelected = other is sheet

    def saved(self) -> bytes:
        """The workbook as a file: the same for the same content and day."""
        day = today()
        moment = datetime(day.year, day.month, day.day)
        properties = self.book.properties
        properties.creator, properties.created, properties.modified = "", moment, moment
        written = io.BytesIO()
        ExcelWriter(self.book, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED)).save()
        return _without_time(written.getvalue())

    def _show(self, at: FoundCell) -> None:
        """Show what a finding stands in, where that is hidden."""
        sheet, page = self.sheets[at.sheet], self.book[at.sheet]
        if sheet.is_hidden and page.sheet_state != "visible":
            page.sheet_state = "visible"
            self.shown.append(f"blad '{at.sheet}'")
        if at.row in sheet.hidden_rows and (row := page.row_dimensions[at.row]).hidden:
            row.hidden, row.height = False, None
            self.shown.append(f"blad '{at.sheet}', rij {at.row}")
        for letter, column in page.column_dimensions.items():
            is_here = (column.min or 0) <= at.column <= (column.max or 0)
            if is_here and at.column in sheet.hidden_columns and _is_unseen(column):
                column.hidden, column.width = False, _PLAIN_WIDTH
                self.shown.append(f"blad '{at.sheet}', kolom {letter}")


def _is_unseen(dimension: Any) -> bool:
    return bool(dimension.hidden) or dimension.width == 0


def _loaded(data: bytes) -> Workbook | None:
    """A workbook that was checked, with the looks of its cells; None where it cannot be read so."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on what it leaves out
            return _read_book(data)
    except Exception:  # whatever looks lead to that values do not need
        return None


def _read_book(data: bytes) -> Workbook:
    reader = open_reader(data)
    for sheet, relation in reader.parser.find_sheets():
        if "chartsheet" in relation.Type:
            continue
        page = reader.wb.create_sheet(sheet.name)
        page.sheet_state = sheet.state
        with reader.archive.open(relation.target) as source:
            parts = WorksheetReader(
                page, source, reader.shared_strings, data_only=True, rich_text=True
            )
            # Not what leads elsewhere, and not what would colour over our own colours.
            parts.bind_cells()
            parts.bind_merged_cells()
            parts.bind_col_dimensions()
            parts.bind_row_dimensions()
            parts.bind_properties()
        page.legacy_drawing = None
        page.data_validations.dataValidation = [
            one for one in page.data_validations.dataValidation if _is_plain_rule(one)
        ]
    reader.wb.defined_names.clear()
    reader.wb.loaded_theme = _theme(data)
    return reader.wb


def _is_plain_rule(rule: Any) -> bool:
    """Whether what may be filled in is a list or a range of this workbook, and nothing is worked
    out.
    """
    formulas = f"{rule.formula1 or ''}{rule.formula2 or ''}"
    return not any(mark in formulas for mark in "([|")


def _theme(data: bytes) -> bytes | None:
    """The colours and fonts, unless they come with pictures."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        theme = package.read(_THEME) if _THEME in package.namelist() else b""
    return theme if theme and b":embed=" not in theme and b":link=" not in theme else None


def _copied(sheets: Sequence[Grid]) -> Workbook:
    """A new workbook with the values of the sheets."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        for (row, column), cell in sheet.cells.items():
            _put(page.cell(row, column), cell.value)
        for area in sheet.merged:
            page.merge_cells(None, area.top, area.left, area.bottom, area.right)
        for column, width in _widths(sheet).items():
            page.column_dimensions[page.cell(1, column).column_letter].width = width
    return book


def _widths(sheet: Grid) -> dict[int, int]:
    widths: dict[int, int] = {}
    for row, column in sheet.cells:
        length = min(len(sheet.text(row, column)) + 2, 40)
        widths[column] = max(widths.get(column, 10), length)
    return widths


def _put(cell: Any, value: Value) -> None:
    """Put a value in a cell; a text stays a text, whatever it begins with."""
    if isinstance(value, Decimal) and len(value.as_tuple().digits) > _MOST_DIGITS:
        value = str(value)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)
        cell.data_type = "s"
    else:
        cell.value = value


def _said(finding: Finding) -> str:
    """What the comment at a cell says of a finding."""
    stood = f" Eerst stond er: {finding.stood}." if finding.stood else ""
    return f"{finding.kind.value.capitalize()}: {finding.message}.{stood} {finding.question}"


def _comment(own: str, said: str) -> Comment:
    text = "\n".join([*([own] if own else []), *([REPLY, said] if said else [])])
    lines = sum(1 + len(line) // _LINE_LENGTH for line in text.splitlines())
    height = _LINE * (min(lines, _MOST_LINES) + 1)
    return Comment(ILLEGAL_CHARACTERS_RE.sub("\ufffd", text), "", height=height, width=_WIDTH)


def _without_time(data: bytes) -> bytes:
    """A package of which no part tells when it was written."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _NO_TIME)
            new.writestr(part, old.read(name), zipfile.ZIP_DEFLATED)
    return written.getvalue()
