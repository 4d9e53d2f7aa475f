"""Where a table stands on a sheet, as its profile says: its head, its labels and its figures."""

from __future__ import annotations

import re
from collections.abc import Mapping

from report_builder.deliveries.grid import Area, Grid, Value, column_number, fold
from report_builder.model.profile import SKIPPED, TableSpec
from report_builder.problems import Fault, nearest

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_MOST_PLACES = 4


class TableLayout:
    """One table of a sheet. Raises Fault when it is not where the profile says.

    `head` is the lowest row of its head, `left` its first column, and `right` and `bottom` where it
    ends. `labels` are its columns of labels with what they say, `figures` those of figures, `flags`
    the column of statuses of each of these that has one, and `only` what may stand in a column.
    """

    def __init__(self, sheet: Grid, spec: TableSpec) -> None:
        self.sheet = sheet
        self.spec = spec
        self.head, self.left = self._anchor()
        self.right = self._right()
        self.bottom = self._bottom()
        self.labels = self._label_columns()
        self.only = {self._column(head): self._wanted(head) for head in spec.only}
        self.flags = {
            self._column(head): self._column(flag_head) for head, flag_head in spec.status.items()
        }
        self.figures = self._figure_columns()

    @property
    def area(self) -> Area:
        """All of the table, its head included."""
        return Area(self.head_rows.start, self.left, self.bottom, self.right)

    @property
    def head_rows(self) -> range:
        """The rows of its head."""
        return range(self.head - self.spec.head_rows + 1, self.head + 1)

    @property
    def name(self) -> str:
        """How the table is called: people know lines of a text file and cells of a workbook."""
        area = self.area
        if self.sheet.is_text:
            return f"regels {area.top}-{area.bottom}"
        return f"blad '{self.sheet.name}', {area}"

    def head_text(self, column: int) -> str:
        """What stands above a column: its heads from top to bottom, each once."""
        texts = [self.sheet.text(row, column) for row in self.head_rows]
        return " ".join(dict.fromkeys(text for text in texts if text))

    def head_value(self, column: int) -> Value:
        """The head of a column: a number or day when that is all that stands there."""
        if self.spec.head_rows == 1:
            return self.sheet.at(self.head, column).value
        return self.head_text(column)

    def row_labels(self, row: int, above: Mapping[int, Value]) -> dict[int, Value]:
        """The labels of a row by their column, from those of the row above it.

        A label that is left empty repeats the one above it when it has a part of its group beside
        it: the group is the same, and a label further to the right stands there.
        """
        own = {
            column: self.sheet.at(row, column).value if self.sheet.text(row, column) else None
            for column in self.labels
        }
        told = [
            column for column, name in self.labels.items() if name != SKIPPED or column in self.only
        ]
        found = dict(own)
        is_same_group = True
        for place, column in enumerate(told):
            has_part = any(own[inner] is not None for inner in told[place + 1 :])
            if own[column] is None and is_same_group and has_part:
                found[column] = above.get(column)
            is_same_group = is_same_group and found[column] == above.get(column)
        return found

    def is_kept(self, row: int, labels: Mapping[int, Value]) -> bool:
        """Whether the profile has a row read: in each column of `only` stands one of its texts."""
        return all(
            fold(str(labels.get(column) or self.sheet.text(row, column))) in texts
            for column, texts in self.only.items()
        )

    def _anchor(self) -> tuple[int, int]:
        """The row and column of the cell that the profile names, or of the text that it holds."""
        title_row = self._title_row() if self.spec.below else 0
        anchor = self.spec.anchor
        if address := _ADDRESS.fullmatch(anchor):
            return int(address[2]), column_number(address[1])
        cells = [cell for cell in self.sheet.find(anchor) if cell[0] > title_row]
        if not cells:
            message = f"de kop '{anchor}' staat niet op het blad"
            raise Fault("tabel", message, "controleer anchor in het profiel")
        if len(cells) > 1 and not self.spec.below:
            places = ", ".join(self.sheet.place(*cell) for cell in cells[:_MOST_PLACES])
            message = f"de kop '{anchor}' staat er {len(cells)} keer: {places}"
            hint = "noem de titel erboven met below, of schrijf de cel zelf, zoals B12"
            raise Fault("tabel", message, hint)
        return self._lowest(*cells[0])

    def _title_row(self) -> int:
        title = next(self.sheet.find(self.spec.below), None)
        if title is None:
            message = f"'{self.spec.below}' staat niet op het blad"
            raise Fault("tabel", message, "controleer below in het profiel")
        return title[0]

    def _lowest(self, row: int, column: int) -> tuple[int, int]:
        """The lowest cell of what is merged with a cell: a head beside two rows of heads often
        stands over both.
        """
        merged = [area for area in self.sheet.merged if (area.top, area.left) == (row, column)]
        return max((area.bottom for area in merged), default=row), column

    def _right(self) -> int:
        """The last column with a head."""
        first = right = self.left + len(self.spec.rows) - 1 if not self.spec.by_head else self.left
        while right < self.sheet.last_column and self.head_text(right + 1):
            right += 1
        if right == first:
            message = f"naast {self.sheet.place(self.head, self.left)} staan geen koppen"
            raise Fault("tabel", message, "controleer rows")
        return right

    def _label_columns(self) -> dict[int, str]:
        by_head = {self._column(head): name for head, name in self.spec.by_head.items()}
        by_place = dict(enumerate(self.spec.rows, start=self.left))
        return dict(sorted(by_head.items())) if by_head else by_place

    def _wanted(self, head: str) -> frozenset[str]:
        """What may stand in a column. Raises Fault when it never holds one of these texts."""
        column = self._column(head)
        texts = [self.sheet.text(row, column) for row in range(self.head + 1, self.bottom + 1)]
        present = {fold(text): text for text in texts}
        for text in self.spec.only[head]:
            if fold(text) not in present:
                message = f"only: '{text}' staat niet in de kolom '{head}'"
                raise Fault("tabel", message, nearest(text, present.values()) or "verbeter only")
        return frozenset(map(fold, self.spec.only[head]))

    def _figure_columns(self) -> list[int]:
        others = {*self.labels, *self.only, *self.flags.values()}
        columns = [column for column in range(self.left, self.right + 1) if column not in others]
        if not columns:
            message = f"naast {self.sheet.place(self.head, self.left)} staan geen cijfers"
            raise Fault("tabel", message, "controleer rows, only en status in het profiel")
        return columns

    def _column(self, head: str) -> int:
        """The column with a head. Raises Fault when there is none, or more than one."""
        heads = {column: self.head_text(column) for column in range(self.left, self.right + 1)}
        columns = [column for column, text in heads.items() if fold(text) == fold(head)]
        if not columns:
            present = f"aanwezig: {', '.join(heads.values())}"
            message = f"er is geen kolom met de kop '{head}'"
            raise Fault("tabel", message, nearest(head, heads.values()) or present)
        if len(columns) > 1:
            message = f"de kop '{head}' staat er {len(columns)} keer"
            raise Fault("tabel", message, "laat de koppen in het bestand verbeteren")
        return columns[0]

    def _bottom(self) -> int:
        """The last row before an empty one, or before the text that the table runs until."""
        row, last = self.head, self.sheet.last_row
        while row < last and not self._ends_before(row + 1):
            row += 1
        if self.spec.until and row >= last:
            message = f"'{self.spec.until}' staat niet onder de tabel"
            hint = "controleer until in het profiel: zonder dat is niet zeker waar de tabel eindigt"
            raise Fault("tabel", message, hint)
        return row

    def _ends_before(self, row: int) -> bool:
        texts = [self.sheet.text(row, column) for column in range(self.left, self.right + 1)]
        if not any(texts):
            return True
        return bool(self.spec.until) and fold(texts[0]).startswith(fold(self.spec.until))
