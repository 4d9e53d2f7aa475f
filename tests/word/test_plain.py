"""A Word file as text."""

import docx
from docx.oxml.ns import nsdecls

from report_builder.cli import main
from report_builder.word.notes import add_footnote
from report_builder.word.read.plain_text import text_lines
from tests.conftest import add_paragraph, new_document
from tests.noted import add_note
from tests.numbered import add, numbered, paragraph_xml


def written():
    document = new_document()
    add_paragraph(document, "## Instroom")
    add_paragraph(document, "Er waren {{ asiel.aanvragen }} aanvragen.")
    add_footnote(
        document,
        document.paragraphs[-1].runs[0]._r,
        "De noot.",
        "FootnoteReference",
        "FootnoteText",
    )
    document.add_paragraph("Een punt.", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Land", "{{ asiel.oud }}"
    document.sections[0].header.paragraphs[0].text = "Kop"
    return document


def test_headings_items_rows_notes_and_headers_are_lines(tmp_path):
    written().save(str(tmp_path / "h.docx"))
    lines = list(text_lines(docx.Document(str(tmp_path / "h.docx"))))
    assert lines[:4] == [
        "## Instroom",
        "Er waren {{ asiel.aanvragen }} aanvragen.[noot 1]",
        "- Een punt.",
        "| Land | {{ asiel.oud }} |",
    ]
    assert "[noot 1] De noot." in lines
    assert "[koptekst] Kop" in lines


def test_items_stand_behind_their_numbers_in_text_cells_and_notes():
    document = numbered(
        [["decimal|Maatregel %1:", "bullet|•", "bullet|–"]], {1: (0, "")}, "1 1:1 1:2"
    )
    add_note(document, paragraph_xml("in de noot", 1))
    cell = f"<w:tc><w:tcPr/>{paragraph_xml('in de cel', 1)}</w:tc>"
    add(document, f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid/><w:tr>{cell}</w:tr></w:tbl>")
    assert list(text_lines(document)) == [
        "Maatregel 1: t1",
        "- t2",
        "– t3[noot 3]",
        "| Maatregel 2: in de cel |",
        "[noot 3] Maatregel 1: in de noot",
    ]


def test_the_command_prints_them_and_tells_what_is_no_word_file(tmp_path, capsys):
    written().save(str(tmp_path / "h.docx"))
    assert main(["text", str(tmp_path / "h.docx")]) == 0
    assert capsys.readouterr().out.startswith("## Instroom\n")
    (tmp_path / "x.docx").write_text("x")
    assert main(["text", str(tmp_path / "x.docx")]) == 1
    assert "dit is geen Word-bestand" in capsys.readouterr().err
    assert main(["text", str(tmp_path / "nergens.docx")]) == 2


def test_of_hidden_text_no_more_is_shown_than_that_it_is_there():
    document = new_document()
    document.add_paragraph("Open.").add_run(" Geheim.").font.hidden = True
    assert list(text_lines(document)) == ["Open. [verborgen tekst]"]
