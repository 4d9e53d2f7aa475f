"""The lock of an edition as it stands on disk, and whether what was locked is still as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from report_builder.fingerprint import read_bytes
from report_builder.intake.observations import read_observations
from report_builder.intake.own_rows import own_files
from report_builder.intake.settings import CatalogueFiles
from report_builder.intake.toml_files import make_record, read_toml
from report_builder.model.edition import Edition
from report_builder.model.lock import Lock
from report_builder.model.series import Observation, Series, Slice
from report_builder.problems import Problem, Severity
from report_builder.wording.periods import date_text
from report_builder.workspace import Workspace

LOCK, NUMBERS = "lock.toml", "numbers.csv"
"""What lies in the folder of a locked edition, beside its rows."""
UNLOCK_HINT = 'ontgrendel eerst met report-builder unlock --reason "…"'
_HEAD = """\
# Geschreven door report-builder lock en unlock; niet met de hand wijzigen. Zie docs/vrijgeven.md.
"""


def lock_folder(edition_file: Path) -> Path:
    """The folder with the edition's own rows and its lock."""
    return edition_file.with_suffix("")


def read_lock(workspace: Workspace, edition_file: Path) -> tuple[Lock, list[Problem]]:
    """The lock of an edition, an open one when there is none, and what is wrong with its file."""
    path = lock_folder(edition_file) / LOCK
    if not path.is_file():
        return Lock(), []
    file, problems = read_toml(path, workspace.name(path))
    if file is None:
        return Lock(), problems
    if not file.data:
        hint = (
            "zet het terug zoals het was; zonder dit bestand is niet na te gaan wat er "
            "vastgelegd is"
        )
        return Lock(), [Problem("vergrendeld", file.name, "1", "dit bestand is leeg", hint)]
    lock, record_problems = make_record(Lock, file, (), file.data)
    return lock or Lock(), problems + record_problems


def lock_bytes(lock: Lock) -> bytes:
    """The lock as its file holds it."""
    lines = [_HEAD]
    if lock.locked_on is not None:
        lines += [
            f"locked_on = {lock.locked_on}",
            *([f"locked_by = {_text(lock.locked_by)}"] if lock.locked_by else []),
            f"program = {_text(lock.program)}",
            f"numbers = {_text(lock.numbers)}",
        ]
    lines += [f"own = {_texts(lock.own)}", "", "[rows]"]
    lines += [f"{_text(key)} = {_text(digest)}" for key, digest in sorted(lock.rows.items())]
    for unlocking in lock.unlocked:
        lines += ["", "[[unlocked]]", f"on = {unlocking.on}", f"reason = {_text(unlocking.reason)}"]
        lines += [f"indicators = {_texts(unlocking.indicators)}"]
        if unlocking.lock:
            lines += [f"lock = {_text(unlocking.lock)}"]
        if unlocking.by:
            lines += [f"by = {_text(unlocking.by)}"]
    return ("\n".join(lines) + "\n").encode()


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _texts(texts: tuple[str, ...]) -> str:
    return "[" + ", ".join(map(_text, texts)) + "]"


def check_lock(workspace: Workspace, edition_file: Path, lock: Lock) -> Iterator[Problem]:
    """What was changed by hand in a locked edition since it was locked; nothing in one that is
    open.
    """
    if lock.locked_on is None:
        return
    since = f"sinds de vergrendeling van {date_text(lock.locked_on)}"
    back = f"zet het bestand terug zoals het was, of {UNLOCK_HINT}"
    for name, wanted_hash in _locked_hashes(workspace, edition_file, lock).items():
        path = workspace.root / name
        if not path.is_file():
            yield Problem("vergrendeld", name, "1", f"dit bestand is verdwenen {since}", back)
        elif sha256(read_bytes(path)).hexdigest() != wanted_hash:
            yield Problem("vergrendeld", name, "1", f"dit bestand is gewijzigd {since}", back)
    for key, name in own_files(workspace, edition_file).items():
        if key not in lock.rows:
            message = f"dit bestand is erbij gekomen {since}"
            hint = f"haal het weg, of {UNLOCK_HINT}"
            yield Problem("vergrendeld", name, "1", message, hint)


def _locked_hashes(workspace: Workspace, edition_file: Path, lock: Lock) -> dict[str, str]:
    """The hash of each file that was locked, by its name in the project."""
    folder = lock_folder(edition_file)
    rows = {rows_path(folder, key): digest for key, digest in lock.rows.items()}
    files = {folder / NUMBERS: lock.numbers, **rows}
    return {workspace.name(path): digest for path, digest in files.items()}


def later_figures(
    workspace: Workspace,
    edition: Edition,
    lock: Lock,
    read: CatalogueFiles,
    own: Mapping[str, Series],
) -> Iterator[Problem]:
    """A warning for each locked indicator whose figures have changed since, as far as the edition
    would print them.

    `own` are the series as they were locked.
    """
    if not lock.is_locked:
        return
    folder = workspace.data / "editions" / edition.id
    known = [key for key in lock.rows if key in read.files and key in own]
    changed = {
        key: read.files[key]
        for key in known
        if not _is_same(read.files[key][0], rows_path(folder, key))
    }
    series_now, problems = read_observations(changed, read.indicators)
    for problem in problems:
        # What was locked is not damaged by it.
        yield replace(problem, severity=Severity.WARNING)
    damaged = {problem.file for problem in problems if problem.is_error}
    for key, series in series_now.items():
        name = changed[key][1]
        locked = _cells(own[key], edition.reporting_year)
        now = _cells(series, edition.reporting_year)
        if name not in damaged and now - locked:
            yield _later_warning(name, key, edition, len(now - locked))


def _later_warning(file: str, indicator: str, edition: Edition, count: int) -> Problem:
    what = "een waarneming is" if count == 1 else f"{count} waarnemingen zijn"
    message = f"{what} nieuw of gewijzigd na de vergrendeling; editie {edition.id} drukt de oude af"
    hint = f'moeten zij erin, dan: report-builder unlock --indicator {indicator} --reason "…"'
    return Problem("vergrendeld", file, "1", message, hint, Severity.WARNING)


def _is_same(one: Path, other: Path) -> bool:
    return other.is_file() and read_bytes(one) == read_bytes(other)


def _cells(series: Series, year: int) -> set[tuple[Slice, Observation]]:
    """The observations up to the end of a year."""
    return {
        (key, observation)
        for key, observations in series.slices.items()
        for observation in observations
        if observation.period.last.year <= year
    }


def rows_path(folder: Path, indicator: str) -> Path:
    """Where an edition holds its own rows of an indicator."""
    theme, _, name = indicator.partition(".")
    return folder / theme / f"{name}.csv"
