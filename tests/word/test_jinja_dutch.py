"""What Jinja says is told in Dutch: all of it, and nothing of it in its own words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from jinja2 import Environment, TemplateSyntaxError

from report_builder.word.template.jinja_dutch import UNKNOWN, in_dutch

SOURCES = ("parser.py", "lexer.py", "compiler.py")
SAYING = {
    "fail",
    "TemplateSyntaxError",
    "TemplateRuntimeError",
    "TemplateAssertionError",
    "Failure",
}


def texts_of_jinja() -> Iterator[str]:
    """Each text that the source of Jinja gives to a refusal, with an x for what it fills in."""
    folder = Path(jinja2.__file__).parent
    for name in SOURCES:
        for node in ast.walk(ast.parse((folder / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and called(node) in SAYING and node.args:
                text = text_of(node.args[0])
                if text:
                    yield text


def called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def text_of(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else filled(part)
            for part in node.values
        )
    return ""


def filled(part: ast.expr) -> str:
    assert isinstance(part, ast.FormattedValue)
    return "'x'" if part.conversion == ord("r") else "x"


@pytest.mark.parametrize("text", sorted(set(texts_of_jinja())))
def test_everything_that_jinja_can_say_has_a_dutch_text(text: str) -> None:
    assert in_dutch(text) != UNKNOWN


def test_there_is_much_that_jinja_can_say() -> None:
    assert len(set(texts_of_jinja())) > 20


TAGS = {
    "{{ x( }}": "hier staat '}' waar ')' hoort",
    "{{ }}": "de tag is leeg of houdt te vroeg op",
    "{{ x y }}": "hier ontbreekt iets voor 'y'",
    "{{ 'a }}": "een tekst wordt niet gesloten",
    '{{ "a }}': "een tekst wordt niet gesloten",
    "{{ a.b. }}": "achter de punt hoort een naam",
    "{{ a] }}": "']' sluit een haakje dat niet geopend is",
    "{{ a + }}": "hier ontbreekt iets voor het einde van de tag",
    "{{ a § b }}": "het teken '§' hoort niet in een tag",
    "{% set x %}": "achter 'set' ontbreekt het isgelijkteken",
    "{% set 1 = 2 %}": "hier hoort een naam",
    "{% for x %}{% endfor %}": "hier staat het einde van de tag waar 'in' hoort",
    "{% if x = y %}{% endif %}": "'=' vergelijkt hier niet",
    "{% if x %}": "een blok wordt niet gesloten",
    "{% endfor %}": "'endfor' hoort hier niet bij een blok",
    "{% lus %}": "'lus' bestaat hier niet",
    "{{ f(a=1, b) }}": "tussen ( ) staat iets op een verkeerde plaats",
    "{{ 'a\\x' }}": "in een tekst staat een '\\' die er niet hoort",
    "{{ x is a is b }}": "'is' bestaat hier niet",
    "{{ x² }}": "in een naam staat een teken dat er niet hoort",
    "{{ a| }}": "hier staat het einde van de tag waar een naam hoort",
    "{# a": "deze opmerking wordt niet gesloten",
}


@pytest.mark.parametrize("source", TAGS)
def test_a_mistake_is_told_as_a_drafter_sees_it(source: str) -> None:
    with pytest.raises(TemplateSyntaxError) as raised:
        Environment().parse(source)
    told = in_dutch(raised.value.message)
    assert told.message == TAGS[source]
    assert told.hint


def test_what_is_not_known_gets_a_dutch_text_too() -> None:
    for text in ("something new", "", None):
        assert in_dutch(text) == UNKNOWN
