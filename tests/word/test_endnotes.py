"""An endnote is text like a footnote: its values are printed, registered, yellow where old, and follow their chapter."""

from __future__ import annotations

import docx
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from report_builder.word.package import find_part, root_of
from tests.conftest import add_paragraph, new_document, read_csv


def with_endnote(heading, text):
    document = new_document()
    add_paragraph(document, f"# {heading}")
    add_paragraph(document, "Met een noot.")
    note = f'<w:endnote w:id="1"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:endnote>'
    notes = f"<w:endnotes {nsdecls('w')}>{note}</w:endnotes>"
    uri, package = PackURI("/word/endnotes.xml"), document.part.package
    document.part.relate_to(Part(uri, CT.WML_ENDNOTES, notes.encode(), package), RT.ENDNOTES)
    reference = f'<w:r {nsdecls("w")}><w:endnoteReference w:id="1"/></w:r>'
    document.paragraphs[1]._p.append(parse_xml(reference))
    return document


def test_the_values_of_endnotes_are_printed_registered_and_yellow_in_each_chapter(asylum):
    asylum.add("h1", with_endnote("Een", "Nieuw {{ asiel.aanvragen }}."))
    asylum.add("h2", with_endnote("Twee", "Oud {{ asiel.oud }}."))
    output = asylum.build()
    rows = [
        (row["document"], row["location"], row["text"]) for row in read_csv(output / "numbers.csv")
    ]
    assert rows == [("h1", "eindnoot 1", "24.140"), ("h2", "eindnoot 1", "120")]
    notes = root_of(find_part(docx.Document(output / "rapport.docx"), RT.ENDNOTES))
    lit = {text_in(note): bool(list(note.iter(qn("w:highlight")))) for note in notes}
    assert {text: lit[text] for text in ("Nieuw 24.140.", "Oud 120.")} == {
        "Nieuw 24.140.": False,
        "Oud 120.": True,
    }
    page = (output / "rapport.html").read_text()
    assert "Nieuw " in page
    assert '<mark class="stale">Oud ' in page


def text_in(note):
    return "".join(text.text or "" for text in note.iter(qn("w:t"))).strip()


def test_a_mistake_in_an_endnote_is_told_at_that_note(asylum, capsys):
    asylum.add("h1", with_endnote("Een", "Nieuw {{ asiel.aanvragn }}."))
    assert asylum.run("check") == 1
    assert "templates/h1.docx:eindnoot 1: error: onbekende indicator" in capsys.readouterr().err


def test_an_old_value_in_an_endnote_cannot_be_explained_and_is_refused_in_the_definitive_release(
    asylum, capsys
):
    asylum.add("h1", with_endnote("Een", "Oud {{ asiel.oud }}."))
    asylum.edition(
        '[[accepted_stale]]\nindicator = "asiel.oud"\nreason = "Later."\ndecided_on = 2026-06-01\n'
    )
    assert asylum.run("build", "--release", "definitief") == 1
    assert (
        "h1.docx:eindnoot 1: error: het verouderde cijfer 120 kan hier geen voetnoot krijgen"
        in (capsys.readouterr().err)
    )
