"""Where a document first uses each of its styles."""

from __future__ import annotations

from docx.oxml.ns import qn

from report_builder.model.shown import Position
from report_builder.word.ooxml import (
    VAL,
    Element,
    P,
    find_around,
    paragraphs_in,
    parent_of,
    value_at,
)
from report_builder.word.package import read_docx, stories, styles_of
from report_builder.word.shown.inventory import position_of

_USES = (qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))


def first_uses(data: bytes) -> dict[str, Position]:
    """The first paragraph of a Word file in each style, or with text or a table in it, by the name
    of the style and by its id.
    """
    document = read_docx(data)
    names = _names(styles_of(document))
    uses: dict[str, Position] = {}
    for story in stories(document):
        positions: dict[Element | None, Position] = {
            paragraph: position_of(story, paragraph, number)
            for number, paragraph in enumerate(paragraphs_in(story.root))
        }
        for use in story.root.iter(*_USES):
            position = positions.get(_paragraph_of(use))
            if position is not None:
                identity = use.get(VAL, "")
                uses.setdefault(identity, position)
                uses.setdefault(names.get(identity, identity), position)
    return uses


def _names(styles: Element | None) -> dict[str, str]:
    """The name of each style by its id."""
    return {
        style.get(qn("w:styleId"), ""): value_at(style, "w:name")
        for style in (styles.iter(qn("w:style")) if styles is not None else ())
    }


def _paragraph_of(use: Element) -> Element | None:
    """The paragraph that names a style for itself or its text; of a table that does, its first."""
    table = find_around(use, qn("w:tblPr"))
    if table is not None:
        return next(parent_of(table).iter(P), None)
    return find_around(use, P)
