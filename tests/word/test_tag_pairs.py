"""How the tags of a template stand to each other, and to the paragraph, row or cell around them."""

import io

import pytest
from docx import Document

from report_builder.word.template.template_file import open_template


def problems_of(*blocks):
    """The problems of a template of paragraphs and tables; a list of rows is a table."""
    document = Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=len(block), cols=len(block[0]))
        for number, row in enumerate(block):
            for column, text in enumerate(row):
                table.cell(number, column).text = text
    saved = io.BytesIO()
    document.save(saved)
    _, problems = open_template(saved.getvalue(), "t.docx", {})
    return [f"{problem.place}: {problem.message}" for problem in problems]


FIRST = "voor de eerste kop, alinea"
TABLE = "voor de eerste kop, tabel"

SOUND = {
    "a block in a paragraph": ["a {% if a %}b{% elif c %}d{% else %}e{% endif %} f"],
    "a block over paragraphs": ["{%p if a %}", "x", "{%p else %}", "y", "{%p endif %}"],
    "a block in a block": ["{%p for p in x %}", "{% if a %}x{% endif %}", "{%p endfor %}"],
    "a block over rows": [[["{%tr for p in x %}", ""], ["{{ p.a }}", "b"], ["{%tr endfor %}", ""]]],
    "a block over cells": [[["{%tc if a %}", "x", "{%tc endif %}"], ["y", "z", "u"]]],
    "a comment beside a tag": ["{%p if a %}{# waarom #}", "x", "{%p endif %}"],
    "a comment alone": ["{#p waarom #}"],
    "a sign between quotes": ['{% if a == "10%}" %}x{% endif %}'],
    "an opening between quotes": ['{% if a == "{{" %}x{% endif %}'],
}


@pytest.mark.parametrize("name", SOUND)
def test_what_fits_together_is_no_problem(name):
    assert problems_of(*SOUND[name]) == []


BROKEN = {
    "an if without end": (
        ["{% if a %}x"],
        [f"{FIRST} 1: {{% if a %}}: dit blok wordt niet gesloten"],
    ),
    "an if that its loop closes": (
        ["{% for p in x %}{% if a %}{% endfor %}"],
        [f"{FIRST} 1: {{% if a %}}: dit blok wordt niet gesloten"],
    ),
    "an end too many": (
        ["{% if a %}{% endif %}", "{% endif %}"],
        [f"{FIRST} 2: {{% endif %}}: dit deel hoort bij geen enkel blok"],
    ),
    "an end of another block": (
        ["{% if a %}{% endfor %}{% endif %}"],
        [f"{FIRST} 1: {{% endfor %}}: dit deel hoort bij geen enkel blok"],
    ),
    "an else outside": (
        ["{% if a %}{% endif %}{% else %}"],
        [f"{FIRST} 1: {{% else %}}: dit deel hoort bij geen enkel blok"],
    ),
    "an elif of a loop": (
        ["{% for p in x %}{% elif a %}{% endfor %}"],
        [f"{FIRST} 1: {{% elif a %}}: dit deel hoort bij geen enkel blok"],
    ),
    "a tag that is not closed": (["a {{ b"], [f"{FIRST} 1: {{{{ b: deze tag wordt niet gesloten"]),
    "a comment that is not closed": (
        ["a {# b"],
        [f"{FIRST} 1: {{# b: deze tag wordt niet gesloten"],
    ),
    "a tag over paragraphs": (
        ["{{ a", "b }}"],
        [
            f"{FIRST} 1: {{{{ a: deze tag wordt niet gesloten",
            f"{FIRST} 2: losse tekens '}}}}': deze tag is niet goed geopend of gesloten",
        ],
    ),
    "a percent sign in a tag with p": (
        ['{%p if a == "10%" %}', "x", "{%p endif %}"],
        [
            f'{FIRST} 1: {{%p if a == "10%" %}}: in een tag met p, tr, tc of r mag geen % of }} staan'
        ],
    ),
    "a space before p": (
        ["{% p if a %}", "x", "{%p endif %}"],
        [f"{FIRST} 1: {{% p if a %}}: er staat een spatie voor p, tr, tc of r"],
    ),
    "a row outside a table": (
        ["{%tr if a %}", "x", "{%tr endif %}"],
        [
            f"{FIRST} 1: {{%tr if a %}}: deze tag hoort in een tabel",
            f"{FIRST} 3: {{%tr endif %}}: deze tag hoort in een tabel",
        ],
    ),
    "a p on one side": (
        ["{%p if a %}", "x{% endif %}"],
        [f"{FIRST} 2: {{% endif %}}: het begin en het eind van dit blok passen niet bij elkaar"],
    ),
    "p twice in a paragraph": (
        ["{%p if a %}{%p endif %}"],
        [f"{FIRST} 1: {{%p endif %}}: dit blok begint en eindigt in dezelfde alinea"],
    ),
    "rows of two tables": (
        [[["{%tr if a %}"], ["x"]], "tussen", [["y"], ["{%tr endif %}"]]],
        [
            f"{TABLE} 2, rij 2, kolom 1: {{%tr endif %}}: dit blok begint en eindigt in verschillende tabellen"
        ],
    ),
    "a row that closes itself": (
        [[["{%tr if a %}", "{%tr endif %}"], ["x", ""]]],
        [f"{TABLE} 1, rij 1, kolom 2: {{%tr endif %}}: dit blok begint en eindigt in dezelfde rij"],
    ),
    "cells of two rows": (
        [[["{%tc if a %}", "x"], ["y", "{%tc endif %}"]]],
        [
            f"{TABLE} 1, rij 2, kolom 2: {{%tc endif %}}: dit blok begint en eindigt in verschillende rijen"
        ],
    ),
    "text beside p": (
        ["weg {%p if a %}", "x", "{%p endif %}"],
        [f"{FIRST} 1: {{%p if a %}}: de tekst naast deze tag zou wegvallen"],
    ),
    "text beside p of an else": (
        ["{%p if a %}", "x", "{%p else %} weg", "{%p endif %}"],
        [f"{FIRST} 3: {{%p else %}}: de tekst naast deze tag zou wegvallen"],
    ),
    "text beside p of a comment": (
        ["weg {#p waarom #}"],
        [f"{FIRST} 1: {{#p waarom #}}: de tekst naast deze tag zou wegvallen"],
    ),
    "a value beside p": (
        ["{%p if a %}{{ b }}", "{%p endif %}"],
        [f"{FIRST} 1: {{%p if a %}}: de tekst naast deze tag zou wegvallen"],
    ),
    "the ends of two blocks in a paragraph": (
        ["{%p if a %}", "{%p endif %}{%p if b %}", "{%p endif %}"],
        [
            f"{FIRST} 2: {{%p endif %}}: de tekst naast deze tag zou wegvallen",
            f"{FIRST} 2: {{%p if b %}}: de tekst naast deze tag zou wegvallen",
        ],
    ),
    "another cell in the row": (
        [[["{%tr if a %}", "weg"], ["x", ""], ["{%tr endif %}", ""]]],
        [f"{TABLE} 1, rij 1, kolom 1: {{%tr if a %}}: de tekst naast deze tag zou wegvallen"],
    ),
    "another paragraph in the cell": (
        [[["{%tc if a %}\nweg", "x", "{%tc endif %}"]]],
        [f"{TABLE} 1, rij 1, kolom 1: {{%tc if a %}}: de tekst naast deze tag zou wegvallen"],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_does_not_fit_is_told_where_it_stands(name):
    blocks, problems = BROKEN[name]
    assert problems_of(*blocks) == problems


HALVES_OF_A_MISTAKE = {
    "an end that is misspelt": (
        ["{% if a %}x{% endi %}"],
        f"{FIRST} 1: 'endi' bestaat hier niet: {{% endi %}}",
    ),
    "a beginning that is misspelt": (
        ["{% fo p in x %}x{% endfor %}"],
        f"{FIRST} 1: 'fo' bestaat hier niet: {{% fo p in x %}}",
    ),
    "a sign before the word": (
        ["{% ]if a %}x{% else %}y{% endif %}"],
        f"{FIRST} 1: {{% ]if a %}} is niet te lezen: na {{% hoort een woord",
    ),
    "an end that is not closed": (
        ["{% if a %}x{% endif %"],
        f"{FIRST} 1: {{% endif %: deze tag wordt niet gesloten",
    ),
    "a beginning with a loose brace": (
        ["{>% if a %}x{% endif %}"],
        f"{FIRST} 1: losse tekens '%}}': deze tag is niet goed geopend of gesloten",
    ),
    "braces with something between": (
        ["{““{ asiel.nul }}"],
        f"{FIRST} 1: losse tekens '}}}}': deze tag is niet goed geopend of gesloten",
    ),
    "a mark of the program in a tag": (
        ["{{ a\ue000b }}"],
        f"{FIRST} 1: hier staat het teken U+E000, dat het programma zelf gebruikt",
    ),
}


@pytest.mark.parametrize("name", HALVES_OF_A_MISTAKE)
def test_one_mistake_is_told_once_and_not_of_its_other_half(name):
    blocks, problem = HALVES_OF_A_MISTAKE[name]
    assert problems_of(*blocks) == [problem]


def test_a_block_elsewhere_is_still_told_beside_a_broken_tag():
    assert problems_of("{% endi %}", "{% if a %}x") == [
        f"{FIRST} 1: 'endi' bestaat hier niet: {{% endi %}}",
        f"{FIRST} 2: {{% if a %}}: dit blok wordt niet gesloten",
    ]
