"""What the program says is said on the desk without a command or option of the terminal."""

import ast
import re
from pathlib import Path

import pytest

import report_builder
from report_builder.desk.desk_wording import in_desk_words

SOURCE = Path(report_builder.__file__).parent
OF_THE_TERMINAL = re.compile(r"report-builder [a-z]|--[a-z]|\[\[(?:accepted_stale|signatories)\]\]")
ELSEWHERE = ("cli", "desk", "editions/archive.py", "system_libraries.py")
"""What is said in a terminal only, or is no text but what a command is begun with."""
IN_FILES = (
    "# Geschreven door",
    "[[accepted_stale]]\n",
    "Er ging nog geen concept",
    "ophalen: ",
    "report-builder import BESTAND",
    " leveren of aanvaarden",
    " van reviewers beantwoorden",
    "de gegevens vergrendelen (",
    "import --undo",
)
"""What is written in a file, or told by `status` alone."""


def said():
    """Every text in the program that names something of the terminal; of one with values in it, the
    values as a word.
    """
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if name.startswith(ELSEWHERE):
            continue
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        composed = [node for node in nodes if isinstance(node, ast.JoinedStr)]
        inner = {id(part) for node in composed for part in node.values}
        inner |= {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        for node in nodes:
            text = text_of(node) if id(node) not in inner else ""
            if OF_THE_TERMINAL.search(text) and not any(part in text for part in IN_FILES):
                yield pytest.param(text, id=f"{name}:{node.lineno}")


def text_of(node):
    if isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "X" for part in node.values)
        return "".join(map(str, parts))
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


@pytest.mark.parametrize("text", list(said()))
def test_no_text_of_the_program_sends_who_works_in_the_browser_to_a_terminal(text):
    assert not OF_THE_TERMINAL.search(in_desk_words(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "in dit project loopt al het ophalen van cijfers (report-builder refresh, proces 12); wacht",
            "in dit project loopt al het ophalen van cijfers; wacht",
        ),
        (
            "in dit project loopt al het inlezen (report-builder import --undo, proces 12); wacht",
            "in dit project loopt al het inlezen; wacht",
        ),
        (
            "vergrendel ze met report-builder lock",
            "vergrendel ze met ‘Leg de gegevens vast’ op Uitgave",
        ),
        (
            'ontgrendel eerst met report-builder unlock --reason "…"',
            "ontgrendel eerst met ‘Geef vrij’ op Uitgave",
        ),
        (
            "is het SDMX-CSV, gebruik dan --profile sdmx-csv",
            "is het SDMX-CSV, kies dan bij Anders lezen het profiel sdmx-csv",
        ),
        ("zij staat nog in het sjabloon", "zij staat nog in het sjabloon"),
        ('name = "--profile"', 'name = "--profile"'),
    ],
)
def test_it_names_the_page_and_the_button(text, words):
    assert in_desk_words(text) == words
