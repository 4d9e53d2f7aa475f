"""Where a source answers by itself, and which of its cells are an indicator's rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from report_builder.model.period import Frequency, Period
from report_builder.model.record import Id, Record, Text
from report_builder.model.series import Status

_ADDRESS = r"^(https://|http://(localhost|127\.0\.0\.1)[:/])\S+$"
"""Figures travel encrypted, except on one and the same machine."""


class Protocol(StrEnum):
    """How a service is asked and answers."""

    ODATA = "odata4"
    ODATA3 = "odata3"
    JSONSTAT = "jsonstat"
    UNHCR = "unhcr"

    @property
    def label(self) -> str:
        """What people call it."""
        return _LABELS[self.value]

    @property
    def names_measure(self) -> bool:
        """Whether a mapping says which measure is wanted, apart from the dimensions."""
        return self is not Protocol.JSONSTAT

    @property
    def names_unit(self) -> bool:
        """Whether the service tells the unit of a measure."""
        return self in (Protocol.ODATA, Protocol.ODATA3)


_LABELS = {
    "odata4": "OData v4",
    "odata3": "OData v3",
    "jsonstat": "JSON-stat",
    "unhcr": "Refugee Data Finder",
}


class ServiceAddress(Record):
    """Where a source answers questions: `[CBS.service]` in sources.toml."""

    protocol: Protocol
    url: Annotated[Text, StringConstraints(pattern=_ADDRESS)]


class Moment(StrEnum):
    """Which period of the indicator a period of the service stands for, where the two differ."""

    SAME = "same"
    FIRST_DAY = "first-day"
    LAST_DAY = "last-day"
    CLOSING = "closing"
    """A stock: the last month of a quarter stands for the quarter."""

    def place(self, period: Period, frequency: Frequency) -> Period | None:
        """The indicator's period for one of the service; None when it stands for none."""
        if self in (Moment.FIRST_DAY, Moment.LAST_DAY):
            return Period(period.first if self is Moment.FIRST_DAY else period.last, Frequency.DAY)
        if self is Moment.SAME:
            return period if period.frequency is frequency else None
        if period.frequency.months >= frequency.months or Frequency.DAY in (
            period.frequency,
            frequency,
        ):
            return None
        whole = period.within(frequency)
        return whole if period.last == whole.last else None


class Split(Record):
    """A dimension of the service that the indicator is split by, and what its codes are called
    here.
    """

    dimension: Text
    names: Annotated[Mapping[Text, Text], Field(min_length=1)]

    def __hash__(self) -> int:
        return hash(self.dimension)


class ServiceMapping(Record):
    """Which cells of a table are an indicator's rows: `[<indicator>.service]` in the catalogue.

    Every dimension of the table is pinned to one code or is one that the indicator is split by, so
    that a table that gets a dimension or a code more never gives more rows.
    """

    table: Text | None = None
    measure: Text | None = None
    unit: Text | None = None
    """The unit that the service gives for the measure (odata4, odata3), so that thousands never
    pass for ones.
    """
    pinned: Mapping[Text, Text] = {}
    split: Mapping[Id, Split] = {}
    frequency: Frequency | None = None
    """The frequency of the service's periods, where `periods` makes others of them."""
    periods: Moment = Moment.SAME
    since: Text | None = None
    breaks: tuple[Text, ...] = ()
    """Periods of the indicator in which its series breaks, where the source does not flag that."""
    flags: Mapping[Text, Status] = {}
    """What a flag of this table means, where it differs from the protocol's own reading."""

    def __hash__(self) -> int:
        return hash((self.table, self.measure, self.since, *self.pinned.items()))

    def asks(self) -> dict[str, tuple[str, ...]]:
        """The codes wanted of every dimension apart from time."""
        return {
            **{name: (code,) for name, code in self.pinned.items()},
            **{split.dimension: tuple(split.names) for split in self.split.values()},
        }


TABLE = re.compile(r"[A-Za-z0-9_]+(-[A-Za-z0-9_]+)*")
"""The id of a table as it can stand in an address."""
