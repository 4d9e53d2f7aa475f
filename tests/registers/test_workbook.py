"""The workbook with the data of the figures, read as any program reads it."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from report_builder.registers.tables_workbook import Sheet, write_figures
from report_builder.values.dataset import Dataset
from report_builder.values.figure_contents import figure_content, table_content
from report_builder.values.tiles import dashboard_content


@pytest.fixture
def sheets(asylum):
    asylum.figure(
        "asiel/f", indicators=["asiel.aanvragen", "asiel.oud"], since=2024, title="Verloop"
    )
    asylum.figure(
        "asiel/t", kind="table", indicators=["asiel.aandeel"], since=2024, title="Aandelen"
    )
    asylum.figure(
        "asiel/d", kind="dashboard", indicators=["asiel.oud", "asiel.los"], title="In het kort"
    )
    asylum.indicator("asiel.los", [(2025, 7)], table="1234ned")
    asylum.document("h1", "# Kop")
    project = asylum.project()
    dataset = Dataset(project)
    return [
        Sheet("Figuur 1.1", figure_content(project.figures["asiel/f"], dataset)),
        Sheet("Tabel 1.1", table_content(project.figures["asiel/t"], dataset)),
        Sheet("Dashboard 1", dashboard_content(project.figures["asiel/d"], dataset)),
    ]


def read(data, sheet):
    return [list(row) for row in load_workbook(io.BytesIO(data))[sheet].values]


def test_each_figure_has_a_sheet_with_its_title_source_and_numbers(sheets):
    data = write_figures(sheets, "Rapport", date(2026, 6, 21))
    assert read(data, "Figuur 1.1") == [
        ["Figuur 1.1 Verloop", None, None],
        ["Bron: CBS.", None, None],
        ["cijfers t/m 2024, nog geen update beschikbaar: Oud cijfer", None, None],
        ["Periode", "Eerste aanvragen", "Oud cijfer"],
        ["2024", 32140, 120],
        ["2025", 24140, None],
    ]
    assert read(data, "Tabel 1.1")[3:] == [["Onderwerp", "2024", "2025"], ["aandeel", 2.3, 2.4]]


def test_a_dashboard_has_a_row_for_each_tile(sheets):
    assert read(write_figures(sheets, "Rapport", date(2026, 6, 21)), "Dashboard 1")[3:] == [
        ["Onderwerp", "Eenheid", "Periode", "Cijfer", "Verandering", "Verandering in", "Bron"],
        ["Oud cijfer", "personen", "2024", 120, 20, "procent", "CBS"],
        ["los", "personen", "2025", 7, None, "geen cijfer over 2024", "CBS (1234ned)"],
    ]


def test_the_workbook_is_the_same_each_time(sheets):
    assert write_figures(sheets, "Rapport", date(2026, 6, 21)) == write_figures(
        sheets, "Rapport", date(2026, 6, 21)
    )


def test_a_number_with_a_mark_stays_a_number_and_shows_the_mark(asylum):
    asylum.indicator("asiel.breuk", [(2024, 100, "P"), (2025, 110, "B")])
    asylum.figure("asiel/t", kind="table", indicators=["asiel.breuk"], change=True, since=2024)
    asylum.figure("asiel/d", kind="dashboard", indicators=["asiel.breuk"])
    asylum.document("h1", "# Kop")
    project = asylum.project()
    dataset = Dataset(project)
    sheets = [
        Sheet("Tabel 1.1", table_content(project.figures["asiel/t"], dataset)),
        Sheet("Dashboard 1", dashboard_content(project.figures["asiel/d"], dataset)),
    ]
    book = load_workbook(io.BytesIO(write_figures(sheets, "Rapport", date(2026, 6, 21))))
    cells = [(cell.value, cell.number_format) for cell in book["Tabel 1.1"][5][1:]]
    assert cells == [(100, '#,##0"*"'), (110, '#,##0"|"'), (10, '#,##0"|"')]
    assert [cell.number_format for cell in book["Dashboard 1"][5][3:5]] == ['#,##0"|"'] * 2
