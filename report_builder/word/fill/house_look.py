"""The ministry's own logo and typefaces in a Word file, where templates have neutral ones."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

from docx.document import Document as DocxDocument
from docx.opc.part import Part
from docx.oxml.ns import qn

from report_builder.word.ooxml import Element, parent_of
from report_builder.word.package import stories, styles_of

LOGO = "Logo"
"""What the picture of the logo is called in templates."""
_FACES = tuple(qn(f"w:{name}") for name in ("ascii", "hAnsi", "eastAsia", "cs"))
# Width and height stand there in every PNG, as two big-endian numbers.
_PNG_SIZE = slice(16, 24)


def put_logo(document: DocxDocument, png: bytes) -> None:
    """Put a logo (PNG) in the place of the neutral one, as large as fits there."""
    for story in stories(document):
        for properties in story.root.iter(qn("wp:docPr")):
            if properties.get("name") == LOGO:
                _put(parent_of(properties), story.part, png)


def _put(drawing: Element, part: Part, png: bytes) -> None:
    blip, extent = next(drawing.iter(qn("a:blip")), None), drawing.find(qn("wp:extent"))
    if blip is None or extent is None:
        return
    part.related_parts[blip.get(qn("r:embed"), "")]._blob = png
    width, height = struct.unpack(">II", png[_PNG_SIZE])
    scale = min(int(extent.get("cx", "")) / width, int(extent.get("cy", "")) / height)
    # The room for the picture and the picture in it each tell their size.
    for element in (extent, *drawing.iter(qn("a:ext"))):
        element.set("cx", str(round(width * scale)))
        element.set("cy", str(round(height * scale)))


def name_typefaces(document: DocxDocument, names: Mapping[str, str]) -> None:
    """Name other typefaces in the styles and texts of a document than the templates do."""
    for root in _roots(document) if names else ():
        for fonts in root.iter(qn("w:rFonts")):
            _rename(fonts, names)


def _roots(document: DocxDocument) -> Iterator[Element]:
    for story in stories(document):
        yield story.root
    styles = styles_of(document)
    if styles is not None:
        yield styles


def _rename(fonts: Element, names: Mapping[str, str]) -> None:
    for face in _FACES:
        name = names.get(fonts.get(face, ""))
        if name is not None:
            fonts.set(face, name)
