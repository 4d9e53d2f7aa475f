"""How wide the text is on the page that a paragraph stands on."""

from __future__ import annotations

from docx.oxml.ns import qn

from report_builder.word.ooxml import Element, find_around, find_section, parent_of

DEFAULT_WIDTH = 9070
"""The width of the text on a page that does not tell its own, in twips."""
_A4_WIDTH = "11906"


def text_width(paragraph: Element) -> int:
    """The width of the text on the page that a paragraph stands on, in twips."""
    section = _section_of(paragraph)
    size = section.find(qn("w:pgSz")) if section is not None else None
    margins = section.find(qn("w:pgMar")) if section is not None else None
    if size is None or margins is None:
        return DEFAULT_WIDTH
    sides = sum(int(margins.get(qn(f"w:{side}"), "0")) for side in ("left", "right", "gutter"))
    return int(size.get(qn("w:w"), _A4_WIDTH)) - sides


def _section_of(paragraph: Element) -> Element | None:
    """The properties of the section that a paragraph stands in: the first that follow it."""
    body = find_around(paragraph, qn("w:body"))
    if body is None:
        return None
    block = paragraph
    while parent_of(block) is not body:
        block = parent_of(block)
    for following in (block, *block.itersiblings()):
        section = following if following.tag == qn("w:sectPr") else find_section(following)
        if section is not None:
            return section
    return None
