"""What holds for one row of a table stands with a letter at that row, and below the table."""

import io
from datetime import date

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from lxml import html

from report_builder.registers.tables_workbook import Sheet, write_figures
from report_builder.values.data_tables import data_table
from report_builder.values.dataset import Dataset
from report_builder.values.figure_contents import table_content

COUNTED = {"unit": "personen", "dimensions": ["nationaliteit"]}
NOTES = {
    "asiel.aanvragen": "Volgens de IND.",
    "asiel.besluiten": "Zonder beroep.",
    "asiel.oud": "Volgens de IND.",
}


@pytest.fixture
def noted(asylum):
    """A project with a table of which some rows have a note of their own."""
    parts = (("TOTAL", 900), ("Syrië", 500))
    asylum.indicator(
        "asiel.besluiten", [(2025, *part) for part in parts], title="Besluiten", **COUNTED
    )
    asylum.figure(
        "asiel/tabel",
        kind="table",
        title="Rijen",
        since=2024,
        indicators=["asiel.aanvragen", "asiel.oud", "asiel.besluiten"],
        split="nationaliteit",
        note="Afgerond.",
        row_notes=NOTES,
    )
    asylum.document("h1", "# Asiel", '{{ tabel("asiel/tabel") }}')
    return asylum


def raised(path):
    """The letters above the line in a Word file, each with the text that it stands behind."""
    body = docx.Document(str(path)).element.body
    marks = [run for run in body.iter(qn("w:r")) if run.find(f".//{qn('w:vertAlign')}") is not None]
    return [
        ("".join(text.text for text in run.getprevious().iter(qn("w:t"))), run.text)
        for run in marks
    ]


def test_equal_notes_have_one_letter_and_parts_have_it_at_what_they_are_parts_of(noted):
    output = noted.build()
    assert [mark for _, mark in raised(output / "rapport.docx")] == ["a", "a", "b"]
    line = "Afgerond. a: Volgens de IND. b: Zonder beroep."
    assert line in " ".join(p.text for p in docx.Document(output / "rapport.docx").paragraphs)
    page = html.fromstring((output / "rapport.html").read_text("utf-8"))
    (row,) = page.xpath("//th[starts-with(., 'Besluiten')]")
    assert row.findtext(".//sup") == "b"


def test_the_workbook_says_which_row_has_a_note(noted):
    project = noted.project()
    content = table_content(project.figures["asiel/tabel"], Dataset(project))
    data = write_figures([Sheet("Tabel 1.1", content)], "Rapport", date(2026, 6, 21))
    column = openpyxl.load_workbook(io.BytesIO(data))["Tabel 1.1"]["A"]
    names = [str(cell.value) for cell in column]
    assert names[-3:] == [
        "Oud cijfer (personen) (a)",
        "Besluiten: Syrië (personen) (b)",
        "Besluiten: Totaal (personen) (b)",
    ]


def test_below_data_whose_lines_have_no_letter_a_note_names_what_it_is_about(noted):
    project = noted.project()
    spec, dataset = project.figures["asiel/tabel"], Dataset(project)
    line = data_table(spec, table_content(spec, dataset), dataset, ()).line
    titles = {key: project.catalogue.indicators[key].title for key in NOTES}
    told = " ".join(f"{titles[key]}: {NOTES[key]}" for key in spec.indicators)
    assert line.endswith(f"Afgerond. {told}")


def with_long_series(noted, title):
    """The project with a table of so many years that periods are its rows, with a note on one series."""
    years = [(year, 5) for year in range(2010, 2026)]
    noted.indicator("asiel.lang", years, title=title)
    noted.figure(
        "asiel/lang",
        kind="table",
        title="Jaren",
        indicators=["asiel.lang", "asiel.aanvragen"],
        row_notes={"asiel.lang": "Geschat."},
    )
    return noted.project()


def test_data_name_what_a_note_is_about_once_also_where_that_ends_like_a_letter(noted):
    project = with_long_series(noted, "Groep a")
    spec, dataset = project.figures["asiel/lang"], Dataset(project)
    content = table_content(spec, dataset)
    assert data_table(spec, content, dataset, ()).line == content.source
    assert content.source.count("Groep") == 1


def test_where_periods_are_rows_a_note_names_what_it_is_about(noted):
    project = with_long_series(noted, "Lange reeks")
    content = table_content(project.figures["asiel/lang"], Dataset(project))
    assert content.source.endswith("Lange reeks: Geschat.")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            {"indicators": ["asiel.aanvragen", "asiel.oud"], "row_notes": {"asiel.maand": "X."}},
            "row_notes noemt 'asiel.maand', dat niet in deze tabel staat",
        ),
        (
            {"indicators": ["asiel.oud"], "row_notes": {"asiel.oud": "X."}},
            "row_notes is voor een tabel van meer indicatoren",
        ),
        (
            {"kind": "bar", "indicators": ["asiel.oud"], "row_notes": {"asiel.oud": "X."}},
            "row_notes past niet bij kind = 'bar'",
        ),
    ],
)
def test_a_note_on_a_row_that_is_not_there_is_refused(asylum, settings, message, capsys):
    asylum.figure("asiel/fout", **{"kind": "table", "title": "Fout", "alt": "Iets", **settings})
    asylum.document("h1", "# Asiel")
    assert asylum.run("check") == 1
    assert message in capsys.readouterr().err
