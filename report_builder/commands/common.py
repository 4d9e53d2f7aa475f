"""What the commands share: the exit statuses, the options, and reading a whole project."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report_builder.console import Console
from report_builder.workspace import Workspace

if TYPE_CHECKING:
    from report_builder.build.filled_project import FilledProject
    from report_builder.build.plan import UnreadProject

DONE, STOPPED, WRONG = 0, 1, 2
"""Done; stopped by problems in the project's files; used wrongly (contract, section 4)."""
_RELEASES = ("concept", "definitief")


@dataclass(frozen=True)
class Options:
    """Where commands are added, and the options that they share.

    `basic` has the project, `edition` that and the edition, `release` all of it.
    """

    commands: Any
    basic: argparse.ArgumentParser
    edition: argparse.ArgumentParser
    release: argparse.ArgumentParser


def make_options(commands: Any) -> Options:
    """The options that commands share."""
    basic = argparse.ArgumentParser(add_help=False)
    basic.add_argument(
        "--project", type=Path, default=Path(), metavar="MAP", help="de projectmap (deze map)"
    )
    basic.add_argument(
        "--jobs",
        type=_count,
        metavar="N",
        help="hoeveel processen tegelijk (zoveel als er processoren zijn)",
    )
    basic.add_argument("--quiet", action="store_true", help="zeg niets over de voortgang")
    edition = argparse.ArgumentParser(add_help=False, parents=[basic])
    edition.add_argument(
        "--edition", metavar="EDITIE", help="de editie, bijvoorbeeld 2026 (de nieuwste)"
    )
    release = argparse.ArgumentParser(add_help=False, parents=[edition])
    release.add_argument(
        "--release", choices=_RELEASES, default="concept", help="waarvoor (concept)"
    )
    return Options(commands, basic, edition, release)


def add_output(
    command: argparse.ArgumentParser, text: str = "waar de uitvoer komt (output)"
) -> None:
    """Give a command the option that says where its output goes."""
    command.add_argument("--output", type=Path, metavar="MAP", help=text)


def output_folder(workspace: Workspace, asked: argparse.Namespace) -> Path:
    """Where the output goes: what was asked, else `output` in the project."""
    folder: Path = asked.output or workspace.root / "output"
    return folder


def read_whole(
    workspace: Workspace, asked: argparse.Namespace, release: str, with_pictures: bool = False
) -> FilledProject | UnreadProject:
    """The project with all its templates filled, and every problem found."""
    from report_builder.build.inspection import inspect_project
    from report_builder.jobs import Workers
    from report_builder.model.edition import Release

    with Workers(asked.jobs) as workers:
        return inspect_project(
            workspace, asked.edition, Release(release), workers, Console(asked.quiet), with_pictures
        )


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError("kies 1 of meer")
    return count
