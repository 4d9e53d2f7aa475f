"""Figures go to where their section has room, and text runs on where they left."""

import io
from xml.etree import ElementTree

import pypdfium2
import pytest
from lxml import html

from report_builder.pdf.block_measures import MeasuredBlock
from report_builder.pdf.figure_flow import FlowBlock, FlowPiece, MovableFigure, best_places
from report_builder.pdf.layout import lay_out
from report_builder.web.cleanup import Around, Section
from report_builder.web.print_page import print_page

LINE = 20
PAGE = 900
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path d="M0 0L9 9" stroke="black"/></svg>'


def text(lines):
    return FlowBlock(tuple(FlowPiece(LINE) for _ in range(lines)), 0, 0)


def whole(height, notes=0):
    return FlowBlock((FlowPiece(height, notes),), 0, 0)


def figure(height, place, first, last, **more):
    return MovableFigure(whole(height), place, first, last, **more)


def test_a_figure_that_fits_stays():
    assert best_places([text(10), text(10)], [figure(300, 1, 0, 2)], PAGE) == (1,)


def test_text_runs_on_before_a_figure_that_does_not_fit():
    assert best_places([text(30), text(20)], [figure(400, 1, 1, 2)], PAGE) == (2,)


def test_a_figure_at_the_end_of_its_section_goes_before_text_that_runs_on():
    assert best_places([text(1), text(35)], [figure(400, 2, 1, 2)], PAGE) == (1,)


def test_a_figure_stays_in_its_section():
    assert best_places([text(30), text(20)], [figure(400, 1, 1, 1)], PAGE) == (1,)


def test_figures_stay_in_their_order():
    places = best_places(
        [text(30), text(14), text(20)], [figure(400, 1, 1, 3), figure(100, 1, 1, 3)], PAGE
    )
    assert places == tuple(sorted(places))


def test_of_two_places_that_fill_the_pages_alike_the_nearest_is_taken():
    texts = [text(30), text(15), text(15), text(15)]
    assert best_places(texts, [figure(400, 1, 1, 4)], PAGE) == (2,)


def test_a_figure_does_not_pass_a_heading_where_it_need_not():
    texts = [text(30), text(15), text(1), text(15)]
    assert best_places(texts, [figure(400, 1, 1, 4, headings=(1,))], PAGE) != (1,)
    assert best_places([text(20), text(15)], [figure(400, 1, 1, 2, headings=(1,))], PAGE) == (1,)


def test_notes_take_room_too():
    noted = FlowBlock((FlowPiece(500, notes=100),), 0, 0)
    assert best_places([noted, text(15)], [figure(300, 1, 1, 2)], PAGE) == (2,)
    assert best_places([whole(500), text(15)], [figure(300, 1, 1, 2)], PAGE) == (1,)


def test_the_sentence_above_a_figure_goes_with_it():
    body = html.document_fromstring(
        '<section><p class="kernzin">Zin.</p><figure><img></figure><p>Tekst.</p></section>'
    )
    section = Section(body.find(".//section"), 210.0, 297.0, (30, 25, 25, 25), Around())
    page = print_page([section], "h1", "Titel", "rapport").html
    assert '<figure><p class="kernzin">Zin.</p><img></figure><p>Tekst.</p>' in page


def paragraphs(word, count):
    return "".join(f"<p>{word}{number} {'regel ' * 60}</p>" for number in range(count))


def picture(name):
    return (
        f'<figure class="grafiek"><img src="x.svg" alt="Een lijn" style="width: 120mm"/>'
        f'<figcaption id="{name}">Figuur {name}</figcaption><p class="bron">Bron: {name}</p></figure>'
    )


@pytest.fixture(scope="module")
def pages():
    body = f"<h1>Kop</h1>{paragraphs('voor', 8)}{picture('een')}{paragraphs('na', 4)}<h2>Verder</h2>{paragraphs('later', 2)}"
    laid = lay_out(page_of(body), {"x.svg": SVG}, "een")
    with pypdfium2.PdfDocument(io.BytesIO(laid.data)) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def test_the_page_that_a_figure_left_is_filled_with_the_text_behind_it(pages):
    first, second, *_ = pages
    assert "na0" in first
    assert "Figuur een" not in first
    assert "Figuur een" in second


def test_caption_picture_and_source_stay_together(pages):
    _, second, *_ = pages
    assert second.index("Figuur een") < second.index("Bron: een") < second.index("Verder")


def page_of(body):
    return f'<!DOCTYPE html><html lang="nl-NL"><head><meta charset="utf-8"><title>Titel</title></head><body class="rapport"><section id="a">{body}</section></body></html>'


def top_of_second_page(block):
    """How far below the edge of the page the first letter of a block stands, in points."""
    laid = lay_out(page_of(f'<p>Ervoor.</p><hr class="pagina"/>{block}'), {"x.svg": SVG}, "een")
    with pypdfium2.PdfDocument(io.BytesIO(laid.data)) as document:
        page = document[1]
        return page.get_height() - page.get_textpage().get_charbox(0)[3]


@pytest.mark.parametrize(
    "block",
    [
        '<figure><p class="kernzin">Tekst</p><img src="x.svg" alt="Een lijn"/></figure>',
        '<figure class="tabel"><figcaption>Tekst</figcaption></figure>',
        "<h2>Tekst</h2>",
        "<h3>Tekst</h3>",
    ],
)
def test_nothing_stands_lower_at_the_top_of_a_page_than_it_was_measured(block):
    # Larger letters begin a little higher or lower on their line; a margin is ten points or more.
    assert top_of_second_page(block) <= top_of_second_page("<p>Tekst</p>") + 3


@pytest.mark.parametrize(
    ("sentence", "announces"),
    [
        ("De grootste zijn:", True),
        ('De grootste zijn:<span class="onzichtbaar"> (verouderd)</span>', True),
        ("De grootste zijn: drie.", False),
    ],
)
def test_a_sentence_announces_a_list_also_where_its_yellow_is_heard_behind_it(sentence, announces):
    block = MeasuredBlock(ElementTree.fromstring(f"<p>{sentence}</p>"), style={})
    assert block.announces is announces
