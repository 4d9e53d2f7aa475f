"""How an organisation delivers: where its tables stand in a file, and what their heads and rows
say.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt, StrictStr

from report_builder.model.catalogue import Number
from report_builder.model.record import Record, Text
from report_builder.model.series import Status

PERIOD, INDICATOR, SKIPPED = "period", "indicator", ""
"""What a column of labels or a head can say besides a dimension; of what is skipped nothing is
read.
"""


class TableSpec(Record):
    """One table: its anchor is the cell at the left of the last row of its head.

    It ends at the first empty row or where `until` stands, and at the first column without a head.
    What neither the rows nor the columns say is fixed for the whole table.
    """

    anchor: Text
    sheet: StrictStr = ""
    below: StrictStr = ""
    head_rows: Annotated[StrictInt, Field(ge=1, le=5)] = 1
    rows: tuple[StrictStr, ...] = (PERIOD,)
    columns: Text = INDICATOR
    until: StrictStr = ""
    indicator: StrictStr = ""
    period: StrictStr = ""
    fixed: Mapping[StrictStr, StrictStr] = {}
    labels: Mapping[StrictStr, StrictStr] = {}
    factor: Annotated[Number, Field(gt=0)] = Decimal(1)


class Profile(Record):
    """A delivery profile; `labels` of a table go before those of the profile."""

    owner: Text
    decimal: Literal[",", "."] = ","
    delimiter: StrictStr = ""
    partial: StrictBool = False
    marks: Mapping[StrictStr, Status] = {}
    labels: Mapping[StrictStr, StrictStr] = {}
    tables: Annotated[tuple[TableSpec, ...], Field(min_length=1)]
