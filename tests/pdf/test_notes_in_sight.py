"""Every note stands at the foot of the page that calls it, also where it is called again."""

import io

import pypdfium2
import pytest

from report_builder.pdf import layout
from report_builder.pdf.layout import lay_out
from report_builder.problems import Severity

LINE = "woord " * 15


def page_of(body):
    return f'<!DOCTYPE html><html lang="nl-NL"><head><meta charset="utf-8"><title>Titel</title></head><body class="rapport"><section id="a">{body}</section></body></html>'


def note(name):
    return f'genoemd-{name}<span class="noot">Noot {name}.</span>'


def again(number):
    return f'herhaald-{number}<a class="noot-weer" href="#_RefNoot"><sup>{number}</sup></a>'


def texts(body):
    """What stands on each page, in the order of the page."""
    laid = lay_out(page_of(body), {}, "een")
    assert laid.problems == ()
    with pypdfium2.PdfDocument(io.BytesIO(laid.data)) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


@pytest.mark.parametrize("height", range(700, 800, 5))
def test_no_note_goes_to_another_page_than_its_call_or_gets_lost(height):
    pages = texts(
        f'<div style="height: {height}px"></div>'
        f"<p>{note('een')} {LINE}{note('twee')}</p><h2>Kop</h2>"
        f"<p>{LINE}{note('drie')} {LINE}{LINE}{note('vier')} {LINE}</p>"
    )
    for name in ("een", "twee", "drie", "vier"):
        [page] = [text for text in pages if f"genoemd-{name}" in text]
        assert f"Noot {name}." in page


def test_a_note_that_is_called_again_on_another_page_stands_there_too():
    pages = texts(
        f'<p id="_RefNoot">{note("een")}</p><hr class="pagina"/><p>{again(1)} en {again(1)}</p>'
    )
    assert [text.count("Noot een.") for text in pages] == [1, 1]
    assert "herhaald-11 en herhaald-11" in pages[1]


def test_on_the_page_of_the_note_itself_a_repeated_call_has_none_of_its_own():
    [page] = texts(
        f"<p id='_RefNoot'>{note('een')} {LINE}</p><p>{again(1)} {note('twee')} {again(2)}</p>"
    )
    assert page.count("Noot een.") == page.count("Noot twee.") == 1


def test_notes_keep_their_numbers_where_others_stand_between():
    pages = texts(
        f'<p id="_RefNoot">{note("een")}</p><hr class="pagina"/><p>{again(1)} {note("twee")} {note("drie")}</p>'
    )
    assert "herhaald-11 genoemd-twee2 genoemd-drie3" in pages[1]


def test_a_note_that_has_no_place_anywhere_is_an_error(monkeypatch):
    monkeypatch.setattr(layout, "lost_notes", lambda root, pages: ["Een noot " * 20])
    [problem] = lay_out(page_of("<p>Tekst</p>"), {}, "een").problems
    assert problem.severity is Severity.ERROR
    assert "een voetnoot valt weg: 'Een noot" in problem.message
    assert len(problem.message) < 120
