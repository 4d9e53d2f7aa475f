"""How wide the text is on the page that a paragraph stands on."""

from __future__ import annotations

from docx.oxml.ns import qn

from report_builder.word.ooxml import Element, make

DEFAULT_WIDTH = 9070
"""The width of the text on a page that does not tell its own, in twips."""


def text_width(paragraph: Element) -> int:
    """The width of the text on the page that a paragraph stands on, in twips."""
    here = _section(paragraph)
    size, margins = here.find(qn("w:pgSz")), here.find(qn("w:pgMar"))
    if size is None or margins is None:
        return DEFAULT_WIDTH
    sides = sum(int(margins.get(qn(f"w:{side}"), "0")) for side in ("left", "right", "gutter"))
    return int(size.get(qn("w:w"), "11906")) - sides


def _section(paragraph: Element) -> Element:
    """The properties of the section that a paragraph stands in: the first that follow it."""
    body = next(paragraph.iterancestors(qn("w:body")), None)
    if body is None:
        return make("w:sectPr")
    block = next(
        element
        for element in (paragraph, *paragraph.iterancestors())
        if element.getparent() is body
    )
    for following in (block, *block.itersiblings()):
        found = (
            following
            if following.tag == qn("w:sectPr")
            else following.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        )
        if found is not None:
            return found
    return make("w:sectPr")
