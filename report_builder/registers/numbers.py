"""The registers beside a report: every printed number, every indicator, every file."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from report_builder.model.document import PrintedValue
from report_builder.model.state import IndicatorState
from report_builder.problems import Problem, Stopped

NUMBER_COLUMNS = (
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
FRESHNESS_COLUMNS = ("indicator", "last_period", "expected_period", "state", "owner", "documents")
_DECIMALS = Decimal("1e-10")


def number_row(printed: PrintedValue) -> dict[str, str]:
    """The line of the register on one printed value."""
    value = printed.value
    first = value.inputs[0] if value.inputs else None
    return {
        "document": printed.document,
        "location": printed.place,
        "key": value.key,
        "text": value.text,
        "amount": amount_text(value.amount),
        "unit": value.unit,
        "indicator": first.indicator if first else "",
        "time_period": str(value.period or ""),
        "slice": first.slice if first else "",
        "operation": value.operation,
        "inputs": ";".join(map(str, value.inputs)),
        "source": ";".join(value.sources),
        "freshness": value.freshness.value,
    }


def read_numbers(data: bytes, file: str = "numbers.csv") -> dict[str, str]:
    """The text of each printed value by its key, from the register. Raises Stopped when that is not
    what it is.
    """
    try:
        rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig")), strict=True)
        return {row["key"]: row["text"] for row in rows}
    except (UnicodeDecodeError, KeyError, csv.Error) as error:
        hint = "zet de numbers.csv terug die bij het Word-bestand hoort, of haal haar weg"
        raise Stopped(
            [Problem("register", file, "1", "geen leesbaar register van cijfers", hint)]
        ) from error


def amount_text(amount: Decimal | None) -> str:
    """An amount as programs read it, with at most ten decimals; empty for a word."""
    if amount is None:
        return ""
    exponent = amount.as_tuple().exponent
    kept = amount if isinstance(exponent, int) and exponent >= -10 else amount.quantize(_DECIMALS)
    text = format(kept, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_numbers(values: Iterable[PrintedValue]) -> bytes:
    """numbers.csv (contract, section 5)."""
    return write_table(NUMBER_COLUMNS, number_rows(values))


def number_rows(values: Iterable[PrintedValue]) -> list[dict[str, str]]:
    """The lines of numbers.csv."""
    return [_harmless(number_row(value)) for value in values]


def freshness_row(state: IndicatorState) -> dict[str, str]:
    """The line of the register on one indicator."""
    return {
        "indicator": state.indicator.id,
        "last_period": str(state.last or ""),
        "expected_period": str(state.expected),
        "state": state.state,
        "owner": state.indicator.deliverer,
        "documents": ";".join(state.documents),
    }


def freshness_rows(states: Iterable[IndicatorState]) -> list[dict[str, str]]:
    """The lines of freshness.csv."""
    return [_harmless(freshness_row(state)) for state in states]


def write_table(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """A register as CSV (contract, section 5)."""
    written = io.StringIO()
    writer = csv.DictWriter(written, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()


def _harmless(row: Mapping[str, str]) -> dict[str, str]:
    """A line that stays one line, whatever was printed."""
    return {name: text.replace("\r", " ").replace("\n", " ") for name, text in row.items()}


def write_manifest(files: Mapping[str, bytes], about: Mapping[str, str]) -> bytes:
    """manifest.json: the edition, the version of the program, and every file with its sha256."""
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    return (json.dumps({**about, "files": hashes}, ensure_ascii=False, indent=2) + "\n").encode()
