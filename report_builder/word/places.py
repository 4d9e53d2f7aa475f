"""Where something stands in a Word file, as a drafter finds it: onder 'Instroom', alinea 4."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TypeAlias, cast

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.word.ooxml import (
    FINDING_STYLE,
    ID,
    TBL,
    TC,
    TR,
    Element,
    P,
    find_around,
    local_name,
    paragraph_style,
    paragraphs_in,
    text_of,
    value_at,
)

Places: TypeAlias = Mapping[CT_P, str]
"""The place of each paragraph of a part."""
TEXT_BOX = qn("w:txbxContent")
_HEADING = re.compile(r"(heading|kop) ?(\d)", re.IGNORECASE)
_BEFORE_HEADINGS = "voor de eerste kop"
_BODY_TEXT = 9
"""The outline level of Word's that is none: text. Those of headings count from 0."""
_PARTS = {
    "hdr": "koptekst",
    "ftr": "voettekst",
    "footnotes": "voetnoot",
    "endnotes": "eindnoot",
    "comments": "opmerking",
}
_NOTES = (qn("w:footnote"), qn("w:endnote"), qn("w:comment"))
_AROUND_BLOCKS = tuple(
    qn(f"w:{name}") for name in ("ins", "del", "moveTo", "moveFrom", "customXml", "smartTag")
)


def heading_levels(styles: Element | None) -> dict[str, int]:
    """The level (1 to 9) of each style id that is a heading, by its name or its outline level."""
    levels: dict[str, int] = {}
    for style in styles.iter(qn("w:style")) if styles is not None else ():
        level = _heading_level(style)
        if level is not None:
            levels[style.get(qn("w:styleId"), "")] = level
    return levels


def _heading_level(style: Element) -> int | None:
    heading = _HEADING.fullmatch(value_at(style, "w:name"))
    if heading:
        return int(heading[2])
    outline = value_at(style, "w:pPr", "w:outlineLvl", default=str(_BODY_TEXT))
    if outline.isdigit() and int(outline) < _BODY_TEXT:
        return int(outline) + 1
    return None


def find_places(root: Element, levels: Mapping[str, int]) -> dict[CT_P, str]:
    """The place of every paragraph in a part; a paragraph in a text box has that of the one around
    it.
    """
    name = local_name(root)
    if name in _PARTS:
        return dict(_part_places(root, _PARTS[name]))
    body = root if root.tag == qn("w:body") else root.find(qn("w:body"))
    return dict(_body_places(body, levels)) if body is not None else {}


def _part_places(root: Element, noun: str) -> Iterator[tuple[CT_P, str]]:
    for number, paragraph in enumerate(paragraphs_in(root), start=1):
        note = find_around(paragraph, *_NOTES)
        if note is None:
            yield paragraph, f"{noun}, alinea {number}"
        else:
            yield paragraph, f"{noun} {note.get(ID)}"


def _body_places(body: Element, levels: Mapping[str, int]) -> Iterator[tuple[CT_P, str]]:
    section, count, tables = _BEFORE_HEADINGS, 0, 0
    for block in _blocks(body):
        if not isinstance(block, CT_P):
            tables += 1
            yield from _table_places(block, f"{section}, tabel {tables}")
            continue
        title = text_of(block).strip()
        if title and paragraph_style(block) in levels:
            section, count, tables = f"onder '{title}'", 0, 0
            yield from _with_boxes(block, f"in de kop '{title}'")
        elif paragraph_style(block) == FINDING_STYLE:
            yield from _with_boxes(block, f"{section}, kernzin boven alinea {count + 1}")
        else:
            count += 1
            yield from _with_boxes(block, f"{section}, alinea {count}")


def _blocks(parent: Element) -> Iterator[Element]:
    """The paragraphs and tables of a body, also inside content controls around them."""
    for child in parent:
        if isinstance(child, CT_P) or child.tag == TBL:
            yield child
        elif child.tag == qn("w:sdt"):
            content = child.find(qn("w:sdtContent"))
            yield from _blocks(content) if content is not None else ()
        elif child.tag in _AROUND_BLOCKS:
            yield from _blocks(child)


def _with_boxes(paragraph: CT_P, place: str) -> Iterator[tuple[CT_P, str]]:
    yield paragraph, place
    # A text box stands twice in its paragraph, for new and for old programs: both have the place.
    for box in paragraph.iter(TEXT_BOX):
        for inner in paragraphs_in(box):
            yield inner, f"{place}, tekstvak"


def _table_places(table: Element, place: str) -> Iterator[tuple[CT_P, str]]:
    for row_number, row in enumerate(table.iter(TR), start=1):
        if find_around(row, TBL) is not table:
            continue  # of a table in a cell: its paragraphs are told by that cell
        for column_number, cell in enumerate(row.iter(TC), start=1):
            if find_around(cell, TR) is not row:
                continue
            for paragraph in paragraphs_in(cell):
                yield paragraph, f"{place}, rij {row_number}, kolom {column_number}"


def place_near(element: Element, places: Places) -> str:
    """The place of the paragraph around an element, else in it, before it, or the first of its
    part.
    """
    root: Element = element.getroottree().getroot()
    nearby = chain(
        element.iterancestors(P),
        element.iter(P),
        element.itersiblings(P, preceding=True),
        root.iter(P),
    )
    paragraphs = cast("Iterator[CT_P]", nearby)
    return next((places[paragraph] for paragraph in paragraphs if paragraph in places), "1")
