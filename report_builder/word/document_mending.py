"""A Word file that lacks what Word itself always writes, made whole: its last section, styles, the
grid of a table.

Other programs leave these out, and Word opens such a file without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.document import Document as DocxDocument
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, PartFactory
from docx.oxml.ns import nsdecls, qn
from docx.oxml.text.paragraph import CT_P

from report_builder.word.ooxml import (
    TBL,
    TC,
    TR,
    VAL,
    Element,
    P,
    find_around,
    find_child,
    find_paragraph,
    make,
    remove,
)
from report_builder.word.part_copies import relation_attributes

_SECTION = qn("w:sectPr")
_GRID, _WIDTH = qn("w:tblGrid"), qn("w:w")
_SPAN = re.compile(r"[1-9]\d?")
_HOLDERS = tuple(
    qn(f"w:{name}")
    for name in ("tc", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent")
)
"""What holds text, and in Word always at least one paragraph."""
_EDGES = (qn("w:headerReference"), qn("w:footerReference"))
_AROUND_PICTURE = (qn("w:drawing"), qn("w:pict"), qn("w:object"))
_NEEDED = (
    (RT.STYLES, CT.WML_STYLES, "styles"),
    (RT.SETTINGS, CT.WML_SETTINGS, "settings"),
)
_BLOCKS = (P, TBL, qn("w:sdt"), qn("w:altChunk"), qn("w:customXml"))
_TEXT_WIDTH = 9072
"""The width of the text on a page of A4 with the margins below, in twentieths of a point."""
_A4 = {"w": "11906", "h": "16838"}
_MARGINS = {
    **dict.fromkeys(("top", "right", "bottom", "left"), "1417"),
    "header": "708",
    "footer": "708",
    "gutter": "0",
}


def add_missing_parts(document: DocxDocument) -> None:
    """Give a document the parts that every Word file of Word's own has, empty."""
    for reltype, content_type, name in _NEEDED:
        if any(relation.reltype == reltype for relation in document.part.rels.values()):
            continue
        root = f"<w:{name} {nsdecls('w')}/>".encode()
        uri, package = PackURI(f"/word/{name}.xml"), document.part.package
        # Each kind of part is made as what python-docx looks for in it later on.
        kind = PartFactory.part_type_for[content_type]
        part = kind.load(uri, content_type, root, package)
        document.part.relate_to(part, reltype)


def add_last_section(body: Element) -> None:
    """Close a body with the properties of its last section, on A4, where it has none."""
    section = body.find(_SECTION)
    if section is None:
        section = make("w:sectPr")
    body.append(section)
    for name, attributes in (("w:pgSz", _A4), ("w:pgMar", _MARGINS)):
        if section.find(qn(name)) is None:
            _insert(section, make(name, **attributes))


def _insert(section: Element, element: Element) -> None:
    """Put the size or the margins of pages where the schema has them: behind what refers to headers
    and notes.
    """
    before = (*_EDGES, qn("w:footnotePr"), qn("w:endnotePr"), qn("w:type"), qn("w:pgSz"))
    position = sum(1 for child in section if child.tag in before)
    section.insert(position, element)


def mend_blocks(root: Element) -> None:
    """Give what holds text a paragraph where it has none, and the tables of a part their grid; drop
    rows without cells and tables without rows.
    """
    for row in list(root.iter(TR)):
        if next(_own(row, TC, TR), None) is None:
            remove(row)
    for table in list(root.iter(TBL)):
        if next(_own(table, TR, TBL), None) is None:
            remove(table)
        else:
            _mend_grid(table)
    for holder in root.iter(*_HOLDERS):
        _end_with_paragraph(holder)


def _end_with_paragraph(holder: Element) -> None:
    """Word calls a file damaged in which a cell is empty, or ends with a table."""
    blocks = [child for child in holder if child.tag in _BLOCKS]
    ends_with_table = holder.tag == TC and bool(blocks) and blocks[-1].tag == TBL
    if not blocks or ends_with_table:
        holder.append(make("w:p"))


def _own(element: Element, inner: str, outer: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, not those of a table inside it."""
    for child in element.iter(inner):
        if find_around(child, outer) is element:
            yield child


def _mend_grid(table: Element) -> None:
    """Give a table a grid with the width of each column."""
    columns = max(_columns(row) for row in _own(table, TR, TBL))
    grid = table.find(_GRID)
    if grid is None:
        grid = make("w:tblGrid")
        properties = table.find(qn("w:tblPr"))
        if properties is None:
            properties = make("w:tblPr")
            table.insert(0, properties)
        properties.addnext(grid)
        grid.extend(make("w:gridCol") for _ in range(columns))
    for column in grid.iter(qn("w:gridCol")):
        if not _is_number(column.get(_WIDTH, "")):
            column.set(_WIDTH, str(_TEXT_WIDTH // columns))


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d{1,6}(\.\d+)?", text) is not None


def _columns(row: Element) -> int:
    """How many columns the cells of a row take."""
    return sum(map(_span, _own(row, TC, TR)))


def _span(cell: Element) -> int:
    """How many columns a cell takes; what is no number of columns is one, here and in the file."""
    span = find_child(cell, "w:tcPr", "w:gridSpan")
    if span is None:
        return 1
    if not _SPAN.fullmatch(span.get(VAL, "")):
        span.set(VAL, "1")
    return int(span.get(VAL, ""))


def drop_lost_relations(root: Element, part: Part) -> list[CT_P]:
    """Take out what refers to a part that is not there; the paragraphs that lose a picture by it.

    The text of a link stays, without its target.
    """
    paragraphs: dict[CT_P, None] = {}
    for element, name, identity in list(relation_attributes(root)):
        if identity in part.rels or not name.endswith(("}embed", "}id", "}link", "}pict")):
            continue
        if element.tag in _EDGES:
            remove(element)
            continue
        del element.attrib[name]
        picture = find_around(element, *_AROUND_PICTURE)
        paragraph = find_paragraph(element)
        if picture is not None and picture.getparent() is not None:
            if paragraph is not None:
                paragraphs[paragraph] = None
            remove(picture)
    return list(paragraphs)
