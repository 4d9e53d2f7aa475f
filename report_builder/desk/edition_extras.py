"""What lies beside the releases of an edition: its archive, and comparisons with other editions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from report_builder.desk.output_folder import open_output
from report_builder.model.dutch_time import dutch_clock

_COMPARISON = re.compile(r"vergelijking-(.+)-(.+)\.(html|xlsx)")


@dataclass(frozen=True)
class StoredArchive:
    """The archive of an edition: its file name, and when it was made, by the clock of Amsterdam."""

    name: str
    moment: datetime


@dataclass(frozen=True)
class ComparisonFile:
    """A comparison of editions, below the folder of the one that came later."""

    edition: str
    name: str
    moment: datetime


def archive_name(edition: str) -> str:
    """What the archive of an edition is called."""
    return f"archief-{edition}.zip"


def find_archive(output: Path, edition: str) -> StoredArchive | None:
    """The archive of an edition; None where none was made."""
    for name, moment in _files_of(output / edition):
        if name == archive_name(edition):
            return StoredArchive(name, moment)
    return None


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
