"""Numbered paragraphs as lists in HTML: which are one list, which stand in one another, and what is written."""

import io
import re

import pytest
from docx.oxml import parse_xml

from report_builder.web.cleanup import clean, parse_body, to_text
from report_builder.web.conversion import convert
from report_builder.word.bind.print_view import print_view
from tests.conftest import new_document
from tests.numbered import (
    add,
    add_num,
    add_scheme,
    add_style,
    numbered,
    paragraph_xml,
    text_box,
)


def page(document):
    """The document as HTML, with the problems of its conversion."""
    saved = io.BytesIO()
    document.save(saved)
    converted = convert(print_view(saved.getvalue()).data, "h.docx")
    sections = clean(parse_body(converted.html), "h1")
    html = "".join(to_text(section.element) for section in sections)
    return html.replace('<span class="nummer">', "[").replace("</span>", "]"), converted.problems


def html_of(document):
    return page(document)[0]


def test_a_list_is_a_list_with_its_numbers_as_text():
    document = numbered([["lowerLetter|%1)"]], {1: (0, "")}, "1 1 - 1")
    assert html_of(document) == (
        '<section><ol class="lijst" type="a"><li>[a)] t1</li><li>[b)] t2</li></ol><p>t3</p>'
        '<ol class="lijst" type="a"><li>[c)] t4</li></ol></section>'
    )


def test_text_around_the_number_is_kept_and_two_lists_stay_two():
    document = numbered(
        [["decimal|Maatregel %1:"], ["decimal|%1."]], {1: (0, ""), 2: (1, "")}, "1 1 2"
    )
    assert html_of(document) == (
        '<section><ol class="lijst"><li>[Maatregel 1:] t1</li><li>[Maatregel 2:] t2</li></ol>'
        '<ol class="lijst"><li>[1.] t3</li></ol></section>'
    )


def test_deeper_items_are_a_list_in_the_item_above_whose_text_becomes_a_paragraph():
    document = numbered([["decimal|%1.", "lowerLetter|%2)"]], {1: (0, "")}, "1 1:1 1:1 1")
    assert html_of(document) == (
        '<section><ol class="lijst"><li><p>[1.] t1</p><ol class="lijst" type="a"><li>[a)] t2</li><li>[b)] t3</li></ol></li>'
        "<li>[2.] t4</li></ol></section>"
    )


def test_a_list_that_starts_deep_is_a_list_before_the_higher_one():
    document = numbered([["decimal|%1", "decimal|%1.%2"]], {1: (0, "")}, "1:1 1")
    assert html_of(document) == (
        '<section><ol class="lijst"><li>[1.1] t1</li></ol><ol class="lijst"><li>[2] t2</li></ol></section>'
    )


def test_another_list_further_from_the_margin_stands_in_the_item_above():
    document = numbered([["decimal|%1."], ["x", "bullet|•"]][:1], {1: (0, "")}, "1")
    add_scheme(document, 1, ["decimal|%1.", "bullet|•"])
    add_num(document, 2, 1)
    add(document, paragraph_xml("punt", 2, 1))
    add(document, paragraph_xml("verder", 1))
    assert html_of(document) == (
        '<section><ol class="lijst"><li><p>[1.] t1</p><ul><li>punt</li></ul></li><li>[2.] verder</li></ol></section>'
    )


def test_a_plain_bullet_is_not_written_and_another_sign_is():
    document = numbered([["bullet|•"], ["bullet|–"]], {1: (0, ""), 2: (1, "")}, "1 2")
    assert html_of(document) == (
        '<section><ul><li>t1</li></ul><ul class="lijst tekens"><li>[–] t2</li></ul></section>'
    )


def test_a_list_by_style_is_a_list_and_an_unknown_style_of_items_is_no_problem():
    document = new_document()
    add_scheme(document, 0, ["upperLetter|%1."])
    add_num(document, 1, 0)
    add_style(document, "Rijksopsomming", 1)
    add(document, paragraph_xml("een", style="Rijksopsomming"))
    html, problems = page(document)
    assert html == '<section><ol class="lijst" type="A"><li>[A.] een</li></ol></section>'
    assert problems == ()


def test_a_list_in_a_cell_and_in_a_box_stays_there():
    document = numbered([["lowerRoman|%1."]], {1: (0, "")}, "-")
    table = document.add_table(rows=1, cols=1)
    table.cell(0, 0)._tc.append(document.paragraphs[0]._p)
    table.cell(0, 0)._tc.remove(table.cell(0, 0).paragraphs[0]._p)
    cell = table.cell(0, 0)._tc
    for text in ("een", "twee"):
        add(document, paragraph_xml(text, 1))
        cell.append(document.paragraphs[-1]._p)
    add(document, paragraph_xml("kader", 1, style="Kader"))
    html = html_of(document)
    inside = '<ol class="lijst" type="i"><li>[i.] een</li><li>[ii.] twee</li></ol></td>'
    assert inside in html
    assert '<div class="kader"><ol class="lijst" type="i"><li>[iii.] kader</li></ol></div>' in html


def test_a_text_box_counts_by_itself():
    document = numbered([["lowerLetter|%1)"]], {1: (0, "")}, "1")
    add(document, text_box(paragraph_xml("vak een", 1), paragraph_xml("vak twee", 1)))
    add(document, paragraph_xml("verder", 1))
    texts = re.findall(r"<li>(.*?)</li>", html_of(document))
    assert texts == ["[a)] t1", "[a)] vak een", "[b)] vak twee", "[b)] verder"]


def test_a_list_in_the_header_has_its_number_too():
    document = numbered([["lowerLetter|%1)"]], {1: (0, "")}, "1")
    header = document.sections[0].header
    header.is_linked_to_previous = False
    header._element.append(parse_xml(paragraph_xml("Kop", 1)))
    saved = io.BytesIO()
    document.save(saved)
    converted = convert(print_view(saved.getvalue()).data, "h.docx")
    (section,) = clean(parse_body(converted.html), "h1")
    assert section.around.edges == ('<p class="kop">a) Kop</p>', "")


def test_a_caption_with_a_number_stays_a_caption():
    document = numbered([["decimal|Plaat %1"]], {1: (0, "")}, "-")
    add(document, paragraph_xml("Titel", 1, style="Caption"))
    assert '<p class="bijschrift">[Plaat 1] Titel</p>' in html_of(document)


def test_a_number_without_a_gap_stands_against_its_text():
    document = numbered([["decimal|§%1|suff=nothing"]], {1: (0, "")}, "1")
    assert "<li>[§1]t1</li>" in html_of(document)


def test_no_mark_of_ours_is_left():
    document = numbered([["decimal|%1.", "bullet|–"]], {1: (0, "")}, "1 1:1")
    document.sections[0].header.paragraphs[0]._p.append(document.paragraphs[0]._p[-1])
    assert not re.search("[\ue000-\uf8ff]|data-", html_of(document))


@pytest.mark.parametrize("style", ["Heading 2", "Heading 3"])
def test_a_heading_that_its_style_numbers_keeps_its_number(style):
    document = new_document()
    add_scheme(document, 0, ["decimal|%1", f"decimal|%1.%2|style={style.replace(' ', '')}"])
    add_num(document, 1, 0)
    heading = document.add_paragraph("Kop", style=style)
    add(document, paragraph_xml("tekst"))
    heading._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 51
    level = style[-1]
    assert f'<h{level}><span class="kopnummer">1.1 ]Kop</h{level}>' in html_of(document)
