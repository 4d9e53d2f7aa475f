"""From a command line to a status: read it, and let the functions that it names do the work."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from io import BytesIO, StringIO, TextIOWrapper

import click

from report_builder.cli.dutch import in_dutch
from report_builder.cli.function_names import load
from report_builder.cli.grammar import Call, Program
from report_builder.cli.invocation import divide
from report_builder.cli.statuses import DONE, WRONG
from report_builder.cli.usage import SECTIONS
from report_builder.console import show, warn
from report_builder.problems import Unusable

NAME = "report-builder"
SENTENCE = "Schrijft de Staat van Migratie uit cijfers en sjablonen."


def make_program() -> Program:
    """The program with all its commands."""
    return Program(NAME, SENTENCE, SECTIONS)


def run(arguments: Sequence[str] | None) -> int:
    """Do what a command line asks; return the exit status."""
    asked = _read(arguments)
    if isinstance(asked, int):
        return asked
    invocation, own = divide(asked.options)
    for path in asked.runs:
        status: int | None = load(path)(invocation, **own)
        if status is not None:
            return status
    return DONE


def _check_encoding(arguments: Sequence[str] | None) -> None:
    """Refuse a word that is no UTF-8: no text and no file name of a project holds it."""
    for word in sys.argv[1:] if arguments is None else arguments:
        if any("\ud800" <= character <= "\udfff" for character in word):
            raise Unusable(
                f"'{word}' is geen geldige UTF-8; typ het opnieuw, of hernoem het bestand"
            )


def _read(arguments: Sequence[str] | None) -> Call | int:
    """What is asked for, or the status when that was help, or could not be read."""
    _check_encoding(arguments)
    # What the library prints goes through the console, which knows what to do when nobody reads it.
    help_text = TextIOWrapper(BytesIO(), encoding="utf-8")
    try:
        with in_dutch(), redirect_stdout(help_text):
            asked: Call | int = make_program().main(
                arguments, prog_name=NAME, standalone_mode=False
            )
            return asked
    except click.UsageError as error:
        warn(_explain(error))
        return WRONG
    except click.Abort as abort:
        # The library takes a signal for its own; the last net knows which one it was.
        raise abort.__cause__ or abort from None
    finally:
        help_text.seek(0)
        show(help_text.read().splitlines())


def _explain(error: click.UsageError) -> list[str]:
    explanation = StringIO()
    with in_dutch():
        error.show(explanation)
    return explanation.getvalue().splitlines()
