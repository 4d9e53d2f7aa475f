"""What is published by whom: sources and indicators, as the TOML files hold them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictInt, StrictStr, StringConstraints

from report_builder.model.period import Frequency, Period

DAYS_OF_GRACE = 30
"""A stock on a day is recent from 1 December on (contract, section 2)."""
PERCENT = "procent"
POINT = "procentpunt"
ID = r"[a-z][a-z0-9_]*"

Text = Annotated[StrictStr, StringConstraints(min_length=1, pattern=r"\S")]
Id = Annotated[StrictStr, StringConstraints(pattern=f"^{ID}$")]


def _exact(value: object) -> object:
    """Only what TOML writes as a number: a text or a boolean is not silently taken for one."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("no number")
    return Decimal(value)


Number = Annotated[Decimal, BeforeValidator(_exact)]


class Record(BaseModel):
    """A record that a TOML file writes: complete, frozen, without unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Record):
    """Who publishes or delivers figures."""

    name: Text
    url: Text
    licence: Text
    contact: StrictStr = ""


class Indicator(Record):
    """What one series of observations counts, and when it is expected."""

    id: StrictStr
    title: Text
    unit: Text
    frequency: Frequency
    source: Text
    owner: StrictStr = ""
    table: StrictStr = ""
    definition: StrictStr = ""
    note: StrictStr = ""
    decimals: Annotated[StrictInt, Field(ge=0, le=6)] = 0
    dimensions: tuple[Id, ...] = ()
    minimum: Number = Decimal(0)
    maximum: Number | None = None
    expected_on: date | None = None
    lag: Annotated[StrictInt, Field(ge=0, le=400)] = 0
    band: Number | None = None
    """How much a figure may change in a year before a person is asked: percents, for percentages points."""
    suppress_below: Annotated[StrictInt, Field(ge=1, le=1000)] | None = None
    """Counts below this are not shown: at intake they become status Q without a value."""
    rounding: Annotated[StrictInt, Field(ge=1, le=1_000_000)] | None = None
    """What figures are rounded to at intake, such as 10."""

    @property
    def theme(self) -> str:
        """The theme, the first half of the id."""
        return self.id.partition(".")[0]

    @property
    def deliverer(self) -> str:
        """Who must deliver: the owner, by default the source."""
        return self.owner or self.source

    @property
    def total(self) -> tuple[str, ...]:
        """The slice that is the indicator itself."""
        return (TOTAL,) * len(self.dimensions)

    def expected(self, reporting_year: int) -> Period:
        """The last period that is expected for a reporting year (contract, section 2)."""
        return Period.ending(reporting_year, self.frequency).shifted(-self.lag)

    def is_recent(self, period: Period, reporting_year: int) -> bool:
        """Whether an observation of `period` is not outdated; for days any day from 1 December will do."""
        expected = self.expected(reporting_year)
        if self.frequency is Frequency.DAY:
            return period >= expected.shifted(-DAYS_OF_GRACE)
        return period >= expected


TOTAL = "TOTAL"


@dataclass(frozen=True)
class Delivery:
    """One delivery that was taken in: when, from whom, which file, for which indicators."""

    delivered_on: date
    owner: str
    file: str
    sha256: str
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    """All sources and indicators by id, and the deliveries that brought the figures."""

    sources: Mapping[str, Source]
    indicators: Mapping[str, Indicator]
    deliveries: tuple[Delivery, ...] = ()

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes in alphabetical order."""
        return tuple(sorted({indicator.theme for indicator in self.indicators.values()}))

    def delivery(self, indicator: str) -> Delivery | None:
        """The newest delivery that brought an indicator, if one is known."""
        brought = [delivery for delivery in self.deliveries if indicator in delivery.indicators]
        return max(brought, key=lambda delivery: delivery.delivered_on, default=None)
