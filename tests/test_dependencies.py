"""What is declared is what is imported, and each library is accounted for in docs/keuzes.md."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points, files, packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
OURS = {"report_builder", "benchmarks", "tests", "scripts"}


def distribution(requirement: str) -> str:
    """The name of what a requirement asks for, as registries write it."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def declared(requirements: list[object]) -> set[str]:
    return {distribution(line) for line in requirements if isinstance(line, str)}


DEPENDENCIES = declared(PROJECT["project"]["dependencies"])
GROUPS = PROJECT["dependency-groups"]
BUILDING = declared(GROUPS["build"])
DEVELOPMENT = declared(GROUPS["dev"])


def imported_modules(folder: Path) -> Iterator[str]:
    """The modules that are imported anywhere below a folder, in functions too."""
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module


@cache
def imported_distributions(folder: str) -> frozenset[str]:
    """The distributions of others that a folder of ours imports from."""
    own_modules = {path.stem for path in (ROOT / folder).rglob("*.py")}
    names = {module.partition(".")[0] for module in imported_modules(ROOT / folder)}
    others = names - OURS - own_modules - sys.stdlib_module_names
    distributions = packages_distributions()
    return frozenset(
        distribution(found) for name in others for found in distributions.get(name, [name])
    )


def commands_of_make() -> set[str]:
    """The distributions of the commands that the Makefile runs from the environment."""
    commands = set(re.findall(r"\$\(RUN\)/([\w-]+)", (ROOT / "Makefile").read_text("utf-8")))
    homes = {
        script.name: script.dist.name
        for script in entry_points(group="console_scripts")
        if script.dist
    }
    # A command without an entry point, such as ruff, is a binary of the same name.
    return {distribution(homes.get(command, command)) for command in commands - {"python"}}


def plugins_of_pytest() -> set[str]:
    """The distribution that knows the option `-n`, which pytest is always run with."""
    addopts = PROJECT["tool"]["pytest"]["ini_options"]["addopts"].split()
    return {"pytest-xdist"} if "-n" in addopts else set()


def stubs_for_mypy() -> set[str]:
    """The types of what is imported, where these are published apart."""
    imported = imported_distributions("report_builder") | imported_distributions("tests")
    return {name for name in DEVELOPMENT if stubbed_by(name) & imported}


def stubbed_by(name: str) -> set[str]:
    """What a distribution has the types of: its folder is called `lxml-stubs`."""
    folders = {file.parts[0] for file in files(name) or ()}
    return {folder.removesuffix("-stubs") for folder in folders if folder.endswith("-stubs")}


def test_what_the_program_declares_is_what_it_imports() -> None:
    assert imported_distributions("report_builder") == DEPENDENCIES


def test_what_development_declares_is_what_it_uses() -> None:
    imported = set().union(*(imported_distributions(name) for name in ("tests", "benchmarks")))
    used = imported | commands_of_make() | plugins_of_pytest() | stubs_for_mypy()
    assert used - DEPENDENCIES - BUILDING - {"report-builder"} == DEVELOPMENT


def test_what_is_needed_to_build_is_what_the_build_system_asks_for() -> None:
    assert declared(PROJECT["build-system"]["requires"]) == BUILDING


def test_each_library_is_imported_only_where_it_is_wrapped() -> None:
    """import-linter holds each contract; here, that there is one for each library."""
    distributions = packages_distributions()
    forbidden = {
        name
        for contract in PROJECT["tool"]["importlinter"]["contracts"]
        for name in contract.get("forbidden_modules", ())
        if not name.startswith(("report_builder", "benchmarks"))
    }
    wrapped = {distribution(found) for name in forbidden for found in distributions[name]}
    assert wrapped == DEPENDENCIES


def test_scripts_run_without_any_library() -> None:
    assert imported_distributions("scripts") == set()


def test_each_library_is_accounted_for_with_its_reason() -> None:
    page = (ROOT / "docs" / "keuzes.md").read_text("utf-8")
    _, _, libraries = page.partition("\n## Bibliotheken\n")
    used, developing = libraries.partition("\n## ")[0].split("\nOm te ontwikkelen:\n")
    assert _in_first_column(used) == DEPENDENCIES
    assert _in_first_column(developing) == DEVELOPMENT | BUILDING


def test_a_library_that_decides_what_is_printed_is_pinned_and_the_page_says_so() -> None:
    page = (ROOT / "docs" / "keuzes.md").read_text("utf-8")
    told = {
        distribution(name) for name in re.findall(r"^\| `([\w-]+)` \(`==`\)", page, re.MULTILINE)
    }
    requirements = PROJECT["project"]["dependencies"]
    assert told == {distribution(line) for line in requirements if "==" in line}


def _in_first_column(text: str) -> set[str]:
    """The names in the first column of a table, of which none may be without a reason."""
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| `")]
    assert all(len(row) == 3 and all(cell.strip() for cell in row) for row in rows)
    return {distribution(name) for row in rows for name in re.findall(r"`([\w-]+)`", row[0])}
