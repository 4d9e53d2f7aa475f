"""Notes with paragraphs, lists and tables in them: they stay whole in web edition, print and PDF."""

import io

import pikepdf
import pypdfium2
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import html

from report_builder.build.document_tasks import set_pages
from report_builder.build.lost_problems import SourceFile
from report_builder.model.document_kind import PageClass
from report_builder.web.cleanup import clean, parse_body, to_text
from report_builder.web.conversion import convert
from report_builder.web.print_page import print_page
from report_builder.word.bind.print_view import print_view
from tests.conftest import new_document
from tests.noted import add_note, paragraph, table
from tests.numbered import add_num, add_scheme, paragraph_xml
from tests.pdf.tagtext import told


def saved(document):
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def sections(document):
    converted = convert(print_view(saved(document)).data, "h.docx")
    return clean(parse_body(converted.html), "h1")


def web(document):
    return "".join(to_text(section.element) for section in sections(document))


def in_print(document):
    page = html.document_fromstring(print_page(sections(document), "h1", "Titel", "rapport").html)
    return to_text(page.body)


def noted(*blocks):
    """A document with one note, and a list that it can use."""
    document = new_document()
    add_scheme(document, 0, ["lowerLetter|%1)"])
    add_num(document, 1, 0)
    document.add_paragraph("Tekst.")
    add_note(document, *blocks)
    document.add_paragraph("Verder.")
    return document


ALL = (
    paragraph("Een."),
    paragraph_xml("punt", 1),
    paragraph_xml("nog een", 1),
    table("Land", "5"),
    paragraph("Slot."),
)
LIST = (
    '<ol class="lijst" type="a"><li><span class="nummer">a)</span> punt</li>'
    '<li><span class="nummer">b)</span> nog een</li></ol>'
)


def test_on_a_page_a_note_holds_its_paragraphs_list_and_table():
    note = web(noted(*ALL)).partition('<ol class="noten">')[2]
    assert note == (
        f'<li id="h1-noot-3"><p>Een.</p>{LIST}<table><tr><td>Land</td><td>5</td></tr></table>'
        '<p>Slot. <a href="#h1-noot-ref-3" class="terug" aria-label="Terug naar de tekst">↑</a></p></li></ol></section>'
    )


def test_in_print_it_holds_them_at_the_place_where_it_is_called():
    text = in_print(noted(*ALL))
    assert (
        '<div class="alinea">Tekst.<sup><div class="noot">Een.'
        f"{LIST}<table><tr><td>Land</td><td>5</td></tr></table><p>Slot. </p></div></sup></div><p>Verder.</p>"
    ) in text


def test_paragraphs_of_a_note_stay_apart_and_a_note_of_one_stays_in_its_line():
    assert '<div class="noot">Een.<p>Twee. </p></div>' in in_print(
        noted(paragraph("Een."), paragraph("Twee."))
    )
    assert '<p>Tekst.<sup><span class="noot">Een. </span></sup></p>' in in_print(
        noted(paragraph("Een."))
    )


@pytest.fixture(scope="module")
def pages():
    document = noted(*ALL)
    add_note(document, paragraph("Eindnoot."), paragraph_xml("punt", 1), kind="endnote")
    return set_pages(saved(document), "h1", SourceFile("h.docx"), PageClass.REPORT, "Titel")


def test_in_the_tags_of_a_pdf_a_note_holds_them_too(pages):
    assert pages.problems == ()
    with pikepdf.open(io.BytesIO(pages.pages.data)) as opened:
        tags = told(opened.Root.StructTreeRoot.K[0])
    start = next(place for place, tag in enumerate(tags) if tag.strip().startswith("Note"))
    below = [tag.strip() for tag in tags[start + 1 :] if tag.startswith("      ")]
    assert [tag for tag in below if tag in ("P", "L /LowerAlpha", "Table")][:4] == [
        *("P", "L /LowerAlpha", "Table", "P"),
    ]


def test_on_the_page_a_note_stands_at_the_foot_and_an_endnote_behind_the_text(pages):
    with pypdfium2.PdfDocument(pages.pages.data) as opened:
        text = " ".join(opened[0].get_textpage().get_text_range().split())
    order = ["Tekst.", "Verder.", "Eindnoot.", "a) punt", "Een.", "a) punt b) nog een", "Slot."]
    places = []
    for words in order:
        places.append(text.find(words, places[-1] + 1 if places else 0))
    assert -1 not in places


def test_endnotes_have_a_list_and_roman_numbers_of_their_own():
    document = new_document()
    document.add_paragraph("Tekst.")
    for kind, words in (("endnote", "E1"), ("footnote", "V1"), ("endnote", "E2")):
        add_note(document, paragraph(words), kind=kind)
    text = web(document)
    calls = [link.text for link in html.fromstring(text).iterfind(".//sup/a")]
    assert calls == ["[i]", "[1]", "[ii]"]
    assert '<ol class="noten"><li id="h1-noot-3">V1 ' in text
    assert '<ol class="eindnoten" type="i"><li id="h1-eindnoot-1">E1 ' in text
    printed = in_print(document)
    assert '<span class="noot">V1 </span>' in printed
    assert 'id="h1-eindnoot-ref-1">i</a>' in printed
    assert "↑" not in printed


def counted(properties, *, of_section="", kind="footnote"):
    """A document with a note in each of two sections, counted by these properties of the document."""
    document = new_document()
    if properties:
        add_to(document.settings.element, f"<w:{kind}Pr {nsdecls('w')}>{properties}</w:{kind}Pr>")
    for words in ("Een.", "Twee."):
        document.add_paragraph(f"Tekst {words}")
        add_note(document, paragraph(words), kind=kind)
        add_note(document, paragraph(f"Nog {words.lower()}"), kind=kind)
        if words == "Een.":
            document.add_section()
    if of_section:
        last = document.sections[-1]._sectPr
        add_to(last, f"<w:{kind}Pr {nsdecls('w')}>{of_section}</w:{kind}Pr>")
    return document


def add_to(parent, xml):
    parent.insert(0, parse_xml(xml))


def calls(document):
    return [
        link.text for link in html.fromstring(f"<div>{web(document)}</div>").iterfind(".//sup/a")
    ]


@pytest.mark.parametrize(
    ("properties", "of_section", "marks"),
    [
        ("", "", "1 2 3 4"),
        ('<w:numFmt w:val="lowerLetter"/>', "", "a b c d"),
        ('<w:numStart w:val="5"/>', "", "5 6 7 8"),
        ('<w:numRestart w:val="eachSect"/>', "", "1 2 1 2"),
        ("", '<w:numFmt w:val="chicago"/><w:numRestart w:val="eachSect"/>', "1 2 * †"),
    ],
)
def test_notes_are_counted_as_word_does(properties, of_section, marks):
    document = counted(properties, of_section=of_section)
    assert calls(document) == [f"[{mark}]" for mark in marks.split()]


def test_endnotes_are_counted_as_word_does():
    assert calls(counted('<w:numFmt w:val="upperRoman"/>', kind="endnote")) == [
        *("[I]", "[II]", "[III]", "[IV]"),
    ]


def test_marks_that_a_list_has_not_by_itself_stand_on_the_page_and_in_print():
    document = counted('<w:numFmt w:val="lowerLetter"/>')
    items = html.fromstring(f"<div>{web(document)}</div>").findall(".//ol[@class='noten']/li")
    assert [item.get("data-teken") for item in items] == ["a", "b", "c", "d"]
    data = set_pages(saved(document), "h1", SourceFile("h.docx"), PageClass.REPORT, "T").pages.data
    with pypdfium2.PdfDocument(data) as opened:
        texts = [" ".join(page.get_textpage().get_text_range().split()) for page in opened]
    assert texts == ["Tekst Een. ab a Een. b Nog een.", "Tekst Twee. cd c Twee. d Nog twee."]


def test_a_plain_count_is_left_to_the_page():
    items = html.fromstring(f"<div>{web(counted(''))}</div>").findall(".//ol[@class='noten']/li")
    assert [item.get("data-teken") for item in items] == [None] * 4


@pytest.mark.parametrize(
    ("properties", "said"),
    [
        (
            '<w:numRestart w:val="eachPage"/>',
            "nummering die op elke bladzijde opnieuw begint, loopt in PDF en webversie door",
        ),
        (
            '<w:numFmt w:val="thaiLetters"/>',
            "de nummering 'thaiLetters' is niet bekend, zij staan er in cijfers",
        ),
    ],
)
@pytest.mark.parametrize(("release", "severity"), [("concept", "warning"), ("definitief", "error")])
def test_a_count_of_notes_that_is_not_done_is_told(
    folder, capsys, properties, said, release, severity
):
    folder.add("h1", counted(properties))
    folder.run("check", "--release", release)
    told_lines = [line for line in capsys.readouterr().err.splitlines() if "voetnoten" in line]
    assert told_lines == [
        f"templates/h1.docx:voor de eerste kop, alinea 1: {severity}: voetnoten: {said} "
        "(kies in Word bij Verwijzingen een andere nummering van voetnoten)"
    ]
