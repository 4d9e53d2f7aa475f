"""docs/architecture.md, held to the code: the modules and names that it sends a maintainer to."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "report_builder"
PAGE = (ROOT / "docs" / "architecture.md").read_text()
MODULES = sorted(set(re.findall(r"`((?!tests/)[\w/]+\.py)`", PAGE)))
NAMES = sorted(set(re.findall(r"`([\w/]+\.py)`\s+\(`(\w+)`", PAGE)))


def layers_named(rows: Iterable[str]) -> list[list[str]]:
    """The packages that each row of the table names."""
    return [re.findall(r"`(\w+)`", row.split("|")[1]) for row in rows]


@pytest.mark.parametrize("module", MODULES)
def test_a_module_that_the_page_names_exists(module: str) -> None:
    assert (PACKAGE / module).is_file()


@pytest.mark.parametrize(("module", "name"), NAMES)
def test_a_name_that_the_page_gives_is_defined_there(module: str, name: str) -> None:
    tree = ast.parse((PACKAGE / module).read_text())
    defined = {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    assert name in defined


def test_the_page_names_enough_to_go_by() -> None:
    assert len(MODULES) > 30
    assert len(NAMES) > 8


def test_the_layers_are_those_that_are_held() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = settings["tool"]["importlinter"]["contracts"]
    held = [re.findall(r"\w+", layer) for layer in contracts[0]["layers"]]
    rows = PAGE.split("| layer | task |\n|---|---|\n")[1].split("\n\n")[0].splitlines()
    assert layers_named(rows) == held


def test_other_pages_that_the_page_refers_to_exist() -> None:
    pages = re.findall(r"`(docs/\w+\.md|tests/\w+\.py|\w+\.toml|[A-Z]+\.md)`", PAGE)
    pages += [f"docs/{name}" for name in re.findall(r"\]\((\w+\.md)\)", PAGE)]
    assert pages
    assert [
        name for name in pages if not (ROOT / name).is_file() and name != "catalogue.toml"
    ] == []
