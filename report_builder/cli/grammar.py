"""What a command line is made of, on click: commands by kind of user, whose work is found by
name when it is asked for.

Reading a command line must be quick, also for help and for completion, and what does the work is
slow to import. So a command only names the functions that do it (`function_names`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from report_builder import __version__
from report_builder.workspace import Workspace


@dataclass(frozen=True)
class Call:
    """What a command line asks for: the functions that can do it, asked in turn, and the
    options that were given.
    """

    runs: tuple[str, ...]
    options: Mapping[str, Any]


class Command(click.Command):
    """A command: a sentence on what it does, an example, and the functions (`module:name`)
    that do it.

    The functions are asked in turn until one gives an exit status; a quick one can so spare the
    import of the next.
    """

    def __init__(
        self,
        name: str,
        sentence: str,
        example: str,
        runs: Sequence[str],
        params: Sequence[click.Parameter],
    ) -> None:
        super().__init__(
            name,
            params=list(params),
            help=sentence,
            short_help=sentence.partition(". ")[0].removesuffix("."),
            options_metavar="[OPTIES]",
            callback=lambda **options: Call(self.runs, options),
        )
        self.runs = tuple(runs)
        self.example = example

    def format_epilog(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """The example, below the options."""
        with formatter.section("Voorbeeld"):
            formatter.write(f"{'':{formatter.current_indent}}{self.example}\n")


class Program(click.Group):
    """All commands, which the help lists by kind of user."""

    def __init__(self, name: str, sentence: str, sections: Mapping[str, Sequence[Command]]) -> None:
        super().__init__(
            name,
            commands=[command for commands in sections.values() for command in commands],
            params=[_version_option()],
            help=sentence,
            options_metavar="[OPTIES]",
            subcommand_metavar="OPDRACHT ...",
            no_args_is_help=False,
            context_settings={"help_option_names": ["-h", "--help"]},
        )
        self.sections = sections

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with their sentences, in a section for each kind of user."""
        width = max(len(name) for name in self.commands)
        for title, commands in self.sections.items():
            with formatter.section(title):
                rows = [
                    (f"{command.name:{width}}", command.get_short_help_str(100))
                    for command in commands
                ]
                formatter.write_dl(rows)

    def format_epilog(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """Where to read on."""
        formatter.write_paragraph()
        formatter.write_text(
            f"Meer over een opdracht, met een voorbeeld: {self.name} OPDRACHT --help"
        )


def _version_option() -> click.Option:
    def say(context: click.Context, _option: click.Parameter, is_asked: bool) -> None:
        if is_asked:
            click.echo(f"report-builder {__version__}")
            context.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=say,
        help="toon de versie",
    )


def list_editions(
    context: click.Context, _parameter: click.Parameter, beginning: str
) -> list[CompletionItem]:
    """The editions of the project whose names begin as typed, for who presses Tab."""
    project = Workspace(context.params.get("project") or Path())
    return [CompletionItem(name) for name in project.edition_files() if name.startswith(beginning)]
