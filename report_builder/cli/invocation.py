"""One call of the program: the options that commands share, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from report_builder.console import Console
from report_builder.workspace import Workspace


@dataclass(frozen=True)
class Invocation:
    """The shared options as they were given; a command that does not have one never looks at it."""

    project: Path = Path()
    jobs: int | None = None
    quiet: bool = False
    edition: str | None = None
    release: str = "concept"
    output: Path | None = None
    accept_revisions: bool = False
    accept_doubts: bool = False
    accept_breaks: bool = False
    dry_run: bool = False
    with_report: bool = False

    @cached_property
    def workspace(self) -> Workspace:
        """The project. Raises Unusable when there is none."""
        return Workspace.open(self.project)

    @cached_property
    def console(self) -> Console:
        """Where progress is said."""
        return Console(self.quiet)

    @property
    def edition_file(self) -> Path:
        """The settings of the edition that is asked for, by default the newest. Raises
        Unusable when there is none.
        """
        return self.workspace.choose_edition(self.edition)

    @property
    def output_folder(self) -> Path:
        """Where the output goes: what was asked, else `output` in the project."""
        return self.output or self.workspace.root / "output"


_SHARED = frozenset(field.name for field in fields(Invocation))


def divide(options: Mapping[str, Any]) -> tuple[Invocation, dict[str, Any]]:
    """The options that commands share as one record, and those of the command itself by name."""
    shared = {name: value for name, value in options.items() if name in _SHARED}
    own = {name: value for name, value in options.items() if name not in _SHARED}
    return Invocation(**shared), own
