"""The registers of a release: every printed number and every indicator, as CSV and as workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from report_builder.build.filled_project import FilledProject, printed_in
from report_builder.jobs import Task
from report_builder.model.edition import Edition
from report_builder.registers.numbers import (
    FRESHNESS_COLUMNS,
    NUMBER_COLUMNS,
    freshness_rows,
    number_rows,
    write_table,
)
from report_builder.registers.register_workbook import write_register
from report_builder.values.dataset import Dataset
from report_builder.values.indicator_states import indicator_states


@dataclass(frozen=True)
class Register:
    """A register: its file, what its sheet is called, and what stands in it."""

    name: str
    sheet: str
    columns: Sequence[str]
    rows: Sequence[Mapping[str, str]]


def registers_of(project: FilledProject) -> list[Register]:
    """The registers of a release: its numbers, and how current its indicators are."""
    states = indicator_states(Dataset(project.setup.project), printed_in(project))
    return [
        Register("numbers", "Cijfers", NUMBER_COLUMNS, number_rows(project.values)),
        Register("freshness", "Actualiteit", FRESHNESS_COLUMNS, freshness_rows(states)),
    ]


def register_files(registers: Iterable[Register]) -> dict[str, bytes]:
    """Each register as CSV, by file name."""
    return {
        f"{register.name}.csv": write_table(register.columns, register.rows)
        for register in registers
    }


def workbook_tasks(registers: Iterable[Register], edition: Edition) -> dict[str, Task[bytes]]:
    """How each register is made as a workbook, by file name."""
    tasks: dict[str, Task[bytes]] = {}
    for register in registers:
        title = f"{register.sheet} van {edition.title}"
        about = (register.sheet, register.columns, register.rows, title, edition.date)
        tasks[f"{register.name}.xlsx"] = (write_register, about)
    return tasks
