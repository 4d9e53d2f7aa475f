"""Where a table stands on a sheet, as its profile says: its head, its labels and its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from report_builder.deliveries.grid import MOST_ROWS, Area, Grid, Value, column_number, fold
from report_builder.deliveries.profile_file import ProfileFault
from report_builder.model.profile import TableSpec
from report_builder.problems import Fault, nearest

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_IGNORED = re.compile(
    r"(?P<left>[A-Z]{1,3})(?P<top>[1-9][0-9]{0,6})?"
    r"(?::(?P<right>[A-Z]{1,3})(?P<bottom>[1-9][0-9]{0,6})?)?"
)
_MOST_PLACES = 4


class TableLayout:
    """One table of a sheet. Raises Fault when it is not where the profile says.

    `page` is the sheet as it came, `sheet_text` what its name says, and `sheet` the sheet without
    what the profile ignores, as if those cells were empty. `head` is the lowest row of its head,
    `left` its first column, and `right` and `bottom` where it ends. `labels` are its columns of
    labels with what they say, `figures` those of figures, `flags` the column of statuses of each
    of these that has one, `only` what may stand in a column, and `headless` the columns that are
    none of these.
    """

    def __init__(self, page: Grid, spec: TableSpec, sheet_text: str) -> None:
        self.page = page
        self.sheet_text = sheet_text
        self.spec = spec
        self.ignored = [ignored_area(text) for text in spec.ignore]
        self.sheet = _without(page, self.ignored)
        self.head, self.left = self._anchor()
        self.right = self._right()
        self.bottom = self._bottom()
        self.labels = self._label_columns()
        self.only = {self._column("only", head): self._wanted(head) for head in spec.only}
        self.flags = {
            self._column("status", head): self._column("status", flag_head)
            for head, flag_head in spec.status.items()
        }
        self.figures = self._figure_columns()
        known = {*self.labels, *self.only, *self.flags.values(), *self.figures}
        self.headless = [
            number for number in range(self.left, self.right + 1) if number not in known
        ]

    @property
    def area(self) -> Area:
        """All of the table, its head included."""
        return Area(self.head_rows.start, self.left, self.bottom, self.right)

    @property
    def head_rows(self) -> range:
        """The rows of its head."""
        return range(self.head - self.spec.head_count + 1, self.head + 1)

    @property
    def name(self) -> str:
        """How the table is called: people know lines of a text file and cells of a workbook."""
        area = self.area
        if self.sheet.is_text:
            first, last = map(self.sheet.line_number, (area.top, area.bottom))
            return f"regels {first}-{last}"
        return f"blad '{self.sheet.name}', {area}"

    def head_text(self, column: int) -> str:
        """What stands above a column: its heads from top to bottom, each once."""
        texts = [self.sheet.text(*address) for address in self._heads(column)]
        return " ".join(dict.fromkeys(text for text in texts if text))

    def head_labels(self, column: int) -> dict[str, Value]:
        """What the heads of a column say, by what that is of; a number or a day where that is all
        that stands there.
        """
        addresses = self._heads(column)
        if len(self.spec.columns) == 1 and len(addresses) > 1:
            return {self.spec.columns[0]: self.head_text(column)}
        values = (
            self.sheet.at(*address).value if self.sheet.text(*address) else None
            for address in addresses
        )
        return dict(zip(self.spec.columns, values, strict=True))

    def _heads(self, column: int) -> list[tuple[int, int]]:
        """The cells that hold the heads of a column, from top to bottom."""
        addresses = [(row, column) for row in self.head_rows]
        if not self.spec.repeat_heads or not self.sheet.text(self.head, column):
            return addresses
        return [*(self._repeated(*address) for address in addresses[:-1]), addresses[-1]]

    def _repeated(self, row: int, column: int) -> tuple[int, int]:
        """The first cell that is not empty, at a cell or left of it."""
        places = ((row, place) for place in range(column, self.left, -1))
        return next((place for place in places if self.sheet.text(*place)), (row, column))

    def flag_text(self, row: int, column: int) -> str:
        """The flag beside a figure; empty where there is none."""
        return self.sheet.text(row, self.flags[column]) if column in self.flags else ""

    def _anchor(self) -> tuple[int, int]:
        """The row and column of the cell that the profile names, or of the text that it holds."""
        title_row = self._title_row() if self.spec.below else 0
        anchor = self.spec.anchor
        if address := _ADDRESS.fullmatch(anchor):
            return int(address[2]), column_number(address[1])
        cells = [cell for cell in self.sheet.find(anchor) if cell[0] > title_row]
        if not cells:
            message = f"de kop '{anchor}' staat niet op het blad"
            raise ProfileFault(("anchor",), "tabel", message, "controleer anchor in het profiel")
        if len(cells) > 1 and not self.spec.below:
            places = ", ".join(self.sheet.place(*cell) for cell in cells[:_MOST_PLACES])
            message = f"de kop '{anchor}' staat er {len(cells)} keer: {places}"
            hint = "noem de titel erboven met below, of schrijf de cel zelf, zoals B12"
            raise ProfileFault(("anchor",), "tabel", message, hint)
        return self._lowest(*cells[0])

    def _title_row(self) -> int:
        title = next(self.sheet.find(self.spec.below), None)
        if title is None:
            message = f"'{self.spec.below}' staat niet op het blad"
            raise ProfileFault(("below",), "tabel", message, "controleer below in het profiel")
        return title[0]

    def _lowest(self, row: int, column: int) -> tuple[int, int]:
        """The lowest cell of what is merged with a cell: a head beside two rows of heads often
        stands over both.
        """
        merged = [area for area in self.sheet.merged if (area.top, area.left) == (row, column)]
        return max((area.bottom for area in merged), default=row), column

    def _right(self) -> int:
        """The last column with a head: before the first without one, unless there may be gaps."""
        first = self.left + len(self.spec.rows) - 1 if not self.spec.by_head else self.left
        others = range(first + 1, self.sheet.last_column + 1)
        with_head = [column for column in others if self.head_text(column)]
        if not with_head:
            message = f"naast {self.sheet.place(self.head, self.left)} staan geen koppen"
            raise ProfileFault(("rows",), "tabel", message, "controleer rows")
        if self.spec.gaps:
            return with_head[-1]
        right = first
        while right + 1 in with_head:
            right += 1
        return right

    def _label_columns(self) -> dict[int, str]:
        by_head = {self._column("by_head", head): name for head, name in self.spec.by_head.items()}
        by_place = dict(enumerate(self.spec.rows, start=self.left))
        return dict(sorted(by_head.items())) if by_head else by_place

    def _wanted(self, head: str) -> frozenset[str]:
        """What may stand in a column. Raises Fault when it never holds one of these texts."""
        column = self._column("only", head)
        texts = [self.sheet.text(row, column) for row in range(self.head + 1, self.bottom + 1)]
        present = {fold(text): text for text in texts}
        for text in self.spec.only[head]:
            if fold(text) not in present:
                message = f"only: '{text}' staat niet in de kolom '{head}'"
                hint = nearest(text, present.values()) or "verbeter only"
                raise ProfileFault(("only",), "tabel", message, hint)
        return frozenset(map(fold, self.spec.only[head]))

    def _figure_columns(self) -> list[int]:
        others = {*self.labels, *self.only, *self.flags.values()}
        with_head = [
            column for column in range(self.left, self.right + 1) if self.head_text(column)
        ]
        columns = [column for column in with_head if column not in others]
        if not columns:
            message = f"naast {self.sheet.place(self.head, self.left)} staan geen cijfers"
            raise ProfileFault(
                ("rows",), "tabel", message, "controleer rows, only en status, of zet gaps = true"
            )
        return columns

    def _column(self, key: str, head: str) -> int:
        """The column with a head, which a key of the profile names. Raises Fault when there is
        none, or more than one.
        """
        heads = {column: self.head_text(column) for column in range(self.left, self.right + 1)}
        # Capitals tell apart only where a table needs it: CITIZENSHIP beside Citizenship.
        columns = [column for column, text in heads.items() if text == head]
        columns = columns or [column for column, text in heads.items() if fold(text) == fold(head)]
        if not columns:
            present = f"aanwezig: {', '.join(heads.values())}"
            message = f"er is geen kolom met de kop '{head}'"
            raise ProfileFault((key,), "tabel", message, nearest(head, heads.values()) or present)
        if len(columns) > 1:
            message = f"de kop '{head}' staat er {len(columns)} keer"
            raise Fault("tabel", message, "laat de koppen in het bestand verbeteren")
        return columns[0]

    def _bottom(self) -> int:
        """The last row: before the text that the table runs until, or else before an empty row,
        unless there may be gaps.
        """
        rows = range(self.head + 1, self.sheet.last_row + 1)
        if self.spec.until:
            ends = [row for row in rows if self._is_until(row)]
            if not ends:
                message = f"'{self.spec.until}' staat niet onder de tabel"
                hint = (
                    "controleer until in het profiel: zonder dat is niet zeker waar de tabel "
                    "eindigt"
                )
                raise ProfileFault(("until",), "tabel", message, hint)
            return ends[0] - 1
        if self.spec.gaps:
            filled = [row for row in rows if any(self._texts(row))]
            return filled[-1] if filled else self.head
        empty = next((row for row in rows if not any(self._texts(row))), self.sheet.last_row + 1)
        return empty - 1

    def _is_until(self, row: int) -> bool:
        return fold(self.sheet.text(row, self.left)).startswith(fold(self.spec.until))

    def _texts(self, row: int) -> list[str]:
        return [self.sheet.text(row, column) for column in range(self.left, self.right + 1)]


def ignored_area(text: str) -> Area:
    """The cells that an entry of `ignore` names: `D`, `D:F` or `D2:F9`. Raises Fault when it names
    none.
    """
    match = _IGNORED.fullmatch(text)
    if match is None:
        message = f"ignore: '{text}' is geen kolom of gebied"
        hint = "schrijf bijvoorbeeld D, D:F of D2:F9"
        raise ProfileFault(("ignore",), "tabel", message, hint)
    left, top = column_number(match["left"]), int(match["top"] or 1)
    right = column_number(match["right"] or match["left"])
    bottom = int(match["bottom"] or (match["right"] and MOST_ROWS) or match["top"] or MOST_ROWS)
    return Area(top, left, bottom, right)


def _without(page: Grid, areas: Sequence[Area]) -> Grid:
    """A sheet on which these areas are empty."""
    if not areas:
        return page
    kept = {
        address: cell
        for address, cell in page.cells.items()
        if not any(area.holds(*address) for area in areas)
    }
    return replace(page, cells=kept)
