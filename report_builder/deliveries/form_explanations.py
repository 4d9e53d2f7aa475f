"""What people wrote on a form beside the figures: under Toelichting, in columns of their own, above
the head, or on sheets of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from report_builder.deliveries.arrivals import Explanation
from report_builder.deliveries.grid import Grid, fold

EXPLANATION = "Toelichting"
_OWN_SHEETS = (fold(EXPLANATION), fold("Lijsten"))
"""The sheets that the program puts into a form beside those with figures."""


class FormExplanations:
    """What stands on a form below the head, under any head but the `known` ones, by row."""

    def __init__(self, sheet: Grid, head_row: int, known: Sequence[str]) -> None:
        self.sheet, self.head_row = sheet, head_row
        own = {fold(head) for head in known}
        self.by_row: Mapping[int, list[int]] = defaultdict(list)
        for row, column in sorted({*sheet.cells, *sheet.spread}):
            if row > head_row and fold(sheet.text(head_row, column)) not in own:
                self.by_row[row].append(column)

    def text(self, row: int) -> str:
        """What was written with a figure; one of a merged area counts for all its rows."""
        return "; ".join(self._texts(row, self.by_row.get(row, ())))

    def alone(self, row: int, indicator: str) -> Iterator[Explanation]:
        """What was written on a row that has no figure, at its place; of a merged area once."""
        for column in self.by_row.get(row, ()):
            if self.sheet.spread.get((row, column), (row, column)) == (row, column):
                for text in self._texts(row, [column]):
                    yield Explanation(self.sheet.place(row, column), text, indicator)

    def above(self) -> Iterator[Explanation]:
        """What was written above the head."""
        for row, column in sorted(self.sheet.cells):
            if row < self.head_row and (text := self.sheet.text(row, column)):
                yield Explanation(self.sheet.place(row, column), text)

    def _texts(self, row: int, columns: Sequence[int]) -> Iterator[str]:
        """What stands in these columns; under another head than Toelichting with that head."""
        for column in columns:
            fault = self.sheet.at(row, column).fault
            text = f"(niet te lezen: {fault})" if fault else self.sheet.text(row, column)
            head = self.sheet.text(self.head_row, column)
            if text:
                yield text if fold(head) in ("", fold(EXPLANATION)) else f"{head}: {text}"


def unread_sheets(sheets: Sequence[Grid], forms: Sequence[Grid]) -> Iterator[str]:
    """The sheets of a file with forms that are none and hold something all the same."""
    read = {form.name for form in forms}
    for sheet in sheets:
        is_own = sheet.name in read or fold(sheet.name) in _OWN_SHEETS
        if sheet.cells and not is_own:
            cells = (
                "1 gevulde cel" if len(sheet.cells) == 1 else f"{len(sheet.cells)} gevulde cellen"
            )
            yield f"let op: blad '{sheet.name}' is geen formulier en is niet gelezen ({cells})"
