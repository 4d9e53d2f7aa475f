"""The lock that the last definitive release was made with, beside what it printed: whoever changes
the figures of an edition and their lock together has this one against him.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from report_builder.fingerprint import read_bytes
from report_builder.intake.lock_files import LOCK, lock_folder, read_lock
from report_builder.intake.toml_files import make_record, read_toml
from report_builder.model.lock import Lock, PublishedLock
from report_builder.problems import Problem
from report_builder.workspace import Workspace

_BACK = (
    "zet lock.toml en de vastgelegde bestanden met versiebeheer terug; wat anders moet, gaat via "
    'report-builder unlock --reason "…"'
)


def closed_lock(workspace: Workspace, edition_file: Path) -> str:
    """The sha256 of the lock of an edition as it is on disk; empty when it is open."""
    lock, _ = read_lock(workspace, edition_file)
    return _digest(edition_file) if lock.is_locked else ""


def _digest(edition_file: Path) -> str:
    path = lock_folder(edition_file) / LOCK
    return sha256(read_bytes(path)).hexdigest() if path.is_file() else ""


def check_published_lock(workspace: Workspace, edition_file: Path, lock: Lock) -> Iterator[Problem]:
    """That the lock is not the one of the last definitive release, and none that was opened with a
    reason since.
    """
    published, problems = _read(workspace, edition_file.stem)
    yield from problems
    if published is None:
        return
    known = {_digest(edition_file), *(opening.lock for opening in lock.unlocked)}
    if published.lock not in known:
        name = workspace.name(lock_folder(edition_file) / LOCK)
        message = (
            "dit is niet het slot waarmee de definitieve versie gemaakt is, en dat is niet met een "
            "reden geopend"
        )
        yield Problem("slot", name, "1", message, _BACK)


def _read(workspace: Workspace, edition: str) -> tuple[PublishedLock | None, list[Problem]]:
    """The lock of the last definitive release; None when it had none."""
    path = workspace.published_lock(edition)
    if not path.is_file():
        return None, []
    file, problems = read_toml(path, workspace.name(path))
    if file is None:
        return None, problems
    published, found = make_record(PublishedLock, file, (), file.data)
    return published, [*problems, *found]
