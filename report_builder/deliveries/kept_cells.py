"""Which figures a delivery brought, left as they were or took away: a file for each indicator in
the folder where the delivery is kept.

It has the columns of the observations, and behind these what became of the figure, where it stood
in the original, and what the deliverer wrote with it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence, Set
from decimal import Decimal, InvalidOperation
from pathlib import Path

from report_builder.deliveries.arrivals import ArrivedCell, Explanation, NoticeKind
from report_builder.deliveries.differences import SeriesCell
from report_builder.deliveries.merged_series import value_text
from report_builder.fingerprint import read_bytes
from report_builder.model.catalogue import Indicator
from report_builder.model.period import Period
from report_builder.model.series import Observation, Status
from report_builder.problems import Problem, Stopped

CELLS = ".cells"
EXPLANATIONS = ".explanations.csv"
_EQUAL = "gelijk"
_PERIOD = "time_period"
_BEHIND = ("obs_value", "obs_status", "change", "place", "explanation")
_EXPLAINED = ("indicator", "place", "explanation")


def cells_name(indicator: str) -> str:
    """The file with the figures of an indicator, below the folder of the delivery."""
    return f"{CELLS}/{indicator}.csv"


def cells_csv(indicator: Indicator, cells: Iterable[ArrivedCell]) -> bytes:
    """That file, a line for each figure that came in or is gone."""
    head = (_PERIOD, *indicator.dimensions, *_BEHIND)
    return written_csv(head, (_row(cell) for cell in cells))


def _row(cell: ArrivedCell) -> tuple[str, ...]:
    return (
        str(cell.observation.period),
        *cell.slice,
        value_text(cell.observation.value),
        str(cell.observation.status),
        str(cell.change or _EQUAL),
        cell.place,
        quoted(cell.explanation),
    )


def explanations_csv(explanations: Iterable[Explanation]) -> bytes:
    """What a deliverer wrote that is with no figure."""
    return written_csv(
        _EXPLAINED, ((one.indicator, one.place, quoted(one.text)) for one in explanations)
    )


def read_explanations(path: Path, name: str) -> tuple[Explanation, ...]:
    """What was kept of that; nothing where the file is absent. Raises Stopped when it is
    damaged.
    """
    if not path.is_file():
        return ()
    return tuple(
        Explanation(place, unquoted(text), indicator)
        for indicator, place, text in read_rows(path, name, _EXPLAINED)
    )


def read_cells(path: Path, name: str, wanted: Set[SeriesCell]) -> dict[SeriesCell, ArrivedCell]:
    """The figures that a delivery brought, of those that are wanted. Raises Stopped when the file
    is damaged.
    """
    named = {(str(cell.period), *cell.slice) for cell in wanted}
    cells: dict[SeriesCell, ArrivedCell] = {}
    for line, fields in enumerate(read_rows(path, name, _BEHIND), start=2):
        if tuple(fields[: -len(_BEHIND)]) not in named:
            continue
        try:
            cell = _cell(fields)
        except (ValueError, InvalidOperation) as error:
            raise damaged(name, line) from error
        cells[SeriesCell(cell.slice, cell.observation.period)] = cell
    return cells


def _cell(fields: Sequence[str]) -> ArrivedCell:
    period, *parts = fields[: -len(_BEHIND)]
    amount, status, change, place, explanation = fields[-len(_BEHIND) :]
    value = Decimal(amount) if amount else None
    return ArrivedCell(
        tuple(parts),
        Observation(Period.parse(period), value, Status(status)),
        None if change == _EQUAL else NoticeKind(change),
        place,
        unquoted(explanation),
    )


def written_csv(head: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """A file of these rows."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return written.getvalue().encode()


def read_rows(path: Path, name: str, last_columns: Sequence[str]) -> list[list[str]]:
    """The fields of each row of a kept file, whose last columns are these. Raises Stopped when they
    are not, or when a row has another number of fields.
    """
    try:
        reader = csv.reader(io.StringIO(read_bytes(path).decode(), newline=""), strict=True)
        rows = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise damaged(name, 1) from error
    if not rows or tuple(rows[0][-len(last_columns) :]) != tuple(last_columns):
        raise damaged(name, 1)
    for line, fields in enumerate(rows, start=1):
        if len(fields) != len(rows[0]):
            raise damaged(name, line)
    return rows[1:]


def damaged(name: str, line: int) -> Stopped:
    """What stops who asks for a kept file that is not as it was written."""
    message = "deze regel is niet zoals het programma haar schreef"
    hint = "zet het bestand terug met versiebeheer; niemand hoeft het te wijzigen"
    return Stopped([Problem("levering", name, str(line), message, hint)])


def quoted(text: str) -> str:
    """What somebody wrote between quotation marks, so that no spreadsheet takes it for a
    formula.
    """
    return f"“{text}”" if text else ""


def unquoted(text: str) -> str:
    """What stands between the quotation marks."""
    return text[1:-1] if text else ""
