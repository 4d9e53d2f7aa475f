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


def looks(book, sheet):
    """How the cells of a sheet below its head look: the format of numbers, and which are yellow."""
    rows = load_workbook(io.BytesIO(book))[sheet].iter_rows(min_row=5)
    return [
        [(cell.value, cell.number_format, cell.fill.fgColor.rgb == "FFFFFF00") for cell in row]
        for row in rows
    ]


@pytest.fixture
def late(asylum):
    """A figure, a table and a dashboard of a series that is provisional and late beside one that
    is not.
    """
    asylum.indicator("asiel.laat", [(2023, "1.25", "B"), (2024, "1.5", "P")], decimals=1)
    both = ["asiel.laat", "asiel.aanvragen"]
    asylum.figure("asiel/f", indicators=both, since=2023, title="F", unit="aantal")
    asylum.figure("asiel/t", kind="table", indicators=both, since=2024, change=True, title="T")
    asylum.figure("asiel/d", kind="dashboard", indicators=both, title="D")
    asylum.document("h1", "# Kop")
    project = asylum.project()
    dataset, figures = Dataset(project), project.figures
    return [
        Sheet("F", figure_content(figures["asiel/f"], dataset)),
        Sheet("T", table_content(figures["asiel/t"], dataset)),
        Sheet("D", dashboard_content(figures["asiel/d"], dataset)),
    ]


def test_a_figure_shows_its_signs_and_is_yellow_where_a_series_is_late(late):
    assert looks(write_figures(late, "Rapport", date(2026, 6, 21)), "F") == [
        [("2023", "General", False), (1.25, '#,##0.0"|"', False), (38340, "#,##0.0", False)],
        [("2024", "General", False), (1.5, '#,##0.0"*"', True), (32140, "#,##0.0", False)],
        [("2025", "General", False), (None, "General", True), (24140, "#,##0.0", False)],
    ]


def test_a_table_has_the_decimals_that_are_printed_and_its_own_yellow_cells(late):
    found = looks(write_figures(late, "Rapport", date(2026, 6, 21)), "T")
    assert found[0][1:] == [
        (1.5, '#,##0.0"*"', True),
        (".", "General", True),
        (20, "#,##0", True),
    ]
    assert [is_yellow for _, _, is_yellow in found[1]] == [False] * 4
    change = found[1][3]
    assert change[0] == pytest.approx(-24.89, abs=0.01)
    assert change[1] == "#,##0"


def test_a_late_tile_is_yellow_and_another_is_not(late):
    late_row, other = looks(write_figures(late, "Rapport", date(2026, 6, 21)), "D")
    assert [is_yellow for _, _, is_yellow in late_row] == [
        True,
        False,
        True,
        True,
        True,
        True,
        False,
    ]
    assert not any(is_yellow for _, _, is_yellow in other)


def test_a_definitive_release_has_nothing_yellow_and_says_up_to_when_a_series_runs(late):
    book = write_figures(late, "Rapport", date(2026, 6, 21), is_yellow=False)
    for sheet in "FTD":
        assert not any(cell[2] for row in looks(book, sheet) for cell in row)
        assert load_workbook(io.BytesIO(book))[sheet]["A3"].value == "Cijfers t/m 2024: laat."
