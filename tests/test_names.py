"""One word for one thing: names of modules and classes, and the words that names are made of."""

import io
import re
import tokenize
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.documented import ROOT, page

MODULES = sorted((ROOT / "report_builder").rglob("*.py"))


def glossary() -> dict[str, list[str]]:
    """The words of docs/architecture.md, each with the words that are not used for it."""
    text = page("docs/architecture.md").split("\n## Words\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| \*\*([\w ]+)\*\* \|.*\| (.*) \|$", text, re.MULTILINE)
    return {word: others for word, cell in rows if (others := re.findall(r"`(\w+)`", cell))}


@cache
def names(path: Path) -> Counter[str]:
    """The words that the names in a module are made of, each as often as it stands there."""
    source = io.StringIO(path.read_text(encoding="utf-8"))
    tokens = (
        token.string
        for token in tokenize.generate_tokens(source.readline)
        if token.type == tokenize.NAME
    )
    parts = (re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", token) for token in tokens)
    return Counter(part.lower() for words in parts for part in words)


def test_the_glossary_rules_words_out():
    assert len(glossary()) >= 4


def twice(names: list[str]) -> list[str]:
    return sorted(name for name, count in Counter(names).items() if count > 1)


def test_each_module_has_a_name_of_its_own():
    assert twice([path.stem for path in MODULES if not path.stem.startswith("__")]) == []


def test_each_class_has_a_name_of_its_own():
    classes = [
        name
        for path in MODULES
        for name in re.findall(r"^class (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert twice(classes) == []


@pytest.mark.parametrize("word", glossary())
def test_a_thing_goes_by_its_word(word):
    others = glossary()[word]
    used = {
        path.relative_to(ROOT).as_posix(): other
        for path in MODULES
        for other in others
        if names(path)[other]
    }
    assert used == {}
