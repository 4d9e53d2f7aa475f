"""Word files as a whole: opening them, the parts that hold text, and saving them with the same
bytes each time.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias, cast

from docx import Document
from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI
from docx.opc.part import Part, XmlPart
from docx.opc.pkgwriter import _ContentTypesItem
from docx.oxml import parse_xml
from lxml import etree

from report_builder.word.ooxml import Element

WordFile: TypeAlias = DocxDocument

# The earliest moment that a zip file can tell.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_STORIES = (RT.HEADER, RT.FOOTER, RT.FOOTNOTES, RT.ENDNOTES)


@dataclass
class Story:
    """A part with text: the body, a header, a footer, the notes."""

    part: Part
    root: Element

    @property
    def name(self) -> str:
        """The file name of the part, `word/header1.xml`."""
        return str(self.part.partname).lstrip("/")

    def write(self) -> None:
        """Put a changed root back in a part that python-docx keeps as bytes."""
        write_root(self.part, self.root)

    def replace(self, xml: str) -> None:
        """Put other XML in the place of the part's own."""
        if isinstance(self.part, XmlPart):
            self.part._element = parse_xml(xml.encode())
        else:
            self.part._blob = xml.encode()


def read_docx(data: bytes) -> DocxDocument:
    """A Word file that this program wrote."""
    return Document(io.BytesIO(data))


def root_of(part: Part) -> Element:
    """The tree of a part. Of one that python-docx keeps as bytes it is a copy: see `write_root`."""
    return cast(Element, part.element) if isinstance(part, XmlPart) else parse_xml(part.blob)


def write_root(part: Part, root: Element) -> None:
    """Put a changed tree back in a part that python-docx keeps as bytes."""
    if not isinstance(part, XmlPart):
        part._blob = xml_bytes(root)


def xml_bytes(root: Element) -> bytes:
    """A tree as it stands in a Word file."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def body_of(document: DocxDocument) -> Element:
    """The w:body of a document."""
    return cast(Element, document.element.body)


def find_part(document: DocxDocument, reltype: str) -> Part | None:
    """The part that a document has for its styles, its footnotes, …"""
    try:
        return document.part.part_related_by(reltype)
    except KeyError:
        return None


def stories(document: DocxDocument) -> Iterator[Story]:
    """The body, then the other parts with text, in a fixed order."""
    yield Story(document.part, root_of(document.part))
    related: dict[Part, None] = {}
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype in _STORIES:
            related[relation.target_part] = None
    for part in sorted(related, key=lambda part: str(part.partname)):
        yield Story(part, root_of(part))


def styles_of(document: DocxDocument) -> Element | None:
    """The styles of a document, if it has any."""
    part = find_part(document, RT.STYLES)
    return root_of(part) if part is not None else None


def save_docx(document: DocxDocument, day: date) -> bytes:
    """The bytes of a document dated `day`: the same for the same document."""
    moment = datetime(day.year, day.month, day.day)
    core = document.core_properties
    core.created = core.modified = moment
    core.last_modified_by, core.revision = "", 1
    if core.last_printed is not None:
        core.last_printed = moment
    return package_bytes(document)


def package_bytes(document: DocxDocument, *, is_packed: bool = True) -> bytes:
    """The zip file of a document as it stands: its entries in a fixed order and without times.

    What is read again at once need not be packed.

    What is built twice must be the same to the byte. python-docx stamps every entry with the clock;
    to pack again what it packed would cost as much as packing it.
    """
    entries = _entries(document)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name in sorted(entries, key=_order):
            entry = zipfile.ZipInfo(name, _NO_TIME)
            is_packable = is_packed and not name.endswith(".png")
            entry.compress_type = zipfile.ZIP_DEFLATED if is_packable else zipfile.ZIP_STORED
            entry.external_attr = 0o600 << 16
            package.writestr(entry, entries[name])
    return packed.getvalue()


def _entries(document: DocxDocument) -> dict[str, bytes]:
    """What python-docx would write of a document, by the name of each entry."""
    package = document.part.package
    for part in package.parts:
        part.before_marshal()
    parts = package.parts
    entries = {
        CONTENT_TYPES_URI.membername: _ContentTypesItem.from_parts(parts).blob,  # type: ignore[no-untyped-call]
        PACKAGE_URI.rels_uri.membername: package.rels.xml,
    }
    for part in parts:
        entries[part.partname.membername] = part.blob
        if part.rels:
            entries[part.partname.rels_uri.membername] = part.rels.xml
    return entries


def _order(name: str) -> tuple[bool, str]:
    """The list of content types comes first, as readers of a Word file expect."""
    return name != "[Content_Types].xml", name
