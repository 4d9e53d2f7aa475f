"""What a figure or table shows, as data for others: a row for each observation."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from report_builder.model.figure import StaleSpans

DataCell = str | Decimal | None
"""A text, a number, or nothing where there is no value."""


@dataclass(frozen=True)
class DataColumn:
    """A column of a data set: its name for programs, and for people what stands in it."""

    name: str
    title: str
    meaning: str = ""
    is_number: bool = False
    choices: tuple[str, ...] = ()
    """The only texts that it may hold; empty when it may hold any."""
    is_key: bool = False
    """Whether it tells, with the other keys, which row it is."""


@dataclass(frozen=True)
class DataTable:
    """The data of a figure or table.

    `id` is that of the figure; `sources` are keys of the catalogue; `line` is what stands below it
    in the report; `stale_spans` are its series that are stale.
    """

    id: str
    title: str
    columns: tuple[DataColumn, ...]
    rows: tuple[tuple[DataCell, ...], ...]
    sources: tuple[str, ...]
    units: tuple[str, ...]
    line: str
    stale_spans: StaleSpans

    @property
    def file(self) -> str:
        """What its file is called: the same in every edition, whatever number the figure bears."""
        return f"{self.id.replace('/', '-')}.csv"
