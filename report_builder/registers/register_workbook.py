"""The registers as workbooks, for people: a Dutch Excel opens a CSV with commas in a single column.

What programs read is the CSV; the workbook has the same columns and rows, and says in Dutch what
each column holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from report_builder.registers.register import Register
from report_builder.registers.register_sheet import Cell, RegisterSheet
from report_builder.registers.tables_workbook import new_book, number_look

_NUMBERS = frozenset({"amount"})
"""The columns of numbers to calculate with. Periods and printed texts stay as they were written."""
_WIDEST = 60
_MOST_TEXT = 32_767
"""A cell of a workbook holds no more; the CSV has the rest."""

MEANINGS = {
    "document": "Het document waarin het cijfer staat (id in de editie)",
    "location": "De plek in het sjabloon",
    "key": "De vaste naam van het cijfer: de tag van de inhoudsbesturing in Word",
    "text": "Wat er gedrukt staat",
    "amount": "De waarde zonder afronding; leeg bij een woord",
    "unit": "De eenheid van de waarde",
    "indicator": "De naam van de indicator; bij een berekening de eerste",
    "time_period": "De periode waarover het cijfer gaat",
    "slice": "Het deel, zoals een nationaliteit; TOTAL is het totaal",
    "operation": "Hoe het cijfer gemaakt is; #1 is de eerste waarneming uit inputs",
    "inputs": "De waarnemingen waaruit het gemaakt is: indicator[deel]@periode",
    "source": "De bron of bronnen",
    "freshness": (
        "fresh: actueel; stale: verouderd; accepted: verouderd en aanvaard; history: historie"
    ),
    "last_period": "De laatste periode met een cijfer",
    "expected_period": "Tot en met welke periode cijfers verwacht worden",
    "state": (
        "fresh: actueel; stale: verouderd; accepted: verouderd en aanvaard; missing: ontbreekt"
    ),
    "owner": "Wie het cijfer levert",
    "documents": "De documenten die het cijfer afdrukken",
}
"""What each column of a register holds, for people."""


def write_register(register: Register, name: str, title: str, day: date) -> bytes:
    """A register as a workbook, dated `day`: the sheet `name` with its lines, and one on the
    columns.

    Amounts are numbers, rounded to the 15 digits that Excel keeps. Everything else is text and is
    never run.
    """
    with new_book(title, day) as (book, formats, written):
        page = book.add_worksheet(name, worksheet_class=RegisterSheet)
        page.add_row([(key, formats["head"]) for key in register.columns])
        for line in register.lines:
            page.add_row([_cell(key, line[key], formats) for key in register.columns])
        _arrange(page, register)
        page.ignore_errors({"number_stored_as_text": f"A1:XFD{len(register.lines) + 1}"})
        _write_meanings(book.add_worksheet("Kolommen"), register.columns, formats)
    return written.getvalue()


def _cell(key: str, text: str, formats: Mapping[str, Any]) -> Cell:
    """A number in one of the formats, or a text, which needs none."""
    if key in _NUMBERS and text:
        amount = Decimal(text)
        return float(amount), formats[number_look("number", amount)]
    return text if len(text) <= _MOST_TEXT else f"{text[: _MOST_TEXT - 2]} …", None


def _arrange(page: Any, register: Register) -> None:
    """Let the head stay in sight and filter; a column is as wide as what stands in it, up to a
    limit.
    """
    for column, key in enumerate(register.columns):
        longest = max((len(line[key]) for line in register.lines), default=0)
        page.set_column(column, column, min(max(longest + 2, len(key) + 4), _WIDEST))
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(register.lines), 1), len(register.columns) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _write_meanings(page: Any, columns: Sequence[str], formats: Mapping[str, Any]) -> None:
    for row, texts in enumerate(
        [("kolom", "wat er staat"), *((key, MEANINGS[key]) for key in columns)]
    ):
        for column, text in enumerate(texts):
            page.write_string(row, column, text, formats["text" if row else "head"])
    page.set_column(0, 0, 18)
    page.set_column(1, 1, 90)
