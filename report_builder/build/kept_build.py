"""A build that need not be done again: what it depends on, and what it left.

This must be quick, so nothing is imported here that is not needed for hashing files.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from report_builder.fingerprint import (
    BuildRecord,
    find_record,
    keep_record,
    project_files,
    read_bytes,
    stamp,
)
from report_builder.problems import Problem
from report_builder.store import Store
from report_builder.store_folder import default_folder
from report_builder.workspace import Workspace, put_beside

_NUMBERS = "numbers.csv"


@dataclass(frozen=True)
class BuildTarget:
    """What is to be built, and the folder below which it comes."""

    workspace: Workspace
    edition: str
    release: str
    output: Path

    @property
    def folder(self) -> Path:
        """Where the products come."""
        return self.output / self.edition / self.release

    def stamp(self) -> str:
        """A hash of everything that the products depend on, as it is now."""
        files = project_files(self.workspace)
        return stamp(files, self.edition, self.release, self.output)


def find_kept(target: BuildTarget) -> BuildRecord | None:
    """What an earlier build left, when nothing changed since; its numbers are published."""
    record = find_record(Store(default_folder()), target.stamp(), target.folder)
    if record is not None:
        publish(target)
    return record


def keep(
    target: BuildTarget, made_from: str, manifest: bytes, problems: tuple[Problem, ...]
) -> None:
    """Remember a build, unless what it was made from changed meanwhile."""
    if target.stamp() == made_from:
        keep_record(Store(default_folder()), made_from, manifest, problems)


def publish(target: BuildTarget) -> None:
    """Keep the numbers of the definitive release with the project, where later editions are
    compared with them.
    """
    if target.release != "definitief":
        return
    path = target.workspace.published / f"{target.edition}.csv"
    numbers = read_bytes(target.folder / _NUMBERS)
    if not (path.is_file() and read_bytes(path) == numbers):
        put_beside(path.parent, {path.name: numbers})
