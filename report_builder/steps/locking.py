"""Freezing the figures of an edition, and letting them go again with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from report_builder import __version__
from report_builder.fingerprint import read_bytes
from report_builder.intake.lock import LOCK, NUMBERS, UNLOCK_HINT, lock_bytes, lock_folder, read_lock, rows_path
from report_builder.model.document import FilledDocument, PrintedValue
from report_builder.model.edition import Release
from report_builder.model.figure import FigureSpec
from report_builder.model.lock import Lock, Unlocking
from report_builder.model.value import Freshness
from report_builder.problems import Problem, Severity, Stopped, Unusable
from report_builder.review.printed import PrintedRow, printed_rows, read_published
from report_builder.review.registers import write_numbers
from report_builder.steps.setup import Job
from report_builder.wording.numbers import list_text
from report_builder.wording.periods import date_text
from report_builder.workspace import Workspace, altered, today


@dataclass(frozen=True)
class Prints:
    """What an edition comes to: its documents, what each holds, and its figures by id."""

    jobs: Sequence[Job]
    filled: Mapping[str, FilledDocument]
    figures: Mapping[str, FigureSpec]

    @property
    def lasting(self) -> list[Job]:
        """The documents that are in every release."""
        return [job for job in self.jobs if job.entry.only is None and job.label in self.filled]

    @property
    def values(self) -> list[PrintedValue]:
        """What these print."""
        return [value for job in self.lasting for value in self.filled[job.label].values]

    def used(self) -> dict[str, list[str]]:
        """The documents that rest on each indicator, also where that only chose a text."""
        found: dict[str, list[str]] = {}
        for job in self.lasting:
            document = self.filled[job.label]
            drawn = {key for figure in document.figures for key in self.figures[figure].indicators}
            for key in sorted(document.used | drawn):
                found.setdefault(key, []).append(job.label)
        return found


def open_lock(workspace: Workspace, edition: str) -> Lock:
    """The lock of an edition, when it is open. Raises Unusable when it is closed, and Stopped when it is damaged."""
    lock = _read(workspace, edition)
    if lock.locked_on is not None:
        raise Unusable(f"editie {edition} is al vergrendeld, op {date_text(lock.locked_on)}; {UNLOCK_HINT}")
    return lock


def _read(workspace: Workspace, edition: str) -> Lock:
    lock, problems = read_lock(workspace, workspace.choose_edition(edition))
    if problems:
        raise Stopped(problems)
    return lock


def close_lock(workspace: Workspace, edition: str, lock: Lock, prints: Prints, known: Iterable[str]) -> Lock:
    """Freeze the figures that an edition uses, all of them or none; return the lock."""
    folder = lock_folder(workspace.choose_edition(edition))
    wanted = set(known) & set(prints.used())
    numbers, rows, own = write_numbers(prints.values), {}, []
    for key in sorted(wanted | {key for key in known if rows_path(folder, key).is_file()}):
        mine, current = rows_path(folder, key), rows_path(workspace.data, key)
        rows[key] = read_bytes(mine if mine.is_file() else current)
        is_ours = key in lock.rows and key not in lock.own
        if mine.is_file() and not is_ours and rows[key] != read_bytes(current):
            own.append(key)
    made = Lock(
        locked_on=today(),
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
        _put(draft / LOCK, lock_bytes(made))
    return made


def release_lock(workspace: Workspace, edition: str, reason: str, indicators: Sequence[str]) -> tuple[Lock, list[str]]:
    """Open the lock of an edition; return it, and the indicators whose rows stay although they were let go.

    Rows that the edition held before it was locked stay, and so do rows that somebody changed since: nothing that
    is nowhere else is thrown away. Raises Unusable when there is nothing to open.
    """
    lock = _read(workspace, edition)
    if not reason.strip():
        raise Unusable('geef een reden, bijvoorbeeld --reason "COA leverde een herzien cijfer"')
    if unknown := [key for key in indicators if key not in lock.rows]:
        raise Unusable(f"'{unknown[0]}' is in editie {edition} niet vergrendeld")
    if not lock.is_locked and not indicators:
        raise Unusable(f"editie {edition} is niet vergrendeld")
    folder = lock_folder(workspace.choose_edition(edition))
    asked = tuple(indicators) or tuple(lock.rows)
    kept = [key for key in asked if key in lock.own or _is_changed(rows_path(folder, key), lock.rows[key])]
    freed = set(asked) - set(kept)
    note = Unlocking(on=today(), reason=reason.strip(), indicators=tuple(indicators))
    rows = {key: made for key, made in lock.rows.items() if key not in asked and rows_path(folder, key).is_file()}
    opened = Lock(rows=rows, own=tuple(key for key in lock.own if key in rows), unlocked=(*lock.unlocked, note))
    with altered(folder) as draft:
        for key in freed:
            rows_path(draft, key).unlink(missing_ok=True)
        for theme in [path for path in draft.iterdir() if path.is_dir() and not any(path.iterdir())]:
            theme.rmdir()
        (draft / NUMBERS).unlink(missing_ok=True)
        _put(draft / LOCK, lock_bytes(opened))
    return opened, sorted(kept)


def _is_changed(path: Path, made: str) -> bool:
    return path.is_file() and _hash(read_bytes(path)) != made


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def check_prints(workspace: Workspace, edition: str, release: Release, prints: Prints) -> Iterator[Problem]:
    """Where an edition would print something else than when it was locked: errors in the definitive release.

    A concept shows what is proposed, with a warning.
    """
    file = workspace.choose_edition(edition)
    lock, _ = read_lock(workspace, file)
    path = lock_folder(file) / NUMBERS
    if lock.locked_on is None or not path.is_file():
        return
    severity = Severity.WARNING if release is Release.CONCEPT else Severity.ERROR
    before, _ = read_published(read_bytes(path), workspace.name(path))
    files = {job.label: job.file for job in prints.jobs}
    for row, message in differences(before, printed_rows(prints.values)):
        place = files.get(row.document, workspace.name(path)), row.location
        said = f"anders dan bij de vergrendeling: {message}"
        yield Problem("vergrendeld", *place, said, f"herstel de tekst, of {UNLOCK_HINT}", severity)
    for key, documents in sorted(prints.used().items()):
        if key not in lock.rows:
            message = f"{key} (in {list_text(documents)}) is bij de vergrendeling niet vastgelegd"
            yield Problem("vergrendeld", workspace.name(lock_folder(file) / LOCK), "1", message, UNLOCK_HINT, severity)


def differences(before: Sequence[PrintedRow], now: Sequence[PrintedRow]) -> Iterator[tuple[PrintedRow, str]]:
    """What is printed otherwise, more or no longer; where in its document a number stands does not matter."""
    more, gone = _without(now, before), _without(before, now)
    for row in more:
        made = (row.document, row.operation, row.cells)
        old = next((other for other in gone if (other.document, other.operation, other.cells) == made), None)
        if old is None:
            yield row, f"'{row.text}' stond er niet"
        else:
            gone.remove(old)
            yield row, _difference(row, old)
    for row in gone:
        yield row, f"'{row.text}' staat er niet meer"


def _difference(row: PrintedRow, old: PrintedRow) -> str:
    """How a number differs; the same number may count as current that was outdated: the catalogue is not locked."""
    if row.text != old.text:
        return f"'{row.text}' was '{old.text}'"
    if _is_outdated(old):
        return f"'{row.text}' was toen verouderd en geldt nu als actueel, zonder dat er een nieuw cijfer is"
    return f"'{row.text}' was toen actueel en geldt nu als verouderd"


def _is_outdated(row: PrintedRow) -> bool:
    return row.freshness in (Freshness.STALE, Freshness.ACCEPTED)


def _without(rows: Sequence[PrintedRow], others: Sequence[PrintedRow]) -> list[PrintedRow]:
    """The rows that are not among the others, each as often as it is there more."""
    left = Counter(map(_identity, others))
    found = []
    for row in rows:
        left[_identity(row)] -= 1
        if left[_identity(row)] < 0:
            found.append(row)
    return found


def _identity(row: PrintedRow) -> tuple[object, ...]:
    return row.document, row.text, row.operation, row.cells, row.source, _is_outdated(row)
