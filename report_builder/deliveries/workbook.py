"""Sheets from an Excel workbook, as openpyxl parses it; of formulas only the stored values.

Only what holds cells is read: a workbook made by a real office has pivot caches, drawings and
charts that are many times as large as its tables.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from openpyxl.cell.rich_text import CellRichText
from openpyxl.comments.comment_sheet import CommentSheet
from openpyxl.packaging.relationship import RelationshipList, get_dependents, get_rels_path
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import coordinate_to_tuple
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser
from openpyxl.xml.constants import COMMENTS_NS
from openpyxl.xml.functions import fromstring

from report_builder.deliveries.grid import Area, Grid, GridCell
from report_builder.deliveries.workbook_cells import CellLooks, grid_cell
from report_builder.deliveries.workbook_safety import check_package, is_read
from report_builder.problems import Fault

_LONGEST = 32_767
"""The most characters that Excel keeps in a cell."""
_MOST_HIDDEN = 1000
_TRUE = ("1", "true")
_ABOUT_THREADS = "linkid=870924"
"""What ends the explanation that Excel puts before a threaded comment, for older programs."""


def read_workbook(data: bytes) -> list[Grid]:
    """The sheets of a workbook. Raises Fault when it is damaged, too large or not safe to open."""
    check_package(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on what it leaves out, such as drawings
            sheets = list(_WorkbookReader(data).sheets())
    except Fault:
        raise
    except Exception as error:  # whatever a damaged workbook leads to
        raise Fault(
            "beschadigd",
            "het bestand is niet te lezen als Excel-werkmap",
            "vraag een nieuw exemplaar",
        ) from error
    if not sheets:
        raise Fault("beschadigd", "het bestand heeft geen bladen", "vraag een nieuw exemplaar")
    return sheets


def open_reader(data: bytes) -> ExcelReader:
    """A workbook that was checked, with all but its sheets read; its parser finds these."""
    reader = ExcelReader(io.BytesIO(data), data_only=True, keep_links=False, rich_text=True)
    _leave_unread(reader.archive)
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    apply_stylesheet(reader.archive, reader.wb)
    return reader


class _WorkbookReader:
    """A workbook of which the sheets are read one by one, and nothing that is not one."""

    def __init__(self, data: bytes) -> None:
        reader = open_reader(data)
        self.reader, self.archive = reader, reader.archive
        self.looks = CellLooks(reader.wb)

    def sheets(self) -> Iterator[Grid]:
        """The sheets that hold cells, in their order."""
        for sheet, relation in self.reader.parser.find_sheets():
            if "chartsheet" not in relation.Type:
                yield self._sheet(sheet, relation.target)

    def _sheet(self, sheet: Any, part: str) -> Grid:
        book = self.reader.wb
        with self.archive.open(part) as source:
            parser = _SheetParser(
                source,
                self.reader.shared_strings,
                data_only=True,
                epoch=book.epoch,
                date_formats=book._date_formats,
                timedelta_formats=book._timedelta_formats,
                rich_text=True,
            )
            cells = {
                (parsed["row"], parsed["column"]): cell
                for parsed in _parsed_cells(parser, sheet.name)
                if (cell := grid_cell(parsed, self.looks.of(parsed["style_id"])))
            }
        return Grid(
            sheet.name,
            {**cells, **_hidden_zeros(parser, cells)},
            merged=tuple(_merged(parser)),
            hidden_rows=frozenset(_hidden_rows(parser.row_dimensions)),
            hidden_columns=frozenset(_hidden_columns(parser.column_dimensions.values())),
            is_hidden=sheet.state != "visible",
            comments=dict(self._comments(part)),
        )

    def _comments(self, part: str) -> Iterator[tuple[tuple[int, int], str]]:
        """The comments of a sheet, by row and column."""
        path = get_rels_path(part)
        has_relations = path in self.archive.NameToInfo
        relations = get_dependents(self.archive, path) if has_relations else RelationshipList()
        for relation in relations.find(COMMENTS_NS):
            sheet = CommentSheet.from_tree(fromstring(self.archive.read(relation.target)))
            for record in sheet.commentList:
                text = record.content
                yield coordinate_to_tuple(record.ref), _said(text)


class _SheetParser(WorkSheetParser):  # type: ignore[misc]  # openpyxl has no types
    """Tells a formula that was never worked out from an empty cell."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        """The cell; of type `f` when it is a formula without a stored outcome."""
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            cell["data_type"] = "f"
        return cell


def _leave_unread(archive: zipfile.ZipFile) -> None:
    """Let an archive not know the parts of which the content was not checked."""
    for name in archive.namelist():
        if not is_read(name):
            del archive.NameToInfo[name]


def _parsed_cells(parser: WorkSheetParser, title: str) -> Iterator[dict[str, Any]]:
    for _, row in parser.parse():
        for parsed in row:
            value = parsed["value"]
            if isinstance(value, str | CellRichText) and len(str(value)) > _LONGEST:
                message = f"een cel op blad '{title[:31]}' heeft meer tekst dan Excel toelaat"
                raise Fault("te-groot", message, "vraag een nieuw exemplaar")
            yield parsed


def _hidden_zeros(
    parser: WorkSheetParser, cells: Mapping[tuple[int, int], GridCell]
) -> dict[tuple[int, int], GridCell]:
    """The zeros of a sheet that shows none."""
    views = parser.views.sheetView if hasattr(parser, "views") else ()
    if all(view.showZeros is not False for view in views):
        return {}
    hidden = GridCell(None, "een nul die het blad niet toont: laat nullen tonen of haal hem weg")
    return {address: hidden for address, cell in cells.items() if cell.value == 0}


def _said(comment: str) -> str:
    """What a comment says, without what Excel puts before a thread of comments."""
    before, mark, said = comment.partition(_ABOUT_THREADS)
    return said if mark else before


def _merged(parser: WorkSheetParser) -> Iterator[Area]:
    for area in parser.merged_cells.mergeCell if parser.merged_cells else ():
        yield Area(area.min_row, area.min_col, area.max_row, area.max_col)


def _hidden_rows(rows: Mapping[str, Mapping[str, str]]) -> Iterator[int]:
    """The rows that are hidden, or that have no height."""
    for number, row in rows.items():
        if row.get("hidden") in _TRUE or _is_zero(row.get("ht")):
            yield int(number)


def _hidden_columns(columns: Iterable[Mapping[str, str]]) -> Iterator[int]:
    """The columns that are hidden or have no width; of a range to the edge of the sheet the first
    thousand.
    """
    for column in columns:
        if column.get("hidden") in _TRUE or _is_zero(column.get("width")):
            first, last = int(column["min"]), int(column["max"])
            yield from range(first, min(last, first + _MOST_HIDDEN) + 1)


def _is_zero(size: str | None) -> bool:
    return size is not None and float(size) == 0
