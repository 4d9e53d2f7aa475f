"""Where something stands in a Word file, as a drafter finds it: onder 'Instroom', alinea 4."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from docx.oxml.ns import qn

from report_builder.word.ooxml import TBL, TC, TR, VAL, Element, P, paragraph_style, text_of

_HEADING = re.compile(r"(heading|kop) ?(\d)", re.IGNORECASE)
TEXT_BOX = qn("w:txbxContent")
_PARTS = {
    "hdr": "koptekst",
    "ftr": "voettekst",
    "footnotes": "voetnoot",
    "endnotes": "eindnoot",
    "comments": "opmerking",
}
_NOTES = (qn("w:footnote"), qn("w:endnote"), qn("w:comment"))


def heading_levels(styles: Element | None) -> dict[str, int]:
    """The level (1 to 9) of each style id that is a heading, by its name or its outline level."""
    levels: dict[str, int] = {}
    for style in styles.iter(qn("w:style")) if styles is not None else ():
        name = style.find(qn("w:name"))
        found = _HEADING.fullmatch(name.get(VAL, "")) if name is not None else None
        outline = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if found:
            levels[style.get(qn("w:styleId"), "")] = int(found.group(2))
        elif (
            outline is not None
            and outline.get(VAL, "9").isdigit()
            and int(outline.get(VAL, "9")) < 9
        ):
            levels[style.get(qn("w:styleId"), "")] = int(outline.get(VAL, "0")) + 1
    return levels


def find_places(root: Element, levels: Mapping[str, int]) -> dict[Element, str]:
    """The place of every paragraph in a part; a paragraph in a text box has that of the one around
    it.
    """
    name = root.tag.rpartition("}")[2]
    if name in _PARTS:
        return dict(_part_places(root, _PARTS[name]))
    body = root if root.tag == qn("w:body") else root.find(qn("w:body"))
    return dict(_body_places(body, levels)) if body is not None else {}


def _part_places(root: Element, noun: str) -> Iterator[tuple[Element, str]]:
    for number, paragraph in enumerate(root.iter(P), start=1):
        note = next(paragraph.iterancestors(*_NOTES), None)
        if note is None:
            yield paragraph, f"{noun}, alinea {number}"
        else:
            yield paragraph, f"{noun} {note.get(qn('w:id'))}"


def _body_places(body: Element, levels: Mapping[str, int]) -> Iterator[tuple[Element, str]]:
    under, count, tables = "voor de eerste kop", 0, 0
    for block in _blocks(body):
        if block.tag == TBL:
            tables += 1
            yield from _table_places(block, f"{under}, tabel {tables}")
        elif paragraph_style(block) in levels and text_of(block).strip():
            title = text_of(block).strip()
            under, count, tables = f"onder '{title}'", 0, 0
            yield from _with_boxes(block, f"in de kop '{title}'")
        else:
            count += 1
            yield from _with_boxes(block, f"{under}, alinea {count}")


def _blocks(parent: Element) -> Iterator[Element]:
    """The paragraphs and tables of a body, also inside content controls around them."""
    for child in parent:
        if child.tag in (P, TBL):
            yield child
        elif child.tag == qn("w:sdt"):
            content = child.find(qn("w:sdtContent"))
            yield from _blocks(content) if content is not None else ()
        elif child.tag in (
            qn("w:ins"),
            qn("w:del"),
            qn("w:moveTo"),
            qn("w:moveFrom"),
            qn("w:customXml"),
            qn("w:smartTag"),
        ):
            yield from _blocks(child)


def _with_boxes(paragraph: Element, place: str) -> Iterator[tuple[Element, str]]:
    yield paragraph, place
    for box in paragraph.iter(TEXT_BOX):
        for inner in box.iter(P):
            yield inner, f"{place}, tekstvak"


def _table_places(table: Element, place: str) -> Iterator[tuple[Element, str]]:
    for row, tr in enumerate(table.iter(TR), start=1):
        if next(tr.iterancestors(TBL)) is not table:
            continue
        for column, cell in enumerate(tr.iter(TC), start=1):
            if next(cell.iterancestors(TR)) is not tr:
                continue
            for paragraph in cell.iter(P):
                yield paragraph, f"{place}, rij {row}, kolom {column}"
