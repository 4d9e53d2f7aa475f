"""Fields of Word that PDF and web edition cannot fill: told where they stand."""

from __future__ import annotations

import pytest
from docx.oxml import parse_xml

from report_builder.word.shown.result_less_fields import fields_without_result
from tests.word.wordml import DECLARED, field, p


def told_of(xml: str, around: str = "body") -> list[str]:
    root = parse_xml(f"<w:{around} {DECLARED}>{p(xml)}</w:{around}>")
    return [fault.message for _, fault in fields_without_result(root)]


def test_a_page_number_in_the_text_is_told_and_one_in_a_header_is_not() -> None:
    assert told_of(field("PAGE", "3")) == [
        "het veld PAGE telt in de tekst geen bladzijden van PDF en webversie"
    ]
    assert told_of(field("PAGE", "3"), "hdr") == []


@pytest.mark.parametrize("code", ["SEQ Tabel", "REF hier", "= 1 + 1"])
def test_a_field_that_word_never_leaves_empty_is_told_where_it_is(code: str) -> None:
    name = code.split(maxsplit=1)[0]
    told = [f"het veld {name} is leeg en komt niet in PDF en webversie"]
    assert told_of(field(code, "<w:rPr/>")) == told
    assert told_of(f'<w:fldSimple w:instr=" {code} "/>') == told
    assert told_of(field(code, "7")) == []
