"""What lies beside the releases of an edition: its archive, its work list, comparisons with other
editions, and what was built of earlier ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from report_builder.desk.output_folder import open_output
from report_builder.editions.worklist import NAME as WORKLIST
from report_builder.model.dutch_time import dutch_clock
from report_builder.model.edition import Release
from report_builder.workspace import Workspace

WORKLISTS = frozenset({f"{WORKLIST}.html", f"{WORKLIST}.xlsx"})
_COMPARISON = re.compile(r"vergelijking-(.+)-(.+)\.(html|xlsx)")


@dataclass(frozen=True)
class StoredFile:
    """The archive or a work list of an edition: its file name, and when it was made, by the
    clock of Amsterdam.
    """

    name: str
    moment: datetime


@dataclass(frozen=True)
class ComparisonFile:
    """A comparison of editions, below the folder of the one that came later."""

    edition: str
    name: str
    moment: datetime


@dataclass(frozen=True)
class FormerEdition:
    """An earlier edition, with the releases that were built of it and its archive."""

    edition: str
    releases: tuple[Release, ...]
    archive: StoredFile | None


def archive_name(edition: str) -> str:
    """What the archive of an edition is called."""
    return f"archief-{edition}.zip"


def find_archive(output: Path, edition: str) -> StoredFile | None:
    """The archive of an edition; None where none was made."""
    for name, moment in _files_of(output / edition):
        if name == archive_name(edition):
            return StoredFile(name, moment)
    return None


def find_worklist(output: Path, edition: str) -> list[StoredFile]:
    """The work list with which an edition began, in each of its forms."""
    return [
        StoredFile(name, moment)
        for name, moment in _files_of(output / edition)
        if name in WORKLISTS
    ]


def find_former(workspace: Workspace, output: Path, edition: str) -> Iterator[FormerEdition]:
    """The editions before one, newest first, with what was built of them."""
    for name in workspace.editions_before(edition):
        releases = [release for release in Release if _has_files(output / name / release.value)]
        yield FormerEdition(name, tuple(releases), find_archive(output, name))


def _has_files(folder: Path) -> bool:
    with open_output(folder) as opened:
        return opened is not None and bool(opened.files())


def find_comparisons(output: Path) -> Iterator[ComparisonFile]:
    """Every comparison that was made, by edition."""
    for folder in sorted(output.iterdir()) if output.is_dir() else ():
        if folder.is_dir() and not folder.name.startswith("."):
            for name, moment in _files_of(folder):
                if _COMPARISON.fullmatch(name):
                    yield ComparisonFile(folder.name, name, moment)


def _files_of(folder: Path) -> Iterator[tuple[str, datetime]]:
    """The regular files in a folder itself, and when each was written."""
    with open_output(folder) as opened:
        for file in opened.own_files() if opened else ():
            yield file.name, dutch_clock(datetime.fromtimestamp(file.written, UTC))
