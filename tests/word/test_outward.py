"""Links, linked files and fields in a template: what leads or reaches outside it is refused at its place."""

import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from report_builder.word.fields import field_runs
from report_builder.word.ooxml import make, make_run
from report_builder.word.template.outward_links import check_outward
from tests.conftest import add_paragraph, new_document
from tests.pictures import document_with_picture
from tests.wordxml import document_with_link


def told(document):
    return [str(problem).removeprefix("h.docx:") for problem in check_outward(document, "h.docx")]


def document_with_field(*instructions):
    document = new_document()
    add_paragraph(document, "## Kop")
    for instruction in instructions:
        document.add_paragraph("Veld: ")._p.extend(field_runs(instruction, "x"))
    return document


@pytest.mark.parametrize(
    "make_document",
    [document_with_link, lambda target: document_with_field(f'HYPERLINK "{target}"')],
)
def test_a_link_to_a_file_or_a_script_is_an_error_at_its_paragraph(make_document):
    place = "onder 'Kop', alinea 1: error: de koppeling naar "
    for target in ("javascript:alert(1)", "file:///C:/x.docx"):
        assert told(make_document(target))[0].startswith(f"{place}'{target}' is niet toegestaan")
    assert told(make_document("https://example.org/x")) == []


def test_a_link_into_a_network_is_a_warning():
    message = "de koppeling naar 'http://intranet/beleid' werkt alleen binnen een organisatie"
    assert f"warning: {message}" in told(document_with_link("http://intranet/beleid"))[0]


def test_a_link_to_a_place_that_is_not_there_is_told():
    document = new_document()
    paragraph = document.add_paragraph("Zie ")._p
    for anchor in ("weg", "hier"):
        link = make("w:hyperlink", anchor=anchor)
        link.append(make_run(anchor))
        paragraph.append(link)
    paragraph.append(make("w:bookmarkStart", id="1", name="hier"))
    assert [line.partition(": ")[2] for line in told(document)] == [
        "warning: de koppeling naar 'weg' leidt nergens heen: die bladwijzer is er niet"
        " (kies in Word een plaats in dit document, of haal haar weg)"
    ]


@pytest.mark.parametrize(
    ("instruction", "message"),
    [
        ('INCLUDEPICTURE "C:\\\\x.png"', "het veld INCLUDEPICTURE haalt iets op van elders"),
        ("dde excel x y", "het veld DDE voert iets uit of vraagt iets"),
        ("MACROBUTTON x klik", "het veld MACROBUTTON voert iets uit of vraagt iets"),
        ("USERNAME", "het veld USERNAME vertelt wie of wat het bestand maakte"),
        ("DOCPROPERTY Company", "het veld COMPANY vertelt wie of wat het bestand maakte"),
    ],
)
def test_a_field_that_runs_fetches_or_tells_of_makers_is_refused(instruction, message):
    assert told(document_with_field(instruction))[0].startswith(
        f"onder 'Kop', alinea 1: error: {message}"
    )


def test_a_field_that_word_counts_is_kept_and_of_another_its_last_text_is_told():
    assert told(document_with_field("PAGE", "SEQ Figuur \\* ARABIC", "= 2 + 3", "XE x")) == []
    (line,) = told(document_with_field("DATE"))
    assert (
        "warning: het veld DATE toont in PDF en webversie wat Word er het laatst van maakte" in line
    )


def test_a_field_is_read_across_its_runs_and_a_name_made_by_a_field_is_refused():
    document = new_document()
    first, second = (document.add_paragraph()._p for _ in range(2))
    begin, code, separate, result, end = field_runs("INCLUDE", "x")
    first.extend((begin, code, make_run(""), separate, result, end))
    rest = make("w:r")
    rest.append(make("w:instrText", "TEXT x"))
    code.addnext(rest)
    code.find(qn("w:instrText")).text = "INCLUDE"
    outer = field_runs(" ", "x")
    second.extend(outer[:2])
    second.extend(field_runs("QUOTE 68 68 69", "DDE"))
    second.extend(outer[-3:])
    lines = told(document)
    assert "het veld INCLUDETEXT haalt iets op" in lines[0]
    assert any("een ander veld maakt hier de naam van een veld" in line for line in lines)


def test_a_linked_picture_is_refused_and_so_is_a_link_in_a_shape_or_behind_a_part():
    document = new_document()
    picture = document.part.relate_to("file:///C:/x.png", RT.IMAGE, is_external=True)
    link = document.part.relate_to("file:///C:/y.docx", RT.HYPERLINK, is_external=True)
    paragraph = document.add_paragraph()._p
    paragraph.append(
        parse_xml(
            f'<w:r {nsdecls("w", "a", "r")} xmlns:v="urn:schemas-microsoft-com:vml"><w:drawing>'
            f'<a:blip r:link="{picture}"/><a:hlinkClick r:id="{link}"/></w:drawing>'
            '<w:pict><v:shape href="javascript:x"/></w:pict></w:r>'
        )
    )
    assert [line.split("error: ")[1].split(" (")[0] for line in told(document)] == [
        "een afbeelding staat niet in het document maar wordt elders opgehaald",
        "de koppeling naar 'file:///C:/y.docx' is niet toegestaan",
        "de koppeling naar 'javascript:x' is niet toegestaan",
    ]


def test_a_description_that_names_a_file_of_its_maker_is_refused():
    document = document_with_picture(({}, {}))
    (properties,) = document.element.iter(qn("wp:docPr"))
    properties.set("descr", "C:\\Users\\voorbeeldm\\foto.png")
    assert "een beschrijving noemt een map of bestand" in told(document)[0]
    properties.set("descr", "Verhouding 3:/4 en een profile: niets van een maker")
    assert told(document) == []
