"""Notes that hold for the rows of one indicator of a table: a letter at the name, told below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_lowercase

from report_builder.values.plotted_series import Row


class RowNotes:
    """The notes on the rows of a table, by indicator; equal ones have one letter, in the order in
    which the rows stand.
    """

    def __init__(self, rows: Sequence[Row], notes: Mapping[str, str]) -> None:
        self._titles = {row.indicator.id: row.indicator.title for row in rows}
        self._notes = {key: notes[key].strip() for key in self._titles if key in notes}
        texts = dict.fromkeys(self._notes.values())
        self._letters = {text: _letter(number) for number, text in enumerate(texts)}

    def mark_of(self, row: Row) -> str:
        """The letter of the note on a row; empty where it has none."""
        return self._letters.get(self._notes.get(row.indicator.id, ""), "")

    def said(self, *, is_marked: bool) -> str:
        """The notes as they stand below the table: behind their letters, or behind what they are
        about where the names of the rows have none.
        """
        if is_marked:
            return " ".join(f"{letter}: {text}" for text, letter in self._letters.items())
        return " ".join(f"{self._titles[key]}: {text}" for key, text in self._notes.items())


def _letter(number: int) -> str:
    """The letters from a to z, and then aa, bb and so on."""
    times, place = divmod(number, len(ascii_lowercase))
    return ascii_lowercase[place] * (times + 1)
