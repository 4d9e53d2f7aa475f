"""SmartArt: a scheme that Word draws from a tree of texts, which is shown as a list."""

from __future__ import annotations

from collections.abc import Iterator

from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from report_builder.word.ooxml import (
    ORIGIN,
    Element,
    find_paragraph,
    make_paragraph,
    make_run,
    remove,
)
from report_builder.word.package import root_of
from report_builder.word.shown.inventory import POSITION
from report_builder.word.shown.text_boxes import put_box_below

_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
RELATIONS = f"{_DGM}relIds"
LINE_STYLE = "Schemaregel"
"""The styles of its lines are this and the level of the line: Schemaregel 1."""
DEEPEST = 3
_DEEPEST_TREE = 50
_NODES = ("node", "asst", "")
"""The points that hold text; the others are of the drawing."""


def read_scheme(part: Part, drawing: Element) -> list[tuple[int, str]]:
    """The texts of a scheme in reading order, each with its level, from 1; none when it holds
    pictures, or cannot be read.
    """
    relation = next((relations.get(qn("r:dm"), "") for relations in drawing.iter(RELATIONS)), "")
    data = part.related_parts.get(relation)
    if data is None:
        return []
    try:
        model = root_of(data)
    except etree.XMLSyntaxError:
        return []
    if next(model.iter(qn("a:blip")), None) is not None:
        return []
    points = {point.get("modelId", ""): point for point in model.iter(f"{_DGM}pt")}
    start = next((name for name, point in points.items() if point.get("type") == "doc"), "")
    return list(_lines(start, points, _children(model), 0))


def _children(model: Element) -> dict[str, list[str]]:
    """The points below each point, in order."""
    ordered: list[tuple[int, str, str]] = []
    for connection in model.iter(f"{_DGM}cxn"):
        if connection.get("type", "parOf") == "parOf":
            order = connection.get("srcOrd", "0")
            number = int(order) if order.isdigit() else 0
            ordered.append((number, connection.get("srcId", ""), connection.get("destId", "")))
    children: dict[str, list[str]] = {}
    for _, above, below in sorted(ordered):
        children.setdefault(above, []).append(below)
    return children


def _lines(
    name: str, points: dict[str, Element], children: dict[str, list[str]], level: int
) -> Iterator[tuple[int, str]]:
    # Each point counts once, so that a circle ends; SmartArt itself goes no deeper than this.
    if level > _DEEPEST_TREE:
        return
    point, below = points.pop(name, None), children.pop(name, [])
    text = _text(point) if point is not None and point.get("type", "") in _NODES else ""
    if text:
        yield max(level, 1), text
    for child in below:
        yield from _lines(child, points, children, level + 1)


def _text(point: Element) -> str:
    """The text of a point."""
    paragraphs = (
        "".join(text.text or "" for text in paragraph.iter(qn("a:t")))
        for paragraph in point.iter(qn("a:p"))
    )
    return " ".join(" ".join(paragraphs).split())


def add_line_styles(styles: Element) -> None:
    """Give a document the styles of the lines of a scheme."""
    for level in range(1, DEEPEST + 1):
        opening = f'<w:style {nsdecls("w")} w:type="paragraph" w:styleId="{LINE_STYLE}{level}">'
        styles.append(parse_xml(f'{opening}<w:name w:val="{LINE_STYLE} {level}"/></w:style>'))


def write_schemes(part: Part, root: Element) -> None:
    """Put a box with a list below the paragraph of each scheme that can be read."""
    for relations in list(root.iter(RELATIONS)):
        drawing = next(relations.iterancestors(qn("w:drawing")), None)
        paragraph = find_paragraph(relations)
        if drawing is None or paragraph is None:
            continue
        lines = read_scheme(part, drawing)
        if lines:
            put_box_below(paragraph, [_line(level, text, paragraph) for level, text in lines])
            remove(drawing)


def _line(level: int, text: str, paragraph: Element) -> Element:
    line = make_paragraph(f"{LINE_STYLE}{min(level, DEEPEST)}", [make_run(text)])
    for name in (ORIGIN, POSITION):
        line.set(name, paragraph.get(name, ""))
    return line
