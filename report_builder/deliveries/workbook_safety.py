"""Whether an Excel workbook can be opened safely: it is not larger or less of a workbook than it
says, and gets nothing from elsewhere.
"""

from __future__ import annotations

import re
import zipfile

from report_builder.deliveries.grid import MOST_CELLS, MOST_ROWS, column_number
from report_builder.deliveries.package_safety import (
    MOST_UNPACKED,
    PartScan,
    check_names,
    damaged,
    opened_package,
    too_many,
)
from report_builder.problems import Fault

KIND = "Excel-werkmap"
_MOST_ELEMENTS = 2_000_000
_UNREAD = (
    "customxml/",
    "docprops/",
    "xl/calcchain.xml",
    "xl/charts/",
    "xl/diagrams/",
    "xl/drawings/",
    "xl/media/",
    "xl/pivotcache/",
    "xl/pivottables/",
    "xl/printersettings/",
    "xl/slicercaches/",
    "xl/slicers/",
    "xl/theme/",
)
"""Parts that hold no cells. In a real workbook they are the larger half; of these only the size and
the document type are looked at, and the reader does not get to see them.
"""
_CONTENT = frozenset({"row", "c", "v", "f", "is", "t", "si", "r"})
_MOST_OTHERS = 500_000
"""Elements that are no content of cells: openpyxl makes an object of each of these."""
_LONGEST_ATTRIBUTE = 250_000
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
_LOOK_ELSEWHERE = "neem de cijfers over als waarden en sla het bestand opnieuw op"
_FORBIDDEN = {
    "xl/externallinks/": (
        "koppeling",
        "het bestand is gekoppeld aan een ander bestand",
        _LOOK_ELSEWHERE,
    ),
    "xl/connections": ("koppeling", "het bestand haalt gegevens op van elders", _LOOK_ELSEWHERE),
    "xl/querytables/": ("koppeling", "het bestand haalt gegevens op van elders", _LOOK_ELSEWHERE),
    "xl/vbaproject": ("macro", "het bestand bevat macro's", "sla het op als .xlsx, zonder macro's"),
    "xl/macrosheets/": (
        "macro",
        "het bestand bevat macro's",
        "sla het op als .xlsx, zonder macro's",
    ),
    "xl/activex/": (
        "macro",
        "het bestand bevat besturingselementen",
        "sla het op zonder deze onderdelen",
    ),
    "xl/embeddings/": (
        "ingesloten",
        "het bestand bevat ingesloten bestanden",
        "haal deze weg en lever ze apart",
    ),
}


def is_read(name: str) -> bool:
    """Whether the part of this name can be read after the check: all of its content was looked
    at.
    """
    return not name.casefold().startswith(_UNREAD)


def check_package(data: bytes) -> None:
    """Raises Fault, in bounded time and memory, when a workbook is not to be opened."""
    with opened_package(data, KIND) as package:
        check_names(package.namelist(), "xl/workbook.xml", _FORBIDDEN, KIND)
        _scan_parts(package)


def _scan_parts(package: zipfile.ZipFile) -> None:
    bytes_left = MOST_UNPACKED
    sheets: set[str] = set()
    for name in package.namelist():
        has_content = is_read(name) or name.casefold().endswith(".rels")
        scan = _WorkbookScan(sheets) if has_content else PartScan()
        bytes_left -= scan.read(package, name, bytes_left)


class _WorkbookScan(PartScan):
    """A part that is read: how many rows and cells it has, and what it refers to.

    `sheets` are the names of the sheets of all parts so far: one that is named twice would be read
    as often.
    """

    def __init__(self, sheets: set[str]) -> None:
        super().__init__()
        self.sheets = sheets
        self.rows = self.cells = self.elements = self.others = 0
        self.parser.StartElementHandler = self._start

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == _RELATION:
            self._check_relation(attributes)
        name = tag.rpartition(" ")[2]
        if name == "sheet":
            self._check_sheet(attributes)
        if any(len(value) > _LONGEST_ATTRIBUTE for value in attributes.values()):
            raise too_many()
        self._count(name, attributes)
        if self._is_too_large() or (name == "row" and _row_number(attributes) > MOST_ROWS):
            raise too_many()

    def _count(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.others += name not in _CONTENT
        self.rows += name == "row"
        self.cells += name == "c"
        if name == "mergeCell":  # each cell of these is known to the sheet
            self.cells += _size(attributes.get("ref", ""))

    def _is_too_large(self) -> bool:
        has_many_cells = self.rows > MOST_ROWS or self.cells > MOST_CELLS
        return has_many_cells or self.elements > _MOST_ELEMENTS or self.others > _MOST_OTHERS

    def _check_relation(self, attributes: dict[str, str]) -> None:
        """Whether something outside the file is named that a program would fetch; a hyperlink waits
        for a person.
        """
        kind = attributes.get("Type", "").rpartition("/")[2]
        if attributes.get("TargetMode") == "External" and kind != "hyperlink":
            message = "het bestand verwijst naar iets buiten het bestand"
            raise Fault("koppeling", message, _LOOK_ELSEWHERE)
        if kind == "worksheet":
            self._name_sheet(attributes.get("Target", "").casefold().rpartition("/")[2])

    def _check_sheet(self, attributes: dict[str, str]) -> None:
        """The id by which the workbook finds a sheet, in whatever namespace it stands."""
        ids = [value for key, value in attributes.items() if key.endswith(" id")]
        if ids:
            self._name_sheet(f"id {ids[0]}")

    def _name_sheet(self, name: str) -> None:
        if name in self.sheets:
            raise damaged("een blad komt twee keer voor in het bestand")
        self.sheets.add(name)


def _size(reference: str) -> int:
    """How many cells an area such as A1:C3 has; more than allowed when it cannot be told."""
    match = _REFERENCE.fullmatch(reference.upper())
    if match is None:
        return MOST_CELLS + 1
    left, top, right, bottom = match.groups()
    width = column_number(right or left) - column_number(left) + 1
    height = int(bottom or top) - int(top) + 1
    return max(width, 1) * max(height, 1)


def _row_number(attributes: dict[str, str]) -> int:
    text = attributes.get("r", "")
    return int(text) if text.isdecimal() and len(text) < 9 else 0
