"""The figures and tables of a report as a workbook: a sheet each, with title, source and
numbers.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from report_builder.model.figure import (
    DashboardContent,
    FigureContent,
    TableCell,
    TableContent,
    Tile,
)
from report_builder.model.overview import Overview, OverviewTable
from report_builder.model.period import Period
from report_builder.model.series import SIGNS
from report_builder.model.value import TracedValue
from report_builder.wording.periods import short_period_text
from report_builder.wording.staleness import accepted_words, stale_words

_FIRST_ROW = 4
_WIDTHS = (36, 14)
_TILE_HEADS = ("Onderwerp", "Eenheid", "Periode", "Cijfer", "Verandering", "Verandering in", "Bron")
_WIDEST = 60
_PRINTED_DECIMALS = re.compile(r"\d,(\d+)")
_YELLOW = "#FFFF00"
MOST_DECIMALS = 10
"""So many are shown of a number that has more."""


@dataclass(frozen=True)
class Sheet:
    """One figure, table or dashboard under the name that it has in the report, `Figuur 3.2`."""

    name: str
    content: FigureContent | TableContent | DashboardContent


@dataclass(frozen=True)
class SheetCell:
    """What stands in a cell: a number, shown with so many decimals and with the signs behind it
    (provisional, estimated, over a break), or a text. Stale it is yellow.
    """

    content: str | Decimal | None
    decimals: int = 0
    signs: str = ""
    is_stale: bool = False


def write_figures(
    sheets: Iterable[Sheet], title: str, day: date, *, is_yellow: bool = True
) -> bytes:
    """The workbook, dated `day`: the same bytes for the same sheets. Numbers are numbers with the
    decimals and signs of the report, gaps are empty cells; what is stale may be yellow.
    """
    with new_book(title, day) as (book, formats, written):
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            _write_sheet(page, sheet, _CellFormats(book, formats, is_yellow))
    return written.getvalue()


def write_overview(overview: Overview, day: date) -> bytes:
    """An overview as a workbook, dated `day`: a sheet for each table, to filter and to work
    through.
    """
    with new_book(overview.title, day) as (book, formats, written):
        for number, table in enumerate(overview.tables, start=1):
            name = re.sub(r"[\[\]:*?/\\']", " ", table.heading)[:27].strip()
            _write_table(
                book.add_worksheet(f"{number} {name}" if len(overview.tables) > 1 else name),
                table,
                formats,
            )
    return written.getvalue()


@contextmanager
def new_book(title: str, day: date) -> Iterator[tuple[Any, dict[str, Any], io.BytesIO]]:
    """A workbook dated `day`, its formats, and where it is written to."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        book.set_properties(
            {"title": title, "author": "", "created": datetime(day.year, day.month, day.day)}
        )
        yield book, {name: book.add_format(look) for name, look in _LOOKS.items()}, written


_LOOKS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 13},
    "head": {"bold": True, "bottom": 1},
    "old": {"italic": True, "bg_color": _YELLOW},
    "text": {},
    "wrapped": {"text_wrap": True, "valign": "top"},
}
for _decimals in range(MOST_DECIMALS + 1):
    _shown = f"#,##0.{'0' * _decimals}" if _decimals else "#,##0"
    _LOOKS[f"number {_decimals}"] = {"num_format": _shown}
    _LOOKS[f"signed {_decimals}"] = {"num_format": f"+{_shown};-{_shown};0", "valign": "top"}


def number_look(kind: str, amount: Decimal) -> str:
    """The format, `number` or `signed`, with the decimals that an amount has.

    With optional decimals Excel would leave their separator behind a whole number: 24.140,.
    """
    exponent = amount.normalize().as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    return f"{kind} {min(max(decimals, 0), MOST_DECIMALS)}"


def _write_table(page: Any, table: OverviewTable, formats: dict[str, Any]) -> None:
    """A table under its head, which stays in sight; a long text goes on below itself."""
    for column, text in enumerate(table.head):
        page.write_string(0, column, text, formats["head"])
        values = (row[column] for row in table.rows)
        longest = max((len(value) for value in values if isinstance(value, str)), default=0)
        page.set_column(column, column, min(max(longest + 2, len(text) + 4), _WIDEST))
    for number, row in enumerate(table.rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, Decimal):
                page.write_number(
                    number, column, float(value), formats[number_look("signed", value)]
                )
            else:
                page.write_string(number, column, value or "", formats["wrapped"])
    for name, choices in table.choices.items() if table.rows else ():
        column = table.head.index(name)
        page.data_validation(1, column, len(table.rows), column, _choice(choices))
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(table.rows), 1), len(table.head) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _choice(choices: Sequence[str]) -> dict[str, object]:
    """A drop-down list; Excel says so when something else is typed."""
    return {
        "validate": "list",
        "source": list(choices),
        "error_title": "Kies uit de lijst",
        "error_message": f"Kies uit: {', '.join(choices)}.",
    }


@dataclass(frozen=True)
class _CellFormats:
    """The formats of a workbook, and those that its cells turn out to need."""

    book: Any
    formats: dict[str, Any]
    is_yellow: bool

    def plain(self, name: str) -> Any:
        """A format by its name."""
        return self.formats[name]

    def of(self, cell: SheetCell) -> Any:
        """How a cell looks. A number with signs stays a number to reckon with."""
        look: dict[str, object] = {}
        if isinstance(cell.content, Decimal):
            signs = f'"{cell.signs}"' if cell.signs else ""
            number = _LOOKS[f"number {min(cell.decimals, MOST_DECIMALS)}"]["num_format"]
            look["num_format"] = f"{number}{signs}"
        if cell.is_stale and self.is_yellow:
            look["bg_color"] = _YELLOW
        name = repr(look)
        if name not in self.formats:
            self.formats[name] = self.book.add_format(look)
        return self.formats[name]


def _signs(content: FigureContent | TableContent | DashboardContent) -> str:
    """What the signs behind the numbers of a figure mean; what is empty here has none. The line of
    a table explains its own.
    """
    if not isinstance(content, FigureContent):
        return ""
    marks = tuple(SIGNS.values())
    meanings = "; ".join(one for one in content.signs if one.startswith(marks))
    return f"{meanings}." if meanings else ""


def _write_sheet(page: Any, sheet: Sheet, formats: _CellFormats) -> None:
    content = sheet.content
    page.write_string(0, 0, f"{sheet.name} {content.title}", formats.plain("title"))
    page.write_string(1, 0, f"{content.source} {_signs(content)}".strip(), formats.plain("text"))
    if content.stale_until:
        is_yellow = formats.is_yellow
        words = stale_words if is_yellow else accepted_words
        look = formats.plain("old" if is_yellow else "text")
        page.write_string(2, 0, words(content.stale_spans), look)
    head, rows = _grid(content)
    for column, text in enumerate(head):
        page.write_string(_FIRST_ROW - 1, column, text, formats.plain("head"))
    for number, row in enumerate(rows, start=_FIRST_ROW):
        for column, cell in enumerate(row):
            if isinstance(cell.content, Decimal):
                page.write_number(number, column, float(cell.content), formats.of(cell))
            elif cell.content:
                page.write_string(number, column, cell.content, formats.of(cell))
            elif cell.is_stale:
                page.write_blank(number, column, None, formats.of(cell))
    page.set_column(0, 0, _WIDTHS[0])
    page.set_column(1, len(head), _WIDTHS[1])
    page.freeze_panes(_FIRST_ROW, 1)


def _grid(
    content: FigureContent | TableContent | DashboardContent,
) -> tuple[Sequence[str], Iterator[list[SheetCell]]]:
    """The head and the rows: a table as it stands, of a figure a row for each period and a column
    for each series.

    A dashboard has a row for each tile.
    """
    if isinstance(content, DashboardContent):
        return _TILE_HEADS, map(_tile, content.tiles)
    if isinstance(content, TableContent):
        return content.head, ([_cell(cell) for cell in row] for row in content.rows)
    head = ("Periode", *(line.name for line in content.lines))
    return head, (_period(content, period) for period in content.periods)


def _period(content: FigureContent, period: Period) -> list[SheetCell]:
    cells = [SheetCell(short_period_text(period))]
    for line in content.lines:
        point, last = line.at(period), content.stale_from(line)
        cells.append(
            SheetCell(
                point.amount if point else None,
                content.decimals,
                SIGNS.get(point.status, "") if point and point.amount is not None else "",
                last is not None and period >= last,
            )
        )
    return cells


def _tile(tile: Tile) -> list[SheetCell]:
    change, is_stale = tile.change, tile.freshness.is_stale
    beside = change.unit if change else tile.compared
    return [
        SheetCell(tile.title, is_stale=is_stale),
        SheetCell(tile.unit),
        SheetCell(tile.period, is_stale=is_stale),
        _value(tile.value, tile.signs, is_stale),
        _value(change, tile.change_sign, is_stale) if change else SheetCell(None),
        SheetCell(beside, is_stale=is_stale and change is not None),
        SheetCell(tile.source),
    ]


def _cell(cell: TableCell) -> SheetCell:
    if cell.value is None or cell.value.amount is None:
        mark = f" ({cell.mark})" if cell.mark else ""
        return SheetCell(f"{cell.text}{mark}", is_stale=cell.is_stale)
    return _value(cell.value, cell.text, cell.is_stale)


def _value(value: TracedValue, signs: str, is_stale: bool) -> SheetCell:
    """A value with as many decimals as it is printed with."""
    printed = _PRINTED_DECIMALS.search(value.text)
    decimals = len(printed[1]) if printed else 0
    return SheetCell(value.amount, decimals, signs, is_stale)
