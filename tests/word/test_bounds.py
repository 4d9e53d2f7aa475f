"""What a template may nest, repeat and weigh: it ends, with a message at its tag and never with a traceback."""

from __future__ import annotations

import io
import time

import pytest

from report_builder.values.dataset import Dataset
from report_builder.values.filters import FILTERS
from report_builder.values.vocabulary import FOLLOWS, make_language
from report_builder.word.template import recorder as recorders
from report_builder.word.template import sandbox
from report_builder.word.template.recorder import Recorder
from report_builder.word.template.sandbox import Language
from report_builder.word.template.template_file import open_template
from tests.conftest import add_paragraph, new_document
from tests.projects import project_of

ROWS = [(2024, "TOTAL", 10), (2025, "TOTAL", 30), (2025, "Irak", 10), (2025, "Syrië", 20)]
LOOP = '{% for p in asiel.delen.top(2, "land") %}'
END = "{% endfor %}"


def told(source: str) -> list[str]:
    """What is said of a template that is run, one tag a line."""
    project = project_of(
        {"asiel.x": [(2024, 5), (2025, 10)], "asiel.delen": ROWS},
        {"asiel.delen": {"dimensions": ("land",)}},
    )
    recorder = Recorder("h.docx", FILTERS, FOLLOWS)
    recorder.places = [f"tag {number}" for number in range(1, 500)]
    language = Language(make_language(Dataset(project)), recorder)
    language.run(source.replace("{{", "{{\n").replace("{%", "{%\n"))
    said = [f"{problem.place}: {problem.message}" for problem in recorder.problems]
    return list(dict.fromkeys(said))


REFUSED = {
    "{{ asiel.x[1:2] }}": "tag 1: '[ : ]' bestaat hier niet",
    "{{ asiel.x[2019, 2020] }}": "tag 1: '( … , … )' bestaat hier niet",
    "{{ vast(*asiel.x) }}": "tag 1: een ster voor een argument bestaat hier niet",
    "{{ asiel.x(**asiel.x) }}": "tag 1: een ster voor een argument bestaat hier niet",
    "{{ asiel.x|afgerond(*asiel.x) }}": "tag 1: een ster voor een argument bestaat hier niet",
    "{{ asiel.x, asiel.x }}": "tag 1: '( … , … )' bestaat hier niet",
    "{% for a, b in asiel.x %}{% endfor %}": "tag 1: '( … , … )' bestaat hier niet",
    "{% for p in asiel.x recursive %}{% endfor %}": "tag 1: 'recursive' bestaat hier niet",
    "{{ asiel.x|afgerond(1e999) }}": "tag 1: dit getal is te groot",
    "{{ asiel.x * 1e999 }}": "tag 1: dit getal is te groot",
    "{{ vast('\\ue000', bron='b') }}": "tag 1: deze tag drukt zelf een tag of een eigen teken af",
    "{{ vast('{' '{ x }}', bron='b') }}": "tag 1: deze tag drukt zelf een tag",
    "{{ vast('x', bron='{' '{ x') }}": "tag 1: een bron bevat geen tag",
    "{{ " + "(" * 60 + "asiel.x" + ")" * 60 + " + }}": "tag 1:",
    "{{ asiel.x" + ".vorig" * 60 + " }}": "tag 1: deze tag is te diep genest",
    "{{ " + "not " * 300 + "asiel.x }}": "tag 1: deze tag is te diep genest",
    "{{ " + "-" * 300 + "asiel.x }}": "tag 1: deze tag is te diep genest",
    "{{ asiel.x" + "|afgerond(10)" * 60 + " }}": "tag 1: deze tag is te diep genest",
    "{{ asiel.x" + " + asiel.x" * 60 + " }}": "tag 1: deze tag is te diep genest",
}


@pytest.mark.parametrize("source", REFUSED)
def test_what_the_language_does_not_have_ends_in_one_message_at_its_tag(source: str) -> None:
    said = told(source)
    assert len(said) == 1
    assert said[0].startswith(REFUSED[source])


def test_the_second_tag_is_told_and_nothing_else() -> None:
    assert told("{{ asiel.x }} {{ asiel.x, asiel.x }}") == ["tag 2: '( … , … )' bestaat hier niet"]


def test_a_calculation_that_doubles_itself_ends() -> None:
    doubling = "{% set y = asiel.x %}" + "{% set y = y + y %}" * 60 + "{{ y }}"
    began = time.process_time()
    said = told(doubling)
    assert time.process_time() - began < 5
    assert "deze berekening heeft meer dan 1000 onderdelen" in said[0]


def test_a_condition_that_doubles_itself_ends() -> None:
    doubling = "{% set y = asiel.x > 3 %}" + "{% set y = y and y %}" * 60
    assert told(doubling + "{% if y %}ja{% endif %}") == []


def test_loops_within_loops_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorders, "MOST_ROUNDS", 100)
    (said,) = told(LOOP * 8 + "x" + END * 8)
    assert "loopt meer dan 100 keer rond" in said


def test_much_calculation_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorders, "MOST_STEPS", 50)
    (said,) = told(LOOP * 3 + "{{ asiel.x * 2 }}{{ asiel.x - 1 }}" * 5 + END * 3)
    assert "rekent meer dan 50 keer" in said


def test_a_template_that_becomes_too_large_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "_MOST_TEXT", 1000)
    (said,) = told(LOOP * 6 + "tekst " * 10 + END * 6)
    assert "wordt groter dan" in said


def test_thirty_loops_within_each_other_are_no_traceback() -> None:
    assert told(LOOP * 30 + END * 30) == ["1: deze tag is te diep genest"]


def test_loops_within_each_other_are_told_at_the_first_that_is_too_deep() -> None:
    document = new_document()
    for text in [LOOP] * 25 + [END] * 25:
        add_paragraph(document, text.replace("{%", "{%p"))
    written = io.BytesIO()
    document.save(written)
    _, problems = open_template(written.getvalue(), "h.docx", {})
    (problem,) = problems
    assert problem.place == "voor de eerste kop, alinea 13"
    assert "binnen meer dan 12 andere blokken" in problem.message


TOO_LONG = {
    "een woord": "Er kwamen " + "9" * 16_000 + " mensen.",
    "spaties": "Er kwamen" + " " * 16_000 + "mensen.",
    "een alinea": "Er kwamen mensen. " * 2_000,
    "een tag": "{{ " + "asiel.x" * 1_000 + " }}",
}


@pytest.mark.parametrize("text", TOO_LONG.values(), ids=TOO_LONG)
def test_a_text_that_is_too_long_is_told_at_its_paragraph_and_looked_through_no_further(
    text: str,
) -> None:
    document = new_document()
    add_paragraph(document, "Gewoon.")
    add_paragraph(document, text)
    written = io.BytesIO()
    document.save(written)
    template, problems = open_template(written.getvalue(), "h.docx", {})
    assert template is None
    (problem,) = problems
    assert (problem.code, problem.place) == ("omvang", "voor de eerste kop, alinea 2")


def test_a_long_text_that_fits_is_looked_through() -> None:
    document = new_document()
    add_paragraph(document, "Er kwamen mensen. " * 1_000)
    written = io.BytesIO()
    document.save(written)
    assert open_template(written.getvalue(), "h.docx", {})[0] is not None
