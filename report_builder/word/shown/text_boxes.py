"""Text boxes and shapes with text: what they hold becomes a box below their paragraph."""

from __future__ import annotations

from docx.oxml.ns import qn

from report_builder.word.ooxml import Element, T
from report_builder.word.places import TEXT_BOX

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


def has_text(shape: Element) -> bool:
    """Whether text, or anything else that is read, stands in a shape."""
    content = next(shape.iter(TEXT_BOX), None)
    return content is not None and next(content.iter(T, qn("w:drawing")), None) is not None
