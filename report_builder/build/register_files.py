"""The registers of a release: every printed number and every indicator, as CSV and as workbook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from report_builder.build.filled_project import FilledProject
from report_builder.build.late_parts import states_of
from report_builder.jobs import Task
from report_builder.model.edition import Edition
from report_builder.registers.freshness import freshness_register
from report_builder.registers.register import Register
from report_builder.registers.register_workbook import write_register


@dataclass(frozen=True)
class RegisterFile:
    """A register as it is handed over: its file, and what its sheet is called."""

    name: str
    sheet: str
    register: Register


def registers_of(project: FilledProject) -> list[RegisterFile]:
    """The registers of a release: its numbers, and how current its indicators are."""
    states = states_of(project)
    return [
        RegisterFile("numbers", "Cijfers", project.numbers),
        RegisterFile("freshness", "Actualiteit", freshness_register(states)),
    ]


def register_files(files: Iterable[RegisterFile]) -> dict[str, bytes]:
    """Each register as CSV, by file name."""
    return {f"{file.name}.csv": file.register.as_csv() for file in files}


def workbook_tasks(files: Iterable[RegisterFile], edition: Edition) -> dict[str, Task[bytes]]:
    """How each register is made as a workbook, by file name."""
    tasks: dict[str, Task[bytes]] = {}
    for file in files:
        title = f"{file.sheet} van {edition.title}"
        about = (file.register, file.sheet, title, edition.date)
        tasks[f"{file.name}.xlsx"] = (write_register, about)
    return tasks
