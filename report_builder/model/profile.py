"""How an organisation delivers: where its tables stand in a file, and what their heads and rows
say.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictInt, StrictStr, StringConstraints

from report_builder.model.catalogue import Number
from report_builder.model.period import Frequency
from report_builder.model.record import Record, Text
from report_builder.model.series import Status

PERIOD, INDICATOR, SKIPPED = "period", "indicator", ""
"""What a column of labels or a head can say besides a dimension; of what is skipped nothing is
read.
"""


_CELL = r"^[A-Z]{1,3}[1-9][0-9]{0,6}$"


def _as_list(value: object) -> object:
    """A single text as a list of one: most tables need no more."""
    return [value] if isinstance(value, str) else value


Texts = Annotated[tuple[StrictStr, ...], BeforeValidator(_as_list)]
"""One text, or a list of them."""


class TableSpec(Record):
    """One table: its anchor is the cell at the left of the last row of its head.

    It ends where `until` stands, or else at the first empty row, and at the first column without a
    head. With `gaps` it goes on to the last row and the last head.
    What neither the rows nor the columns say is fixed for the whole table.
    """

    anchor: Text
    sheet: Texts = ()
    """Sheets of this shape; `*` stands for any text in their names."""
    sheet_says: StrictStr = ""
    """What the name of the sheet says."""
    below: StrictStr = ""
    head_rows: Annotated[StrictInt, Field(ge=1, le=5)] = 1
    rows: tuple[StrictStr, ...] = (PERIOD,)
    by_head: Mapping[StrictStr, StrictStr] = {}
    """What columns of labels say by their head, instead of by their place as in `rows`."""
    columns: Annotated[Texts, Field(min_length=1)] = (INDICATOR,)
    """What the heads say; with more than one, each head row says its own, from top to bottom."""
    repeat_heads: StrictBool = False
    """Whether an upper head that is left empty repeats the one left of it."""
    only: Mapping[StrictStr, Texts] = {}
    """Which rows are read: by the head of a column, what may stand there."""
    status: Mapping[StrictStr, StrictStr] = {}
    """By the head of a column of figures, the head of the column with their flags."""
    skip_periods: tuple[Frequency, ...] = ()
    """Periods of these frequencies are passed over, where the indicator has another."""
    until: StrictStr = ""
    gaps: StrictBool = False
    """Whether empty rows and columns without a head lie within the table."""
    ignore: Texts = ()
    """Columns or areas that are taken for empty: `D`, `D:F`, `D2:F9`."""
    expect: Mapping[Annotated[StrictStr, StringConstraints(pattern=_CELL)], StrictStr] = {}
    """What must stand in a cell, such as the filter of a pivot table: B3."""
    indicator: StrictStr = ""
    period: StrictStr = ""
    fixed: Mapping[StrictStr, StrictStr] = {}
    labels: Mapping[StrictStr, StrictStr] = {}
    factor: Annotated[Number, Field(gt=0)] = Decimal(1)

    @property
    def head_count(self) -> int:
        """How many rows its head has."""
        return max(self.head_rows, len(self.columns))


class Profile(Record):
    """A delivery profile; `labels` of a table go before those of the profile."""

    owner: Text
    decimal: Literal[",", "."] = ","
    dates: Literal["dmy", "mdy"] | None = None
    split_years: Literal["first", "last"] | None = None
    """Which year a school year or a broken financial year counts as."""
    delimiter: StrictStr = ""
    partial: StrictBool = False
    marks: Mapping[StrictStr, Status] = {}
    flags: Mapping[StrictStr, Status] = {}
    """What the flags in a column of statuses mean."""
    labels: Mapping[StrictStr, StrictStr] = {}
    tables: Annotated[tuple[TableSpec, ...], Field(min_length=1)]
