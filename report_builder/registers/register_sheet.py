"""A sheet of a workbook that is written a row at a time.

xlsxwriter checks and writes every cell as if it could be anything: for the numbers of a report,
which are a hundred thousand cells, that costs more than all else in the file. What is written here
is the same to the byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

Cell = tuple[str | float, Any]
"""A text or a number, and its format; none for plain text. An empty text is an empty cell."""
_BLOCK = 16
"""Excel keeps how far so many rows go together."""


class RegisterSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter has no types
    """A sheet with texts and numbers, which are added row by row."""

    def __init__(self) -> None:
        super().__init__()
        self.filled: list[dict[int, Cell]] = []

    def add_row(self, cells: Sequence[Cell]) -> None:
        """Put a row behind those that are there. Texts are numbered in the order of their cells."""
        self._check_dimensions(len(self.filled), len(cells) - 1)
        self._check_dimensions(len(self.filled), 0)
        number_of = self.str_table._get_shared_string_index
        self.filled.append(
            {
                column: (number_of(content) if isinstance(content, str) else content, look)
                for column, (content, look) in enumerate(cells)
                if content != ""
            }
        )

    def _write_rows(self) -> None:
        """Called by xlsxwriter where the rows of the sheet stand in the file."""
        names = [xl_col_to_name(column) for column in range(self.dim_colmax + 1)]
        for start in range(0, len(self.filled), _BLOCK):
            block = self.filled[start : start + _BLOCK]
            columns = [column for row in block for column in row]
            span = f"{min(columns) + 1}:{max(columns) + 1}" if columns else ""
            for number, row in enumerate(block, start=start + 1):
                if row:
                    cells = "".join(_cells(row, names, number))
                    self.fh.write(f'<row r="{number}" spans="{span}">{cells}</row>')


def _cells(row: dict[int, Cell], names: Sequence[str], number: int) -> Iterator[str]:
    for column, (content, look) in row.items():
        style = f' s="{look._get_xf_index()}"' if look else ""
        if isinstance(content, float):
            yield f'<c r="{names[column]}{number}"{style}><v>{content:.16G}</v></c>'
        else:
            yield f'<c r="{names[column]}{number}"{style} t="s"><v>{content}</v></c>'
