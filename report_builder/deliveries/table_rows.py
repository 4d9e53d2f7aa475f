"""The rows of a table that are read, each with its labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from report_builder.deliveries.grid import Value, fold
from report_builder.deliveries.period_notation import is_period
from report_builder.deliveries.table_layout import TableLayout
from report_builder.model.period import Frequency
from report_builder.model.profile import SKIPPED
from report_builder.problems import Fault

_MOST_SHOWN = 6


@dataclass(frozen=True)
class TableRow:
    """A row of a table: its labels by their column, and the columns that it has figures in."""

    number: int
    labels: Mapping[int, Value]
    columns: tuple[int, ...]


class TableRows:
    """The rows of a table."""

    def __init__(self, layout: TableLayout) -> None:
        self.layout, self.sheet = layout, layout.sheet
        self.told = [
            column
            for column, name in layout.labels.items()
            if name != SKIPPED or column in layout.only
        ]
        """The columns of which the labels matter."""

    def read(self) -> Iterator[TableRow]:
        """The rows below the head. Those that repeat the head as it is are left out: a long table
        has it on each page.
        """
        above: Mapping[int, Value] = {}
        for number in range(self.layout.head + 1, self.layout.bottom + 1):
            if self._texts(number) == self._texts(self.layout.head):
                continue
            labels = self._labels(number, above)
            yield TableRow(number, labels, tuple(self._filled_columns(number)))
            above = labels

    def is_kept(self, row: TableRow) -> bool:
        """Whether the profile has a row read: in each column of `only` stands one of its texts."""
        return all(
            fold(str(row.labels.get(column) or self.sheet.text(row.number, column))) in texts
            for column, texts in self.layout.only.items()
        )

    def only_note(self, rows: Sequence[TableRow], kept: Sequence[TableRow]) -> str:
        """A note of how many rows are read, and of the first and the last that are passed over."""
        note = f"only: {len(kept)} van de {len(rows)} regels gelezen"
        numbers = {row.number for row in kept}
        passed = [row for row in rows if row.number not in numbers]
        if not passed:
            return note
        first, last = self._only_text(passed[0]), self._only_text(passed[-1])
        span = first if len(passed) == 1 else f"{first} t/m {last}"
        return f"{note}; {len(passed)} overgeslagen: {span}"

    def _only_text(self, row: TableRow) -> str:
        """A row, with what stands in the columns that tell whether it is read."""
        texts = [
            str(row.labels.get(column) or self.sheet.text(row.number, column))
            for column in self.layout.only
        ]
        return f"regel {self.sheet.line_number(row.number)} ('{', '.join(texts)[:40]}')"

    def check(self, row: TableRow) -> None:
        """Raises Fault when a row with figures is the head of another table, or has no label."""
        anchor = fold(self.sheet.text(self.layout.head, self.layout.left))
        is_head = anchor and fold(self.sheet.text(row.number, self.layout.left)) == anchor
        labels = [row.labels[column] for column in self.told]
        is_bare = labels and not any(label is not None for label in labels)
        if is_head or (is_bare and self._holds_periods(row)):
            message = "halverwege de tabel staat een andere kop"
            hint = (
                "maak er in het profiel twee tabellen van: de eerste met until, de tweede met "
                "below of een cel als anchor"
            )
            raise Fault("tabel", message, hint)
        if is_bare and len(labels) > 1:
            message = "een regel met cijfers zonder enig opschrift"
            raise Fault("deel", message, "laat in het bestand zetten waar de regel over gaat")

    def bare_notes(self, rows: Sequence[TableRow]) -> Iterator[str]:
        """A note of the rows between those with figures that have a label and no figure: they may
        be heads of what follows.
        """
        last = max((row.number for row in rows if row.columns), default=0)
        bare = [row.number for row in rows if not row.columns and row.number < last]
        texts = {number: self._first_text(number) for number in bare}
        shown = [f"regel {number} ('{text[:40]}')" for number, text in texts.items() if text]
        if shown:
            more = f" en {len(shown) - _MOST_SHOWN} meer" if len(shown) > _MOST_SHOWN else ""
            yield f"let op: zonder cijfers: {', '.join(shown[:_MOST_SHOWN])}{more}"

    def _first_text(self, row: int) -> str:
        texts = (self.sheet.text(row, column) for column in self.layout.labels)
        return next((text for text in texts if text), "")

    def _texts(self, row: int) -> list[str]:
        return [
            fold(self.sheet.text(row, column))
            for column in range(self.layout.left, self.layout.right + 1)
        ]

    def _holds_periods(self, row: TableRow) -> bool:
        """Whether all that a row holds could be heads: years, or periods as they are written."""
        values = [self.sheet.at(row.number, column).value for column in row.columns]
        return all(any(is_period(value, frequency) for frequency in Frequency) for value in values)

    def _labels(self, row: int, above: Mapping[int, Value]) -> dict[int, Value]:
        """The labels of a row by their column, from those of the row above it.

        A label that is left empty repeats the one above it when it has a part of its group beside
        it: the group is the same, and a label further to the right stands there.
        """
        labels = {
            column: self.sheet.at(row, column).value if self.sheet.text(row, column) else None
            for column in self.layout.labels
        }
        filled = [column for column in self.told if labels[column] is not None]
        is_same_group = True
        for column in self.told:
            has_part = bool(filled) and filled[-1] > column
            if labels[column] is None and is_same_group and has_part:
                labels[column] = above.get(column)
            is_same_group = is_same_group and labels[column] == above.get(column)
        return labels

    def _filled_columns(self, row: int) -> Iterator[int]:
        """The columns of a row with a figure, with a flag for one, or with what is neither."""
        for column in self.layout.figures:
            cell = self.sheet.at(row, column)
            if cell.value is not None or cell.fault or self.layout.flag_text(row, column):
                yield column
