"""Findings put together where a column has the same one over and over: told once, with a count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from report_builder.deliveries.findings import Finding, FindingKind

_MANY = 4
"""From so many cells of a column on, what they have in common is told once."""


@dataclass(frozen=True)
class FindingGroup:
    """One or more findings of a kind: the first of them and where all of them are, with the sheet
    apart where they have one.
    """

    first: Finding
    sheet: str
    cells: str
    count: int = 1
    is_uniform: bool = True
    """Whether the same is said of each."""

    @property
    def place(self) -> str:
        """Where they are, in one text; empty of what is about the whole file."""
        return f"blad '{self.sheet}', cel {self.cells}" if self.sheet else self.cells

    @property
    def message(self) -> str:
        """What is the matter."""
        return self.first.message if self.is_uniform else f"{self.first.message} (bij de eerste)"


def grouped(findings: Iterable[Finding]) -> list[FindingGroup]:
    """The findings in their order, those of a column put together at its first. Each revision
    stays on its own: it has a figure that stood there.
    """
    columns: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        columns.setdefault(_column(finding, number), []).append(finding)
    return [group for same in columns.values() for group in _groups(same)]


def _column(finding: Finding, number: int) -> object:
    if finding.cell is None or finding.kind is FindingKind.REVISION:
        return number
    return finding.kind, finding.label, finding.cell.sheet, finding.cell.column


def _groups(same: Sequence[Finding]) -> list[FindingGroup]:
    if len(same) < _MANY:
        return [FindingGroup(one, *_parts(one)) for one in same]
    sheet, first = _parts(same[0])
    _, last = _parts(same[-1])
    cells = f"{first} t/m {last} ({len(same)} cellen)"
    is_uniform = len({one.message for one in same}) == 1
    return [FindingGroup(same[0], sheet, cells, len(same), is_uniform)]


def _parts(finding: Finding) -> tuple[str, str]:
    """The sheet and the cell of a finding; of a text file there is no sheet."""
    sheet = finding.cell.sheet if finding.cell else ""
    start = f"blad '{sheet}', cel "
    is_of_sheet = bool(sheet) and finding.place.startswith(start)
    return (sheet, finding.place.removeprefix(start)) if is_of_sheet else ("", finding.place)
