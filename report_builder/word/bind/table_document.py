"""A Word file that lists things in tables under headings, in the look of the house template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from report_builder.model.figure import TableContent
from report_builder.word.bind.assembly import Assembly
from report_builder.word.fill.tables import make_table
from report_builder.word.ooxml import Element, make_paragraph, make_run
from report_builder.word.package import body_of, read_docx
from report_builder.word.styles import CAPTION, SOURCE, StyleIds, document_style_ids

_LENGTH_MM, _HEIGHT_MM = 297, 210
_MARGIN_MM, _TWIPS_PER_MM = 20, 1440 / 25.4
_TEXT_WIDTH = round((_LENGTH_MM - 2 * _MARGIN_MM) * _TWIPS_PER_MM)


@dataclass(frozen=True)
class Listing:
    """Tables under a heading."""

    heading: str
    tables: tuple[TableContent, ...]


def make_listing(house: bytes, title: str, listings: Sequence[Listing]) -> DocxDocument:
    """The Word file, on landscape pages: a heading for each listing and its tables below it."""
    document = Assembly(read_docx(house), is_empty=True).document
    _turn_page(document)
    ids = document_style_ids(document)
    body = body_of(document)
    section = body[-1]
    section.addprevious(make_paragraph(ids["heading 1"], [make_run(title)]))
    for listing in listings:
        section.addprevious(make_paragraph(ids["heading 2"], [make_run(listing.heading)]))
        for table in listing.tables:
            for block in _table_blocks(table, ids):
                section.addprevious(block)
    document.core_properties.title = title
    return document


def _turn_page(document: DocxDocument) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_LENGTH_MM), Mm(_HEIGHT_MM)
    section.left_margin = section.right_margin = Mm(_MARGIN_MM)
    section.different_first_page_header_footer = False


def _table_blocks(table: TableContent, ids: StyleIds) -> Iterator[Element]:
    yield make_paragraph(ids[CAPTION], [make_run(table.title)], is_kept_with_next=True)
    yield make_table(table, _TEXT_WIDTH, ids, is_yellow=True)
    yield make_paragraph(ids[SOURCE], [make_run(table.source)])
