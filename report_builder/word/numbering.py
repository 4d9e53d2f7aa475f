"""The lists and numbering schemes of a document, and ids for new ones."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document as DocxDocument
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.numbering import CT_Numbering
from docx.oxml.text.paragraph import CT_P
from docx.parts.numbering import NumberingPart

from report_builder.word.ooxml import Element, make
from report_builder.word.package import find_part, root_of

NUM, NUM_ID = qn("w:num"), qn("w:numId")
SCHEME, SCHEME_ID = qn("w:abstractNum"), qn("w:abstractNumId")
"""Word's abstract numbering: what levels look like. A w:num is one use of it, with a count of its
own.
"""


def find_numbering(document: DocxDocument) -> Element | None:
    """The numbering definitions of a document, if it has any."""
    part = find_part(document, RT.NUMBERING)
    return root_of(part) if part is not None else None


def ensure_numbering(document: DocxDocument) -> Element:
    """The numbering definitions of a document, made when it has none."""
    root = find_numbering(document)
    return root if root is not None else _new_numbering(document)


def _new_numbering(document: DocxDocument) -> Element:
    root = parse_xml(f"<w:numbering {nsdecls('w')}/>")
    assert isinstance(root, CT_Numbering)
    uri = PackURI("/word/numbering.xml")
    part = NumberingPart(uri, CT.WML_NUMBERING, root, document.part.package)
    document.part.relate_to(part, RT.NUMBERING)
    return root


def free_num_id(numbering: Element) -> str:
    """An id for one more w:num; Word counts them from 1, and 0 means no list."""
    return str(1 + max(_numbers(numbering, NUM, NUM_ID), default=0))


def free_scheme_id(numbering: Element) -> str:
    """An id for one more w:abstractNum, counted from 0."""
    return str(1 + max(_numbers(numbering, SCHEME, SCHEME_ID), default=-1))


def _numbers(numbering: Element, tag: str, name: str) -> Iterator[int]:
    """The ids of the definitions of one kind; one that is no number is nobody's."""
    for definition in numbering.findall(tag):
        identity = definition.get(name, "")
        if identity.isdecimal():
            yield int(identity)


def add_scheme(numbering: Element, scheme: Element) -> None:
    """Put a w:abstractNum behind the others: Word reads no file in which one stands behind the
    first w:num, or before the pictures of bullets.
    """
    before = numbering.findall(SCHEME) or numbering.findall(qn("w:numPicBullet"))
    numbering.insert(numbering.index(before[-1]) + 1 if before else 0, scheme)


def add_num(numbering: Element, num: Element) -> None:
    """Put a w:num behind the others, and before what Word keeps at the end of the part."""
    before = numbering.findall(NUM) or numbering.findall(SCHEME)
    before[-1].addnext(num)


def set_list(paragraph: CT_P, num_id: str, level: int) -> None:
    """Number a paragraph as an item of a list; levels count from 0."""
    properties = paragraph.get_or_add_pPr()
    list_properties: Element = properties.get_or_add_numPr()  # type: ignore[attr-defined]
    for child in list(list_properties):
        list_properties.remove(child)
    list_properties.append(make("w:ilvl", val=str(level)))
    list_properties.append(make("w:numId", val=num_id))
