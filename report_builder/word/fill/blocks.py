"""Figures and tables in a Word file: picture, caption with a live number, source line; rows and
cells.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from report_builder.model.figure import Cell, Picture, TableContent
from report_builder.model.value import TracedValue
from report_builder.word.fields import bookmark, field_runs
from report_builder.word.fill.marking import highlight, in_control
from report_builder.word.ooxml import Element, make, make_run
from report_builder.word.styles import (
    CAPTION,
    FIGURE,
    SOURCE,
    TABLE,
    TABLE_HEAD,
    TABLE_NUMBER,
    TABLE_TEXT,
    StyleIds,
)

EMU_PER_MM = 36_000
MOST_ROWS_TOGETHER = 30
_PARTS = re.compile(r"[ /]|(?<=[a-z]-)")
"""Where a line may break: at a space, in an address, and behind the hyphen of a word."""
_TWIPS_A_CHARACTER, _CELL_MARGINS = 115, 220
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


@dataclass(frozen=True)
class Label:
    """How a figure or table is called: `Figuur`, the prefix `3.`, its number, and the bookmark
    around the number.
    """

    noun: str
    prefix: str
    number: int
    bookmark: str

    @property
    def text(self) -> str:
        """The number as it is referred to: 3.2."""
        return f"{self.prefix}{self.number}"


def caption(label: Label, title: str, styles: StyleIds, is_stale: bool, is_new: bool) -> Element:
    """The caption paragraph: the number is a live field that starts again in each chapter.

    A figure that is placed once more keeps the number of its first placement, as text.
    """
    reset = r" \r 1" if label.number == 1 else ""
    number = [make_run(label.text)]
    if is_new:
        sequence = field_runs(rf"SEQ {label.noun} \* ARABIC{reset}", str(label.number))
        number = bookmark(
            label.bookmark, [*([make_run(label.prefix)] if label.prefix else []), *sequence]
        )
    made = paragraph(
        styles[CAPTION], [make_run(f"{label.noun} "), *number, make_run(f" {title}")], has_next=True
    )
    if is_stale:
        _light(made)
    return made


def paragraph(style: str, content: Iterable[Element], has_next: bool = False) -> Element:
    """A paragraph in a style, kept with the next one if asked for."""
    made, properties = make("w:p"), make("w:pPr")
    properties.append(make("w:pStyle", val=style))
    if has_next:
        properties.append(make("w:keepNext"))
    made.append(properties)
    made.extend(content)
    return made


def source_line(source: str, stale_words: str, styles: StyleIds, is_stale: bool) -> Element:
    """The line below a figure or table: source, signs and note, and up to when stale figures
    run.
    """
    made = paragraph(styles[SOURCE], [make_run(source)])
    if stale_words:
        run = make_run(stale_words)
        if is_stale:
            highlight(run)
        made.extend((make_run(" "), run))
    return made


def _light(paragraph: Element) -> None:
    for run in paragraph.iter(qn("w:r")):
        highlight(run)


def figure(
    document: DocxDocument, picture: Picture, alt: str, name: str, styles: StyleIds
) -> Element:
    """A paragraph with a picture."""
    return paragraph(styles[FIGURE], [picture_run(document, picture, alt, name)], has_next=True)


def picture_run(document: DocxDocument, picture: Picture, alt: str, name: str) -> Element:
    """A run with a picture: the vector for who can show it, the raster for who cannot."""
    width, height = round(picture.width * EMU_PER_MM), round(picture.height * EMU_PER_MM)
    raster = _embed(document, picture.png, "png", "image/png")
    vector = _embed(document, picture.svg, "svg", "image/svg+xml")
    drawing: Element = parse_xml(
        f"<w:r {nsdecls('w', 'wp', 'a', 'pic', 'r')}><w:drawing>"
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" '
        f'cy="{height}"/>'
        f'<wp:docPr id="1" name=""/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        "<a:graphic><a:graphicData "
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="0" name=""/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{raster}"><a:extLst><a:ext uri="{_SVG_EXTENSION}">'
        "<asvg:svgBlip "
        'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
        f'r:embed="{vector}"/>'
        f"</a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        "<a:prstGeom "
        'prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        f"</wp:inline></w:drawing></w:r>"
    )
    for properties in (drawing.find(f".//{qn('wp:docPr')}"), drawing.find(f".//{qn('pic:cNvPr')}")):
        properties.set("name", name)
        properties.set("descr", alt)
    return drawing


def _embed(document: DocxDocument, data: bytes, extension: str, content_type: str) -> str:
    """Put a picture in the package, once, and return the id of the relation to it."""
    package = document.part.package
    name = PackURI(f"/word/media/{hashlib.sha256(data).hexdigest()[:16]}.{extension}")
    known = next(
        (rel.target_part for rel in document.part.rels.values() if _is_at(rel, name)), None
    )
    part = known or Part(name, content_type, data, package)
    return document.part.relate_to(part, RT.IMAGE)


def _is_at(rel: object, name: PackURI) -> bool:
    return not rel.is_external and rel.target_part.partname == name  # type: ignore[attr-defined]


def table(content: TableContent, width: int, styles: StyleIds, is_yellow: bool) -> Element:
    """A table of that many twips wide: head row repeated on every page, no row broken over
    pages.
    """
    widths = _widths(content, width)
    made = empty_table(styles[TABLE], widths)
    first = content.rows[0]
    head = [
        Cell(text, is_number=below.is_number)
        for text, below in zip(content.head, first, strict=True)
    ]
    # A table of a page at most stays whole, with its source; of a longer one the head stays with
    # the first rows.
    is_short = len(content.rows) <= MOST_ROWS_TOGETHER and not _has_texts(content)
    together = len(content.rows) if is_short else 2
    made.append(_row(head, widths, styles, is_yellow, has_next=True, is_head=True))
    for number, cells in enumerate(content.rows):
        made.append(_row(cells, widths, styles, is_yellow, has_next=number < together))
    return made


def empty_table(style: str, widths: list[int], *, has_row_heads: bool = False) -> Element:
    """A table without rows, in a style, with columns of these widths in twips; its first row is to
    be the head.
    """
    made, properties, grid = make("w:tbl"), make("w:tblPr"), make("w:tblGrid")
    properties.append(make("w:tblStyle", val=style))
    properties.append(make("w:tblW", w=str(sum(widths)), type="dxa"))
    properties.append(make("w:tblLayout", type="fixed"))
    properties.append(
        make(
            "w:tblLook",
            val="04A0" if has_row_heads else "0420",
            firstRow="1",
            lastRow="0",
            firstColumn="1" if has_row_heads else "0",
            lastColumn="0",
            noHBand="0",
            noVBand="1",
        )
    )
    grid.extend(make("w:gridCol", w=str(share)) for share in widths)
    made.extend((properties, grid))
    return made


def _widths(content: TableContent, width: int) -> list[int]:
    """What the numbers need, so that none is broken over lines, and the rest for the column of
    names.
    """
    columns = [list(column) for column in zip(*_texts(content), strict=True)]
    needs = [_need(part for text in column for part in _PARTS.split(text)) for column in columns]
    if _has_texts(content):
        return _text_widths(columns, needs, width)
    least = max(width // 5, min(needs[0], width // 2))
    numbers = [max(needs[1:], default=0)] * (len(columns) - 1)
    if least + sum(numbers) > width:
        numbers = needs[1:]
    first = max(least, min(_need(columns[0]), width - sum(numbers)))
    share = (width - first) / max(sum(numbers), 1)
    numbers = [int(number * share) for number in numbers]
    return [width - sum(numbers), *numbers]


def _has_texts(content: TableContent) -> bool:
    """Whether more than the first column holds text, so that rows can be of many lines."""
    return any(not cell.is_number for cell in content.rows[0][1:])


def _text_widths(columns: list[list[str]], needs: list[int], width: int) -> list[int]:
    """Where more than the first column holds text: what its longest word needs, the rest by the
    length of the texts.
    """
    if sum(needs) > width:
        needs = [need * width // sum(needs) for need in needs]
    rest, lengths = width - sum(needs), [sum(map(len, column)) for column in columns]
    widths = [
        need + rest * length // sum(lengths) for need, length in zip(needs, lengths, strict=True)
    ]
    return [width - sum(widths[1:]), *widths[1:]]


def _texts(content: TableContent) -> list[list[str]]:
    return [list(content.head), *([_cell_text(cell) for cell in cells] for cells in content.rows)]


def _cell_text(cell: Cell) -> str:
    return (cell.value.text if cell.value else "") + cell.text


def _need(texts: Iterable[str]) -> int:
    """The width that the longest of some texts needs in a cell, in twips: a little more than digits
    of 9 points.
    """
    return max(len(text) for text in texts) * _TWIPS_A_CHARACTER + _CELL_MARGINS


def _row(
    cells: Iterable[Cell],
    widths: list[int],
    styles: StyleIds,
    is_yellow: bool,
    *,
    has_next: bool,
    is_head: bool = False,
) -> Element:
    contents = []
    for cell in cells:
        style = TABLE_NUMBER if cell.is_number else TABLE_HEAD if is_head else TABLE_TEXT
        contents.append([paragraph(styles[style], _cell_runs(cell, is_yellow), has_next)])
    return table_row(contents, widths, is_head=is_head)


def table_row(
    contents: Iterable[Iterable[Element]], widths: list[int], *, is_head: bool = False
) -> Element:
    """A row that is not broken over pages, with the paragraphs of each cell; a head is repeated on
    every page.
    """
    row, properties = make("w:tr"), make("w:trPr")
    properties.append(make("w:cantSplit"))
    if is_head:
        properties.append(make("w:tblHeader"))
    row.append(properties)
    for paragraphs, width in zip(contents, widths, strict=True):
        made, layout = make("w:tc"), make("w:tcPr")
        layout.append(make("w:tcW", w=str(width), type="dxa"))
        made.extend((layout, *paragraphs))
        row.append(made)
    return row


def _cell_runs(cell: Cell, is_yellow: bool) -> list[Element]:
    """A value in its control and the sign behind it, or a text; yellow where the figure is
    stale.
    """
    runs = [make_run(cell.value.text)] if cell.value else []
    signs = [make_run(cell.text)] if cell.text else []
    if is_yellow and cell.is_stale:
        for run in (*runs, *signs):
            highlight(run)
    return [in_control(run, cell.value) for run in runs if cell.value] + signs


def table_values(content: TableContent) -> Iterable[tuple[str, TracedValue]]:
    """The values of a table, each with where in it they stand."""
    for row, cells in enumerate(content.rows, start=2):
        for column, cell in enumerate(cells, start=1):
            if cell.value:
                yield f"rij {row}, kolom {column}", cell.value
