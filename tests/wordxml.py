"""Pieces of Word's own XML for tests: what python-docx has no words for."""

from __future__ import annotations

import io

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from report_builder.word.ooxml import make, make_run
from tests.conftest import add_paragraph, new_document

_NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da636460"
    "f85f0f0002870180eb47ba920000000049454e44ae426082"
)
"""A picture of one pixel."""


def xml(text: str) -> etree._Element:
    """An element, of which the prefixes need no telling."""
    head, sign, rest = text.partition(">")
    is_empty = head.endswith("/")
    names = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in _NAMES.items())
    head = head.removesuffix("/")
    return parse_xml(f"{head}{names}{'/' if is_empty else ''}{sign}{rest}")


def add_xml(document: Document, *inside: str, text: str = "") -> None:
    """Add a paragraph with a text and these pieces of XML, each in a run unless it is of a paragraph."""
    paragraph = document.add_paragraph(text)
    for piece in inside:
        is_of_paragraph = piece.startswith(
            ("<m:oMath", "<w:r>", "<w:sdt", "<w:subDoc", "<w:fldS", "<w:dir", "<w:x")
        )
        paragraph._p.append(xml(piece if is_of_paragraph else f"<w:r>{piece}</w:r>"))


def drawing(inside: str, alt: str = "", uri: str = "", more: str = "") -> str:
    """A drawing in the line of the text, with what it holds."""
    return (
        '<w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/>'
        f'<wp:docPr id="1" name="x" descr="{alt}">{more}</wp:docPr><a:graphic><a:graphicData uri="{uri}">{inside}'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def chart() -> str:
    """A chart that Word draws."""
    return drawing("<c:chart/>", uri="http://schemas.openxmlformats.org/drawingml/2006/chart")


def smart_art(relation: str = "") -> str:
    """A scheme that Word draws, by the relation to its texts."""
    return drawing(
        f'<dgm:relIds r:dm="{relation}"/>',
        uri="http://schemas.openxmlformats.org/drawingml/2006/diagram",
    )


def picture(relation: str, alt: str = "") -> str:
    """A picture by the relation to its file."""
    return drawing(
        f'<pic:pic><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill><pic:spPr/></pic:pic>',
        alt,
        "http://schemas.openxmlformats.org/drawingml/2006/picture",
    )


def shape(text: str | None, alt: str = "", more: str = "") -> str:
    """A shape, with a text in it unless that is None."""
    box = "" if text is None else f"<wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx>"
    return drawing(
        f"<wps:wsp><wps:spPr/>{box}<wps:bodyPr/></wps:wsp>",
        alt,
        "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        more,
    )


def saved(document: Document) -> bytes:
    """A document as the bytes of a file."""
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def add_part(
    document: Document, name: str, content_type: str, data: bytes, kind: str = "image"
) -> str:
    """Put a file into a Word file; return the relation to it."""
    part = Part(PackURI(f"/word/{name}"), content_type, data, document.part.package)
    reltype = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    return document.part.relate_to(part, reltype)


def document_with_link(target: str) -> Document:
    """A document with a link to a target outside it, in the first paragraph below a heading."""
    document = new_document()
    add_paragraph(document, "## Kop")
    identity = document.part.relate_to(target, RT.HYPERLINK, is_external=True)
    link = make("w:hyperlink")
    link.set(qn("r:id"), identity)
    link.append(make_run("hier"))
    document.add_paragraph("Zie ")._p.append(link)
    return document
