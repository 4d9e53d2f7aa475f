"""What is read as one word does not run over two lines: in Word, in the PDF and on the screen."""

import docx
import pytest
from lxml import html

from report_builder.word.fill.unbroken_words import NO_BREAK, bind_words, with_plain_spaces
from tests.conftest import new_document

TEXTS = {
    "Op 31 december 2025 waren het er 5.": "Op 31~december~2025 waren het er 5.",
    "Eind 2025 en in december 2025.": "Eind 2025 en in december~2025.",
    "In het vierde kwartaal 2025, dus eind 2025.": "In het vierde kwartaal~2025, dus eind~2025.",
    "Zie figuur 3.2 en tabel A.1.": "Zie figuur~3.2 en tabel~A.1.",
    "Zie hoofdstuk 3 en bijlage C van nr. 12.": "Zie hoofdstuk~3 en bijlage~C van nr.~12.",
    "Het zijn 18,0 miljoen mensen, 5 procent, voor € 3.": "Het zijn 18,0~miljoen mensen, 5~procent, voor €~3.",
    "In mei kwamen 5 mensen in 2025.": "In mei kwamen 5 mensen in 2025.",
    "Figuur 3.2 Aanvragen": "Figuur 3.2 Aanvragen",
}


@pytest.mark.parametrize("text", TEXTS)
def test_spaces_that_part_what_is_one_do_not_break(text):
    document = new_document()
    document.add_paragraph(text)
    bind_words(document)
    assert document.paragraphs[-1].text == TEXTS[text].replace("~", NO_BREAK)


def test_a_date_over_runs_with_a_look_of_their_own_stays_together():
    document = new_document()
    paragraph = document.add_paragraph("Op 31 ")
    paragraph.add_run("december").bold = True
    paragraph.add_run(" 2025 en op 1 ")
    paragraph.add_run("mei")
    bind_words(document)
    assert document.paragraphs[-1].text == "Op 31~december~2025 en op 1~mei".replace("~", NO_BREAK)


def test_a_cell_breaks_where_its_column_was_measured():
    document = new_document()
    document.add_table(1, 1).cell(0, 0).text = "op 31 december 2025"
    bind_words(document)
    assert document.tables[0].cell(0, 0).text == "op 31 december 2025"


def test_a_tile_has_room_for_a_date(asylum):
    asylum.figure(
        "asiel/kern", kind="dashboard", indicators=["asiel.stand", "asiel.oud"], title="Kern"
    )
    asylum.document("h1", "# Asiel", '{{ figuur("asiel/kern") }}')
    [table] = docx.Document(str(asylum.build() / "rapport.docx")).tables
    text = " ".join(cell.text for row in table.rows for cell in row.cells)
    assert "31~december~2024".replace("~", NO_BREAK) in text


def test_what_came_back_is_compared_with_ordinary_spaces():
    assert with_plain_spaces(f"31{NO_BREAK}december") == "31 december"


def test_a_report_keeps_references_and_dates_together(asylum):
    asylum.figure("asiel/jaar", indicators=["asiel.aanvragen"], title="Aanvragen")
    asylum.document(
        "h1",
        "# Asiel",
        'Zie {{ verwijs("asiel/jaar") }} van 1 mei 2025.',
        '{{ figuur("asiel/jaar") }}',
    )
    built = asylum.build()
    line = "Zie figuur~1.1 van 1~mei~2025.".replace("~", NO_BREAK)
    assert line in [p.text for p in docx.Document(str(built / "rapport.docx")).paragraphs]
    page = html.fromstring((built / "rapport.html").read_text("utf-8"))
    assert f"figuur{NO_BREAK}1.1" in [link.text_content() for link in page.iter("a")]
