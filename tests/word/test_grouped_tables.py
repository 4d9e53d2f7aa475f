"""Tables as a reader of paper needs them: parts below what they are parts of, totals that stand out,
and long ones where they can be looked up.
"""

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from tests.conftest import read_csv

PARTS = (("TOTAL", 900), ("Syrië", 500), ("Eritrea", 400))


@pytest.fixture
def built(asylum):
    """A report with a table of the parts of two indicators, and one of what figures count."""
    asylum.indicator(
        "asiel.besluiten",
        [
            (year, part, value, "P" if (year, part) == (2025, "Syrië") else "A")
            for part, value in PARTS
            for year in (2024, 2025)
        ],
        title="Besluiten",
        unit="personen",
        dimensions=["nationaliteit"],
        definition="Aantal besluiten.",
    )
    asylum.figure(
        "asiel/tabel",
        kind="table",
        title="Landen",
        since=2024,
        indicators=["asiel.aanvragen", "asiel.besluiten"],
        split="nationaliteit",
        top=2,
    )
    asylum.figure("bijlage/begrippen", kind="definitions", title="Wat de cijfers tellen")
    asylum.document("h1", "# Asiel", '{{ tabel("asiel/tabel") }}')
    asylum.document("b", "# Begrippen", '{{ tabel("bijlage/begrippen") }}', kind="appendix")
    return asylum.build()


def rows(document, number):
    """The rows of a table in the report, each with the texts of its cells as they stand there."""
    table = docx.Document(str(document / "rapport.docx")).tables[number]
    return [
        [
            "".join(text.text or "" for text in cell.iter(qn("w:t")))
            for cell in row._tr.iter(qn("w:tc"))
        ]
        for row in table.rows
    ]


def test_parts_stand_below_what_they_are_parts_of(built):
    assert rows(built, 0) == [
        ["Nationaliteit", "2024", "2025"],
        ["Eerste aanvragen"],
        ["Syrië", "9.740", "6.125"],
        ["Eritrea", "1.200", "2.100"],
        ["Totaal", "32.140", "24.140"],
        ["Besluiten (personen)"],
        ["Syrië", "500", "500*"],
        ["Eritrea", "400", "400"],
        ["Totaal", "900", "900"],
    ]


def test_totals_and_what_stands_above_parts_are_bold(built):
    table = docx.Document(str(built / "rapport.docx")).tables[0]
    bold = [
        row.cells[0].text for row in table.rows if next(row._tr.iter(qn("w:b")), None) is not None
    ]
    assert bold == ["Eerste aanvragen", "Totaal", "Besluiten (personen)", "Totaal"]


def test_the_register_names_the_row_that_a_number_stands_in(built):
    places = {row["location"]: row["text"] for row in read_csv(built / "numbers.csv")}
    assert places["tabel 1.1, rij 3, kolom 3"] == "6.125"
    assert places["tabel 1.1, rij 9, kolom 3"] == "900"


def test_on_the_screen_the_name_of_a_group_is_its_head(built):
    page = (built / "rapport.html").read_text("utf-8")
    assert 'scope="rowgroup"' in page
    assert '<span class="teken">*</span>' in page


def test_a_long_table_is_whole_in_word_and_on_the_screen_and_named_on_paper(built):
    with pypdfium2.PdfDocument(built / "rapport.pdf") as document:
        paper = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert "Aantal besluiten." in (built / "rapport.html").read_text("utf-8")
    assert ["Besluiten", "Aantal besluiten.", "CBS"] in rows(built, 1)
    assert "Aantal besluiten." not in paper
    assert "Tabel A.1 Wat de cijfers tellen" in paper
    assert "Zij staat in de webversie" in paper
