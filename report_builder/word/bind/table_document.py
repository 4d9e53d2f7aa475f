"""A Word file that lists things in tables under headings, in the look of the house template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from report_builder.model.figure import TableContent
from report_builder.word.bind.assembly import Assembly
from report_builder.word.fill import blocks
from report_builder.word.ooxml import make_run
from report_builder.word.package import read_docx, styles_of
from report_builder.word.styles import CAPTION, SOURCE, style_ids

_MARGIN_MM, _TWIPS_PER_MM = 20, 1440 / 25.4


@dataclass(frozen=True)
class Listing:
    """Tables under a heading."""

    heading: str
    tables: tuple[TableContent, ...]


def make_listing(house: bytes, title: str, listings: Sequence[Listing]) -> DocxDocument:
    """The Word file, on landscape pages: a heading for each listing and its tables below it."""
    document = Assembly(read_docx(house), is_empty=True).document
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(_MARGIN_MM)
    section.different_first_page_header_footer = False
    ids = style_ids(styles_of(document))
    width = round((297 - 2 * _MARGIN_MM) * _TWIPS_PER_MM)
    last = document.element.body.find(qn("w:sectPr"))
    last.addprevious(blocks.paragraph(ids["heading 1"], [make_run(title)]))
    for listing in listings:
        last.addprevious(blocks.paragraph(ids["heading 2"], [make_run(listing.heading)]))
        for table in listing.tables:
            last.addprevious(blocks.paragraph(ids[CAPTION], [make_run(table.title)], has_next=True))
            last.addprevious(blocks.table(table, width, ids, is_yellow=True))
            last.addprevious(blocks.paragraph(ids[SOURCE], [make_run(table.source)]))
    document.core_properties.title = title
    return document
