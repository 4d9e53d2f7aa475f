"""What an edition prints, held against what it printed before: when it was locked, and in the
definitive release that was made last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from report_builder.build.release_setup import Job
from report_builder.fingerprint import read_bytes
from report_builder.intake.lock_files import LOCK, NUMBERS, UNLOCK_HINT, lock_folder, read_lock
from report_builder.model.document import FilledDocument, PrintedValue
from report_builder.model.figure import FigureSpec
from report_builder.problems import Problem, Severity
from report_builder.registers.number_register import PrintedRow, printed_rows, read_numbers
from report_builder.wording.numbers import list_text
from report_builder.workspace import Workspace

_SHOWN = 3
"""So many differences with the last release are named."""


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
        documents: dict[str, list[str]] = {}
        for job in self.lasting:
            filled = self.filled[job.label]
            drawn = {key for figure in filled.figures for key in self.figures[figure].ingredients}
            for key in sorted(filled.used | drawn):
                documents.setdefault(key, []).append(job.label)
        return documents


def check_prints(workspace: Workspace, edition: str, prints: Prints) -> Iterator[Problem]:
    """Where an edition would print something else than when it was locked."""
    file = workspace.choose_edition(edition)
    lock, _ = read_lock(workspace, file)
    path = lock_folder(file) / NUMBERS
    if lock.locked_on is None or not path.is_file():
        return
    before, _ = read_numbers(read_bytes(path), workspace.name(path))
    files = {job.label: job.file for job in prints.jobs}
    hint = f"herstel de tekst, of {UNLOCK_HINT}"
    for row, difference in differences(before, printed_rows(prints.values)):
        template = files.get(row.document, workspace.name(path))
        message = f"anders dan bij de vergrendeling: {difference}"
        yield Problem("vergrendeld", template, row.place, message, hint)
    for key, documents in sorted(prints.used().items()):
        if key not in lock.rows:
            name = workspace.name(lock_folder(file) / LOCK)
            message = f"{key} (in {list_text(documents)}) is bij de vergrendeling niet vastgelegd"
            yield Problem("vergrendeld", name, "1", message, UNLOCK_HINT)


def check_published(workspace: Workspace, edition: str, prints: Prints) -> Iterator[Problem]:
    """A warning where the definitive release would print something else than the one that was made
    before it.
    """
    path = workspace.published / f"{edition}.csv"
    if not path.is_file():
        return
    before, wrong = read_numbers(read_bytes(path), workspace.name(path))
    changes = [] if wrong else list(differences(before, printed_rows(prints.values)))
    if changes:
        shown = "; ".join(f"{row.document}: {message}" for row, message in changes[:_SHOWN])
        more = f" en nog {len(changes) - _SHOWN}" if len(changes) > _SHOWN else ""
        message = f"anders dan in de vorige definitieve versie: {shown}{more}"
        hint = "is die al verstuurd, noem dan wat er gecorrigeerd is onder [[corrections]]"
        yield Problem("correctie", workspace.name(path), "1", message, hint, Severity.WARNING)


def differences(
    before: Sequence[PrintedRow], now: Sequence[PrintedRow]
) -> Iterator[tuple[PrintedRow, str]]:
    """What is printed otherwise, more or no longer; where in its document a number stands does not
    matter.
    """
    more, gone = _without(now, before), _without(before, now)
    for row in more:
        made = (row.document, row.operation, row.observed)
        old = next(
            (other for other in gone if (other.document, other.operation, other.observed) == made),
            None,
        )
        if old is None:
            yield row, f"'{row.text}' stond er niet"
        else:
            gone.remove(old)
            yield row, _difference(row, old)
    for row in gone:
        yield row, f"'{row.text}' staat er niet meer"


def _difference(row: PrintedRow, old: PrintedRow) -> str:
    """How a number differs; the same number may count as current that was stale: the catalogue
    is not locked.
    """
    if row.text != old.text:
        return f"'{row.text}' was '{old.text}'"
    if _is_stale(old):
        return (
            f"'{row.text}' was toen verouderd en geldt nu als actueel, zonder dat er een "
            "nieuw cijfer is"
        )
    return f"'{row.text}' was toen actueel en geldt nu als verouderd"


def _is_stale(row: PrintedRow) -> bool:
    return row.freshness.is_stale


def _without(rows: Sequence[PrintedRow], others: Sequence[PrintedRow]) -> list[PrintedRow]:
    """The rows that are not among the others, each as often as it is there more."""
    left = Counter(map(_identity, others))
    extra_rows = []
    for row in rows:
        left[_identity(row)] -= 1
        if left[_identity(row)] < 0:
            extra_rows.append(row)
    return extra_rows


def _identity(row: PrintedRow) -> tuple[object, ...]:
    return row.document, row.text, row.operation, row.observed, row.source, _is_stale(row)
