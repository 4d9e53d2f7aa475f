"""What must stand in cells beside a table, or its figures are not what the profile takes them for:
the filter of a pivot table, the unit of a whole sheet.
"""

from __future__ import annotations

from collections.abc import Mapping

from report_builder.deliveries.grid import Grid, column_number, fold
from report_builder.problems import Fault

_LONGEST = 60


def check_expected(sheet: Grid, expected: Mapping[str, str]) -> None:
    """Raise Fault at the first cell, by its address such as B3, that holds another text; capitals
    and white space do not count.
    """
    for address, text in expected.items():
        letters = address.rstrip("0123456789")
        row, column = int(address[len(letters) :]), column_number(letters)
        present = sheet.text(row, column)
        if fold(present) != fold(text):
            message = f"in {sheet.place(row, column)} staat '{present[:_LONGEST]}', niet '{text}'"
            hint = (
                "dan zijn de cijfers misschien andere dan het profiel bedoelt: vraag na, en "
                "verbeter het bestand, of expect in het profiel"
            )
            raise Fault("tabel", message, hint)
