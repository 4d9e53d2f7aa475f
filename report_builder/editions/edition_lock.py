"""Freezing the figures of an edition, and letting them go again with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from report_builder import __version__
from report_builder.build.filled_project import FilledProject, usable
from report_builder.build.inspection import inspect_project
from report_builder.console import Console
from report_builder.fingerprint import read_bytes
from report_builder.intake.lock_files import (
    LOCK,
    NUMBERS,
    UNLOCK_HINT,
    lock_bytes,
    lock_folder,
    read_lock,
    rows_path,
)
from report_builder.jobs import Workers
from report_builder.model.edition import Release
from report_builder.model.lock import Lock, Unlocking
from report_builder.problems import Stopped, Unusable
from report_builder.registers.number_register import printed_rows, write_numbers
from report_builder.wording.periods import date_text
from report_builder.workspace import Workspace, altered, today


def lock_edition(
    workspace: Workspace, edition: str, workers: Workers, console: Console, by: str = ""
) -> Lock:
    """Freeze the figures that an edition uses; return the lock, with who closed it.

    Raises Unusable when it is closed already, and Stopped when the project's files hold errors.
    """
    lock = open_lock(workspace, edition)
    project = inspect_project(workspace, edition, Release.CONCEPT, workers, console)
    return close_lock(workspace, edition, lock, usable(project), by)


def open_lock(workspace: Workspace, edition: str) -> Lock:
    """The lock of an edition, when it is open. Raises Unusable when it is closed, and Stopped when
    it is damaged.
    """
    lock = _read(workspace, edition)
    if lock.locked_on is not None:
        raise Unusable(
            f"editie {edition} is al vergrendeld, op {date_text(lock.locked_on)}; {UNLOCK_HINT}"
        )
    return lock


def _read(workspace: Workspace, edition: str) -> Lock:
    lock, problems = read_lock(workspace, workspace.choose_edition(edition))
    if problems:
        raise Stopped(problems)
    return lock


def close_lock(
    workspace: Workspace, edition: str, lock: Lock, project: FilledProject, by: str = ""
) -> Lock:
    """Freeze the figures that an edition uses, all of them or none; return the lock."""
    folder = lock_folder(workspace.choose_edition(edition))
    indicators, prints = project.setup.project.catalogue.indicators, project.prints
    held = {key for key in indicators if rows_path(folder, key).is_file()}
    wanted = set(indicators) & set(prints.used()) | held
    numbers, rows, own = write_numbers(printed_rows(prints.values)), {}, []
    for key in sorted(wanted):
        current = rows_path(workspace.data, key)
        rows[key] = read_bytes(rows_path(folder, key) if key in held else current)
        is_ours = key in lock.rows and key not in lock.own
        if key in held and not is_ours and rows[key] != read_bytes(current):
            own.append(key)
    closed = Lock(
        locked_on=today(),
        locked_by=by.strip(),
        program=f"report-builder {__version__}",
        numbers=_hash(numbers),
        rows={key: _hash(data) for key, data in rows.items()},
        own=tuple(own),
        unlocked=lock.unlocked,
    )
    with altered(folder) as draft:
        for key, data in rows.items():
            _put(rows_path(draft, key), data)
        _put(draft / NUMBERS, numbers)
        _put(draft / LOCK, lock_bytes(closed))
    return closed


def release_lock(
    workspace: Workspace, edition: str, reason: str, indicators: Sequence[str], by: str = ""
) -> tuple[Lock, list[str]]:
    """Open the lock of an edition; return it, and the indicators whose rows stay although they were
    let go.

    Rows that the edition held before it was locked stay, and so do rows that somebody changed
    since: nothing that is nowhere else is thrown away. Raises Unusable when there is nothing to
    open.
    """
    lock = _read(workspace, edition)
    _require_closed(lock, edition, reason, indicators)
    folder = lock_folder(workspace.choose_edition(edition))
    asked = tuple(indicators) or tuple(lock.rows)
    kept = [key for key in asked if _must_stay(folder, lock, key)]
    note = Unlocking(
        on=today(),
        reason=reason.strip(),
        indicators=tuple(indicators),
        lock=_hash(read_bytes(folder / LOCK)) if lock.is_locked else "",
        by=by.strip(),
    )
    opened = _opened(folder, lock, asked, note)
    with altered(folder) as draft:
        for key in set(asked) - set(kept):
            rows_path(draft, key).unlink(missing_ok=True)
        _remove_empty_folders(draft)
        (draft / NUMBERS).unlink(missing_ok=True)
        _put(draft / LOCK, lock_bytes(opened))
    return opened, sorted(kept)


def _require_closed(lock: Lock, edition: str, reason: str, indicators: Sequence[str]) -> None:
    """Raise Unusable when there is no reason, or nothing to open."""
    if not reason.strip():
        raise Unusable('geef een reden, bijvoorbeeld --reason "COA leverde een herzien cijfer"')
    for key in indicators:
        if key not in lock.rows:
            raise Unusable(f"'{key}' is in editie {edition} niet vergrendeld")
    if not lock.is_locked and not indicators:
        raise Unusable(f"editie {edition} is niet vergrendeld")


def _must_stay(folder: Path, lock: Lock, key: str) -> bool:
    """Whether the rows of an indicator are nowhere else."""
    return key in lock.own or _is_changed(rows_path(folder, key), lock.rows[key])


def _opened(folder: Path, lock: Lock, asked: Sequence[str], note: Unlocking) -> Lock:
    """The lock without what was let go, and with why."""
    left = [key for key in lock.rows if key not in asked and rows_path(folder, key).is_file()]
    rows = {key: lock.rows[key] for key in left}
    own = tuple(key for key in lock.own if key in rows)
    return Lock(rows=rows, own=own, unlocked=(*lock.unlocked, note))


def _remove_empty_folders(folder: Path) -> None:
    for theme in list(folder.iterdir()):
        if theme.is_dir() and not any(theme.iterdir()):
            theme.rmdir()


def _is_changed(path: Path, digest: str) -> bool:
    return path.is_file() and _hash(read_bytes(path)) != digest


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
