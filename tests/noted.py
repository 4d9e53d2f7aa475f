"""Footnotes and endnotes with anything in them, for tests."""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

_KINDS = {
    "footnote": (RT.FOOTNOTES, CT.WML_FOOTNOTES),
    "endnote": (RT.ENDNOTES, CT.WML_ENDNOTES),
}


def paragraph(text: str) -> str:
    """A w:p of a note."""
    return f'<w:p {nsdecls("w")}><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(*cells: str) -> str:
    """A w:tbl of one row."""
    row = "".join(f"<w:tc><w:tcPr/>{paragraph(cell)}</w:tc>" for cell in cells)
    return f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid/><w:tr>{row}</w:tr></w:tbl>"


def add_note(document: Document, *blocks: str, kind: str = "footnote", at: int = -1) -> None:
    """Put a note with these blocks behind the text of a paragraph."""
    part = _part(document, kind)
    root = parse_xml(part.blob)
    number = str(len(root) + 1)
    root.append(parse_xml(f'<w:{kind} {nsdecls("w")} w:id="{number}">{"".join(blocks)}</w:{kind}>'))
    part._blob = etree.tostring(root)
    document.paragraphs[at]._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{number}"/></w:r>'
        )
    )


def _part(document: Document, kind: str) -> Part:
    reltype, content_type = _KINDS[kind]
    try:
        return document.part.part_related_by(reltype)
    except KeyError:
        blob = f"<w:{kind}s {nsdecls('w')}/>".encode()
        part = Part(PackURI(f"/word/{kind}s.xml"), content_type, blob, document.part.package)
        document.part.relate_to(part, reltype)
        return part
