"""What the contents and the navigation read of a heading."""

from __future__ import annotations

from docx.oxml import parse_xml

from report_builder.word.fill.headings import list_headings
from tests.conftest import new_document
from tests.word.wordml import DECLARED, formula, m, p, r


def heading_with(*content: str) -> list[str]:
    """The headings in the contents of a document that has one with this content."""
    document = new_document()
    look = '<w:pStyle w:val="Heading2"/>'
    heading = p("".join(content), look).replace("<w:p>", f"<w:p {DECLARED}>", 1)
    document.element.body.insert(0, parse_xml(heading))
    return [heading.text for heading in list_headings(document, "h")]


def test_a_formula_in_a_heading_is_read_as_its_signs() -> None:
    assert heading_with(r("Groei "), formula(m("x=5"))) == ["Groei x=5"]


def test_a_heading_of_a_formula_alone_is_listed() -> None:
    assert heading_with(formula(m("x") + m("=5"))) == ["x=5"]


def test_a_formula_with_parts_above_each_other_is_read_in_words() -> None:
    fraction = f"<m:f><m:num>{m('a')}</m:num><m:den>{m('b')}</m:den></m:f>"
    assert heading_with(formula(fraction)) == ["a gedeeld door b"]


def test_a_sign_of_a_symbol_font_in_a_heading_is_read() -> None:
    sign = '<w:sym w:font="Symbol" w:char="F0B3"/>'
    assert heading_with(r("Van "), r(sign), r(" jaar")) == ["Van ≥ jaar"]


def test_what_is_hidden_in_a_heading_is_not_listed() -> None:
    assert heading_with(r("Zicht"), r(" weg", "<w:vanish/>")) == ["Zicht"]
    assert heading_with(r("weg", "<w:vanish/>")) == []
