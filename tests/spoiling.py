"""Files as they come back from mail, phones and other programs: damaged, cut off, or of another kind."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
from docx.document import Document

from tests.conftest import add_paragraph, new_document

Spoiler = Callable[[bytes], bytes]
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000


def in_part(name: str, old: bytes, new: bytes) -> Spoiler:
    """A Word file with something else in one of its parts, from the first place where `old` stands."""
    return with_parts(lambda parts: parts | {name: _replaced(parts[name], old, new)})


def without(name: str) -> Spoiler:
    """A Word file without one of its parts."""
    return with_parts(lambda parts: {part: data for part, data in parts.items() if part != name})


def with_parts(change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> Spoiler:
    """A Word file with its parts changed."""

    def spoil(data: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = change({name: package.read(name) for name in package.namelist()})
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in parts.items():
                package.writestr(name, content)
        return written.getvalue()

    return spoil


def _replaced(data: bytes, old: bytes, new: bytes) -> bytes:
    assert old in data
    return data.replace(old, new, 1)


def scratched(data: bytes) -> bytes:
    """The text of a Word file with bytes that were lost on the way, as a bad disk leaves it."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entry = package.getinfo("word/document.xml")
    start = entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2
    return data[:start] + b"\xff" * 40 + data[start + 40 :]


def locked_with_a_password(data: bytes) -> bytes:
    """A package of which every part says that it is encrypted."""
    found = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = found.find(signature)
        while place >= 0:
            found[place + offset] |= 1
            place = found.find(signature, place + 4)
    return bytes(found)


def workbook(_: bytes) -> bytes:
    """A workbook in the place of a Word file."""
    written = io.BytesIO()
    openpyxl.Workbook().save(written)
    return written.getvalue()


def another_document(_: bytes) -> bytes:
    """A sound Word file about something else."""
    document: Document = new_document()
    for number in range(8):
        add_paragraph(
            document, f"Dit is alinea {number} van een verslag dat hier niets mee te maken heeft."
        )
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


DAMAGED: dict[str, Spoiler] = {
    "empty": lambda _: b"",
    "text": lambda _: b"Dit is geen Word-bestand.",
    "cut-off": lambda data: data[: len(data) // 2],
    "scratched": scratched,
    "old-word-or-password": lambda _: OLD_WORD,
    "password": locked_with_a_password,
    "workbook": workbook,
    "no-content-types": without("[Content_Types].xml"),
    "no-text": without("word/document.xml"),
    "broken-text": in_part("word/document.xml", b"<w:body>", b"<w:body><w:p>"),
    "no-body": in_part("word/document.xml", b"w:body>", b"w:lichaam>"),
    "broken-styles": in_part("word/styles.xml", b"<w:styles", b"<w:stijlen"),
    "broken-header": in_part("word/header1.xml", b"<w:p", b"<w:x"),
    "broken-relations": in_part("word/_rels/document.xml.rels", b"<Relationships", b"<Verbanden"),
}
"""What makes a Word file no Word file, by what happened to it."""
