"""What reviewers sent back, kept as it came in by the round that it came in.

Their names stand in it. So it lies beside data/, where no build reads it and git passes it over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path

from report_builder.fingerprint import files_below, read_bytes
from report_builder.intake.circulation_files import read_circulations
from report_builder.intake.lock_files import lock_folder
from report_builder.problems import Problem, Stopped
from report_builder.workspace import CIRCULATED, Workspace, put_beside

_NO_ROUND = "zonder-ronde"
_VERSION = re.compile(rf"[0-9a-f]{{7}}|{_NO_ROUND}")
_BACK = "haal data/editions/ terug zoals het was"
_IGNORED = {".gitignore": b"# Hier staan namen in van wie beoordeelde.\n*\n"}
_OF_CONCEPT = "numbers.csv"
"""What a Word file is compared with when it lies beside it: no reviewer's file is called so."""


def round_folder(workspace: Workspace, edition_file: Path) -> Path:
    """Where the files of the round are kept that goes round now. Raises Stopped when it cannot be
    told which that is.
    """
    told, problems = read_circulations(workspace, edition_file)
    version = told.circulated[-1].version if told.circulated else _NO_ROUND
    if not _VERSION.fullmatch(version):
        name = workspace.name(lock_folder(edition_file) / CIRCULATED)
        message = f"'{version}' is geen versie van een concept"
        problems.append(Problem("rondgestuurd", name, "1", message, _BACK))
    if problems:
        raise Stopped(problems)
    return workspace.returned / edition_file.stem / version


def kept_files(folder: Path) -> list[Path]:
    """The files that came in so far, by name."""
    return files_below(folder) if folder.is_dir() else []


def keep_files(
    workspace: Workspace, folder: Path, files: Iterable[tuple[str, bytes]]
) -> tuple[str, ...]:
    """Keep files by the name that they came with, each content once; the names of those that were
    kept already. Raises Unusable when that cannot be done.
    """
    present = {path.name: read_bytes(path) for path in kept_files(folder)}
    added: dict[str, bytes] = {}
    known: list[str] = []
    for name, data in files:
        if data in present.values():
            known.append(name)
            continue
        own = _own_name(name, present)
        present[own] = added[own] = data
    if added:
        guard_names(workspace)
        put_beside(folder, added)
    return tuple(known)


def guard_names(workspace: Workspace) -> None:
    """See that git passes over what came back, before people are named in it. Raises Unusable when
    that cannot be written.
    """
    put_beside(workspace.returned, _IGNORED)


def drop_files(folder: Path, names: Iterable[str]) -> None:
    """Keep some files no more."""
    for name in names:
        (folder / name).unlink(missing_ok=True)


def _own_name(name: str, present: Mapping[str, bytes]) -> str:
    """The name of a file, with a number behind it where another is called so."""
    taken = {one.casefold() for one in (*present, _OF_CONCEPT)}
    return next(form for form in _forms(name) if form.casefold() not in taken)


def _forms(name: str) -> Iterator[str]:
    yield name
    path = Path(name)
    yield from (f"{path.stem} ({number}){path.suffix}" for number in count(2))
