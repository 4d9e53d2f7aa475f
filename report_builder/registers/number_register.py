"""numbers.csv: every number that an edition prints, written and read back (contract, section 5).

The copy that a release leaves in data/published/, and the one that a lock or a circulated concept
keeps, are the same register. Nothing else reads or writes its text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from report_builder.model.document import PrintedValue
from report_builder.model.period import Period
from report_builder.model.trace import Observed, Operation, parse_observed
from report_builder.model.value import Freshness
from report_builder.problems import Problem, Stopped
from report_builder.registers.register import Register, one_line

COLUMNS = (
    "document",
    "location",
    "key",
    "text",
    "amount",
    "unit",
    "indicator",
    "time_period",
    "slice",
    "operation",
    "inputs",
    "source",
    "freshness",
)
_MOST_DECIMALS = 10


@dataclass(frozen=True)
class PrintedRow:
    """One number as an edition prints it, and what it was made from."""

    document: str
    place: str
    key: str
    text: str
    amount: Decimal | None
    unit: str
    period: Period | None
    operation: Operation
    observed: tuple[Observed, ...]
    source: str
    freshness: Freshness


def printed_rows(values: Iterable[PrintedValue]) -> list[PrintedRow]:
    """The numbers of an edition that was filled just now, as its register holds them."""
    return [_printed_row(printed) for printed in values]


def _printed_row(printed: PrintedValue) -> PrintedRow:
    value = printed.value
    return PrintedRow(
        document=printed.document,
        place=one_line(printed.place),
        key=value.key,
        text=one_line(value.text),
        amount=_shortened(value.amount) if value.amount is not None else None,
        unit=value.unit,
        period=value.period,
        operation=value.operation,
        observed=tuple(input_.observed for input_ in value.inputs),
        source=one_line(";".join(value.sources)),
        freshness=value.freshness,
    )


def numbers_register(rows: Iterable[PrintedRow]) -> Register:
    """The register of these numbers."""
    return Register.of(COLUMNS, map(_line, rows))


def write_numbers(rows: Iterable[PrintedRow]) -> bytes:
    """The register of these numbers as a file."""
    return numbers_register(rows).as_csv()


def _line(row: PrintedRow) -> dict[str, str]:
    first = row.observed[0] if row.observed else None
    return {
        "document": row.document,
        "location": row.place,
        "key": row.key,
        "text": row.text,
        "amount": amount_text(row.amount),
        "unit": row.unit,
        "indicator": first.indicator if first else "",
        "time_period": str(row.period or ""),
        "slice": first.slice if first else "",
        "operation": row.operation.formula,
        "inputs": ";".join(map(str, row.observed)),
        "source": row.source,
        "freshness": row.freshness.value,
    }


def amount_text(amount: Decimal | None) -> str:
    """An amount as programs read it, with at most ten decimals; empty for a word."""
    if amount is None:
        return ""
    text = format(_shortened(amount), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _shortened(amount: Decimal) -> Decimal:
    exponent = amount.as_tuple().exponent
    is_short = isinstance(exponent, int) and exponent >= -_MOST_DECIMALS
    return amount if is_short else amount.quantize(Decimal(1).scaleb(-_MOST_DECIMALS))


def read_numbers(data: bytes, file: str) -> tuple[list[PrintedRow], list[Problem]]:
    """The numbers that a register holds, and what is wrong with it, under the name `file`."""
    hint = "zet numbers.csv van de definitieve versie hier terug"
    try:
        text = io.StringIO(data.decode("utf-8-sig"), newline="")
    except UnicodeDecodeError:
        return [], [Problem("utf8", file, "1", "geen UTF-8", hint)]
    reader = csv.DictReader(text, strict=True)
    try:
        return _read_lines(reader, file, hint)
    except csv.Error as error:
        return [], [Problem("csv", file, str(reader.line_num), f"geen geldige CSV: {error}", hint)]


def _read_lines(
    reader: csv.DictReader[str], file: str, hint: str
) -> tuple[list[PrintedRow], list[Problem]]:
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        messages = [f"de kolom '{name}' ontbreekt" for name in missing]
        return [], [Problem("kolom", file, "1", message, hint) for message in messages]
    rows: list[PrintedRow] = []
    problems: list[Problem] = []
    for line in reader:
        try:
            rows.append(_read_row(line))
        except (ValueError, InvalidOperation, TypeError):
            # A line with too few fields holds None where a text should be.
            place = str(reader.line_num)
            problems.append(Problem("regel", file, place, "deze regel is niet te lezen", hint))
    return rows, problems


def _read_row(line: Mapping[str, str]) -> PrintedRow:
    """A line of the register. Raises ValueError, InvalidOperation or TypeError when it is none."""
    return PrintedRow(
        document=line["document"],
        place=line["location"],
        key=line["key"],
        text=line["text"],
        amount=_read_amount(line["amount"]),
        unit=line["unit"],
        period=Period.parse(line["time_period"]) if line["time_period"] else None,
        operation=Operation.parse(line["operation"]),
        observed=parse_observed(line["inputs"]),
        source=line["source"],
        freshness=Freshness(line["freshness"]),
    )


def _read_amount(text: str) -> Decimal | None:
    if not text:
        return None
    amount = Decimal(text)
    if not amount.is_finite():
        raise ValueError(f"no amount: {text!r}")
    return amount


def read_texts(data: bytes, file: str = "numbers.csv") -> dict[str, str]:
    """The text of each printed value by its key, from the register beside a Word file. Raises
    Stopped when that cannot be read.
    """
    rows, problems = read_numbers(data, file)
    if problems:
        hint = "zet de numbers.csv terug die bij het Word-bestand hoort, of haal haar weg"
        place = problems[0].place
        raise Stopped(
            [Problem("register", file, place, "geen leesbaar register van cijfers", hint)]
        )
    return {row.key: row.text for row in rows}
