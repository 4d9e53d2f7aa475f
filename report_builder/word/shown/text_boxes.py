"""Text boxes and shapes with text: what they hold becomes a box below their paragraph."""

from __future__ import annotations

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from report_builder.word.ooxml import (
    Element,
    P,
    T,
    copy_of,
    find_around,
    find_section,
    make,
    parent_of,
)
from report_builder.word.places import TEXT_BOX

BOX_STYLE = "Tekstvak"
_VML = "{urn:schemas-microsoft-com:vml}"
SHAPES = (
    "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}wsp",
    *(
        f"{_VML}{name}"
        for name in (
            *("shape", "rect", "roundrect", "oval", "line", "polyline"),
            *("arc", "curve"),
        )
    ),
)
"""The shapes of Word, and of its versions before 2010."""
_DRAWINGS = (qn("w:drawing"), qn("w:pict"))
_PICTURE = qn("pic:pic")


def has_text(shape: Element) -> bool:
    """Whether text, or anything else that is read, stands in a shape."""
    content = next(shape.iter(TEXT_BOX), None)
    return content is not None and next(content.iter(T, *_DRAWINGS), None) is not None


def add_box_style(styles: Element) -> None:
    """Give a document the style of tables that stand for text boxes."""
    styles.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:styleId="{BOX_STYLE}">'
            f'<w:name w:val="{BOX_STYLE}"/></w:style>'
        )
    )


def open_boxes(root: Element) -> None:
    """Put what stands in the text boxes of each drawing in a table of one cell, in a style of its
    own, below the paragraph of the drawing.

    The boxes of a group are one box. A picture among the shapes of a group becomes one by itself,
    for mammoth sees no others.
    """
    for drawing in list(root.iter(*_DRAWINGS)):
        _lift_pictures(drawing)
        boxes = [box for box in drawing.iter(TEXT_BOX) if find_around(box, *_DRAWINGS) is drawing]
        paragraphs = [block for box in boxes for block in box]
        paragraph = next(drawing.iterancestors(P), None)
        if paragraphs and paragraph is not None:
            put_box_below(paragraph, paragraphs)


def _box(content: list[Element]) -> Element:
    table, row, cell = make("w:tbl"), make("w:tr"), make("w:tc")
    properties = make("w:tblPr")
    properties.append(make("w:tblStyle", val=BOX_STYLE))
    cell.extend(content)
    row.append(cell)
    table.extend((properties, row))
    return table


def put_box_below(paragraph: Element, content: list[Element]) -> None:
    """Put a box behind those that stand below a paragraph already. A paragraph that ends a section
    stays behind its boxes.
    """
    box = _box(content)
    if find_section(paragraph) is not None:
        paragraph.addprevious(box)
        return
    last = paragraph
    while (below := last.getnext()) is not None and _is_box(below):
        last = below
    last.addnext(box)


def _is_box(block: Element) -> bool:
    style = block.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
    return style is not None and style.get(qn("w:val")) == BOX_STYLE


def _lift_pictures(drawing: Element) -> None:
    """Each picture among the shapes of a group or canvas becomes a drawing behind that of the
    group.
    """
    grouped = [
        picture
        for picture in drawing.iter(_PICTURE)
        if parent_of(picture).tag != qn("a:graphicData")
    ]
    run = parent_of(drawing)
    for picture in reversed(grouped):
        if find_around(picture, *_DRAWINGS) is drawing:
            run.insert(run.index(drawing) + 1, _drawing_of(picture))


def _drawing_of(picture: Element) -> Element:
    properties = next(picture.iter(qn("pic:cNvPr")), None)
    inline = parse_xml(
        f"<wp:inline {nsdecls('wp', 'a', 'pic')}><wp:docPr id='1' name=''/>"
        "<a:graphic><a:graphicData uri='http://schemas.openxmlformats.org/drawingml/2006/picture'/>"
        "</a:graphic></wp:inline>"
    )
    if properties is not None:
        inline[0].set("descr", properties.get("descr", ""))
    inline[1][0].append(copy_of(picture))
    drawing = make("w:drawing")
    drawing.append(inline)
    parent_of(picture).remove(picture)
    return drawing
