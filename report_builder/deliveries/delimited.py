"""A sheet from a text file with separators, in the encodings and with the separators that Dutch
programs write.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter

from report_builder.deliveries.grid import MOST_CELLS, MOST_ROWS, Grid, GridCell
from report_builder.deliveries.safety import too_many
from report_builder.problems import Fault

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def read_delimited(data: bytes, name: str, delimiter: str = "") -> Grid:
    """The sheet; without a separator it is the one that most lines have: before the comma, which
    numbers hold too.

    Raises Fault when the file is no text or is too large.
    """
    text = _decoded(data)
    first, _, rest = text.partition("\n")
    if (
        first.strip().casefold().startswith("sep=") and len(first.strip()) <= 5
    ):  # what Excel goes by
        delimiter, text = delimiter or first.strip()[4:], "\n" + rest
    delimiter = delimiter or max(
        ";\t,", key=Counter(mark for line in text.splitlines() for mark in set(line)).__getitem__
    )
    cells: dict[tuple[int, int], GridCell] = {}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row, fields in enumerate(reader, start=1):
            cells |= {
                (row, column): GridCell(field.strip())
                for column, field in enumerate(fields, 1)
                if field.strip()
            }
            if row > MOST_ROWS or len(cells) > MOST_CELLS or len(fields) > MOST_CELLS:
                raise too_many()
    except csv.Error as error:
        message = (
            f"regel {reader.line_num} is niet te lezen: een aanhalingsteken te veel of te "
            "weinig, of een te lang veld"
        )
        raise Fault("csv", message, "verbeter de regel, of lever een Excel-werkmap") from error
    return Grid(name, cells, is_text=True)


def _decoded(data: bytes) -> str:
    encodings = [encoding for mark, encoding in _MARKS.items() if data.startswith(mark)] or [
        "utf-8",
        "cp1252",
    ]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Fault(
        "codering",
        "het bestand is geen tekst",
        "sla het op als CSV (UTF-8), of lever een Excel-werkmap",
    )
