"""Sheets of cells as they were delivered, from a workbook or from a text file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

Value = str | Decimal | date | None

MOST_BYTES = 20_000_000
MOST_ROWS = 50_000
MOST_CELLS = 300_000
"""A delivery is a few tables: what is larger than this is not one, and is not read."""


@dataclass(frozen=True)
class GridCell:
    """What stands in a cell: a text, a number, a day, or nothing; `fault` tells why it cannot be
    used.

    `is_share` tells that a number is shown as a percentage. `told` is what a person sees of it and
    the value does not say.
    """

    value: Value
    fault: str = ""
    is_share: bool = False
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Area:
    """A rectangle of cells, with the rows and columns at its edges; counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def __str__(self) -> str:
        return f"{column_name(self.left)}{self.top}:{column_name(self.right)}{self.bottom}"


@dataclass(frozen=True)
class TextLine:
    """A row of a text file: the line that it begins on, counted from 1, and how many fields it
    has.
    """

    number: int
    fields: int


@dataclass(frozen=True)
class Grid:
    """A sheet: its cells that are not empty by row and column, counted from 1, and what cannot be
    seen of it.
    """

    name: str
    cells: Mapping[tuple[int, int], GridCell]
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    is_text: bool = False
    """Whether it comes from a text file, of which people know lines rather than cells."""
    lines: Mapping[int, TextLine] = field(default_factory=dict)
    """Of a text file each row as it stands there."""
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    spread: Mapping[tuple[int, int], tuple[int, int]] = field(init=False)
    """Each cell of a merged area, with the cell that holds its value."""
    last_row: int = field(init=False)
    """The last row with something in it; 0 when empty."""
    last_column: int = field(init=False)
    """The last column with something in it, merged areas included; 0 when empty."""

    def __post_init__(self) -> None:
        spread = {
            (row, column): (area.top, area.left)
            for area in self.merged
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
        }
        # What a merged area covers is shown nowhere.
        shown = {cell: self.cells[cell] for cell in self.cells if spread.get(cell, cell) == cell}
        object.__setattr__(self, "cells", shown)
        object.__setattr__(self, "spread", spread)
        object.__setattr__(self, "last_row", max((row for row, _ in self.cells), default=0))
        object.__setattr__(
            self, "last_column", max((column for _, column in (*self.cells, *spread)), default=0)
        )

    def at(self, row: int, column: int) -> GridCell:
        """A cell; one of a merged area holds what the whole area shows."""
        return self.cells.get(self.spread.get((row, column), (row, column)), _EMPTY)

    def text(self, row: int, column: int) -> str:
        """A cell as plain text, white space as single spaces."""
        value = self.at(row, column).value
        return "" if value is None else " ".join(str(value).split())

    def line_number(self, row: int) -> int:
        """The line of a text file on which a row begins: a field can hold more than one."""
        return self.lines[row].number if row in self.lines else row

    def place(self, row: int, column: int) -> str:
        """How a cell is called."""
        if self.is_text:
            return f"regel {self.line_number(row)}, kolom {column}"
        return f"blad '{self.name}', cel {column_name(column)}{row}"

    def address(self, place: str) -> tuple[int, int] | None:
        """The cell that is called so, of a line its first; None where it is not on this sheet. Of a
        merged area that is the cell that holds its value.
        """
        found = (_LINE_PLACE if self.is_text else _CELL_PLACE).search(place)
        if found is None:
            return None
        if self.is_text:
            line = int(found[1])
            row, column = self._rows.get(line, line), int(found[2] or 1)
            is_so = place in (self.place(row, column), f"regel {self.line_number(row)}")
        else:
            row, column = int(found[2]), column_number(found[1])
            is_so = place == self.place(row, column)
        return self.spread.get((row, column), (row, column)) if is_so else None

    @cached_property
    def _rows(self) -> Mapping[int, int]:
        """Of a text file the row that begins on each line."""
        return {line.number: row for row, line in self.lines.items()}

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """The cells with a text, capitals and white space aside, from top to bottom."""
        wanted = fold(text)
        yield from sorted(address for address in self.cells if fold(self.text(*address)) == wanted)


_EMPTY = GridCell(None)
_CELL_PLACE = re.compile(r", cel ([A-Z]{1,3})([0-9]{1,7})$")
_LINE_PLACE = re.compile(r"^regel ([0-9]{1,7})(?:, kolom ([0-9]{1,7}))?$")


def fold(text: str) -> str:
    """A text as it is compared: without capitals, white space as single spaces."""
    return " ".join(text.split()).casefold()


def column_name(number: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_number(name: str) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
