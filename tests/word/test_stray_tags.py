"""A tag is run where it can be followed and turned yellow; anywhere else it is refused at its place."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from report_builder.problems import Problem
from report_builder.word.template.template_file import open_template
from tests.conftest import add_paragraph, new_document

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2007/relationships"
MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
TAG = "{{ asiel.oud }}"
AT_TEXT = "onder 'Kop', alinea 1"


def problems_of(change: Callable[[Document], None]) -> list[Problem]:
    document = new_document()
    add_paragraph(document, "# Kop")
    add_paragraph(document, "Tekst.")
    change(document)
    written = io.BytesIO()
    document.save(written)
    _, problems = open_template(written.getvalue(), "h.docx", {})
    return [problem for problem in problems if problem.is_error]


def in_text(xml: str) -> Callable[[Document], None]:
    """XML in the paragraph of text."""

    def add(document: Document) -> None:
        wrapped = f"<w:r {nsdecls('w', 'wp', 'a', 'r')} xmlns:m='{MATHS}'>{xml}</w:r>"
        document.paragraphs[1]._p.append(parse_xml(wrapped))

    return add


def in_part(xml: str, name: str, reltype: str, *, is_referred: bool = False) -> Callable[..., None]:
    """A part of its own, which the paragraph of text may refer to."""

    def add(document: Document) -> None:
        package = document.part.package
        part = Part(PackURI(f"/word/{name}.xml"), "application/xml", xml.encode(), package)
        identity = document.part.relate_to(part, reltype)
        if is_referred:
            in_text(f'<w:drawing><a:chart r:id="{identity}"/></w:drawing>')(document)

    return add


def linked(target: str) -> Callable[[Document], None]:
    def add(document: Document) -> None:
        identity = document.part.relate_to(target, RT.HYPERLINK, is_external=True)
        in_text(f'<w:hyperlink r:id="{identity}"/>')(document)

    return add


def commented(text: str) -> Callable[[Document], None]:
    return lambda document: document.add_comment(document.paragraphs[1].runs[0], text=text) and None


REFUSED: dict[str, tuple[Callable[..., None], str, str]] = {
    "alternative text": (
        in_text(f'<w:drawing><wp:docPr id="1" name="x" descr="{TAG}"/></w:drawing>'),
        AT_TEXT,
        "alternatieve tekst",
    ),
    "bookmark": (
        in_text('<w:bookmarkStart w:id="1" w:name="{{x}}"/>'),
        AT_TEXT,
        "de naam van een bladwijzer",
    ),
    "field": (in_text(f"<w:instrText>REF {TAG}</w:instrText>"), AT_TEXT, "een veld van Word"),
    "formula in two": (in_text("<m:t>{</m:t><m:t>{ x</m:t>"), AT_TEXT, "een formule"),
    "control": (
        in_text(f'<w:sdt><w:sdtPr><w:alias w:val="{TAG}"/></w:sdtPr></w:sdt>'),
        AT_TEXT,
        "de titel van een besturingselement",
    ),
    "form": (
        in_text(f'<w:ffData><w:textInput><w:default w:val="{TAG}"/></w:textInput></w:ffData>'),
        AT_TEXT,
        "de beginwaarde van een formulierveld",
    ),
    "drawn text": (in_text(f"<a:t>{TAG}</a:t>"), AT_TEXT, "zonder lopende tekst"),
    "link": (linked("https://example.org/%7B%7B x }}"), AT_TEXT, "het doel van een koppeling"),
    "chart": (
        in_part(f"<c><t>{{</t><t>{TAG[1:]}</t></c>", "chart1", f"{OFFICE}/chart", is_referred=True),
        AT_TEXT,
        "een grafiek van Word",
    ),
    "SmartArt": (
        in_part(f"<d>{TAG}</d>", "data1", f"{OFFICE}/diagramData", is_referred=True),
        AT_TEXT,
        "een SmartArt-figuur",
    ),
    "SmartArt as drawn": (
        in_part(f'<d t="{TAG}"/>', "drawing1", f"{MICROSOFT}/diagramDrawing"),
        "een SmartArt-figuur",
        "een SmartArt-figuur",
    ),
    "comment": (commented(f"Zie {TAG}"), "opmerking 0", "een opmerking"),
    "building block": (
        in_part(f"<g>{TAG}</g>", "glossary", f"{OFFICE}/glossaryDocument"),
        "een bouwsteen",
        "een bouwsteen",
    ),
    "custom property": (
        in_part("<p>{% if x %}</p>", "custom", f"{OFFICE}/custom-properties"),
        "een aangepaste documenteigenschap",
        "een aangepaste documenteigenschap",
    ),
}


@pytest.mark.parametrize("where", REFUSED)
def test_a_tag_that_is_not_run_is_refused_at_its_place(where: str) -> None:
    change, place, noun = REFUSED[where]
    (problem,) = problems_of(change)
    assert (problem.code, problem.place) == ("plaats", place)
    assert problem.message.startswith(noun) or noun in problem.message
    assert "tag" in problem.message
    assert problem.hint


MARKED: dict[str, tuple[Callable[..., None], str]] = {
    "text": (lambda document: add_paragraph(document, "a\ue000b"), "onder 'Kop', alinea 2"),
    "header": (
        lambda document: setattr(document.sections[0].header.paragraphs[0], "text", "\ue004"),
        "koptekst, alinea 1",
    ),
    "attribute": (
        in_text('<w:drawing><wp:docPr id="1" name="x" descr="\ue010"/></w:drawing>'),
        AT_TEXT,
    ),
    "chart": (
        in_part("<c>\ue001</c>", "chart1", f"{OFFICE}/chart", is_referred=True),
        AT_TEXT,
    ),
    "property": (
        lambda document: setattr(document.core_properties, "title", "\ue002"),
        "het onderdeel docProps/core.xml",
    ),
}


@pytest.mark.parametrize("where", MARKED)
def test_a_character_that_the_program_keeps_for_itself_is_refused(where: str) -> None:
    change, place = MARKED[where]
    (problem,) = problems_of(change)
    assert (problem.code, problem.place) == ("teken", place)
    assert "U+E0" in problem.message


def test_a_value_that_was_taken_over_from_a_concept_is_refused() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:tag w:val="asiel.oud@2024~0123456789"/></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>120</w:t></w:r></w:sdtContent></w:sdt>"
    )
    (problem,) = problems_of(in_text(control))
    assert (problem.code, problem.place) == ("tag", AT_TEXT)
    assert "uit een concept is overgenomen" in problem.message


SOUND: dict[str, Callable[..., None]] = {
    "symbol of a font": lambda document: add_paragraph(document, "\uf0b7 punt"),
    "number between braces": in_part('<n lvlText="{%1}"/>', "n", f"{OFFICE}/numbering"),
    "guid": in_text('<w:drawing><a:ext uri="{28A0092B-C50C-407E-A947-70E740481C1C}"/></w:drawing>'),
    "tag in a property": lambda document: setattr(
        document.core_properties, "title", "{{ editie.titel }}"
    ),
    "comment without braces": commented("Zie asiel.oud"),
    "link": linked("https://example.org/?q={x}"),
}


@pytest.mark.parametrize("what", SOUND)
def test_what_is_no_tag_is_left_alone(what: str) -> None:
    assert problems_of(SOUND[what]) == []
