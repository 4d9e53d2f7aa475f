"""The ministry's own logo and typefaces in a Word file, where templates have neutral ones."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from itertools import chain

from docx.document import Document as DocxDocument
from docx.opc.part import Part
from docx.oxml.ns import qn

from report_builder.word.ooxml import Element
from report_builder.word.package import stories, styles_of

LOGO = "Logo"
"""What the picture of the logo is called in templates."""
_FACES = tuple(qn(f"w:{name}") for name in ("ascii", "hAnsi", "eastAsia", "cs"))


def put_logo(document: DocxDocument, png: bytes) -> None:
    """Put a logo (PNG) in the place of the neutral one, as large as fits there."""
    for story in stories(document):
        for properties in story.root.iter(qn("wp:docPr")):
            if properties.get("name") == LOGO:
                _put(properties.getparent(), story.part, png)


def _put(drawing: Element, part: Part, png: bytes) -> None:
    blip = next(drawing.iter(qn("a:blip")), None)
    if blip is None:
        return
    part.related_parts[blip.get(qn("r:embed"))]._blob = png
    size = drawing.find(qn("wp:extent"))
    wide, high = struct.unpack(">II", png[16:24])
    scale = min(int(size.get("cx")) / wide, int(size.get("cy")) / high)
    for extent in (size, *drawing.iter(qn("a:ext"))):
        extent.set("cx", str(round(wide * scale)))
        extent.set("cy", str(round(high * scale)))


def name_typefaces(document: DocxDocument, names: Mapping[str, str]) -> None:
    """Name other typefaces in the styles and texts of a document than the templates do."""
    styles = styles_of(document)
    roots = [story.root for story in stories(document)] + ([styles] if styles is not None else [])
    for fonts in chain.from_iterable(root.iter(qn("w:rFonts")) for root in roots) if names else ():
        for face in _FACES:
            if fonts.get(face) in names:
                fonts.set(face, names[fonts.get(face)])
