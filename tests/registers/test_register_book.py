"""A register as a workbook, read as any program reads it."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from xlsxwriter.worksheet import Worksheet

from report_builder.registers.register import Register
from report_builder.registers.register_sheet import RegisterSheet
from report_builder.registers.register_workbook import write_register
from report_builder.registers.tables_workbook import new_book

COLUMNS = ("text", "amount", "time_period")


def made(*rows):
    lines = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    register = Register(COLUMNS, lines)
    return write_register(register, "Cijfers", "Cijfers van het rapport", date(2026, 6, 21))


def page(*rows):
    return load_workbook(io.BytesIO(made(*rows)))["Cijfers"]


@pytest.mark.parametrize(
    ("amount", "value", "shown"),
    [
        ("24140", 24140, "#,##0"),
        ("-2.45", -2.45, "#,##0.00"),
        ("0.1234567891", 0.1234567891, "#,##0.0000000000"),
    ],
)
def test_an_amount_is_a_number_with_its_own_decimals(amount, value, shown):
    cell = page(("x", amount, "2025"))["B2"]
    assert (cell.value, cell.data_type, cell.number_format) == (value, "n", shown)


def test_the_amount_of_a_word_is_an_empty_cell():
    assert page(("gedaald", "", "2025"))["B2"].value is None


def test_a_period_and_a_printed_number_stay_text():
    row = page(("24.140", "24140", "2025"))[2]
    assert [(cell.value, cell.data_type) for cell in (row[0], row[2])] == [
        ("24.140", "s"),
        ("2025", "s"),
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "+31", "-25%", "@SUM(A1)", "{=1}", "http://example.org", "\tx"]
)
def test_nothing_becomes_a_formula_or_a_link(text):
    cell = page((text, "", "2025"))["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_the_head_stays_in_sight_and_filters_and_columns_are_as_wide_as_their_content():
    found = page(("een zin van enige lengte", "1", "2025"), ("x" * 300, "2", "2024"))
    assert found.freeze_panes == "A2"
    assert found.auto_filter.ref == "A1:C3"
    assert [round(found.column_dimensions[name].width) for name in "AC"] == [61, 16]


def test_a_text_that_is_too_long_for_a_cell_is_cut_and_says_so():
    text = page(("x" * 40_000, "1", "2025"))["A2"].value
    assert len(text) == 32_767
    assert text.endswith("x …")


def test_a_second_sheet_says_what_each_column_holds():
    rows = list(load_workbook(io.BytesIO(made()))["Kolommen"].values)
    assert rows[1] == ("text", "Wat er gedrukt staat")
    assert [row[0] for row in rows[1:]] == list(COLUMNS)


def test_the_same_rows_give_the_same_bytes():
    assert made(("a", "1", "2025")) == made(("a", "1", "2025"))


def test_rows_are_written_as_xlsxwriter_would_write_them():
    rows = [[f"{row % 7}{'<&> '}", "" if row % 3 else float(row) / 7, "x"] for row in range(40)]
    rows[5] = ["", "", "y\x01"]
    rows[6] = ["", "", ""]
    assert _book(rows, RegisterSheet) == _book(rows, Worksheet)


def _book(rows, kind):
    with new_book("x", date(2026, 6, 21)) as (book, formats, written):
        page, look = book.add_worksheet("x", worksheet_class=kind), formats["number 2"]
        for number, row in enumerate(rows):
            if kind is RegisterSheet:
                page.add_row([(cell, look if isinstance(cell, float) else None) for cell in row])
                continue
            for column, cell in enumerate(row):
                if cell != "":
                    page.write(number, column, cell, look if isinstance(cell, float) else None)
    return written.getvalue()
