"""Tags as Word leaves them: its corrections are understood, what is a text stays a text."""

from __future__ import annotations

import io
import time

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from report_builder.word.ooxml import text_of
from report_builder.word.template.tag_numbers import find_number_fault
from report_builder.word.template.tag_text import LONGEST_TAG, TAG, as_meant, texts_between_quotes
from report_builder.word.template.tags import join_tags
from report_builder.word.template.template_file import open_template
from tests.conftest import add_paragraph, new_document

CORRECTED = {
    "{{ x – y }}": "{{ x - y }}",
    "{{ x — y − z }}": "{{ x - y - z }}",
    "{{ x\u2011y }}": "{{ x-y }}",
    "{{ x × y ÷ z }}": "{{ x * y / z }}",
    "{% if x ≥ y %}": "{% if x >= y %}",
    "{% if x ≤ y %}": "{% if x <= y %}",
    "{% if x ≠ y %}": "{% if x != y %}",
    "{%– if x –%}": "{%- if x -%}",
    "{{ f(“a”) }}": '{{ f("a") }}',
    "{{ f(”a”) }}": '{{ f("a") }}',
    "{{ f(„a”) }}": '{{ f("a") }}',
    "{{ f(«a») }}": '{{ f("a") }}',
    "{{ f(″a″) }}": '{{ f("a") }}',
    "{{ f(‘a’) }}": "{{ f('a') }}",
    "{{ f(‚a‘) }}": "{{ f('a') }}",
    "{{ f(′a′) }}": "{{ f('a') }}",
    '{{ f("a”) }}': '{{ f("a") }}',
    '{{ f(“a") }}': '{{ f("a") }}',
    "{{ as\u00adiel\u200b.x\ufeff }}": "{{ asiel.x }}",
    "{{\u00a0x\u202f}}": "{{ x }}",
    "{{ x * ½ }}": "{{ x *  0.5 }}",
    # a text is what it is, but for its quotes and what nobody sees
    "{{ f(“2019–2020”) }}": '{{ f("2019–2020") }}',
    "{{ f(“Côte d’Ivoire”) }}": '{{ f("Côte d\'Ivoire") }}',
    "{{ f(“2019\u20112020 × ≥”) }}": '{{ f("2019-2020 × ≥") }}',
    "{{ f(“Sy\u00adrië\u200b”) }}": '{{ f("Syrië") }}',
    "{{ f(“a\u00a0b”) }}": '{{ f("a b") }}',
    '{{ f("zei “ja” en ging") }}': '{{ f("zei “ja” en ging") }}',
    "{{ f(«zei “ja” en») }}": '{{ f("zei “ja” en") }}',
    "{# een – opmerking #}": "{# een – opmerking #}",
}


@pytest.mark.parametrize("written", CORRECTED)
def test_a_tag_is_read_as_it_was_meant(written: str) -> None:
    assert as_meant(written) == CORRECTED[written]


def test_the_texts_in_a_tag_are_those_between_quotes_of_any_kind() -> None:
    tag = "{{ figuur(“asiel/x”) + f('a', »b«) }}"
    assert texts_between_quotes(tag.replace("»b«", "«b»")) == ["asiel/x", "a", "b"]


FOUND = {
    'a {{ f("}}") }} b': ['{{ f("}}") }}'],
    "{{ f(“}}”) }}": ["{{ f(“}}”) }}"],
    # with a quote that was forgotten the tag ends where it was closed
    '{{ f("a) }} en {{ g("b") }}': ['{{ f("a) }}', '{{ g("b") }}'],
    "{{ f(“a) }} en {{ g(“b”) }}": ["{{ f(“a) }}", "{{ g(“b”) }}"],
    "{{ " + "x" * LONGEST_TAG + " }}": [],
}


@pytest.mark.parametrize("text", FOUND)
def test_a_tag_ends_where_it_is_closed(text: str) -> None:
    assert TAG.findall(text) == FOUND[text]


def test_a_tag_that_is_never_closed_is_found_at_once_however_many_quotes_it_has() -> None:
    began = time.process_time()
    assert TAG.findall("{{ f(" + "'a', \"b\", " * 400) == []
    assert TAG.findall("{{" * 5_000) == []
    assert time.process_time() - began < 5


def joined(content: str) -> list[str]:
    """The tags of a paragraph, and its text after they were joined."""
    paragraph = parse_xml(f"<w:p {nsdecls('w')}>{content}</w:p>")
    tags, problems = join_tags(paragraph, {}, "h.docx")
    assert problems == []
    return [*(tag.text for tag in tags), text_of(paragraph)]


SPLIT = {
    "over runs": "<w:r><w:t>a {{ x</w:t></w:r><w:r><w:t>.y }} b</w:t></w:r>",
    "by a break": "<w:r><w:t>a {{</w:t><w:br/><w:t>x.y }} b</w:t></w:r>",
    "by a tab": "<w:r><w:t>a {{</w:t><w:tab/><w:t>x.y }} b</w:t></w:r>",
    "by a soft hyphen": "<w:r><w:t>a {{ x</w:t><w:softHyphen/><w:t>.y }} b</w:t></w:r>",
    "by a mark of the speller": '<w:r><w:t>a {{ x</w:t></w:r><w:proofErr w:type="spellEnd"/><w:r><w:t>.y }} b</w:t></w:r>',
}


@pytest.mark.parametrize("how", SPLIT)
def test_a_tag_that_word_has_split_is_one(how: str) -> None:
    assert joined(SPLIT[how]) == ["{{ x.y }}", "a {{ x.y }} b"]


def test_a_hyphen_of_word_is_a_minus_within_a_tag_and_stays_outside_it() -> None:
    hyphen = "<w:noBreakHyphen/>"
    content = f"<w:r><w:t>a{hyphen}b {{{{ x {hyphen} y }}}}</w:t></w:r>".replace(
        hyphen, f"</w:t>{hyphen}<w:t>"
    )
    assert joined(content) == ["{{ x - y }}", "a-b {{ x - y }}"]


def test_tags_that_become_longer_do_not_shift_those_behind_them() -> None:
    content = "<w:r><w:t>{% if a ≥ b %}x{% endif %} {{ c ≠ d }} e</w:t></w:r>"
    assert joined(content)[-1] == "{% if a >= b %}x{% endif %} {{ c != d }} e"


REFUSED = {
    "{{ x|afgerond(1.000) }}": "schrijf 1000, zonder punt of komma",
    "{% if x > 25.000 %}": "schrijf 25000",
    "{% if x > 25,000 %}": "schrijf 25000",
    "{{ x / 1.000 }}": "schrijf 1000",
    "{{ x * 0.125 }}": "0.1250",
    "{{ x * 1.000.000 }}": "schrijf 1000000",
    "{{ x|afgerond(op=10,000) }}": "schrijf 10000",
    "{{ vast(21.000, bron=“Raad”) }}": "schrijf 21000",
    "{{ x * 1e400 }}": "alleen cijfers",
    "{{ x * 25k }}": "alleen cijfers",
    "{{ x * 25_000 }}": "alleen cijfers",
    "{{ x * 0x10 }}": "alleen cijfers",
    "{{ x * 12345678901234567890 }}": "kleiner getal",
    "{{ x[2019-11] }}": '["2019-11"]',
    "{{ x[2019-Q3] }}": '["2019-Q3"]',
}


@pytest.mark.parametrize("tag", REFUSED)
def test_a_number_that_reads_as_another_is_refused(tag: str) -> None:
    fault = find_number_fault(tag)
    assert fault is not None
    assert REFUSED[tag] in fault.hint


@pytest.mark.parametrize(
    "tag",
    [
        '{{ vast("21.000", bron="Raad") }}',
        "{{ vast(“25,000”, bron=“1e400”) }}",
        "{{ x|afgerond(1000) }}",
        "{{ x * 2.5 }}",
        "{{ x * 0.1250 }}",
        "{{ x[2019] - x[2018] }}",
        '{{ x["2019-11"] }}',
        "{{ p2.waarde + asiel.x1 }}",
        "{{ f(1, 200) }}",
        "{{ x[editie.verslagjaar - 1] }}",
    ],
)
def test_other_numbers_are_taken(tag: str) -> None:
    assert find_number_fault(tag) is None


ONE_MISTAKE = [
    "{% If x > 3 %}a{% endif %}",
    "{% if x > 3 %}a{% Endif %}",
    "{% macro m() %}a{% endmacro %}",
    "{% raw %}a{% endraw %}",
    "{% set x %}a{% endset %}",
    "{% block a %}{% endblock %}",
    "{{ x|afgerond(1.000) }}",
    "{{ x + }}",
]


@pytest.mark.parametrize("text", ONE_MISTAKE)
def test_one_mistake_is_told_once(text: str) -> None:
    document = new_document()
    add_paragraph(document, text)
    written = io.BytesIO()
    document.save(written)
    _, problems = open_template(written.getvalue(), "h.docx", {})
    assert len(problems) == 1
