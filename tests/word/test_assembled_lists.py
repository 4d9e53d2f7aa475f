"""Lists of documents that are bound together: each document counts as it does alone."""

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from report_builder.word.bind.assembly import Assembly
from report_builder.word.list_numbers import ListNumbers
from report_builder.word.note_counts import note_marks
from report_builder.word.notes import add_footnote, note_roots
from report_builder.word.numbering import find_numbering
from report_builder.word.ooxml import text_of
from report_builder.word.package import body_of
from tests.conftest import HOUSE, new_document
from tests.noted import add_note, paragraph
from tests.numbered import add, add_num, add_scheme, add_style, numbered, paragraph_xml, printed


def bound(*documents):
    """The documents behind each other, on the styles of the house template."""
    assembly = Assembly(docx.Document(str(HOUSE)), is_empty=True)
    for number, document in enumerate(documents, start=1):
        assembly.append(document, f"document {number}")
    return assembly.finish()


def by_style():
    document = new_document()
    add_scheme(document, 0, ["lowerLetter|%1)", "lowerRoman|%2.|style=Onder"])
    add_num(document, 1, 0)
    add_style(document, "Boven", 1)
    add_style(document, "Onder", 1)
    for style in ("Boven", "Onder", "Onder", "Boven"):
        add(document, paragraph_xml("x", style=style))
    return document


def by_list_style():
    document = new_document()
    add_style(document, "Lijststijl", 1, kind="numbering")
    add_scheme(document, 0, ["upperRoman|%1."], '<w:styleLink w:val="Lijststijl"/>')
    add_scheme(document, 1, [], '<w:numStyleLink w:val="Lijststijl"/>')
    add_num(document, 1, 0)
    add_num(document, 2, 1)
    for num in (2, 1, 2):
        add(document, paragraph_xml("x", num))
    return document


def going_on():
    uses = {1: (0, ""), 2: (0, ""), 3: (0, "0=7")}
    return numbered([["decimal|Maatregel %1:"]], uses, "1 2 - 1 3 2")


def of_the_house():
    document = new_document()
    for style in ("List Number", "List Bullet", "List Number"):
        document.add_paragraph("x", style=style)
    return document


def leading_nowhere():
    document = new_document()
    add_scheme(document, 0, [], '<w:numStyleLink w:val="Nergens"/>')
    add_num(document, 1, 0)
    add_num(document, 2, 9)
    for num in (1, 2, 3):
        add(document, paragraph_xml("x", num))
    return document


@pytest.mark.parametrize("make", [by_style, by_list_style, going_on, of_the_house, leading_nowhere])
def test_each_document_counts_as_it_does_alone(make):
    alone = printed(make())
    assert printed(bound(make(), make())) == [*alone, *alone]


def test_a_note_counts_its_own_list_in_every_document():
    documents = [numbered([["lowerLetter|%1)"]], {1: (0, "")}, "1") for _ in range(2)]
    for document in documents:
        run = document.paragraphs[0].runs[0]._r
        add_footnote(document, run, "noot", "FootnoteReference", "FootnoteText")
        add_list_to_note(document)
    whole = bound(*documents)
    (root,) = note_roots(whole).values()
    numbers = ListNumbers(whole).of(root)
    assert [(text_of(paragraph), number.text) for paragraph, number in numbers.items()] == [
        ("punt", "a)"),
        ("punt", "a)"),
    ]


def add_list_to_note(document):
    (part,) = (
        relation.target_part
        for relation in document.part.rels.values()
        if relation.reltype.endswith("/footnotes")
    )
    item = paragraph_xml("punt", 1).encode()
    part._blob = part.blob.replace(
        b"</w:footnote></w:footnotes>", item + b"</w:footnote></w:footnotes>"
    )


def test_a_bullet_that_was_a_picture_is_a_plain_one():
    document = numbered([["bullet|"]], {1: (0, "")}, "1")
    level = find_numbering(document).xpath('w:abstractNum[@w:abstractNumId="50"]/w:lvl')[0]
    level.append(docx.oxml.OxmlElement("w:lvlPicBulletId"))
    whole = bound(document)
    assert printed(whole) == ["•"]
    assert find_numbering(whole).xpath("//w:lvlPicBulletId") == []


def test_definitions_stand_in_the_order_that_word_wants():
    whole = bound(by_style(), going_on())
    names = [child.tag.rpartition("}")[2] for child in find_numbering(whole)]
    assert names == sorted(names, key=["numPicBullet", "abstractNum", "num"].index)
    assert len(list(body_of(whole).iter("{*}p"))) > 8


def with_notes(properties=""):
    document = new_document()
    document.add_paragraph("Tekst.")
    if properties:
        for kind in ("footnote", "endnote"):
            element = parse_xml(f"<w:{kind}Pr {nsdecls('w')}>{properties}</w:{kind}Pr>")
            document.settings.element.insert(0, element)
    for kind in ("footnote", "endnote"):
        for _ in range(2):
            add_note(document, paragraph("Noot."), kind=kind)
    document.add_section()
    document.add_paragraph("Liggend.")
    add_note(document, paragraph("Noot."), kind="endnote")
    return document


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
@pytest.mark.parametrize(
    "properties", ["", '<w:numFmt w:val="upperLetter"/><w:numStart w:val="3"/>']
)
def test_each_document_counts_its_notes_as_it_does_alone(kind, properties):
    alone = list(note_marks(with_notes(properties), kind).values())
    whole = bound(with_notes(properties), with_notes(), with_notes(properties))
    plain = list(note_marks(with_notes(), kind).values())
    assert list(note_marks(whole, kind).values()) == [*alone, *plain, *alone]


def test_endnotes_stand_behind_their_own_document():
    whole = bound(with_notes(), with_notes())
    assert whole.settings.element.xpath("w:endnotePr/w:pos/@w:val") == ["sectEnd"]
    suppressed = [bool(section._sectPr.xpath("w:noEndnote")) for section in whole.sections]
    assert suppressed == [True, False, True, False]
