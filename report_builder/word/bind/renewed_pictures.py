"""Pictures of older programs (VML) as drawings: mammoth reads no size or text of the first."""

from __future__ import annotations

import re

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from report_builder.word.ooxml import Element, find_around, parent_of, remove
from report_builder.word.places import TEXT_BOX

_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_TITLE = "{urn:schemas-microsoft-com:office:office}title"
_LENGTH = re.compile(r"(?:^|;)(width|height):([^;]*)")
_MEASURE = re.compile(r"(\d+(?:\.\d+)?|\.\d+)(pt|in|cm|mm|px|pc|)")
_EMU_PER_UNIT = {"pt": 12_700, "in": 914_400, "cm": 360_000, "mm": 36_000, "pc": 152_400}
_EMU_PER_PIXEL = 9_525


def renew_pictures(root: Element) -> None:
    """Give a part its pictures of older programs as drawings, with their size and text."""
    for image in list(root.iter(_IMAGE)):
        shape, old = parent_of(image), find_around(image, qn("w:pict"))
        if old is None or not image.get(qn("r:id")) or not _is_alone(image, old):
            continue
        lengths = dict(_LENGTH.findall(shape.get("style", "").replace(" ", "").lower()))
        width, height = (_length(lengths.get(name, "")) for name in ("width", "height"))
        text = shape.get("alt", "").strip() or image.get(_TITLE, "")
        old.addprevious(_drawing(image.get(qn("r:id"), ""), width, height, text))
        remove(old)


def _is_alone(image: Element, around: Element) -> bool:
    """Whether nothing but that picture stands in a w:pict."""
    others = [other for other in around.iter(_IMAGE, TEXT_BOX) if other is not image]
    return not others


def _length(text: str) -> int:
    """A length of CSS in the units of Word; 0 where it is none. Without a unit it is in pixels."""
    measure = _MEASURE.fullmatch(text)
    if measure is None:
        return 0
    return round(float(measure[1]) * _EMU_PER_UNIT.get(measure[2], _EMU_PER_PIXEL))


def _drawing(relation: str, width: int, height: int, text: str) -> Element:
    drawing = parse_xml(
        f"<w:drawing {nsdecls('w', 'wp', 'a', 'pic', 'r')}><wp:inline>"
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="1" name=""/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        "<pic:blipFill><a:blip/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr/>"
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    next(drawing.iter(qn("wp:docPr"))).set("descr", text)
    next(drawing.iter(qn("a:blip"))).set(qn("r:embed"), relation)
    return drawing
