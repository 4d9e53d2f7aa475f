"""A build that need not be done again: what it depends on, and what it left.

This must be quick, so nothing is imported here that is not needed for hashing files.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from report_builder.exclusion import alone
from report_builder.fingerprint import (
    MANIFEST,
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
_HEAD = """\
# Geschreven door report-builder build; niet met de hand wijzigen. Zie docs/vrijgeven.md.
"""


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
    compared with them, and which lock it was made with.
    """
    if target.release != "definitief":
        return
    workspace, edition = target.workspace, target.edition
    numbers = read_bytes(target.folder / _NUMBERS)
    lock = json.loads(read_bytes(target.folder / MANIFEST)).get("lock")
    wanted = {
        workspace.published / f"{edition}.csv": numbers,
        workspace.published_lock(edition): f'{_HEAD}lock = "{lock}"\n'.encode() if lock else None,
    }
    if changed := {path: data for path, data in wanted.items() if _find(path) != data}:
        with alone(workspace.root, "build", is_patient=True):
            _keep(changed)


def _find(path: Path) -> bytes | None:
    return read_bytes(path) if path.is_file() else None


def _keep(files: Mapping[Path, bytes | None]) -> None:
    """Write files, and remove those that have no content any more."""
    for path, data in files.items():
        if data is None:
            path.unlink()
        else:
            put_beside(path.parent, {path.name: data})
