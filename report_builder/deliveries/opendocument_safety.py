"""Whether an OpenDocument spreadsheet can be opened safely: it is not larger than a delivery, and
gets nothing from elsewhere.
"""

from __future__ import annotations

import zipfile

from report_builder.deliveries.package_safety import (
    MOST_UNPACKED,
    PartScan,
    check_names,
    damaged,
    opened_package,
    too_many,
)
from report_builder.problems import Fault

KIND = "OpenDocument-rekenblad"
CONTENT, STYLES = "content.xml", "styles.xml"
"""The parts that are read."""
_MANIFEST = "META-INF/manifest.xml"
_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_MOST_ELEMENTS = 1_000_000
_LOOK_ELSEWHERE = "neem de cijfers over als waarden en sla het bestand opnieuw op"
_MACRO = ("macro", "het bestand bevat macro's", "sla het op zonder macro's")
_FORBIDDEN = {
    "basic/": _MACRO,
    "scripts/": _MACRO,
    "encrypted-package": (
        "oud",
        "het bestand heeft een wachtwoord",
        "sla het op zonder wachtwoord",
    ),
}
_LINKED = frozenset(
    {"table-source", "cell-range-source", "dde-link", "dde-source", "database-source-sql"}
)
"""What stands where cells come from another file, or from another program."""
_LINK = "http://www.w3.org/1999/xlink href"
_DRAWN = (".chart", ".formula", ".graphics", ".image")
"""What can be a document of its own within a spreadsheet and holds no cells to be read."""


def check_opendocument(data: bytes) -> None:
    """Raises Fault, in bounded time and memory, when a spreadsheet is not to be opened."""
    with opened_package(data, KIND) as package:
        check_names(package.namelist(), CONTENT, _FORBIDDEN, KIND)
        if "mimetype" not in package.namelist() or not _is_spreadsheet(package):
            raise damaged(f"het bestand is beschadigd of is geen {KIND}")
        bytes_left = MOST_UNPACKED
        for name in sorted(package.namelist(), key=lambda name: name != _MANIFEST):
            bytes_left -= _scan(name).read(package, name, bytes_left)


def _is_spreadsheet(package: zipfile.ZipFile) -> bool:
    with package.open("mimetype") as part:
        return part.read(100).startswith(_TYPE)


def _scan(name: str) -> PartScan:
    if name == _MANIFEST:
        return _ManifestScan()
    return _SpreadsheetScan() if name in (CONTENT, STYLES) else PartScan()


class _ManifestScan(PartScan):
    """The list of parts: whether any is encrypted, or a document of another kind."""

    def __init__(self) -> None:
        super().__init__()
        self.parser.StartElementHandler = self._start

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if name == "encryption-data":
            code, message, hint = _FORBIDDEN["encrypted-package"]
            raise Fault(code, message, hint)
        values = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        kind, path = values.get("media-type", ""), values.get("full-path", "/")
        is_document = "opendocument" in kind and not kind.removesuffix("-template").endswith(_DRAWN)
        if name == "file-entry" and path != "/" and (is_document or "oleobject" in kind):
            message = "het bestand bevat ingesloten bestanden"
            raise Fault("ingesloten", message, "haal deze weg en lever ze apart")


class _SpreadsheetScan(PartScan):
    """A part that is read: how many elements it has, and what it refers to."""

    def __init__(self) -> None:
        super().__init__()
        self.elements = 0
        self.parser.StartElementHandler = self._start

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > _MOST_ELEMENTS:
            raise too_many()
        name = tag.rpartition(" ")[2]
        # A link in a text waits for a person; anything else is fetched.
        is_fetched = name != "a" and "://" in attributes.get(_LINK, "")
        if name in _LINKED or is_fetched:
            message = "het bestand is gekoppeld aan een ander bestand"
            raise Fault("koppeling", message, _LOOK_ELSEWHERE)
        if name == "event-listener":
            code, message, hint = _MACRO
            raise Fault(code, message, hint)
