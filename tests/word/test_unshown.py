"""What Word shows and a page cannot is told at its paragraph, before anything is made of it."""

import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from report_builder.word.package import read_docx
from report_builder.word.shown.unshown import find_all_unshown
from tests import wordxml
from tests.conftest import add_paragraph, new_document
from tests.wordxml import add_part, add_xml, chart, drawing, picture, saved, shape, smart_art, xml


def told(document):
    """What is told of a document: by place, the beginning of each message."""
    problems = list(find_all_unshown(read_docx(saved(document)), "x.docx"))
    assert all(problem.hint and not problem.is_error for problem in problems)
    return [
        (problem.place, problem.message.partition(" komt niet in")[0], problem.code)
        for problem in problems
    ]


@pytest.fixture
def document():
    document = new_document()
    add_paragraph(document, "# Kop")
    return document


def test_each_kind_is_told_at_its_paragraph(document):
    emf = add_part(document, "media/a.emf", "image/x-emf", b"emf")
    tiff = add_part(document, "media/a.tiff", "image/tiff", b"tiff")
    linked = document.part.rels.get_or_add_ext_rel(RT.IMAGE, "file:///c:/a.png")
    for piece in (
        chart(),
        smart_art(),
        picture(emf),
        f'<w:pict><v:shape><v:imagedata r:id="{tiff}"/></v:shape></w:pict>',
        picture(linked),
        picture("rIdNergens"),
        '<w:object><v:shape/><o:OLEObject ProgID="Excel.Sheet.12"/></w:object>',
        '<w:object><v:shape/><o:OLEObject ProgID="Equation.3"/></w:object>',
        "<w:object><v:shape/><w:control/></w:object>",
        drawing("", uri="http://schemas.microsoft.com/office/drawing/2010/slicer"),
        shape(None, "Pijl naar rechts"),
        '<w:pict><v:line from="0,0" to="9,9"/></w:pict>',
        "<w:subDoc/>",
        "<w:xyz/>",
        "<w:instrText> EQ \\f(1;2) </w:instrText>",
        '<w:fldSimple w:instr="SYMBOL 252"/>',
        '<w:sym w:font="Wingdings" w:char="F021"/>',
        '<w:rPr><w:rFonts w:ascii="Webdings"/></w:rPr><w:t>!</w:t>',
    ):
        add_xml(document, piece, text="Tekst.")
    assert told(document) == [
        ("onder 'Kop', alinea 1", "een grafiek van Word", "omzetting"),
        ("onder 'Kop', alinea 2", "een SmartArt-schema", "omzetting"),
        ("onder 'Kop', alinea 3", "een afbeelding van het soort EMF", "omzetting"),
        ("onder 'Kop', alinea 4", "een afbeelding van het soort TIFF", "omzetting"),
        ("onder 'Kop', alinea 5", "een afbeelding die buiten het bestand staat", "omzetting"),
        ("onder 'Kop', alinea 6", "een afbeelding zonder bestand", "omzetting"),
        ("onder 'Kop', alinea 7", "een ingesloten object (Excel.Sheet.12)", "omzetting"),
        ("onder 'Kop', alinea 8", "een formule van een oudere editor (Equation.3)", "omzetting"),
        ("onder 'Kop', alinea 9", "een besturingselement (ActiveX)", "omzetting"),
        ("onder 'Kop', alinea 10", "een tekening (slicer)", "omzetting"),
        ("onder 'Kop', alinea 11", "een vorm zonder tekst (Pijl naar rechts)", "omzetting"),
        ("onder 'Kop', alinea 12", "een vorm zonder tekst", "omzetting"),
        ("onder 'Kop', alinea 13", "een subdocument", "omzetting"),
        ("onder 'Kop', alinea 14", "dit programma kent 'xyz' van Word niet; het", "omzetting"),
        ("onder 'Kop', alinea 15", "een formule in een EQ-veld", "omzetting"),
        ("onder 'Kop', alinea 16", "een teken in een SYMBOL-veld", "omzetting"),
        ("onder 'Kop', alinea 17", "een teken uit het lettertype Wingdings", "omzetting"),
        (
            "onder 'Kop', alinea 18",
            "tekens uit het lettertype Webdings komen anders in PDF en webversie",
            "omzetting",
        ),
    ]


def test_a_file_that_is_put_in_is_told_at_the_paragraph_before_it(document):
    add_paragraph(document, "Tekst.")
    part = add_part(document, "chunk.htm", "text/html", b"<p>x</p>", "aFChunk")
    document.paragraphs[-1]._p.addnext(xml(f'<w:altChunk r:id="{part}"/>'))
    assert told(document) == [("onder 'Kop', alinea 1", "een ingevoegd bestand", "omzetting")]


def test_what_a_page_can_show_is_not_told(document):
    png = add_part(document, "media/a.png", "image/png", wordxml.PNG)
    for piece in (
        picture(png),
        f'<w:pict><v:shape><v:imagedata r:id="{png}"/></v:shape></w:pict>',
        shape("<w:p><w:r><w:t>Vak</w:t></w:r></w:p>"),
        '<w:sym w:font="Wingdings" w:char="F0FC"/>',
        "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>",
        '<w:fldSimple w:instr="SEQ Proef"><w:r><w:t>1</w:t></w:r></w:fldSimple>',
        "<w:tab/><w:br/><w:cr/><w:noBreakHyphen/><w:softHyphen/><w:t>x</w:t><w:pict/>",
    ):
        add_xml(document, piece)
    assert told(document) == []


def test_looks_that_are_not_missed_are_told_as_such(document):
    mark = '<a:extLst><a:ext uri="x"><adec:decorative val="1"/></a:ext></a:extLst>'
    add_xml(document, shape(None, more=mark))
    add_xml(document, '<w:pict><v:rect o:hr="t"/></w:pict>')
    assert told(document) == [
        ("onder 'Kop', alinea 1", "een vorm zonder tekst", "vorm"),
        ("onder 'Kop', alinea 2", "een vorm zonder tekst", "vorm"),
    ]


def test_of_alternatives_the_one_that_word_shows_counts(document):
    png = add_part(document, "media/a.png", "image/png", wordxml.PNG)
    box = "<w:p><w:r><w:t>Vak</w:t></w:r></w:p>"
    old = f'<w:pict><v:line/><v:shape><v:imagedata r:id="{png}"/></v:shape></w:pict>'
    for requires, new in (("wps", shape(box)), ("cx1", chart()), ("aink", "<w:contentPart/>")):
        add_xml(
            document,
            f'<mc:AlternateContent><mc:Choice Requires="{requires}">{new}</mc:Choice>'
            f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>",
        )
    assert told(document) == [
        ("onder 'Kop', alinea 2", "een grafiek van Word", "omzetting"),
        ("onder 'Kop', alinea 3", "een vorm zonder tekst", "omzetting"),
    ]


def test_a_header_shows_pictures_in_a_frame_and_nothing_else_that_is_drawn(document):
    png = add_part(document, "media/a.png", "image/png", wordxml.PNG)
    header = document.sections[0].header
    part, lines = (
        header.part,
        [header.paragraphs[0], header.add_paragraph(), header.add_paragraph()],
    )
    relation = part.relate_to(document.part.related_parts[png], RT.IMAGE)
    for line, piece in zip(
        lines,
        (picture(relation), "<w:pict><v:shape><v:textpath/></v:shape></w:pict>", shape("<w:p/>")),
        strict=True,
    ):
        line._p.append(xml(f"<w:r>{piece}</w:r>"))
    framed = header.add_paragraph()._p
    framed.get_or_add_pPr().append(xml('<w:framePr w:w="2000" w:x="100" w:y="100"/>'))
    framed.append(xml(f"<w:r>{picture(relation)}</w:r>"))
    assert told(document) == [
        ("koptekst, alinea 1", "een afbeelding of vorm in een kop- of voettekst", "omzetting"),
        ("koptekst, alinea 2", "een watermerk", "vorm"),
        ("koptekst, alinea 3", "een tekstvak in een kop- of voettekst", "omzetting"),
    ]


def test_what_stands_around_pages_is_told_at_the_section_that_has_it(document):
    add_paragraph(document, "Tekst.")
    section = document.sections[0]
    document.settings.odd_and_even_pages_header_footer = True
    section.even_page_header.paragraphs[0].text = "Even"
    section._sectPr.append(xml("<w:pgBorders/>"))
    section._sectPr.append(xml("<w:lnNumType/>"))
    document.element.insert(0, xml('<w:background w:color="FF0000"/>'))
    assert told(document) == [
        ("onder 'Kop', alinea 1", "randen om de bladzijde komen niet in PDF en webversie", "vorm"),
        ("onder 'Kop', alinea 1", "regelnummers komen niet in PDF en webversie", "vorm"),
        ("onder 'Kop', alinea 1", "een koptekst voor even bladzijden alleen", "omzetting"),
        ("1", "een achtergrondkleur van de bladzijde", "vorm"),
    ]
    document.settings.odd_and_even_pages_header_footer = False
    assert len(told(document)) == 3


def test_a_formula_is_told_where_it_cannot_be_shown(document):
    formula = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    document.sections[0].header.paragraphs[0]._p.append(xml(formula))
    add_xml(document, formula.replace("<m:r>", "<m:m/><m:r>"))
    assert told(document) == [
        ("onder 'Kop', alinea 1", "een formule met een matrix is niet te tekenen", "omzetting"),
        ("koptekst, alinea 1", "een formule in een kop- of voettekst", "omzetting"),
    ]
