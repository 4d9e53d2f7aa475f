"""A sheet from a text file with separators, in the encodings and with the separators that Dutch
programs write.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from report_builder.deliveries.grid import MOST_CELLS, MOST_ROWS, Grid, GridCell, TextLine
from report_builder.deliveries.package_safety import too_many
from report_builder.problems import Fault, Problem

if TYPE_CHECKING:
    from _csv import Reader

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_NAMED_DELIMITER = re.compile(r"sep=.?", re.IGNORECASE)


def read_delimited(data: bytes, name: str, delimiter: str = "") -> Grid:
    """The sheet; without a separator it is the one that most lines have: before the comma, which
    numbers hold too.

    Raises Fault when the file is no text or is too large.
    """
    text = _decoded(data)
    first, _, rest = text.partition("\n")
    if _NAMED_DELIMITER.fullmatch(first.strip()):
        # Excel goes by this line, and shows it as no row: the other lines keep their numbers.
        delimiter, text = delimiter or first.strip()[len("sep=") :], f"\n{rest}"
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter or _delimiter(text), strict=True
    )
    lines: dict[int, TextLine] = {}
    try:
        return Grid(name, _cells(_noted(reader, lines)), is_text=True, lines=lines)
    except csv.Error as error:
        message = (
            f"regel {reader.line_num} is niet te lezen: een aanhalingsteken te veel of te "
            "weinig, of een te lang veld"
        )
        raise Fault("csv", message, "verbeter de regel, of lever een Excel-werkmap") from error


def _delimiter(text: str) -> str:
    """The separator that most lines have; of two that as many have the first."""
    counts = Counter(mark for line in text.splitlines() for mark in set(line))
    return max(";\t,", key=lambda mark: counts[mark])


def _noted(reader: Reader, lines: dict[int, TextLine]) -> Iterator[list[str]]:
    """The rows, while it is noted how each stands in the file."""
    before = 0
    for row, fields in enumerate(reader, start=1):
        lines[row] = TextLine(before + 1, len(fields))
        before = reader.line_num
        yield fields


def check_lines(sheet: Grid, head_rows: range, last_row: int, file: str) -> Iterator[Problem]:
    """The lines of a table in a text file that have other fields than its head: a figure in them
    may belong under another head. Empty fields behind those of the head mean nothing.
    """
    if not sheet.is_text:
        return
    last_filled = dict(sorted(sheet.cells))
    width = max(last_filled.get(row, 0) for row in head_rows)
    for row in range(head_rows.stop, last_row + 1):
        if row in last_filled and not last_filled[row] <= width <= sheet.lines[row].fields:
            yield _ragged(sheet.lines[row], width).at(file, f"regel {sheet.line_number(row)}")


def _ragged(line: TextLine, width: int) -> Fault:
    hint = "zet velden met een scheidingsteken erin tussen aanhalingstekens, of vul de regel aan"
    message = f"de regel heeft {line.fields} velden en de kop van de tabel {width}"
    return Fault("csv", message, hint)


def _cells(rows: Iterable[list[str]]) -> dict[tuple[int, int], GridCell]:
    cells: dict[tuple[int, int], GridCell] = {}
    for row, fields in enumerate(rows, start=1):
        for column, field in enumerate(fields, start=1):
            if text := field.strip():
                cells[row, column] = GridCell(text)
        if row > MOST_ROWS or len(cells) > MOST_CELLS or len(fields) > MOST_CELLS:
            raise too_many()
    return cells


def _decoded(data: bytes) -> str:
    """The text, by its mark of byte order; without one UTF-8, or what Windows writes in Dutch."""
    marked = [encoding for mark, encoding in _MARKS.items() if data.startswith(mark)]
    for encoding in marked or ["utf-8", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    hint = "sla het op als CSV (UTF-8), of lever een Excel-werkmap"
    raise Fault("codering", "het bestand is geen tekst", hint)
