"""The periods that the heads of a table cell name: the first row above it, and the first cell of
its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.oxml.text.paragraph import CT_P

from report_builder.word.ooxml import (
    TBL,
    TC,
    TR,
    Element,
    find_around,
    paragraphs_in,
    parent_of,
    text_of,
    value_at,
)
from report_builder.wording.period_names import NamedPeriod, period_names

_BESIDE_PERIOD = re.compile(
    r"\b(?:in|op|per|over|eind|begin|jaar|stand|peildatum|aantal(?:len)?|cijfers?|voorlopig|het|de)\b"
    r"|[\W_]",
    re.IGNORECASE,
)
"""What may stand beside a period in a head that is nothing but a period."""


def periods_of_heads(paragraph: CT_P, reporting_year: int) -> Iterator[NamedPeriod]:
    """The periods of the heads of the cell that a paragraph stands in, where a head is a period and
    nothing else.
    """
    for head in _heads(paragraph):
        text = " ".join(text_of(inner) for inner in paragraphs_in(head))
        names = period_names(text, reporting_year)
        rest = text
        for name in names:
            rest = rest.replace(name.text, " ")
        if len(names) == 1 and not _BESIDE_PERIOD.sub("", rest):
            yield names[0]


def _heads(paragraph: CT_P) -> Iterator[Element]:
    """The head cells of the cell around a paragraph; none of a head cell itself."""
    cell = find_around(paragraph, TC)
    row, table = find_around(paragraph, TR), find_around(paragraph, TBL)
    if cell is None or row is None or table is None or parent_of(cell) is not row:
        return
    head_row = next(table.iter(TR))
    first = next(row.iter(TC))
    if first is not cell:
        yield first
    if head_row is not row:
        column = _column(row, cell)
        yield from (head for head in head_row.findall(TC) if _covers(head_row, head, column))


def _column(row: Element, cell: Element) -> int:
    """The column of the grid that a cell starts in."""
    skipped = value_at(row, "w:trPr", "w:gridBefore")
    before = int(skipped) if skipped.isdigit() else 0
    for other in row.findall(TC):
        if other is cell:
            break
        before += _width(other)
    return before


def _covers(row: Element, head: Element, column: int) -> bool:
    start = _column(row, head)
    return start <= column < start + _width(head)


def _width(cell: Element) -> int:
    """Over how many columns of the grid a cell goes."""
    span = value_at(cell, "w:tcPr", "w:gridSpan", default="1")
    return int(span) if span.isdigit() else 1
