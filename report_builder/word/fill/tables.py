"""Tables of figures in a Word file: the widths of columns, rows and cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.text.font import Font

from report_builder.model.figure import TableCell, TableContent, TableRow
from report_builder.model.value import TracedValue
from report_builder.word.fill.content_controls import in_control
from report_builder.word.fill.highlights import lit_run
from report_builder.word.ooxml import Element, make, make_paragraph, make_run
from report_builder.word.styles import (
    REFERENCE_TABLE,
    SIGN,
    TABLE,
    TABLE_HEAD,
    TABLE_NUMBER,
    TABLE_TEXT,
    StyleIds,
)

MOST_ROWS_TOGETHER = 30
_BREAKS = re.compile(r"[ /]|(?<=[a-z]-)")
"""Where a line may break: at a space, in an address, and behind the hyphen of a word."""
_TWIPS_A_CHARACTER, _CELL_MARGINS = 115, 220
_ROWS_WITH_HEAD = 2
# What the style of a table does: the first row as head, rows in turn, the first column as heads or
# not. `val` says the same in one number, which older programs read.
_LOOK = {
    "val": "0420",
    "firstRow": "1",
    "lastRow": "0",
    "firstColumn": "0",
    "lastColumn": "0",
    "noHBand": "0",
    "noVBand": "1",
}
_LOOK_WITH_ROW_HEADS = {**_LOOK, "val": "04A0", "firstColumn": "1"}


def make_table(content: TableContent, width: int, styles: StyleIds, is_yellow: bool) -> Element:
    """A table of that many twips wide: head row repeated on every page, no row broken over
    pages.
    """
    widths = _widths(content, width)
    table = empty_table(styles[REFERENCE_TABLE if content.is_reference else TABLE], widths)
    rows = list(_laid_rows(content))
    # A table of a page at most stays whole, with its source; of a longer one the head stays with
    # the first rows, and the source with the last.
    is_short = len(rows) <= MOST_ROWS_TOGETHER and not _has_texts(content)
    together = len(rows) if is_short else _ROWS_WITH_HEAD
    table.append(_head_row(content, widths, styles))
    for number, cells in enumerate(rows):
        is_kept = number < together or number == len(rows) - 1 or cells[0].is_group
        look = _RowLook(styles, is_yellow, is_kept, cells[0].is_total or cells[0].is_group)
        table.append(table_row([_cell_content(cell, look) for cell in cells], widths))
    return table


def _laid_rows(content: TableContent) -> Iterator[TableRow]:
    """The rows as they stand on paper: parts of one thing below a row that says what they are parts
    of.
    """
    above = ""
    for name, *cells in content.rows:
        if name.group and name.group != above:
            yield (TableCell(name.group, is_group=True, mark=name.mark),)
        above = name.group
        yield (replace(name, text=name.part, mark="") if name.part else name, *cells)


def empty_table(style: str, widths: Sequence[int], *, has_row_heads: bool = False) -> Element:
    """A table without rows, in a style, with columns of these widths in twips; its first row is to
    be the head.
    """
    properties = make("w:tblPr")
    properties.append(make("w:tblStyle", val=style))
    properties.append(make("w:tblW", w=str(sum(widths)), type="dxa"))
    properties.append(make("w:tblLayout", type="fixed"))
    properties.append(make("w:tblLook", **(_LOOK_WITH_ROW_HEADS if has_row_heads else _LOOK)))
    grid = make("w:tblGrid")
    grid.extend(make("w:gridCol", w=str(column)) for column in widths)
    table = make("w:tbl")
    table.extend((properties, grid))
    return table


def _widths(content: TableContent, width: int) -> list[int]:
    """What the numbers need, so that none is broken over lines, and the rest for the column of
    names.
    """
    columns = [list(column) for column in zip(*_texts(content), strict=True)]
    needs = [_need(_words(column)) for column in columns]
    if _has_texts(content):
        return _text_widths(columns, needs, width)
    # The names get a fifth at least, and for their longest word up to half. Columns of numbers are
    # equally wide, unless that leaves the names too little.
    least = max(width // 5, min(needs[0], width // 2))
    numbers = [max(needs[1:], default=0)] * (len(columns) - 1)
    if least + sum(numbers) > width:
        numbers = needs[1:]
    first = max(least, min(_need(columns[0]), width - sum(numbers)))
    share = (width - first) / max(sum(numbers), 1)
    numbers = [int(number * share) for number in numbers]
    return [width - sum(numbers), *numbers]


def _has_texts(content: TableContent) -> bool:
    """Whether more than the first column holds text, so that rows can be of many lines."""
    return any(not cell.is_number for cell in content.rows[0][1:])


def _text_widths(columns: Sequence[Sequence[str]], needs: Sequence[int], width: int) -> list[int]:
    """Where more than the first column holds text: what its longest word needs, the rest by the
    length of the texts.
    """
    if sum(needs) > width:
        needs = [need * width // sum(needs) for need in needs]
    spare = width - sum(needs)
    lengths = [sum(map(len, column)) for column in columns]
    shares = [spare * length // sum(lengths) for length in lengths]
    _, *others = [need + share for need, share in zip(needs, shares, strict=True)]
    return [width - sum(others), *others]


def _texts(content: TableContent) -> Iterator[list[str]]:
    """The texts of a table by row, the head first; what stands over the whole width is left out."""
    yield list(content.head)
    for cells in _laid_rows(content):
        if not cells[0].is_group:
            yield [_cell_text(cell) for cell in cells]


def _cell_text(cell: TableCell) -> str:
    return (cell.value.text if cell.value else "") + cell.text


def _words(texts: Iterable[str]) -> Iterator[str]:
    """What of some texts is not broken over lines."""
    for text in texts:
        yield from _BREAKS.split(text)


def _need(texts: Iterable[str]) -> int:
    """The width that the longest of some texts needs in a cell, in twips: a little more than digits
    of 9 points.
    """
    return max(map(len, texts)) * _TWIPS_A_CHARACTER + _CELL_MARGINS


def _head_row(content: TableContent, widths: Sequence[int], styles: StyleIds) -> Element:
    """The head: above numbers it is set as they are."""
    contents = []
    for text, below in zip(content.head, content.rows[0], strict=True):
        style = TABLE_NUMBER if below.is_number else TABLE_HEAD
        runs = [make_run(text)] if text else []
        contents.append([make_paragraph(styles[style], runs, is_kept_with_next=True)])
    return table_row(contents, widths, is_head=True)


@dataclass(frozen=True)
class _RowLook:
    """How a row is written: whether stale cells are yellow, it stays with the next, and is bold."""

    styles: StyleIds
    is_yellow: bool
    is_kept_with_next: bool
    is_bold: bool


def _cell_content(cell: TableCell, look: _RowLook) -> list[CT_P]:
    style = look.styles[TABLE_NUMBER if cell.is_number else TABLE_TEXT]
    runs = list(_cell_runs(cell, look))
    return [make_paragraph(style, runs, is_kept_with_next=look.is_kept_with_next)]


def table_row(
    contents: Iterable[Iterable[Element]], widths: Sequence[int], *, is_head: bool = False
) -> Element:
    """A row that is not broken over pages, with the paragraphs of each cell, of which a single one
    has the whole width; a head is repeated on every page.
    """
    properties = make("w:trPr")
    properties.append(make("w:cantSplit"))
    if is_head:
        properties.append(make("w:tblHeader"))
    row = make("w:tr")
    row.append(properties)
    cells = list(contents)
    if len(cells) == 1 < len(widths):
        row.append(_cell(cells[0], sum(widths), len(widths)))
    else:
        row.extend(map(_cell, cells, widths))
    return row


def _cell(paragraphs: Iterable[Element], width: int, columns: int = 1) -> Element:
    layout = make("w:tcPr")
    layout.append(make("w:tcW", w=str(width), type="dxa"))
    if columns > 1:
        layout.append(make("w:gridSpan", val=str(columns)))
    cell = make("w:tc")
    cell.append(layout)
    cell.extend(paragraphs)
    return cell


def _cell_runs(cell: TableCell, look: _RowLook) -> Iterator[Element]:
    """A value in its control and the sign behind it, or a text; yellow where the figure is
    stale.
    """
    is_lit = look.is_yellow and cell.is_stale
    if cell.value:
        yield in_control(_dressed(lit_run(cell.value.text, is_lit), look), cell.value)
    if cell.text:
        run = _dressed(lit_run(cell.text, is_lit), look)
        if cell.value:
            run.style = look.styles[SIGN]
        yield run
    if cell.mark:
        mark = _dressed(make_run(cell.mark), look)
        Font(mark).superscript = True
        yield mark


def _dressed(run: CT_R, look: _RowLook) -> CT_R:
    if look.is_bold:
        Font(run).bold = True
    return run


def table_values(content: TableContent) -> Iterator[tuple[str, TracedValue]]:
    """The values of a table, each with its place in it."""
    for row, cells in enumerate(_laid_rows(content), start=2):
        for column, cell in enumerate(cells, start=1):
            if cell.value:
                yield f"rij {row}, kolom {column}", cell.value
