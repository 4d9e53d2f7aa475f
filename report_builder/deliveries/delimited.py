"""A sheet from a text file with separators, in the encodings and with the separators that Dutch
programs write.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable

from report_builder.deliveries.grid import MOST_CELLS, MOST_ROWS, Grid, GridCell
from report_builder.deliveries.workbook_safety import too_many
from report_builder.problems import Fault

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
    try:
        return Grid(name, _cells(reader), is_text=True)
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
