"""What an edition prints, number by number: as it is filled now, or as its register kept it at
release.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from report_builder.model.document import PrintedValue
from report_builder.model.value import Freshness
from report_builder.problems import Problem
from report_builder.registers.numbers import NUMBER_COLUMNS, number_row

PERIOD_OPERATION = "periode(#1)"
"""A period that is printed is no figure."""

_INPUT = re.compile(
    r"(?P<indicator>[a-z0-9_]+\.[a-z0-9_]+)\[(?P<slice>.*?)\]@(?P<period>\d{4}(?:-\w+)*)(?:;|$)"
)


@dataclass(frozen=True)
class Cell:
    """One observation that a number was made from, by name."""

    indicator: str
    slice: str
    period: str

    def __str__(self) -> str:
        return f"{self.indicator}[{self.slice}]@{self.period}"


@dataclass(frozen=True)
class PrintedRow:
    """One number as an edition prints it, and what it was made from (contract, section 5:
    `numbers.csv`).
    """

    document: str
    place: str
    text: str
    amount: Decimal | None
    unit: str
    operation: str
    cells: tuple[Cell, ...]
    source: str
    freshness: Freshness


def printed_rows(values: Iterable[PrintedValue]) -> list[PrintedRow]:
    """The numbers of an edition that was filled just now."""
    return [_row(number_row(value)) for value in values]


def read_published(data: bytes, file: str) -> tuple[list[PrintedRow], list[Problem]]:
    """The numbers of data/published/<edition>.csv, which holds what numbers.csv holds; and what is
    wrong with it.
    """
    hint = "zet numbers.csv van de definitieve versie hier terug"
    try:
        lines = io.StringIO(data.decode("utf-8-sig"), newline="")
    except UnicodeDecodeError:
        return [], [Problem("utf8", file, "1", "geen UTF-8", hint)]
    reader = csv.DictReader(lines, strict=True)
    try:
        return _read_rows(reader, file, hint)
    except csv.Error as error:
        return [], [Problem("csv", file, str(reader.line_num), f"geen geldige CSV: {error}", hint)]


def _read_rows(
    reader: csv.DictReader[str], file: str, hint: str
) -> tuple[list[PrintedRow], list[Problem]]:
    missing = [name for name in NUMBER_COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        return [], [
            Problem("kolom", file, "1", f"de kolom '{name}' ontbreekt", hint) for name in missing
        ]
    rows: list[PrintedRow] = []
    problems: list[Problem] = []
    for fields in reader:
        try:
            rows.append(_row(fields))
        except (ValueError, InvalidOperation, TypeError, AttributeError):
            problems.append(
                Problem("regel", file, str(reader.line_num), "deze regel is niet te lezen", hint)
            )
    return rows, problems


def _row(fields: Mapping[str, str]) -> PrintedRow:
    """A line of the register. Raises ValueError, InvalidOperation or TypeError when it is none."""
    return PrintedRow(
        fields["document"],
        fields["location"],
        fields["text"],
        Decimal(fields["amount"]) if fields["amount"] else None,
        fields["unit"],
        fields["operation"],
        tuple(_cells(fields["inputs"])),
        fields["source"],
        Freshness(fields["freshness"]),
    )


def _cells(text: str) -> Iterator[Cell]:
    position = 0
    while position < len(text):
        found = _INPUT.match(text, position)
        if found is None:
            raise ValueError(f"no inputs: {text!r}")
        yield Cell(found["indicator"], found["slice"], found["period"])
        position = found.end()
