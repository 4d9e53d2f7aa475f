"""Whether a workbook can be opened safely: it is not larger, deeper or less of a workbook than it
says.

No spreadsheet program writes a document type, so any is refused; then entities cannot be told to
grow or to fetch files. expat tells of one whatever the encoding.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from xml.parsers import expat

from report_builder.deliveries.grid import MOST_CELLS, MOST_ROWS, column_number
from report_builder.problems import Fault

_MOST_PARTS = 2_000
_MOST_UNPACKED = 100_000_000
_MOST_ELEMENTS = 2_000_000
_CHUNK = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins: an .xls, and an .xlsx with a password around it."""
_MARKUP = (".xml", ".rels", ".vml")
_BEFORE_MARKUP = b"\0\xef\xbb\xbf\xff\xfe \t\r\n"
"""What can stand before the first tag, in any encoding: marks of byte order, white space and halves
of characters.
"""
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
    if data.startswith(_OLE):
        message = "het bestand heeft een wachtwoord, of is van een oude versie van Excel (.xls)"
        hint = "haal het wachtwoord weg, of sla het op als Excel-werkmap (.xlsx)"
        raise Fault("oud", message, hint)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_names([part.filename for part in package.infolist()])
            _scan_parts(package)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise _damaged("het bestand is beschadigd of is geen Excel-werkmap") from error


def _damaged(message: str) -> Fault:
    return Fault("beschadigd", message, "vraag een nieuw exemplaar")


def _too_large(message: str) -> Fault:
    return Fault("te-groot", message, "lever alleen de tabellen die nodig zijn")


def _check_names(names: Sequence[str]) -> None:
    """Whether the parts, by what they are called, are those of a workbook and nothing else."""
    if len(names) > _MOST_PARTS:
        raise _too_large(f"het bestand heeft {len(names)} onderdelen")
    if len({name.casefold() for name in names}) < len(names):
        # Programs differ in which of the two they read.
        raise _damaged("een onderdeel komt twee keer voor in het bestand")
    if "xl/workbook.xml" not in names:
        raise _damaged("het bestand is beschadigd of is geen Excel-werkmap")
    for name in names:
        for start, (code, message, hint) in _FORBIDDEN.items():
            if name.casefold().startswith(start):
                raise Fault(code, message, hint)


def _scan_parts(package: zipfile.ZipFile) -> None:
    bytes_left = _MOST_UNPACKED
    sheets: set[str] = set()
    for part in package.infolist():
        name = part.filename
        has_content = is_read(name) or name.casefold().endswith(".rels")
        bytes_left -= _Scan(sheets, has_content).read(package, name, bytes_left)


class _Scan:
    """One part as it streams by: its size, its markup, and how many rows and cells it has.

    `sheets` are the names of the sheets of all parts so far: one that is named twice would be read
    as often. Of a part without content that is read only the document type is looked for, which
    takes no time to speak of.
    """

    def __init__(self, sheets: set[str], has_content: bool) -> None:
        self.sheets = sheets
        self.rows = self.cells = self.elements = self.others = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._refuse_type
        if has_content:
            self.parser.StartElementHandler = self._start

    def read(self, package: zipfile.ZipFile, name: str, most: int) -> int:
        """The unpacked size of the part, of which no more than `most` bytes are looked at: what a
        package says of its own size need not be true.
        """
        size, is_xml = 0, False
        with package.open(name) as part:
            while chunk := part.read(_CHUNK):
                if size == 0:
                    is_xml = _is_markup(name, chunk)
                size += len(chunk)
                if size > most:
                    limit = _MOST_UNPACKED // 1_000_000
                    raise _too_large(f"het bestand is uitgepakt groter dan {limit} MB")
                if is_xml:
                    self._parse(chunk, name)
        if is_xml:
            self._parse(b"", name, is_last=True)
        return size

    def _parse(self, chunk: bytes, name: str, is_last: bool = False) -> None:
        try:
            self.parser.Parse(chunk, is_last)
        except expat.ExpatError as error:
            raise _damaged(f"het onderdeel {name} is beschadigd") from error

    def _refuse_type(self, *_: object) -> None:
        message = "het bestand bevat een documenttype (DTD), wat een rekenblad nooit doet"
        hint = "open het niet en vraag de leverancier waar het vandaan komt"
        raise Fault("vijandig", message, hint)

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
            raise _damaged("een blad komt twee keer voor in het bestand")
        self.sheets.add(name)


def _is_markup(name: str, start: bytes) -> bool:
    """Whether a part is XML, by what it is called or by how it starts, in whatever encoding."""
    return name.casefold().endswith(_MARKUP) or start.lstrip(_BEFORE_MARKUP).startswith(b"<")


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


def too_many() -> Fault:
    """The fault of a file with more rows or cells than a delivery has."""
    message = f"een blad heeft meer dan {MOST_ROWS} regels of {MOST_CELLS} cellen"
    return Fault("te-groot", message, "lever een samenvatting, of haal lege opgemaakte regels weg")
