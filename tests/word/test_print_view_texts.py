"""What the print view leaves out, keeps and turns about, for what Word shows in a way of its own."""

from __future__ import annotations

from lxml import html

from report_builder.web.cleanup import parse_body
from report_builder.web.conversion import convert
from report_builder.web.page_notes import name_notes, place_notes
from report_builder.word.bind.print_view import print_view
from tests.spoiling import with_parts
from tests.word.feature_file import feature_file
from tests.word.features import Feature
from tests.word.wordml import DECLARED, field, formula, p, r, t


def body_of(xml: str, notes: str = "") -> html.HtmlElement:
    data = feature_file([Feature("proef", xml)])
    if notes:
        part = f"<w:footnotes {DECLARED}>{notes}</w:footnotes>".encode()
        data = with_parts(lambda parts: parts | {"word/footnotes.xml": part})(data)
    view = print_view(data)
    body = parse_body(convert(view.data, "h.docx").html)
    name_notes(body, "h")
    return body


def page_of(xml: str, notes: str = "") -> str:
    return html.tostring(body_of(xml, notes), encoding="unicode")


def text_of(page: str) -> str:
    return html.fromstring(page).text_content()


def call(number: int, mark: str = "") -> str:
    custom = ' w:customMarkFollows="1"' if mark else ""
    return f'<w:r><w:footnoteReference{custom} w:id="{number}"/>{t(mark) if mark else ""}</w:r>'


def note(number: int, content: str) -> str:
    return f'<w:footnote w:id="{number}">{content}</w:footnote>'


def test_a_typed_mark_of_a_note_stands_in_the_place_of_its_number_and_is_not_counted() -> None:
    notes = note(1, p(r("*") + r(" Met ster"))) + note(2, p("Geteld"))
    page = page_of(p(r("eerst") + call(1, "*") + r("dan") + call(2)), notes)
    assert "eerst[*]dan[1]" in text_of(page)
    assert 'data-teken="*"><p> Met ster' in page
    assert 'data-teken="1"><p>Geteld' in page


def test_a_simple_field_in_a_note_is_shown() -> None:
    simple = f'<w:fldSimple w:instr=" SEQ Noot ">{r("zeven")}</w:fldSimple>'
    page = page_of(p(r("zin") + call(1)), note(1, p(r("noot ") + simple)))
    assert "noot zeven" in text_of(page)


def test_what_a_field_in_an_instruction_made_is_not_shown() -> None:
    inner, outer = field("PAGE", "binnen"), field("IF", "buiten")
    separator = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    nested = outer.replace(separator, inner + separator)
    text = text_of(page_of(p(nested)))
    assert "buiten" in text
    assert "binnen" not in text


def test_a_formula_in_a_link_stays_where_other_text_is_hidden() -> None:
    link = f'<w:hyperlink r:id="rIdLink">{formula("x")}</w:hyperlink>'
    data = feature_file([Feature("proef", p(link) + p(r("weg", "<w:vanish/>")))])
    assert print_view(data).formulas != ()


def test_a_note_that_is_called_twice_stands_in_print_at_both_calls() -> None:
    body = body_of(p(r("een") + call(1) + r("twee") + call(1)), note(1, p("Zelfde noot")))
    place_notes([body])
    assert "eenZelfde noot" in body.text_content()
    assert "tweeZelfde noot" in body.text_content()
