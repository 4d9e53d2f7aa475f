"""Whether anything changed since a build: all its inputs in one hash, and the outputs against their
manifest.

This must be quick, so nothing is imported here that is not needed for hashing files.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from report_builder.drafts import PREFIX
from report_builder.problems import Problem, Unusable, reason_of
from report_builder.store import Store, digest
from report_builder.toolchain import toolchain_digest
from report_builder.workspace import CIRCULATED, REMARKS, Workspace, today

MANIFEST = "manifest.json"
_OPEN = ("~$", ".~lock.", "~WR")
"""How the names begin of what says who has a file open, and of what Word has under way."""
_PASSED_OVER = (*_OPEN, PREFIX)
_OF_REVIEW = (Path(CIRCULATED).stem, REMARKS)
"""How the names begin of what is kept of the round along reviewers."""
_PUBLISHED = "data/published"


@dataclass(frozen=True)
class BuildRecord:
    """What a build left: its manifest, and the warnings to tell again."""

    manifest: str
    problems: tuple[Problem, ...]


def project_files(workspace: Workspace) -> list[tuple[str, bytes]]:
    """Every file of the project that a build reads, by name; the originals of deliveries are none
    of these.

    Raises Unusable when one cannot be read.
    """
    folders = (workspace.data, workspace.templates, workspace.figures)
    seen = {_identity(workspace.deliveries)} if workspace.deliveries.is_dir() else set()
    files = (Path(entry.path) for folder in folders for entry in _entries(folder, seen))
    return [(workspace.name(path), read_bytes(path)) for path in files]


def is_owner_file(path: Path) -> bool:
    """Whether Word or LibreOffice put a file beside one that it has open: to say who has, or while
    it saves.
    """
    return path.name.startswith(_OPEN)


def _entries(folder: Path | str, seen: set[tuple[int, int]]) -> Iterator[os.DirEntry[str]]:
    """The files below a folder, also behind links; each folder once. What is open or being made is
    left out, and a folder that is not there has none.

    The desk looks at all of them several times a second, so no path is made of each.
    """
    if not Path(folder).is_dir() or (identity := _identity(folder)) in seen:
        return
    seen.add(identity)
    with os.scandir(folder) as entries:
        in_order = sorted(entries, key=_name_of)
    for entry in in_order:
        if entry.name.startswith(_PASSED_OVER):
            continue
        if entry.is_dir():
            yield from _entries(entry.path, seen)
        elif entry.is_file():
            yield entry


def _identity(folder: Path | str) -> tuple[int, int]:
    state = Path(folder).stat()
    return state.st_dev, state.st_ino


def _name_of(entry: os.DirEntry[str]) -> str:
    return entry.name


def files_below(folder: Path) -> list[Path]:
    """The files below a folder, in a fixed order; none where there is no folder."""
    return [Path(entry.path) for entry in _entries(folder, set())]


def looks_below(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """The path and the state of each file below a folder; what goes meanwhile is left out."""
    for entry in _entries(folder, set()):
        with suppress(FileNotFoundError):
            yield entry.path, entry.stat()


def read_bytes(path: Path) -> bytes:
    """The content of a file. Raises Unusable when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unusable(f"kan {path} niet lezen: {reason_of(error)}") from error


def project_version(files: list[tuple[str, bytes]], edition: str) -> str:
    """Seven characters that change with anything in the project's files that a document could
    print.

    What is kept of the round along reviewers is none of that: the concept that they have stays the
    same version. Nor is what was published, with which the review page is compared.
    """
    return digest(
        edition, [(name, sha256(data).hexdigest()) for name, data in files if not _is_beside(name)]
    )[:7]


def _is_beside(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    return folder == _PUBLISHED or (
        file.startswith(_OF_REVIEW) and folder.rpartition("/")[0] == "data/editions"
    )


def stamp(files: list[tuple[str, bytes]], edition: str, release: str, output: Path) -> str:
    """A hash of everything that a build depends on: the project, the program, what is asked and the
    date.

    The definitive release writes what is published of its own edition itself.
    """
    written = _published(edition) if release == "definitief" else ()
    made = [(name, sha256(data).hexdigest()) for name, data in files if name not in written]
    return digest(
        "gebouwd", toolchain_digest(), made, edition, release, str(output.resolve()), today()
    )


def _published(edition: str) -> tuple[str, str]:
    return f"{_PUBLISHED}/{edition}.csv", f"{_PUBLISHED}/{edition}.toml"


def find_record(store: Store, key: str, folder: Path) -> BuildRecord | None:
    """The record of an earlier build whose outputs are all still there, as they were written."""
    record = store.get(key, BuildRecord)
    manifest = folder / MANIFEST
    if (
        record is None
        or not manifest.is_file()
        or sha256(manifest.read_bytes()).hexdigest() != record.manifest
    ):
        return None
    files: dict[str, str] = json.loads(manifest.read_text())["files"]
    whole = all(
        (folder / name).is_file() and sha256((folder / name).read_bytes()).hexdigest() == made
        for name, made in files.items()
    )
    return record if whole else None


def keep_record(store: Store, key: str, manifest: bytes, problems: tuple[Problem, ...]) -> None:
    """Remember a build that was put in place."""
    store.put(key, BuildRecord(sha256(manifest).hexdigest(), problems))
    store.prune()
