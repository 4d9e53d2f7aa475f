"""By what a drawing of a Word file is known again, also when another program saved it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.word.change_marks import INSERTIONS, change_tags
from report_builder.word.ooxml import Element, find_around, find_paragraph
from report_builder.word.places import TEXT_BOX
from report_builder.word.shown.alternatives import is_shown

_DRAWINGS = (qn("w:drawing"), qn("w:pict"), qn("w:object"))
_PROPERTIES, _BLIP = qn("wp:docPr"), qn("a:blip")
_INSERTED = change_tags(INSERTIONS)


def picture_names(part: Part, paragraphs: Sequence[CT_P]) -> Iterator[str]:
    """What names each drawing of some paragraphs that was there before their tracked changes: its
    description, else its picture. What holds text is no drawing: it is read as text.
    """
    for paragraph in paragraphs:
        for drawing in paragraph.iter(*_DRAWINGS):
            is_text = next(drawing.iter(TEXT_BOX), None) is not None
            is_there = find_paragraph(drawing) is paragraph and is_shown(drawing)
            is_new = find_around(drawing, *_INSERTED) is not None
            if is_there and not is_text and not is_new:
                yield _name(part, drawing)


def _name(part: Part, drawing: Element) -> str:
    described = (properties.get("descr", "") for properties in drawing.iter(_PROPERTIES))
    description = " ".join(next(described, "").split())
    return description or _picture_digest(part, drawing)


def _picture_digest(part: Part, drawing: Element) -> str:
    """A digest of the picture of a drawing; empty where it has none."""
    for blip in drawing.iter(_BLIP):
        related = part.related_parts.get(blip.get(qn("r:embed"), ""))
        if related is not None:
            return sha256(related.blob).hexdigest()[:10]
    return ""
