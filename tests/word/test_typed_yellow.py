"""Yellow comes from the figures alone: what was marked by hand is told, wherever it stands."""

import io

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_COLOR_INDEX

from report_builder.word.notes import add_footnote
from report_builder.word.ooxml import make
from report_builder.word.template.template_file import open_template
from report_builder.word.template.typed_yellow import check_yellow
from tests.conftest import new_document

YELLOW = WD_COLOR_INDEX.YELLOW


def told(document):
    packed = io.BytesIO()
    document.save(packed)
    template, _ = open_template(packed.getvalue(), "h.docx", {})
    return [f"{problem.place}: {problem.message}" for problem in check_yellow(template)]


def in_the_text(document):
    document.add_paragraph().add_run("Let op").font.highlight_color = YELLOW
    return "voor de eerste kop, alinea 1"


def by_style(document):
    document.styles.add_style("Let op", WD_STYLE_TYPE.CHARACTER).font.highlight_color = YELLOW
    document.add_paragraph().add_run("Let op", style="Let op")
    return "voor de eerste kop, alinea 1"


def by_shading(document):
    paragraph = document.add_paragraph("Let op")
    paragraph._p.get_or_add_pPr().append(make("w:shd", val="clear", fill="FFFF00"))
    return "voor de eerste kop, alinea 1"


def of_a_cell(document):
    cell = document.add_table(rows=1, cols=2).cell(0, 1)
    cell._tc.get_or_add_tcPr().append(make("w:shd", val="clear", fill="ffff66"))
    return "voor de eerste kop, tabel 1, rij 1, kolom 2"


def in_a_footer(document):
    document.sections[0].footer.paragraphs[0].add_run("Let op").font.highlight_color = YELLOW
    return "voettekst, alinea 1"


@pytest.mark.parametrize("mark", [in_the_text, by_style, by_shading, of_a_cell, in_a_footer])
def test_yellow_by_hand_is_told_at_its_place(mark):
    document = new_document()
    place = mark(document)
    assert told(document) == [f"{place}: tekst is met de hand geel gemarkeerd"]


def test_yellow_by_hand_in_a_note_is_told():
    document = new_document()
    paragraph = document.add_paragraph("Tekst.")
    add_footnote(document, paragraph.runs[0]._r, "De noot.", "FootnoteReference", "FootnoteText")
    packed = io.BytesIO()
    document.save(packed)
    template, _ = open_template(packed.getvalue(), "h.docx", {})
    notes = next(story for story in template.stories if story.name.endswith("footnotes.xml"))
    run = list(notes.root.iter(make("w:r").tag))[-1]
    properties = run.find(make("w:rPr").tag)
    if properties is None:
        properties = make("w:rPr")
        run.insert(0, properties)
    properties.append(make("w:highlight", val="yellow"))
    assert [problem.place for problem in check_yellow(template)] == ["voetnoot 1"]


def test_the_light_blue_of_the_house_and_other_shades_are_no_yellow():
    document = new_document()
    for fill in ("EAF4FA", "FFFFFF", "FFF2CC", "auto"):
        paragraph = document.add_paragraph("Tekst")
        paragraph._p.get_or_add_pPr().append(make("w:shd", val="clear", fill=fill))
    assert told(document) == []
