"""README and docs name every command with its options, and no others."""

import re
from pathlib import Path

import click
import pytest

from report_builder.cli.program import make_program

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/opdrachten.md").read_text()
README = (ROOT / "README.md").read_text()
COMMANDS = make_program().commands
OPTION = re.compile(r"`(--[a-z-]+)")


def options(name):
    declared = (param for param in COMMANDS[name].params if isinstance(param, click.Option))
    return {spelling for param in declared for spelling in param.opts}


def sections():
    """The part of the page on each command, by its name."""
    parts = re.split(r"^#{2,3} (.+)$", PAGE, flags=re.MULTILINE)
    return {
        title: text
        for title, text in zip(parts[1::2], parts[2::2], strict=True)
        if title in COMMANDS
    }


def test_the_page_tells_of_every_command_in_the_order_of_the_help():
    titles = re.findall(r"^### (.+)$", PAGE, flags=re.MULTILINE)
    assert titles == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_page_names_the_options_of_a_command_and_no_others(name):
    assert set(OPTION.findall(sections()[name])) == options(name)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_page_gives_the_sentence_and_the_example_of_a_command(name):
    command = COMMANDS[name]
    assert f"{command.help} Bijvoorbeeld `{command.example}`." in sections()[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_page_says_what_an_option_means_as_the_help_does(name):
    text, shared = sections()[name], PAGE.partition("\n## Voor ")[0]
    for param in COMMANDS[name].params:
        spelling = param.metavar if isinstance(param, click.Argument) else param.opts[0]
        is_own = f"| {param.help}" in text
        assert is_own or f"| `{spelling}" in shared, spelling


def rows():
    """The rows of the table of commands in the README: the command, and the whole row."""
    return dict(re.findall(r"^(?=\| `report-builder ([a-z-]+))(.*)$", README, re.MULTILINE))


def test_the_readme_lists_every_command_and_no_other():
    assert {*rows(), "unlock"} == set(COMMANDS)
    assert "`unlock" in rows()["lock"]


def test_the_readme_names_no_option_that_a_command_does_not_have():
    for name, row in rows().items():
        known = options(name) | (options("unlock") if name == "lock" else set())
        assert set(re.findall(r"(--[a-z-]+)", row)) <= known, name
